"""Any packaged draw that has a list, rendered in any layout, is read back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import notice_rendering
import oinp_noc
from oinp_noc import Draw

LISTED = notice_rendering.listed_draws()
FIELDS = (
    "date",
    "stream",
    "kind",
    "version",
    "target",
    "labels",
    "region",
    "program",
    "language",
    "experience",
    "job_offer",
    "invitations",
    "score",
    "profiles_from",
    "profiles_to",
    "listing",
    "occupations",
)


@given(
    st.sampled_from(LISTED),
    st.sampled_from(sorted(notice_rendering.LAYOUTS)),
    st.sampled_from(notice_rendering.ENTRIES),
)
def test_read_back_exactly(draw: Draw, layout: str, entries: str) -> None:
    check(draw, layout, entries)


@pytest.mark.parametrize("layout", notice_rendering.LAYOUTS)
@pytest.mark.parametrize("entries", notice_rendering.ENTRIES)
def test_every_layout_with_every_kind_of_entry(layout: str, entries: str) -> None:
    check(oinp_noc.draw("2023-05-09-employer-job-offer-international-student"), layout, entries)
    check(oinp_noc.draw("2019-07-12-human-capital-priorities"), layout, entries)


def check(draw: Draw, layout: str, entries: str) -> None:
    notice = oinp_noc.parse_notice(notice_rendering.LAYOUTS[layout](draw, entries))
    (read,) = notice.draws
    assert read.role == "announced"
    for field in FIELDS:
        assert getattr(read, field) == getattr(draw, field), field
    assert len(notice.mentions) == len(notice_rendering.groups(draw))
    # Windows that end behind the first day of a round are printed so; HTML is said to be HTML.
    assert {problem.kind for problem in notice.problems} <= {"date-order", "html"}
    (kept,) = notice.to_history(accept="date-order")
    assert kept.occupations == draw.occupations
