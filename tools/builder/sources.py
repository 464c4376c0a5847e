"""The folder ``sources/``: what is in it, read whole."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from builder.files import Csv, Toml, read_csv, read_json, read_toml
from builder.shapes import Concordance, Draw, Entry, Explanation, Group, Source, Stream, Version, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builder.report import Report

T = TypeVar("T")


@attrs.frozen
class Sources:
    """What people wrote, entry by entry; an entry with a fault in its shape is left out.

    Attributes:
        versions: what there is of each NOC version.
        concordances: what there is of each concordance.
        groups_of: the groups of each NOC version.
        pairs: the pairs of each concordance, by its two versions.
        titles: the example titles, by version and language.
        updated: the day of the data.
        read_from: the tables that facts were taken from.
        draws: the draws, in the order of the files.
        draw_files: the files of the draws, by year.
        streams: the streams that could be read.
        stream_ids: the ids of all streams, as their files are named.
        labels: what draws call their groups of occupations, and the titles of these groups.
        groups: the published occupation groups.
        notice_words: the words of announcements.
        everyday_words: what people call their work, by language.
        totals: the numbers of invitations that pages print for a time.
        explanations: why findings of quality control are known.
        elsewhere: words of other countries, and those that Canadian titles have for them, by language.
    """

    versions: dict[str, Entry[Version]]
    concordances: dict[tuple[str, str], Entry[Concordance]]
    groups_of: dict[str, Csv]
    pairs: dict[tuple[str, str], Csv]
    titles: dict[tuple[str, str], Csv]
    updated: dt.date | None
    read_from: list[Entry[Source]]
    draws: list[Entry[Draw]]
    draw_files: list[Toml]
    streams: dict[str, Entry[Stream]]
    stream_ids: set[str]
    labels: dict[str, str]
    groups: dict[str, Entry[Group]]
    totals: Csv
    explanations: list[Entry[Explanation]]
    notice_words: list[dict[str, Any]]
    everyday_words: dict[str, dict[str, str]]
    elsewhere: dict[str, dict[str, str]]


def read_sources(root: Path, report: Report) -> Sources:
    """Read the whole folder; what it holds that nothing asks for is a fault."""
    listed = read_toml(root, "versions.toml", report)
    versions = {entry.value.id: entry for entry in _entries(Version, listed, "version", report)}
    joined = {
        (entry.value.source, entry.value.target): entry
        for entry in _entries(Concordance, listed, "concordance", report)
    }
    titles = [(id_, lang) for id_, entry in versions.items() for lang in entry.value.titles]
    publishers = read_toml(root, "publishers.toml", report)
    draw_files = [read_toml(root, path, report) for path in _paths(root, "draws", ".toml")]
    labels = read_toml(root, "groups/labels.toml", report)
    explained = read_toml(root, "explanations.toml", report)
    found = Sources(
        versions=versions,
        concordances=joined,
        groups_of={
            id_: read_csv(
                root,
                f"noc/{id_}.csv",
                ("code", "level", "parent", "title"),
                ("title_fr", "title_fr_status", "teer", "skill_level"),
                report,
            )
            for id_ in versions
        },
        pairs={
            key: read_csv(
                root,
                f"concordance/{'-'.join(key)}.csv",
                ("source", "target", "publishers"),
                ("changes", "successor"),
                report,
            )
            for key in joined
        },
        titles={
            key: read_csv(root, f"titles/{'-'.join(key)}.csv", ("code", "title"), ("illustrative",), report)
            for key in titles
        },
        updated=publishers.data.get("updated"),
        read_from=list(_entries(Source, publishers, "source", report)),
        draws=[entry for file in draw_files for entry in _entries(Draw, file, "draw", report)],
        draw_files=draw_files,
        streams=_by_file(Stream, root, "streams", report),
        stream_ids={_name(path) for path in _paths(root, "streams", ".toml")},
        labels=labels.data,
        groups=_by_file(Group, root, "groups", report),
        totals=read_csv(
            root, "totals.csv", ("streams", "region", "since", "until", "invitations", "source"), (), report
        ),
        explanations=list(_entries(Explanation, explained, "explanation", report)),
        notice_words=read_json(root, "words/notices.json", report) or [],
        everyday_words=read_json(root, "words/everyday.json", report) or {},
        elsewhere=read_json(root, "words/elsewhere.json", report) or {},
    )
    _only(explained, {"explanation"}, report)
    _check(root, found, (listed, publishers, labels), report)
    return found


def _check(root: Path, found: Sources, others: tuple[Toml, Toml, Toml], report: Report) -> None:
    listed, publishers, labels = others
    _only(listed, {"version", "concordance"}, report)
    _only(publishers, {"updated", "source"}, report)
    for file in found.draw_files:
        _only(file, {"draw"}, report)
    for folder, known in (("noc", found.groups_of), ("concordance", found.pairs), ("titles", found.titles)):
        for path in sorted({*_paths(root, folder, ".csv")} - {file.path for file in known.values()}):
            report.check(holds=False, fault=f"{path}: versions.toml does not list it")
    for (source, target), joined in found.concordances.items():
        for key, id_ in (("source", source), ("target", target)):
            report.check(id_ in found.versions, f"{joined.at(key)}: {id_!r} is not a NOC version that is listed")
    for entry in found.read_from:
        late = found.updated is None or entry.value.gathered > found.updated
        report.check(not late, f"{entry.at('gathered')}: gathered after the day that `updated` gives the data")
    for label, title in found.labels.items():
        report.check(isinstance(title, str) and title, f"{labels.place(label)}: {label}: expected a title in quotes")


def _entries(shape: type[T], file: Toml, key: str, report: Report) -> Iterator[Entry[T]]:
    written = file.data.get(key, [])
    if not isinstance(written, list):
        report.check(holds=False, fault=f"{file.place(key)}: expected [[{key}]], with two brackets")
        return
    for number, one in enumerate(written):
        if entry := read(shape, file, (key, number), one, report):
            yield entry


def _by_file(shape: type[T], root: Path, folder: str, report: Report) -> dict[str, Entry[T]]:
    """Read the files of a folder that hold one entry each and are named for its id."""
    found = {}
    for path in _paths(root, folder, ".toml"):
        name = _name(path)
        if (folder, name) == ("groups", "labels"):
            continue
        file = read_toml(root, path, report)
        said = file.data.get("id", name)
        report.check(said == name, f"{file.place('id')}: the id {said!r} is not the name of the file")
        if entry := read(shape, file, (), file.data, report):
            found[name] = entry
    return found


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".toml")


def _only(file: Toml, known: set[str], report: Report) -> None:
    for key in sorted({*file.data} - known):
        report.check(holds=False, fault=f"{file.place(key)}: {key}: expected {', '.join(sorted(known))}")


def _paths(root: Path, folder: str, ending: str) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / folder).glob(f"*{ending}"))
