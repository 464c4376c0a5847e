"""Draws in, problems out: where what stands beside a draw, or between it and its stream, may make it another one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.draws.finish import CRITERIA, unread_aims
from oinp_noc._notices.draws.named import is_of_another
from oinp_noc._notices.draws.only_aim import ONLY_AIM
from oinp_noc._notices.draws.owners import may_be_listed
from oinp_noc._notices.draws.told_beside import told_last
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.facts.targets import GENERIC, Target
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.letters import BY_LETTER
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.values import Problem
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.accounts.ledger import Entry
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.problems.made import Made
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_MOST = 64  # lists that are looked at, and sentences
_TECH = "human-capital-priorities"
_BESIDE = 16  # sentences of a paragraph


def streams_from_afar(made: Made) -> Iterator[Problem]:
    """Tell of draws whose stream stands elsewhere, with another stream between, or in a sentence about no draw."""
    named = sorted(
        [(fact.span[0], fact.value) for node in made.tree for fact in node.of("stream") if fact.role == "announced"]
    )
    for draft, _ in made.pairs:
        stream, count = draft.get("stream"), draft.own.get("count") or draft.own.get("score")
        if stream is None or draft.role != "announced" or stream.rule == BY_LETTER:
            continue
        told = draft.nodes[0].start if count is None else count.span[0]
        first, last = sorted((stream.span[0], told))
        source, node = made.at(stream.span[0]), made.at(told)
        far = source.block != node.block and source.kind == node.kind == "sentence" and "count" in draft.own
        if source is node or ("stream" in draft.own and not far):
            continue
        first = 0 if source.start > node.start and "stream" not in draft.own else first
        between = {value for at, value in named[bisect_left(named, (first, "")) : bisect_left(named, (last, ""))]}
        aside = source.block != node.block and any(
            fact.value != stream.value
            for other in made.tree[bisect_left(made.tree, node.block, key=lambda each: each.block) :][:_BESIDE]
            if other.block == node.block
            for fact in other.of("stream")
        )
        target = draft.get("target")
        trades = stream.value == _TECH and target is not None and TRADES in target.value[0].labels
        trades = trades or (target is None and stream.value != TRADES in node.words.values)
        aside = aside or (trades and "stream" not in draft.own)  # of the stream for trades?
        if aside or between - {stream.value}:
            message = say(
                "the stream of the draw, {stream}, stands elsewhere: it may be of others alone", stream=stream.value
            )
            yield Problem("unclear", message, (count or stream).span)


def targets_from_afar(made: Made) -> Iterator[Problem]:
    """Tell of draws whose target stands far off, or whose region or program stands behind words of others."""
    aims = [fact for node in made.tree for fact in node.of("target")][:_MOST_AIMS]
    for draft, draw in made.pairs:
        target, count = draft.get("target"), draft.own.get("count") or draft.own.get("score")
        if target is None or count is None or draw.target is None:
            continue
        source, node = made.at(target.span[0]), made.at(count.span[0])
        if source is node:
            continue
        first, last = sorted((target.span[0], count.span[0]))
        later = source.block > node.block
        told = not later and source.kind != "row" and target.span[0] < source.end  # rather than by its column
        told = told and any(first < aim.span[0] < last and _differs(aim, target) for aim in aims)
        if source in above(node) and not told:
            continue
        behind = len(made.pairs) > 1 and later and source.kind == node.kind == "sentence"
        behind = behind and not (source.of("count", "score", "size") or source.says("targeting"))
        known = {draw.target, draw.stream, *draw.labels, *(getattr(draw, name) for name in CRITERIA)}
        told = told or target.rule == ONLY_AIM
        if told or behind or ((draw.region or draw.program) and _names_others(made.tree, first, last, known)):
            message = say("the target of a draw stands elsewhere: it may be of others alone")
            yield Problem("unclear", message, target.span)


_MOST_AIMS = 256


def _differs(one: Fact, other: Fact) -> bool:
    return one.value[0] not in (Target(), Target(GENERIC), other.value[0])  # in what they mean


def _names_others(nodes: list[Node], first: int, last: int, known: set[object]) -> bool:
    """Return True if words between two places name other targets than those known."""
    between = nodes[bisect_right(nodes, first, key=lambda node: node.start) - 1 :][:_MOST]
    return any(
        first < node.words.starts[at] < last and node.words.values[at] not in known
        for node in between
        if node.start < last and node.role in ("announced", "recalled") and node.kind != "row"
        for at in unread_aims(node, None, set())
    )


def lists_of_others(made: Made) -> Iterator[Problem]:
    """Tell of draws without a list beside one of nobody, and of a list that only its place gives to a draw."""
    lost = any(not codes.owners for codes in made.lists)
    bare = any(not draft.codes for draft, _ in made.announced[:_MOST])
    taken = _with_lists_of_others(made)
    for codes in made.lists[:_MOST]:
        strange = {fact.kind: [fact] for fact in codes.part.strange}
        near = codes.near and (lost or _is_away(codes, made))
        near = near or (bare and any(fact.value == (Target(), 0) for fact in codes.part.strange))  # Slaughterhouses:
        doubted = near or any(is_of_another(o, strange) or id(o) in taken for o in codes.owners)
        doubted = doubted or _is_behind_another(codes, made.settled.drafts, made.spelt)
        if codes.owners and doubted:
            span = codes.codes[0].span[0], codes.codes[-1].span[1]
            yield Problem("unclear", say("the list may be that of another draw, too"), span)
    beside = _beside_an_owner(made)
    for draft, draw in made.announced:
        bare = not draft.codes and (lost or id(draft) in beside)
        if bare and (draw.listing == "unknown" or may_be_listed(draft)) and len(draw.spans):
            names = ("listing", "invitations", "score", *draw.spans)
            span = next(draw.spans[name] for name in names if name in draw.spans)
            message = say("a list of codes in the text may be that of this draw")
            yield Problem("codes-in-no-draw" if lost else "unclear", message, span)


def _beside_an_owner(made: Made) -> set[int]:
    """Find the draws of a paragraph, or of lines without an empty one, of which the last alone has the list below.

    "The following were eligible:" below two draws of two days may be said of both.
    """
    found: set[int] = set()
    for owner, _ in made.announced[:_MOST]:
        node = made.at(owner.codes[0].start) if owner.codes else None
        line = next(iter(above(node)), None) if node is not None and node.kind != "sentence" else node
        if line is None or line.kind != "sentence" or line.of(*_NAMING) or owner.get("target") is not None:
            continue
        if _ITS_OWN.search(made.spelt, line.start, owner.codes[0].start):
            continue
        for draft, _ in made.announced:
            aimed = {"target", "general"} & {*draft.own, *draft.context}
            if not aimed and draft is not owner and _is_on_lines_above(draft.nodes[-1], line, made.spelt):
                found.add(id(draft))
    return found


_NAMING = ("count", "people", "stream", "day", "target", "score")
_ITS_OWN = compiled(
    r"\b(?:latter|last|second|third|dernier[a-z]*|deuxieme|seconde?|troisieme)\b"
    r"|\b(?:this|ce|cette) (?:draw|round|stream|one|time|tirage|volet|ronde|fois)\b"
)  # for the last of these
_RECORD = compiled(r"[a-z ]{1,24}:\s")  # Invitations: 41
_EMPTY_LINE = compiled(r"\n[ \t]*\n")
_FEW = 400  # characters


def _is_on_lines_above(node: Node, line: Node, text: str) -> bool:
    """Return True if no empty line stands between a sentence and another one below it, in one section."""
    near = node.kind == "sentence" and 0 <= line.start - node.end < _FEW and section(node) is section(line)
    near = near and _RECORD.match(text, node.start) is None
    return near and _EMPTY_LINE.search(text, node.end, line.start) is None


def _is_behind_another(codes: CodeList, drafts: list[Draft], text: str) -> bool:
    """Return True if a sentence with codes that names no draw stands behind one on an earlier draw, and is not its."""
    if codes.node.kind != "sentence" or codes.part.facts:
        return False
    line = codes.node.parent
    said = line is not None and not _NOT.search(text, line.start, line.end)
    earlier = [draft for draft in drafts[-_MOST:] if said and draft.role == "recalled" and line in draft.nodes]
    earlier = earlier or (told_last(codes.node, drafts) if not codes.named else [])
    return any(not draft.codes and may_be_listed(draft) for draft in earlier)


_NOT = compiled(r"\b(?:not|no|never|pas|aucune?|jamais)\b|n't\b")  # a stream that has not run since March


def _is_away(codes: CodeList, made: Made) -> bool:
    """Return True if a sentence with codes in another paragraph names no draw, and others beside its have no list."""
    if codes.node.kind != "sentence" or any(node.block == codes.node.block for o in codes.owners for node in o.nodes):
        return False
    return any(not draft.codes and may_be_listed(draft) and draft not in codes.owners for draft, _ in made.announced)


def _with_lists_of_others(made: Made) -> set[int]:
    """Find the draws that have lists below several lines, none of which names them, if another draw has none."""
    if all(draft.codes or not may_be_listed(draft) for draft, _ in made.announced):
        return set()
    lines: dict[int, set[int]] = {}
    for codes in made.lists[:_MOST]:
        for owner in codes.owners if not codes.named else ():
            lines.setdefault(id(owner), set()).add(id(codes.node.parent))
    return {draft for draft, parents in lines.items() if len(parents) > 1}


def numbers_beside(made: Made) -> Iterator[Problem]:
    """Tell of what a draw has from beside a number that is no draw's."""
    loose = (entry for entry in made.entries if entry.account == "unassigned" and entry.fact.kind in _COUNTS)
    counts = [entry for entry in loose if entry.node.kind in ("sentence", "item")]
    first = {entry.node.block: entry.fact.span for entry in reversed(counts)}
    behind = {entry.fact.span: entry.node.block for entry in made.entries if entry.fact.kind == "window"}
    behind = {span: block for span, block in behind.items() if first.get(block, span) < span}
    for draft, _ in made.pairs if counts else ():
        doubted = [
            fact
            for fact in (draft.get("target"), draft.get("score"))
            if fact is not None and any(_may_be_of(fact, draft.own.get("count"), entry) for entry in counts)
        ]
        window = draft.get("window")
        if window is not None and behind.pop(window.span, draft.nodes[0].block) != draft.nodes[0].block:
            doubted.append(window)
        for fact in doubted:
            message = say("a number that is read as no draw's stands beside it: it may be of that one")
            yield Problem("unclear", message, fact.span)


_COUNTS = (*INVITED, "unread")


def _may_be_of(fact: Fact, count: Fact | None, entry: Entry) -> bool:
    """Return True if a fact stands in a sentence with a number that is no draw's, and not beside that of its draw."""
    node, other = entry.node, entry.fact
    if not node.start <= fact.span[0] < node.end or node.words.name(other.at + 1) == "close":
        return False
    if count is None or not node.start <= count.span[0] < node.end:
        return True
    places = sorted((count.span, fact.span, other.span))
    return places[1] == other.span or places[:2] == [other.span, fact.span]


def twins(made: Made) -> Iterator[Problem]:
    """Tell of a draw in running text that nothing but its number tells from one before it."""
    seen: dict[tuple[object, ...], Draft] = {}
    for draft, draw in made.pairs:
        count, node = draft.own.get("count"), draft.nodes[0]
        key = draw.role, draw.date, draw.stream, draw.kind, draw.target, draw.occupations
        alone = "score" not in draft.own and node.kind != "row" and not node.says("one-more")
        if key in seen and count is not None and alone and draw.date and draw.stream:
            message = say("little but its number is told of this draw: it may be another one's, or none")
            first = seen[key].own.get("count", count)
            yield Problem("unclear", message, (first.span[0], count.span[1]) if node in seen[key].nodes else count.span)
        seen.setdefault(key, draft)
