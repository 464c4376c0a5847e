"""Drafts with their lists in, the same out, with the lists of which the text only says that they are as before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import same
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.words.lexicon import search, vocabulary

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.tree.nodes import Node

_MOST = 64  # draws that are looked at


def told_again(nodes: list[Node], drafts: list[Draft], text: str) -> None:
    """Give draws "for the same occupations" the list of the draw before, or of the day that the sentence names.

    Args:
        nodes: the nodes, in order.
        drafts: the drafts with their lists.
        text: the text, spelt plainly.
    """
    announced = [draft for draft in drafts[:_MOST] if draft.role == "announced"]
    for node in nodes if any(not draft.codes for draft in announced) else ():
        if node.codes or node.role != "announced" or search("same list", text, node.start, node.end) is None:
            continue
        bare = [draft for draft in announced if not draft.codes and draft.get("general") is None]
        before = [draft for draft in bare if draft.nodes[0].block == node.block and draft.nodes[0].start < node.start]
        owners = [draft for draft in bare if node in draft.nodes] or before[-1:]
        source = _source(node, [draft for draft in announced if draft.codes], owners, text)
        for owner in owners:
            owner.codes = source.codes if source is not None else owner.codes
            owner.cued = True


def _source(node: Node, listed: list[Draft], owners: list[Draft], text: str) -> Draft | None:
    """Find the draw whose list is meant: of another day or month that is named, else the one before."""
    own = [day for owner in owners if (day := owner.get("day")) is not None]
    others = [fact for fact in node.of("day") if not any(same("day", fact, day) for day in own)]
    months = _months(node, text) - {str(first_day(day).month) for day in own} if not others else set()
    if others or months:
        listed = [
            draft
            for draft in listed
            if (day := draft.get("day")) is not None
            and (str(first_day(day).month) in months or any(same("day", day, other) for other in others))
        ]
    before = [draft for draft in listed if draft.codes[0].start < node.start]
    return next(reversed(before or listed), None)


def _months(node: Node, text: str) -> set[str]:
    """Return the months that a sentence names without a day."""
    named = {found[1] for found in _OF_MONTH.finditer(text, node.start, node.end)}
    return {value for value, spelt in vocabulary("month") if len(spelt) == 1 and spelt[0] in named}


_OF_MONTH = re.compile(r"\b(?:in|en|of|de)\s([a-z]{3,9})\b(?!\s[0-9])")
