"""What a notice holds: values that compare, hash, copy, pickle, print, and become a history or plain records."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
from typing import cast

import attrs
import pytest

import oinp_noc
from oinp_noc import Notice, NoticeDraw, Problem
from oinp_noc._notices.kinds import KINDS
from oinp_noc._notices.values import Spans
from oinp_noc.errors import InvalidArgumentError, NoticeError

MASTERS = "On January 24, 2024, Ontario issued 1,344 invitations under the Masters Graduate stream, score 50 and above."
TECH = """On February 8, 2024, Ontario issued 2,118 notifications of interest in a tech draw of the Human Capital
Priorities stream to profiles created between February 8, 2023 and February 8, 2024, with a CRS score of 471-480:
- NOC 21231 – Software enginers and designers
- NOC 21211 – Data scientists
"""
TWO_ROUNDS = """Employer Job Offer: Foreign Worker stream, August 13, 2024
Invitations | Score | Notes
420 | 50 and above | {}
958 | 54 and above | {}
"""


def test_they_compare_hash_copy_and_pickle() -> None:
    notice = oinp_noc.parse_notice(TECH)
    again = oinp_noc.parse_notice(TECH)
    values = (notice, *notice.draws, *notice.mentions, *notice.problems, notice.draws[0].spans)
    same = (again, *again.draws, *again.mentions, *again.problems, again.draws[0].spans)
    assert values == same
    for value in values:
        assert hash(value) == hash(same[values.index(value)])
        assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value  # noqa: S301 (our own)
        with pytest.raises(AttributeError):
            value.text = "another"  # type: ignore[attr-defined]


def test_they_say_what_they_are() -> None:
    notice = oinp_noc.parse_notice(TECH)
    (draw,) = notice.draws
    assert repr(notice) == "<Notice: 1 draw, 2 mentions, 1 problem>"
    assert repr(draw) == (
        "<NoticeDraw announced 2024-02-08 human-capital-priorities: 2 occupations, 2118 invited, "
        "<Score CRS 471 to 480>>"
    )
    assert repr(notice.mentions[1]) == f"<Mention 21211 Data scientists (NOC 2021) at {notice.mentions[1].span[0]}>"
    assert repr(attrs.evolve(notice.mentions[1], title=None)).startswith("<Mention 21211 (NOC 2021) at")
    assert repr(notice.problems[0]).startswith("<Problem title-misspelt (warning): 21231 is printed with the title ")
    assert repr(Spans()) == "<Spans of nothing>"
    assert repr(Spans([("date", (3, 9))])) == "<Spans date>"
    assert repr(NoticeDraw("recalled", None, None, "general", "2021", "none")) == (
        "<NoticeDraw recalled day not known stream not known: list none>"
    )


def test_spans_are_a_mapping() -> None:
    (draw,) = oinp_noc.parse_notice(MASTERS).draws
    assert dict(draw.spans) == {
        "date": (3, 19),
        "stream": (64, 80),
        "invitations": (36, 41),
        "score": (95, 107),
    }
    assert len(draw.spans) == 4
    assert draw.spans["stream"] == (64, 80)
    with pytest.raises(KeyError):
        draw.spans["target"]


def test_every_kind_of_problem_has_a_severity() -> None:
    assert {Problem(kind, "").severity for kind in KINDS} == {"error", "warning"}


def test_as_plain_records() -> None:
    notice = oinp_noc.parse_notice(TECH)
    records = notice.to_records()
    assert json.loads(json.dumps(records)) == records
    (draw,) = records["draws"]
    assert (draw["date"], draw["occupations"]) == ("2024-02-08", ["21211", "21231"])
    assert draw["score"] == {"min": 471, "max": 480, "scale": "CRS"}
    assert draw["spans"]["date"] == [3, 19]
    assert records["mentions"][1]["title"] == "Data scientists"
    assert records["problems"][0]["severity"] == "warning"


def test_a_history_of_what_was_announced() -> None:
    history = oinp_noc.parse_notice(f"{TECH}\nIn the previous draw of January 24, 2024, 125 were invited.").to_history()
    (draw,) = history
    assert draw.id == "2024-02-08-human-capital-priorities"
    assert draw.confidence == "medium"
    assert draw.occupations == oinp_noc.OccupationSet(("21211", "21231"), "2021")
    assert oinp_noc.parse_notice("").to_history().ids == ()


@pytest.mark.parametrize(
    ("targets", "slugs"),
    [
        (("health occupations", "other priority occupations"), ("health", "other-priority")),
        (("Health occupations!", "general draw"), ("health", "general")),
        (("tech and construction occupations", "Northern Ontario"), ("tech", "northern")),
        (
            ("puppetry occupations", "tech occupations in Northern Ontario"),
            ("puppetry-occupations", "northern-tech"),
        ),
    ],
)
def test_draws_of_one_stream_and_day_have_their_target_in_the_id(
    targets: tuple[str, str], slugs: tuple[str, str]
) -> None:
    notice = oinp_noc.parse_notice(TWO_ROUNDS.format(*targets))
    assert tuple(draw.slug for draw in notice.draws) == slugs
    assert notice.to_history().ids == tuple(sorted(f"2024-08-13-employer-job-offer-foreign-worker-{s}" for s in slugs))


def test_two_draws_that_nothing_tells_apart_have_no_ids() -> None:
    notice = oinp_noc.parse_notice(TWO_ROUNDS.format("health occupations", "health occupations"))
    with pytest.raises(NoticeError, match=r"2 draws of 2024-08-13 in .* have the same target \(health\)"):
        notice.to_history()


def test_errors_stand_in_the_way_until_they_are_accepted() -> None:
    notice = oinp_noc.parse_notice(f"{TECH}- NOC 99999 – Puppeteers\n- NOC 2173 – Software engineers and designers\n")
    with pytest.raises(
        NoticeError, match=r"unknown-code: .*; wrong-version: .*accept=\('unknown-code', 'wrong-version'\)"
    ) as refused:
        notice.to_history()
    assert refused.value.candidates == ("unknown-code", "wrong-version")
    assert [problem.kind for problem in cast("tuple[Problem, ...]", refused.value.value)] == [
        "unknown-code",
        "wrong-version",
    ]
    with pytest.raises(NoticeError, match="accept='wrong-version'"):
        notice.to_history(accept="unknown-code")
    (draw,) = notice.to_history(accept=("unknown-code", "wrong-version"))
    assert draw.occupations == oinp_noc.OccupationSet(("21211", "21231"), "2021")


def test_accept_names_kinds_of_problem() -> None:
    with pytest.raises(InvalidArgumentError, match="title-misspelled"):
        oinp_noc.parse_notice(TECH).to_history(accept="title-misspelled")


def test_what_has_no_id_is_left_out() -> None:
    notice = oinp_noc.parse_notice("Ontario issued 1,344 invitations under the Masters Graduate stream.")
    assert [problem.kind for problem in notice.problems] == ["missing-date"]
    assert notice.to_history(accept="missing-date").ids == ()
    assert (
        oinp_noc.parse_notice("On May 9, 2023, Ontario issued 5 invitations.").to_history(accept="missing-stream").ids
        == ()
    )


def test_a_window_that_ends_before_it_begins_is_left_out() -> None:
    text = MASTERS.replace("score", "for profiles created between February 8, 2024 and January 8, 2024, score")
    notice = oinp_noc.parse_notice(text)
    (draw,) = notice.draws
    assert (draw.profiles_from, draw.profiles_to) == (dt.date(2024, 2, 8), dt.date(2024, 1, 8))
    assert [problem.kind for problem in notice.problems] == ["date-order"]
    (accepted,) = notice.to_history(accept="date-order")
    assert (accepted.profiles_from, accepted.profiles_to) == (None, None)


def test_a_notice_may_be_made_by_hand() -> None:
    assert Notice((), (), ()).to_records() == {"draws": [], "mentions": [], "problems": []}


@pytest.mark.parametrize(
    "text",
    [
        (
            "On May 13, 2027, Ontario issued 210 invitations under the Foreign Worker stream for Eastern Ontario. "
            "No lists were used for the regional rounds."
        ),
        (
            "On May 13, 2027, Ontario issued 210 invitations under the Foreign Worker stream for Eastern Ontario. "
            "The regional draws had no occupation list."
        ),
        (
            "Le 13 mai 2027, l'Ontario a envoyé 210 invitations dans le volet Travailleurs étrangers pour l'Est de "
            "l'Ontario. Aucune liste n'a servi pour les tirages régionaux."
        ),
    ],
)
def test_regional_draws_may_be_said_to_have_no_list(text: str) -> None:
    notice = oinp_noc.parse_notice(text)
    assert [(draw.region, draw.listing) for draw in notice.draws] == [(notice.draws[0].region, "none")]
    assert notice.draws[0].region
    assert notice.problems == ()
