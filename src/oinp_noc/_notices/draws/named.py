"""Lists of codes in, what names their draws out: streams, days and targets, "the first draw", "box 2"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.cells.cells import headed
from oinp_noc._notices.claims.claim import agree, same
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.facts.targets import GENERIC, Target
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.words.dates import read
from oinp_noc._notices.words.lexicon import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.digits import Found
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Words

    Naming = dict[str, list[Fact]]
    _Mark = tuple[int, Fact | None, list[Draft]]

_RECENT = 64
A_WORD = "a word"
_LABEL = 24  # characters
_MARGIN = 6  # characters before an item, of its number, and of a cell that is one
_KINDS = {"stream": ("stream",), "day": ("day", "days"), "target": ("target",)}


def naming(facts: Iterable[Fact], leads: Iterable[Node]) -> Naming:
    """Return the streams, days and targets that name the draws of a list: each kind as told nearest to it.

    Args:
        facts: what is told beside its codes.
        leads: what stands above it, the nearest first.
    """
    found: Naming = {}
    for line in ([*facts], *map(_stated, leads)):
        for kind, kinds in _KINDS.items():
            named = [fact for fact in line if fact.kind in kinds and (kind != "target" or _says_whom(fact))]
            if named:
                found.setdefault(kind, named if all(fact.role == "announced" for fact in named) else [])
    return found


def _says_whom(target: Fact) -> bool:
    meaning = target.value[0]
    return any(meaning) and meaning != Target(GENERIC)


def fitting(drafts: list[Draft], names: Naming, others: list[Draft]) -> list[Draft]:
    """Keep the drafts that have what names the draws of a list; those without, if others have it.

    Args:
        drafts: the drafts of some place.
        names: what names the draws.
        others: all that may have the list.
    """
    for kind, facts in names.items():
        agreeing = _agreeing(drafts, kind, facts)
        theirs = _agreeing(others, kind, facts)
        if theirs and not agreeing:
            agreeing = [draft for draft in drafts if not _knows(draft, kind)]
            if not agreeing:
                return []
        drafts, others = agreeing or drafts, theirs or others
    return drafts


def are_named(drafts: list[Draft], names: Naming) -> bool:
    """Return True if a list names all of some draws: their streams, each of another, or the target of them all."""
    streams = {fact.value for fact in names.get("stream", ())}
    if len(streams) == len(drafts) > 1:
        return streams == {stream.value for draft in drafts if (stream := draft.get("stream")) is not None}
    targets = names.get("target", ())
    return bool(targets) and all(any(has(draft, "target", fact) for fact in targets) for draft in drafts)


def is_of_another(draft: Draft, names: Mapping[str, list[Fact]]) -> bool:
    """Return True if a list names another target or day than a draw has."""
    target, day = draft.get("target"), draft.get("day")
    labels = {label for fact in names.get("target", ()) for label in fact.value[0].labels} - {*GENERIC}
    own = {*target.value[0].labels} - {*GENERIC} if target is not None else set()
    days = [fact for fact in names.get("day", ()) if fact.kind == "day"]
    return bool(labels and own and not labels & own) or (
        day is not None and bool(days) and not any(same("day", day, fact) for fact in days)
    )


def _agreeing(drafts: list[Draft], kind: str, facts: list[Fact]) -> list[Draft]:
    found = [draft for draft in drafts if any(has(draft, kind, fact) for fact in facts)]
    if kind != "target" or (found and any(fact.rule != A_WORD for fact in facts)):
        return found
    labels = {label for fact in facts for label in fact.value[0].labels} - {*GENERIC}
    return [
        draft
        for draft in drafts
        if draft in found or ((aim := draft.get("target")) is not None and labels & {*aim.value[0].labels})
    ]


def _knows(draft: Draft, kind: str) -> bool:
    return draft.get(kind) is not None or (kind == "target" and draft.get("general") is not None)


def has(draft: Draft, kind: str, fact: Fact) -> bool:
    """Return True if a draft has a stream, day or target; the stream for trades has that for a target."""
    known = draft.get(kind)
    if known is None:
        stream = draft.get("stream")
        return kind == "target" and stream is not None and stream.value == TRADES in fact.value[0].labels
    if kind == "target":
        ours, theirs = known.value[0], fact.value[0]
        shared = set(ours.labels) & {*theirs.labels} - {*GENERIC}
        return agree(known, fact) and bool(
            shared or any(a and a == b for a, b in zip(ours[1:], theirs[1:], strict=True))
        )
    return same(kind, known, fact)


class Part(NamedTuple):
    """Codes of a node that are of the same draws.

    Attributes:
        codes: the codes.
        facts: the streams, days and targets beside them that draws have.
        told: the draws that are named beside them by their numbers, or places in the order of all.
        strange: targets and days beside them that no draw has.
    """

    codes: list[Found]
    facts: list[Fact]
    told: list[Draft]
    strange: list[Fact]


def parts(node: Node, drafts: list[Draft], taken: set[int], text: str) -> list[Part]:
    """Part the codes of a node by what names their draws, before each part or behind it.

    Args:
        node: the node.
        drafts: the draws.
        taken: the places of codes that are of no list, or that draws have.
        text: the text, spelt plainly.
    """
    codes = [code for code in node.codes if code.start not in taken]
    if not codes:
        return []
    marks = marked(node, drafts, text)
    clusters: list[list[_Mark]] = []
    for mark in marks:
        if not clusters or any(clusters[-1][-1][0] < code.end < mark[0] for code in codes):
            clusters.append([])
        clusters[-1].append(mark)
    behind = bool(clusters) and codes[0].end < clusters[0][0][0]
    if len(clusters) < 2 or (behind and codes[-1].end > clusters[-1][-1][0]):  # noqa: PLR2004 (two parts)
        return [_part(codes, marks, _strangers(node, drafts, text))]
    cuts = [cluster[-1][0] if behind else cluster[0][0] for cluster in clusters]
    spans = pairwise([node.start, *cuts]) if behind else pairwise([*cuts, node.end])
    return [
        _part([code for code in codes if start <= code.end <= end], cluster, [])
        for cluster, (start, end) in zip(clusters, spans, strict=True)
    ]


def heads(line: Node, node: Node) -> bool:
    """Return True if a line by itself, without codes, stands before codes that stand on lines by themselves."""
    alone = all(
        each.kind == "sentence" and (each.start, each.end) == (each.unit.start, each.unit.end) for each in (line, node)
    )
    return (
        alone
        and not line.codes
        and not line.of("count", "people", "share", "score")
        and node.codes[0].start == node.start
    )


def _part(codes: list[Found], marks: list[_Mark], strange: list[Fact]) -> Part:
    named = [told for _, _, told in marks if told]
    return Part(codes, [fact for _, fact, _ in marks if fact is not None], named[0] if len(named) == 1 else [], strange)


def _strangers(node: Node, drafts: list[Draft], text: str) -> list[Fact]:
    """Return the targets and days before the codes of a sentence that no draw has: of one that is not read?"""
    facts = [*(_of_cells(node, text) if node.kind == "row" else _stated(node, text))]
    return [
        fact
        for kind in ("day", "target")
        for fact in facts
        if fact.kind == kind and fact.span[0] < node.codes[0].end and not _agreeing(drafts[-_RECENT:], kind, [fact])
    ]


def marked(node: Node, drafts: list[Draft], text: str) -> list[_Mark]:
    """Find what names some of the draws in a node, in order: a fact that one has, a place in their order, a number.

    Args:
        node: the node.
        drafts: the draws.
        text: the text, spelt plainly.
    """
    drafts = drafts[-_RECENT:]
    found: list[_Mark] = [
        (fact.span[0], fact, [])
        for kind, kinds in _KINDS.items()
        for fact in (_of_cells(node, text) if node.kind == "row" else _stated(node, text))
        if fact.kind in kinds
        if fact.role == "announced" and _agreeing(drafts, kind, [fact])
    ]
    if node.kind not in ("row", "entry") and len(drafts) > 1:
        announced = [draft for draft in drafts if draft.role == "announced"]
        beside = [draft for draft in announced if any(section(other) is section(node) for other in draft.nodes)]
        ordered = sorted(beside if len(beside) > 1 else announced, key=lambda draft: draft.nodes[0].start)
        places = [*_by_place(node, ordered, text)]
        found = places if len(places) > 1 else [*found, *places]
        found += _by_number(node, drafts, text)
    return sorted(found, key=lambda mark: mark[0])


def _stated(node: Node, text: str = "") -> list[Fact]:
    """Return what a node states; a word is enough beside codes: Foreign Worker: 31301, the technology list: 21231."""
    printed = [code.printed for code in node.codes if code.printed is not None]
    titles = [(title.start, title.end) for title in printed if title.kind is None or text[title.end] != ":"]
    return [*node.facts, *_words(node.words, [*titles, *(fact.span for fact in node.facts)])]


def _words(words: Words, used: list[Place]) -> Iterator[Fact]:
    for at, (name, value) in enumerate(zip(words.names, words.values, strict=True)):
        if any(start <= words.starts[at] < end for start, end in used):
            continue
        if name in ("short", "stream"):
            yield Fact("stream", value, words.span(at, at), at, "its short name")
        elif name == "label" and value:
            yield Fact("target", (Target((value,)), 0), words.span(at, at), at, A_WORD)


def _of_cells(node: Node, text: str) -> Iterator[Fact]:
    """Return what the cells beside a code say of its draw."""
    kinds = node.unit.columns.kinds if node.unit.columns is not None else ()
    for (start, end), kind in zip(node.unit.cells, kinds, strict=False):
        if start < end and kind in ("stream", "target", "head", "aim", "date"):
            words = read(text, start, end)
            facts = headed(words, text, start, end, "target" if kind == "aim" else kind)
            yield from facts
            yield from _words(words, [fact.span for fact in facts])


def _by_place(node: Node, drafts: list[Draft], text: str) -> Iterator[_Mark]:
    """Find the places in the order of all that a sentence names: for the third group, the first two were for."""
    said = text[node.start : node.end]
    for match in (_NTH_AT_ALL if _NTH.search(said) else _NTH).finditer(said):
        many = _SEVERAL.get(match["deux"] or match["two"], 1)
        place = next(place for place, word in _PLACES if match["nth"].startswith(word))
        of_all = slice(-many, None) if place < 0 else slice(place, place + many)
        if len(drafts[of_all]) == many:
            yield node.start + match.start("nth"), None, drafts[of_all]


def _by_number(node: Node, drafts: list[Draft], text: str) -> Iterator[_Mark]:
    """Find the draws that a line names by their numbers: occupations for boxes 1 and 2."""
    for match in _NUMBERED.finditer(text, node.start, node.end):
        numbers = re.findall(r"\b(?:[0-9]+|[a-h])\b", match["numbers"])
        each = "|".join(numbers)
        label = re.compile(rf"\W{{0,3}}(?:{match['what']}\s(?:no\.?\s|#)?(?:{each})\b|(?:{each})[.):]\s)")
        owners = [draft for draft in drafts if any(map(label.match, _beginnings(draft, text)))]
        if 0 < len(owners) < len(drafts):
            yield match.start(), None, owners


def _beginnings(draft: Draft, text: str) -> Iterable[str]:
    """Return what a draw, and each heading above it, begins with."""
    for node in (*draft.nodes, *above(draft.nodes[0])):
        margin = text[max(0, node.start - _MARGIN) : node.start].rpartition("\n")[2]
        yield margin + text[node.start : node.start + _LABEL]
        yield text[node.start : node.start + _LABEL]
        yield from (text[start:end] + ") " for start, end in node.unit.cells if 0 < end - start <= _MARGIN)


_NUMBERED = re.compile(
    r"\b(?P<what>[a-z]{3,12}?)e?s?\s(?:no\.?\s|#)?"
    r"(?P<numbers>(?:[0-9]{1,2}|[a-h])(?:(?:,|,?\s(?:and|et|&))\s(?:[0-9]{1,2}|[a-h])){0,5})\b(?![,.]?[0-9])"
)
_PLACES = (
    *((0, word) for word in ("first", "former", "premier")),
    *((1, word) for word in ("second", "deuxieme")),
    *((2, word) for word in ("third", "troisieme")),
    *((3, word) for word in ("fourth", "quatrieme")),
    *((-1, word) for word in ("last", "latter", "dernier")),
)
_SEVERAL = {"two": 2, "deux": 2, "three": 3, "trois": 3}
_DRAW = r"(?:draw|round|group|one|stream|list|tirage|ronde|volet|groupe|liste)s?\b(?! (?:of|de|en|in) )"
_ORDINAL = (
    r"\b(?:the|la|le|les|du)\s(?:(?P<deux>deux|trois)\s(?=prem|dern))?(?P<nth>first|second|third|fourth|last|former"
    r"|latter|premieres?|premiers?|deuxieme|seconde?|troisieme|quatrieme|derniere?s?)\b(?:\s(?P<two>two|three)\b)?"
)
_NTH = re.compile(
    rf"(?:\A|[,;.:(]\s|\b(?:and|et|while|but|for|in|of|to|under|pour|dans|de)\s){_ORDINAL}"
    r"(?:\s(?:draw|round|group|one|stream|list|case|tirage|ronde|volet|groupe|liste|cas)s?\b(?! (?:of|de|en|in) )"
    r"|(?=[,.;)]|\Z)|\s(?:was|were|is|are|had|targeted|covered|looked|took|went|invited|asked|for|noc|visait|etait"
    r"|concernait|portait|ciblait|cnp|pour)\b)"
)
_NTH_AT_ALL = re.compile(_ORDINAL)
