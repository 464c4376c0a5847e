"""Draws of a text beside draws that are known: what is told where the two differ, and that nothing is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

import oinp_noc
from notice_beside import beside
from oinp_noc import Draw, OccupationSet, Score
from oinp_noc._notices.accounts import lookup

if TYPE_CHECKING:
    from collections.abc import Iterable

MASTERS = Draw(
    id="2023-05-09-masters-graduate",
    date="2023-05-09",
    stream="masters-graduate",
    kind="general",
    version="2021",
    listing="none",
    invitations=752,
    score=Score(52, None, "EOI"),
    profiles_from="2022-11-22",
    profiles_to="2023-05-09",
)
TECH = Draw(
    id="2023-05-11-human-capital-priorities",
    date="2023-05-11",
    stream="human-capital-priorities",
    kind="targeted",
    version="2021",
    listing="listed",
    target="tech occupations",
    labels=("tech",),
    invitations=1104,
    score=Score(455, 480, "CRS"),
    occupations=OccupationSet(["21231", "21232", "21233"], version="2021"),
)
NORTH, EAST = (
    Draw(
        id=f"2023-06-06-employer-job-offer-foreign-worker-{region}",
        date="2023-06-06",
        stream="employer-job-offer-foreign-worker",
        kind="targeted",
        version="2021",
        listing="none",
        target=f"{region} Ontario",
        region=region,
        invitations=number,
        score=Score(40, None, "EOI"),
    )
    for region, number in (("northern", 94), ("eastern", 236))
)
PHD = attrs.evolve(MASTERS, id="2023-05-09-phd-graduate", stream="phd-graduate", invitations=66)
KNOWN = (MASTERS, PHD, TECH, NORTH, EAST)
PACKAGED = lookup.packaged  # the tests run with another
AS_KNOWN = (
    "On May 9, 2023, Ontario issued 752 invitations under the Masters Graduate stream to those with 52 points"
    " and above."
)
AS_KNOWN_TECH = (
    "On May 11, 2023, Ontario issued 1,104 notifications of interest under Human Capital Priorities to candidates in"
    " tech occupations with CRS scores from 455 to 480:\n\n- NOC 21231\n- NOC 21232\n- NOC 21233\n"
)


def read(text: str, known: Iterable[Draw] = KNOWN) -> oinp_noc.Notice:
    """Read a text beside some known draws."""
    with beside(known):
        return oinp_noc.parse_notice(text)


def told(notice: oinp_noc.Notice) -> list[tuple[str, str]]:
    """Return what is told of the known draws, and of which words."""
    return [
        (problem.message, " ".join(notice.text[slice(*(problem.span or (0, 0)))].split()))
        for problem in notice.problems
        if problem.kind == "unlike-history"
    ]


@pytest.mark.parametrize("text", [AS_KNOWN, AS_KNOWN_TECH])
def test_a_draw_that_is_told_as_it_is_known_has_no_problem(text: str) -> None:
    assert read(text).problems == ()


MASTERS_ID, TECH_ID = "2023-05-09-masters-graduate", "2023-05-11-human-capital-priorities"


@pytest.mark.parametrize(
    ("text", "message", "words"),
    [
        (
            AS_KNOWN.replace("752", "725"),
            f"the packaged draw {MASTERS_ID} has the number 752",
            "725",
        ),
        (AS_KNOWN.replace("May 9", "May 8"), f"752 is the number of the packaged draw {MASTERS_ID}", "752"),
        (AS_KNOWN.replace("2023", "2022"), f"752 is the number of the packaged draw {MASTERS_ID}", "752"),
        (AS_KNOWN.replace("Masters", "PhD"), f"752 is the number of the packaged draw {MASTERS_ID}", "752"),
        (
            "On May 8, 2023, Ontario issued 752 invitations.",
            f"752 is the number of the packaged draw {MASTERS_ID}",
            "752",
        ),
        (
            AS_KNOWN.replace("52 points and above", "52 to 60 points"),
            f"the packaged draw {MASTERS_ID} has scores of 52 and above, not of 52 to 60",
            "752",
        ),
        (AS_KNOWN.replace("752", "66"), f"66 is the number of the packaged draw {PHD.id}", "66"),
        (
            AS_KNOWN.replace(" to those with 52 points and above", "")
            + " Next time you need a score of 52 points to apply.",
            f"the packaged draw {MASTERS_ID} has scores of 52 and above",
            "752",
        ),
        (
            AS_KNOWN.replace("52 points", "25 points"),
            f"the packaged draw {MASTERS_ID} has scores of 52 and above, not of 25 and above",
            "752",
        ),
        (
            AS_KNOWN + " Profiles were created between November 22, 2021, and May 9, 2023.",
            f"the packaged draw {MASTERS_ID} has the profile window 2022-11-22/2023-05-09, not 2021-11-22/2023-05-09",
            "752",
        ),
        (
            AS_KNOWN.replace("to those", "in health occupations, to those"),
            f"the packaged draw {MASTERS_ID} was a general one",
            "health occupations",
        ),
        (
            AS_KNOWN_TECH.replace("tech occupations", "health occupations"),
            f"the packaged draw {TECH_ID} was for 'tech occupations'",
            "health occupations",
        ),
        (
            AS_KNOWN_TECH.replace("480", "490"),
            f"the packaged draw {TECH_ID} has scores of 455 to 480, not of 455 to 490",
            "1,104",
        ),
        (
            AS_KNOWN_TECH.replace("\n- NOC 21233", ""),
            f"the packaged draw {TECH_ID} has 21233 too",
            "NOC 21231 - NOC 21232",
        ),
        (
            AS_KNOWN_TECH + "- NOC 21234\n",
            f"the packaged draw {TECH_ID} does not have 21234",
            "NOC 21231 - NOC 21232 - NOC 21233 - NOC 21234",
        ),
    ],
)
def test_what_a_known_draw_has_otherwise_is_told(text: str, message: str, words: str) -> None:
    ((said, where),) = told(read(text))
    assert said == message
    assert words in where


def test_a_label_that_is_not_read_is_told_if_the_text_has_its_word() -> None:
    known = attrs.evolve(TECH, labels=("health", "tech"), target="tech and health occupations")
    assert told(read(AS_KNOWN_TECH, [known])) == []
    told_of = f"the packaged draw {TECH_ID} was for 'tech and health occupations'"
    assert told(read(f"{AS_KNOWN_TECH}\nHealth care was not forgotten.", [known])) == [(told_of, "tech occupations")]


def test_a_draw_of_a_day_that_is_covered_is_told_if_none_is_known() -> None:
    ((said, words),) = told(read(AS_KNOWN.replace("752", "811").replace("May 9", "May 23")))
    until = oinp_noc.stream("masters-graduate").searched_until
    expected = "no draw of 2023-05-23 in the stream masters-graduate is packaged, and sources were searched until"
    assert (said, words) == (f"{expected} {until}", "811")


@pytest.mark.parametrize("day", ["May 2, 2023", "May 9, 2199"], ids=["before the first", "after the last search"])
def test_a_draw_of_a_day_that_is_not_covered_is_not_compared(day: str) -> None:
    assert told(read(AS_KNOWN.replace("752", "811").replace("May 9, 2023", day))) == []


def test_a_number_of_a_known_draw_that_is_read_as_no_draws_is_told() -> None:
    text = AS_KNOWN + "\n\nSo far this year 1,104 candidates have been invited, said the minister on May 11, 2023."
    notice = read(text)
    assert [draw.invitations for draw in notice.draws] == [752]
    assert told(notice) == [(f"1104 is the number of the packaged draw {TECH_ID}", "1,104")]
    assert told(read(text.replace("May 11, 2023", "May 12, 2023"))) == []


def test_the_sum_of_the_known_draws_of_a_stream_and_day_is_no_other_number() -> None:
    text = "On June 6, 2023, Ontario issued 330 invitations under the Employer Job Offer: Foreign Worker stream."
    assert told(read(text)) == []


def test_of_several_known_draws_the_number_of_the_one_for_the_same_people_is_told() -> None:
    text = (
        "On June 6, 2023, Ontario issued 95 invitations under the Employer Job Offer: Foreign Worker stream to"
        " candidates with job offers in {} Ontario."
    )
    assert told(read(text.format("Northern"))) == [(f"the packaged draw {NORTH.id} has the number 94", "95")]
    ((said, words),) = told(read(text.format("Southwestern")))
    of_day = "the packaged draws of 2023-06-06 in the stream employer-job-offer-foreign-worker"
    assert (said, words) == (f"{of_day} have the numbers 94 and 236", "95")
    known = [attrs.evolve(draw, invitations=95) for draw in (NORTH, EAST)]
    assert told(read(text.format("Southwestern"), known)) == [
        (f"the packaged draws with that number are {NORTH.id} and {EAST.id}", "Southwestern Ontario")
    ]


def test_a_draw_too_many_of_a_stream_and_day_is_told() -> None:
    notice = read(f"{AS_KNOWN}\n\n## May 9, 2023\n\nMasters Graduate draw for nurses: score 40 and above.")
    assert [draw.invitations for draw in notice.draws] == [752, None]
    assert [message for message, _ in told(notice)] == [
        "the packaged draws of that day and stream are fewer than those read"
    ]


def test_of_several_known_draws_the_one_for_the_same_people_is_compared() -> None:
    text = (
        "On June 6, 2023, Ontario held a draw of the Employer Job Offer: Foreign Worker stream for candidates with job"
        " offers in Northern Ontario. The lowest score was 35."
    )
    ((message, _),) = told(read(text))
    assert message == f"the packaged draw {NORTH.id} has scores of 40 and above, not of 35 and above"


def test_of_known_draws_that_are_alike_none_is_compared() -> None:
    text = (
        "On June 6, 2023, Ontario held a draw of the Employer Job Offer: Foreign Worker stream for candidates with job"
        " offers in Northern Ontario. The lowest score was 35."
    )
    twin = attrs.evolve(NORTH, id=f"{NORTH.id}-2", invitations=95)
    assert len(told(read(text, [NORTH]))) == 1
    assert told(read(text, [NORTH, twin])) == []


def test_codes_of_a_known_draw_that_are_read_as_no_list_are_told() -> None:
    advice = "Are you a developer (NOC 21232) or a web designer (NOC 21233)?"
    text = AS_KNOWN_TECH.split(":\n", maxsplit=1)[0] + f".\n\n{advice}"
    notice = read(text)
    assert [draw.occupations for draw in notice.draws] == [None]
    assert told(notice) == [(f"the packaged draw {TECH_ID} has the list from 21232 on", "1,104")]
    assert told(read(text.replace(" or a web designer (NOC 21233)", ""))) == []  # one of three: by chance


ELSEWHERE = "Masters Graduate\n\nOn May 9, 2023, Ontario issued {number} invitations. PhD Graduate candidates wait."


@pytest.mark.parametrize(
    ("number", "known", "doubts"),
    [
        (752, KNOWN, 0),
        (752, (), 1),
        (752, (attrs.evolve(MASTERS, target="health occupations", labels=("health",)),), 1),
        (725, KNOWN, 1),
    ],
    ids=["packaged as it was read", "not packaged", "packaged for others", "packaged with another number"],
)
def test_a_doubt_is_told_unless_a_packaged_draw_answers_it(number: int, known: Iterable[Draw], doubts: int) -> None:
    notice = read(ELSEWHERE.format(number=number), known)
    ((stream, invitations),) = [(draw.stream, draw.invitations) for draw in notice.draws]
    assert (stream, invitations) == ("masters-graduate", number)
    assert [problem.kind for problem in notice.problems].count("unclear") == doubts


def test_of_a_long_list_that_differs_the_first_twelve_codes_are_shown() -> None:
    more = [group.code for group in oinp_noc.classification("2021").unit_groups[:15]]
    known = attrs.evolve(TECH, occupations=OccupationSet(["21231", "21232", "21233", *more], version="2021"))
    ((said, _),) = told(read(AS_KNOWN_TECH, [known]))
    assert said == f"the packaged draw {TECH_ID} has {', '.join(sorted(more)[:12])} and 3 more too"


def test_the_packaged_draws_are_those_of_the_library() -> None:
    sorted_out = PACKAGED()
    assert PACKAGED() is sorted_out
    assert sum(map(len, sorted_out.in_stream.values())) == len(oinp_noc.draws())
    assert sorted_out.of.keys() == {(draw.date, draw.stream) for draw in oinp_noc.draws()}
    assert all(number == draw.invitations for number, found in sorted_out.with_number.items() for draw in found)


def test_nothing_is_filled_in_from_known_draws() -> None:
    for text in (AS_KNOWN, AS_KNOWN_TECH, AS_KNOWN.replace("752", "725"), AS_KNOWN.replace(" and above", "")):
        assert read(text).draws == read(text, ()).draws


@pytest.mark.parametrize("field", ["invitations", "score"])
def test_what_a_known_draw_does_not_have_is_not_compared(field: str) -> None:
    known: dict[str, Any] = {field: None}
    text = AS_KNOWN.replace("752", "811") if field == "invitations" else AS_KNOWN.replace("52 points", "55 points")
    assert told(read(text, [attrs.evolve(MASTERS, **known)])) == []
