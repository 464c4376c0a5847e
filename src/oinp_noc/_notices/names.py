"""Sentences in, names out: the streams that they name, and what draws target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
from oinp_noc._notices.words import Fact, Sentence, pattern, plain, vocabulary

if TYPE_CHECKING:
    from oinp_noc._notices.words import Value


class Target(NamedTuple):
    """What a draw targets: the labels and criteria that the words name."""

    labels: tuple[str, ...] = ()
    region: str | None = None
    program: str | None = None
    language: str | None = None
    experience: str | None = None
    job_offer: bool | None = None


# Streams.

TRADES = "skilled-trades"
"""A stream and what draws of others target: which of the two it is, the word beside it says."""

_WORD_BEHIND = re.compile(r"[(x)_:-]{0,3}V|-?d")
_WORD_BEFORE = re.compile(r"(?<![SB])V[_:(-]{0,2}\Z")
_COUNTED = re.compile(r"nB(?:p|[,&]{1,2}n)")  # 24 foreign worker and 19 international student candidates
_TRADES_BEFORE = re.compile(r"V_?\Z")
_SEVERAL = re.compile(
    r"[nN][xjT]{0,2}V[^nNV]{0,12}[-:(]_?(?P<names>B(?:[,&]{1,2}_?B){1,5})(?![pV])"
)  # two streams - A and B
_LINKS = re.compile(r"[,&/_(:\-VdBn]{1,5}")  # between names in a row
_MAINLY = 30  # characters before a stream in which only most of a number may be given to it
_SAME_AGAIN = 3  # tokens: a name repeated so soon is one name


def streams(sentence: Sentence, start: int, text: str) -> tuple[Fact, ...]:
    """Find the streams: by their names, by a short name beside the word "stream", or as a label before a colon.

    Args:
        sentence: the sentence.
        start: the place of its first character.
        text: the plain text.
    """
    letters = sentence.letters
    named = {place for place, letter in enumerate(letters) if letter == "S"}
    short = [place for place, letter in enumerate(letters) if letter == "B"]
    named |= {place for place in short if _beside_its_word(sentence, place, start)}
    named |= {place for place, letter in enumerate(letters) if letter == "T" and _is_stream_of_trades(sentence, place)}
    counted = [place for place in short if place and _COUNTED.match(letters, place - 1)]
    if len({sentence.values[place] for place in counted}) > 1:
        named.update(counted)
    named |= {place for place in short if any(_in_a_row(letters, place, other) for other in named)}
    for row in _SEVERAL.finditer(letters):
        named |= {place for place in range(*row.span("names")) if letters[place] == "B"}
    found: list[Fact] = []
    for place in sorted(named):
        fact = sentence.fact(place)
        mainly = pattern("mainly").search(text, max(start, sentence.starts[place] - _MAINLY), sentence.starts[place])
        again = found and found[-1].value == fact.value and place - found[-1].place <= _SAME_AGAIN
        if not again and mainly is None:
            found.append(fact)
    return tuple(found)


def _beside_its_word(sentence: Sentence, place: int, start: int) -> bool:
    """Say whether a short name stands beside the word "stream" or "draw", or as a label before a colon."""
    letters = sentence.letters
    label = sentence.starts[place] - start <= 1 and letters[place + 1 : place + 2] in ("", ":", "-", "(", "|")
    behind = _WORD_BEHIND.match(letters, place + 1) is not None
    return label or behind or _WORD_BEFORE.search(letters[:place]) is not None


def _is_stream_of_trades(sentence: Sentence, place: int) -> bool:
    """Say whether "skilled trades" is the stream here: directly beside the word."""
    letters = sentence.letters
    behind = letters[place + 1 : place + 2]
    beside = behind == "V" or (behind not in ("o", "d") and _TRADES_BEFORE.search(letters[:place]) is not None)
    return beside and sentence.values[place] == TRADES


def _in_a_row(letters: str, place: int, other: int) -> bool:
    """Say whether two names follow each other, as in "the A and B streams"."""
    between = letters[min(place, other) + 1 : max(place, other)]
    return _LINKS.fullmatch(between) is not None and not {",", "&", "/"}.isdisjoint(between)


# Targets.

_CHAIN = re.compile(r"[TRPLXJ](?:[,&/_bo-]{1,4}[TRPLXJ])*")
_NOUN_BEFORE = re.compile(r"o[_bI]{0,3}\Z")  # professions de la santé
_NOUN_BEHIND = re.compile(r"x{1,3}o|(?:,?[_&]{0,2}x{1,3}){1,3}o")
_NOUNS = re.compile(r"[op]{0,2}")
_BRACKETED = re.compile(r"\([TRPX]\)")
_CUED = re.compile(r"(?:j[-:_xbpdwo,&]{0,5}|C_{0,2})\Z")
_INVITED_BEFORE = re.compile(r"[vW][x_]?n\Z|iv_?\Z")  # invited 106 early childhood educators, invitations went to
_NUMBER_BEFORE = re.compile(r"n[ak]?_\Z")
_FACT_BEFORE = ("V-", "V,", "i,", "i-", "k,", "k-", "),", ")-")  # 208 invitations, skilled trades, 51 and above
_FACT_BEHIND = re.compile(r"[,:-]|\.?\Z")
_CLOSES = re.compile(r"[vWdp]|[jx]d|\(n[^)]{0,6}[iW]")  # skilled trades draw, physicians (129 invitations)
_LEADS = re.compile(r"[:(-]")
_OUTSIDE = 40  # characters before a region that may exclude it
_CUES = re.compile(r"j[d_:bpx-]{0,4}")
_FREE = re.compile(r"j(?:[-:_b]|d(?=[-:_b])|o(?=[_b])|p(?=[_b])){0,4}(?P<words>[x_&,TRPLXJwBpk/()-]{1,16})o")
_STOP = re.compile(r"[.;:|(]|\s-\s")
_GENERAL = re.compile(r"G[_x]{0,2}[dio]|G(?=\)|\Z)|(?:\A|\()_?G|[dq][_:x-]{0,2}G")
_CRITERIA = frozenset("RPLXJ")
_SHORTEST = 4  # letters of a target
_BEFORE = 4  # letters
_EDGE = 2  # characters that may surround a target which is all there is


def targets(sentence: Sentence, text: str, start: int, end: int) -> tuple[Fact, ...]:
    """Find what is targeted; the value is a `Target` and how sure it is, or None of a general draw.

    Args:
        sentence: the sentence.
        text: the plain text.
        start: the place of the sentence's first character.
        end: the place after its last.
    """
    letters = sentence.letters
    known = _known(sentence, text) if "j" in letters else None
    if known is not None:
        return (known,)
    chains = (_chain(sentence, text, match, start, end) for match in _CHAIN.finditer(letters))
    found = [fact for fact in chains if fact is not None]
    if not found and "j" in letters:
        found = _free(sentence, text)
    place = letters.find("G")
    if not found and place >= 0:
        general = sentence.fact(place)._replace(value=None)
        if " " in text[slice(*general.span)] or _GENERAL.search(letters):
            found.append(general)
    return tuple(found)


def _known(sentence: Sentence, text: str) -> Fact | None:
    """Find a target text of the packaged draws, as it stands behind a word of targeting."""
    known_texts, meanings = _known_targets()
    for cue in _CUES.finditer(sentence.letters):
        for place in range(cue.start() + 1, min(cue.end() + 1, len(sentence.letters))):
            match = known_texts.match(text, sentence.starts[place])
            if match is not None:
                return Fact((meanings[match[0]], 3), match.span(), place)
    return None


@_data.once
def _known_targets() -> tuple[re.Pattern[str], dict[str, Target]]:
    """Return the target texts of the packaged draws, spelt plainly: a pattern of them all, and what each means."""
    rows = sorted(_data.records("notice-targets"), key=lambda row: -len(row["target"]))
    meanings = {
        plain(row["target"]): Target(tuple(row["labels"]), *(row[name] for name in Target._fields[1:])) for row in rows
    }
    alone = r"(?![a-z0-9]|,\s|\soccupations|\s(?:and|et|as well as)\s)"
    return re.compile(rf"(?:{'|'.join(map(re.escape, meanings))}){alone}"), meanings


def _chain(sentence: Sentence, text: str, match: re.Match[str], start: int, end: int) -> Fact | None:
    """Read a chain of labels, with the nouns that belong to it, where something says that it is a target."""
    letters = sentence.letters
    first, last = match.start(), match.end() - 1
    outside = pattern("outside").search(text, max(start, sentence.starts[first] - _OUTSIDE), sentence.starts[first])
    of_stream = letters[last + 1 : last + 2] == "V" and letters[last] != "P"
    if of_stream or (outside is not None and ";" not in outside[0]):
        return None
    first, last, cued = _with_nouns(letters, first, last)
    there = set(letters[first : last + 1])
    before = letters[max(0, first - _BEFORE) : first]
    invited = _INVITED_BEFORE.search(before) is not None
    sure = cued or invited or "o" in (letters[first], letters[last]) or not _CRITERIA.isdisjoint(there)
    if not (sure or _stands_out(sentence, text, (first, last), (start, end))):
        return None
    target = _meaning(letters[first : last + 1], sentence.values[first : last + 1])
    return Fact((target, 2 if sure else 1), _span(text, sentence.starts[first], sentence.ends[last]), first)


def _stands_out(sentence: Sentence, text: str, chain: tuple[int, int], part: tuple[int, int]) -> bool:
    """Say whether labels stand where a target does: alone, in front, before "draw", in brackets, between facts."""
    (first, last), (start, end) = chain, part
    letters = sentence.letters
    before = letters[max(0, first - _BEFORE) : first]
    whole = sentence.starts[first] - start <= _EDGE and end - sentence.ends[last] <= _EDGE
    leads = sentence.starts[first] - start <= 1 and _LEADS.match(letters, last + 1) is not None
    closed = letters[last] in "op)" or _CLOSES.match(letters, last + 1) is not None
    only = pattern("only").match(text, sentence.ends[last] + 1, end) is not None
    bracketed = before.endswith("(") or _NUMBER_BEFORE.search(before) is not None
    of_people = letters[first] == "T" and before.endswith(("np_", "d_"))  # 400 candidates in, a draw for skilled trades
    between = before.endswith(_FACT_BEFORE) and _FACT_BEHIND.match(letters, last + 1) is not None
    return whole or leads or closed or only or bracketed or of_people or between


def _with_nouns(letters: str, first: int, last: int) -> tuple[int, int, bool]:
    """Widen a chain by the nouns around it, and say whether a word of targeting stands before it."""
    if noun := _NOUN_BEFORE.search(letters[:first]):
        first = noun.start()
    cued = _CUED.search(letters[max(0, first - 8) : first]) is not None
    if (cued or first == 0) and letters[last] != "o" and (noun := _NOUN_BEHIND.match(letters, last + 1)):
        last = noun.end() - 1
    if letters[last] not in "op":
        last += len(_NOUNS.match(letters, last + 1)[0])  # type: ignore[index]
    if bracket := _BRACKETED.match(letters, last + 1):
        last = bracket.end() - 1
    return first, last, cued


def _span(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the bracket that closes one within."""
    open_ = text.count("(", start, end) > text.count(")", start, end)
    return start, end + (open_ and text[end : end + 1] == ")")


def _meaning(letters: str, values: list[Value]) -> Target:
    """Gather what the parts of a chain mean."""
    found: dict[str, list[str]] = {letter: [] for letter in "TRPLXJ"}
    for letter, value in zip(letters, values, strict=True):
        if letter in found:
            found[letter].append(str(value))
    region, program, language, experience = (next(iter(found[letter]), None) for letter in "RPLX")
    labels = tuple(dict.fromkeys(label for label in found["T"] if label in _labels()))
    return Target(labels, region, program, language, experience, bool(found["J"]) or None)


@_data.once
def _labels() -> frozenset[str]:
    return frozenset(value for value, _ in vocabulary("label") if value)


def _free(sentence: Sentence, text: str) -> list[Fact]:
    """Read a target of words that the vocabulary does not know, between a word of targeting and a noun."""
    found = []
    for match in _FREE.finditer(sentence.letters):
        places = [place for place in range(match.start("words"), match.end()) if sentence.ends[place]]
        first, last = sentence.starts[places[0]], sentence.ends[places[-1]]
        stops = (_STOP.search(text, first, last), pattern("behind a target").search(text, first, last))
        last = min([last, *(stop.start() for stop in stops if stop is not None)])
        words = text[first:last].rstrip(" ,-")
        if len(words) >= _SHORTEST:
            found.append(Fact((Target(), 1), (first, first + len(words)), match.start()))
    return found
