"""Draws in, problems out: where words about who was invited stand near a draw, and are read as nobody's target."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.claims.claim import is_of_all
from oinp_noc._notices.claims.likewise import ditto
from oinp_noc._notices.draws.finish import AIMS, CRITERIA, unread_aims
from oinp_noc._notices.facts.names import LABELLED, SURE
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.facts.targets import GENERIC, OF_STREAMS, Target, what_for
from oinp_noc._notices.facts.whom import WHOM
from oinp_noc._notices.problems.aside import (
    NO_AIM,
    asked_of,
    doubt,
    from_its_facts,
    is_of_others,
    may_be_aimed,
    own_place,
)
from oinp_noc._notices.tree.called import called
from oinp_noc._notices.tree.nodes import stand_together
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.tree.unread import unread
from oinp_noc._notices.values import Problem
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.problems.made import Made
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.values import NoticeDraw
    from oinp_noc._notices.words.lexicon import Fact


_QUOTED = 300  # characters


def _unread(span: Place | None, said: Place, text: str) -> Problem:
    """Tell of a draw at a place that words about who was invited, which are quoted, are not read."""
    quoted = " ".join(text[slice(*said)].split())[:_QUOTED]
    message = say(
        "{said} may say who was invited, and is not read: the target of the draw may be another, or none",
        said=repr(quoted),
    )
    return Problem("unread-target", message, span)


def unread_targets(made: Made) -> Iterable[Problem]:
    """Tell of draws near which words about who was invited are no target, or name no sector: once for a place."""
    found: dict[Place | None, Problem] = {}
    for problem in _near_by(made):
        found.setdefault(problem.span, problem)
    return found.values()


def _near_by(made: Made) -> Iterator[Problem]:
    """Tell of draws that are read as general, or for priority occupations, where words near them may say otherwise."""
    bare = [
        (draft, draw)
        for draft, draw in made.pairs
        if (draw.target is None or draw.labels == GENERIC) and draft.get("general") is None and not draft.codes
    ]
    listed = [(draft, draw) for draft, draw in made.pairs if draw.target is None and draft.codes]
    told: set[int] = set()
    for draft, draw in bare:
        places = [fact.span for node in draft.nodes for fact in node.of("remark")]
        own = (_in_its_words(draft, node, draw, made.spelt) for node in draft.nodes)
        place = next(filter(None, own), None)
        told |= {id(draft)} if place is not None else set()
        yield from (_remarked(draft, each, made) for each in places)
        yield from (_unread(each, each, made.text) for each in [place] if each is not None and not places)
    unsaid = _unsaid(made, told)
    told |= unsaid.keys()
    yield from unsaid.values()
    had = {target.span for draft in made.settled.drafts if (target := draft.get("target")) is not None}
    for draft, draw in made.pairs:
        yield from _more(draft, draw, made.spelt, made.text)
        yield from _spare(draft, draw, had, made.text)
    silent = [pair for pair in bare if id(pair[0]) not in told]
    asked = {id(draft): (draft, node) for draft, node in asked_of(made.pairs, silent, made.tree, made.spelt)}
    told |= asked.keys()
    for draft, node in asked.values():
        yield _doubt(draft, node, 0, made)
    aimless = [pair for pair in (*bare, *listed) if id(pair[0]) not in told]
    for draft, node, at in {id(found[0]): found for found in reversed([*_unknown(aimless, made)])}.values():
        told.add(id(draft))
        place = from_its_facts(draft, node, at)
        here = node.block == draft.nodes[0].block
        yield _unread(place, node.words.span(at, at), made.text) if here else doubt(node, place, made.text)
    read = _read(made.draws)
    used = {target.span for draft in made.settled.drafts if (target := draft.get("target")) is not None}
    most = sorted(made.tree, key=lambda node: not node.of("target"))  # a target first, before its words
    for node in most if len(told) < len(bare) + len(listed) else ():
        said = _aiming(node, used, made.spelt)
        beside = _of_its_paragraph(node, made) if said else set()
        for at in said:
            aims = listed and node.kind != "heading" and node.words.names[at] in AIMS
            for draft, draw in [*(listed if aims else []), *bare]:
                if id(draft) not in told and id(draft) in beside and _may_be_of(draft, draw, node, at, read):
                    told.add(id(draft))
                    yield _doubt(draft, node, at, made)
    yield from _again(made, told)


def _of_its_paragraph(node: Node, made: Made) -> set[int]:
    """Return the draws that a sentence may be about: those of its paragraph, if it tells of any, else all."""
    its = _beside(node, made) if node.kind == "sentence" and not is_of_all(node, made.spelt) else []
    return {id(draft) for draft in its or made.settled.drafts}


def _beside(node: Node, made: Made) -> list[Draft]:
    """Return the draws of which the paragraph of a node tells."""
    return [draft for draft, _ in made.pairs if any(other.block == node.block for other in draft.nodes)]


def _doubt(draft: Draft, node: Node, at: int, made: Made) -> Problem:
    """Tell of a draw that a sentence may be about it; that of a paragraph without another draw is about no other."""
    place = from_its_facts(draft, node, at)
    if node.kind == "sentence" and _beside(node, made) == [draft]:
        return _unread(place, (node.start, node.end), made.text)
    return doubt(node, place, made.text)


def _remarked(draft: Draft, said: Place, made: Made) -> Problem:
    """Tell of a draw what its cell remarks; one that says "ditto" has the words of the cell above."""
    here = any(node.start <= said[0] < node.end for node in draft.nodes)
    return _unread(said if here else own_place(draft), said, made.text)


def _again(made: Made, told: set[int]) -> Iterator[Problem]:
    """Tell of each draw of which a line says that it was for the same, "ditto", as one that is told of before it."""
    for (before, _), (draft, draw) in pairwise(made.pairs):
        place = next(filter(None, (ditto(node, made.spelt) for node in draft.nodes)), None)
        if place is not None and id(before) in told and id(draft) not in told and draw.target is None:
            told.add(id(draft))
            yield _unread(place, place, made.text)


def _unknown(silent: list[tuple[Draft, NoticeDraw]], made: Made) -> Iterator[tuple[Draft, Node, int]]:
    """Find the draws without a target beside words of one that nobody knows: behind its label, or of the invited."""
    general = [draft for draft, draw in silent if draw.kind == "general"]
    listed = [draft for draft, draw in silent if draft.codes]
    for node in made.tree if general or listed else ():
        said = unread(node, made.spelt) if _tells(node) else None
        if said is not None:
            counted = [draft for draft in general if "count" in draft.own and draft.own["count"].at + 1 == said[0]]
            owners = [draft for draft in counted if node in draft.nodes] or _owners(node, made, near=said[1])
            aimless = general if said[1] else [*general, *listed]
            yield from ((draft, node, said[0]) for draft in aimless if draft in owners)


def _owners(node: Node, made: Made, *, near: bool) -> list[Draft]:
    """Return the draws that words of a target may be about: below them, of their paragraph or list, or section."""
    drafts = [draft for draft, _ in made.pairs]
    under = [draft for draft in drafts if node in draft.nodes or node in above(draft.nodes[0])]
    beside = [draft for draft in drafts if stand_together(node, draft.nodes[0])]
    if not (under or beside or near):
        beside = [draft for draft in drafts if section(draft.nodes[0]) in (node, section(node))]
    if under or not beside:
        return under
    if is_of_all(node, made.spelt):
        return beside
    before = [draft for draft in beside if draft.nodes[0].start <= node.start]
    last = before[-1] if before else beside[0]
    return [draft for draft in beside if draft.nodes[0] is last.nodes[0]]


def _aiming(node: Node, used: set[Place], text: str) -> list[int]:
    """Find the words that may say who was invited, jobs, and numbers of occupations of which one was asked."""
    words = [at for at in unread_aims(node, None, used) if _may_aim(node, at, text)] if _tells(node) else []
    jobs = [] if words or not _tells(node) else called(node, text, used)
    sizes = node.of("size") if node.kind != "row" else []  # a cell has words of its own
    return [*words, *jobs, *(fact.at for fact in sizes if fact.rule == "one of so many")]


def _may_be_of(draft: Draft, draw: NoticeDraw, node: Node, at: int, read: set[str]) -> bool:
    """Return True if a word about who was invited may be about a draw, and is no part of what its stream is for."""
    value = node.words.values[at]
    streams = {fact.value for fact in node.of("stream")}
    beside = draft.nodes[0].block == node.block
    if (streams and draw.stream not in streams) or value in what_for(draw.stream):
        return False
    if not may_be_aimed(draw.stream, node.words.names[at], value, heads=node in above(draft.nodes[0])):
        return False
    return beside or value not in read  # else the target or stream of another draw, told again


def _unsaid(made: Made, told: set[int]) -> dict[int, Problem]:
    """Tell of each targeted draw, but those told of, that neither a target nor a list says whom it was for."""
    message = say("the draw was targeted, and the text does not say whom it was for")
    return {
        id(draft): Problem("unread-target", message, own_place(draft))
        for draft, draw in made.pairs
        if draw.kind == "targeted"
        and not (draft.codes or draft.sizes or draft.get("target") is not None or id(draft) in told)
    }


def _is_unknown(target: Fact) -> bool:
    """Return True if a target is what stands behind its label, in words that may stand for a sector nobody knows."""
    return target.rule == LABELLED and target.value == (Target(), SURE)


def _more(draft: Draft, draw: NoticeDraw, text: str, written: str) -> Iterator[Problem]:
    """Tell of words behind a target, or beside a list, that may belong to it: nine health roles, or as educators."""
    target = draft.get("target") if draw.target is not None else None
    if target is None and not draft.codes:
        return
    if target is not None and (draft.get("general") is not None or _is_unknown(target)):
        yield _unread(target.span, target.span, written)
        return
    for node in draft.nodes if target is None else [node for node in draft.nodes if target in node.facts]:
        first = target.at if target is not None and target.rule != WHOM else -1
        numbers = [fact.at for fact in node.of(*INVITED, "stream") if fact.at > first and target]
        last = min([*numbers, first + _AT_HAND if target is not None else len(node.words.names)])
        words = [at for at in unread_aims(node, draw.stream) if first < at < last and _may_aim(node, at, text)]
        if words and node.kind in ("sentence", "item"):
            yield doubt(node, from_its_facts(draft, node, words[0]), written)
            return


_AT_HAND = 10  # words


def _spare(draft: Draft, draw: NoticeDraw, had: set[Place], text: str) -> Iterator[Problem]:
    """Tell of another target in the sentence with a draw's number, if no draw has it: nurses, and up north cooks."""
    target, count = draft.get("target"), draft.own.get("count")
    if target is None or draw.target is None or count is None:
        return
    for fact in (fact for node in draft.nodes if {target, count} <= {*node.facts} for fact in node.of("target")):
        apart = not any(start < fact.span[1] and fact.span[0] < end for start, end in had)
        known = fact.value[0] in (target.value[0], Target(), Target(GENERIC))
        if apart and not known and fact.role == draft.role and fact.value[0] != OF_STREAMS.get(draw.stream or ""):
            yield _unread(fact.span, fact.span, text)


def _read(draws: list[NoticeDraw]) -> set[str]:
    """Return the labels and criteria that are read as targets, and what the streams of the draws are for."""
    aims = {str(value) for draw in draws for value in (*draw.labels, *(getattr(draw, name) for name in CRITERIA))}
    return aims | _what_for(draw.stream for draw in draws)


def _what_for(streams: Iterable[str | None]) -> set[str]:
    return {value for stream in streams for value in what_for(stream)}


def _tells(node: Node) -> bool:
    return node.role in ("announced", "recalled") and node.kind not in ("row", "entry")


def _may_aim(node: Node, at: int, text: str) -> bool:
    """Return True if a word may say who was invited."""
    words = node.words
    in_title = any(code.span[0] <= words.starts[at] < code.span[1] for code in node.codes)
    return (
        not in_title
        and not any(fact.role == "condition" and fact.at <= at for fact in node.facts)  # not reserved for tech
        and words.values[at] not in NO_AIM
        and not is_of_others(node, at, text)
        and not (words.names[at] == "experience" and not node.says("targeting"))
    )


def _in_its_words(draft: Draft, node: Node, draw: NoticeDraw, text: str) -> Place | None:
    """Return the place of the words of a draw itself that are read as nobody's target."""
    unread = unread_aims(node, draw.stream) or called(node, text)
    if draw.stream == TRADES and not unread:  # for some trades alone? "752 tradespeople" and "a trades draw" are all
        trades = [at for at in unread_aims(node, None, set()) if node.words.values[at] == TRADES]
        people = draft.own["count"].at + 1 if "count" in draft.own else None
        unread = [at for at in trades if node.words.name(at + 1) != "draw" and at != people]
    return from_its_facts(draft, node, unread[0]) if unread and node.kind != "row" else None
