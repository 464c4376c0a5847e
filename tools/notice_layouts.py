"""Changes of a text that mean nothing: each function returns the same text, laid out or written otherwise."""

from __future__ import annotations

import re
import textwrap

BULLET = re.compile(r"^([ \t]*)([-*•])(?=[ \t])", re.MULTILINE)
# What a line must not begin with when it is wrapped: it would be read as a bullet, a number of a list or a heading.
STRANGE = re.compile(r" (?=(?:[-–—*•#|]+|\d+[.)]) )")
COLUMNS = 76
RULE = re.compile(r"[\s|:-]+")


def blanks_after_full_stops(text: str) -> str:
    """Put three blanks between two sentences of a line."""
    return re.sub(r"(?<=[.!?]) (?=\S)", "   ", text)


def wrapped(text: str) -> str:
    """Break long lines of prose at 76 columns; items hang, tables and headings stay."""
    return "\n".join(_wrap(line) for line in text.split("\n"))


def _wrap(line: str) -> str:
    if len(line) <= COLUMNS or re.search(r"[|\t]|\S {2,}\S", line) or line.lstrip().startswith("#"):
        return line
    bullet = re.match(r"[ \t]*(?:[-*•]|\d+[.)])?[ \t]*", line)
    start = bullet[0] if bullet else ""
    prose = STRANGE.sub("\0", line[len(start) :])
    lines = textwrap.wrap(
        prose,
        COLUMNS,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).replace("\0", " ")


def crlf(text: str) -> str:
    """End the lines as Windows does."""
    return text.replace("\n", "\r\n")


def doubled(text: str) -> str:
    """Put an empty line between all lines."""
    return re.sub(r"\n+", "\n\n", text)


def headed(text: str) -> str:
    """Put a line above that says when it was news."""
    return f"News of last week\n\n{text}"


def without_empty_lines(text: str) -> str:
    """Leave out the empty lines, as what is pasted often loses them."""
    return re.sub(r"\n\s*\n", "\n", text)


def quoted(text: str) -> str:
    """Quote the text as a mail does, and within it once more."""
    return "\n".join(f"> {'> ' * (at > 2)}{line}".rstrip() for at, line in enumerate(text.split("\n")))  # noqa: PLR2004


def other_bullets(text: str) -> str:
    """Take another sign for each bullet."""
    return BULLET.sub(lambda match: match[1] + {"-": "•", "*": "-", "•": "*"}[match[2]], text)


def plain_tables(text: str) -> str:
    """Write tables between bars with tabs."""
    lines = text.split("\n")
    ruled = [_is_row(line) and RULE.fullmatch(line) is not None for line in lines]
    rows = set()
    for place in (place for place, is_rule in enumerate(ruled) if is_rule):
        first = last = place
        while first and _is_row(lines[first - 1]):
            first -= 1
        while last + 1 < len(lines) and _is_row(lines[last + 1]):
            last += 1
        rows |= set(range(first, last + 1))
    return "\n".join(
        "\t".join(_cells(line)) if place in rows else line
        for place, line in enumerate(lines)
        if not (place in rows and ruled[place])
    )


def _is_row(line: str) -> bool:
    return line.count("|") > 1


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def markdown_tables(text: str) -> str:
    """Write tables between tabs with bars, and a rule below the names of the columns."""
    return re.sub(r"(?m)(?:^[^\t\n]*\t[^\n]*(?:\n|\Z)){2,}", lambda match: _markdown(match[0]), text)


def _markdown(table: str) -> str:
    rows = [line.split("\t") for line in table.rstrip("\n").split("\n")]
    if len({len(row) for row in rows}) > 1:
        return table
    lines = [f"| {' | '.join(row)} |" for row in (rows[0], ["---"] * len(rows[0]), *rows[1:])]
    return "\n".join(lines) + table[len(table.rstrip("\n")) :]


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MOIS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
ENGLISH_DAY = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}})\b")
FRENCH_DAY = re.compile(rf"\b(\d{{1,2}})(?:er)? ({'|'.join(MOIS)}) (\d{{4}})\b")


def days_first(text: str) -> str:
    """Write July 9, 2024 as 9 July 2024."""
    return ENGLISH_DAY.sub(r"\2 \1 \3", text)


def days_in_numbers(text: str) -> str:
    """Write July 9, 2024 and 9 juillet 2024 as 2024-07-09."""
    text = ENGLISH_DAY.sub(lambda day: f"{day[3]}-{MONTHS.index(day[1]) + 1:02}-{int(day[2]):02}", text)
    return FRENCH_DAY.sub(lambda day: f"{day[3]}-{MOIS.index(day[2]) + 1:02}-{int(day[1]):02}", text)


def other_thousands(text: str) -> str:
    """Write 1,556 as 1'556."""
    return re.sub(r"\b(\d{1,3}),(\d{3})\b(?![,\d])", r"\1'\2", text)


def with_sentences_about_nothing(text: str) -> str:
    """Put a sentence that says nothing between two sentences."""
    return re.sub(r"(?<=[a-z]{3})\. (?=[A-ZÀ-Ý])", ". Many had been waiting for this. ", text)


LAYOUTS = (
    blanks_after_full_stops,
    wrapped,
    crlf,
    doubled,
    headed,
    without_empty_lines,
    quoted,
    other_bullets,
    plain_tables,
    markdown_tables,
    days_first,
    days_in_numbers,
    other_thousands,
    with_sentences_about_nothing,
)
