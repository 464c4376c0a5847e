"""Hostile values, and how values are made from them and from real ones."""

from __future__ import annotations

import datetime as dt
import decimal
import fractions
import math
from collections import deque
from typing import TYPE_CHECKING, Any

import numpy as np

import oinp_noc

if TYPE_CHECKING:
    from random import Random

VERSIONS = oinp_noc.versions()
CODES = {version: [group.code for group in oinp_noc.classification(version).unit_groups] for version in VERSIONS}
GROUPS = {version: list(oinp_noc.classification(version)) for version in VERSIONS}
HISTORY = oinp_noc.draws()
STREAMS = [stream.id for stream in oinp_noc.streams()]

TEXTS = (
    *(
        "",
        " ",
        "0",
        "00",
        "000",
        "0000",
        "00000",
        "99999",
        "1e3",
        "-1",
        "21231.0",
        "2173.0",
        "NaN",
        "nan",
        "None",
        "null",
    ),
    *("NOC", "NOC:", "noc 21231", "CNP 2173", "NOC_2021_21231", "#2173", "'0213", '="0213"', "2173*", "-5 - Title"),
    *(
        "²173",
        "２１７３",
        "٢١٧٣",
        "२१७३",
        "2 1 7 3",
        "21\u200b231",
        "\ufeff21231",
        "21231\x00",
        "\x00",
        "\ud800",
        "é",
        "e\u0301",
    ),
    *("01-05", "07-09", "72-73", "73-72", "1-", "-", "–", "—", "[72-73]", "01-05-07", "72-733"),
    *(
        "\033]0;title\007",
        "\033[31mred\033[0m",
        "\u202eabc",
        "\u2028",
        "\r\n",
        "\t",
        "{",
        "{0}",
        "{code}",
        "%s",
        "%(a)s",
    ),
    *("../../etc/passwd", "C:\\con", "x" * 300, "9" * 300, "0" * 5000, "a b " * 500, "infirm" * 200, "(" * 300),
    *("<b>x</b>", "<table><tr><td>21231</td></tr></table>", "&nbsp;", "|---|---|", "| 21231 |", "```", "[x](y)"),
    *("2021-02-30", "2023-05-09", "0001-01-01", "9999-12-31", "20230509", "2023-5-9", "2016", "2021", "2026", "1991"),
    *(
        "software engineer",
        "sofware enginer",
        "infirmière",
        "cook/chef",
        "C++ C# .NET",
        "l'œuvre d'art",
        "ﬁtter",
        "ß" * 40,
    ),
)


class Odd:
    """Equal to nothing, unhashable, and without a readable name."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        """Refuse to be compared."""
        message = "not to be compared"
        raise TypeError(message)

    def __repr__(self) -> str:
        return "<odd>"


def others(chance: Random) -> Any:
    """Make a value that is not text."""
    match chance.randrange(24):
        case 0:
            return None
        case 1:
            return chance.choice((True, False))
        case 2:
            return chance.choice((0, 1, -1, 213, 2173, 21231, 21231.0, 2**63, 10**5000, -(10**40)))
        case 3:
            return chance.choice((math.nan, math.inf, -math.inf, 0.5, 2173.5, 1e308, -0.0))
        case 4:
            return chance.choice((b"21231", bytearray(b"2173"), memoryview(b"2173")))
        case 5:
            return [text(chance) for _ in range(chance.randrange(3))]
        case 6:
            return {text(chance): text(chance)}
        case 7:
            return {text(chance)}
        case 8:
            return np.array(chance.choice(([1, 2], [], [2173], ["2173", "2174"])))
        case 9:
            return chance.choice((np.int64(21231), np.float64("nan"), np.str_("21231"), np.bool_(True)))  # noqa: FBT003
        case 10:
            return iter(["2173"])
        case 11:
            return (each for each in ("2173", "0213"))
        case 12:
            return dt.date(2023, 5, 9)
        case 13:
            return dt.datetime(2023, 5, 9, tzinfo=dt.UTC)
        case 14:
            return decimal.Decimal(chance.choice(("21231", "NaN", "1E+999", "-0")))
        case 15:
            return fractions.Fraction(21231, chance.choice((1, 2)))
        case 16:
            return object
        case 17:
            return Odd()
        case 18:
            return chance.choice((oinp_noc.lookup("21231"), oinp_noc.lookup("2173", "2016")))
        case 19:
            return oinp_noc.OccupationSet(["21231"])
        case 20:
            return chance.choice(list(HISTORY[:20]))
        case 21:
            return range(3)
        case 22:
            return (text(chance),)
        case _:
            return deque([[]])


def code(chance: Random, version: str | None = None) -> str:
    """Take a unit group of a version, or of any."""
    return chance.choice(CODES[version or chance.choice(VERSIONS)])


def group(chance: Random) -> str:
    """Take a group of any level and version."""
    return chance.choice(GROUPS[chance.choice(VERSIONS)])


def text(chance: Random) -> str:
    """Make a text: a code, a hostile text, or a mixture."""
    kind = chance.random()
    if kind < 0.35:
        return code(chance)
    if kind < 0.45:
        return group(chance)
    if kind < 0.6:
        return chance.choice(TEXTS)
    if kind < 0.7:
        return "".join(chance.choice("0123456789") for _ in range(chance.randrange(1, 7)))
    if kind < 0.75:
        return f"{chance.choice(TEXTS)[:40]}{chance.choice(('', ' ', ' - ', ': ', chr(0xA0)))}{code(chance)}"
    return mutated(chance, code(chance) if kind < 0.9 else chance.choice(TEXTS))


def mutated(chance: Random, given: str) -> str:
    """Change a text in one to three places."""
    marks = list(given[:2000])
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(marks) + 1)
        match chance.randrange(4):
            case 0:
                marks[place:place] = chance.choice(TEXTS)[:8] or "0"
            case 1:
                del marks[place : place + chance.randrange(1, 3)]
            case 2:
                marks[place : place + 1] = chr(chance.choice((chance.randrange(32, 127), chance.randrange(0x2100))))
            case _:
                marks[place:place] = marks[max(0, place - 3) : place]
    return "".join(marks)


def anything(chance: Random, share: float = 0.1) -> Any:
    """Make a text, or now and then a value of another type."""
    return others(chance) if chance.random() < share else text(chance)


def version(chance: Random, share: float = 0.02) -> Any:
    """Take a version, or now and then what is none."""
    return anything(chance, 0.5) if chance.random() < share else chance.choice(VERSIONS)
