"""Draws in, problems out: targets of a sentence, and lists of titles, that no draw has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.draws.beside import by_place
from oinp_noc._notices.draws.drafts import Draft, is_general
from oinp_noc._notices.facts.targets import GENERIC
from oinp_noc._notices.problems.aside import doubt, own_place
from oinp_noc._notices.values import Problem
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.problems.made import Made
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact


def spare_targets(made: Made) -> Iterator[Problem]:
    """Tell of draws beside a sentence that says whom several were for, where one of its targets is of none of them."""
    drafts = sorted((draft for draft, _ in made.announced), key=Draft.place)
    bare = [draft for draft in drafts if draft.get("target") is None and not (is_general(draft) or draft.codes)]
    told: set[int] = set()  # the paragraphs with a target that a draw has
    for node in made.tree if len(drafts) > 1 else ():
        aims = [fact for fact in node.of("target") if fact.role == "announced" and {*fact.value[0].labels} - {*GENERIC}]
        if node.role != "announced" or node.kind != "sentence" or node.of(*INVITED) or not aims:
            continue
        placed = [draft for *_, named in by_place(node, drafts, made.spelt) for draft in named]
        mine = [draft for draft in drafts if draft.get("target") in aims]
        if mine:
            told.add(id(node.unit))
            doubted = [*mine, *bare] if _may_be_of_others(node, aims, mine, drafts, placed) else []
        else:  # the latter tech occupations
            doubted = bare if id(node.unit) in told else [draft for draft in bare if draft in placed]
        yield from (doubt(node, own_place(draft), made.text) for draft in doubted)


def unread_titles(made: Made) -> Iterator[Problem]:
    """Tell of lists of titles without codes that are not read, and of the draws without a list that may have them."""
    for place, other in made.unread if made.draws else ():
        title = repr(made.text[slice(*other)].strip(" ,;"))
        message = say("{title} is no official title: the list of titles that it stands in is not read", title=title)
        listless = [own_place(draft) for draft, _ in made.announced if not (draft.codes or is_general(draft))]
        yield from (Problem("unclear", message, span) for span in (place, *listless))


def _may_be_of_others(
    node: Node, aims: list[Fact], mine: list[Draft], drafts: list[Draft], placed: list[Draft]
) -> bool:
    """Return True if a target is left over, or was given to another draw than the one whose place is named."""
    used = {label for draft in drafts if (aim := draft.get("target")) is not None for label in aim.value[0].labels}
    words = node.words
    said = {words.values[at] for at in words.places("label")} - {*GENERIC}
    if not said <= used:
        return True
    if node.says("respectively") and len(mine) > 1 and len(aims) == 1 and len(aims[0].value[0].labels) > 1:
        return True
    return bool(placed) and any(draft not in placed for draft in mine)
