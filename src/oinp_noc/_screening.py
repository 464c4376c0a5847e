"""Screening: whether somebody fits what is published of a draw, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from oinp_noc._concordance import convert
from oinp_noc._draws import PROGRAMS, REGIONS, Draw
from oinp_noc._streams import stream
from oinp_noc.errors import InvalidArgumentError, UnknownOccupationsError, listed

if TYPE_CHECKING:
    from oinp_noc._classification import Group
    from oinp_noc._occupations import OccupationSet

Verdict = Literal["yes", "no", "cannot tell"]
Finding = tuple[Verdict, str]

FITS = "the published list and score fit"


@attrs.frozen
class Screening:
    """What is published of a draw, held against one candidate.

    Attributes:
        draw: the draw.
        verdict: ``"yes"`` (the published list and score fit; no more than that), ``"no"`` or ``"cannot tell"``.
        reasons: why, in words; each a sentence without its full stop.
    """

    draw: Draw
    verdict: Verdict
    reasons: tuple[str, ...]


@attrs.frozen
class Candidate:
    """What the caller said of somebody; None is what was not spoken of."""

    code: str
    version: str
    score: float | None
    region: str | None
    program: str | None
    language: str | None
    experience: str | None


def screen(draw: Draw, candidate: Candidate) -> Screening:
    """Hold a draw against a candidate: any "no" makes "no", else any doubt "cannot tell", else "yes"."""
    findings = [_occupation(draw, candidate), *_criteria(draw, candidate), _score(draw, candidate)]
    verdicts = {verdict for verdict, _ in findings}
    reasons = tuple(reason for _, reason in findings)
    if "no" in verdicts:
        return Screening(draw, "no", reasons)
    if "cannot tell" in verdicts:
        return Screening(draw, "cannot tell", reasons)
    return Screening(draw, "yes", (*reasons, FITS))


def _occupation(draw: Draw, candidate: Candidate) -> Finding:
    if draw.occupations is not None:
        return _listed(draw, draw.occupations, candidate)
    if draw.listing == "unknown":
        known = draw.known_occupations
        if known is not None and all(target in known for target in _targets(draw, candidate)):
            return "yes", f"{candidate.code} is among the {len(known)} that are known of the list"
        return "cannot tell", "list not known"
    return _admitted(draw, candidate)


def _listed(draw: Draw, occupations: OccupationSet, candidate: Candidate) -> Finding:
    code, targets = candidate.code, _targets(draw, candidate)
    inside = [target for target in targets if target in occupations]
    if not inside:
        return "no", f"{code} is not among the {len(occupations)} listed"
    if len(inside) < len(targets):
        return "cannot tell", _in_part(candidate, targets, inside, "listed")
    if draw.outside_gta is not None and any(target in draw.outside_gta for target in inside):
        return _outside_gta(code, candidate.region)
    return "yes", f"{code} is among the {len(occupations)} listed"


def _admitted(draw: Draw, candidate: Candidate) -> Finding:
    """A draw without a list admits whoever its stream admits on that day."""
    try:
        admitted = stream(draw.stream).eligible(draw.date)
    except (UnknownOccupationsError, InvalidArgumentError):
        return "cannot tell", "no list was part of the draw, and whom the stream admitted that day is not known"
    code, targets = candidate.code, _targets(draw, candidate)
    inside = [target for target in targets if target in admitted]
    if not inside:
        return "no", f"the stream did not admit {code} that day"
    if len(inside) < len(targets):
        return "cannot tell", _in_part(candidate, targets, inside, "admitted by the stream that day")
    return "yes", f"no list was part of the draw, and the stream admitted {code} that day"


def _targets(draw: Draw, candidate: Candidate) -> tuple[Group, ...]:
    return convert(candidate.code, candidate.version, draw.version).targets


def _in_part(candidate: Candidate, targets: tuple[Group, ...], inside: list[Group], how: str) -> str:
    became = listed(target.code for target in targets)
    some = listed(target.code for target in inside)
    return f"{candidate.code} (NOC {candidate.version}) is now {became} (NOC {targets[0].version}): only {some} {how}"


def _outside_gta(code: str, region: str | None) -> Finding:
    only = f"{code} is listed for jobs outside the Greater Toronto Area only"
    if region is None:
        return "cannot tell", f"{only}, and no region was given"
    return ("no" if region == "gta" else "yes"), only


def _criteria(draw: Draw, candidate: Candidate) -> list[Finding]:
    findings: list[Finding] = []
    if draw.region is not None:
        findings.append(_region(draw.region, candidate.region))
    if draw.program is not None:
        only = f"for candidates of {PROGRAMS.get(draw.program, draw.program)} only"
        findings.append(_criterion(only, draw.program, candidate.program))
    if draw.language is not None:
        findings.append(_criterion(f"for speakers of {draw.language} only", draw.language, candidate.language))
    if draw.experience is not None:
        only = f"for candidates with {draw.experience} work experience only"
        findings.append(_criterion(only, draw.experience, candidate.experience))
    if draw.job_offer:
        findings.append(("cannot tell", "for candidates with a job offer in Ontario only"))
    return findings


def _criterion(only: str, wanted: str, given: str | None) -> Finding:
    if given is None:
        return "cannot tell", only
    return ("yes" if given == wanted else "no"), only


def _region(wanted: str, given: str | None) -> Finding:
    only = f"for jobs in {REGIONS.get(wanted, wanted)} only"
    if given != wanted and given is not None and (wanted in REGIONS) != (given in REGIONS):
        return "cannot tell", f"{only}, and {REGIONS.get(given, given)} may be in it or around it"
    return _criterion(only, wanted, given)


def _score(draw: Draw, candidate: Candidate) -> Finding:
    if draw.score is None:
        return "cannot tell", "no score was published"
    low, high, score = draw.score.min, draw.score.max, candidate.score
    asked = f"{low} and above" if high is None else f"{low}–{high}"
    if score is None:
        return "cannot tell", f"no score was given, and {asked} was invited"
    if score < low or (high is not None and score > high):
        return "no", f"score {score} is not within {asked}"
    return "yes", f"score {score} is within {asked}"
