"""The five real articles, where they are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import oinp_noc
from oinp_noc import Notice, NoticeDraw, OccupationSet

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "notices"

pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles (../shared/notices) are not here")

FW = "employer-job-offer-foreign-worker"
IS = "employer-job-offer-international-student"
HCP = "human-capital-priorities"


def read(name: str) -> Notice:
    (path,) = ARTICLES.glob(f"{name}*")
    return oinp_noc.parse_notice(path.read_text("utf-8"))


def listed(draw: NoticeDraw) -> OccupationSet:
    assert draw.occupations is not None
    return draw.occupations


def score(draw: NoticeDraw) -> tuple[int, int | None, str]:
    assert draw.score is not None
    return draw.score.min, draw.score.max, draw.score.scale


def kinds(notice: Notice) -> list[str]:
    return [problem.kind for problem in notice.problems]


def same_as_packaged(draw: NoticeDraw, id_: str) -> None:
    packaged = oinp_noc.draw(id_)
    for field in ("date", "stream", "kind", "invitations", "score", "profiles_from", "profiles_to", "occupations"):
        assert getattr(draw, field) == getattr(packaged, field), field


def test_2019_07_11_announces_nothing() -> None:
    notice = read("2019-07-11")
    assert notice.draws == ()
    assert [(mention.code, mention.version) for mention in notice.mentions] == [
        (code, "2016") for code in ("2173", "2174", "2147", "2175", "2172", "0213")
    ]
    assert kinds(notice) == ["no-draw", "title-shortened"]
    assert notice.mentions[2].official == "Computer engineers (except software engineers and designers)"


def test_2023_01_10() -> None:
    notice = read("2023-01-10")
    (draw,) = notice.draws
    assert (draw.date, draw.stream, draw.invitations) == (dt.date(2023, 1, 10), FW, 402)
    assert (len(listed(draw)), score(draw), draw.target) == (49, (35, None, "EOI"), "Skilled Trades Occupations")
    assert (draw.profiles_from, draw.profiles_to) == (dt.date(2022, 11, 22), dt.date(2023, 1, 10))
    same_as_packaged(draw, "2023-01-10-employer-job-offer-foreign-worker-skilled-trades")
    assert notice.problems == ()
    # The packaged history has another draw of that stream and day, so the id names the target.
    assert notice.to_history().ids == ("2023-01-10-employer-job-offer-foreign-worker-skilled-trades",)


def test_2023_05_09() -> None:
    notice = read("2023-05-09")
    workers, students = notice.draws
    assert (workers.stream, workers.invitations, len(listed(workers))) == (FW, 400, 56)
    assert (students.stream, students.invitations, len(listed(students))) == (IS, 584, 53)
    assert (listed(workers) & listed(students)).codes == ("22221", "22222")
    same_as_packaged(workers, f"2023-05-09-{FW}")
    same_as_packaged(students, f"2023-05-09-{IS}")
    (misprint,) = notice.problems
    assert misprint.kind == "title-misspelt"
    assert "techinicans for technicians" in misprint.message
    assert misprint.span is not None
    assert "techinicans" in notice.text[slice(*misprint.span)]
    assert len(notice.mentions) == 109


def test_2024_03_07() -> None:
    notice = read("2024-03-07")
    announced, recalled = notice.draws
    assert (announced.role, announced.stream, announced.invitations) == ("announced", HCP, 2104)
    assert (len(listed(announced)), score(announced)) == (43, (352, 421, "CRS"))
    assert (announced.profiles_from, announced.profiles_to) == (dt.date(2023, 3, 7), dt.date(2024, 3, 7))
    same_as_packaged(announced, f"2024-03-07-{HCP}")
    assert (recalled.role, recalled.date, recalled.target) == ("recalled", dt.date(2024, 2, 8), "tech occupations")
    assert (recalled.listing, recalled.invitations) == ("unknown", None)
    # A table of sums lost the blanks between its cells: what is left of it is told.
    assert [(problem.kind, notice.text[slice(*(problem.span or (0, 0)))]) for problem in notice.problems] == [
        ("unclear", "February 8th"),
        ("unassigned", "6"),
        ("unassigned", "308350"),
        ("unassigned", "984317"),
        ("unassigned", "2,552"),
        ("unassigned", "2,095"),  # of a federal round, in a teaser that does not say so
    ]


def test_2025_09_03() -> None:
    notice = read("2025-09-03")
    workers, students, recalled = notice.draws
    for draw, stream in ((workers, FW), (students, IS)):
        assert (draw.date, draw.stream, draw.invitations) == (dt.date(2025, 9, 3), stream, None)
        assert listed(draw) == listed(workers)
        assert len(listed(draw)) == 77
    assert (recalled.role, recalled.date, recalled.invitations) == ("recalled", dt.date(2025, 9, 2), 2643)
    assert workers.score is None
    assert score(students) == (63, None, "EOI")  # told under the heading of that stream
    assert kinds(notice) == [
        "shared-total",
        "unread-target",  # of a draw told before, in a sentence that speaks of what the two targeted
        "unread-target",  # the sectors from which the occupations were
        "unclear",
        # Nothing of the list of both: the text says that both draws targeted 77, and its groups have 77.
        "title-shortened",
        "title-unlike",
        "title-shortened",
        "unread-target",  # the same, behind them: these draws address shortages from health to construction
    ]
    assert "1893 invitations" in notice.problems[0].message
    assert "Medical laboratory assistants and related technical occupations" in notice.problems[4].message
    assert notice.to_history().ids == (f"2025-09-03-{FW}", f"2025-09-03-{IS}")
