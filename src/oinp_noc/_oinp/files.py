"""Files of draws, and frames."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from oinp_noc._oinp.draw import Draw
from oinp_noc._oinp.records import to_record
from oinp_noc._oinp.strict import converter, explained, told, with_versions
from oinp_noc.errors import DrawFileError

if TYPE_CHECKING:
    from collections.abc import Iterable

Backend = Literal["pandas", "polars", "pyarrow"]

_LARGEST = 32 << 20  # bytes of a file: 75 times the packaged draws
_MOST_FAULTS = 1000  # that an error lists: a file of something else has one in every place


def dump(draws: Iterable[Draw], path: str | os.PathLike[str]) -> None:
    """Write draws to a file, one a line: into a file beside it first, so that no file is ever half written."""
    lines = (json.dumps(to_record(draw), ensure_ascii=False) for draw in draws)
    target = Path(path)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        beside.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8", newline="\n")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def load(path: str | os.PathLike[str]) -> list[Draw]:
    """Read draws from a file, or raise one error with every fault in it."""
    from cattrs import BaseValidationError, transform_error  # noqa: PLC0415 (43 ms that only a user's file needs)

    records = _parse(_read(path), str(path))
    strict = converter()
    faults: list[str] = []
    draws = []
    for place, record in enumerate(records):
        try:
            draws.append(strict.structure(with_versions(record), Draw))
        except (BaseValidationError, ValueError) as error:
            for fault in transform_error(error, path=f"draws[{place}]", format_exception=explained):
                said, _, where = fault.rpartition(" @ ")
                faults.append(f"{where}: {said}")
        if len(faults) >= _MOST_FAULTS:
            raise _not_draws(path, [*faults, "draws: what follows was not looked at"])
    faults += _repeated(records)
    if faults:
        raise _not_draws(path, faults)
    return draws


def _not_draws(path: str | os.PathLike[str], faults: list[str]) -> DrawFileError:
    # Half characters, which JSON can spell, would keep the message from being printed.
    faults = [fault.encode(errors="backslashreplace").decode() for fault in faults]
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    return DrawFileError(f"{path} has {count}: {'; '.join(faults)}", value=path, candidates=tuple(faults))


def _read(path: str | os.PathLike[str]) -> bytes:
    with Path(path).open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise _not_draws(path, [f"draws: expected at most {_LARGEST >> 20} MB, which is many thousands of draws"])
    return content


def _parse(content: bytes, path: str) -> list[Any]:
    try:
        records = json.loads(content, object_pairs_hook=_no_field_twice)
    except RecursionError:
        raise _not_draws(path, ["draws: nested too deeply"]) from None
    except UnicodeDecodeError as error:
        raise _not_draws(path, [f"draws: not UTF-8, {error.reason} at byte {error.start}"]) from None
    except ValueError as error:
        raise _not_draws(path, [f"draws: not JSON, {error}"]) from None
    if not isinstance(records, list):
        raise _not_draws(path, [f"draws: expected a list of draws, got {told(records)}"])
    return records


def _no_field_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        twice = next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1)
        message = f"the field {twice!r} stands twice in one object"
        raise ValueError(message)
    return fields


def _repeated(records: list[Any]) -> list[str]:
    first: dict[str, int] = {}
    faults = []
    for place, record in enumerate(records):
        id_ = record.get("id") if isinstance(record, dict) else None
        if isinstance(id_, str) and first.setdefault(id_, place) != place:
            faults.append(f"draws[{place}].id: {id_} is draws[{first[id_]}] already")
    return faults
