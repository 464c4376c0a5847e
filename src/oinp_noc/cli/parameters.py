"""What the values of options and arguments are: what the help calls them, and what a shell offers for them.

Where a shell is offered nothing, it offers files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

import oinp_noc
from oinp_noc._oinp.criteria import PROGRAMS, REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterable


def _versions(_: object) -> Iterable[str]:
    return oinp_noc.versions()


def _streams(_: object) -> Iterable[str]:
    return (each.id for each in oinp_noc.streams())


def _groups(_: object) -> Iterable[str]:
    return (each.id for each in oinp_noc.occupation_groups())


def _labels(_: object) -> Iterable[str]:
    return sorted({label for draw in oinp_noc.draws() for label in draw.labels})


def _draws(_: object) -> Iterable[str]:
    return reversed(oinp_noc.draws().ids)


def _sides(context: object) -> Iterable[str]:
    return (*_groups(context), *_draws(context))


Code = Annotated[str, Parameter(metavar="CODE")]
ColumnName = Annotated[str, Parameter(metavar="COLUMN")]
Day = Annotated[str, Parameter(metavar="DATE")]
DrawId = Annotated[str, Parameter(metavar="DRAW", completer=_draws)]
File = Annotated[str, Parameter(metavar="FILE")]
SideId = Annotated[str, Parameter(completer=_sides)]
GroupId = Annotated[str, Parameter(metavar="GROUP", completer=_groups)]
Label = Annotated[str, Parameter(metavar="GROUP", completer=_labels)]
StreamId = Annotated[str, Parameter(metavar="STREAM", completer=_streams)]
Version = Annotated[str, Parameter(metavar="VERSION", completer=_versions)]
ProblemKind = Annotated[str, Parameter(metavar="KIND")]
Region = Annotated[str, Parameter(metavar="PLACE", completer=lambda _: tuple(REGIONS))]
Program = Annotated[str, Parameter(metavar="PROGRAM", completer=lambda _: tuple(PROGRAMS))]
Language = Annotated[str, Parameter(metavar="LANGUAGE", completer=lambda _: ("French",))]
Experience = Annotated[str, Parameter(metavar="WHERE", completer=lambda _: ("Canadian", "foreign"))]
LevelName = Annotated[str, Parameter(metavar="LEVEL")]
JobTitle = Annotated[str, Parameter(metavar="TITLE")]
