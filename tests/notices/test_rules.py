"""The rules for numbers: each reads its example, and none of the others does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oinp_noc._notices.facts.quantities import find
from oinp_noc._notices.facts.rules import RULES
from oinp_noc._notices.plain.text import readable
from oinp_noc._notices.words.dates import read

if TYPE_CHECKING:
    from oinp_noc._notices.facts.rule import Rule
    from oinp_noc._notices.words.lexicon import Fact


def found(text: str, *, without: str = "") -> list[Fact]:
    spelt = readable(text)
    return find(read(spelt, 0, len(spelt)), spelt, without=without)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_reads_its_example_and_is_needed_for_it(rule: Rule) -> None:
    before, number, behind = rule.example.replace("»", "«").split("«")
    text, span = f"{before}{number}{behind}", (len(before), len(before) + len(number))
    assert [fact.kind for fact in found(text) if fact.span == span and fact.rule == rule.name] == [rule.kind]
    others = found(text, without=rule.name)
    assert [fact.span for fact in others if fact.kind == rule.kind and fact.span == span] == []


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Scores went from 480 down to 471.", [("score", (471, 480))]),
        ("The scores were 48 and 76 respectively.", [("score", (48, None)), ("score", (76, None))]),
        ("A score of 50 to 50.", [("score", (50, None))]),
        ("A score of 5000.", []),
        ("TEER 0, 1, 2 or 3 occupations", [("other", 0), ("other", 1), ("other", 2), ("other", 3)]),
        ("The lowest score was 8 points more than before.", [("other", (8, None))]),
        ("A degree scores up to a maximum of 10 points.", [("other", (10, None))]),
        ("In 2024 invitations went out.", [("year", 2024)]),
        ("It sent 2024 invitations.", [("count", 2024)]),
        ("Over 2,100 invitations", [("about", 2100)]),
        ("COVID-19 candidates", []),
        ("1 043 invitations", [("count", 1043)]),
        ("Une invitation", []),
    ],
)
def test_numbers_by_the_noun_beside_them(text: str, facts: list[tuple[str, object]]) -> None:
    assert [(fact.kind, fact.value) for fact in found(text)] == facts
