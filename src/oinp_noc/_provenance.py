"""Where the packaged data comes from, and whether it is whole."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs

from oinp_noc._answers.value import Value
from oinp_noc._data import once, package, read_package, verified
from oinp_noc._locks import FIRST_USE
from oinp_noc.errors import DataError

if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

DATA_LAST_UPDATED: dt.date
"""The day on which the sources of the packaged data were last gathered."""


@attrs.frozen
class Source(Value):
    """A raw file that packaged tables were built from.

    Attributes:
        name: the file's name without its ending.
        title: what it is.
        publisher: who published what it holds.
        edition: the edition, or what is known of its date.
        licence: the licence of the content, or what is known of it.
        gathered: the day on which the file was gathered.
        address: where it was read, or None if it was put together from several pages.
        sha256: the hash of the file.
        rows: how many rows (lines, for a text) it has.
    """

    name: str
    title: str
    publisher: str
    edition: str
    licence: str
    gathered: dt.date
    address: str | None
    sha256: str
    rows: int


@attrs.frozen
class Table(Value):
    """A packaged table and where it comes from.

    Attributes:
        name: the table's name, such as ``noc-2021``.
        title: what it holds.
        path: the file's name in the package's data folder.
        rows: how many records it has.
        sha256: the hash of the packaged file.
        crc32: the checksum that the first use verifies, as eight hexadecimal digits.
        sources: the raw files that it was built from.
    """

    name: str
    title: str
    path: str
    rows: int
    sha256: str
    crc32: str
    sources: tuple[Source, ...]


def provenance() -> tuple[Table, ...]:
    """Return where every packaged table comes from.

    Returns:
        One `Table` for each packaged file, by name, each with its `Source` files.

    Raises:
        DataError: the packaged description is missing or damaged.

    Example:
        >>> import oinp_noc
        >>> [source.edition for source in oinp_noc.provenance()[2].sources][0]
        'current edition (downloaded 2026-03-02)'
    """
    sources = {
        row["name"]: Source(
            gathered=dt.date.fromisoformat(row["gathered"]),
            **{
                key: row[key]
                for key in ("name", "title", "publisher", "edition", "licence", "address", "sha256", "rows")
            },
        )
        for row in package()["sources"]
    }
    return tuple(
        Table(
            name=row["name"],
            title=row["title"],
            path=row["path"],
            rows=row["rows"],
            sha256=row["hash"].removeprefix("sha256:"),
            crc32=row["crc32"],
            sources=tuple(sources[source["name"]] for source in row["sources"]),
        )
        for row in package()["resources"]
    )


def verify() -> tuple[str, ...]:
    """Read every packaged file anew and compare it with its CRC-32 and SHA-256.

    Returns:
        The names of the files that were verified.

    Raises:
        DataError: at least one file is missing or damaged; the message names all of them.

    Example:
        >>> import oinp_noc
        >>> "noc-2021.json" in oinp_noc.verify()
        True
    """
    read_package()
    described = {row["path"]: row for row in _described()}
    faults = {}
    for path, row in described.items():
        try:
            if f"sha256:{sha256(verified(path, row['crc32'])).hexdigest()}" != row["hash"]:
                faults[path] = f"{path} is damaged: its SHA-256 is not the recorded one"
        except DataError as error:
            faults[path] = str(error)
    if faults:
        raise DataError("; ".join(faults.values()), value=tuple(faults), candidates=tuple(faults))
    return ("datapackage.json", *described)


def data_files() -> dict[str, Traversable]:
    """Return the packaged files, for those who want the JSON itself.

    Returns:
        A file for each name, as a `Traversable` of importlib-resources: it has `read_text()`, `open()` and more,
        and need not be a file on disk. ``datapackage.json`` describes the tables as a Frictionless Data Package, and
        ``schemas/`` has a JSON Schema (draft 2020-12) for each kind of table.

    Example:
        >>> import oinp_noc
        >>> sorted(oinp_noc.data_files())[:2]
        ['concordance-2006-2011.json', 'concordance-2011-2016.json']
    """
    with FIRST_USE:
        from importlib_resources import files  # noqa: PLC0415 (few callers need it)

        folder = files("oinp_noc") / "data"  # imports more
    paths = sorted((*(row["path"] for row in _described()), "datapackage.json"))
    return {path: folder.joinpath(*path.split("/")) for path in paths}


def _described() -> list[dict[str, Any]]:
    """List what the description records of each packaged file: the tables, then their schemas."""
    return [*package()["resources"], *package()["schemas"]]


def __getattr__(name: str) -> dt.date:
    """Read the day of the data when it is first asked for."""
    if name != "DATA_LAST_UPDATED":
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return last_updated()


@once
def last_updated() -> dt.date:
    """Read the day of the data, once."""
    return dt.date.fromisoformat(package()["created"].partition("T")[0])
