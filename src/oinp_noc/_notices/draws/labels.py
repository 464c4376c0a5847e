"""Nodes with codes in, the draws that labels before these name out: In-Demand: 44101. Students: 32101."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.draws.beside import A_WORD, LETTERS, OF_ANY, words_of
from oinp_noc._notices.facts.targets import Target
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import Fact, by_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.draws.beside import Mark
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.tree.nodes import Node

_LEADS_CODES = compiled(
    r"(?:\A|[;.,(|]\s?)(?:(?:and|et|the|le|la|les|for|pour)\s){0,2}(?P<name>[a-z][a-z' -]{1,40}?)"
    r"(?:\s(?:stream|draw|round|list|volet|tirage|nocs?|codes?|cnp)){0,2}\s?:\s?(?:noc\s|cnp\s)?(?=[0-9]{5})"
)


def by_stream(node: Node, drafts: list[Draft], text: str) -> Iterator[Mark]:
    """Find the draw of whose stream or target alone the words before a colon and codes are a part.

    In-Demand: 44101, 33102. Food processing: 94140. IS: 31301. Students: 32101.
    """
    if not node.codes:
        return
    known = {kind: {draft: words_of(draft, kind, text) for draft in drafts} for kind in ("stream", "target")}
    told = [(fact.kind, *fact.span) for fact in node.of("stream", "target")]
    for match in _LEADS_CODES.finditer(text[node.start : node.end]):
        words = set(LETTERS.findall(match["name"]))
        start = node.start + match.start("name")
        end = start + len(match["name"])
        value = by_word("stream in a cell").get(match["name"]) or by_word("stream in passing").get(match["name"])
        owners = [draft for draft in drafts if value and (its := draft.get("stream")) and its.value == value]
        if len(owners) == 1 and not any(first < end and start < last for _, first, last in told):
            yield start, None, owners
            continue
        for kind, named in known.items():
            if words - OF_ANY and not any(first < end and start < last for of, first, last in told if of == kind):
                owners = [draft for draft, its in named.items() if words <= its]
                if len(owners) == 1:
                    yield start, None, owners
                    break


def own_label(node: Node, text: str) -> Iterator[Fact]:
    """Find the words that a line begins with before a colon and codes, if they are no title of these."""
    match = _LEADS_CODES.match(text[node.start : node.end]) if node.kind in ("sentence", "item") else None
    printed = node.codes[0].printed
    titled = printed is not None and printed.kind is None and printed.start < node.codes[0].start
    if match is not None and not titled and set(LETTERS.findall(match["name"])) - OF_ANY:
        span = node.start + match.start("name"), node.start + match.end("name")
        yield Fact("target", (Target(), 0), span, 0, A_WORD)
