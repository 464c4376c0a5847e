"""What a text says of others, of life and of the world changes nothing in its draws, wherever it stands."""

from __future__ import annotations

import pytest

import oinp_noc

_TWO = (
    "On June 23, 2029, Ontario issued 1,946 invitations to candidates under the Human Capital Priorities stream. "
    "The same day, 433 candidates of the Foreign Worker stream with a score of 47 and above were invited as well. "
    "The draw targeted mining occupations."
)
_TABLE = """OINP draws

| Date | Stream | Invitations | Minimum score |
| --- | --- | --- | --- |
| July 7, 2029 | Masters Graduate | 1,160 | 51 |
| June 30, 2029 | International Student | 636 | 62 |"""
_EN_FRANCAIS = (
    "Le 23 juin 2029, l'Ontario a envoyé 1 946 invitations dans le volet Travailleurs étrangers. La note minimale "
    "était de 47. Le tirage visait les professions de la santé.\n\n"
    "Le tirage précédent du volet, le 2 mai 2029, avait donné lieu à 433 invitations."
)
_ENGLISH = """
British Columbia invited 182 skilled workers on March 3, 2028.
The federal government invited 3,500 candidates under the Canadian Experience Class on April 4, 2028.
The Provincial Nominee Program round of June 8, 2028 had a cut-off of 790.
New Brunswick's program invited 253 people between June 3 and 5, 2028.
So far this year, the program has issued 9,876 invitations.
In 2026, the province nominated 10,750 people.
Ontario's nomination allocation for the year is 14,119.
There are currently 31,200 profiles in the pool.
The college has 4,300 international students.
The university counts 900 PhD students.
The plant employs 250 foreign workers.
We still need 80 truck drivers.
The city lacks 300 welders.
The association represents 6,000 engineers.
The hospital is still looking for 120 nurses.
Our firm has helped 340 clients this year.
One of our clients, a welder with 41 points, was among them.
My cousin got his invitation on May 2, 2028.
She applied in 2024 with 31 points.
Candidates with 38 points were not invited.
Cooks (63200) will have to be patient.
Software engineers (NOC 21231) should wait for a tech draw.
NOC 21231 was not on the list.
Our most popular article: What is NOC 21231?
The minister spoke on May 3, 2028 in Ottawa.
The budget of March 22, 2028 has more money for newcomers.
The largest draw ever had 2,643 invitations.
French-speaking candidates had their own draw last year.
Ontario needs more nurses, doctors and construction workers.
You get 10 points for a job in Northern Ontario.
The maximum score is 100 points, 20 of them for a job in the north.
A candidate needs a language level of CLB 7.
The application fee is $1,500, or $2,000 in the Greater Toronto Area.
You have 14 days to respond.
Questions? Call our office at 416-555-0134, ext. 22.
Room 212, 55 Yonge Street, Toronto.
The webinar takes place on October 12 at 7 p.m.
The stream was launched in 2017 and has drawn 5,600 people.
To qualify for the PhD Graduate stream, you need a doctorate from an Ontario university.
Experts expect 2,000 invitations next month.
If the score falls to 35, many more will qualify.
No invitations were issued under the PhD Graduate stream.
Related: Ontario invites 1,200 tech workers
Copyright 2029. All rights reserved. RCIC R512345
""".strip().split("\n")
_FRENCH = """
La Colombie-Britannique a invité 182 travailleurs le 3 mars 2028.
Ottawa a invité 3 500 candidats de la catégorie de l'expérience canadienne le 4 avril 2028.
Depuis janvier, la province a envoyé 12 350 invitations.
Cette année, l'Ontario dispose de 14 119 désignations.
Le collège compte 4 300 étudiants étrangers.
L'usine emploie 250 travailleurs étrangers.
Il manque 200 soudeurs dans la région.
L'hôpital cherche encore 120 infirmières.
Ma cousine a reçu son invitation le 2 mai 2028.
Les candidats ayant 38 points n'ont pas été invités.
Les ingénieurs en logiciel (CNP 21231) devront attendre.
Un emploi dans le nord de l'Ontario donne 10 points.
Le ministre a pris la parole le 3 mai 2028.
Aucune invitation n'a été envoyée dans le volet Titulaires de doctorat.
À lire aussi : L'Ontario invite 1 200 travailleurs en technologie
Les frais sont de 1 500 $.
""".strip().split("\n")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(text, sentence) for text in (_TWO, _TABLE) for sentence in _ENGLISH] + [(_EN_FRANCAIS, each) for each in _FRENCH],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_what_is_said_of_others_changes_no_draw(text: str, sentence: str, place: str) -> None:
    parts = (sentence, text) if place == "above" else (text, sentence)
    draws = oinp_noc.parse_notice("\n\n".join(parts)).draws
    assert [_told(draw) for draw in draws] == [_told(draw) for draw in oinp_noc.parse_notice(text).draws]


def _told(draw: oinp_noc.NoticeDraw) -> tuple[object, ...]:
    return (
        *(draw.role, draw.date, draw.stream, draw.kind, draw.target, draw.invitations, draw.score),
        *(draw.profiles_from, draw.profiles_to, draw.occupations),
    )
