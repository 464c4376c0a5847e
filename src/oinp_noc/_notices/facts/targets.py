"""What draws target, and the target texts of the packaged draws."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from oinp_noc import _data
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.plain.text import plain

if TYPE_CHECKING:
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.words.lexicon import Fact


class Target(NamedTuple):
    """What a draw targets: the labels and criteria that the words name."""

    labels: tuple[str, ...] = ()
    region: str | None = None
    program: str | None = None
    language: str | None = None
    experience: str | None = None
    job_offer: bool | None = None


GENERIC = ("priority",)
OF_STREAMS = {
    "employer-job-offer-foreign-worker": Target(job_offer=True),
    "employer-job-offer-international-student": Target(job_offer=True),
    "employer-job-offer-in-demand-skills": Target(GENERIC),
    "french-speaking-skilled-worker": Target(language="French"),
    "entrepreneur": Target(("business",)),
}
"""What streams are for: no target of their draws."""


ANSWERED = "a question and its answer"  # the rule of what an answer denies
OF_NONE = "none of them targeted"  # the rule of what is said of all draws before
_LIMITED = (
    r"(?:limited|restricted|reserved|confined|tied|aimed|specific|meant|open only|only)(?: only)? (?:to|for|at)"
    r"|(?:limitee?|reservee?|destinee?|restreinte?|lie?e?)s? (?:aux?|a)"
)
_SOME = (
    r"(?: (?:any|certain|specific|particular|selected|some|an?|one|des|certaines?|certains|une?)){1,2}(?: [a-z-]+)?"
    r" (?:occupation|profession|job|trade|sector|field|industry|industrie|metier|emploi|secteur|domaine)(?:s|ies)?"
)
_NONE = compiled(
    r"\b(?:none|neither|aucune?)"
    r"(?: (?:of (?:the|these|those|them|its)|des|de ces|d'entre|d')\s?(?:(?:first|last|next) )?"
    r"(?:two|three|four|five|[2-9]|deux|trois|quatre|cinq|eux|elles)?)?"
    r"(?: (?:draw|round|selection|stream|one|tirage|ronde|volet)s?)?"
    r" (?:was|were|is|are|had been|has been|n'etai(?:t|ent)|n'est|n'a ete|ne fut|n'avait ete)"
    rf" (?:targeted|ciblee?|{_LIMITED})(?:{_SOME}|(?=[,.;:)]|\Z))"
    r"|(?:\A|(?<=[.(]\s)|(?<=[(]))(?:all|both|each|tou(?:te)?s|les deux)(?: (?:of (?:them|these)|the|les))?"
    r"(?: (?:two|three|four|five|[2-9]|deux|trois|quatre|cinq))?"
    r"(?: (?:draw|round|stream|tirage|ronde|volet)s?)?(?: (?:were|was|are|is|etaient|sont))?"
    r" (?:general|generaux|generale?s?)(?=[,.;:)]|\Z)"
)
_UNLIMITED = compiled(
    r"\b(?:no|without(?: any| an?)?|not subject to any)(?: (?:further|other|additional|particular|specific|special))?"
    r" (?:restriction|limit|limitation|requirement|condition|criterion|criteria|preference|constraint)s?"
    r" (?:on|as to|about|regarding|by|of|for|to|concerning|relating to|with regard to)"
    r" (?:(?:the|their|any|type|kind|of|a|candidate's|particular|specific) ){0,3}"
    r"(?:occupation|noc|profession|job|sector|field|trade|industry)(?:s| codes?)?\b"
    r"|\b(?:sans|aucune?)(?: autre)? (?:restriction|limite|limitation|exigence|condition|critere|contrainte|preference)"
    r"s?(?: (?:particuliere?|precise?)s?)? (?:de|quant|sur|relative?s?|liee?s?|concernant|en matiere|par rapport|pour)"
    r"(?: (?:a|au|aux|de|du|des|la|le|les|leur|type|code))*(?: [dl]')?"
    r"\s?(?:profession|metier|emploi|secteur|domaine|cnp)s?\b"
)
_ASKS_FOR_SOME = compiled(
    rf"\b(?:{_LIMITED}|for|target(?:ing)?|pour|vise[a-z]*|visai[a-z-]+|ciblai[a-z-]+){_SOME}\b"
    r"|\b(?:it|they|draws?|rounds?|ils?|elles?|tirages?|rondes?)\b[^?]{0,20}\b(?:targeted|ciblee?s?)\s?\?"
)


def of_none(text: str, start: int, end: int) -> Place | None:
    """Return where a sentence says that none of several draws was limited to some occupations, nor targeted."""
    match = _NONE.search(text, start, end)
    return match.span() if match is not None else None


def unlimited(text: str, start: int, end: int) -> Place | None:
    """Return where a sentence says that occupations were not asked for: without any restriction on the occupation."""
    match = _UNLIMITED.search(text, start, end)
    return match.span() if match is not None else None


def asks_no_work(text: str, span: Place, beside: list[Target]) -> bool:
    """Return True if words for any occupation stand beside a target that is no work: the North, French speakers."""
    of_people = all(any(target[1:]) and not target.labels for target in beside)
    return bool(beside) and of_people and _WORK.search(text, *span) is not None


_WORK = compiled(r"\b(?:occupation|profession|metier|job|emploi|noc|cnp)s?\b")


def of_some(text: str, start: int, end: int) -> bool:
    """Return True if a question asks whether a draw was for certain occupations, and names none."""
    return _ASKS_FOR_SOME.search(text, start, end) is not None


@_data.once
def known_targets() -> tuple[re.Pattern[str], dict[str, Target]]:
    """Return the target texts of the packaged draws, spelt plainly: a pattern of them all, and what each means."""
    rows = sorted(_data.records("notice-targets"), key=lambda row: -len(row["target"]))
    meanings = {
        plain(row["target"]): Target(tuple(row["labels"]), *(row[name] for name in Target._fields[1:])) for row in rows
    }
    goes_on = r"(?:invited|issued|sent|extended|resulted|drew|brought|had|was|were|a|ont|avait)\s"
    alone = rf"(?![a-z0-9]|-[a-z]|,\s|\soccupations|\s(?:and|et|as well as)\s(?!{goes_on}))"
    return re.compile(rf"(?:{'|'.join(map(re.escape, meanings))}){alone}"), meanings


def packaged(text: str, span: Place) -> Place:
    """Return the place of a target, with what stands behind it in the packaged draws."""
    return max(span, match.span()) if (match := known_targets()[0].match(text, span[0])) is not None else span


def what_for(stream: str | None) -> tuple[str, ...]:
    """Return the words that name a stream, or what it is for."""
    known = OF_STREAMS.get(stream or "", Target())
    return tuple(filter(None, (stream, known.language, *known.labels)))


@_data.once
def aims_of() -> dict[str | None, dict[str, frozenset[Any]]]:
    """Return for each stream with several packaged draws what they were for, by the kind of criterion."""
    found: dict[str | None, dict[str, frozenset[Any]]] = {}
    known = Counter(row["stream"] for row in _data.records("draws"))
    for row in (row for row in _data.records("draws") if known[row["stream"]] >= _ENOUGH):
        of_stream = found.setdefault(row["stream"], {})
        named = {"label": row["labels"], **{name: [row[name]] for name in Target._fields[1:] if row[name]}}
        for kind, values in named.items():
            of_stream[kind] = of_stream.get(kind, frozenset()) | set(values)
    return found


_ENOUGH = 10  # draws of a stream, before what none of them was for says anything


def may_be_for(stream: str, target: Target) -> bool:
    """Return True if draws of a stream were ever for such a target, or few are packaged: no graduates for their job."""
    known = aims_of().get(stream)
    return known is None or all(known.get(_KIND.get(name, name)) for name, value in target._asdict().items() if value)


_KIND = {"labels": "label"}


def is_of_speakers(target: Target, stream: Fact | None) -> bool:
    """Return True if a target is a language, and a draw is of a stream that never asked for one."""
    return stream is not None and target.language is not None and not may_be_for(stream.value, target)
