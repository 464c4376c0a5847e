"""Sentences in, quantities out: windows of profiles, scores, numbers of invitations, and sizes of lists.

The patterns are written over the letters of `words`: ``nxxi`` is a number, two words and "invitations".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from oinp_noc._notices.periods import YEARS
from oinp_noc._notices.words import Days, Fact, Sentence, pattern, vocabulary

# Words that may stand between a number and what it counts.
_FILL = "x_TSBVRPLXGJjqdFk"


# Windows of profiles, and other stretches of days.

_WINDOW_END = re.compile(r"w[x_v&s]{0,6}(?P<end>[uf])_*(?P<day>[EF])")


def windows(sentence: Sentence) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Find the stretches of days in which profiles were made, and the others."""
    letters = sentence.letters
    stretches = tuple([sentence.fact(place) for place, letter in enumerate(letters) if letter == "Z"])
    if "w" not in letters:
        years = tuple(filter(_is_of_a_year, stretches))
        return years, tuple([stretch for stretch in stretches if stretch not in years])
    behind = tuple([stretch for stretch in stretches if "w" in letters[: stretch.place]])
    ends = tuple(map(_half_window, _ends(sentence)))
    of_profiles = behind or ends or stretches
    return of_profiles, tuple([stretch for stretch in stretches if stretch not in of_profiles])


def _is_of_a_year(stretch: Fact) -> bool:
    """Say whether a stretch lasts a year: no draw does, but profiles count so long."""
    first, last = stretch.value if isinstance(stretch.value, Days) else (None, None)
    return first is not None and last is not None and first[1:] == last[1:]


def _ends(sentence: Sentence) -> list[tuple[Fact, str]]:
    """Find the days of which a window tells only one: its last (``u``) or its first (``f``)."""
    found = _WINDOW_END.finditer(sentence.letters)
    return [(sentence.fact(match.start("day")), match["end"]) for match in found]


def _half_window(day_and_end: tuple[Fact, str]) -> Fact:
    day, end = day_and_end
    return day._replace(value=Days(None, day.value) if end == "u" else Days(day.value, None))


# Scores.

_SCORE = re.compile(
    r"""
      (?P<beside> (?<=i[,;-]) n - n (?=[,;.]|\Z) )                # 1,406 invitations, 455-467
    | (?P<floor> n k? (?: a | \+ (?!n) ) )                        # 43 and above, 53+
    | (?P<between> b _* n k? [&u] _* n )                          # between 439 and 459, from 439 up to 459
    | (?P<range> n k? [-t] _* n )                                 # 352-421
    | (?P<span> s [x_dlghVBSk:(-]{0,6} b _* n k? [&u] _* n )      # scores between 43 and 46
    | (?P<named> s [x_bdqlguhVBSkOEF:(-]{0,7} (?: w\(?w?\)?:? )? n (?![ipoWe%]) (?: k? [-t] _* n (?![ipoWe]) )? )
    | (?P<least> l _* n k )                                       # at least 39 points
    """,
    re.VERBOSE,
)
_EACH = re.compile(r"s[x_bdqlguhVBSkEF:(-]{0,8}n(?:k?,?_*n)*k?,?&_*nk?a?,?y")  # scores of 38 and 28 respectively
_AND_ABOVE = re.compile(r"k?(?:a|\+)")
_PLANNED = re.compile(r"g_?x?v(?=i)")  # will be issuing invitations
_NEAR = 14  # tokens between a range and the word "score"
_SCORED_BEHIND = re.compile(r"[x_]{1,8}s")
_HIGHEST = 1200  # points of the Comprehensive Ranking System
_CONTEXT = 60  # characters before a score that may say that it is another one


class Score(NamedTuple):
    """A score in a sentence: the fact, whose value is its lowest and highest points, and the places that it takes."""

    fact: Fact
    taken: range


def scores(sentence: Sentence, text: str) -> list[Score]:
    """Find the scores that were asked for."""
    letters = sentence.letters
    if each := _EACH.search(letters):
        places = [place for place in range(*each.span()) if letters[place] == "n"]
        return [_score(sentence, [place], place) for place in places]
    found = []
    for match in _SCORE.finditer(letters):
        places = [place for place in range(*match.span()) if letters[place] == "n"]
        if match.lastgroup == "named" and sentence.number(places[-1]) <= sentence.number(places[0]):
            places = places[:1]  # two things: a score of 59, and 3 …
        last = match.end() - 1 if len(places) == 1 and match.lastgroup != "named" else places[-1]
        if _is_score(sentence, match, places, text):
            found.append(_score(sentence, places, last))
    return found


def _score(sentence: Sentence, places: list[int], last: int) -> Score:
    """Make a score of the places of its numbers, up to its last token or the "and above" behind that."""
    above = _AND_ABOVE.match(sentence.letters, last + 1)
    last = above.end() - 1 if above is not None else last
    low = sentence.number(places[0])
    high = sentence.number(places[-1]) if len(places) > 1 else None
    span = (sentence.starts[places[0]], sentence.ends[last])
    return Score(Fact((low, high), span, places[0]), range(places[0], last + 1))


def _is_score(sentence: Sentence, match: re.Match[str], places: list[int], text: str) -> bool:
    low, high = sentence.number(places[0]), sentence.number(places[-1])
    if _PLANNED.search(sentence.letters, 0, places[0]) or not 1 <= low <= high <= _HIGHEST:
        return False
    if _measures_else(sentence, places, text):
        return False
    kind = match.lastgroup
    if kind == "least":
        return not {"s", "i", "W", "p"}.isdisjoint(sentence.letters)
    return kind in ("named", "span", "beside") or _near_score(sentence.letters, match)


def _near_score(letters: str, match: re.Match[str]) -> bool:
    """Say whether a range stands near the word "score", or where nothing else can have a floor."""
    before = letters[max(0, match.start() - _NEAR) : match.start()]
    after = letters[match.end() : match.end() + 4]
    if "s" in before or "s" in after or "k" in match[0] + after[:1] or _SCORED_BEHIND.match(letters, match.end()):
        return True
    return match.lastgroup == "floor" and {"e", "h"}.isdisjoint(after[:2])


def _measures_else(sentence: Sentence, places: list[int], text: str) -> bool:
    """Say whether numbers measure something else: hours, days, dollars, a level of language, points of a nomination."""
    first, last = places[0], places[-1]
    behind = sentence.letters[last + 1 : last + 3]
    behind = behind[: behind.find("&")] if "&" in behind else behind  # what "and" adds is another thing
    beside = sentence.letters[max(0, first - 2) : first] + behind
    start, end = sentence.starts[first], sentence.ends[last]
    until = min(end + _CONTEXT // 2, sentence.ends[-1])
    before = max(sentence.starts[0], start - _CONTEXT)
    if any(not text[found.end() : start].strip() for found in pattern("ceiling").finditer(text, before, start)):
        return True
    if pattern("condition").search(text, before, start):
        return True  # of whoever reads it
    other = pattern("other score").search(text, before, until)
    return other is not None or not {"e", "$", "%"}.isdisjoint(beside)


# Numbers of invitations.

_COUNT = re.compile(
    rf"""
      (?P<before> n (?=[{_FILL}&(/)-]{{0,6}}[iW]) )              # 402 new invitations
    | (?P<people> n (?=[{_FILL}&(/)-]{{0,6}}[pw]) )              # 627 graduates, 1,902 profiles
    | (?P<word> N (?=[xj]?(?:[iW](?!d)|p(?!V))) )                   # five invitations, two more candidates
    | i t _? (?P<to> n) (?=[x_]{{0,3}}[SBpTL])                    # invitations to 64 skilled workers
    | (?P<row> n (?=[SB]V?[,&]{{1,2}}n[SB]V?p) )                 # 24 foreign worker and 19 … candidates
    | (?P<graduates> n (?=[SB][x_]{{0,2}}[vW]) )                 # 64 doctoral graduates received
    | [vW] [x_=lQ]{{0,3}} (?P<verb>n) (?![k%e])                  # invited 627
    | r [x_]{{0,2}} (?P<earlier>n) (?![k%e])                     # had invited 2,281
    | (?P<passive>n) (?=[x_]{{1,3}}v)                            # 402 were invited
    | [iW] [x_vVQ(:)-]{{0,3}} [:-] [_Q]{{0,2}} (?P<label>n)      # invitations issued: 402
    | (?P<went>n) (?=v_?[SB])                                    # 12 went to the next stream
    | [iW] , (?P<apposed>n) (?=:?\Z)                             # the largest share of invitations, 292:
    | (?: [a&] _* | , [x_]{{0,2}} ) (?P<more>n) (?=[x_gbp]{{1,8}}[SBP])  # …, plus 64 who may be of the next stream
    | (?<=[x_]) (?P<among>n) (?=_{{0,2}}[PRLX])                  # …, including 24 under the pilot
    | (?<=&) (?P<other>n) (?=v|_{{0,2}}P)                        # … and 757 invited for …
    """,
    re.VERBOSE,
)
_SCORED = re.compile(r"s[x_OI]{0,3}\Z")  # candidates with scores below 440
_ARTICLE = "un"  # un, une: French for one, and for "a"
_ACTED = ("issued", "issuing", "invited", "sent", "envoye", "invite", "emis")  # words of an earlier draw that count
_COUNTS_ELSE = re.compile(rf"n[{_FILL}(&/)-]{{0,5}}[ohekU%](?![a-z]*i)|n[x_j]{{0,2}}d|n[-/]n")
_PART = re.compile(r"n(?![-nmkahe%+$/.)]|[xjT]{0,3}[oedkU])")  # below a line with a number: 94 to candidates …
_LABELLED = re.compile(r"[x_]?[SB]V?_?[:(-]{1,2}(?P<number>n)[);,.]{0,2}")  # below such a line: PhD stream - 64
_ACTS = re.compile(
    r"[vWi]|h[xNj_]{0,4}d[x_]{0,3}:|\A[x_]?[SB]V?[_:-]{1,3}n"
)  # a stream as a label counts as much as a verb
_TO_STREAMS = re.compile(r"n(?=t[x_p]{0,5}[SB])")  # 24 to the one stream, 19 to those of the other
_MAY_GET = re.compile(r"n[^n]{0,6}[pi]g")
_ABOUT = re.compile(r"(?:[Ou]_?|[$#])\Z")
_BEFORE_YEAR = re.compile(r"\b(?:in|of|for|en|de)\s\Z")
_OF_A_YEAR = re.compile(r"_?n[x_jd]{0,2}[iW][d:]{0,2}")  # a heading: 2024 invitations
_YEAR = 4  # digits
_THOUSANDS = 3


def counts(
    sentence: Sentence, text: str, taken: set[int], *, divides: int = 0, labelled: bool = False
) -> tuple[Fact, ...]:
    """Find how many were invited.

    Args:
        sentence: the sentence.
        text: the plain text.
        taken: the places that something else takes.
        divides: the number in the line above, a part of which it may begin with.
        labelled: whether it stands below a line that announces numbers of invitations.
    """
    letters = sentence.letters
    if labelled and 0 not in taken and (match := _LABELLED.fullmatch(letters)):
        return (sentence.fact(match.start("number")),)
    if divides and 0 not in taken and _PART.match(letters) and sentence.number(0) < divides:
        return (sentence.fact(0),)
    row = [match.start() for match in _TO_STREAMS.finditer(letters) if match.start() not in taken]
    if len(row) > 1:
        return tuple([count_at(sentence, place, text) for place in row])
    acts = _ACTS.search(letters) is not None
    found: dict[int, Fact] = {}
    for match in _COUNT.finditer(letters):
        kind = str(match.lastgroup)
        place = match.start(kind)
        if place in taken or place in found or (kind in ("more", "other") and not found):
            continue
        if not _counts(kind, sentence, match.start(), place, text, acts=acts):
            continue
        fact = count_at(sentence, place, text)
        if kind == "label" and letters[place + 1 : place + 2] == "n":
            whole = count_at(sentence, place + 1, text)
            fact = whole if whole.place == place else fact
        if not (
            _may_be(letters, match, place) or _ABOUT.search(letters[: fact.place]) or _is_year(fact, letters, text)
        ):
            found[place] = fact
    return tuple(fact for place, fact in sorted(found.items()) if place + 1 not in found)


def _counts(kind: str, sentence: Sentence, start: int, place: int, text: str, *, acts: bool) -> bool:  # noqa: PLR0913
    """Say whether a number that looks like one of invitations is: what must be so depends on the kind of its words."""
    if _is_of_a_name(text, sentence.starts[place]):
        return False
    if kind in ("people", "verb"):
        told = acts or (kind == "people" and _is_among(sentence, place, text))
        return told and _COUNTS_ELSE.match(sentence.letters, place) is None
    if kind in ("passive", "went"):
        went = pattern("went").match(text, sentence.ends[place]) is not None
        return went if kind == "went" else _were_invited(sentence, place, text)
    if kind == "word":
        return acts and not text.startswith(_ARTICLE, sentence.starts[place])
    if kind == "earlier":
        return text.endswith(_ACTED, 0, sentence.ends[start])
    return kind != "among" or _is_among(sentence, place, text)


def _were_invited(sentence: Sentence, place: int, text: str) -> bool:
    """Say whether the number before a verb is of people who were invited, rather than were not, or had such a score."""
    end = sentence.ends[place]
    verb = sentence.starts[sentence.letters.find("v", place)]
    were = pattern("were").match(text, end) is not None and pattern("not").search(text, end, verb) is None
    return were and _SCORED.search(sentence.letters[max(0, place - _NEAR) : place]) is None


def _is_among(sentence: Sentence, place: int, text: str) -> bool:
    """Say whether a number is said to be a part of another: …, including 24; these included 24."""
    start, end = sentence.starts[max(place - 1, 0)], sentence.ends[max(place - 1, 0)]
    return pattern("of which").fullmatch(text, start, end) is not None


def _is_of_a_name(text: str, start: int) -> bool:
    """Say whether a number is a part of a name that ends with it, as of an illness or a form."""
    return start > 1 and text[start - 1] == "-" and text[start - 2].isalpha()


def count_at(sentence: Sentence, place: int, text: str) -> Fact:
    """Read the number at a place; as the French write it, it goes on from thousands before a blank: ``1 043``."""
    fact = sentence.fact(place)
    if sentence.letters[place] == "N":
        return fact._replace(value=int(fact.value))
    if place == 0 or sentence.letters[place - 1] != "n":
        return fact
    before = sentence.fact(place - 1)
    lengths = [end - start for start, end in (before.span, fact.span)]
    if text[before.span[1] : fact.span[0]] != " " or lengths[1] != _THOUSANDS or lengths[0] > _THOUSANDS:
        return fact
    return Fact(before.value * 1000 + fact.value, (before.span[0], fact.span[1]), before.place)


def _may_be(letters: str, match: re.Match[str], place: int) -> bool:
    """Say whether a number is of what will or may be."""
    planned = "g" in letters[max(0, match.start() - 3) : place]
    return planned or ("v" not in letters[:place] and _MAY_GET.match(letters, place) is not None)


def _is_year(fact: Fact, letters: str, text: str) -> bool:
    """Say whether a number is rather a year: ``in 2024 invitations went…``."""
    start, end = fact.span
    if fact.value not in YEARS or end - start != _YEAR:
        return False
    if _OF_A_YEAR.fullmatch(letters):
        return True
    return letters[fact.place + 1 : fact.place + 2] not in ("i", "W") or bool(_BEFORE_YEAR.search(text[:start][-6:]))


_DRAWS = re.compile(r"(?<![nN]_)(?P<number>[nN])(?:[jxTS]{0,2}d|[jxTVd]{0,2}V)")  # two draws, three streams
_MOST_DRAWS = 60


def several_draws(sentence: Sentence) -> tuple[Fact, ...]:
    """Find of how many draws a sentence speaks; of one of three, it speaks of one."""
    places = [match.start("number") for match in _DRAWS.finditer(sentence.letters)]
    return tuple([sentence.fact(place) for place in places if 1 < _worth(sentence, place) <= _MOST_DRAWS])


def parents(sentence: Sentence, text: str, counts: tuple[Fact, ...], several: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Find the numbers of invitations that the next one is a part of, or that are told of several draws.

    Args:
        sentence: the sentence.
        text: the plain text.
        counts: its numbers of invitations, of which there are some.
        several: of how many draws it speaks.
    """
    first, second = counts[:2]
    before = max(second.place - 1, 0)
    parts = pattern("of which").search(text, sentence.starts[before], sentence.starts[second.place]) is not None
    if parts and first.value > second.value:
        return (first,)
    return tuple(
        [
            count
            for count, following in zip(counts, (*counts[1:], None), strict=True)
            for number in several[:1]
            if count.place < number.place and (following is None or number.place < following.place)
        ]
    )


# Sizes of lists.

_SIZE = re.compile(rf"(?P<word>N-?&?)?(?P<number>[nN])(?:[{_FILL}(&/)-]{{0,7}}o|(?P<announced>I))")
_SKILL = 30  # characters before a number that may say that it is a level of skill


def sizes(sentence: Sentence, text: str, taken: set[int]) -> tuple[Fact, ...]:
    """Find how many occupations a sentence speaks of."""
    found = []
    for match in _SIZE.finditer(sentence.letters):
        place = match.start("number")
        first = match.start()
        if match["announced"] and not text.endswith("occupations", 0, sentence.ends[match.end() - 1]):
            continue  # 43 eligible occupations, but not 43 below
        value = sum(_worth(sentence, part) for part in {first, place})
        skill = "teer" in text[max(0, sentence.starts[first] - _SKILL) : sentence.starts[first]]
        measured = skill or sentence.letters[max(0, first - 1) : first] in ("e", "$", "-", "s", ",")
        if place not in taken and 1 < value < _HIGHEST and not measured:
            found.append(Fact(value, (sentence.starts[first], sentence.ends[match.end() - 1]), first))
    return tuple(found)


def _worth(sentence: Sentence, place: int) -> int:
    return int(str(sentence.values[place]))


# Cells that hold one quantity.


def cell_number(sentence: Sentence, text: str) -> Fact | None:
    """Read a cell that holds a number: whole, or not at all."""
    place = sentence.letters.find("n")
    if place < 0:
        return None
    if sentence.letters[place + 1 : place + 2] != "n":
        return sentence.fact(place)
    whole = count_at(sentence, place + 1, text)
    return whole if whole.place == place else None


def cell_score(sentence: Sentence, _text: str) -> Fact | None:
    """Read a cell that holds a score: one number, or two."""
    places = [place for place, letter in enumerate(sentence.letters) if letter == "n"][:2]
    if not places or not sentence.number(places[0]) <= sentence.number(places[-1]) <= _HIGHEST:
        return None
    return _score(sentence, places, places[-1]).fact


def score_at(sentence: Sentence, first: int, last: int) -> Fact:
    """Read a score between two places: ``n a`` or ``n - n``."""
    places = [place for place in range(first, last + 1) if sentence.letters[place] == "n"]
    return _score(sentence, places, last).fact


def cell_window(sentence: Sentence, _text: str) -> Fact | None:
    """Read a cell that holds a profile window."""
    found = next((sentence.fact(place) for place, letter in enumerate(sentence.letters) if letter == "Z"), None)
    if found is not None:
        return found
    days = [place for place, letter in enumerate(sentence.letters) if letter in "EF"]
    if not days:
        return None
    first, last = sentence.fact(days[0]), sentence.fact(days[-1])
    if len(days) > 1:
        return first._replace(value=Days(first.value, last.value), span=(first.span[0], last.span[1]))
    begins = {"f", "b"} & set(sentence.letters)
    return _half_window((first, "f" if begins else "u"))


def cell_day(sentence: Sentence, _text: str) -> Fact | None:
    """Read a cell that holds a date; of a range, its first day."""
    place = next((place for place, letter in enumerate(sentence.letters) if letter in "EFZ"), None)
    if place is None:
        return None
    fact = sentence.fact(place)
    return fact._replace(value=fact.value.first) if isinstance(fact.value, Days) else fact


# Scales.


def scale(text: str, start: int, end: int) -> str | None:
    """Say on which scale a stretch of text gives scores, where it says so."""
    words = text[start:end]
    return next((value for value, phrase in vocabulary("scale") if " ".join(phrase) in words), None)
