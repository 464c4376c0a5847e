"""Nodes in, targets out: who is named right before codes in brackets, in a line or behind a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import column_names
from oinp_noc._notices.facts.names import TOLD, meaning_of
from oinp_noc._notices.facts.targets import Target
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.code_lines import heads_a_record
from oinp_noc._notices.tree.digits import is_called
from oinp_noc._notices.words.lexicon import INVITED, Fact, spell

if TYPE_CHECKING:
    from oinp_noc._notices.tree.digits import Found
    from oinp_noc._notices.tree.nodes import Node

_NAME = compiled(
    r"(?!(?:and|or|et|ou|plus|points?|pts|with|in|under|from|of|avec|dans|sous|par|who|qui|only)\b)"
    r"[a-z][^0-9,;:()]{3,60}"
)
_NUMBER = compiled(
    r"(?<![0-9.,$])[0-9]{1,3}(?:[, ]?[0-9]{3})?\s(?:(?:more|other|of them|autres)\s)?"
    r"(?:(?:invitations?|itas?|nois?|people|candidates|candidats|personnes)\s)?"
    r"(?:(?:went|were (?:sent|issued)|(?:is|was|were) for|sent|issued|given|allaient|sont allee?s)\s)?(?:out\s)?"
    r"(?:(?:to|for|aux?|a|pour)\s)?(?:(?:the|les|la|le|des|de)\s|l'|d')?"
)  # 366 to educators (42202), 120 nurses (31301)
_LED = r"(?:(?:for|pour|to|aux?)\s)?(?:(?:the|les|la|le)\s|l')?"
_MARK = compiled(rf"(?:[,:]\s|\s[-|]\s){_LED}")
_BEGINS = compiled(_LED)
_TO = compiled(
    r"\b(?:stream|category|volet(?: [^.;:,()0-9]{3,80}?)?|invitations?|notifications?(?: of interest)?|itas?|nois?"
    r"|avis(?: d'interet)?)\s(?:to|aux|a des)\s(?:the\s)?(?!candidat|people|person|those|applicant)"
)  # invitations under the Foreign Worker stream to transport truck drivers (73300)
_BRACKET = compiled(r"\s?\((?:(?:noc|cnp)s?\b[\s:#]{0,3})?\Z")
_GOES_ON = compiled(r"\s(?!(?:and|et|with|avec|from|a partir)\b)[a-z]")  # the cooks (63200) were not on it
_FAR = 40  # characters


def before_codes(node: Node, dropped: list[Fact], text: str) -> list[Fact]:
    """Find whom a node is for by the words before codes in brackets, behind a number or a mark.

    Of several brackets each must have its number: 60 carpenters (72310) and 41 plumbers (72300) were invited.

    Args:
        node: the node.
        dropped: the facts that stand within titles of its codes.
        text: the text, spelt plainly.
    """
    if not node.codes or node.of("general", "title"):
        return []
    first_of = {text.find(")", code.end): code for code in reversed(node.codes)}
    ends = sorted(first_of)
    found = [_named(node, first_of[end], start, text) for start, end in zip([node.start, *ends], ends, strict=False)]
    spans = [each for each in found if each is not None]
    numbers = [at for at, *_ in spans if at >= 0]
    others = sum(fact.value for fact in node.of(*INVITED) if fact.at not in numbers)
    several = len(ends) > 1 and len(numbers) == len(ends) and others in (0, _sum(node, numbers))
    if not several and (len(ends) > 1 or len(spans) < len(ends) or node.of("target")):
        return _targeted(node) if not node.of("target") else []
    node.facts = [fact for fact in node.facts if fact.kind != "target"]
    facts = []
    for at, start, end in spans:
        meant = [fact.value[0] for fact in dropped if fact.kind == "target" and start <= fact.span[0] < end]
        place = node.words.place_of(start)
        label = node.words.values[place : place + 1] if node.words.span(place, place) == (start, end) else []
        value = (meant[0] if meant else meaning_of(label)), TOLD
        facts.append(Fact("target", value, (start, end), place, "before its codes"))
        if several and not any(fact.at == at for fact in node.of(*INVITED)):
            facts.append(node.words.fact("people", at, "before its codes"))
    return facts


def _targeted(node: Node) -> list[Fact]:
    """Read a row of titles, each with its code, right behind a word of targeting: it targeted cooks (63200) and ..."""
    titles = [code.printed for code in node.codes if code.printed is not None]
    first = node.words.place_of(titles[0].start) if len(titles) == len(node.codes) else 0
    if not node.words.precedes(first, "<targeting><article>?"):
        return []
    return [Fact("target", (Target(), TOLD), (titles[0].start, titles[-1].end), first, "a row of titles")]


def _sum(node: Node, numbers: list[int]) -> int:
    return sum(node.words.values[at] for at in numbers)


_LABEL = compiled(r"(?P<label>[a-z' ]{2,30}?)\s?:\s")


def _is_line(node: Node, behind: str, text: str) -> bool:
    """Return True if a node is a line with its number, heads some, or ends in the code, before that of the number."""
    if node.end == node.unit.end:
        label = _LABEL.match(text, node.start, node.end)  # Who: cooks (63200)
        aimed = label is not None and column_names()[0].get(spell(label["label"])) == "target"
        return bool(node.of(*INVITED)) or node.kind == "heading" or heads_a_record(node, text) or aimed
    return bool(node.of("stream")) and behind.strip() == "."


def _named(node: Node, code: Found, first: int, text: str) -> tuple[int, int, int] | None:
    """Return where the words right before a code in brackets stand, and their number among the words, or -1."""
    bracket = _BRACKET.search(text, max(first, code.end - _FAR), code.end - len(code.code))
    if bracket is None:
        return None
    words = node.words
    sector = words.name(words.place_of(bracket.start() - 1)) == "label"  # physicians (31100)
    if not (sector or is_called(text, code.end - len(code.code), code.end, code.version)):
        return None
    end, close = bracket.start(), text.find(")", code.end) + 1
    lines = node.start == node.unit.start and _is_line(node, text[close : node.end], text)
    title = code.printed.start if code.printed is not None and not code.printed.kind else -1
    leads = (_NUMBER, *([_MARK] if lines else []), *([_TO] if node.of(*INVITED) else []))
    found = [(lead, match) for lead in leads for match in lead.finditer(text, first, end)]
    if lines and first == node.start and (begins_line := _BEGINS.match(text, first)):
        found.append((_BEGINS, begins_line))
    begins = [
        (match.end(), node.words.place_of(match.start()) if lead is _NUMBER else -1)
        for lead, match in found
        if (match.end() == title or _NAME.fullmatch(text, match.end(), end))
        and (lead is _NUMBER or _GOES_ON.match(text, close, node.end) is None)
    ]
    begins = [(start, at) for start, at in begins if at < 0 or node.words.name(at) == "number"]  # no year of a day
    start, at = max([each for each in begins if each[0] == title] or begins, default=(end, -1))
    named = any(start <= fact.span[0] < end for fact in node.of("stream"))
    return None if start == end or named else (at, start, end)
