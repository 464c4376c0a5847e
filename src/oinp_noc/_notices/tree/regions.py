"""Nodes in, the same nodes out, with the parts of the province that a line, or a text, names without the province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.cells.cells import bare_region
from oinp_noc._notices.facts.names import TOLD
from oinp_noc._notices.facts.stream_names import PART_BEHIND
from oinp_noc._notices.facts.targets import Target
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import INVITED, Fact

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node

_LINE = compiled(
    r"(?P<part>[a-z]+(?:[ -][a-z]+){0,2}"
    r"(?:,? ?\([^()\n]{1,40}\)| (?:without|excluding|outside|hors|sauf) [^.:\n]{1,24}?)?)"
    r"(?:\s?\.{2,}|\s?:| - |\s?=)"
)  # Southwestern ..... 194 invited


def of_the_province(nodes: list[Node], text: str, original: str) -> None:
    """Read the part of the province that a line with a number begins with, and one that the text names in full.

    Args:
        nodes: the nodes, in order.
        text: the text, spelt plainly.
        original: the text as written, each character in the same place.
    """
    known = {str(value) for node in nodes for value in node.words.said("region")}
    in_full = {fact.value[0]: fact.span for node in reversed(nodes) for fact in node.of("target")}
    for node in nodes:
        if node.kind not in ("sentence", "item", "heading") or node.of("target", "general"):
            continue
        if not (node.of(*INVITED) or node.says("draw") or (node.kind == "heading" and node.says("invitation"))):
            continue
        line = _LINE.match(text, node.start, node.end) if node.kind != "heading" else None
        found = bare_region(text, *line.span("part")) if line is not None else []
        found = found or _leading(node, original) or _beside_its_stream(node, text) or _ending(node, original)
        found = found or _named_in_full(node, original, known)
        found = found or _of_each_number(node, original)
        role = next((fact.role for fact in (*node.of(*INVITED), *node.of("day"))), "announced")
        stated = [fact._replace(at=node.words.place_of(fact.span[0]), role=role) for fact in found]
        if node.kind == "heading":  # draws for the North, which the text calls Northern Ontario
            stated = [fact._replace(span=in_full.get(fact.value[0], fact.span)) for fact in stated]
        node.state(*stated)


def _leading(node: Node, original: str) -> list[Fact]:
    """Read the part of the province that a node begins with, before a mark and a number: "Le Nord, 62 invitations"."""
    match = _LEADING.match(original, node.start, node.end)
    value = Target(region=_PARTS[match["part"][0].upper()]) if match is not None else None
    return [Fact("target", (value, TOLD), match.span("part"), 0, "before a number")] if match is not None else []


_LEADING = compiled(
    r"(?:(?:[Pp]our|[Dd]ans|[Ii]n|[Ff]or)\s)?(?:[Tt]he\s|[Ll]e\s|[Ll]['\u2019])"
    r"(?P<part>(?i:north|nord|east|est|centre|center|south-?west|sud-ouest))\s?[,:]\s(?=[0-9])"
)


def _ending(node: Node, original: str) -> list[Fact]:
    """Read the part of the province that a line of short parts ends with: 84 ITAs - Foreign Worker - 41 - North."""
    match = _END.search(original, node.start, node.end) if node.of("stream") else None
    value = Target(region=_PARTS[match["part"][0].upper()]) if match is not None else None
    return [Fact("target", (value, TOLD), match.span("part"), 0, "at the end of a line")] if match is not None else []


_END = compiled(
    r"(?:\s[-\u2013\u2014]\s|\s?[|\xb7]\s?)(?P<part>(?i:north|nord|east|est|south-?west|sud-ouest|centre))\W{0,3}\Z"
)


def _beside_its_stream(node: Node, text: str) -> list[Fact]:
    """Find the part of the province of the people of the only stream of a node: eastern foreign workers."""
    for stream in node.of("stream")[:1] if len(node.of("stream")) == 1 else ():
        start, end = stream.span
        beside = _PART_BEFORE.search(text, max(node.start, start - _LONGEST), start) or PART_BEHIND.match(text, end)
        if beside is not None:
            return bare_region(text, *beside.span("part"))
    return []


_LONGEST = 16  # characters
_PART_BEFORE = compiled(r"(?<![\w-])(?P<part>northern|eastern|central|south-?western)\s\Z")


def _named_in_full(node: Node, original: str, known: set[str]) -> list[Fact]:
    """Find the only part of the province that a node names briefly, and the text in full elsewhere."""
    found = {_PARTS[match["part"][0].upper()]: match for match in _PART.finditer(original, node.start, node.end)}
    return [
        Fact("target", (Target(region=value), TOLD), match.span("part"), 0, "named in full elsewhere")
        for value, match in found.items()
        if len(found) == 1
        and (known or match["of"] or match["whole"] or REGIONAL.search(original, node.start, node.end))
    ]


def _of_each_number(node: Node, original: str) -> list[Fact]:
    """Find the parts of the province that all numbers are of: 430 from the Southwest, 162 ..."""
    found = {match.start(): match for match in _OF_A_PART.finditer(original, node.start, node.end)}
    numbers = {fact.span[0] for fact in node.of(*INVITED)}
    others = [range(*fact.span) for fact in node.facts if fact.kind not in INVITED]  # 36 points in the North
    found = {start: match for start, match in found.items() if not any(start in other for other in others)}
    if not numbers <= found.keys() or (len(found) == 1 < len(_PART_NAME.findall(original, node.start, node.end))):
        return []
    read = []
    for start, match in found.items():
        value = Target(region=_PARTS[match["part"][0].upper()]), TOLD
        read.append(Fact("target", value, match.span("part"), 0, "beside each number"))
        if start not in numbers:  # and 68 from the North
            read.append(Fact("people", int(match["n"]), match.span("n"), 0, "beside a part of the province"))
    return read


_PART_NAME = compiled(r"\b(?:North|Nord|East|Est|South-?[Ww]est|Sud-[Oo]uest|Cent(?:re|er|ral))(?![\w-]|\s[A-Z])")
_OF_A_PART = compiled(
    r"\b(?P<n>[0-9]{1,4})(?:\s[a-z]+){0,2}?\s(?:(?:from|in)(?:\s[Tt]he)?\s|du\s|de\sl['\u2019]|dans\sl(?:e\s|['\u2019]))"
    r"(?P<part>North|Nord|East|Est|South-?[Ww]est|Sud-[Oo]uest|Cent(?:re|er|ral)|[NES]\w+ern)(?![\w-]|\s[A-Z])"
)
REGIONAL = compiled(
    r"(?i:\bregional\s(?:draw|round|selection|search|invitation)s?\b"
    r"|\b(?:tirage|ronde|s[e\u00e9]lection|invitation)s?\sr[e\u00e9]giona(?:le?s?|ux)\b)"
)
_PART = compiled(
    r"(?:(?:\b(?:[Tt]he|[Ll]e)\s|\b[Ll]['\u2019])"
    r"(?=(?:North|Nord|East|Est|South-?[Ww]est|Sud-[Oo]uest)(?![\w-]|\s[A-Z])"
    r"|(?i:north|nord|east|est|south-?west|sud-ouest)\s(?:of\sthe|de\sla)\sprovince\b)"
    r"|\b(?=(?:[Nn]orthern|[Ee]astern|[Cc]entral|[Ss]outh-?western)\s(?:draw|round|job\soffer)s?\b)"
    r"|(?:(?<=\bfor\sthe\s)|(?<=\boffer\sin\sthe\s)|(?<=\boffers\sin\sthe\s)|(?<=\bjobs\sin\sthe\s))"
    r"(?=(?:north|east|south-?west)\b(?![\w-]|\s[A-Z]|\s(?:coast|end|side|of)\b))"
    r"|(?P<of>\b(?:[Tt]irage|[Rr]onde)s?\s(?:du\s|de\sl['\u2019]))(?=(?:Nord|Est|Centre|Sud-[Oo]uest)(?![\w-]|\s[A-Z])))"
    r"(?P<part>[A-Za-z-]+)(?P<whole>\s(?:of\sthe|de\sla)\sprovince\b)?"
)  # The North got 28; the last southwestern round; le tirage du Nord
_PARTS = {"N": "northern", "E": "eastern", "C": "central", "S": "southwestern"}
