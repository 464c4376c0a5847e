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
_GENERAL = (
    "On April 18, 2028 Ontario issued 430 invitations under the Employer Job Offer: Foreign Worker stream (48 points)."
)
_BULLETS = """- Foreign Worker stream, May 9, 2029: 120 invitations, score 47
- International Student stream, May 9, 2029: 77 invitations, score 68"""
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
# What streams are for, who helps whom, who waits, other governments, plans: none of it says whom a draw was for.
_OF_WHOM = """
On the federal side, it was the turn of trades.
The stream is meant for people who plan to work in tech or health.
This stream is aimed at nurses and doctors who speak French.
The Masters Graduate stream lets graduates in engineering stay.
Under this stream, people in skilled trades can apply without a job offer.
The stream is popular with tech workers.
The program gives farm workers a way to stay.
Most people who use the stream work in tech.
Graduates in health care often choose this stream.
It is a stream for graduates, many of them in business.
The stream attracts engineers and IT specialists.
Who can apply? People with a master's degree and experience in tech.
You can work in health care or in trades.
The stream was created in 2010 for international students in science.
Many candidates of this stream work in tech.
Typical candidates are engineers.
Our office helps nurses and trades workers.
Need a nurse? Our agency finds health care workers.
Employers in construction, health care and tech should take note.
If you work in health care, other streams may be better.
Health care workers should look at the Human Capital Priorities stream.
Tech workers have other options.
Ontario needs nurses, truck drivers and early childhood educators.
The province has a shortage of skilled trades.
There are also streams for skilled trades and French speakers.
In the federal system, health care workers had their own round last week.
At the federal level, French speakers had their own draw on April 10.
Federally, a draw for health care workers took place last week.
In the federal pool, tech workers are the biggest group.
Ottawa picked French speakers last week.
Next draw: health care workers?
Next webinar: skilled trades.
Upcoming: a session for tech workers.
Coming up: health care workers.
Teachers are not eligible for this stream.
Teachers cannot apply here.
Farm workers do not qualify.
Doctors are excluded from the stream.
Only teachers are left out.
No teachers were in sight at the session.
Truck drivers were hoping for more.
Nurses hoped for a draw of their own.
Welders wanted a round, too.
Many ask when nurses will be invited.
When will nurses be invited?
Why were no nurses invited?
Were nurses invited? No.
Nurses were not the target.
It had nothing to do with health care.
Our health care team is on holiday.
The health care and tech teams of our firm wrote this.
Photo: a nurse at work.
Tags: tech, health, OINP
Filed under: Skilled trades, Ontario
Related: Tech workers get a new pathway
Recommended for you: Nurses in Ontario
Sponsored: Hire truck drivers with us
Ad: Become an early childhood educator in 12 months!
Poll: Are you in tech, health or trades?
The draw was for all occupations, not just nurses.
It was open to everybody, from nurses to welders.
Nurses, welders, programmers: everyone could be invited.
It comes two weeks after a draw for trades.
The last tech draw was in March.
Tech workers had their draw in March.
In March, tech workers were invited.
A tech draw may follow.
Tech occupations may be next.
We expect a tech draw soon.
According to the plan, tech and health remain priorities.
The government wants more nurses and builders.
Ontario's priorities are health care, tech and the skilled trades.
The minister named health care and trades as priorities for 2028.
Candidates from all sectors, including health care, were considered.
People in tech were the largest group among those invited.
A third were nurses.
Nurses made up a third of the invited.
One of them is a nurse from Kerala.
Among the invited are nurses, cooks and drivers.
Maria, a nurse from Manila, was among them.
Raj Patel, a software engineer in Toronto, got one.
"I work in construction and got in", said one of them.
My wife, a nurse, was invited.
In British Columbia, health care workers were invited.
Quebec looked for tech workers.
Compare that with Alberta, where trades were picked.
Unlike Alberta, which targets trades, Ontario looked at everybody.
While Alberta targets trades, Ontario looked at everybody.
Foreign workers in construction made up half of the pool.
The agency also trains truck drivers.
Nurses wait longest for their papers.
Our next webinar is for health care workers.
Read our guide for tech workers.
Are you a nurse? Book a call.
See also: Ontario's new rules for physicians.
The union of carpenters welcomed the news.
A spokeswoman for the construction association called it a good day.
Last year's rounds were mostly for health and tech.
Employers in Northern Ontario had hoped for more.
The GTA remains the most popular place to live.
Many welders are still waiting.
If you are an early childhood educator, wait for the next round.
He works in construction.
My cousin is a nurse and got in.
""".strip().split("\n")
_DE_QUI = """
Le volet s'adresse aux diplômés qui travaillent en technologie.
Le volet est destiné aux travailleurs de la santé.
Ce volet permet aux gens de métier de rester en Ontario.
Le volet plaît aux informaticiens.
Ce programme aide les travailleurs agricoles.
Beaucoup de candidats du volet travaillent en technologie.
Au fédéral, ce fut le tour des travailleurs de la santé.
Du côté fédéral, un tirage visait les métiers spécialisés la semaine dernière.
À l'échelle fédérale, un tirage pour la santé a eu lieu mardi.
Prochain tirage : santé.
Prochain webinaire : métiers spécialisés.
À venir : une séance pour les travailleurs de la santé.
Les enseignants ne sont pas admissibles à ce volet.
Les camionneurs sont exclus du volet.
Les soudeurs espéraient un tirage.
Un tirage pour les infirmières est attendu en mai.
Photo : une infirmière au travail.
Le ministre veut plus d'infirmières.
Les priorités de l'Ontario sont la santé et la construction.
Parmi eux, des infirmières et des soudeurs.
Un tiers étaient des infirmières.
Maria, infirmière, était du nombre.
On attend un tirage pour la santé.
Un tirage technologique pourrait suivre.
L'Alberta visait les métiers spécialisés.
Le syndicat des infirmières se réjouit.
Notre bureau aide aussi les camionneurs.
À lire aussi : les médecins et l'immigration.
Le Nord de l'Ontario manque de bras.
Les informaticiens attendent leur tour.
L'an dernier, la santé et les technologies avaient dominé.
Prochain atelier : travailleurs de la santé.
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


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(text, sentence) for text in (_GENERAL, _BULLETS) for sentence in _OF_WHOM]
    + [(text, sentence) for text in (_GENERAL, _EN_FRANCAIS) for sentence in _DE_QUI],
)
@pytest.mark.parametrize("place", ["above", "below", "behind"])
def test_sectors_and_jobs_that_are_told_of_others_make_no_draw_targeted(text: str, sentence: str, place: str) -> None:
    parts = (sentence, text) if place == "above" else (text, sentence)
    beside = place == "behind" and text != _BULLETS
    draws = oinp_noc.parse_notice((" " if beside else "\n\n").join(parts)).draws
    assert [_told(draw) for draw in draws] == [_told(draw) for draw in oinp_noc.parse_notice(text).draws]


def _told(draw: oinp_noc.NoticeDraw) -> tuple[object, ...]:
    return (
        *(draw.role, draw.date, draw.stream, draw.kind, draw.target, draw.invitations, draw.score),
        *(draw.profiles_from, draw.profiles_to, draw.occupations),
    )
