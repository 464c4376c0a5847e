"""Notes of streams in the language of the context."""

from __future__ import annotations

import re

import attrs

import oinp_noc
from oinp_noc._oinp.notes import note_text

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NOTES = [note for stream in oinp_noc.streams() for note in (*stream.notes, *stream.gaps)]


def test_a_note_is_said_in_french_if_it_is_known() -> None:
    note = oinp_noc.stream("skilled-trades").gaps[0]
    assert note_text(note) == note.text
    with oinp_noc.use_language("fr"):
        assert note_text(note).startswith("Il manque les rondes de 2017, alors que le volet a commencé le 2017-05-31")
        assert note_text(attrs.evolve(note, text="of mine")) == "of mine"


def test_a_note_in_french_has_the_days_of_the_english_one() -> None:
    for note in NOTES:
        with oinp_noc.use_language("fr"):
            said = note_text(note)
        assert sorted(DAY.findall(said)) == sorted(DAY.findall(note.text))


def test_what_is_not_known_of_lists_is_said_in_the_language_of_the_context() -> None:
    english = {each.stream: each for each in oinp_noc.coverage()}
    with oinp_noc.use_language("fr"):
        french = {each.stream: each for each in oinp_noc.coverage()}
    of_one, of_several = "human-capital-priorities", "skilled-trades"
    assert english[of_one].gaps[-1].text.startswith("The occupation list of one draw is not known")
    assert french[of_one].gaps[-1].text.startswith("La liste de professions d’une ronde n’est pas connue")
    assert french[of_several].gaps[-1].text.startswith("Les listes de professions de ")
