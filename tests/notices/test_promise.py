"""Made-up draws, told in many ways: what is read without a problem is right, and words nobody knows are told.

The draws are newer than the packaged ones, so nothing but the text says what they were.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oinp_noc

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


class Stream(NamedTuple):
    """A stream: its id, its names in both languages, its scores, and whether it has sectors."""

    id: str
    names: tuple[str, ...]
    noms: tuple[str, ...]
    scores: tuple[int, int]
    aimed: bool = False


STREAMS = (
    Stream("masters-graduate", ("Masters Graduate", "Master's Graduate"), ("Titulaires d'une maîtrise",), (35, 60)),
    Stream("phd-graduate", ("PhD Graduate", "Ph.D. Graduate"), ("Titulaires d'un doctorat",), (35, 55)),
    Stream(
        "employer-job-offer-foreign-worker",
        ("Foreign Worker", "Employer Job Offer: Foreign Worker"),
        ("Travailleurs étrangers", "Offre d'emploi de l'employeur : travailleurs étrangers"),
        (30, 60),
        aimed=True,
    ),
    Stream(
        "employer-job-offer-international-student",
        ("International Student", "Employer Job Offer: International Student"),
        ("Étudiants étrangers",),
        (55, 85),
        aimed=True,
    ),
    Stream("employer-job-offer-in-demand-skills", ("In-Demand Skills",), ("Compétences en demande",), (20, 50)),
    Stream(
        "human-capital-priorities",
        ("Human Capital Priorities", "Express Entry Human Capital Priorities"),
        ("Priorités en matière de capital humain",),
        (430, 490),
        aimed=True,
    ),
    Stream("skilled-trades", ("Skilled Trades",), ("Métiers spécialisés",), (250, 480)),
)
TARGETS = (
    ("health", "health care occupations", "professions de la santé"),
    ("tech", "tech occupations", "professions technologiques"),
    ("skilled-trades", "skilled trades occupations", "métiers spécialisés"),
)


class Told(NamedTuple):
    """A draw in the words of a text, and whether they are French."""

    stream: Stream
    name: str
    date: dt.date
    day: str
    invited: int
    low: int
    high: int | None
    label: str | None
    target: str | None
    french: bool


def _in_french(date: dt.date) -> str:
    return f"{'1er' if date.day == 1 else date.day} {MOIS[date.month - 1]} {date.year}"


def _in_english(date: dt.date) -> str:
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"


@st.composite
def draws(draw: st.DrawFn, *, french: bool) -> Told:
    """Make a draw up."""
    stream = draw(st.sampled_from(STREAMS))
    date = draw(st.dates(dt.date(2027, 1, 2), dt.date(2028, 12, 30)))
    low = draw(st.integers(stream.scores[0], stream.scores[1] - 4))
    high = draw(st.none() | st.integers(low + 1, stream.scores[1]))
    aim = draw(st.none() | st.sampled_from(TARGETS)) if stream.aimed else None
    return Told(
        stream,
        draw(st.sampled_from(stream.noms if french else stream.names)),
        date,
        _in_french(date) if french else _in_english(date),
        draw(st.one_of(st.integers(11, 3000), st.sampled_from(YEARS))),
        low,
        high,
        aim[0] if aim else None,
        aim[1 + french] if aim else None,
        french,
    )


YEARS = range(1990, 2051)
"""A number like a year may be one at the start of a few words, and is told: 2026 invitations – Masters Graduate."""

NAMES = (("Date", "Stream", "Target", "NOIs", "Score"), ("Date", "Volet", "Cible", "Invitations", "Note"))


def _values(told: Told) -> tuple[str, ...]:
    score = f"{told.low}+" if told.high is None else f"{told.low} - {told.high}"
    return told.day, told.name, told.target or "", str(told.invited), score


def record(told: Told, lead: str = "") -> str:
    """Tell a draw in lines of a label and a value."""
    colon = " : " if told.french else ": "
    pairs = zip(NAMES[told.french], _values(told), strict=True)
    return "\n".join(f"{lead}{name}{colon}{value}" for name, value in pairs if value)


def bullets(told: Told) -> str:
    """Tell a draw in bullets."""
    return record(told, "- ")


def prose(told: Told) -> str:
    """Tell a draw in two sentences."""
    if told.french:
        aim = f", lors d'un tirage ciblant les {told.target}" if told.target else ""
        score = f"au moins {told.low} points" if told.high is None else f"une note entre {told.low} et {told.high}"
        return (
            f"Le {told.day}, l'Ontario a envoyé {told.invited} invitations dans le volet {told.name}{aim}. "
            f"Les candidats avaient {score}."
        )
    aim = f" in a draw targeting {told.target}" if told.target else ""
    score = f"of at least {told.low}" if told.high is None else f"between {told.low} and {told.high}"
    return (
        f"On {told.day}, Ontario issued {told.invited} invitations under the {told.name} stream{aim}. "
        f"Candidates had a score {score}."
    )


def line(told: Told) -> str:
    """Tell a draw in labels and values on one line."""
    return record(told).replace("\n", "; ") + "."


def headed(told: Told) -> str:
    """Tell a draw under a heading of its own."""
    aim = f" ({told.target})" if told.target else ""
    least = ("et plus" if told.french else "and above") if told.high is None else f"- {told.high}"
    name, score = (f"volet {told.name}", "note") if told.french else (f"{told.name} stream", "score")
    return f"## {told.day} – {name}{aim}\n\n{told.invited} invitations, {score} {told.low} {least}"


LAYOUTS = (record, bullets, line, prose, headed)


def _rows(told: list[Told], between: str) -> str:
    rows = [NAMES[told[0].french], *([value or "-" for value in _values(each)] for each in told)]
    return "\n".join(between.join(row) for row in rows)


def _check(text: str, told: list[Told]) -> None:
    notice = oinp_noc.parse_notice(text)
    if notice.problems:
        return
    read = {draw.invitations: draw for draw in notice.draws}
    assert len(notice.draws) == len(told), text
    for each in told:
        draw = read[each.invited]
        assert (draw.date, draw.stream, draw.role) == (each.date, each.stream.id, "announced"), text
        assert draw.score is not None
        assert (draw.score.min, draw.score.max) == (each.low, each.high), text
        assert (draw.kind, draw.labels) == (
            "targeted" if each.label else "general",
            tuple(filter(None, [each.label])),
        ), text


SOME = st.booleans().flatmap(
    lambda french: st.lists(
        draws(french=french), min_size=1, max_size=4, unique_by=(lambda told: told.invited, lambda told: told.date)
    )
)


@settings(max_examples=150, derandomize=True)
@given(SOME, st.data())
def test_paragraphs_and_records(told: list[Told], data: st.DataObject) -> None:
    tells = [data.draw(st.sampled_from(LAYOUTS)) for _ in told]
    if headed in tells:  # what stands under a heading is told under one
        tells = [headed for _ in told]
    _check("\n\n".join(tell(each) for tell, each in zip(tells, told, strict=True)), told)


@settings(max_examples=100, derandomize=True)
@given(SOME, st.sampled_from([" | ", "\t"]))
def test_tables(told: list[Told], between: str) -> None:
    _check(_rows(told, between), told)


# Records one right below another: each begins with its stream, and no empty line parts them.

HEADS = (
    *("{name}: {invited} invitations", "{name} – {invited} ITAs", "{name} ({invited} invitations)"),
    *("{invited} invitations – {name}", "{name}\n{invited} invitations"),
)
TETES = (
    *("{name} : {invited} invitations", "{name} – {invited} invitations", "{name} ({invited} invitations)"),
    *("{invited} invitations – {name}", "{name}\n{invited} invitations"),
)
MARKS = (("", ""), ("- ", "- "), ("- ", "  - "), ("🔹 ", ""))
"""What stands before the first line of each record, and before those below it."""


def _below(told: Told, head: str, aim: str) -> list[str]:
    """Tell a draw in lines, the first of which names its stream."""
    score = f"{told.low}+" if told.high is None else f"{told.low} - {told.high}"
    general = "Tirage général" if told.french else "General draw"
    lines = [*head.format(name=told.name, invited=told.invited).split("\n"), f"Score : {score}"]
    return [*lines, aim.format(told.target.capitalize()) if told.target else general]


@settings(max_examples=150, derandomize=True)
@given(
    st.booleans().flatmap(
        lambda french: st.lists(
            draws(french=french),
            min_size=2,
            max_size=3,
            unique_by=(lambda told: told.stream, lambda told: told.invited),
        )
    ),
    st.data(),
)
def test_records_without_empty_lines(told: list[Told], data: st.DataObject) -> None:
    french = told[0].french
    told = [each._replace(date=told[0].date, day=told[0].day) for each in told]
    head = data.draw(st.sampled_from(TETES if french else HEADS))
    aim = data.draw(st.sampled_from(("Cible : {}", "{} seulement") if french else ("Target: {}", "{} only")))
    first, below = data.draw(st.sampled_from(MARKS))
    records = [_below(each, head, aim) for each in told]
    lines = [(below if at else first) + line for record in records for at, line in enumerate(record)]
    top = f"Tirages du {told[0].day}" if french else f"OINP draws of {told[0].day}"
    _check("\n".join([top, *data.draw(st.sampled_from(([], [""]))), *lines]), told)


# An earlier draw told beside the new one, a window of either, and what is no draw of Ontario.

EARLIER = (
    "The previous draw of the stream, on {day}, invited {invited} with {low} and above.",
    "It is the first draw of the {name} stream since {day}, when {invited} were invited with {low} and above.",
    "Last {name} draw? {day}: {invited} invitations at {low}+.",
    "Back on {day}, {invited} candidates were invited with a score of {low} and above.",
    "The last {name} draw before that was on {day}. It invited {invited} candidates with {low} and above.",
    "On {day}, there had been {invited} invitations, with a cut-off of {low}.",
)
DEJA = (
    "Le tirage précédent du volet, le {day}, avait invité {invited} candidats avec {low} points et plus.",
    "Le premier tirage du volet {name} depuis le {day}, où {invited} personnes avaient été invitées à {low} et plus.",
    "Dernier tirage du volet {name} ? Le {day} : {invited} invitations à {low} et plus.",
    "À comparer au {day} : {invited} invitations, note minimale {low}.",
)
NOISE = (
    "British Columbia invited 3,512 candidates on {day}, with scores of 117 and above.",
    "There are 12,400 profiles in the Express Entry pool, 3,620 of them with scores between 501 and 600.",
    "The application fee is $1,500, or $2,000 for jobs in the GTA.",
    "",
)
BRUIT = (
    "Le Manitoba a envoyé 3 512 lettres le {day} ; la note la plus basse était de 717.",
    "Il y a 12 400 profils dans le bassin d'Entrée express, dont 3 620 avec un score entre 501 et 600.",
    "Les frais de demande sont de 1 500 $, ou de 2 000 $ pour un emploi dans le grand Toronto.",
    "",
)


@settings(max_examples=60, derandomize=True)
@given(st.data())
def test_an_earlier_draw_is_told_beside_the_new_one(data: st.DataObject) -> None:
    new = data.draw(st.booleans().flatmap(lambda french: draws(french=french)))
    day = new.date - dt.timedelta(days=data.draw(st.integers(15, 60)))
    invited = data.draw(st.integers(11, 3000).filter(lambda number: number != new.invited))
    low = data.draw(st.integers(*new.stream.scores).filter(lambda score: score not in (new.low, new.high)))
    told = {
        "day": _in_french(day) if new.french else _in_english(day),
        "invited": invited,
        "low": low,
        "name": new.name,
    }
    window = day - dt.timedelta(days=data.draw(st.integers(60, 300))), day - dt.timedelta(days=1)
    between = data.draw(st.sampled_from((" ", "\n\n")))
    parts = [prose(new), data.draw(st.sampled_from(DEJA if new.french else EARLIER)).format(**told)]
    windowed = data.draw(st.booleans())
    if windowed:
        first, last = map(_in_french if new.french else _in_english, window)
        parts[1] += (
            f" Les profils créés entre le {first} et le {last} étaient alors admissibles."
            if new.french
            else f" Profiles created between {first} and {last} were considered then."
        )
    noise = data.draw(st.sampled_from(BRUIT if new.french else NOISE)).format(day=new.day)
    parts.insert(data.draw(st.integers(0, 2)) if between != " " else 2, noise)
    text = between.join(part for part in parts if part)
    notice = oinp_noc.parse_notice(text)
    if notice.problems:
        return
    read = {draw.invitations: draw for draw in notice.draws}
    assert read.keys() == {new.invited, invited}, text
    one, other = read[new.invited], read[invited]
    assert (one.role, one.date, one.stream, one.profiles_to) == ("announced", new.date, new.stream.id, None), text
    assert (other.role, other.date, other.stream) == ("recalled", day, new.stream.id), text
    assert (other.profiles_from, other.profiles_to) == (window if windowed else (None, None)), text
    assert one.score is not None, text
    assert other.score is not None, text
    assert (one.score.min, one.score.max, other.score.min, one.region) == (new.low, new.high, low, None), text


def test_most_of_them_are_read_without_a_problem() -> None:
    """A reader that doubts everything keeps the promise, too: here are some that it must not doubt."""
    for stream in STREAMS:
        date = dt.date(2027, 5, 12)
        for french, day, name in (
            (False, _in_english(date), stream.names[0]),
            (True, _in_french(date), stream.noms[0]),
        ):
            told = Told(stream, name, date, day, 210, stream.scores[0], None, None, None, french)
            for tell in LAYOUTS:
                assert oinp_noc.parse_notice(tell(told)).problems == (), tell(told)
            assert oinp_noc.parse_notice(_rows([told], " | ")).problems == ()


# Words about who was invited that nobody knows.

WHOM = (
    "hotel staff",
    "greenhouse labourers",
    "heavy equipment operators",
    "victims of the wildfires",
    "graduates of night schools",
    "the semiconductor industry",
    "meat cutters",
    "candidates with an employer in Sault Ste. Marie",
)
PLACES = (
    "On May 12, 2027, Ontario issued 210 invitations to {whom} under the Foreign Worker stream.",
    "On May 12, 2027, Ontario issued 210 invitations under the Foreign Worker stream to {whom}.",
    "The Foreign Worker draw of May 12, 2027 (210 invitations) targeted {whom}.",
    "May 12, 2027: Foreign Worker stream, {whom}, 210 invitations.",
    "May 12, 2027\nStream: Foreign Worker ({whom})\nInvitations: 210",
    "May 12, 2027\nStream: Foreign Worker – {whom}\nInvitations: 210",
    "| Date | Stream | NOIs |\n|---|---|---|\n| May 12, 2027 | Foreign Worker: {whom} | 210 |",
    "| Date | Stream | NOIs |\n|---|---|---|\n| May 12, 2027 | Foreign Worker ({whom}) | 210 |",
    "| Draw | NOIs |\n|---|---|\n| May 12, 2027: Foreign Worker, {whom} | 210 |",
    "- May 12, 2027: 210 invitations, Foreign Worker ({whom}), 38+",
    "## Foreign Worker stream: {whom}\n\nMay 12, 2027: 210 invitations, minimum score 38.",
    "## May 12, 2027\n\n### Foreign Worker stream ({whom})\n\n210 invitations, minimum score 38.",
    "OINP May 12, 2027: Foreign Worker 210 @ 38+ ({whom})",
    "# Foreign Worker draw for {whom}\n\nOn May 12, 2027, 210 candidates were invited. The lowest score was 38.",
)


@pytest.mark.parametrize("place", PLACES)
def test_words_that_nobody_knows_leave_no_draw_general_in_silence(place: str) -> None:
    for whom in WHOM:
        text = place.format(whom=whom)
        notice = oinp_noc.parse_notice(text)
        (draw,) = notice.draws
        assert draw.kind == "targeted" or notice.problems, text


ASIDES = (
    "On May 12, 2027, Ontario issued 210 invitations under the Foreign Worker stream, which needs a job offer.",
    "On May 12, 2027, Ontario issued 210 invitations under the Foreign Worker stream (the largest of the year).",
    "On May 12, 2027, Ontario issued 210 invitations under the Foreign Worker stream, according to the ministry.",
    "Le 12 mai 2027, 210 invitations dans le volet Travailleurs étrangers, selon le ministère.",
    "Le 12 mai 2027, 210 invitations dans le volet Travailleurs étrangers (c'était attendu).",
)


@pytest.mark.parametrize("aside", ASIDES)
def test_asides_are_nobodys_target(aside: str) -> None:
    notice = oinp_noc.parse_notice(aside)
    assert [draw.kind for draw in notice.draws] == ["general"]
    assert notice.problems == ()
