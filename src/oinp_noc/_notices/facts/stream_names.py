"""Named words in, the streams that they name out."""

from __future__ import annotations

from oinp_noc._notices.facts.columns import named_column
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import Fact, Words, over, search

CALLED = "what people are called"  # the rule of foreign workers, behind their number
TRADES = "skilled-trades"
FRENCH = "french-speaking-skilled-worker"
"""A stream and what draws of others target: which of the two it is, the word beside it says."""

_BEHIND = r"<open|word|close|SMALL|colon|dash>{0,3}<stream-word>|<dash>?<draw>"
_HAD_DRAWS = r"<people><word|held>{1,2}<number|article>?<draw>"  # international student candidates had three rounds
_BEFORE = r"(?:\A|<!stream|short>)<stream-word><SMALL|colon|open|dash>{0,2}"
# A draw for foreign workers, but not for foreign workers and graduates.
_OF_A_DRAW = (
    r"(?:<draw>|<number><invitation>?|<invitation><issued>?)<SMALL>{1,2}"
    r"|<one|one-more><in><SMALL|to|people>{1,5}"  # one for holders of a doctorate
)
_TO = r"<number><invitation|were|issued|word>{0,3}<to|in>{1,2}<article|word>?"
_AND_OTHERS = r"<comma|and|slash>{1,2}<word>{0,2}<people|label|short>"
_LABEL = r"\Z|<colon|dash|open|bar>|<comma><in>?<article>?<day>\Z"
_LABELLED = r"\A<word>{1,2}<number>?<colon>"  # Sheet: Foreign Worker
_DATED = r"\A<in>?<article>?<day><comma|colon|dash|bar>"
_PEOPLE_OF = over(
    r"<number><word|label>?(?P<name><short>)(?!<stream-word>|<comma|and|slash><short>)"
    r"|<article>?(?P<who><short>)(?=<issued><about>?<number>)"
    r"|(?:\A|<colon|semicolon|dash|bar|comma>|<semicolon><article>)(?P<label><short>)(?=<comma|colon|dash|open>{0,2}<article|to>?<number>)"
)  # 877 foreign workers; April 2: Foreign Worker, 90 invitations
_WORKERS = compiled(r"(?:foreign|overseas) workers\b|travailleu[a-z]+ (?:et travailleuses )?etrang[a-z]+s\b")
_ACT = over("<invitation|invites|issued|draw>")
_SCORED = over(r"<score|at-least><SMALL|colon|word>{0,3}(?P<n><number>)|(?P<n2><number>)<points|and-above>")
_WHO = r"<to|in|of|number|between><article|word|of>?"
DEGREES = ("masters-graduate", "phd-graduate")  # where something was issued, a degree names the stream
_LOW = range(10, 200)  # points that no federal ranking asks for: these foreign workers have an employer's offer
_COUNTED = over(r"<number><people|word|label|points|and-above>?<in|of|to|article>{0,2}(?P<name><NAME>)")
_EACH_SCORED = over(r"<stream|short><people|word>?<score|at-least|word|were>{0,2}<number>")
_OF_A_KIND = ("french-speaking-skilled-worker", "entrepreneur")  # so are people called whom other streams invite
_ROW = over(
    r"(?:<open><word><close>)?<comma|and|slash|article|open|colon|dash|stream-word|draw|short|number|of|between|one>{1,5}"
)
_SEVERAL = over(
    r"<number><word|targeting|label|here>{0,2}<stream-word><!number|stream-word>{0,12}?<dash|colon|open>(?:<SMALL>)?"
    r"(?P<names><short>(?:<comma|and>{1,2}<SMALL>?<short>){1,5})(?!<people|stream-word>)"
)  # two streams - A and B
_MAINLY = 30  # characters before a stream in which only most of a number may be given to it
_NAMING = frozenset(("stream", "short", "label"))
_IN_A_TITLE = "/entrepreneu"  # entrepreneurs/entrepreneuses et contremaîtres
_CONTRACTORS = compiled(
    r" (?:generaux|en (?:construction|batiment|electricite|plomberie)|electriciens"
    r"|plombiers|agricoles|et (?:surveillants|contremaitres))\b"
)  # entrepreneurs generaux
_CLUB = compiled(
    r"\b(?:association|federation|chambre|regroupement|syndicat|club|union|conseil|reseau|society|network|council)s?"
    r" (?:(?:[a-z]+ )?(?:des|d'|of) ?)?(?:jeunes |young )?\Z"
)
_THEIRS = compiled(r"(?:'s?)? (?:association|federation|club|network|society|council|organi[sz]ation)\b")
_ALONE = over(r"\A(?:<day><colon|comma|dash|bar>)?<short><stop>\Z")
_AWAY = 4  # characters between a question and its answer
_SAME_AGAIN = 3  # words: a name repeated so soon is one name


def streams(words: Words, text: str) -> list[Fact]:
    """Find the streams: by their names, by a short name beside the word "stream", or as a label before a colon."""
    if _NAMING.isdisjoint(words.names):
        return []
    names = words.names
    short = words.places("short")
    named = (at for at in words.places("stream") if not _is_of_contractors(text, *words.span(at, at)))
    found = {*named, *(at for at in short if _beside_its_word(words, at, text))}
    found |= set(_labelled(words, text))
    found |= {at for at in words.places("label") if words.values[at] == TRADES and _is_stream(words, at)}
    if not found:
        beside = (
            max(match.start("name"), match.start("who"), match.start("label"))
            for match in _PEOPLE_OF.finditer(words.line)
        )
        found.update(at for at in beside if words.values[at] not in _OF_A_KIND)
    if {words.values[at] for at in found} <= set(DEGREES) and "number" in names and _ACT.search(words.line):
        low = not found and _is_low(words)
        degrees = {at for at in short if words.values[at] in DEGREES and text[words.starts[at]] != "d"}
        degrees |= {at for at in short if text.startswith("doctorat", words.starts[at])}
        found |= degrees or {at for at in short if low and words.precedes(at, _WHO)}
    answers = "?" in text[max(0, words.starts[0] - _AWAY) : words.starts[0]]
    alone = not answers and _ALONE.match(words.line) is not None
    found |= set(short) if alone else set()  # May 9. Foreign Worker. 688 invitations
    found |= {at for at in short if _ONE.match(text, words.ends[at]) is not None or _is_asked_for(words, at, text)}
    if not found and _is_low(words):
        found |= {at for at in short if words.name(at - 1) == "open" and words.follows(at + 1, _WITH_SCORE)}
    if (
        found or len({words.values[at] for at in short}) > 1
    ):  # 94 to foreign workers and 31 to former international students
        found |= {at for at in short if words.values[at] not in _OF_A_KIND and words.precedes(at, _TO)}
    found |= _each_scored(words)
    counted = [match.start("name") for match in _COUNTED.finditer(words.line)]
    if len({words.values[at] for at in counted}) > 1:  # 97 foreign workers, 17 international students
        found.update(counted)
    found |= {at for at in short if any(_in_a_row(words, at, other) for other in list(found)[:8])}
    for match in _SEVERAL.finditer(words.line):
        first, last = match.start("names"), match.end("names") - 1
        found |= {at for at in range(first, last + 1) if names[at] == "short"}
    facts: list[Fact] = []
    for at in sorted(found):
        start = words.starts[at]
        mainly = search("mainly", text, max(words.starts[0], start - _MAINLY), start)
        again = facts and facts[-1].value == words.values[at] and at - facts[-1].at <= _SAME_AGAIN
        if not again and mainly is None:
            called = words.name(at - 1) == "number" and _WORKERS.match(text, start) is not None
            facts.append(words.fact("stream", at, CALLED if called else "its name"))
    return [fact for fact in facts if fact.rule != CALLED or not _is_under_another(words, fact, facts)]


def _is_under_another(words: Words, called: Fact, facts: list[Fact]) -> bool:
    """Return True if people are called like a stream, but were invited under another: 540 foreign workers in A."""
    others = [fact.at for fact in facts if fact.at > called.at and fact.value != called.value]
    if len(facts) != 2 or not others or not words.follows(others[0] + 1, "<stream-word>"):  # noqa: PLR2004 (the two)
        return False
    between = (at for at in words.places("number") if called.at < at < others[0])
    alone = "and" not in words.names[called.at : others[0]]
    scores = (words.follows(at + 1, "<points>|<and-above>") or words.name(at - 1) == "at-least" for at in between)
    return alone and all(scores)


def _is_asked_for(words: Words, at: int, text: str) -> bool:
    """Return True if a question is about people of a stream: does anyone know about Foreign Worker?"""
    start = words.starts[at]
    asks = _QUESTION.match(text, words.ends[at]) is not None
    return asks and _ABOUT.search(text, max(words.starts[0], start - _MAINLY), start) is not None


_QUESTION = compiled(r"(?: (?:streams?|draws?|rounds?|ones?|category|guys|people|folks|side))?\s?\?")
_ABOUT = compiled(
    r"(?:\b(?:about|for|and|et|pour|quid|est-il)|[?.:]|\A)\s?(?:(?:de|du|des|les|le|la|the|candidates in)\s){0,2}\Z"
)


def _labelled(words: Words, text: str) -> list[int]:
    """Find the short names behind a label such as "Name of stream", if a line says nothing else."""
    at = next((at for at, name in enumerate(words.names[:_LONGEST_LABEL]) if name in ("colon", "dash", "bar")), 0)
    if not at or named_column(text[words.starts[0] : words.starts[at]]) != "stream":
        return []
    return [*words.places("short")] if _AROUND_NAME.fullmatch(words.line, at + 1) else []


def _each_scored(words: Words) -> set[int]:
    """Find the names of several streams, each right before a number: Masters students needed 52 points, PhDs 46."""
    each = [match.start() for match in _EACH_SCORED.finditer(words.line)]
    scored = not words.among.isdisjoint(("score", "points")) and len({words.values[at] for at in each}) > 1
    return set(each) if scored else set()


def _is_low(words: Words) -> bool:
    """Return True if a sentence has a score that no federal ranking asks for."""
    scores = (max(match.start("n"), match.start("n2")) for match in _SCORED.finditer(words.line))
    return any(words.values[at] in _LOW for at in scores)


_LONGEST_LABEL = 7
_AROUND_NAME = over("<people|word>?(?:<short>(?:<SMALL|stream-word|comma|and|slash|dash|colon>{0,3}|\\Z))+")

_UNDER = ("under", "sous", "via")
PART_BEHIND = compiled(
    r"(?: (?:du |de l')|,? [-(] ?|, | (?=northern|eastern|central|south))"
    r"(?P<part>northern|eastern|central|south-?western|nord|est|centre|sud-ouest)(?![\w-])"
)  # Foreign Worker, Eastern: 177; travailleurs du Nord; but "est" alone is a verb


def _beside_its_word(words: Words, at: int, text: str) -> bool:
    return (
        (at == 0 and (words.follows(1, _LABEL) or _leads_with_part(words, text)))
        or (at == len(words.names) - 1 and words.precedes(at, _DATED))
        or (words.values[at] not in _OF_A_KIND and words.precedes(at, _LABELLED) and words.follows(at + 1, r"\Z"))
        or (words.name(at - 1) == "in" and words.values[at - 1] in _UNDER)
        or (
            words.name(at - 1) in ("open", "semicolon")
            and words.follows(at + 1, "<semicolon>|(?<=<semicolon>.)<close>")
        )
        or words.follows(at + 1, _BEHIND)
        or (words.values[at] not in _OF_A_KIND and words.follows(at + 1, _WITH_NUMBER))
        or (words.follows(at + 1, "<recalled>") and _DRAW.match(text, words.ends[at]) is not None)
        or (words.values[at] not in _OF_A_KIND and (words.follows(at + 1, _HAD_DRAWS) or _is_alone(words, at)))
        or (words.precedes(at, _BEFORE) or (words.precedes(at, _OF_A_DRAW) and not words.follows(at + 1, _AND_OTHERS)))
    )


def _is_alone(words: Words, at: int) -> bool:
    """Return True if a short name stands alone between marks of a line with numbers: 640 people – FW – cut-off 42."""
    behind = words.follows(at + 1, _MARK_BEHIND)
    return behind and "number" in words.among and words.precedes(at, _MARK_BEFORE)


_MARK_BEFORE = r"<number><people|invitation>?<dash|bar|comma>|<day><dash|bar|slash>"
_MARK_BEHIND = r"<dash|bar|slash>|<comma>(?:<score|at-least|region>|<number><points>)|\Z"


_WITH_NUMBER = "<one>?<were><of>?<number><comma><and>?<score|at-least>|<open><about>?<number><invitation>"
_WITH_SCORE = "<comma|dash><score|at-least>|<comma|dash><number><points|and-above>"  # (Foreign Worker, min. score 48)
"""What is behind the short name of a stream: Masters was 512, cut-off 48; FW (512 ITAs, 40+) and IS (90 ITAs, 52+)."""
_ONE = compiled(
    r" ones?\b(?! (?:of|hundred|thousand|more|invitation|person|draw)\b)"
)  # there was also a FW one for ...
_DRAW = compiled(r" (?:draw|round)\b")  # the Foreign Worker draw before that


def _leads_with_part(words: Words, text: str) -> bool:
    """Return True if a line begins with a short name and a part of the province, and a number stands behind a mark."""
    part = PART_BEHIND.match(text, words.ends[0])
    return part is not None and _THEN_NUMBER.match(text, part.end()) is not None


_THEN_NUMBER = compiled(r"\)?\s?[-:,|]?\s?[0-9]")


def _is_of_contractors(text: str, start: int, end: int) -> bool:
    """Return True if people are called entrepreneurs in a title or the name of a club, or work as contractors."""
    if not text.startswith("entrepreneur", start):
        return False
    club = _CLUB.search(text, max(0, start - 40), start) or _THEIRS.match(text, end)
    return bool(text.startswith(_IN_A_TITLE, end) or club or _CONTRACTORS.match(text, end))


def _is_stream(words: Words, at: int) -> bool:
    """Return True if "skilled trades" is the stream here: directly beside the word."""
    behind = words.name(at + 1)
    if (
        words.precedes(at, r"\A(?:<number>|<day><dash|bar|colon|comma>)?")
        and words.follows(at + 1, "<open|dash|bar|colon|comma>")
        and ("score", "crs") in zip(words.names, words.values, strict=True)
    ):
        return True  # May 9 - Skilled Trades - CRS 340: by the federal ranking
    if words.precedes(at, "<day><dash|bar><here><dash|bar>") and words.follows(at + 1, _LABEL):
        return True  # May 9, 2023 - OINP - Skilled Trades
    if words.precedes(at, r"(?:\A|<semicolon|bar>)<stream-word><colon>") and words.follows(
        at + 1, r"\Z|<comma|semicolon|bar|open>"
    ):
        return True  # Stream: Skilled Trades
    of_another = words.precedes(at, r"<stream|short><stream-word><in>")  # the Foreign Worker stream for skilled trades
    before = (words.precedes(at, r"<stream-word><SMALL>?") and not of_another) or (
        at and words.values[at - 1] in _UNDER
    )
    return behind == "stream-word" or (behind not in ("occupations", "draw", "people") and bool(before))


def _in_a_row(words: Words, at: int, other: int) -> bool:
    """Return True if two names follow each other, as in "the A and B streams"."""
    first, last = min(at, other) + 1, max(at, other)
    between = words.names[first:last]
    linked = not {"comma", "and", "slash"}.isdisjoint(between)
    return linked and _ROW.fullmatch(words.line, first, last) is not None


_AROUND = over(
    "<label|stream-word|draw|article|of|in|between|open|close|dash|colon|comma|here>*(?:<open><word><close>)?"
)  # Skilled Trades (EE)


def short_name(words: Words) -> Fact | None:
    """Find the short name of a stream where nothing else can be meant."""
    whole = _AROUND.fullmatch(words.line) is not None
    for at, name in enumerate(words.names):
        if name in ("stream", "short") or (name == "label" and words.values[at] == TRADES and whole):
            return words.fact("stream", at, "its short name")
    return None
