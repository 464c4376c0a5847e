"""Why findings in packaged tables are known and left as they are: data, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oinp_noc import _data
from oinp_noc._catalogue import say
from oinp_noc._language import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc.qc._findings import Fault


def explained(table: str, fault: Fault) -> str | None:
    """Return why a fault of a packaged table is known, in the language of the context; None if nobody says."""
    record = explanation(_records(), table, fault)
    if record is None:
        return None
    text = in_language(record["text"], record["text_fr"])
    return say("{text} Source: {source}", text=text, source=record["source"])


def explanation(records: Iterable[dict[str, Any]], table: str, fault: Fault) -> dict[str, Any] | None:
    """Find the record that explains a fault: one of its table, kind and place, and of its figures if it names some."""
    for record in records:
        same = (record["table"], record["kind"]) == (table, fault.kind) and fault.place in (record["places"] or ("",))
        if same and record["figures"] in (None, figures(fault)):
            return record
    return None


def figures(fault: Fault) -> list[int]:
    """Return the whole numbers among the values of a fault."""
    return [value for value in fault.values.values() if isinstance(value, int)]


@_data.once
def _records() -> list[dict[str, Any]]:
    return _data.records("explanations")
