"""The one place that opens packaged files.

Files are read through the package's loader, so a wheel, a zip and a frozen application serve alike. The first use
of a file compares its bytes with the checksum in ``datapackage.json``; a damaged file is a `DataError`.
"""

from __future__ import annotations

import json
import os
import zlib
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple, cast

from oinp_noc._locks import FIRST_USE
from oinp_noc.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.abc import ResourceLoader

FORMAT = 1
"""The format of the packaged files: it rises when they get other columns or fields, so that other code refuses them."""

Key = TypeVarTuple("Key")
T = TypeVar("T")


def once(build: Callable[[*Key], T]) -> Callable[[*Key], T]:
    """Cache the result of ``build`` per key; it is built once even if several threads ask at the same time."""
    built: dict[tuple[*Key], T] = {}

    def get(*key: *Key) -> T:
        if key not in built:
            with FIRST_USE:
                if key not in built:
                    built[key] = build(*key)
        return built[key]

    return get


@once
def package() -> dict[str, Any]:
    """Read the description of the packaged files, once."""
    return read_package()


def read_package() -> dict[str, Any]:
    """Read the description of the packaged files; its last entry is the checksum of everything before it."""
    content = _bytes("datapackage.json")
    body, mark, seal = content.rpartition(b'"crc32": "')
    expected = f'{zlib.crc32(body):08x}"\n}}\n'.encode()
    if not mark or seal != expected:
        message = "datapackage.json is damaged: it does not end in the checksum of what it says; reinstall oinp-noc"
        raise DataError(message, value="datapackage.json")
    described = cast("dict[str, Any]", json.loads(content))
    if (found := described.get("format")) != FORMAT:
        message = f"datapackage.json is of the format {found}, expected {FORMAT}: another version; reinstall oinp-noc"
        raise DataError(message, value="datapackage.json")
    return described


def records(name: str) -> list[dict[str, Any]]:
    """Read a packaged table of objects. Not kept: the caller builds its values from them once."""
    return cast("list[dict[str, Any]]", json.loads(_table(name)))


def rows(name: str, *columns: str) -> list[list[Any]]:
    """Read a packaged table of rows under a heading, which must be the columns that the caller knows."""
    heading, *body = cast("list[list[Any]]", records(name))
    if heading != list(columns):
        message = f"{name} has the columns {heading}: expected {list(columns)}; reinstall oinp-noc"
        raise DataError(message, value=name)
    return body


def lines(name: str) -> list[bytes]:
    """Read a packaged table of objects as its lines, for a caller that needs few of many; `record` reads one."""
    return _table(name).splitlines()[1:-1]


def record(line: bytes) -> dict[str, Any]:
    """Read one line of a packaged table of objects."""
    return cast("dict[str, Any]", json.loads(line.removesuffix(b",")))


def _table(name: str) -> bytes:
    (resource,) = (row for row in package()["resources"] if row["name"] == name)
    return verified(resource["path"], resource["crc32"])


def verified(path: str, crc32: str) -> bytes:
    """Read a packaged file and compare it with its recorded checksum."""
    content = _bytes(path)
    found = f"{zlib.crc32(content):08x}"
    if found != crc32:
        message = f"{path} is damaged: its CRC-32 is {found}, recorded is {crc32}; reinstall oinp-noc"
        raise DataError(message, value=path)
    return content


def _bytes(path: str) -> bytes:
    return packed("data", path)


def packed(folder: str, path: str) -> bytes:
    """Read a file that lies in a folder of the package, through the package's loader."""
    loader = cast("ResourceLoader", __spec__.loader)
    place = os.path.join(os.path.dirname(cast("str", __spec__.origin)), folder, path)  # noqa: PTH118, PTH120 (a loader takes text)
    try:
        return loader.get_data(place)
    except OSError as error:
        message = f"{path} is missing from the package's {folder}: {error}; reinstall oinp-noc"
        raise DataError(message, value=path) from error
