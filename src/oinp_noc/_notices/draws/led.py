"""Lists of codes and drafts in, the drafts right below each list out, where each list stands above its draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.draws.drafts import RECENT, Draft
from oinp_noc._notices.draws.told_beside import EMPTY_LINE
from oinp_noc._notices.tree.places import above

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Settled
    from oinp_noc._notices.draws.owners import CodeList


def led(lists: list[CodeList], drafts: list[Draft], settled: Settled, text: str) -> dict[int, list[Draft]]:
    """Give each list to the draws below it in its paragraph or under its heading, if each draw stands below a list.

    Args:
        lists: the lists, in order.
        drafts: the drafts that may have them.
        settled: what takes codes that are told again.
        text: the text, spelt plainly.
    """
    drafts = sorted(drafts[-RECENT:], key=Draft.place)
    found = {id(codes): _below(codes, drafts, text) for codes in lists[-RECENT:]}
    owned = [id(draft) for below in found.values() for draft in below]
    if len(lists) > RECENT or not all(found.values()) or sorted(owned) != sorted(map(id, drafts)):
        return {}
    for codes in lists:
        below = found[id(codes)]
        bare = found[id(codes)] = [draft for draft in below if not draft.codes]
        codes.of_all = len(bare) > 1
        codes.aside = codes.aside or not bare  # each of its draws has its own
        told = {code.code for draft in below for code in draft.codes}
        settled.glosses |= {code.start for code in codes.codes if not bare and code.code in told}
    return found


def _below(codes: CodeList, drafts: list[Draft], text: str) -> list[Draft]:
    """Return the draws right below a list: under it as their heading, or on the next lines of its paragraph."""
    node = codes.node
    if node.kind == "heading":
        return [draft for draft in drafts if node in above(draft.nodes[0])]
    if not node.unit.apart or codes.part.facts or codes.part.told:
        return []
    behind = [draft for draft in drafts if draft.nodes[0].start >= codes.end]
    empty = EMPTY_LINE.search(text, codes.end)
    return [draft for draft in behind if empty is None or draft.nodes[0].start < empty.start()]
