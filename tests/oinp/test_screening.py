"""Screening, held to the rules by an independent model, and its reasons as they are read aloud."""

from __future__ import annotations

import math
from functools import cache
from typing import Any, NamedTuple, cast

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import Draw, DrawHistory, OccupationSet, Score, testing
from oinp_noc.errors import (
    InvalidArgumentError,
    InvalidCodeError,
    UnknownCodeError,
    UnknownOccupationsError,
    UnknownStreamError,
    UnknownVersionError,
)

HISTORY = oinp_noc.draws().select(until="2026-04-30")
STREAMS = tuple(stream.id for stream in oinp_noc.streams())
VERSIONS = ("2006", "2011", "2016", "2021")
REGIONS = ("central", "eastern", "gta", "northern", "southwestern")
HCP = "human-capital-priorities"
JOB_OFFER = "employer-job-offer"


class Somebody(NamedTuple):
    """What is known of a candidate."""

    code: str
    version: str
    score: int | None
    region: str | None
    program: str | None
    language: str | None
    experience: str | None

    def screened(self, history: DrawHistory, stream: str) -> dict[str, str]:
        asked = self._asdict()
        found = history.screen(asked.pop("code"), stream=stream, **asked)
        assert [each.draw for each in found] == [draw for draw in history if draw.stream == stream]
        return {each.draw.id: each.verdict for each in found}


@st.composite
def somebody(draw: st.DrawFn) -> Somebody:
    version = draw(st.sampled_from(VERSIONS))
    return Somebody(
        draw(testing.codes(version)),
        version,
        draw(st.none() | st.integers(0, 600)),
        draw(st.none() | st.sampled_from((*REGIONS, "Greater Sudbury"))),
        draw(st.none() | st.sampled_from(("empp", "redi", "regional-pilot"))),
        draw(st.sampled_from((None, "French"))),
        draw(st.sampled_from((None, "Canadian", "foreign"))),
    )


@cache
def partners(code: str, version: str, to: str) -> frozenset[str]:
    return frozenset(pair.target.code for pair in oinp_noc.concordance(version, to) if pair.source.code == code)


def part_of(some: frozenset[str], occupations: OccupationSet | None) -> str:
    """Say whether all, some or none of the codes are in a set."""
    inside = some & frozenset(() if occupations is None else occupations.codes)
    return "all" if inside == some else "some" if inside else "none"


def of_occupation(draw: Draw, who: Somebody) -> set[str]:
    """Say what may be concluded from the occupation: one verdict, or doubts."""
    if draw.listing == "unknown":
        known = draw.known_occupations
        sure = known is not None and part_of(partners(who.code, who.version, known.version), known) == "all"
        return {"yes"} if sure else {"cannot tell"}
    occupations, outside = draw.occupations, draw.outside_gta
    if occupations is None:
        try:
            occupations = oinp_noc.stream(draw.stream).eligible(draw.date)
            outside = oinp_noc.stream(draw.stream).outside_gta(draw.date)
        except (UnknownOccupationsError, InvalidArgumentError):
            return {"cannot tell"}
    codes = partners(who.code, who.version, occupations.version)
    verdict = {"all": "yes", "some": "cannot tell", "none": "no"}[part_of(codes, occupations)]
    beyond = part_of(codes, outside)
    if verdict != "yes" or beyond == "none":
        return {verdict}
    if who.region in (None, "Greater Sudbury"):
        return {"cannot tell"}
    if who.region == "gta":
        return {"no"} if beyond == "all" else {"cannot tell"}
    return {"yes"}


def of_criteria(draw: Draw, who: Somebody) -> set[str]:
    found = set()
    for wanted, given_ in (
        (draw.program, who.program),
        (draw.language, who.language),
        (draw.experience, who.experience),
    ):
        if wanted is not None:
            found.add("cannot tell" if given_ is None else "yes" if given_ == wanted else "no")
    if draw.region is not None:
        # A region and a smaller place by name: one may lie within the other.
        mixed = who.region is not None and (draw.region in REGIONS) != (who.region in REGIONS)
        doubt = who.region is None or mixed
        found.add("cannot tell" if doubt else "yes" if who.region == draw.region else "no")
    return found | ({"cannot tell"} if draw.job_offer else set())


def of_score(draw: Draw, who: Somebody) -> set[str]:
    if draw.score is None or who.score is None:
        return {"cannot tell"}
    high = math.inf if draw.score.max is None else draw.score.max
    return {"yes"} if draw.score.min <= who.score <= high else {"no"}


def expected(draw: Draw, who: Somebody) -> str:
    verdicts = of_occupation(draw, who) | of_criteria(draw, who) | of_score(draw, who)
    return "no" if "no" in verdicts else "cannot tell" if "cannot tell" in verdicts else "yes"


@settings(max_examples=60)
@given(somebody(), st.sampled_from(STREAMS))
def test_the_packaged_draws_are_screened_by_the_rules(who: Somebody, stream: str) -> None:
    if not any(draw.score for draw in HISTORY if draw.stream == stream):
        who = who._replace(score=None)
    found = who.screened(HISTORY, stream)
    assert found == {draw.id: expected(draw, who) for draw in HISTORY if draw.stream == stream}


@settings(max_examples=40)
@given(testing.histories(max_size=4), st.data())
def test_made_up_draws_are_screened_by_the_rules(history: DrawHistory, data: st.DataObject) -> None:
    who = data.draw(somebody())
    if history and data.draw(st.booleans()):  # somebody who is likely to fit
        draw = data.draw(st.sampled_from(list(history)))
        some = draw.occupations or draw.known_occupations
        who = Somebody(
            some.codes[0] if some else who.code,
            draw.version if some else who.version,
            None if draw.score is None else draw.score.max or draw.score.min,
            draw.region,
            draw.program,
            draw.language,
            draw.experience,
        )
    for stream in {draw.stream for draw in history}:
        if stream == "ontario-workforce-priority" and not any(d.score for d in history if d.stream == stream):
            who = who._replace(score=None)
        assert who.screened(history, stream) == {d.id: expected(d, who) for d in history if d.stream == stream}


@settings(max_examples=40)
@given(somebody(), st.sampled_from(STREAMS), st.sampled_from(("score", "region", "program", "language", "experience")))
def test_to_say_less_never_decides_more(who: Somebody, stream: str, unsaid: str) -> None:
    who = who._replace(score=None) if stream == "ontario-workforce-priority" else who
    said, less = who.screened(HISTORY, stream), who._replace(**cast("Any", {unsaid: None})).screened(HISTORY, stream)
    for id_, verdict in less.items():
        assert verdict == "cannot tell" or said[id_] in (verdict, "no")
        assert not (verdict == "yes" and unsaid == "score")


@settings(max_examples=40)
@given(somebody(), st.sampled_from(STREAMS))
def test_a_criterion_that_was_not_spoken_of_is_never_a_yes(who: Somebody, stream: str) -> None:
    silent = who._replace(score=None, region=None, program=None, language=None, experience=None)
    assert "yes" not in silent.screened(HISTORY, stream).values()
    spoken = silent._replace(score=None if stream == "ontario-workforce-priority" else 10_000)
    for id_, verdict in spoken.screened(HISTORY, stream).items():
        draw = HISTORY.get(id_)
        if any((draw.region, draw.program, draw.language, draw.experience, draw.job_offer)) or draw.score is None:
            assert verdict != "yes"


def test_the_range_of_scores_is_inclusive_at_both_ends() -> None:
    draw = oinp_noc.draw("2024-03-07-human-capital-priorities")
    code = draw.listed().codes[0]
    assert draw.score == Score(352, 421, "CRS")
    for score, verdict in ((351, "no"), (351.9, "no"), (352, "yes"), (421, "yes"), (421.5, "no"), (422, "no")):
        (found,) = HISTORY.on("2024-03-07").screen(code, stream=HCP, score=score)
        assert found.verdict == verdict
    open_ended = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
    assert open_ended.score == Score(43, None, "EOI")
    for score, verdict in ((42, "no"), (43, "yes"), (1000, "yes")):
        (found,) = DrawHistory([open_ended]).screen("72200", stream=open_ended.stream, score=score)
        assert found.verdict == verdict


def test_the_health_draw_of_2024_03_07() -> None:
    day = HISTORY.on("2024-03-07")
    assert {found.verdict for found in day.screen("31200", stream=HCP, score=400)} == {"yes"}
    assert {found.verdict for found in day.screen("21231", stream=HCP, score=400)} == {"no"}


def test_a_code_of_another_version_is_held_by_its_pairs() -> None:
    day = HISTORY.on("2022-12-19")
    # 2173 became 21211 and 21231, and both are listed; 2171 became five, of which two are.
    (whole,) = day.screen("2173", stream=HCP, score=490, version="2016")
    (part,) = day.screen("2171", stream=HCP, score=490, version="2016")
    (none,) = day.screen("1111", stream=HCP, score=490, version="2016")
    assert (whole.verdict, part.verdict, none.verdict) == ("yes", "cannot tell", "no")
    became = "21211, 21220, 21221, 21222 and 21233 (NOC 2021)"
    assert part.reasons[0] == f"2171 (NOC 2016) has pairs with {became}: only 21211 and 21233 listed"


def test_a_code_of_another_version_is_sure_only_if_all_it_became_is_in_the_known_part_of_a_list() -> None:
    base = oinp_noc.draw("2022-12-19-human-capital-priorities")
    assert partners("2173", "2016", "2021") == {"21211", "21231"}
    for known, verdict in ((["21211"], "cannot tell"), (["21211", "21231"], "yes"), (["21220"], "cannot tell")):
        unknown = attrs.evolve(base, listing="unknown", occupations=None, known_occupations=OccupationSet(known))
        (found,) = DrawHistory([unknown]).screen("2173", stream=HCP, score=490, version="2016")
        assert found.verdict == verdict


def test_a_language_that_was_asked_for_is_told_whatever_was_said_of_it() -> None:
    draw = next(draw for draw in HISTORY if draw.language == "French")
    score, listed = Score(400, None, "CRS"), OccupationSet(["21231"])
    given = DrawHistory([attrs.evolve(draw, score=score, version="2021", listing="listed", occupations=listed)])
    for language, verdict in ((None, "cannot tell"), ("French", "yes")):
        (found,) = given.screen("21231", stream=draw.stream, language=language, score=450)
        assert (found.verdict, found.reasons[1]) == (verdict, "for speakers of French only")


def reasons(id_: str, code: str, **asked: Any) -> tuple[str, tuple[str, ...]]:  # noqa: ANN401 (passed on)
    draw = oinp_noc.draw(id_)
    (found,) = DrawHistory([draw]).screen(code, stream=draw.stream, **asked)
    assert found.draw is draw
    return found.verdict, found.reasons


OUTSIDE = "for jobs outside the Greater Toronto Area only"
FITS = "the published list and score fit"
READ_ALOUD = {
    "a list and a score that fit": (
        ("2024-03-07-human-capital-priorities", "31200", {"score": 400}),
        ("yes", ("31200 is among the 43 listed", "score 400 is within 352–421", FITS)),
    ),
    "neither fits": (
        ("2024-03-07-human-capital-priorities", "21231", {"score": 500}),
        ("no", ("21231 is not among the 43 listed", "score 500 is not within 352–421")),
    ),
    "a list of another version": (
        ("2019-07-12-human-capital-priorities", "21231", {"score": 460}),
        ("no", ("21231 (2173 in NOC 2016) is among the 6 listed", "score 460 is not within 439–459")),
    ),
    "a list of another version, without the occupation": (
        ("2019-07-12-human-capital-priorities", "31301", {"score": 450}),
        ("no", ("31301 (3012 in NOC 2016) is not among the 6 listed", "score 450 is within 439–459")),
    ),
    "a list of one": (
        ("2024-06-11-employer-job-offer-foreign-worker", "42202", {}),
        ("cannot tell", ("42202 is the only one listed", "no score was given, and 43 and above was invited")),
    ),
    "another than the one listed": (
        ("2024-06-11-employer-job-offer-foreign-worker", "21231", {}),
        ("no", ("21231 is not the one listed", "no score was given, and 43 and above was invited")),
    ),
    "no score given": (
        ("2024-03-07-human-capital-priorities", "31200", {}),
        ("cannot tell", ("31200 is among the 43 listed", "no score was given, and 352–421 was invited")),
    ),
    "a list that is not known": (
        ("2022-12-13-french-speaking-skilled-worker", "2173", {"score": 450, "version": "2016"}),
        ("cannot tell", ("list not known", "score 450 is within 341–490")),
    ),
    "known to be in a list": (
        ("2022-12-13-french-speaking-skilled-worker", "41200", {"score": 400}),
        (
            "yes",
            (
                "41200 is among the 11 that are known of the list",
                "score 400 is within 341–490",
                FITS,
            ),
        ),
    ),
    "a program": (
        ("2023-01-10-employer-job-offer-foreign-worker-empp", "21231", {}),
        (
            "cannot tell",
            (
                "no list was part of the draw, and the stream admitted 21231 that day",
                "for candidates of the Economic Mobility Pathways Project only",
                "no score was published",
            ),
        ),
    ),
    "another program": (
        ("2023-01-10-employer-job-offer-foreign-worker-empp", "21231", {"program": "redi"}),
        (
            "no",
            (
                "no list was part of the draw, and the stream admitted 21231 that day",
                "for candidates of the Economic Mobility Pathways Project only",
                "no score was published",
            ),
        ),
    ),
    "whom the stream did not admit": (
        ("2023-01-10-employer-job-offer-foreign-worker-empp", "85100", {"program": "empp"}),
        (
            "no",
            (
                "the stream did not admit 85100 that day",
                "for candidates of the Economic Mobility Pathways Project only",
                "no score was published",
            ),
        ),
    ),
    "whom the stream admitted by a list that is not sure": (
        ("2023-04-11-employer-job-offer-in-demand-skills", "85100", {"score": 30}),
        (
            "yes",
            (
                "no list was part of the draw, and the stream admitted 85100 that day (by a list of medium confidence)",
                "score 30 is within 30 and above",
                "the published list and score fit",
            ),
        ),
    ),
    "whom a list that is not sure leaves out": (
        ("2023-04-11-employer-job-offer-in-demand-skills", "85102", {"score": 30}),
        (
            "no",
            (
                "the stream did not admit 85102 that day (by a list of medium confidence)",
                "score 30 is within 30 and above",
            ),
        ),
    ),
    "a stream of which no source says whom it admitted": (
        ("2018-01-22-human-capital-priorities", "2173", {"version": "2016", "score": 446}),
        (
            "cannot tell",
            (
                "no list was part of the draw, and whom the stream admitted that day is not known",
                "score 446 is within 440–446",
            ),
        ),
    ),
    "a job offer": (
        ("2018-08-09-human-capital-priorities", "2173", {"version": "2016", "score": 349}),
        (
            "no",
            (
                "no list was part of the draw, and whom the stream admitted that day is not known",
                "for candidates with a job offer in Ontario only",
                "score 349 is not within 350–439",
            ),
        ),
    ),
    "a place": (
        ("2025-06-06-employer-job-offer-in-demand-skills", "44101", {"score": 40, "region": "northern"}),
        (
            "cannot tell",
            (
                "no list was part of the draw, and the stream admitted 44101 that day",
                "for jobs in Greater Sudbury only, and Northern Ontario may be in it or around it",
                "score 40 is within 32 and above",
            ),
        ),
    ),
    "outside the GTA, and inside": (
        ("2022-05-04-employer-job-offer-in-demand-skills", "9411", {"version": "2016", "score": 30, "region": "gta"}),
        (
            "no",
            (
                "9411 was admitted by the stream that day for jobs outside the Greater Toronto Area only",
                "score 30 is within 27 and above",
            ),
        ),
    ),
    "outside the GTA, and not said": (
        ("2022-05-04-employer-job-offer-in-demand-skills", "9411", {"version": "2016", "score": 30}),
        (
            "cannot tell",
            (
                f"9411 was admitted by the stream that day {OUTSIDE}, and no region was given",
                "score 30 is within 27 and above",
            ),
        ),
    ),
    "listed outside the GTA": (
        (
            "2021-12-07-employer-job-offer-in-demand-skills-health-manufacturing-agriculture",
            "9411",
            {"version": "2016", "score": 20, "region": "eastern"},
        ),
        (
            "yes",
            ("9411 was listed for jobs outside the Greater Toronto Area only", "score 20 is within 20 and above", FITS),
        ),
    ),
    "listed outside the GTA, at a place": (
        (
            "2021-12-07-employer-job-offer-in-demand-skills-health-manufacturing-agriculture",
            "9411",
            {"version": "2016", "score": 20, "region": "Greater Sudbury"},
        ),
        (
            "cannot tell",
            (
                f"9411 was listed {OUTSIDE}, and Greater Sudbury may be in it or not",
                "score 20 is within 20 and above",
            ),
        ),
    ),
}


@pytest.mark.parametrize(("asked", "answer"), READ_ALOUD.values(), ids=READ_ALOUD.keys())
def test_reasons_can_be_read_aloud(asked: tuple[str, str, dict[str, Any]], answer: tuple[str, Any]) -> None:
    id_, code, criteria = asked
    assert reasons(id_, code, **criteria) == answer


def test_a_code_that_is_partly_outside_the_gta_is_a_doubt() -> None:
    """One code of NOC 2021 that stands for two of NOC 2016, one of them outside the GTA only."""
    base = oinp_noc.draw("2021-07-15-employer-job-offer-in-demand-skills-health-manufacturing-agriculture")
    code = next(
        group.code
        for group in oinp_noc.classification("2021").unit_groups
        if len(partners(group.code, "2021", "2016")) > 1
    )
    both = OccupationSet(partners(code, "2021", "2016"), "2016")
    draw = attrs.evolve(base, occupations=both, outside_gta=OccupationSet(both.codes[:1], "2016"))
    draw = attrs.evolve(draw, score=Score(30, None, "EOI"))  # so that nothing else is in doubt
    found = {
        region: DrawHistory([draw]).screen(code, stream=draw.stream, region=region, score=40)[0]
        for region in ("gta", "eastern", "Greater Sudbury", None)
    }
    assert {region: screening.verdict for region, screening in found.items()} == {
        "gta": "cannot tell",
        "eastern": "yes",
        "Greater Sudbury": "cannot tell",
        None: "cannot tell",
    }
    said = f"{code} was listed in part for jobs outside the Greater Toronto Area only"
    assert found["gta"].reasons[0] == said
    assert found["eastern"].reasons[0] == said
    assert found[None].reasons[0] == f"{said}, and no region was given"


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ({"stream": "human-capital"}, UnknownStreamError, "no stream 'human-capital': expected human-capital-prior"),
        ({"stream": 5}, UnknownStreamError, "no stream 5"),
        ({"stream": HCP, "score": -1}, InvalidArgumentError, "score=-1: expected a number from 0 up"),
        ({"stream": HCP, "score": math.nan}, InvalidArgumentError, "score=nan: expected a number from 0 up"),
        ({"stream": HCP, "score": math.inf}, InvalidArgumentError, "score=inf: expected a number from 0 up"),
        ({"stream": HCP, "score": True}, InvalidArgumentError, "score=True: expected a number from 0 up"),
        ({"stream": HCP, "score": "400"}, InvalidArgumentError, "score='400': expected a number from 0 up"),
        ({"stream": HCP, "region": "north"}, InvalidArgumentError, "region='north': expected one of "),
        ({"stream": HCP, "program": "EMPP"}, InvalidArgumentError, "program='EMPP': expected one of 'empp'"),
        ({"stream": HCP, "language": "English"}, InvalidArgumentError, "language='English': expected one of 'French'"),
        ({"stream": HCP, "experience": "some"}, InvalidArgumentError, "experience='some': expected one of 'Canadian'"),
        ({"stream": HCP, "version": "2020"}, UnknownVersionError, "'2020' is not a NOC version"),
    ],
)
def test_bad_input(asked: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error) as caught:
        HISTORY.screen("21231", **asked)
    assert said in str(caught.value)


def test_a_score_of_a_stream_that_never_published_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oinp_noc._oinp.screening._scored", frozenset)
    draws = [attrs.evolve(draw, score=None) for draw in HISTORY.select(stream=HCP)]
    with pytest.raises(InvalidArgumentError) as caught:
        DrawHistory(draws).screen("21231", stream=HCP, score=50)
    assert str(caught.value) == f"score=50: no score was ever published for {HCP}; leave it out"


@pytest.mark.parametrize(
    ("code", "error"),
    [("2173", UnknownCodeError), ("", InvalidCodeError), (21231, InvalidCodeError), ("2123", UnknownCodeError)],
)
def test_a_code_that_the_version_lacks(code: Any, error: type[Exception]) -> None:  # noqa: ANN401
    with pytest.raises(error):
        HISTORY.screen(code, stream=HCP)


def test_a_history_without_draws_of_the_stream_has_no_answers() -> None:
    assert HISTORY.screen("21231", stream="ontario-workforce-priority") == ()
    assert DrawHistory().screen("21231", stream=HCP, score=400) == ()


def test_a_history_of_a_users_own_may_publish_the_first_score() -> None:
    draw = Draw(
        "x", "2026-04-30", "ontario-workforce-priority", "general", "2021", "none", score=Score(50, None, "EOI")
    )
    (found,) = DrawHistory([draw]).screen("21231", stream=draw.stream, score=60)
    # The stream opened later than that draw's day.
    assert found.verdict == "cannot tell"


def test_a_code_is_read_as_written() -> None:
    assert HISTORY.screen(" NOC 31200 ", stream=HCP, score=400) == HISTORY.screen("31200", stream=HCP, score=400)
