"""Named words in, names out: the streams that they name, and what draws target."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from oinp_noc import _data
from oinp_noc._notices.facts import whom
from oinp_noc._notices.facts.callings import calls_people
from oinp_noc._notices.facts.columns import column_names
from oinp_noc._notices.facts.labelled import OF_BOTH, is_of_a_draw, label_of, labelled, to_the_end
from oinp_noc._notices.facts.standing import stands_out
from oinp_noc._notices.facts.targets import GENERIC, OF_NONE, Target, asks_no_work, known_targets, of_none, unlimited
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import Fact, Words, over, search, spell, vocabulary

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator


# Targets.

_CHAIN = over(
    r"<AIM>(?:(?:<people>?<comma|and|slash|SMALL|occupations|dash|plus>{1,4}|<occupations>?<comma>?<and><word>(?:<word><and>)?"
    r"|<people><comma>?<and>|<occupations><comma>?<and><to><article>?|<occupations><in><article>?"
    r"|(?<=<region>)<comma>?<in><to>|(?<=<experience>)<in><to|article|one>)<AIM>)*"
)
_NOUN_BEFORE = over(r"<occupations><SMALL|following>{0,3}$")  # professions de la santé
_PEOPLE_BEFORE = over(
    r"<people|profiles><between|of><article>?(?:<word><of|between>)?$"
)  # profils du secteur des mines
_NOUN_BEHIND = over(r"<word>{1,3}<occupations>|(?:<comma>?<SMALL|and>{0,2}<word>{1,3}){1,3}<occupations>")
_NOUNS = over(r"<occupations|people>{0,2}")
_BRACKETED = over(r"<open><label|region|program|experience><close>")
_CUED = (
    r"(?:<targeting><dash|colon|word|between|people|draw|SMALL|occupations|comma|and>{0,5}<number>?|<working-in><SMALL|one|number>{0,4}"
    r"|<people><word>{1,4}<may-be><word>{1,3})"  # candidates who may qualify as nurses
)
_INVITED = (
    r"<issued|invites><word>?<number>|<invitation><issued><SMALL|to>?"  # invited 106 educators
    r"|<one><of><article>?<number>"  # experience in one of 46 skilled trades
    r"|<issued|invites><word|about>?<number><word>?<people><in|between|of>{1,2}<number>"  # 94 people from 14 trades
    r"|<number><points|and-above|plus>{1,2}<in><article>?"  # 71 and above for health care
    r"|<held><SMALL|to>{0,3}<draw><in>?<day><in><article>?"  # held a draw on May 9 for educators
    r"|<invitation><!comma|stop|number|to>{0,6}(?:<to><of>?|<issued>)"  # 94 ITAs under the stream went to
)
_SELECTS = compiled(r"select|certains?\b|specific|particular")  # selected trades, of the stream for trades
_WAS_FOR = compiled(
    r"\b(?:was|were|etai(?:t|ent)) (?:only |just |again |reserved )?(?:for|pour) (?:the |les? |la |des )?\Z"
)
_OUTSIDE = 40  # characters before a region that may exclude it
_CUE = over(
    r"(?:<targeting>|<stream|short><stream-word>(?=<colon>))(?:<draw|SMALL|colon|between|people|word|dash>){0,4}"
)
_FREE = over(
    r"<targeting>(?:<SMALL>?<one|number|to><word|occupations>{1,3}<colon>)?(?:<dash|colon|SMALL|between>|<open>(?=<word><!close>)|<draw>(?=<dash|colon|SMALL|open>)|<occupations>(?=<SMALL>)"
    r"|<people>(?=<SMALL>)){0,4}(?P<words><word|SMALL|and|comma|AIM|short|people|slash|open|close|dash>{1,16}?)<occupations>"
)
_FREE_BEHIND = over(  # visait les professions dentaires
    r"<targeting><article>?(?P<words><occupations>(?:<of><article>?)?<word|people>{1,3}?)"
    r"(?:(?=<following|comma|stop|in|colon|open|semicolon|to>)|\Z)"
)
_STOP = compiled(r"[.;:|(]|\s-\s")
_GENERAL = (
    r"<general><SMALL|word>{0,2}<draw|invitation|occupations>|<general>(?=<close>|\Z)",
    r"(?:\A|<open>|<were>)<SMALL>?<general>|<draw|announced><SMALL|colon|word|dash>{0,2}<general>",
)
_OF_A_DRAW = "<SMALL|word>?<draw|invitation>|<one>|<in>?<number>"
_NO_FLOOR = "<SMALL|word|to>?<at-least>?<score>"  # the stream has not targeted a minimum score
_SHORTEST = 4  # letters of a target
SURE, TOLD, KNOWN = 1, 2, 3
"""How surely words name a target: by where they stand, by a word of targeting, by the packaged draws."""
TARGETING = "a word of targeting"  # the rule of a target behind "targeting", or in "ciblé pour"
LABELLED = "its label"  # the rule of what stands behind a name for targets: "Group: health"
OFFICIAL = "a target of the packaged draws"  # the rule of a target whose text is that of a packaged draw


def targets(words: Words, text: str, start: int, end: int) -> list[Fact]:
    """Find what is targeted; the value is a `Target` and how sure it is; of a general draw the kind is ``general``."""
    if none := of_none(text, start, end):
        return [Fact("general", None, none, words.place_of(none[0]), OF_NONE)]
    found = [*_known(words, text)]
    chains = (_chain(words, text, match, start, end) for match in _CHAIN.finditer(words.line))
    known = {at for fact in found for at in range(*fact.span)}
    found += [fact for fact in chains if fact is not None and known.isdisjoint(range(*fact.span))]
    found = found or _behind_label(words, text, start, end)
    bare = all(fact.value[0] == Target(region=fact.value[0].region) for fact in found)  # welders, all of them up north
    named = whom.named(words, text, start, end) if bare or len(words.places("stream", "short")) > 1 else []
    taken = {at for fact in found for at in range(*fact.span)}
    people = [Fact("target", (Target(), TOLD), span, first, rule) for first, span, rule in named]
    found += [fact for fact in people if taken.isdisjoint(range(*fact.span))]
    found = _with_offers(_of_places(words, sorted(found, key=lambda fact: fact.at)))
    if not found and "targeting" in words.names:
        found = _free(words, text)
    at = words.names.index("general") if "general" in words.names else -1
    if at >= 0 and asks_no_work(text, words.span(at, at), [fact.value[0] for fact in found if fact.at < at]):
        pass  # people of the North, whatever their occupation
    elif at >= 0 and not words.follows(at + 1, _NO_FLOOR):
        span = words.span(at, at)
        of_a_draw = " " in text[slice(*span)] or words.follows(at + 1, _OF_A_DRAW)
        if of_a_draw or (not found and any(over(general).search(words.line) for general in _GENERAL)):
            found.append(Fact("general", None, span, at, "a word for general"))
    elif not found and (free := unlimited(text, start, end)) is not None:
        found.append(Fact("general", None, free, words.place_of(free[0]), "no occupation asked for"))
    return to_the_end(words, found)


def _of_places(words: Words, found: list[Fact]) -> list[Fact]:
    """Join people and where they work or live: tech workers who live in A; leave out what is a part of another."""
    found = [
        fact
        for fact in found
        if not any(
            other.span[0] <= fact.span[0] and fact.span[1] < other.span[1] and other.kind == "target" for other in found
        )
    ]
    if [fact.kind for fact in found] != ["target", "target"]:
        return found
    who, where = found
    region = where.value[0].region
    between = words.names[who.at : words.place_of(where.span[0])]
    if where.value[0] != Target(region=region) or who.value[0].region is not None or not _CUTS.isdisjoint(between):
        return found
    target = who.value[0]._replace(region=region)
    return [who._replace(value=(target, who.value[1]), span=(who.span[0], where.span[1]))]


_CUTS = {"comma", "semicolon", "colon", "and", "dash", "slash", "open", "number", "issued", "invites", "draw"}


def _with_offers(found: list[Fact]) -> list[Fact]:
    """Let what a job offer was asked for besides say so: a job offer from an employer, in one of six health jobs."""
    others = [fact for fact in found if fact.value[0] != _OFFER]
    if len(others) != 1 or not any(others[0].value[0]):
        return found
    target, sure = others[0].value
    return [others[0]._replace(value=(target._replace(job_offer=True), sure))] if len(found) > 1 else found


_OFFER = Target(job_offer=True)


def only_aim(words: Words, until: int) -> Fact | None:
    """Return the only target that is named before a place, in a line whose parts need no words between them."""
    (chain, *others) = [*_CHAIN.finditer(words.line, 0, until), None]
    if chain is None or others != [None]:
        return None
    first, last, _ = _with_nouns(words, chain.start(), chain.end() - 1)
    target = _meaning(words.names[first : last + 1], words.values[first : last + 1])
    return Fact("target", (target, TOLD), words.span(first, last), first, "the only words of a target")


def _known(words: Words, text: str) -> Iterator[Fact]:
    """Find target texts of the packaged draws, as they stand behind words of targeting."""
    known_texts, meanings = known_targets()
    for cue in _CUE.finditer(words.line):
        for at in range(cue.start() + 1, min(cue.end() + 1, len(words.names))):
            match = known_texts.match(text, words.starts[at]) if words.name(at) != "stream" else None
            if match is None:
                continue
            narrowed = words.follows(words.place_of(match.end() - 1) + 1, "<in><article>?<label>")
            if narrowed and {*meanings[match[0]].labels} <= {*GENERIC}:
                break  # priority occupations in manufacturing
            if words.names[cue.start()] == "targeting" or match.end() == words.ends[-1]:
                yield Fact("target", (meanings[match[0]], KNOWN), match.span(), at, OFFICIAL)
                break


def _chain(words: Words, text: str, match: re.Match[str], start: int, end: int) -> Fact | None:
    """Read a chain of labels, with the nouns that belong to it, if something says that it is a target."""
    names = words.names
    first, last = match.start(), match.end() - 1
    outside = search("outside", text, max(start, words.starts[first] - _OUTSIDE), words.starts[first])
    of_stream = words.name(last + 1) == "stream-word" and names[last] != "program"
    under = names[first : last + 1] == ["label"] and words.precedes(first, "<in>")
    of_stream = of_stream or (under and words.values[first - 1] == "under")
    of_two = over("<label><people>?<comma|and>{1,2}<language>|<language><people>?<comma|and>{1,2}<label>")
    of_stream = of_stream or of_two.search(words.line, first, last + 1) is not None  # tradespeople and French speakers
    if of_stream or (outside is not None and (";" not in outside[0] or names[first] != "region")):
        return None
    first, last, cued = _with_nouns(words, first, last)
    inner = (first, last) if cued else _without_codes(words, text, (first, last), match)
    list_of, (first, last) = inner != (first, last), inner
    led = not cued and names[first] == "label" and whom.is_called(words, text, (first, last), (start, end))
    if cued or led or calls_people(words, text, first, last):
        first, last = whom.joined(words, text, first, last)
    first = whom.of_a_place(words, text, first) if names[first] == "region" else first
    there = names[first : last + 1]
    criteria = not {"program", "language", "experience", "job-offer"}.isdisjoint(there)
    heads = words.precedes(first, r"\A<in><article>?") and words.follows(last + 1, "<comma>") and names[-1] == "colon"
    criteria = criteria or heads or ("region" in there and is_of_a_draw(words, first, text))
    labelled = words.name(first - 1) in ("colon", "dash") and _is_label(words, text, first - 1)
    criteria = criteria or labelled or _SELECTS.match(text, words.starts[first]) is not None
    sure = cued or led or words.precedes(first, _INVITED) or "occupations" in (there[0], there[-1]) or criteria
    sure = sure or _WAS_FOR.search(text, max(start, words.starts[first] - _OUTSIDE), words.starts[first]) is not None
    if not (sure or list_of or stands_out(words, text, (first, last), (start, end))):
        return None
    target = _meaning(there, words.values[first : last + 1])
    narrowed = whom.narrowed(words, text, first, last)
    if narrowed is not None:
        (first, last), target = narrowed, Target()
    if not sure and not any(target) and not words.precedes(first, "<number>"):
        return None
    said = text[words.starts[first] : words.ends[last]]
    opened = said.count("(") > said.count(")")
    span = words.starts[first], words.ends[last] + (opened and text[words.ends[last] : words.ends[last] + 1] == ")")
    rule = LABELLED if labelled else "its words" if sure else "its place"
    rule = TARGETING if cued else whom.WHOM if led else rule
    return Fact("target", (target, TOLD if sure else SURE), span, first, rule)


_CODES = compiled(r"codes?(?: cnp| noc)?\Z")


def _without_codes(words: Words, text: str, chain: tuple[int, int], match: re.Match[str]) -> tuple[int, int]:
    """Leave out the word for codes around labels, which names a list: "Trades codes: 72100", "Codes des métiers"."""
    ends = [_CODES.match(text, *words.span(at, at)) is not None for at in chain]
    return (match.start() if ends[0] else chain[0]), (match.end() - 1 if ends[1] else chain[1])


def _behind_label(words: Words, text: str, start: int, end: int) -> list[Fact]:
    """Read the rest of a line that begins with a name for targets: "Sector: fish farms", "Group: business / health"."""
    unknown = labelled(words, text)
    if unknown is not None and unknown.whole and end - start <= _LINE:
        return [Fact("target", (Target(), SURE), unknown.span, unknown.at, LABELLED)]
    if not {"colon", "label"} <= set(words.names):
        return []
    first = words.names.index("colon") + 1
    there = words.names[first:]
    of_both = OF_BOTH.match(text, start) is not None
    if "label" not in there or end - start > _LINE or not (of_both or _is_label(words, text, first - 1)):
        return []
    span = words.starts[first], words.ends[-1]
    sure = TOLD if of_both else SURE
    return [Fact("target", (_meaning(there, words.values[first:]), sure), span, first, LABELLED)]


_LINE = 120  # characters


def _is_label(words: Words, text: str, last: int) -> bool:
    """Return True if the words before a colon name what a draw targets: "Group: health", "Eligible jobs: health"."""
    before = text[words.starts[0] : words.starts[last]]
    return column_names()[0].get(spell(before)) in ("target", "title") or label_of(words, text, last) is not None


def _with_nouns(words: Words, first: int, last: int) -> tuple[int, int, bool]:
    """Widen a chain by the nouns around it; say whether a word of targeting stands before it."""
    before = _NOUN_BEFORE.search(words.line, max(0, first - 4), first)
    if before is None and words.names[first] == "label":
        before = _PEOPLE_BEFORE.search(words.line, max(0, first - 5), first)
    first = first if before is None else before.start()
    cued = words.precedes(first, _CUED)
    noun_behind = _NOUN_BEHIND.match(words.line, last + 1) if cued or first == 0 else None
    if noun_behind is not None and words.names[last] != "occupations":
        last = noun_behind.end() - 1
    if words.names[last] not in ("occupations", "people"):
        nouns = _NOUNS.match(words.line, last + 1)
        last = nouns.end() - 1 if nouns and nouns[0] else last
    if bracket := _BRACKETED.match(words.line, last + 1):
        last = bracket.end() - 1
    return first, last, cued


def _meaning(names: list[str], values: list[Any]) -> Target:
    """Gather what the parts of a chain mean."""
    found: dict[str, list[str]] = {}
    for name, value in zip(names, values, strict=True):
        found.setdefault(name, []).append(str(value))
    criteria = {kind: next(iter(found.get(kind, ())), None) for kind in Target._fields[1:-1]}
    return Target(meaning_of(found.get("label", ())).labels, **criteria, job_offer=bool(found.get("job-offer")) or None)


def meaning_of(labels: Iterable[str]) -> Target:
    """Return a target of labels, without the words that are none of the classification, or say less than others."""
    named = dict.fromkeys(label for label in labels if label in _labels())
    return Target(tuple(label for label in named if label not in GENERIC) or tuple(named))


@_data.once
def _labels() -> frozenset[str]:
    return frozenset(value for value, _ in vocabulary("label") if value)


def _free(words: Words, text: str) -> list[Fact]:
    """Read a target of words that the vocabulary does not know, between a word of targeting and a noun."""
    found = []
    for match in chain(_FREE.finditer(words.line), _FREE_BEHIND.finditer(words.line)):
        first, last = match.start("words"), match.end("words") - 1
        start, end = words.starts[first], words.ends[last]
        stops = (_STOP.search(text, start, end), search("behind a target", text, start, end))
        cut = min([end, *(stop.start() for stop in stops if stop is not None)])
        written = text[start:cut].rstrip(" ,-")
        if len(written.lstrip(" ,-")) >= _SHORTEST and not whom.SAYS_NOTHING.fullmatch(written):
            last = words.ends[match.end() - 1] if cut == end else start + len(written)  # dental occupations
            found.append(Fact("target", (Target(), SURE), (start, last), first, "words of targeting"))
    return found
