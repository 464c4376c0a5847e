"""Screening: whether a person fits what was published about a draw, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from typing import TYPE_CHECKING, Literal

import attrs

from oinp_noc._answers.answers import Answers
from oinp_noc._answers.sheets import Cell, Sheet
from oinp_noc._answers.value import Value
from oinp_noc._catalogue import marked, say, say_number
from oinp_noc._data import once, records
from oinp_noc._language import worded
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import series, shown
from oinp_noc._noc.codes import parse_code
from oinp_noc._noc.conversion import convert
from oinp_noc._oinp.checks import LARGEST
from oinp_noc._oinp.criteria import PROGRAMS, REGIONS, Criteria
from oinp_noc._oinp.draw import Draw
from oinp_noc._oinp.sheets import SCORE, score_cells
from oinp_noc._oinp.streams import known_stream
from oinp_noc._oinp.streams import stream as stream_of
from oinp_noc.errors import InvalidArgumentError, UnknownOccupationsError, UnknownStreamError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from oinp_noc._noc.classification import Group
    from oinp_noc._noc.occupation_set import OccupationSet

Verdict = Literal["yes", "no", "cannot tell"]
Finding = tuple[Verdict, str]

FITS = marked("the published list and score fit")


@attrs.frozen
class Screening(Value):
    """What was published about a draw, compared with one candidate.

    Attributes:
        draw: the draw.
        verdict: ``"yes"`` (the published list and score fit, no more than that), ``"no"`` or ``"cannot tell"``.
        reasons: why, in words; each a sentence without its full stop.
    """

    draw: Draw
    verdict: Verdict
    reasons: tuple[str, ...]

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._oinp.views import of_screening  # noqa: PLC0415 (notebooks alone need it)

        return of_screening(self)


@attrs.frozen(eq=False, repr=False)
class Screenings(Answers[Screening]):
    """Draws compared with one candidate, as a sequence of `Screening` values, by date.

    Attributes:
        screenings: the draws, each with the verdict and its reasons.
    """

    _items = "screenings"

    screenings: tuple[Screening, ...]

    def _sheet(self) -> Sheet:
        return _sheet_of(self.screenings)

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._oinp.views import of_screenings  # noqa: PLC0415 (notebooks alone need it)

        return of_screenings(self)


@attrs.frozen
class Candidate(Criteria):
    """What the caller said about somebody; None is what was left out."""

    code: str
    version: str
    score: float | None


def screen(  # noqa: PLR0913 (what a person can say)
    draws: Sequence[Draw],
    known: Criteria,
    *,
    code: str,
    version: str,
    stream: str | None,
    score: float | Mapping[str, float] | None,
) -> Screenings:
    """Compare the draws of a stream, or all draws, with a candidate."""
    own = {draw.stream for draw in draws}
    found = draws
    if stream is not None:
        id_ = known_stream(stream, own)
        found = [draw for draw in draws if draw.stream == id_]
    scores = _scores(score, stream, own, found)
    criteria = known.checked(*draws).stated()
    code = parse_code(code, version)
    screenings = (_screened(draw, Candidate(code, version, scores.get(draw.stream), **criteria)) for draw in found)
    return Screenings(tuple(screenings))


def _scores(
    score: float | Mapping[str, float] | None, stream: str | None, own: Collection[str], draws: Sequence[Draw]
) -> Mapping[str, float]:
    """Return the score of each stream for which one was given."""
    if score is None:
        return {}
    if isinstance(score, Mapping):
        for name, value in score.items():
            _check_score(value, known_stream(name, own))
        return score
    if stream is None:
        message = say(
            "score={score}: scores do not compare between streams, so without stream= each has its own, "
            'such as score={{"human-capital-priorities": 450}}',
            score=shown(score),
        )
        raise InvalidArgumentError(message, value=score)
    _check_score(score, stream)
    if all(draw.score is None for draw in draws) and stream not in _scored():
        message = say(
            "score={score}: no score was ever published for {stream}; leave it out", score=score, stream=stream
        )
        raise InvalidArgumentError(message, value=score)
    return {stream: score}


def _check_score(score: float, stream: str) -> None:
    if isinstance(score, bool) or not isinstance(score, Real) or not 0 <= score <= LARGEST:
        message = say(
            "score={score}: expected a number from 0 up, as a score of {stream}", score=shown(score), stream=stream
        )
        raise InvalidArgumentError(message, value=score)


@once
def _scored() -> frozenset[str]:
    """Return the streams that have a score in the packaged draws."""
    return frozenset(record["stream"] for record in records("draws") if record["score"])


def _screened(draw: Draw, candidate: Candidate) -> Screening:
    """Compare a draw with a candidate: any "no" gives "no"; otherwise any doubt "cannot tell"; otherwise "yes"."""
    findings = [_occupation(draw, candidate), *_criteria(draw, candidate), _score(draw, candidate)]
    verdicts = {verdict for verdict, _ in findings}
    reasons = tuple(reason for _, reason in findings)
    if "no" in verdicts:
        return Screening(draw, "no", reasons)
    if "cannot tell" in verdicts:
        return Screening(draw, "cannot tell", reasons)
    return Screening(draw, "yes", (*reasons, say(FITS)))


def _occupation(draw: Draw, candidate: Candidate) -> Finding:
    if draw.occupations is not None:
        count = len(draw.occupations)
        code = _as_listed(candidate, draw.occupations.version)
        return _held(
            candidate,
            draw.occupations,
            outside_gta=draw.outside_gta,
            yes=say_number("{code} is the only one listed", "{code} is among the {number} listed", count, code=code),
            no=say_number("{code} is not the one listed", "{code} is not among the {number} listed", count, code=code),
            how=say("listed"),
        )
    if draw.listing == "unknown":
        known = draw.known_occupations
        if known is None or any(target not in known for target in _targets(candidate, known.version)):
            return "cannot tell", say("list not known")
        code = _as_listed(candidate, known.version)
        return "yes", say("{code} is among the {count} that are known of the list", code=code, count=len(known))
    try:
        origin = stream_of(draw.stream)
        admitted, outside = origin.eligible(draw.date), origin.outside_gta(draw.date)
        sure = origin.confidence(draw.date)
    except (UnknownStreamError, UnknownOccupationsError, InvalidArgumentError):
        return "cannot tell", say("no list was part of the draw, and whom the stream admitted that day is not known")
    code = _as_listed(candidate, admitted.version)
    rated = "" if sure is None else say(" (by a list of {sure} confidence)", sure=worded(sure))
    return _held(
        candidate,
        admitted,
        outside_gta=outside,
        yes=say("no list was part of the draw, and the stream admitted {code} that day{rated}", code=code, rated=rated),
        no=say("the stream did not admit {code} that day{rated}", code=code, rated=rated),
        how=say("admitted by the stream that day{rated}", rated=rated),
    )


def _as_listed(candidate: Candidate, version: str) -> str:
    """Name the occupation as a list of a NOC version has it: a list of 2016 has no code of 2021."""
    if candidate.version == version:
        return candidate.code
    partners = series(target.code for target in _targets(candidate, version)) or say("no code")
    return say("{code} ({partners} in NOC {to})", code=candidate.code, partners=partners, to=version)


def _held(  # noqa: PLR0913 (what is compared, and how to say it)
    candidate: Candidate,
    occupations: OccupationSet,
    *,
    outside_gta: OccupationSet | None,
    yes: str,
    no: str,
    how: str,
) -> Finding:
    """Compare the occupation with a set by their pairs; if it is only partly in the set, there is a doubt."""
    targets = _targets(candidate, occupations.version)
    inside = [target.code for target in targets if target in occupations]
    if not inside:
        return "no", no
    if len(inside) < len(targets):
        said = say(
            "{code} (NOC {version}) has pairs with {partners} (NOC {to}): only {inside} {how}",
            code=candidate.code,
            version=candidate.version,
            partners=series(target.code for target in targets),
            to=occupations.version,
            inside=series(inside),
            how=how,
        )
        return "cannot tell", said
    beyond = [target for target in targets if outside_gta is not None and target in outside_gta]
    if not beyond:
        return "yes", yes
    return _outside_gta(candidate, how, whole=len(beyond) == len(targets))


def _outside_gta(candidate: Candidate, how: str, *, whole: bool) -> Finding:
    code, region = candidate.code, candidate.region
    if whole:
        only = say("{code} was {how} for jobs outside the Greater Toronto Area only", code=code, how=how)
    else:
        only = say("{code} was {how} in part for jobs outside the Greater Toronto Area only", code=code, how=how)
    if region is None:
        return "cannot tell", say("{only}, and no region was given", only=only)
    if region not in REGIONS:
        return "cannot tell", say("{only}, and {region} may be in it or not", only=only, region=region)
    if region != "gta":
        return "yes", only
    return ("no" if whole else "cannot tell"), only


def _targets(candidate: Candidate, version: str) -> tuple[Group, ...]:
    return convert(candidate.code, candidate.version, version).targets


def _criteria(draw: Draw, candidate: Candidate) -> list[Finding]:
    findings: list[Finding] = []
    if draw.region is not None:
        findings.append(_region(draw.region, candidate.region))
    if draw.program is not None:
        only = say("for candidates of {program} only", program=_called(draw.program, PROGRAMS))
        findings.append(_criterion(only, draw.program, candidate.program))
    if draw.language is not None:
        only = say("for speakers of {language} only", language=worded(draw.language))
        findings.append(_criterion(only, draw.language, candidate.language))
    if draw.experience is not None:
        experience = worded(draw.experience)
        only = say("for candidates with {experience} work experience only", experience=experience)
        findings.append(_criterion(only, draw.experience, candidate.experience))
    if draw.job_offer:
        findings.append(("cannot tell", say("for candidates with a job offer in Ontario only")))
    return findings


def _criterion(only: str, wanted: str, given: str | None) -> Finding:
    if given is None:
        return "cannot tell", only
    return ("yes" if given == wanted else "no"), only


def _region(wanted: str, given: str | None) -> Finding:
    only = say("for jobs in {region} only", region=_called(wanted, REGIONS))
    if given != wanted and given is not None and (wanted in REGIONS) != (given in REGIONS):
        beside = _called(given, REGIONS)
        return "cannot tell", say("{only}, and {region} may be in it or around it", only=only, region=beside)
    return _criterion(only, wanted, given)


def _called(id_: str, names: Mapping[str, str]) -> str:
    """Return the name of a region or program; a user's own has none."""
    return say(names[id_]) if id_ in names else id_


def _score(draw: Draw, candidate: Candidate) -> Finding:
    if draw.score is None:
        return "cannot tell", say("no score was published")
    low, high, score = draw.score.min, draw.score.max, candidate.score
    asked = say("{low} and above", low=low) if high is None else f"{low}–{high}"
    if score is None:
        return "cannot tell", say("no score was given, and {asked} was invited", asked=asked)
    if score < low or (high is not None and score > high):
        return "no", say("score {score} is not within {asked}", score=score, asked=asked)
    return "yes", say("score {score} is within {asked}", score=score, asked=asked)


def _sheet_of(screenings: Iterable[Screening]) -> Sheet:
    """Make a sheet of screenings, one draw a row."""
    columns: dict[str, Cell] = {
        **dict.fromkeys(("draw", "stream"), "text"),
        "date": "date",
        "verdict": "text",
        "reasons": "texts",
        **SCORE,
    }
    rows = (
        (
            each.draw.id,
            each.draw.stream,
            each.draw.date,
            each.verdict,
            list(each.reasons),
            *score_cells(each.draw.score).values(),
        )
        for each in screenings
    )
    return Sheet("Draws compared with a candidate", columns, tuple(rows))
