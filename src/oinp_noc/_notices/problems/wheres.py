"""Draws in, problems out: where words say where the jobs were, and are no region, or a second one: a regional draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.problems.aside import own_place
from oinp_noc._notices.tree.nodes import node_at, stand_together
from oinp_noc._notices.tree.places import above
from oinp_noc._notices.tree.regions import REGIONAL
from oinp_noc._notices.tree.weekdays import months_by_name
from oinp_noc._notices.values import Problem
from oinp_noc._notices.words.lexicon import INVITED, search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.problems.made import Made
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_BEHIND = compiled(
    r"[^.;:|0-9]{0,24}?\b(?:gta|rgt|toronto|ottawa|ontario|cit(?:y|ies)|villes?|metro[a-z]*|urban|urbaine?s?|regions?|areas?)\b"
)  # outside the large cities
_MARKS = " \t\r\n,;:.([{|/*_-"  # that may stand before a phrase


def wheres(made: Made) -> Iterator[Problem]:
    """Tell of words that say where the jobs were, beside a target or list of a draw that is read without a region."""
    placeless = [(draft, draw) for draft, draw in made.pairs if draw.region is None]
    aimed = [draft for draft, draw in placeless if draw.target is not None or draft.codes]
    for draft, draw in placeless:
        told_in = [node for of in draft.nodes for node in (of, *above(of))]
        said = (REGIONAL.search(made.spelt, node.start, node.end) for node in told_in)
        match = next(filter(None, said), None) if draw.program is None else None
        if match is not None:
            yield _not_read(made.text, match.span(), own_place(draft))
        town = _town(draft, made) if match is None and draw.program is None else None
        if town is not None:
            yield _not_read(made.text, town, own_place(draft))
    regions = {draw.region for draw in made.draws}
    for draft, draw in made.pairs:
        target = draft.get("target") if draw.region is not None else None
        place = _second(target, regions, made) if target is not None else None
        if place is not None:
            yield _not_read(made.text, place, own_place(draft))
    for node in made.tree if aimed else ():
        place = _where(node, made.spelt) if node.role in ("announced", "recalled") else None
        if place is None:
            continue
        owners = [draft for draft in aimed if _is_said_of(draft, node)]
        again = [draft for draft in aimed if owners and draft not in owners and draft.get("target") in node.facts]
        for span in (*([place] if owners else []), *map(own_place, again)):  # ditto, below it
            yield _not_read(made.text, place, span)


_PART = r"(?:north|east|central|south-?\s?west)(?:ern)?|nord|est|centre|sud-ouest"
_JOINED = r"(?:,|,?\s(?:and|or|et|ou)|\s?[/&+])\s?(?:(?:in|dans|the|le|la|du|de)\s|l'|de\sl'){0,2}"
_BEFORE = compiled(rf"(?<![a-z-])(?P<part>{_PART}){_JOINED}\Z")
_BEHIND_IT = compiled(rf"{_JOINED}(?P<part>{_PART})(?![a-z-])")
_LONGEST = 40  # characters


def _second(target: Fact, regions: set[str | None], made: Made) -> Place | None:
    """Find another part of the province beside or within a target with a region, if it is no draw's."""
    text, node = made.spelt, node_at(made.tree, target.span[0])
    start, end = target.span
    spans = [node.words.span(at, at) for at in node.words.places("region")]
    spans = [place for place in spans if start <= place[0] < end and search("outside", text, start, place[0]) is None]
    for place in spans:  # without the GTA
        if node.words.values[node.words.place_of(place[0])] not in regions:
            return place
    for first, last in (*spans, target.span):
        part = _BEFORE.search(text, max(node.start, first - _LONGEST), first) or _BEHIND_IT.match(text, last, node.end)
        if part is not None and _NAMES[part["part"][0]] not in regions:
            return part.span("part")
    return None


_NAMES = {"n": "northern", "e": "eastern", "c": "central", "s": "southwestern"}


def _town(draft: Draft, made: Made) -> Place | None:
    """Find the town or parts that a draw's target or its job offers are said to be in: a job offer in Sudbury."""
    target = draft.get("target")
    record = RECORD.match(made.spelt, draft.nodes[0].start)
    label = _PLACE.search(made.spelt, *record.span()) if target is None and record is not None else None
    if label is not None and made.text[label.start("town")].isupper():
        return label.span("town")
    rest = next(filter(None, (_REST.search(made.spelt, node.start, node.end) for node in draft.nodes)), None)
    if rest is not None:
        return rest.span()
    for node in draft.nodes:
        taken = {at for fact in (*node.facts, *([target] if target is not None else [])) for at in range(*fact.span)}
        said = [_OFFER_IN.search(made.text, node.start, node.end)]
        end = target.span[1] if target is not None and target in node.facts else None
        said += [_IN_A_TOWN.match(made.text, end, node.end)] if end is not None else []
        towns = [match for match in said if match is not None and match["town"].lower() not in months_by_name()]
        found = [match.span("town") for match in towns]
        if end is not None:
            parts = (node.words.span(at, at) for at in node.words.places("region"))
            found += [place for place in parts if _IN_PARTS.fullmatch(made.spelt, end, max(end, place[0]))]
        place = next((place for place in found if taken.isdisjoint(range(*place))), None)
        if place is not None:
            return place
    return None


_IN_PARTS = compiled(rf"[^.;:|0-9()]{{0,30}}\s(?:in|dans)\s(?:the\s|les?\s|l')?(?:(?:{_PART}){_JOINED}){{1,3}}")
_TOWN = (
    r"\s(?:in|near|around|dans|\u00e0|pr\u00e8s\sde)\s"
    r"(?P<town>(?:the\s|le\s|l['\u2019])(?:[Nn]orth|[Ee]ast|[Ss]outh-?west|[Nn]ord|[Ee]st|[Ss]ud-ouest)\b(?![\w-])"
    r"|(?!(?:Ontario|Canada|Express|NOC|CNP|TEER|OINP|POCI|IRCC|French|English|Level|Category)\b)"
    r"[A-Z][a-z\u00e0-\u00ff]+(?:[ -][A-Z][a-z\u00e0-\u00ff]+){0,2})"
)
RECORD = compiled(r"(?:[^\n]{0,120}(?:\n(?!\s*\n)|\Z)){1,12}")  # lines without an empty one
_REST = compiled(r"\b(?:rest of (?:ontario|the province)|reste de (?:l'ontario|la province))\b")
_PLACE = compiled(
    r"(?m)^[^\w\n]{0,4}(?:target(?:ed)?|region|city|town|place|where|location(?: of (?:the )?jobs?)?|job location"
    r"|lieu(?: de travail)?|ville|cible)\s?:\s"
    r"(?P<town>(?!(?:ontario|canada|all|any|none|general|no|tous|toutes?|general\w*)\b)"
    r"[a-z]+(?:[ -][a-z]+){0,2})[ \t]*$"
)
_OFFER_IN = compiled(rf"\b(?:[Jj]ob\soffers?|[Oo]ffres?\sd['\u2019]emploi)(?:\s[a-z]+){{0,2}}?{_TOWN}")
_IN_A_TOWN = compiled(rf"(?:\s(?:based|located|living|working|situ\u00e9e?s))?{_TOWN}")


def _not_read(text: str, said: Place, span: Place | None) -> Problem:
    """Tell of a draw at a place that words about where the jobs were, which are quoted, are not read."""
    message = say("{said} says where the jobs were, and is not read", said=repr(text[slice(*said)]))
    return Problem("unread-target", message, span)


def _where(node: Node, text: str) -> Place | None:
    """Find the words of a node that say where the jobs were, and are no part of a fact."""
    start, taken = node.start, [fact.span for fact in node.of("target", "stream", "total")]
    while (said := search("outside", text, start, node.end)) is not None:
        place = _BEHIND.match(text, said.end(), node.end)
        first = said.end() - len(said[0].lstrip(_MARKS))
        if place is not None and not any(begin <= first < end for begin, end in taken):
            return first, place.end()
        start = said.end()
    rural = search("rural", text, node.start, node.end)
    return None if rural is None else (rural.end() - len(rural[0].lstrip(_MARKS)), rural.end())


def _is_said_of(draft: Draft, node: Node) -> bool:
    """Return True if a node tells of a draw, or is a line or sentence beside it without a number."""
    beside = any(stand_together(node, other) for other in (draft.nodes[0], draft.nodes[-1]))
    return node in draft.nodes or (beside and node.kind != "row" and not node.of(*INVITED))
