"""Grids of points: what an EOI score counts, as data."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from oinp_noc._answers.value import Value


@attrs.frozen
class GridFactor(Value):
    """One factor of a grid of points.

    Attributes:
        name: what is counted.
        levels: each level and its points, the best first.
        note: a remark, or None.
    """

    name: str
    levels: tuple[tuple[str, int], ...]
    note: str | None


@attrs.frozen
class GridSection(Value):
    """A section of a grid of points.

    Attributes:
        name: such as ``"education"``.
        points: the most points that the section gives: the sum of the best levels of its factors.
        factors: what it counts.
    """

    name: str
    points: int
    factors: tuple[GridFactor, ...]


@attrs.frozen
class Grid(Value):
    """The grid of points of an EOI score, as data: the library computes no scores.

    Attributes:
        published: the day on which it was published.
        sections: its sections.
        note: how sure it is, and what the sources leave open, or None.
        sources: the addresses of the pages that it was read from.

    Example:
        >>> import oinp_noc
        >>> grid = oinp_noc.stream("ontario-workforce-priority").grid
        >>> [(section.name, section.points) for section in grid.sections], grid.points
        ([('employment', 70), ('education', 20), ('language', 25), ('region', 15)], 130)
    """

    published: dt.date
    sections: tuple[GridSection, ...]
    note: str | None
    sources: tuple[str, ...]

    @property
    def points(self) -> int:
        """The most points that a score can have."""
        return sum(section.points for section in self.sections)


def grid(row: dict[str, Any]) -> Grid:
    """Build a grid from a record of the packaged streams."""
    sections = (
        GridSection(section["name"], section["points"], tuple(_factor(factor) for factor in section["factors"]))
        for section in row["sections"]
    )
    return Grid(dt.date.fromisoformat(row["published"]), tuple(sections), row["note"], tuple(row["sources"]))


def _factor(row: dict[str, Any]) -> GridFactor:
    return GridFactor(row["name"], tuple((level["level"], level["points"]) for level in row["levels"]), row["note"])
