"""Renders draws as notices, in the layouts that the program, the press and consultants use, in English and French.

Every sentence here is the project's own; only the facts are those of real draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import oinp_noc

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from oinp_noc import Draw, Group

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),  # noqa: SIM905
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),  # noqa: SIM905
}
STREAMS = {
    "employer-job-offer-foreign-worker": (
        "Employer Job Offer: Foreign Worker stream",
        "volet Offre d’emploi : Travailleurs étrangers",
    ),
    "employer-job-offer-international-student": (
        "Employer Job Offer: International Student stream",
        "volet Offre d’emploi : Étudiants étrangers",
    ),
    "employer-job-offer-in-demand-skills": (
        "Employer Job Offer: In-Demand Skills stream",
        "volet Offre d’emploi : Compétences recherchées",
    ),
    "masters-graduate": ("Masters Graduate stream", "volet Titulaires de maîtrise"),
    "phd-graduate": ("PhD Graduate stream", "volet Titulaires de doctorat"),
    "entrepreneur": ("Entrepreneur stream", "volet Entrepreneurs"),
    "human-capital-priorities": (
        "Express Entry Human Capital Priorities stream",
        "volet Priorité basée sur le capital humain",
    ),
    "french-speaking-skilled-worker": (
        "Express Entry French-Speaking Skilled Worker stream",
        "volet Travailleurs qualifiés francophones",
    ),
    "skilled-trades": ("Express Entry Skilled Trades stream", "volet Métiers spécialisés"),
    "ontario-workforce-priority": ("Ontario Workforce Priority stream", "volet Ontario Workforce Priority"),
}


def day(date: dt.date, lang: str = "en") -> str:
    """Write a date: ``May 9, 2023``, ``9 mai 2023``."""
    month = MONTHS[lang][date.month - 1]
    if lang == "fr":
        return f"{'1er' if date.day == 1 else date.day} {month} {date.year}"
    return f"{month} {date.day}, {date.year}"


def number(value: int, lang: str = "en") -> str:
    """Write a number with the separator of thousands that the language has."""
    return f"{value:,}" if lang == "en" else f"{value:,}".replace(",", "\xa0")


def score(draw: Draw, lang: str = "en", dash: str = "–") -> str:
    """Write a range of scores."""
    if draw.score is None:
        return ""
    if draw.score.max is None:
        return f"{draw.score.min} {'and above' if lang == 'en' else 'et plus'}"
    return f"{draw.score.min}{dash}{draw.score.max}"


def window(draw: Draw, lang: str = "en", dash: str = " – ") -> str:
    """Write a profile window."""
    if draw.profiles_from is None or draw.profiles_to is None:
        return ""
    return f"{day(draw.profiles_from, lang)}{dash}{day(draw.profiles_to, lang)}"


def groups(draw: Draw) -> list[Group]:
    """Return the listed unit groups."""
    return list(draw.occupations or ())


def title(group: Group, lang: str) -> str:
    """Return a title in the language, or the English one where there is none."""
    return (group.title_fr if lang == "fr" else None) or group.title


def entries(draw: Draw, how: str, lang: str = "en") -> str:
    """Write the list of a draw, one entry a line."""
    mark = {"en": "NOC", "fr": "CNP"}[lang]
    lines = []
    for place, group in enumerate(groups(draw), 1):
        name = title(group, lang)
        lines.append(
            {
                "bullet": f"  • {mark}\xa0{group.code} – {name}",
                "hyphen": f"- {mark} {group.code} - {name}",
                "number": f"  {place}. {mark}\xa0{group.code}\xa0— {name}",
                "bare": f"{group.code} {name}",
                "behind": f"* {name} ({mark} {group.code})",
                "gloss": f"- {mark} {group.code} — {name}: a job of the {group.code[:2]} kind.",
                "dashed line": f"– {mark} {group.code}: {name}",
                "broken": f"- {mark} {group.code} – {_broken(name)}",
            }[how]
        )
    return "\n".join(lines)


def _broken(name: str) -> str:
    """Break a title in two lines, where it has three words."""
    words = name.split()
    half = next((place for place in range(len(words) // 2, len(words)) if words[place][0].islower()), 0)
    return f"{' '.join(words[:half])}\n  {' '.join(words[half:])}" if half > 0 else name


def official(draw: Draw, how: str = "hyphen") -> str:
    """Write the way the program's pages do: a date, a heading, a sentence or two, a list."""
    stream = STREAMS[draw.stream][0]
    kind = "targeted invitations" if draw.kind == "targeted" else "invitations"
    lines = [f"### {day(draw.date)}", "", f"#### {stream}: {draw.target or 'general draw'}", ""]
    count = f"{number(draw.invitations)} {kind}" if draw.invitations is not None else kind
    lines.append(f"On {day(draw.date)}, the program issued {count} to candidates who may qualify for the {stream}.")
    if window(draw):
        lines.append(f"Profiles created between {window(draw, dash=' and ')} were looked at.")
    if draw.target is not None:
        lines.append(f"It was a targeted draw for {draw.target}.")
    if draw.score is not None:
        scale = "CRS score" if draw.score.scale == "CRS" else "score"
        lines.append(f"Candidates needed a {scale} of {score(draw, dash='-')}.")
    if draw.occupations is not None:
        lines += ["", "A job in one of these codes was asked for:", "", entries(draw, how), ""]
    lines.append(f"If you received an invitation on {day(draw.date)}, you need not contact us.")
    return "\n".join(lines)


def official_fr(draw: Draw, how: str = "hyphen") -> str:
    """Write the way the program's French pages do."""
    stream = STREAMS[draw.stream][1]
    lines = [f"### {day(draw.date, 'fr')}", "", f"#### {stream[0].upper()}{stream[1:]}", ""]
    count = f"{number(draw.invitations, 'fr')} invitations" if draw.invitations is not None else "des invitations"
    lines.append(f"Le {day(draw.date, 'fr')}, le programme a envoyé {count} à présenter une demande pour le {stream}.")
    if draw.profiles_from and draw.profiles_to:
        first, last = day(draw.profiles_from, "fr"), day(draw.profiles_to, "fr")
        lines.append(f"Les profils créés entre le {first} et le {last} ont été examinés.")
    if draw.target is not None:
        lines.append(f"Tirage ciblé : {draw.target}.")
    if draw.score is not None:
        name = "note du SCG" if draw.score.scale == "CRS" else "note"
        lines.append(f"Il fallait une {name} de {score(draw, 'fr', '-')}.")
    if draw.occupations is not None:
        lines += ["", "Professions visées :", "", entries(draw, how, "fr"), ""]
    return "\n".join(lines)


def article(draw: Draw, how: str = "bullet") -> str:
    """Write the way an article does: prose, then a list."""
    stream = STREAMS[draw.stream][0]
    lines = ["Ontario holds a new draw", ""]
    if draw.invitations is not None:
        lines.append(
            f"Ontario sent {number(draw.invitations)} invitations to candidates of the {stream} on {day(draw.date)}."
        )
    else:
        lines.append(f"Ontario sent invitations to candidates of the {stream} on {day(draw.date)}.")
    if draw.target is not None:
        lines.append(f"\nThe round targeted {draw.target}.")
    else:
        lines.append("\nIt was a general draw.")
    if draw.score is not None:
        if draw.score.max is None:
            lines.append(f"\nA minimum score of {draw.score.min} was enough.")
        else:
            lines.append(f"\nThe scores of those invited lay between {draw.score.min} and {draw.score.max}.")
    if window(draw):
        lines.append(f"\nTheir profiles were created from {window(draw, dash=' to ')}.")
    if draw.occupations is not None:
        lines += [
            "",
            f"These {len(draw.occupations)} occupations were invited:"
            if len(draw.occupations) > 1
            else "This occupation was invited:",
            "",
            entries(draw, how),
        ]
    lines += [
        "",
        "Candidates have 45 days to apply, and at least 30 hours of work a week count.",
        "",
        "Related articles",
        "Alberta invites 300 candidates",
    ]
    return "\n".join(lines)


def markdown(draw: Draw, how: str = "bullet") -> str:
    """Write a Markdown table of one draw, and its list below."""
    cells = _cells(draw)
    lines = [f"## {STREAMS[draw.stream][0]}", "", "| " + " | ".join(cells) + " |", "|" + " --- |" * len(cells)]
    lines.append("| " + " | ".join(cells.values()) + " |")
    if draw.occupations is not None:
        lines += ["", "### Occupations invited", "", entries(draw, how)]
    return "\n".join(lines)


def sideways(draw: Draw, how: str = "number") -> str:
    """Write a table whose names stand in the first column."""
    cells = {"Stream": STREAMS[draw.stream][0], **_cells(draw)}
    lines = [f"| {name} | {value} |" for name, value in cells.items()]
    if draw.occupations is not None:
        lines += ["", "Occupations:", "", entries(draw, how)]
    return "\n".join(lines)


def cell_lines(draw: Draw, how: str = "bare") -> str:
    """Write a table as lines of cells, as copying from a page leaves it."""
    cells = _cells(draw)
    lines = [f"Ontario {STREAMS[draw.stream][0]}", "", *cells, "", *cells.values()]
    if draw.occupations is not None:
        lines += ["", entries(draw, how)]
    return "\n".join(lines)


def blanks(draw: Draw, how: str = "dashed line") -> str:
    """Write a table whose cells have only blanks between them."""
    cells = _cells(draw)
    lines = [f"Ontario {STREAMS[draw.stream][0]} Draw", "", " ".join(cells), " ".join(cells.values())]
    if draw.occupations is not None:
        lines += ["", entries(draw, how)]
    return "\n".join(lines)


def tabs(draw: Draw, how: str = "behind") -> str:
    """Write a table with tabs."""
    cells = {"Stream": STREAMS[draw.stream][0], **_cells(draw)}
    lines = ["\t".join(cells), "\t".join(cells.values())]
    if draw.occupations is not None:
        lines += ["", "NOC code\tOccupation", *(f"{group.code}\t{group.title}" for group in groups(draw))]
    return "\n".join(lines) + "\n" * (how == "behind")


def labels(draw: Draw, how: str = "gloss") -> str:
    """Write a line for each fact, with its name before a colon."""
    lines = [f"{name}: {value}" for name, value in {"Stream": STREAMS[draw.stream][0], **_cells(draw)}.items()]
    if draw.occupations is not None:
        lines += ["", "Occupations:", entries(draw, how)]
    return "\n".join(lines)


def page(draw: Draw, how: str = "hyphen") -> str:
    """Write HTML."""
    stream = STREAMS[draw.stream][0]
    cells = _cells(draw)
    head = "".join(f"<th>{name}</th>" for name in cells)
    body = "".join(f"<td>{value}</td>" for value in cells.values())
    parts = [f"<h3>{stream}</h3><table><thead><tr>{head}</tr></thead><tbody><tr>{body}</tr></tbody></table>"]
    if draw.occupations is not None:
        items = "".join(f"<li><abbr>NOC</abbr>&nbsp;{g.code} - {g.title}</li>" for g in groups(draw))
        parts.append(f"<p>Occupations:</p><ul>{items}</ul>")
    return f"<html><body>{''.join(parts)}</body></html>" + "\n" * (how == "hyphen")


def _cells(draw: Draw) -> dict[str, str]:
    cells = {"Date issued": day(draw.date)}
    if draw.invitations is not None:
        cells["Number of invitations issued"] = number(draw.invitations)
    if window(draw):
        cells["Date profiles created"] = window(draw)
    if draw.score is not None:
        cells["Score range"] = score(draw)
    cells["Notes"] = f"Targeted draw for {draw.target}." if draw.target is not None else "General draw."
    return cells


LAYOUTS: dict[str, Callable[..., str]] = {
    "official": official,
    "official, French": official_fr,
    "article": article,
    "Markdown": markdown,
    "table on its side": sideways,
    "lines of cells": cell_lines,
    "cells between blanks": blanks,
    "tabs": tabs,
    "labels": labels,
    "HTML": page,
}
ENTRIES = ("bullet", "hyphen", "number", "bare", "behind", "gloss", "dashed line", "broken")


def listed_draws() -> list[Draw]:
    """Return the packaged draws that have a list."""
    return list(oinp_noc.draws().select(listing="listed"))
