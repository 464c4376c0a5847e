"""Whether a day that is told elsewhere can be that of a sentence, by the name of its weekday."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._notices.lexicon import search, vocabulary
from oinp_noc._notices.statements import first_day

if TYPE_CHECKING:
    from oinp_noc._notices.lexicon import Fact
    from oinp_noc._notices.nodes import Node


def on_another_weekday(node: Node, day: Fact, text: str) -> bool:
    """Return True if a sentence without a day says "on Thursday", and a day told elsewhere is no Thursday.

    A day whose year is not told beside it may be any weekday.
    """
    date = first_day(day)
    if node.kind != "sentence" or date.year is None or node.of("day", "days"):
        return False
    said = search("weekday", text, node.start, node.end)
    if said is None:
        return False
    weekday = (dt.date(date.year, date.month, 1) + dt.timedelta(days=date.day - 1)).weekday()
    return _weekdays()[said[0].strip()] != weekday


@_data.once
def _weekdays() -> dict[str, int]:
    return {name: int(value) for value, (name,) in vocabulary("weekday")}
