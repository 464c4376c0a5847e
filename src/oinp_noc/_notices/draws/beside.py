"""Nodes with codes in, what stands beside these out: facts, words, places in the order of draws, numbers of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oinp_noc._notices.cells.cells import headed
from oinp_noc._notices.claims.claim import same
from oinp_noc._notices.draws.drafts import Draft, has
from oinp_noc._notices.facts.targets import Target
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.plain.text import said
from oinp_noc._notices.tree.code_lines import is_code, is_line
from oinp_noc._notices.words.dates import read
from oinp_noc._notices.words.lexicon import Fact, search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Words

    Mark = tuple[int, Fact | None, list[Draft]]

A_WORD = "a word"
"""The rule of a target that only a word names."""


def stated(node: Node, text: str = "") -> list[Fact]:
    """Return what a node states; a word is enough beside codes: Foreign Worker: 31301, the technology list: 21231."""
    printed = [code.printed for code in node.codes if code.printed is not None]
    titles = [(title.start, title.end) for title in printed if title.kind is None or not _COLON.match(text, title.end)]
    found = _words(node.words, [*titles, *(fact.span for fact in node.facts)])
    remarks = node.codes[0].end if node.codes and node.kind == "item" else node.end  # behind the code of an item
    return [*node.facts, *(fact for fact in found if fact.span[0] < remarks)]


_COLON = compiled(r"(?:\s?\([^()]{0,24}\))?\s?:")  # tech codes (NOC 2021): 21231


def _words(words: Words, used: list[Place]) -> Iterator[Fact]:
    """Read words that are enough beside codes; "technical and supervisory" are not the codes for technology."""
    for at in words.places("short", "stream", "label"):
        name, value = words.names[at], words.values[at]
        if not value or any(start <= words.starts[at] < end for start, end in used):
            continue
        if name != "label":
            yield Fact("stream", value, words.span(at, at), at, "its short name")
        elif words.names[at + 1 : at + 3] != ["and", "word"]:
            yield Fact("target", (Target((value,)), 0), words.span(at, at), at, A_WORD)


def of_cells(node: Node, text: str) -> Iterator[Fact]:
    """Return what the cells beside a code say of its draw."""
    kinds = node.unit.columns.kinds if node.unit.columns is not None else ()
    for (start, end), kind in zip(node.unit.cells, kinds, strict=False):
        if not start < end or kind not in ("", "stream", "target", "head", "aim", "date"):
            continue
        words = read(text, start, end)
        if kind or {*words.names} <= _NAMES:
            facts = headed(words, text, start, end, "target" if kind == "aim" else kind)
            yield from facts
            yield from _words(words, [fact.span for fact in facts])


_MARKS = ("in", "comma", "dash", "colon", "open", "close")
_NAMES = {"label", "short", "stream", "stream-word", "draw", "occupations", *_MARKS}


def by_cell(node: Node, drafts: list[Draft], text: str) -> Iterator[Mark]:
    """Find the cells beside a code whose words name some of the draws: those of their targets, or of their columns."""
    kinds = node.unit.columns.kinds if node.unit.columns is not None else ()
    for (start, end), kind in zip(node.unit.cells, kinds, strict=False):
        cell = text[start:end].strip()
        named = [draft for draft in drafts if cell in said(text, _naming(draft))]
        named = named or [draft for draft in drafts if any(cell in words for words in said(text, _naming(draft)))]
        named = named or next((nth for _, nth in _in_order(cell, sorted(drafts, key=Draft.place))), [])
        if kind in _CELLS and len(cell) > _FEW and 0 < len(named) < len(drafts):
            yield start, None, named


def _naming(draft: Draft) -> list[Place]:
    """Return the places that name a draw: its target, and the cells of a row that it is told in."""
    target, row = draft.get("target"), draft.nodes[0]
    return [*([target.span] if target is not None else []), *(row.unit.cells if row.kind == "row" else ())]


_CELLS = ("", "stream", "target", "head", "aim")  # columns that may say of which draw a code is
_FEW = 3  # letters


def is_below_lines(node: Node, drafts: list[Draft], text: str) -> bool:
    """Return True if a line with nothing but codes, a list or a table stands right below the lines of several draws."""
    line = node if node.kind == "sentence" else node.parent
    if line is None or line.kind != "sentence" or (not is_code(node) if line is node else text[line.end - 1] == ":"):
        return False
    lines = {other.start for draft in drafts for other in draft.nodes if other.block == line.block and is_line(other)}
    return not node.of("target") and sum(start < node.start for start in lines) > 1


def by_place(node: Node, drafts: list[Draft], text: str) -> Iterator[Mark]:
    """Find the places in the order of all that a sentence names: for the third group, the first two were for."""
    other = _OTHER.search(text, node.start, node.end) if len(drafts) == _PAIR else None
    before = [fact for fact in node.of("stream", "target") if other is not None and fact.span[0] < other.start()]
    named = [draft for draft in drafts if any(has(draft, fact.kind, fact) for fact in before)]
    if other is not None and len(named) == 1:
        yield other.start(), None, [draft for draft in drafts if draft is not named[0]]
    for start, nth in _in_order(text[node.start : node.end], drafts):
        yield node.start + start, None, nth


def _in_order(words: str, drafts: list[Draft]) -> Iterator[tuple[int, list[Draft]]]:
    for match in (_NTH_AT_ALL if _NTH.search(words) else _NTH).finditer(words):
        many = _SEVERAL.get(match["deux"] or match["two"], 1)
        place = next(place for place, word in _PLACES if match["nth"].startswith(word))
        of_all = slice(-many, None) if place < 0 else slice(place, place + many)
        if len(drafts[of_all]) == many:
            yield match.start("nth"), drafts[of_all]


_PAIR = 2  # draws, of which one is the other
_OTHER = compiled(
    r"\b(?:in|under|for|of|dans|pour|sous) (?:the other|l'autre)"
    r"(?= (?:stream|draw|round|one|volet|tirage|ronde)\b|[,.;:)]|\Z)"
)


_OWN = tuple(
    (
        compiled(rf"\W{{0,3}}(?:le |la |the )?{word}\b"),
        compiled(rf"\b(?:d[eu]|la|le|of|for|pour|in)\s(?:the )?{word}\b"),
    )
    for word in (r"(?:mienn?e?|mine)", r"(?:notre|ours)", r"(?:l'autre|other)", r"(?:tienn?e?|yours)")
)


def by_word(node: Node, drafts: list[Draft], text: str) -> Iterator[Mark]:
    """Find the draw that a line calls as its own line does: "Mine: 94 invitations"; the list of mine."""
    for begins, names in _OWN:
        match = names.search(text, node.start, node.end)
        owners = [draft for draft in drafts if match and any(map(partial(begins.match, text), _starts(draft, text)))]
        if match and len(owners) == 1 and node not in owners[0].nodes:
            yield match.start(), None, owners
    if not node.of("stream") and not any(any(fact.value[0]) for fact in node.of("target")):
        yield from _by_target(node, drafts, text)


def _by_target(node: Node, drafts: list[Draft], text: str) -> Iterator[Mark]:
    """Find the draw of whose target alone a line has the words: the construction list; the northern draw was for ..."""
    words = node.words
    named = [
        match.start(match.lastgroup) for match in _OF_A_DRAW.finditer(text, node.start, node.end) if match.lastgroup
    ]
    lines = [range(len(words.names))] if is_line(node) and node.end - node.start <= _SHORT else []
    for places in (*lines, *([words.place_of(start)] for start in named)):
        called = {text[slice(*words.span(at, at))] for at in places if words.names[at] in _NAMING} - OF_ANY
        owners = [draft for draft in drafts if called and called <= words_of(draft, "target", text)]
        if len(owners) == 1:
            yield node.start, None, owners
            return


_OF_A_DRAW = compiled(
    r"\b(?P<before>[a-z-]{4,}) (?:draw|round|list|selection)\b"
    r"|\b(?:tirage|ronde|liste|selection) (?:de la |de l'|des |du |de |d'|pour les? )?(?P<behind>[a-z-]{4,})\b"
)
LETTERS = compiled("[a-z]{4,}")
_SHORT = 60  # characters of a line that names a list
_NAMING = ("word", "label", "region")
OF_ANY = {
    "list",
    "liste",
    "eligible",
    "admissibles",
    "related",
    "priority",
    "prioritaires",
    "other",
    "autres",
    "experience",
}


def words_of(draft: Draft, kind: str, text: str) -> set[str]:
    """Return the words that name the stream or target of a draw."""
    fact = draft.get(kind)
    return set() if fact is None else set(LETTERS.findall(text, *fact.span))


def _starts(draft: Draft, text: str) -> list[int]:
    """Return where what tells of a draw begins, and the line with its number."""
    return [*(node.start for node in draft.nodes), text.rfind("\n", 0, draft.place()) + 1]


def by_value(node: Node, drafts: list[Draft]) -> Iterator[Mark]:
    """Find the draw that a line names by its number or score: the draw with 94 invitations, the score of 47."""
    for fact in node.of("count", "score"):
        kind = fact.kind
        owners = [draft for draft in drafts if (own := draft.own.get(kind)) is not None and same(kind, own, fact)]
        if fact.role == "announced" and len(owners) == 1 and owners[0].own[kind].span != fact.span:
            yield fact.span[0], None, owners


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
    rf"(?:\b(?:th(?:e|is|at|ese)|l[ae]s?|du|ce(?:t|tte|s)?)\s|\A(?=[a-z]{{5,9}}\s{_DRAW}\s?(?:\Z|[:(])))(?:(?P<deux>deux|trois)\s(?=prem|dern))?(?P<nth>first|second|third|fourth|last|former"
    r"|latter|premieres?|premiers?|deuxieme|seconde?|troisieme|quatrieme|derniere?s?)\b(?:\s(?P<two>two|three)\b)?"
)
_NTH = compiled(
    rf"(?:\A|[,;.:(]\s|\b(?:only|seule?s?|and|et|while|but|that|que|for|in|of|to|by|under|pour|par|dans|de)\s){_ORDINAL}"
    r"(?:\s(?:draw|round|group|one|stream|list|case|tirage|ronde|volet|groupe|liste|cas)s?\b(?! (?:of|de|en|in) )"
    r"|(?=[,.;):]|\Z|\s(?:these|all|only|ces|tous|toutes)\b)|\sof (?:these|them)\b|\s(?:was|were|is|are|has|had"
    r"|[a-z]{4,10}ed|(?:cover|look|take|list|target|name|include|contain|comprise|count)s|took|went|for|noc"
    r"|[a-z]{2,9}ait|est|a|couvre|vise|porte|comprend|cnp|pour)\b)"
)
_NTH_AT_ALL = compiled(_ORDINAL)


def told_nearest(drafts: list[Draft], node: Node) -> list[Draft]:
    """Keep the drafts of which the last paragraph before a list tells."""
    last = {id(draft): max((n.start for n in draft.nodes if n.start < node.start), default=-1) for draft in drafts}
    blocks = {n.block for draft in drafts for n in draft.nodes if n.start == max(last.values(), default=-1)}
    return [draft for draft in drafts if any(n.block in blocks and n.start <= node.start for n in draft.nodes)]


def is_of_several(places: list[Place], text: str) -> bool:
    """Return True if words speak of draws, not of one: both draws, these rounds."""
    return any(
        search("several", text, start, end) is not None or _PLURAL.search(text, start, end) is not None
        for start, end in places
    )


_PLURAL = compiled(r"\b(?:draws|rounds|tirages|rondes|streams|volets|both|deux)\b")
