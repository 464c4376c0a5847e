"""Lists of codes in groups, each below a heading that says nothing of draws: on the farm, in the plant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.draws.below import are_alike
from oinp_noc._notices.draws.drafts import has
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.places import section

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.tree.nodes import Node

_GROUP = compiled(r"(?![a-z]{4,9} [a-h]\b)[^0-9:?]{4,60}(?<!\s[a-h])")  # not "List A", "List B - Trades"
_BETWEEN = compiled(r"[\s).;,*|\]]*")
_OF_DRAWS = (
    *("draw", "invitation", "stream-word", "one-more", "recalled", "issued", "invites", "targeting", "elsewhere"),
    *("occupations", "number"),
)


def under_the_same(one: Node, other: Node) -> bool:
    """Return True if two nodes stand under the same heading and line."""
    return section(one) is section(other) and one.parent is other.parent


def goes_on(found: list[CodeList], node: Node, drafts: list[Draft], text: str) -> bool:
    """Return True if the last list goes on in a group with a heading of its own.

    Args:
        found: the lists so far.
        node: the next node with codes.
        drafts: the drafts; those between the last list and the one before it are one, or alike.
        text: the text, spelt plainly.
    """
    heading, last = section(node), found[-1]
    if heading is None or node.kind != last.node.kind or heading.says(*_OF_DRAWS) or _is_of_a_draw(heading, drafts):
        return False
    named = last.end <= heading.start and _GROUP.fullmatch(text, heading.start, heading.end) is not None
    if not named or _BETWEEN.fullmatch(text, last.end, heading.start) is None:
        return False
    before = found[-2].end if len(found) > 1 else 0
    since = [draft for draft in drafts if draft.role == "announced" and before <= draft.place() < last.node.start]
    return are_alike(since, ("day", "target"))


def _is_of_a_draw(heading: Node, drafts: list[Draft]) -> bool:
    """Return True if a heading has more than the name of a group: a stream or a day, or a target that a draw has."""
    aims = heading.of("target")
    return len(aims) < len(heading.facts) or any(has(draft, "target", aim) for draft in drafts for aim in aims)
