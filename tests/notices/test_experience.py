"""Targets of experience: the occupations in which it was asked for stand beside it, around it, or nowhere."""

from __future__ import annotations

import pytest

import oinp_noc

READ = {
    "in the words themselves": (
        """On June 3, 2020 Ontario sent 167 Human Capital Priorities notifications to candidates with one year of
        Canadian work experience in a priority occupation.""",
        [(("priority",), "Canadian")],
    ),
    "in the sentence before": (
        """Le 3 juin 2020, il y a eu deux recherches du volet Priorités en matière de capital humain, pour des
        professions prioritaires. La première visait l'expérience de travail canadienne : 167 avis. La seconde visait
        l'expérience de travail à l'étranger : 532 avis.""",
        [(("priority",), "Canadian"), (("priority",), "foreign")],
    ),
    "above the list": (
        """On June 3, 2020 Ontario sent 167 Human Capital Priorities notifications to people with Canadian experience.

These are the priority occupations:

- NOC 0111
- NOC 0114
""",
        [(("priority",), "Canadian")],
    ),
    "as the sector beside it": (
        """The tech round of May 13, 2020 was for the Canadian Experience Class: 703 notifications of the Human Capital
        Priorities stream.""",
        [(("tech",), "Canadian")],
    ),
    "of two sectors, neither": (
        """After rounds for health and for tech, Ontario paused. On May 13, 2020 it sent 703 Human Capital Priorities
        notifications to candidates with Canadian work experience.""",
        [((), "Canadian")],
    ),
    "of another number, not": (
        """On May 13, 2020 Ontario sent 600 notifications to tech workers under Human Capital Priorities, and 14 to
        people with Canadian work experience under French-Speaking Skilled Worker.""",
        [(("tech",), None), ((), "Canadian")],
    ),
}


@pytest.mark.parametrize("name", READ)
def test_the_occupations_of_the_experience_are_read(name: str) -> None:
    text, meant = READ[name]
    draws = oinp_noc.parse_notice(text, published="2020-06-05").draws
    assert [(draw.labels, draw.experience) for draw in draws] == meant
