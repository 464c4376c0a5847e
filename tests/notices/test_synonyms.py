"""Whatever a writer calls a thing, a sentence is read alike: a law over the words of each concept."""

from __future__ import annotations

import pytest

import oinp_noc

DAY = "On July 9, 2024, "
UNDER = "under the Masters Graduate stream"
HCP = "Ontario issued 627 invitations under the Human Capital Priorities stream"

CONCEPTS: dict[str, tuple[str, str]] = {
    "inviting": (
        f"{DAY}Ontario {{}} 627 candidates {UNDER}.",
        "invited, selected, picked, drew, notified, called up, summoned, contacted, chose, took in, approached",
    ),
    "issuing": (
        f"{DAY}Ontario {{}} 627 invitations {UNDER}.",
        "issued, sent out, mailed, emailed, handed out, doled out, fired off, despatched, rolled out, floated, extended",
    ),
    "invitations": (
        f"{DAY}Ontario sent 627 {{}} {UNDER}.",
        "invitations, ITAs, NOIs, ITA's, invites to apply, letters of invitation, notices of interest, NOIs/ITAs, invite"
        " letters, calls to apply, golden tickets, PNP invitations",
    ),
    "people": (
        f"{DAY}Ontario invited 627 {{}} {UNDER}.",
        "candidates, aspirants, job seekers, profile holders, would-be immigrants, contenders, hopefuls, invitees,"
        " PR aspirants, work permit holders, expats, alumni, folks, migrants, principal applicants",
    ),
    "draws": (
        f"{DAY}Ontario held a {{}} {UNDER}. 627 candidates were invited.",
        "draw, round, selection round, round of invites, batch of invitations, PNP draw, EOI draw, tranche, NOI round",
    ),
    "holding": (
        f"{DAY}Ontario {{}} a draw {UNDER}. 627 candidates were invited.",
        "held, conducted, ran, staged, organised, executed, performed, hosted, wrapped up, carried out, pulled off",
    ),
    "scores": (
        f"{DAY}Ontario issued 627 invitations {UNDER}. The {{}} was 46.",
        "score, cut-off, cut-off mark, cutoff point, pass mark, passing score, bar, threshold, hurdle, floor score,"
        " points threshold, EOI cutoff, points tally, ranking score, lowest score, minimum CRS",
    ),
    "floors": (
        f"{DAY}Ontario issued 627 invitations {UNDER} to candidates with a score of {{}} 46.",
        "at least, at or above, no less than, no lower than, not below, no fewer than, as low as, a minimum of, equal to or"
        " greater than, starting from, not less than",
    ),
    "and above": (
        f"{DAY}Ontario issued 627 invitations {UNDER} to candidates with 46 {{}}.",
        "and above, or better, or more, and upwards, and up, or greater, points or better, points minimum, at minimum",
    ),
    "ceilings": (
        f"{DAY}Ontario issued 627 invitations {UNDER}. The score was 46, {{}} 100 points.",
        "out of, out of a maximum of, out of a possible, capped at, not exceeding",
    ),
    "targeting": (
        f"{DAY}{HCP}. The draw {{}} health occupations.",
        "targeted, focused on, focussed on, favoured, prioritised, catered to, zeroed in on, homed in on, was geared to, was"
        " earmarked for, courted, singled out, was tailored to, was confined to",
    ),
    "general draws": (
        f"{DAY}{HCP}. The draw was {{}}.",
        "general, untargeted, non-targeted, open to all occupations, regardless of occupation, occupation-agnostic, not"
        " tied to any occupation, irrespective of their NOC",
    ),
    "sums so far": (
        f"{DAY}Ontario issued 627 invitations {UNDER}. {{}}, Ontario issued 9,510 invitations.",
        "So far, To date, Till date, Year to date, As of now, Thus far, Up to now, Since the new year",
    ),
    "earlier draws": (
        f"{DAY}Ontario issued 627 invitations {UNDER}. {{}}, on June 4, 2024, 510 were invited.",
        "Previously, Last time, In the draw before that, In the penultimate draw, Prior to this, A fortnight ago, In past"
        " rounds",
    ),
    "other provinces": (
        f"{DAY}Ontario issued 627 invitations {UNDER}. {{}} invited 510 candidates.",
        "British Columbia, Manitoba, The SINP, Alberta's AAIP, The Nova Scotia Nominee Program, The MPNP, B.C.'s PNP",
    ),
    "the federal government": (
        f"{DAY}Ontario issued 627 invitations {UNDER}. {{}} 510 candidates.",
        "IRCC invited, Canada drew, IRCC has selected, Ottawa also invited, The feds picked, Immigration Canada invited",
    ),
    "windows": (
        f"{DAY}{HCP} to candidates whose {{}} between May 7, 2024 and July 9, 2024.",
        "profiles were created, profile was created, profiles were submitted, profiles were made, profiles dated",
    ),
    "columns of days": (
        "| {} | Stream | Invitations | Score |\n|---|---|---|---|\n| July 9, 2024 | Masters Graduate | 627 | 46 |\n",
        "Date, Draw date, Date of selection, Held on, Date and time, Date NOIs sent, ITA date, Conducted on, Draw day",
    ),
    "columns of numbers": (
        "| Date | Stream | {} | Score |\n|---|---|---|---|\n| July 9, 2024 | Masters Graduate | 627 | 46 |\n",
        "Invitations, # of ITAs, No. issued, How many invited, Headcount, Total sent, Number selected, Pax, # issued",
    ),
    "columns of scores": (
        "| Date | Stream | Invitations | {} |\n|---|---|---|---|\n| July 9, 2024 | Masters Graduate | 627 | 46 |\n",
        "Score, Min. EOI, Cut-off mark, Lowest invited score, EOI/CRS, Points needed, Score (min), Pts, Lowest EOI, Floor",
    ),
    "columns of streams": (
        "| Date | {} | Invitations | Score |\n|---|---|---|---|\n| July 9, 2024 | Masters Graduate | 627 | 46 |\n",
        "Stream, OINP category, Pathway, Sub-category, Stream/category, Which stream, Invited under, Name of stream",
    ),
    **{
        stream: (f"{DAY}Ontario issued 627 invitations under the {{}} stream.", names)
        for stream, names in {
            "foreign workers": "Employer Job Offer: Foreign Worker, EJO-FW, EJOFW, Job Offer (Foreign Worker), Foreign Worker"
            " with a Job Offer, JOFW",
            "students": "Employer Job Offer: International Student, EJO-IS, International Student with a Job Offer,"
            " EJO student",
            "in-demand skills": "Employer Job Offer: In-Demand Skills, EJO-IDS, Skills in Demand, Job Offer: In-Demand Skills",
            "masters": "Masters Graduate, Master's grads, Masters degree holders, Graduates with a master's degree, Masters",
            "doctorates": "PhD Graduate, PhD holders, PhD grads, Doctorate graduates, Ph.D., Graduates with a PhD",
            "human capital": "Human Capital Priorities, HCP, EE-HCP, Express Entry Human Capital, Human Capital Priorites",
            "French": "French-Speaking Skilled Worker, FSSW, Francophone Skilled Worker, Express Entry French-Speaking"
            " Skilled Worker",
        }.items()
    },
}


def reading(text: str) -> tuple[object, ...]:
    """Return what a text is read as: the facts of its draws without their words, and the kinds of problem."""
    notice = oinp_noc.parse_notice(text)
    facts = [
        (draw.role, draw.date, draw.stream, draw.kind, draw.labels, draw.invitations, draw.score, draw.profiles_from)
        for draw in notice.draws
    ]
    return facts, sorted({problem.kind for problem in notice.problems})


@pytest.mark.parametrize("concept", CONCEPTS)
def test_every_word_of_a_concept_is_read_alike(concept: str) -> None:
    sentence, words = CONCEPTS[concept]
    first, *others = words.split(", ")
    known = reading(sentence.format(first))
    assert known[0], sentence
    assert [word for word in others if reading(sentence.format(word)) != known] == []
