"""Accounts in, problems out: what ended in none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._catalogue import marked, say
from oinp_noc._notices.accounts.ledger import DAYS, NUMBERS
from oinp_noc._notices.accounts.untyped import is_code
from oinp_noc._notices.values import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.accounts.ledger import Entry
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.problems.made import Made
    from oinp_noc._notices.words.lexicon import Fact


def problems(made: Made) -> Iterator[Problem]:
    """Tell of what ended in no account; without a draw or a number that is left, codes are of none."""
    left = [entry for entry in made.entries if entry.account == "unassigned"]
    for entry in left:
        if entry.fact.kind != "code":
            what = _WHAT.get(entry.fact.kind) or (
                marked("a day") if entry.fact.kind in DAYS else _number(made.spelt[slice(*entry.fact.span)])
            )
            said = _quoted(entry.fact, made.text)
            message = say(
                "{quoted} is {what}, and the text does not say to which draw it belongs", quoted=said, what=say(what)
            )
            yield Problem("unassigned", message, entry.fact.span)
    loose = [entry for entry in left if entry.fact.kind == "code"]
    numbers = any(entry.fact.kind in NUMBERS for entry in left)
    if loose and (numbers or made.draws):
        yield from _codes(loose, made.lists)  # of a list of occupations alone, no draw is lost


def _quoted(fact: Fact, text: str) -> str:
    said = " ".join(text[slice(*fact.span)].split())
    values = fact.value if fact.kind == "score" else (fact.value,)
    numbers = ", ".join(str(value) for value in values if isinstance(value, int))
    return f"{said!r} ({numbers})" if numbers and not re.search("[0-9]", said) else repr(said)


def _number(said: str) -> str:
    """Say what a number is: a code, if it has the digits of one."""
    return (
        marked("a NOC code") if len(said) == _DIGITS and said.isdigit() and is_code(int(said)) else marked("a number")
    )


_DIGITS = 5  # of a code
_WHAT = {"score": marked("a score"), "window": marked("a profile window")}


def _codes(loose: list[Entry], lists: list[CodeList]) -> Iterator[Problem]:
    list_of = {code.start: number for number, codes in enumerate(lists) for code in codes.codes}
    by_list: dict[tuple[int, int], list[Entry]] = {}  # and by paragraph: a problem is no longer than that
    for entry in loose:
        by_list.setdefault((list_of.get(entry.fact.value.start, -1), entry.node.block), []).append(entry)
    for group in by_list.values():
        codes = [entry.fact.value.code for entry in group]
        shown = ", ".join(codes[:6]) + (", …" if len(codes) > 6 else "")  # noqa: PLR2004 (codes in a message)
        span = group[0].fact.span[0], group[-1].fact.span[1]
        message = say("{codes}: the text does not say of which draw", codes=shown)
        yield Problem("codes-in-no-draw", message, span)
