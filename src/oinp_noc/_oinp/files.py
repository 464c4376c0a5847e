"""Files of draws."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oinp_noc._answers.faults import MOST_FAULTS, UNSEEN, told
from oinp_noc._oinp import replacing, strict
from oinp_noc._oinp.draw import Draw
from oinp_noc._oinp.records import to_record
from oinp_noc._oinp.streams import scale_of
from oinp_noc.errors import DrawFileError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence

_LARGEST = 32 << 20  # bytes of a file: 75 times the packaged draws


def dump(draws: Iterable[Draw], path: str | os.PathLike[str]) -> None:
    """Write draws to a file of the packaged format, which is replaced whole or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    with replacing.alone(path):
        replacing.replace(path, _written(draws))


def load(path: str | os.PathLike[str]) -> list[Draw]:
    """Read draws from a file, or raise one error with its faults.

    Raises:
        DrawFileError: the file is not of the format.
        OSError: the file cannot be read.
    """
    content = _read(path)
    return _draws(content, path)


def add(path: str | os.PathLike[str], merge: Callable[[list[Draw]], Sequence[Draw]]) -> int:
    """Merge draws into a file, which is made if there is none, and return how many it did not have before.

    Raises:
        DrawFileError: the file is not of the format, or another program changed it in between.
        OSError: the file cannot be read or written.
    """

    def check() -> None:
        if _read_if_there(path) != content:
            raise _not_draws(path, ["draws: another program changed them while some were added; add yours again"])

    with replacing.alone(path):
        content = _read_if_there(path)
        before = [] if content is None else _draws(content, path)
        after = merge(before)
        if set(after) != set(before):
            replacing.replace(path, _written(after), check=check)
    return len(after) - len(before)


def _written(draws: Iterable[Draw]) -> bytes:
    """Write draws as JSON, one a line. Streams that the package does not know are declared above them."""
    draws = list(draws)
    lines = ",\n".join(json.dumps(to_record(draw), ensure_ascii=False) for draw in draws)
    own = sorted({draw.stream for draw in draws if scale_of(draw.stream) is None})
    text = f'{{"streams": {json.dumps(own)}, "draws": [\n{lines}\n]}}\n' if own else f"[\n{lines}\n]\n"
    return text.encode()


def _read(path: str | os.PathLike[str]) -> bytes:
    with Path(path).open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise _not_draws(path, [f"draws: expected at most {_LARGEST >> 20} MB, which is many thousands of draws"])
    return content


def _read_if_there(path: str | os.PathLike[str]) -> bytes | None:
    try:
        return _read(path)
    except FileNotFoundError:
        return None


def _draws(content: bytes, path: str | os.PathLike[str]) -> list[Draw]:
    file = strict.read_file(_parse(content, path))
    if not isinstance(file, strict.File):
        raise _not_draws(path, file)
    draws: list[Draw] = []
    faults: list[str] = []
    first: dict[str, int] = {}
    for place, record in enumerate(file.draws):
        found = strict.read(record, f"draws[{place}]", file.streams)
        if isinstance(found, Draw):
            draws.append(found)
        else:
            faults += found
        id_ = record.get("id") if isinstance(record, dict) else None
        if isinstance(id_, str) and first.setdefault(id_, place) != place:
            faults.append(f"draws[{place}].id: {told(id_)} is draws[{first[id_]}] already")
        if len(faults) >= MOST_FAULTS:
            raise _not_draws(path, faults[:MOST_FAULTS], f"draws: {UNSEEN}")
    if faults:
        raise _not_draws(path, faults)
    return draws


def _parse(content: bytes, path: str | os.PathLike[str]) -> object:
    try:
        return json.loads(content, object_pairs_hook=_no_field_twice)
    except RecursionError:
        raise _not_draws(path, ["draws: nested too deeply"]) from None
    except UnicodeDecodeError as error:
        raise _not_draws(path, [f"draws: not UTF-8, {error.reason} at byte {error.start}"]) from None
    except ValueError as error:
        raise _not_draws(path, [f"draws: not JSON, {error}"]) from None


def _no_field_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        left = Counter(field for field, _ in pairs)
        twice = next(field for field, _ in pairs if left[field] > 1)
        message = f"the field {told(twice)} occurs twice in one object"
        raise ValueError(message)
    return fields


def _not_draws(path: str | os.PathLike[str], faults: list[str], *more: str) -> DrawFileError:
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    # Half characters, which JSON can spell, would keep the message from being printed.
    faults = [fault.encode(errors="backslashreplace").decode() for fault in (*faults, *more)]
    return DrawFileError(f"{path} has {count}: {'; '.join(faults)}", value=path, candidates=tuple(faults))
