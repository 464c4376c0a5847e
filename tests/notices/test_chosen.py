"""What a text leaves open is chosen from its own facts, as a known draw has it; what its sentences say stands."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import notice_figures
import oinp_noc
from notice_beside import beside
from oinp_noc import Draw, OccupationSet, Score
from oinp_noc._notices.explain import explained
from oinp_noc._notices.reading import read as read_in_stages
from oinp_noc._notices.values import Spans

if TYPE_CHECKING:
    from collections.abc import Iterable

FW, IS = "employer-job-offer-foreign-worker", "employer-job-offer-international-student"
HCP, MASTERS, PHD, TRADES = "human-capital-priorities", "masters-graduate", "phd-graduate", "skilled-trades"
TECH_LIST = OccupationSet(["21231", "21232", "21233"], version="2021")
HEALTH_LIST = OccupationSet(["31300", "31301"], version="2021")


def known(day: str, stream: str, invitations: int, **fields: Any) -> Draw:  # noqa: ANN401 (any field)
    """Make a draw that is known."""
    targeted = {"kind": "targeted", "listing": "listed" if "occupations" in fields else "unknown"}
    fields = (targeted if "target" in fields else {"kind": "general", "listing": "none"}) | fields
    return Draw(
        id=f"{day}-{stream}-{invitations}", date=day, stream=stream, version="2021", invitations=invitations, **fields
    )


def tech(stream: str, invitations: int, least: int, **fields: Any) -> Draw:  # noqa: ANN401 (any field)
    """Make a draw of August 15, 2023, for tech occupations."""
    score = Score(least, None, "EOI")
    window = {"profiles_from": "2022-11-22", "profiles_to": "2023-08-15"}
    about = {"target": "tech", "labels": ("tech",), "occupations": TECH_LIST} | window
    return known("2023-08-15", stream, invitations, score=score, **(about | fields))


GRADUATES = known("2023-05-09", MASTERS, 752, score=Score(52, None, "EOI"))
WORKERS, STUDENTS = tech(FW, 1131, 40), tech(IS, 445, 65)
HEALTH = known(
    "2023-08-16", HCP, 751, target="health", labels=("health",), occupations=HEALTH_LIST, score=Score(445, 460, "CRS")
)
ENTREPRENEURS = known("2023-08-17", "entrepreneur", 14, score=Score(135, 178, "EOI"))
KNOWN = (GRADUATES, WORKERS, STUDENTS, HEALTH, ENTREPRENEURS)


def read(text: str, draws: Iterable[Draw] = KNOWN) -> oinp_noc.Notice:
    """Read a text beside some known draws."""
    with beside(draws):
        return oinp_noc.parse_notice(text)


def told(notice: oinp_noc.Notice) -> list[str]:
    """Return what is told of the known draws."""
    return [problem.message for problem in notice.problems if problem.kind == "unlike-history"]


WORKERS_TEXT = (
    "On August 15, 2023, Ontario issued 1,131 invitations under the Employer Job Offer: Foreign Worker stream"
)
HEALTH_TEXT = "On August 16, 2023, it issued 751 notifications of interest under Human Capital Priorities"
NEARER = "{!r} is read as the packaged draw {} has it, not what is nearer"


# What is chosen.


def test_a_stream_is_chosen_against_the_heading() -> None:
    text = (
        "PhD Graduate stream\n\nOn May 9, 2023, Ontario issued 752 invitations. The Masters Graduate stream had waited"
        " for long."
    )
    assert [draw.stream for draw in read(text, ()).draws] == [PHD]
    notice = read(text)
    assert [draw.stream for draw in notice.draws] == [MASTERS]
    (draw,) = notice.draws
    assert notice.text[slice(*draw.spans["stream"])] == "Masters Graduate"
    assert told(notice) == [
        f"'Masters Graduate' is read as the packaged draw {GRADUATES.id} has it, not what is nearer"
    ]


def test_a_day_without_a_year_is_of_the_year_of_its_draw() -> None:
    text = (
        "On May 5, 2021, the list was made.\n\nOn August 15, 1,131 people were invited under the Employer Job Offer:"
        " Foreign Worker stream. {}"
    )
    notice = read(text.format("Since 2023, that is usual."))
    assert [draw.date for draw in notice.draws] == [dt.date(2023, 8, 15)]
    assert told(notice)[0] == NEARER.format("August 15", WORKERS.id)
    assert [draw.date for draw in read(text.format("")).draws] == [dt.date(2021, 8, 15)]  # 2023 is not in the text


def test_an_earlier_draw_of_a_sentence_is_recalled_if_its_day_is() -> None:
    text = (
        "On May 16, 2023, Ontario issued 700 invitations under the Masters Graduate stream. Those who waited in Human"
        " Capital Priorities, until August 16, 2022 or 2023, were 751."
    )
    earlier = attrs.evolve(HEALTH, date="2022-08-16", id="2022-08-16-hcp")
    assert [draw.role for draw in read(text, ()).draws] == ["announced", "announced"]
    assert [(draw.role, str(draw.date)) for draw in read(text, (earlier,)).draws] == [
        ("announced", "2023-05-16"),
        ("recalled", "2022-08-16"),
    ]


def test_a_number_goes_to_the_draw_that_lacks_one() -> None:
    text = (
        "The Employer Job Offer: Foreign Worker stream had a round on August 15, 2023, with a lowest score of 40: 1,131"
        " heard back."
    )
    assert [draw.invitations for draw in read(text, ()).draws] == [None]
    notice = read(text)
    assert [draw.invitations for draw in notice.draws] == [1131]
    assert "unassigned" not in {problem.kind for problem in notice.problems}


def test_a_number_of_which_nothing_says_whose_it_is_is_a_draw_and_told() -> None:
    text = (
        "On May 9, 2023, Ontario issued 752 invitations under the Masters Graduate stream. Of the PhD Graduate stream"
        " 66 heard."
    )
    doctors = attrs.evolve(GRADUATES, id="2023-05-09-phd-graduate", stream=PHD, invitations=66)
    assert [draw.invitations for draw in read(text).draws] == [752]
    notice = read(text, (*KNOWN, doctors))
    assert [(draw.role, draw.stream, draw.invitations) for draw in notice.draws] == [
        ("announced", MASTERS, 752),
        ("announced", PHD, 66),
    ]
    assert told(notice) == [f"its day and its stream stand elsewhere: it is read as the packaged draw {doctors.id}"]


def test_a_number_goes_to_the_draw_of_its_paragraph_and_day() -> None:
    text = (
        "On November 27, 2023, 185 were invited under Human Capital Priorities. On May 9, 2023, 752 more with an offer"
        " were invited (score 52). The Masters Graduate stream is next."
    )
    assert [draw.invitations for draw in read(text, ()).draws] == [185, None]
    notice = read(text)
    assert [(draw.stream, draw.invitations, draw.score and draw.score.min) for draw in notice.draws] == [
        (HCP, 185, None),
        (MASTERS, 752, 52),
    ]


def test_two_drafts_that_are_one_known_draw_are_one() -> None:
    text = (
        "Friday, August 18, 2023\n\nOn August 14, 2023, Ontario invited 100 people through the PhD Graduate stream.\n\n"
        "Two days later the Human Capital Priorities stream held a draw with CRS scores of 445 to 460.\n\n## Later\n\n"
        "The Human Capital Priorities stream had invited 751 candidates in health care occupations."
    )
    assert [draw.invitations for draw in read(text, ()).draws] == [100, None, 751]
    _, draw = read(text).draws
    assert (draw.role, str(draw.date), draw.stream, draw.invitations) == ("announced", "2023-08-16", HCP, 751)
    assert (draw.labels, draw.score) == (("health",), HEALTH.score)


def test_two_that_contradict_each_other_are_not() -> None:
    text = (
        "On August 16, 2023, the Human Capital Priorities stream had a draw with CRS scores of 445 to 460.\n\n"
        "## Later\n\nOn August 16, 2023, 751 were notified under Human Capital Priorities with scores of 440 to 460."
    )
    assert [draw.invitations for draw in read(text).draws] == [None, 751]


def test_what_is_told_of_others_is_not_chosen() -> None:
    text = f"In British Columbia, 1,131 were invited on May 3, 2023.\n\n{WORKERS_TEXT}."
    elsewhere = known("2023-05-03", FW, 1131)
    assert read(text, (elsewhere,)).draws == read(text, ()).draws


@pytest.mark.parametrize(("scores", "found"), [("135 to 178", [14]), ("130 to 178", [])])
def test_a_small_number_is_a_draw_only_beside_its_scores(scores: str, found: list[int]) -> None:
    text = f"The Entrepreneur stream was next: August 17, 2023. It was a good day for 14, and the scores were {scores}."
    assert [draw.invitations for draw in read(text).draws] == found


def test_a_draw_without_a_score_has_the_same_as_another_and_it_is_told() -> None:
    text = (
        "On May 9, 2023, Ontario issued 752 invitations under the Masters Graduate stream to those with 52 points and"
        " above. The PhD Graduate stream issued 66 invitations, with the bar where it was."
    )
    doctors = attrs.evolve(GRADUATES, id="2023-05-09-phd-graduate", stream=PHD, invitations=66)
    assert [draw.score and draw.score.min for draw in read(text, ()).draws] == [52, None]
    notice = read(text, (GRADUATES, doctors))
    assert [draw.score and draw.score.min for draw in notice.draws] == [52, 52]
    assert told(notice) == [NEARER.format("52 points and above", doctors.id)]


def test_a_target_is_completed_with_the_words_beside_it() -> None:
    text = f"{HEALTH_TEXT} to candidates in tech occupations{{}}"
    both = attrs.evolve(HEALTH, labels=("health", "tech"), target="tech and health")
    beside, elsewhere = " who had health in mind.", ". Health is next."
    assert [draw.labels for draw in read(text.format(beside), ()).draws] == [("tech",)]
    assert [draw.labels for draw in read(text.format(beside), (both,)).draws] == [("tech", "health")]
    assert [draw.labels for draw in read(text.format(elsewhere), (both,)).draws] == [("tech",)]


def test_a_window_is_that_of_the_draws_of_its_day_and_category() -> None:
    text = (
        f"{WORKERS_TEXT}; profiles were created between November 22, 2022, and August 15, 2023.\n\n## Graduates\n\n"
        "On August 15, 2023, it issued 445 invitations under the Employer Job Offer: International Student stream.\n\n"
        "## Others\n\nOn August 15, 2023, 752 invitations were issued under the Masters Graduate stream."
    )
    graduates = tech(MASTERS, 752, 52)
    notice = read(text, (WORKERS, STUDENTS, graduates))
    assert [(draw.invitations, str(draw.profiles_from)) for draw in notice.draws] == [
        (1131, "2022-11-22"),
        (445, "2022-11-22"),
        (752, "None"),
    ]
    assert [str(draw.profiles_from) for draw in read(text, ()).draws] == ["2022-11-22", "None", "None"]


def test_what_was_chosen_is_explained() -> None:
    text = "PhD Graduate stream\n\nOn May 9, 2023, Ontario issued 752 invitations. The Masters Graduate stream waited."
    with beside(KNOWN):
        lines = list(explained(read_in_stages(text)))
    assert lines[-1] == f"  stream {MASTERS}: as {GRADUATES.id} has it, against what is nearer"


# Whom a draw was for.


def test_a_general_draw_below_a_heading_for_some_is_general() -> None:
    text = "## Health occupations\n\nOn May 9, 2023, Ontario issued 752 invitations under the Masters Graduate stream."
    assert [draw.kind for draw in read(text, ()).draws] == ["targeted"]
    notice = read(text)
    assert [(draw.kind, draw.labels) for draw in notice.draws] == [("general", ())]
    assert told(notice) == [f"the packaged draw {GRADUATES.id} was a general one: it is read so"]


def test_words_for_whom_a_draw_was_are_chosen_and_told_where_they_stand_elsewhere() -> None:
    text = f"{HEALTH_TEXT}.\n\nThe health sector is glad, says a lawyer."
    assert [draw.kind for draw in read(text, ()).draws] == ["general"]
    notice = read(text)
    assert [(draw.kind, draw.labels, draw.target) for draw in notice.draws] == [
        ("targeted", ("health",), "health sector")
    ]
    assert told(notice) == [NEARER.format("health sector", HEALTH.id)]


def test_words_of_which_some_lack_are_not_chosen() -> None:
    both = attrs.evolve(HEALTH, labels=("health", "tech"))
    (draw,) = read(f"{HEALTH_TEXT}.\n\nThe health sector is glad, says a lawyer.", (both,)).draws
    assert (draw.kind, draw.labels) == ("general", ())


def test_the_name_of_a_stream_is_no_word_for_whom_a_draw_was() -> None:
    trades = known("2023-08-16", TRADES, 751, target="trades", labels=("skilled-trades",))
    text = (
        "On August 16, 2023, it issued 751 notifications of interest under the Skilled Trades stream. Skilled trades"
        " matter."
    )
    assert [draw.kind for draw in read(text, (trades,)).draws] == ["general"]


# Lists.

CODES = "\n\n- NOC 21231\n- NOC 21232\n- NOC 21233\n"


def lists(notice: oinp_noc.Notice) -> list[tuple[str, ...] | None]:
    """Return the list of each draw."""
    return [draw.occupations.codes if draw.occupations is not None else None for draw in notice.draws]


def test_a_list_goes_to_the_draws_that_have_it() -> None:
    text = (
        f"{WORKERS_TEXT} and 445 under the Employer Job Offer: International Student stream.\n\n{HEALTH_TEXT}.{CODES}"
    )
    assert lists(read(text, ())) == [None, None, TECH_LIST.codes]
    notice = read(text)
    assert lists(notice) == [TECH_LIST.codes, TECH_LIST.codes, None]
    assert f"the list beside it is not that of the packaged draw {HEALTH.id}: it is read as none" in told(notice)


def test_a_list_is_that_of_the_draw_of_the_same_day_and_target_too() -> None:
    text = (
        f"{WORKERS_TEXT} for:{CODES}\nUnder the Employer Job Offer: International Student stream 445 were issued that"
        " day."
    )
    assert lists(read(text, ())) == [TECH_LIST.codes, None]
    assert lists(read(text)) == [TECH_LIST.codes] * 2
    assert lists(read(text, (WORKERS, attrs.evolve(STUDENTS, labels=("health",))))) == [TECH_LIST.codes, None]


def test_groups_of_one_list_are_joined() -> None:
    text = (
        "=== SLIDE 1 ===\nTHE ROUND\n"
        "- August 15, 2023\n- Employer Job Offer: Foreign Worker stream\n- 1,131 invitations\n\n"
        "=== SLIDE 2 ===\nWHICH JOBS\n\n"
        "Software                                       NOC\n"
        "  Software engineers and designers             21231\n"
        "  Software developers and programmers          21232\n"
        "Design\n"
        "  Web designers                                21233\n"
        "  Web developers and programmers               21234\n\n"
        "=== SLIDE 3 ===\nCOMPARE: THE LAST ONE BEFORE\n- July 11, 2023\n- 667 invitations\n"
    )
    whole = attrs.evolve(WORKERS, occupations=OccupationSet(["21231", "21232", "21233", "21234"], version="2021"))
    assert lists(read(text, ()))[0] == ("21231", "21232")
    assert lists(read(text, (whole,)))[0] == ("21231", "21232", "21233", "21234")


def test_of_a_list_of_several_each_draw_keeps_its_own() -> None:
    text = (
        f"{WORKERS_TEXT} and 445 under the Employer Job Offer: International Student stream, for these"
        f" occupations:{CODES}- NOC 31301\n"
    )
    workers = attrs.evolve(WORKERS, occupations=OccupationSet(["21231", "21232", "31301"], version="2021"))
    students = attrs.evolve(STUDENTS, occupations=OccupationSet(["21232", "21233"], version="2021"))
    assert lists(read(text, ())) == [("21231", "21232", "21233", "31301")] * 2
    notice = read(text, (workers, students))
    assert lists(notice) == [("21231", "21232", "31301"), ("21232", "21233")]
    assert len(told(notice)) == 2


def test_codes_named_in_passing_are_no_list() -> None:
    text = f"{HEALTH_TEXT}.\n\nAre you a nurse (NOC 31301) or a head nurse (NOC 31300)?"
    assert lists(read(text)) == [None]


# What stands.


@pytest.mark.parametrize(
    "text",
    [
        "On May 8, 2023, Ontario issued 752 invitations under the Masters Graduate stream. On May 9, 2023, it rested.",
        "On May 9, 2023, Ontario issued 752 invitations under the PhD Graduate stream. The Masters stream rested.",
        "On May 9, 2023, Ontario issued 752 invitations under the Masters Graduate stream to health workers.",
        "On November 9, 2026, Ontario issued 752 invitations in the Masters Graduate stream. It was not May 9, 2023.",
    ],
    ids=["day", "stream", "target", "a day that is not covered"],
)
def test_what_its_own_sentence_says_of_a_draw_stands(text: str) -> None:
    assert read(text).draws == read(text, ()).draws


def test_a_draw_that_is_read_already_is_no_second_one() -> None:
    text = (
        "On May 9, 2023, Ontario issued 752 invitations under the Masters Graduate stream.\n\n"
        "## PhD Graduate stream\n\nOn May 16, 2023, 752 invitations were issued."
    )
    found = [(draw.stream, str(draw.date)) for draw in read(text).draws]
    assert found == [(MASTERS, "2023-05-09"), (PHD, "2023-05-16")]


OWN = {path.stem: path.read_text("utf-8") for path in sorted(notice_figures.OWN.glob("*.txt"))}


@pytest.mark.parametrize("name", OWN)
def test_draws_of_other_days_choose_nothing(name: str) -> None:
    """No value comes from a known draw: where none of their days stand in the text, nothing is chosen."""
    later = [attrs.evolve(draw, date=draw.date.replace(year=draw.date.year - 100)) for draw in oinp_noc.draws()]
    assert read(OWN[name], later).draws == read(OWN[name], ()).draws


@pytest.mark.parametrize("name", OWN)
def test_a_text_that_is_read_rightly_is_read_so_beside_the_packaged_draws_too(name: str) -> None:
    with_them, without = read(OWN[name], oinp_noc.draws()), read(OWN[name], ())
    assert [attrs.evolve(draw, spans=Spans()) for draw in with_them.draws] == [
        attrs.evolve(draw, spans=Spans()) for draw in without.draws
    ]


def test_words_in_the_headings_of_others_say_nothing_of_a_draw() -> None:
    text = f"{HEALTH_TEXT}.\n\n## Health\n\nNurses are needed, says a lawyer."
    assert [draw.kind for draw in read(text).draws] == ["general"]
    assert [draw.kind for draw in read(f"## Health\n\n{HEALTH_TEXT}.").draws] == ["targeted"]


def test_words_elsewhere_say_nothing_of_an_earlier_draw() -> None:
    text = (
        "On May 16, 2024, Ontario issued 700 invitations under the Masters Graduate stream. On August 16, 2023, it had"
        " issued 751 notifications of interest under Human Capital Priorities.\n\nThe health sector is glad."
    )
    assert [(draw.role, draw.kind) for draw in read(text).draws] == [("announced", "general"), ("recalled", "general")]


def test_a_list_stays_where_the_text_has_no_better_place_for_it() -> None:
    health = attrs.evolve(STUDENTS, labels=("health",), occupations=HEALTH_LIST)
    text = (
        f"{WORKERS_TEXT} and 445 under the Employer Job Offer: International Student stream, for these"
        f" occupations:{CODES}"
    )
    assert lists(read(text, (WORKERS, health))) == [TECH_LIST.codes] * 2


def test_a_window_below_the_heading_of_another_draw_is_its_alone() -> None:
    text = (
        f"## Foreign workers\n\n{WORKERS_TEXT}.\n\n## International students\n\nOn August 15, 2023, it issued 445"
        " invitations under the Employer Job Offer: International Student stream. Profiles were created between"
        " November 22, 2022, and August 15, 2023."
    )
    assert [draw.profiles_from is None for draw in read(text).draws] == [True, False]


def test_no_window_that_ends_after_the_day_that_was_chosen() -> None:
    notice = read(
        "0:10 alors le 6 juin 2023 l'ontario a tenu un tirage\n"
        "0:20 674 invitations pour le volet titulaires d'une maîtrise avec 61 points\n"
        "0:30 et 244 pour le volet titulaires d'un doctorat avec 56 points\n"
        "0:48 le 9 mai il fallait une autre note\n"
        "0:54 et là on avait eu 752 invitations en maîtrise à partir de 52 points\n"
        "1:12 pour être invité il fallait un profil créé entre le 6 juin 2022 et le 4 juin 2023\n"
    )
    assert [(draw.invitations, draw.date, draw.profiles_to) for draw in notice.draws] == [
        (674, dt.date(2023, 6, 6), dt.date(2023, 6, 4)),
        (244, dt.date(2023, 6, 6), dt.date(2023, 6, 4)),
        (752, dt.date(2023, 5, 9), None),
    ]
