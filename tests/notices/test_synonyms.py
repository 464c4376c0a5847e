"""Whatever a writer calls a thing, a sentence is read alike: a law over the words of each concept."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import oinp_noc

CONCEPTS = tomllib.loads(Path(__file__).with_name("synonyms.toml").read_text("utf-8"))["concept"]


def reading(text: str) -> tuple[object, ...]:
    """Return what a text is read as: the facts of its draws without their words, and the kinds of problem."""
    notice = oinp_noc.parse_notice(text)
    facts = [
        (draw.role, draw.date, draw.stream, draw.kind, draw.labels, draw.invitations, draw.score, draw.profiles_from)
        for draw in notice.draws
    ]
    return facts, sorted({problem.kind for problem in notice.problems})


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept["name"])
def test_every_word_of_a_concept_is_read_alike(concept: dict[str, Any]) -> None:
    first, *others = concept["words"]
    sentence = concept["sentence"]
    known = reading(sentence.format(first))
    assert known[0], sentence
    assert [word for word in others if reading(sentence.format(word)) != known] == []
