"""Words in, whether they stand where a target does: alone, in front, before "draw", in brackets or between facts."""

from __future__ import annotations

from oinp_noc._notices.facts.callings import PERSONS
from oinp_noc._notices.facts.labelled import behind_for
from oinp_noc._notices.words.lexicon import Words, pattern, search

_FACT_BEFORE = (
    r"<stream-word|stream|short|draw><dash|colon|comma|slash>|<day><dash|colon>"
    r"|<invitation|points|close|number|and-above|plus><comma|dash>|\A(?:<word><colon>)?<word><one|number><comma|word>"
)
_IN_A_ROW = "<colon|semicolon><and>?<article>?|<issued|invites><people>?<SMALL|between|word>{1,5}"  # health, 200
_FACT_BEHIND = (
    r"<comma|colon|dash>|<stop>?\Z|<open><occupations><number|comma>{1,9}<close><comma|colon|dash>"  # (NOC 44101):
    r"|<open><!close>{1,5}<close>(?:<comma|colon|dash>|<stop>?\Z)"  # (list B)
)
_OF_PEOPLE = (
    r"<number><SMALL>{1,2}|<number><word|issued|were>{0,2}<people>(?:<and><people><word>?)?<SMALL>{1,2}<number>?"
    r"|<draw><SMALL>?|<invitation><SMALL>{1,2}|<issued|one-more><number><to><people><SMALL>{1,2}"
    r"|<invitation><!comma|stop|number>{0,5}<people><SMALL>{1,2}|<one><in><SMALL>?|<one-more><SMALL>{0,2}"
    r"|\A<number><word><in|to><article>?"  # 94 more for tech
    r"|(?:<number|to|of|article><short>|<number><stream>|<stream|short><stream-word>|<stream-word><SMALL>?<stream|short>)"
    r"(?:<to><SMALL>?<people>|<SMALL>?<people>)?<in|of><article>?"  # in health; to candidates in health
)
_CLOSES = r"<issued|invites|draw|people>|<targeting|word><draw>|<open><number>"
_EDGE = 2  # characters that may surround a target which is all there is


def stands_out(words: Words, text: str, chain: tuple[int, int], part: tuple[int, int]) -> bool:
    """Return True if labels stand where a target does: alone, in front, before "draw", in brackets, between facts."""
    (first, last), (start, end) = chain, part
    leading = words.starts[first] - start
    ends = last == len(words.names) - 1
    whole = (leading <= _EDGE and end - words.ends[last] <= _EDGE) or (first == 0 and ends)
    for_them = words.values[first - 1 - (words.name(first - 1) == "article")] in ("for", "pour")
    whole = whole or (ends and for_them and words.precedes(first, r"\A<in><article>?"))  # For health care workers
    leads = leading <= 1 and (
        words.follows(last + 1, r"<following>?(?:<colon|open|dash>|\Z)|<comma><day>") or _is_marked(words, last, text)
    )
    closed = "people" in (words.names[first], words.names[last]) or words.names[last] == "occupations"
    closed = closed or words.follows(last + 1, _CLOSES)
    only = pattern("only").match(text, words.ends[last] + 1, end) is not None
    bracketed = words.name(first - 1) == "open"
    persons = PERSONS.search(text, words.starts[last], words.ends[last]) is not None
    counted = persons and words.precedes(first, r"<number><word|article|of>{0,2}|<to><of|article>?")
    of_people = words.names[first] == "label" and words.precedes(first, _OF_PEOPLE)
    numbered = words.values[first - 1] in ("for", "pour") and words.follows(
        last + 1, "<people|occupations>?<word|issued>?<number>"
    )
    between = numbered or (words.precedes(first, _FACT_BEFORE) and words.follows(last + 1, _FACT_BEHIND))
    between = between or behind_for(words, first, last, text)
    example = search("for example", text, max(start, words.starts[first] - 12), words.starts[first])
    between = between or (example is not None and "label" in words.names[:first])
    before_number = words.follows(last + 1, "<comma|colon|dash><number>|<word><colon><number>")
    between = between or (before_number and words.precedes(first, _IN_A_ROW))
    subject = persons and set(words.names[:first]) <= _BEFORE_SUBJECT and not _TOLD_OF.isdisjoint(words.names[last:])
    return whole or leads or closed or only or subject or bracketed or of_people or between or counted


def _is_marked(words: Words, at: int, text: str) -> bool:
    """Return True if only signs stand between a word and a number: trades => 649."""
    return words.name(at + 1) == "number" and bool(text[words.ends[at] : words.starts[at + 1]].strip())


_BEFORE_SUBJECT = frozenset(("article", "in", "and", "to"))
_TOLD_OF = frozenset(("issued", "invites", "invitation"))  # physicians, for their part, got 129
