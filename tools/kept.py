"""Values and files as this version writes them, kept for later versions to read: ``python tools/kept.py --write``.

``tests/kept/VERSION/`` has a pickle and the plain form of a value of every public class (those of
``tests/test_values.py``), and a file of draws in each of its forms. Every later version reads them. A folder is written
once, when its version is released; until then ``--write`` replaces the one of the version that is being made.
``ids.txt`` has the ids that never change.
"""

from __future__ import annotations

import importlib.util
import json
import pickle
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "tests" / "kept"
IDS = KEPT / "ids.txt"
UNTIL = "2024-12-31"
LEFT_OUT = ("DrawHistory", "OccupationSet of all")
"""Large, and nothing that a smaller value of its class is not."""

PROTOCOL = 4
"""Of Python 3.4: every Python that the package runs on reads it."""


def values() -> dict[str, Any]:
    """Return a value of every public class, by name: those that the tests of values use."""
    spec = importlib.util.spec_from_file_location("test_values", ROOT / "tests" / "test_values.py")
    if spec is None or spec.loader is None:  # the file is there, but the types do not know it
        raise FileNotFoundError
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: value for name, value in module.VALUES.items() if name not in LEFT_OUT}


def write(folder: Path) -> None:
    """Write what is kept into a folder."""
    import oinp_noc  # noqa: PLC0415 (from the tree)

    folder.mkdir(parents=True, exist_ok=True)
    found = values()
    classes = {name: getattr(oinp_noc.errors, name) for name in oinp_noc.errors.__all__}
    errors = {name: each("a message", value="x", version="2021", candidates=("y",)) for name, each in classes.items()}
    pickled = {
        "values": {name: pickle.dumps(value, PROTOCOL) for name, value in found.items()},
        "errors": {name: pickle.dumps(error, PROTOCOL) for name, error in errors.items()},
    }
    (folder / "pickles.pickle").write_bytes(pickle.dumps(pickled, PROTOCOL))
    plain = {name: [type(value).__name__, _plain(value)] for name, value in found.items()}
    lines = (f"{json.dumps(name)}: {json.dumps(each, ensure_ascii=False)}" for name, each in plain.items())
    (folder / "values.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    day = oinp_noc.draws().select(since="2023-05-09", until="2023-05-16")
    day.dump(folder / "draws.json")
    own = {**day[0].to_dict(), "id": "2023-05-09-my-stream", "stream": "my-stream"}
    file = oinp_noc.DrawHistory([oinp_noc.Draw.from_dict(own), *day])
    file.dump(folder / "own-streams.json")


def ids() -> list[str]:
    """Return the ids that never change, one a line: of draws to the end of a year, of streams and of groups."""
    import oinp_noc  # noqa: PLC0415

    return [
        *(f"draw {id_}" for id_ in oinp_noc.draws().select(until=UNTIL).ids),
        *(f"stream {stream.id}" for stream in oinp_noc.streams()),
        *(f"group {group.id}" for group in oinp_noc.occupation_groups()),
    ]


def _plain(value: Any) -> dict[str, Any]:  # noqa: ANN401 (any value)
    """Return the plain form of a value; of one that is asked for again, only what it is asked for by."""
    plain: dict[str, Any] = value.to_dict()
    asked_again = value.__reduce__()[0].__name__ in ("classification", "concordance")
    return {name: plain[name] for name in value._key} if asked_again else plain  # noqa: SLF001 (its key)


def main(words: list[str]) -> int:
    """Write what is kept of this version, or say what is kept."""
    import oinp_noc  # noqa: PLC0415

    if words == ["--write"]:
        known = IDS.read_text("utf-8").splitlines() if IDS.exists() else []
        if lost := sorted({*known} - {*ids()}):
            print(f"{', '.join(lost)}: gone, and an id that was published never changes", file=sys.stderr)
            return 1
        IDS.write_text("\n".join(ids()) + "\n", "utf-8")
        write(KEPT / oinp_noc.__version__)
    for path in sorted(KEPT.glob("*/*")):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    sys.exit(main(sys.argv[1:]))
