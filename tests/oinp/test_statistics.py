"""What a history says when it is counted: equal to the PROVENANCE pages, and to counts by brute force."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, partial
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import Draw, DrawHistory, testing
from oinp_noc.errors import InvalidArgumentError, InvalidCodeError, UnknownCodeError, UnknownVersionError

if TYPE_CHECKING:
    from pathlib import Path

HISTORY = oinp_noc.draws()
LISTED = [draw for draw in HISTORY if draw.occupations is not None]
VERSIONS = ("2006", "2011", "2016", "2021")
COLUMNS = {
    "foreign worker": "employer-job-offer-foreign-worker",
    "international student": "employer-job-offer-international-student",
    "in-demand skills": "employer-job-offer-in-demand-skills",
    "masters": "masters-graduate",
    "phd": "phd-graduate",
    "entrepreneur": "entrepreneur",
    "human capital priorities": "human-capital-priorities",
    "french-speaking": "french-speaking-skilled-worker",
    "skilled trades": "skilled-trades",
}
LISTINGS = tuple(sum(draw.listing == listing for draw in HISTORY) for listing in ("listed", "none", "unknown"))


# (year, stream): draws, invitations, draws that published their number. As on the two PROVENANCE pages.
def printed(page: Path) -> dict[tuple[int, str], tuple[int, int]]:
    """Read the table by year and stream of a PROVENANCE page: rows and, in brackets, invitations."""
    heading, _, *lines = [line for line in page.read_text("utf-8").splitlines() if line.startswith("|")]
    streams = [cell.strip() for cell in heading.strip("|").split("|")][1:-1]
    found: dict[tuple[int, str], tuple[int, int]] = {}
    for line in lines:
        year, *cells, total = [cell.strip() for cell in line.strip("|").split("|")]
        if not re.fullmatch(r"20\d\d", year):
            break
        counts = [re.fullmatch(r"(\d+)(?: \((?:([\d,]+)|no counts)\))?", cell) for cell in cells]
        rows = [(int(count[1]), int((count[2] or "0").replace(",", ""))) for count in counts if count]
        assert sum(number for number, _ in rows) == int(total)
        found |= {(int(year), COLUMNS[name]): row for name, row in zip(streams, rows, strict=True) if row[0]}
    return found


def test_the_summary_is_sorted_by_year_and_stream() -> None:
    keys = [row.key for row in HISTORY.summary()]
    assert keys == sorted(keys)
    assert all(row.counted == 0 for row in HISTORY.summary() if row.key[0] == 2017)


def test_the_summary_is_that_of_the_pages(sources: Path) -> None:
    expected = printed(sources / "draws/PROVENANCE-eoi.md") | printed(sources / "draws/PROVENANCE-express-entry.md")
    # The page tells of the rounds that were added later in words.
    added = {2018: (8, 116), 2019: (4, 66), 2020: (6, 131)}
    words = "2018 eight (116 invitations), 2019 four (66), 2020 six (131)"
    assert words in (sources / "draws/PROVENANCE-eoi.md").read_text("utf-8")
    expected |= {(year, "entrepreneur"): row for year, row in added.items()}
    assert {row.key: (row.draws, row.invitations) for row in HISTORY.summary()} == expected


def test_the_summary_of_nothing_has_one_row_or_none() -> None:
    (row,) = HISTORY.summary(by=[])
    assert (row.key, row.draws, row.invitations) == ((), len(HISTORY), sum(draw.invitations or 0 for draw in HISTORY))
    assert DrawHistory().summary() == ()


def test_a_draw_that_names_two_groups_counts_under_both() -> None:
    found = {row.key[0]: row.draws for row in HISTORY.summary(by=["group"])}
    expected = Counter(label for draw in HISTORY for label in (draw.labels or (None,)))
    assert found == expected
    by_year = {row.key: row.draws for row in HISTORY.summary(by=["group", "year"])}
    assert by_year == Counter((label, draw.date.year) for draw in HISTORY for label in (draw.labels or (None,)))


def shares(draw: Draw, key: str, value: object) -> bool:
    """Say whether a draw belongs to the year, stream or group of a row."""
    labels = draw.labels or (None,)
    return value in {"year": (draw.date.year,), "stream": (draw.stream,), "group": labels}[key]


@pytest.mark.parametrize("by", [[], ["year"], ["stream", "year"], ["group"]])
def test_the_numbers_of_a_row_are_those_of_its_draws(by: list[Any]) -> None:
    for row in HISTORY.summary(by=by):
        draws = [draw for draw in HISTORY if all(map(partial(shares, draw), by, row.key))]
        listings = Counter(draw.listing for draw in draws)
        assert (row.listed, row.none, row.unknown) == (listings["listed"], listings["none"], listings["unknown"])
        assert row.draws == len(draws)
        assert row.targeted == sum(draw.kind == "targeted" for draw in draws)
        published = [draw.invitations for draw in draws if draw.invitations is not None]
        assert (row.counted, row.invitations) == (len(published), sum(published))


@settings(max_examples=30)
@given(
    testing.histories(max_size=6),
    st.lists(st.sampled_from(("year", "stream", "group")), unique=True),
)
def test_the_summary_adds_up(history: DrawHistory, by: list[Any]) -> None:
    rows = history.summary(by=by)
    if "group" not in by:
        assert sum(row.draws for row in rows) == len(history)
        assert sum(row.invitations for row in rows) == sum(draw.invitations or 0 for draw in history)
    for row in rows:
        assert row.draws == row.listed + row.none + row.unknown
        assert row.counted <= row.draws
    assert len({row.key for row in rows}) == len(rows)


@cache
def pairs(version: str, to: str) -> set[tuple[str, str]]:
    return {(pair.source.code, pair.target.code) for pair in oinp_noc.concordance(version, to)}


@pytest.mark.parametrize("version", VERSIONS)
def test_frequency_counts_the_draws_that_have_a_pair(version: str) -> None:
    dates: dict[str, list[Any]] = {}
    for draw in LISTED:
        listed = set(draw.listed().codes)
        for code in {code for code, other in pairs(version, draw.version) if other in listed}:
            dates.setdefault(code, []).append(draw.date)
    found = HISTORY.frequency(version=version)
    assert {count.group.code: (count.times, count.first, count.last) for count in found} == {
        code: (len(days), min(days), max(days)) for code, days in dates.items()
    }
    assert [(-count.times, count.group.code) for count in found] == sorted((-c.times, c.group.code) for c in found)
    assert (found.listed, found.none, found.unknown) == LISTINGS
    assert len(found) == len(found.counts) == len(dates)
    assert {count.group.version for count in found} == {version}


@pytest.mark.parametrize(
    ("version", "level"),
    [(version, level) for version in VERSIONS for level in oinp_noc.classification(version).levels],
)
def test_frequency_counts_a_draw_once_for_a_group(version: str, level: Any) -> None:  # noqa: ANN401
    history = HISTORY.select(since="2023-01-01", until="2023-06-30")
    below = {g.code: {unit.code for unit in g.unit_groups} for g in oinp_noc.classification(version).at(level)}
    expected = Counter[str]()
    for draw in history:
        if draw.occupations is not None:
            listed = set(draw.occupations.codes)
            near = {code for code, other in pairs(version, draw.version) if other in listed}
            expected.update(code for code, units in below.items() if units & near)
    assert {count.group.code: count.times for count in history.frequency(version, by=level)} == expected


def test_frequency_has_only_levels_of_the_version() -> None:
    with pytest.raises(InvalidArgumentError, match="by='sub-major group': expected one of 'broad category'"):
        HISTORY.frequency(version="2006", by="sub-major group")
    with pytest.raises(UnknownVersionError):
        HISTORY.frequency(version="2020")


def test_frequency_of_nothing() -> None:
    found = DrawHistory().frequency()
    assert (list(found), found.listed, found.none, found.unknown) == ([], 0, 0, 0)


@settings(max_examples=40)
@given(st.sampled_from(VERSIONS).flatmap(lambda version: st.tuples(st.just(version), testing.codes(version))))
def test_the_timeline_has_each_draw_that_targeted_an_occupation(case: tuple[str, str]) -> None:
    version, code = case
    expected = []
    for draw in LISTED:
        matched = {c for c, other in pairs(draw.version, version) if other == code} & set(draw.listed().codes)
        if matched:
            expected.append((draw.id, tuple(sorted(matched)), len(matched) / len(draw.listed())))
    found = HISTORY.timeline(code, version=version)
    assert [(each.draw.id, each.matched.codes, each.share) for each in found] == expected
    assert tuple(each.draw for each in found) == tuple(HISTORY.select(occupation=code, version=version))


@pytest.mark.parametrize(
    ("code", "error"), [("2173", UnknownCodeError), ("", InvalidCodeError), (None, InvalidCodeError)]
)
def test_the_timeline_of_what_is_no_code(code: Any, error: type[Exception]) -> None:  # noqa: ANN401
    with pytest.raises(error):
        HISTORY.timeline(code)


def cell(a: Draw, b: Draw, measure: str) -> object:
    found = oinp_noc.overlap(a, b)
    return found.jaccard if measure == "jaccard" else len(found.pairs)


def test_the_matrix_is_that_of_every_overlap() -> None:
    common, jaccard = HISTORY.overlap_matrix(measure="common"), HISTORY.overlap_matrix(measure="jaccard")
    assert (common.measure, jaccard.measure) == ("common", "jaccard")
    assert common.ids == jaccard.ids == tuple(draw.id for draw in LISTED)
    assert len(common.ids) == len(common.rows) == len(jaccard.rows) == LISTINGS[0]
    # Each two lists once: the other cells are these again, for an overlap mirrors.
    lists = list(dict.fromkeys(draw.listed() for draw in LISTED))
    cells: dict[Any, tuple[int, tuple[float, float]]] = {}
    for a, b in combinations_with_replacement(lists, 2):
        found = oinp_noc.overlap(a, b)
        cells[a, b] = cells[b, a] = len(found.pairs), found.jaccard
    for draw, counts, bounds in zip(LISTED, common.rows, jaccard.rows, strict=True):
        expected = [cells[draw.listed(), other.listed()] for other in LISTED]
        assert list(zip(counts, bounds, strict=True)) == expected


def test_the_matrix_of_one_version_is_that_of_plain_sets() -> None:
    draws = [draw for draw in LISTED if draw.version == "2021"]
    sets = [frozenset(draw.listed().codes) for draw in draws]
    common = DrawHistory(draws).overlap_matrix(measure="common")
    jaccard = DrawHistory(draws).overlap_matrix()
    assert common.rows == tuple(tuple(len(a & b) for b in sets) for a in sets)
    assert jaccard.rows == tuple(tuple((len(a & b) / len(a | b),) * 2 for b in sets) for a in sets)


@settings(max_examples=25)
@given(
    testing.histories(testing.draws(listing="listed") | testing.draws(), max_size=6),
    st.sampled_from(("common", "jaccard")),
)
def test_the_matrix_of_made_up_draws(history: DrawHistory, measure: Any) -> None:  # noqa: ANN401
    listed = [draw for draw in history if draw.occupations is not None]
    matrix = history.overlap_matrix(measure)
    assert matrix.rows == tuple(tuple(cell(a, b, measure) for b in listed) for a in listed)
    assert len(matrix.labels) == len(matrix.ids) == len(listed)


def test_two_draws_of_one_list_have_it_in_common() -> None:
    one = next(draw for draw in HISTORY if draw.listing == "listed")
    other = attrs.evolve(one, id=f"{one.id}-again")
    matrix = DrawHistory([one, other]).overlap_matrix(measure="common")
    assert matrix.ids == (one.id, other.id)
    assert matrix.rows == ((len(one.listed()),) * 2,) * 2
    assert DrawHistory([one, other]).overlap_matrix().rows == (((1.0, 1.0),) * 2,) * 2


def test_labels_are_short_names() -> None:
    matrix = HISTORY.on("2023-05-09").overlap_matrix(measure="common")
    assert matrix.labels == (
        "2023-05-09 employer-job-offer-foreign-worker (56)",
        "2023-05-09 employer-job-offer-international-student (53)",
    )
    assert matrix.rows == ((56, 2), (2, 53))
    assert DrawHistory().overlap_matrix().rows == ()


def test_the_latest_draw_of_an_occupation() -> None:
    for code in ("21231", "72106", "31200"):
        assert HISTORY.latest(occupation=code) == HISTORY.timeline(code)[-1].draw
    assert HISTORY.select(until="2026-04-30").latest(stream="ontario-workforce-priority") is None


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (
            lambda: HISTORY.overlap_matrix(cast("Any", "distance")),
            "measure='distance': expected one of 'common', 'jaccard'",
        ),
        (lambda: HISTORY.summary([cast("Any", "month")]), "by='month': expected one of 'year', 'stream', 'group'"),
        (lambda: HISTORY.summary(cast("Any", "year")), "by='year': expected a list or tuple of texts"),
        (lambda: HISTORY.summary(cast("Any", None)), "by=None: expected a list or tuple of texts"),
    ],
)
def test_other_choices_are_refused(ask: Any, said: str) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError) as caught:
        ask()
    assert str(caught.value).startswith(said)


def test_they_say_what_they_are() -> None:
    frequency = HISTORY.frequency()
    groups = f"{len(frequency)} groups of NOC 2021"
    assert repr(frequency) == f"<Frequency of {groups} in {LISTINGS[0]} draws, {LISTINGS[2]} unknown>"
    assert repr(HISTORY.select(since="2021-01-01").timeline("31303")[0]).endswith(": 3124, 3125 of 23>")
    count = frequency.counts[0]
    assert repr(count).startswith(f"<Count {count.group.code} {count.group.title}: {count.times} times, ")
    assert repr(HISTORY.overlap_matrix()) == f"<OverlapMatrix of {LISTINGS[0]} draws, by jaccard>"
