"""The commands about codes: show, search and tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import oinp_noc
from oinp_noc._answers.sheets import Cell, Sheet
from oinp_noc._catalogue import marked, say, say_number
from oinp_noc._language import worded
from oinp_noc.cli.answer import TABLE, Answer, TableOutput
from oinp_noc.cli.options import KNOWN, Known, Limit, Whole, draw, history, of_all
from oinp_noc.cli.parameters import DrawId, Version  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.cli.tables import Block, Column, Table
from oinp_noc.cli.telling import draw_parts, named, row_title, sheet_of, title
from oinp_noc.errors import InvalidArgumentError, UnknownCodeError

if TYPE_CHECKING:
    from collections.abc import Sequence

Titles = Literal["en", "fr"]

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")


def show(
    code_or_draw: DrawId,
    /,
    *more: DrawId,
    version: Version | None = None,
    chosen: Known = KNOWN,
    out: TableOutput = TABLE,
) -> Answer:
    """Show every reading of a code, or all that is known of a draw.

    Args:
        code_or_draw: A code of any NOC version and level, such as 2123; or a draw: its id, or its day and words of its
            stream that no other draw of that day has.
        more: More codes and draws.
        version: Show only the reading of a code in this NOC version.
    """
    asked = (code_or_draw, *more)
    known = history(chosen)
    own = known.ids if chosen.draws else ()  # a draw of one's own may have any id
    found = [draw(each, known) if _DATED.match(each) or each in own else _readings(each, version) for each in asked]

    def parts() -> list[Block | Table]:
        return [part for each in found for part in (map(_group, each) if isinstance(each, tuple) else draw_parts(each))]

    def document() -> object:
        return [{"asked": name, **_shown(each)} for name, each in zip(asked, found, strict=True)]

    def sheet() -> Sheet:
        groups = [group for each in found if isinstance(each, tuple) for group in each]
        shown = oinp_noc.DrawHistory([each for each in found if isinstance(each, oinp_noc.Draw)])
        if groups and shown:
            message = say("--csv: codes and draws have different columns; ask for either of them")
            raise InvalidArgumentError(message, value=asked)
        return sheet_of(shown) if shown else _groups(groups)

    return Answer(out, parts, document, sheet=sheet)


def search(
    title: str,
    /,
    *words: str,
    titles: Titles | None = None,
    version: Version = "2021",
    limit: Limit = 5,
    out: TableOutput = TABLE,
) -> Answer:
    """Find the groups that a job title belongs to, the likeliest first.

    Args:
        title: A job title, such as machine learning engineer, or a code.
        words: More words of the title.
        titles: Search the titles of this language only.
        version: The NOC version.
    """
    found = oinp_noc.search(" ".join((title, *words)), lang=titles, version=version, limit=limit)
    columns = (
        Column(marked("code"), "code", is_key=True),
        Column(marked("title"), lambda row: row_title(row, "code", "version", "group_title"), flexible="wrap"),
        Column(marked("found by"), "title", rank=2, flexible="wrap"),
        Column(marked("how"), lambda row: say(_KINDS[row["kind"]]), rank=3),
        Column(marked("score"), "score", rank=1, number=True),
    )
    heading = say_number("{number} group", "{number} groups", len(found))
    return Answer(out, lambda: [Table(heading, sheet_of(found), columns)], lambda: found)


def tree(
    code: str | None = None,
    /,
    *,
    version: Version = "2021",
    depth: Whole | None = None,
    limit: Limit = None,
    out: TableOutput = TABLE,
) -> Answer:
    """Show a group with those above and below it, or the whole classification from the broad categories down.

    Args:
        code: The code of a group of any level; the broad categories, if it is not given.
        version: The NOC version.
        depth: How many levels below to show; all of a group, and one of the classification, if it is not given.
    """
    noc = oinp_noc.classification(version)
    if code is None:
        above: Sequence[oinp_noc.Group] = ()
        tops, deep = noc.at("broad category"), 1
    else:
        tops, deep = (noc[code.strip()],), len(noc.levels)
        above = tuple(reversed(tops[0].ancestors))
    groups = [(group, level) for level, group in enumerate(above)]
    for top in tops:
        groups += _below(top, len(above), deep if depth is None else depth)
    of_code = {group.code: (group, level) for group, level in groups}
    columns = (
        Column(marked("code"), "code", is_key=True, depth=lambda row: of_code[row["code"]][1]),
        Column(marked("title"), lambda row: title(of_code[row["code"]][0]), flexible="wrap", least=48),
        Column(marked("level"), lambda row: worded(row["level"]), rank=3),
        Column(marked("TEER"), "teer", rank=1, number=True),
        Column(marked("skill level"), "skill_level", rank=1),
        Column(marked("unit groups"), "unit_groups", rank=2, number=True),
    )
    shown = [group for group, _ in groups[:limit]]
    heading = say_number(
        "{number} group of NOC {version}", "{number} groups of NOC {version}", len(groups), version=version
    )
    heading = of_all(heading, limit, len(groups))
    return Answer(out, lambda: [Table(heading, _groups(shown), columns)], lambda: shown)


_KINDS = {
    "code": marked("code"),
    "exact title": marked("exact title"),
    "exact group title": marked("exact group title"),
    "phrase": marked("phrase"),
    "all words": marked("all words"),
    "word starts": marked("word starts"),
    "fuzzy": marked("fuzzy"),
}


def _groups(groups: Sequence[oinp_noc.Group]) -> Sheet:
    kinds: dict[str, Cell] = {
        **dict.fromkeys(("version", "code", "level", "parent", "title", "title_fr"), "text"),
        "teer": "integer",
        "skill_level": "text",
        "unit_groups": "integer",
    }
    rows = (
        (
            *(group.version, group.code, group.level, None if group.parent is None else group.parent.code),
            *(group.title, group.title_fr, group.teer, group.skill_level),
            len(group.unit_groups) if group.children else None,
        )
        for group in groups
    )
    return Sheet("Groups", kinds, tuple(rows))


def _below(group: oinp_noc.Group, level: int, depth: int) -> list[tuple[oinp_noc.Group, int]]:
    found = [(group, level)]
    if depth:
        for child in group.children:
            found += _below(child, level + 1, depth - 1)
    return found


def _readings(asked: str, version: str | None) -> tuple[oinp_noc.Group, ...]:
    """Find the groups that a code names."""
    readings = oinp_noc.identify(asked)
    if version is not None:
        # Where the version has no such group, its classification says so.
        return tuple(group for group in readings if group.version == version) or (
            oinp_noc.classification(version)[asked],
        )
    if not readings:
        message = say(
            "{asked} is a code of no NOC version: expected one of any version and level, or the id of a draw",
            asked=repr(asked),
        )
        raise UnknownCodeError(message, value=asked)
    return readings


def _shown(value: oinp_noc.Draw | tuple[oinp_noc.Group, ...]) -> dict[str, Any]:
    if isinstance(value, tuple):
        return {"groups": [{**group.to_dict(), "ancestors": group.ancestors} for group in value], "draw": None}
    return {"groups": [], "draw": value}


_TITLE_STATUSES = {
    "official": marked("official"),
    "reconstructed": marked("reconstructed"),
    "inferred": marked("inferred"),
}


def _group(group: oinp_noc.Group) -> Block:
    french = None
    if group.title_fr is not None and group.title_fr_status is not None:
        french = f"{group.title_fr} ({say(_TITLE_STATUSES[group.title_fr_status])})"
    fields = (
        (marked("level"), worded(group.level)),
        (marked("French title"), french),
        (marked("TEER"), group.teer),
        (marked("skill level"), group.skill_level),
        *((_LEVELS[above.level], f"{above.code} {title(above)}") for above in reversed(group.ancestors)),
    )
    return Block(named(group), fields)


_LEVELS = {
    "broad category": marked("broad category"),
    "major group": marked("major group"),
    "sub-major group": marked("sub-major group"),
    "minor group": marked("minor group"),
}
