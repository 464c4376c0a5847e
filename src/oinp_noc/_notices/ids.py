"""Draws of a notice in, draws with ids out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, cast

import attrs

from oinp_noc import _data
from oinp_noc._notices.words.lexicon import spell
from oinp_noc._oinp.draw import Draw
from oinp_noc._oinp.packaged import draws
from oinp_noc.errors import NoticeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.values import NoticeDraw


def with_ids(announced: list[NoticeDraw]) -> Iterator[Draw]:
    """Make draws of those that have a date and a stream."""
    named = [draw for draw in announced if draw.date is not None and draw.stream is not None]
    shared = Counter((draw.date, draw.stream) for draw in named)
    slugs = Counter((draw.date, draw.stream, draw.slug) for draw in named)
    for (date, stream, slug), times in slugs.items():
        if times > 1:
            message = f"{times} draws of {date} in {stream} have the same target ({slug}), so no ids of their own"
            raise NoticeError(message, value=(date, stream, slug))
    fields = {attribute.name for draw in named[:1] for attribute in attrs.fields(type(draw))}
    fields &= {attribute.name for attribute in attrs.fields(Draw)}
    packaged: Counter[tuple[object, object]] = Counter((draw.date, draw.stream) for draw in draws())
    for draw in named:
        several = max(shared[draw.date, draw.stream], packaged[draw.date, draw.stream]) > 1
        suffix = f"-{draw.slug}" if several else ""
        values = {name: getattr(draw, name) for name in fields}
        if draw.profiles_from and draw.profiles_to and draw.profiles_to < draw.profiles_from:
            values["profiles_from"] = values["profiles_to"] = None
        yield Draw(id=f"{draw.date}-{draw.stream}{suffix}", confidence="medium", **values)


CRITERIA = ("region", "program", "language", "experience")


def slug(draw: NoticeDraw) -> str:
    """Name a target as the packaged draws name it, or by its labels, its criteria or its words."""
    by_words, by_meaning = _slugs()
    words = spell(draw.target or "")
    meaning = (frozenset(draw.labels), *(getattr(draw, name) for name in CRITERIA))
    if words in by_words:
        return by_words[words]
    if meaning in by_meaning:
        return by_meaning[meaning]
    criteria = [value.lower().replace(" ", "-") for name in CRITERIA if (value := getattr(draw, name))]
    return "-".join([*criteria, *draw.labels]) or "-".join(words) or draw.kind


@_data.once
def _slugs() -> tuple[dict[tuple[str, ...], str], dict[tuple[Any, ...], str]]:
    rows = _data.records("notice-targets")
    by_words = {spell(row["target"]): cast("str", row["slug"]) for row in rows}
    by_meaning: dict[tuple[Any, ...], str] = {}
    for row in rows:
        meaning = (frozenset(row["labels"]), *(row[name] for name in CRITERIA))
        if any(meaning):
            by_meaning.setdefault(meaning, row["slug"])
    return by_words, by_meaning
