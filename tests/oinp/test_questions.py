"""Questions that people ask in one call: what is covered, until when to answer, what changed, and where."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import Deadline, Draw, DrawHistory, testing
from oinp_noc.errors import (
    InvalidArgumentError,
    InvalidCodeError,
    UnknownCodeError,
    UnknownDeadlineError,
    UnknownStreamError,
    UnknownVersionError,
)

HISTORY = oinp_noc.draws()
HCP = "human-capital-priorities"
PAGE = "https://www.ontario.ca/page/"
ITA = f"{PAGE}ontario-immigrant-nominee-program-oinp-invitations-apply"


def made(stream: str, date: str) -> Draw:
    return Draw(id=f"{date}-{stream}", date=date, stream=stream, kind="general", version="2021", listing="none")


# Coverage.


def test_coverage_has_every_stream_with_its_first_and_last_draw() -> None:
    found = oinp_noc.coverage()
    assert [each.stream for each in found] == [stream.id for stream in oinp_noc.streams()]
    for each in found:
        dates = [draw.date for draw in HISTORY if draw.stream == each.stream]
        assert (each.first, each.last) == ((min(dates), max(dates)) if dates else (None, None))


def test_no_draw_is_later_than_the_day_until_which_somebody_searched() -> None:
    for each in oinp_noc.coverage():
        stream = oinp_noc.stream(each.stream)
        assert each.searched_until == stream.searched_until
        assert bool(stream.searched_sources) == (stream.searched_until is not None)
        if each.last is not None and each.searched_until is not None:
            assert each.last <= each.searched_until


def test_gaps_name_what_is_missing_and_who_says_so() -> None:
    gaps = {each.stream: each.gaps for each in oinp_noc.coverage()}
    assert all(gap.text and gap.sources for found in gaps.values() for gap in found)
    assert "2016 and 2017" in gaps["entrepreneur"][0].text
    assert {stream for stream, found in gaps.items() if any("2017" in gap.text for gap in found)} == {
        "entrepreneur", "french-speaking-skilled-worker", HCP, "skilled-trades",
    }  # fmt: skip


def test_every_list_that_is_not_known_is_a_gap() -> None:
    told = " ".join(gap.text for each in oinp_noc.coverage() for gap in each.gaps)
    unknown = HISTORY.select(listing="unknown")
    assert all(draw.id in told for draw in unknown)
    lists = [gap for each in oinp_noc.coverage() for gap in each.gaps if gap.text.startswith("The occupation list of ")]
    assert len(lists) == len({draw.stream for draw in unknown})


# Deadlines.


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_the_windows_of_the_day_decide() -> None:
    draws = HISTORY.on("2025-09-03")
    assert draws
    for draw in draws:
        assert draw.deadlines() == (
            Deadline("employer", day("2025-09-17"), ITA, assumed=False),
            Deadline("applicant", day("2025-09-20"), ITA, assumed=False),
        )


def test_days_are_counted_from_the_day_on_which_the_invitation_was_received() -> None:
    draw = HISTORY.on("2025-09-03")[0]
    for received in ("2025-09-05", day("2025-09-05"), dt.datetime(2025, 9, 5, 23, 59)):  # noqa: DTZ001
        assert [deadline.until for deadline in draw.deadlines(received)] == [day("2025-09-19"), day("2025-09-22")]


@pytest.mark.parametrize("received", ["2025-09-02", "yesterday", 5])
def test_an_invitation_is_not_received_before_its_draw(received: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match="received=") as caught:
        HISTORY.on("2025-09-03")[0].deadlines(received)
    assert caught.value.value == received


def test_a_window_without_a_first_day_is_marked_as_assumed() -> None:
    (found,) = made("masters-graduate", "2024-01-24").deadlines()
    assert found == Deadline("applicant", day("2024-02-07"), ITA, assumed=True)
    (found,) = oinp_noc.draw("2024-03-07-human-capital-priorities").deadlines()
    assert (found.until, found.assumed) == (day("2024-04-21"), True)


def test_a_day_that_was_fixed_for_a_draw_goes_before_the_windows() -> None:
    draws = HISTORY.on("2025-06-06")
    assert len(draws) == 3
    for draw in draws:
        (found,) = draw.deadlines()
        assert found == draw.deadlines("2025-06-10")[0]
        page = f"{PAGE}2025-ontario-immigrant-nominee-program-updates"
        assert found == Deadline(None, day("2025-06-20"), page, assumed=False)


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (
            made("entrepreneur", "2022-03-03"),
            "how long entrepreneur gave to answer on 2022-03-03 is not known: no source",
        ),
        (made("employer-job-offer-foreign-worker", "2025-07-01"), "it is known only from 2025-07-02 on"),
        (made("rural-pilot", "2026-01-01"), "the package does not know the stream rural-pilot"),
    ],
)
def test_a_deadline_that_no_source_gives_is_not_known(draw: Draw, said: str) -> None:
    with pytest.raises(UnknownDeadlineError) as caught:
        draw.deadlines()
    assert said in str(caught.value)
    assert caught.value.value == draw.id
    assert isinstance(caught.value, ValueError)


def test_every_packaged_draw_has_deadlines_or_none_that_are_known() -> None:
    for draw in HISTORY:
        stream = oinp_noc.stream(draw.stream)
        known = any(window.since is None or window.since <= draw.date for window in stream.windows)
        known |= any(fixed.date == draw.date for fixed in stream.fixed_days)
        try:
            found = draw.deadlines()
        except UnknownDeadlineError:
            assert not known
        else:
            assert known
            assert all(deadline.until > draw.date and deadline.source for deadline in found)


def test_the_latest_window_of_a_day_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = oinp_noc.stream("masters-graduate")
    old = stream.windows[0]
    new = attrs.evolve(old, days=20, since=day("2025-01-01"))
    monkeypatch.setattr("oinp_noc._oinp.deadlines.stream", lambda _: attrs.evolve(stream, windows=(new, old)))
    for date, until, assumed in (("2024-12-31", "2025-01-14", True), ("2025-01-01", "2025-01-21", False)):
        (found,) = made("masters-graduate", date).deadlines()
        assert (found.until, found.assumed) == (day(until), assumed)


# Changes.


def state(code: str, version: str, edition: oinp_noc.Edition) -> bool:
    """Say whether a list has a pair with a code."""
    some = edition.occupations
    if some is None:
        return False
    pairs = oinp_noc.concordance(version, some.version, publisher="statcan") if version != some.version else ()
    partners = {pair.target.code for pair in pairs if pair.source.code == code} or {code}
    return bool(partners & set(some.codes))


@settings(max_examples=60)
@given(testing.codes("2021"))
def test_changes_lead_from_no_list_to_the_latest(code: str) -> None:
    on: dict[tuple[str, str | None], bool] = {}
    for change in oinp_noc.changes(code):
        key = change.group, change.stream
        assert (change.action == "left") == on.get(key, False)
        on[key] = change.action == "entered"
        if change.edition is not None:
            assert state(code, "2021", change.edition) == on[key]
            assert any((span.since, span.stream) == (change.date, change.stream) for span in change.edition.spans)
    for group in oinp_noc.occupation_groups():
        for stream in {span.stream for edition in group.editions for span in edition.spans}:
            last = max(
                (
                    (span.since, edition)
                    for edition in group.editions
                    for span in edition.spans
                    if span.stream == stream
                ),
                key=lambda each: each[0],
            )[1]
            ended = stream is None and last.until is not None
            assert on.get((group.id, stream), False) == (state(code, "2021", last) and not ended)


def test_changes_of_software_engineers() -> None:
    found = oinp_noc.changes("21231", since="2023-01-01")
    assert [(str(c.date), c.action, c.group, c.stream, c.exact) for c in found] == [
        ("2023-05-31", "entered", "federal-stem", None, True),
        ("2025-02-27", "left", "federal-stem", None, True),
    ]
    (entered,) = (change for change in oinp_noc.changes("21220") if change.group == "tech" and change.stream == HCP)
    assert repr(entered) == f"<Change 2023-12-14: entered tech in {HCP}>"
    assert entered.edition == oinp_noc.occupation_group("tech").latest


def test_changes_are_by_date_and_cut_at_a_day() -> None:
    found = oinp_noc.changes("31301")
    assert [change.date for change in found] == sorted(change.date for change in found)
    assert oinp_noc.changes("31301", since=None) == found
    for change in found:
        assert oinp_noc.changes("31301", since=change.date) == tuple(c for c in found if c.date >= change.date)


def test_a_list_that_ended_was_left_the_day_after() -> None:
    code = oinp_noc.occupation_group("federal-healthcare").latest.listed().codes[0]
    (left,) = (c for c in oinp_noc.changes(code) if c.group == "federal-healthcare" and c.action == "left")
    assert (str(left.date), left.edition) == ("2025-02-27", None)


def test_what_happened_behind_a_list_that_is_not_known_may_have_happened_earlier(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    group = oinp_noc.occupation_group("tech")
    first, second, third = group.editions
    hidden = attrs.evolve(second, listing="unknown", occupations=None)
    changed = attrs.evolve(group, editions=(first, hidden, third))
    monkeypatch.setattr("oinp_noc._oinp.changes.occupation_groups", lambda: (changed,))
    (found,) = oinp_noc.changes("21220")
    assert not found.exact
    assert repr(found).endswith(", or earlier>")
    category = attrs.evolve(third, listing="none", occupations=None)
    changed = attrs.evolve(group, editions=(first, second, category))
    left = oinp_noc.changes("21231")[-1]
    assert (left.action, left.edition) == ("left", category)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("99999",), UnknownCodeError),
        (("x",), InvalidCodeError),
        (("2173",), UnknownCodeError),
        (("21231", "tomorrow"), InvalidArgumentError),
    ],
)
def test_changes_of_what_is_not_a_code(arguments: Any, error: type[Exception]) -> None:  # noqa: ANN401
    with pytest.raises(error):
        oinp_noc.changes(*arguments)
    with pytest.raises(UnknownVersionError):
        oinp_noc.changes("21231", version="2020")


def test_changes_of_an_older_code_are_by_its_pairs() -> None:
    assert oinp_noc.changes("2173", version="2016")[0].date == day("2017-06-26")


# Labels.


def test_draws_are_selected_by_a_label() -> None:
    labels = {label for draw in HISTORY for label in draw.labels}
    for label in labels:
        found = HISTORY.select(label=label)
        assert list(found) == [draw for draw in HISTORY if label in draw.labels]
        assert HISTORY.latest(label=label) is found[-1]
        assert list(found.select(stream=HCP)) == [draw for draw in found if draw.stream == HCP]
        assert DrawHistory().select(label=label) == DrawHistory()


@pytest.mark.parametrize("label", ["technology", "", 5, ["tech"]])
def test_a_label_that_no_draw_has_is_refused(label: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=r"label=.*: expected one of ") as caught:
        HISTORY.select(label=label)
    assert caught.value.value == label


def test_a_label_of_ones_own_is_known() -> None:
    draw = attrs.evolve(made(HCP, "2026-01-01"), labels=("welders",))
    assert DrawHistory([draw]).select(label="welders")[0] is draw


# Every stream at once.

STREAMS = tuple(stream.id for stream in oinp_noc.streams() if stream.id != "ontario-workforce-priority")


@settings(max_examples=30)
@given(
    testing.codes(), st.dictionaries(st.sampled_from(STREAMS), st.integers(0, 600)), st.sampled_from((None, "northern"))
)
def test_all_streams_are_screened_as_each_alone(code: str, scores: dict[str, int], region: str | None) -> None:
    alone = {
        found.draw.id: found
        for stream in STREAMS
        for found in HISTORY.screen(code, stream=stream, score=scores.get(stream), region=region)
    }
    for found in (
        HISTORY.screen(code, score=scores, region=region),
        HISTORY.screen(code, stream=None, score=scores, region=region),
    ):
        assert [each.draw for each in found] == list(HISTORY)
        assert all(each == alone[each.draw.id] for each in found if each.draw.stream in STREAMS)
    for stream in STREAMS:
        assert HISTORY.screen(code, stream=stream, score=scores, region=region) == tuple(
            each for each in alone.values() if each.draw.stream == stream
        )


def test_a_stream_without_a_score_is_never_a_yes() -> None:
    for found in HISTORY.screen("21231", score={HCP: 450}):
        assert found.draw.stream == HCP or found.verdict != "yes"
    assert {found.verdict for found in HISTORY.screen("21231")} == {"no", "cannot tell"}


@pytest.mark.parametrize("score", [60, 60.5, 0, True, "60"])
def test_a_plain_number_is_refused_over_all_streams(score: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match="scores do not compare between streams") as caught:
        HISTORY.screen("21231", score=score)
    assert caught.value.value == score
    assert 'score={"human-capital-priorities": 450}' in str(caught.value)


@pytest.mark.parametrize(
    ("score", "error", "said"),
    [
        ({"human-capital": 5}, UnknownStreamError, "human-capital-priorities"),
        ({None: 5}, UnknownStreamError, "None"),
        ({HCP: -1}, InvalidArgumentError, "score=-1: expected a number from 0 up, as a score of human-capital-prior"),
        ({HCP: None}, InvalidArgumentError, "score=None"),
        ({HCP: 10**5000}, InvalidArgumentError, "score=<int of thousands of digits>"),
    ],
)
def test_bad_scores_by_stream(score: Any, error: type[Exception], said: str) -> None:  # noqa: ANN401
    with pytest.raises(error) as caught:
        HISTORY.screen("21231", score=score)
    assert said in str(caught.value)


@pytest.mark.parametrize("score", [pytest.param(10**5000, id="long"), 1 << 63, float("inf"), float("nan")])
def test_a_score_that_no_scale_has(score: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match="expected a number from 0 up"):
        HISTORY.screen("21231", stream=HCP, score=score)
