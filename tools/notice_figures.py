"""How well notices are read: ``python tools/notice_figures.py [FOLDER ...] [--verbose]``.

A folder holds texts, ``NAME.txt``, and what a careful person fills in from each text alone, ``NAME.toml``; without one,
the project's own notices are read. Every draw that was read is paired with one that was meant, and every field ends in
one of these outcomes:

* right
* told: wrong or not read, and a problem says so
* silent wrong: a value that is not the one meant, and no problem covers it
* silent lost: a value that the text has, not read, and no problem covers it
* lost with its draw: a field that a missing draw shares with others; its number, score and codes are told or lost

A problem covers a field if its span meets the field's and is at most a block (a paragraph, a table, a list), or if its
message has the value as the text or as ISO writes it. The span of a field is the one that the notice gives; else it is
every place in the text where the value stands, and for a value that has no spelling of its own, the spans of the draw.

What was meant may be in doubt. A list of values where one belongs (of lists where a list belongs) accepts any of them,
"" standing for none; a draw with ``optional = true`` may be read or not, and its fields are not counted.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import oinp_noc
from notice_places import Span, covers, places, spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Record = dict[str, Any]
Outcome = Literal[
    "right",
    "told",
    "silent wrong",
    "silent lost",
    "lost with its draw",
    "draw paired",
    "draw missing",
    "draw missing, told",
    "draw invented",
    "draw invented, told",
    "draw right",
    "draw right and clean",
]

OWN = Path(__file__).resolve().parents[1] / "tests" / "notices" / "own"
FIELDS = (
    "role",
    "date",
    "stream",
    "kind",
    "target",
    "labels",
    "region",
    "program",
    "language",
    "experience",
    "invitations",
    "score",
    "profiles_from",
    "profiles_to",
    "listing",
    "codes",
)
LISTS = ("labels", "score", "codes")
# What a missing draw takes with it: its other fields may stand in another draw as well.
OF_ITS_OWN = ("invitations", "score", "codes")
# Two draws are the same one if they share enough of this.
WEIGHTS = {"invitations": 4, "score": 2, "codes": 3, "date": 2, "stream": 2, "target": 1, "role": 1}
ENOUGH = 4
# What the text has wrong says nothing of how it was read.
OF_THE_TEXT = {"html", "title-misspelt", "title-shortened", "title-unlike", "title-of-another-code", "code-twice"}


class Result(NamedTuple):
    """What became of a field, or of a whole draw (then `field` is empty)."""

    outcome: Outcome
    draw: str
    field: str = ""
    meant: Any = None
    read: Any = None


# What was meant, and what was read.


def expected(path: Path) -> Record:
    """Read what was checked by hand, each draw with all fields."""
    notice = tomllib.loads(path.read_text("utf-8"))
    draws = []
    for draw in notice.get("draws", []):
        first, last = _window(draw.pop("profiles", []))
        draws.append(
            {
                **dict.fromkeys(FIELDS),
                "role": "announced",
                "labels": [],
                **{name: value for name, value in draw.items() if name in (*FIELDS, "optional")},
                "profiles_from": first,
                "profiles_to": last,
                "codes": _sorted(draw["codes"]) if "codes" in draw else None,
            }
        )
    return {**notice, "draws": draws}


def _window(profiles: list[Any]) -> tuple[Any, Any]:
    """Part a window into its first and last day, each of them perhaps a list of several; or so part each of several."""
    if all(isinstance(each, list) for each in profiles) and any("" not in each for each in profiles):
        windows = [(*each, "", "")[:2] for each in profiles]
        return [first for first, _ in windows], [last for _, last in windows]
    first, last = (*profiles, "", "")[:2]
    return first or None, last or None


def _sorted(codes: list[Any]) -> list[Any]:
    return [sorted(each) for each in codes] if any(isinstance(each, list) for each in codes) else sorted(codes)


def found(notice: oinp_noc.Notice) -> list[Record]:
    """Lay out what was read in the same way."""
    draws = []
    for record, draw in zip(notice.to_records()["draws"], notice.draws, strict=True):
        score = draw.score and [part for part in (draw.score.min, draw.score.max) if part is not None]
        draws.append({**{name: record.get(name) for name in FIELDS}, "score": score, "codes": record["occupations"]})
    return draws


def cases(folder: Path = OWN) -> Iterator[tuple[str, oinp_noc.Notice, Record]]:
    """Read every notice of a folder, with what was checked by hand."""
    for path in sorted(folder.glob("*.toml")):
        meant = expected(path)
        text = path.with_suffix(".txt").read_text("utf-8")
        yield path.stem, oinp_noc.parse_notice(text, published=meant.get("published")), meant


# Right or not.


def accepted(field: str, meant: Any) -> list[Any]:  # noqa: ANN401 (any field)
    """List the values that are right for a field; None stands for none."""
    several = isinstance(meant, list) and (field not in LISTS or any(isinstance(value, list) for value in meant))
    return [value or None for value in meant] if several else [meant or None]


def is_right(field: str, meant: Record, read: Record) -> bool:
    """Say whether a field was read as meant; of a target, where it begins and ends is a matter of taste."""
    value = read.get(field) or None
    values = accepted(field, meant.get(field))
    if field != "target":
        return value in values
    if value is None or values == [None]:
        # Where the text names no target, but has a list, its words are as good as none.
        return value in values or (value is not None and "targeted" in accepted("kind", meant["kind"]))
    words = _words(value)
    return any(each is not None and (_words(each) in words or words in _words(each)) for each in values)


def _words(text: str) -> str:
    return " ".join(["", *re.findall(r"\w+", text.casefold()), ""])


def codes(meant: Record, read: Record) -> set[str]:
    """Return the codes that were meant: of several lists, the one that was read, or else the first."""
    lists = accepted("codes", meant["codes"])
    return set((read.get("codes") if read.get("codes") in lists else lists[0]) or ())


def is_read(field: str, value: Any) -> bool:  # noqa: ANN401 (any field)
    """Say whether a field has a value; the listing "unknown" is none."""
    return bool(value) and (field, value) != ("listing", "unknown")


# Which draw is which.


def likeness(meant: Record, read: Record) -> float:
    """Weigh what two draws share."""
    return sum(weight * _share(name, meant, read) for name, weight in WEIGHTS.items() if meant.get(name))


def _most(meant: Record) -> float:
    return sum(weight for name, weight in WEIGHTS.items() if meant.get(name))


def _share(field: str, meant: Record, read: Record) -> float:
    if field != "codes":
        return float(is_read(field, read.get(field)) and is_right(field, meant, read))
    ours, theirs = codes(meant, read), set(read.get("codes") or ())
    return share(len(ours & theirs), len(ours | theirs))


def pairs(read: Sequence[Record], meant: Sequence[Record]) -> Iterator[tuple[int | None, int | None]]:
    """Pair the draws read with those meant by their places, the likest first; None stands for one that is missing."""
    likely = [(likeness(b, a), -j, -i) for i, a in enumerate(read) for j, b in enumerate(meant)]
    ours: dict[int, int] = {}
    for weight, j, i in sorted(likely, reverse=True):
        if -i not in ours.values() and -j not in ours and weight >= min(ENOUGH, _most(meant[-j])):
            ours[-j] = -i
    yield from ((ours.get(j), j) for j in range(len(meant)))
    yield from ((i, None) for i in range(len(read)) if i not in ours.values())


# Whether a problem tells of it.

SPAN_NAMES = {"codes": ("occupations",), "labels": ("labels", "target")}


def where(field: str, meant: list[Any], draw: oinp_noc.NoticeDraw | None, text: str, *, read: bool) -> list[Span]:
    """Find the places of a field: the notice's own, else the value's in the text, else the draw's."""
    spans = dict(draw.spans) if draw else {}
    own = [spans[name] for name in SPAN_NAMES.get(field, (field,)) if name in spans]
    if read and own:
        return own
    stand = [span for value in meant for span in places(text, field, value)]
    # A day or a stream that is not read may be told where the draw stands.
    return own + stand if own + stand and field not in ("date", "stream") else [*stand, *spans.values()]


# What became of it.


def results(notice: oinp_noc.Notice, meant: Record) -> Iterator[Result]:
    """Compare what was read with what was meant."""
    read = found(notice)
    for i, j in pairs(read, meant["draws"]):
        draw = None if i is None else notice.draws[i]
        wanted = None if j is None else meant["draws"][j]
        if wanted is None and draw is not None:
            yield _invented(notice, draw, read[i or 0])
        elif wanted is not None and not wanted.get("optional"):
            if draw is None:
                yield from _missing(notice, wanted)
            else:
                yield from _paired(notice, draw, read[i or 0], wanted, set(meant.get("problems", ())))


def _invented(notice: oinp_noc.Notice, draw: oinp_noc.NoticeDraw, read: Record) -> Result:
    own = [draw.spans[name] for name in ("invitations", "score", "occupations") if name in draw.spans]
    spelt = spellings("invitations", draw.invitations)
    told = any(covers(each, own or draw.spans.values(), spelt, notice.text) for each in notice.problems)
    return Result("draw invented, told" if told else "draw invented", named(read), "", None, read)


def _missing(notice: oinp_noc.Notice, meant: Record) -> Iterator[Result]:
    given = [name for name in FIELDS if None not in accepted(name, meant[name])]
    lost = [name for name in OF_ITS_OWN if name in given]
    told = [name for name in lost or ["date"] if _is_told(notice, None, name, meant, {})]
    yield Result("draw missing, told" if told else "draw missing", named(meant), "", meant)
    for name in given:
        outcome: Outcome = "lost with its draw"
        if name in lost:
            outcome = "told" if name in told else "silent lost"
        yield Result(outcome, named(meant), name, meant[name])


def _paired(
    notice: oinp_noc.Notice, draw: oinp_noc.NoticeDraw, read: Record, meant: Record, text_s: set[str]
) -> Iterator[Result]:
    yield Result("draw paired", named(meant))
    wrong = 0
    for name in FIELDS:
        right = is_right(name, meant, read)
        outcome: Outcome = "right"
        if not right:
            wrong += 1
            silent: Outcome = "silent wrong" if is_read(name, read[name]) else "silent lost"
            outcome = "told" if _is_told(notice, draw, name, meant, read) else silent
        if not right or accepted(name, meant[name]) != [None]:
            yield Result(outcome, named(meant), name, meant[name], read[name])
    if not wrong:
        yield Result("draw right", named(meant))
        spans = list(draw.spans.values())
        doubts = [each for each in notice.problems if each.kind not in OF_THE_TEXT | text_s]
        if not any(covers(each, spans, (), notice.text) for each in doubts):
            yield Result("draw right and clean", named(meant))


def _is_told(
    notice: oinp_noc.Notice, draw: oinp_noc.NoticeDraw | None, field: str, meant: Record, read: Record
) -> bool:
    values = [value for value in accepted(field, meant[field]) if value]
    if field == "codes" and is_read(field, read.get(field)):
        # Each code that is wrong or lacks must be told.
        each_code = sorted(codes(meant, read) ^ set(read[field]))
        spelt = {code: spellings("codes", code) for code in each_code}
        return all(
            any(covers(problem, places(notice.text, "codes", code), spelt[code], notice.text)
                for problem in notice.problems)
            for code in each_code
        )  # fmt: skip
    spans = where(field, values, draw, notice.text, read=is_read(field, read.get(field)))
    spelt_all = [spelling for value in (*values, read.get(field)) for spelling in spellings(field, value)]
    return any(covers(problem, spans, spelt_all, notice.text) for problem in notice.problems)


def named(draw: Record) -> str:
    """Name a draw in a line."""
    parts = (accepted(name, draw.get(name))[0] for name in ("role", "date", "stream", "target", "invitations"))
    return " | ".join(str(part) for part in parts if part)


# Figures.


class Figures:
    """The counts of one folder or of several."""

    def __init__(self) -> None:
        self.texts = 0
        self.draws: Counter[str] = Counter()
        self.fields: Counter[tuple[str, str]] = Counter()
        self.codes: Counter[str] = Counter()

    def add(self, notice: oinp_noc.Notice, meant: Record) -> list[Result]:
        """Count a notice, and return what became of each of its draws and fields."""
        self.texts += 1
        every = list(results(notice, meant))
        for result in every:
            self.draws[result.outcome] += not result.field
            self.fields[result.field, result.outcome] += bool(result.field)
        read = found(notice)
        for i, j in pairs(read, meant["draws"]):
            if j is None or not meant["draws"][j].get("optional"):
                theirs = set() if i is None else set(read[i]["codes"] or ())
                ours = set() if j is None else codes(meant["draws"][j], {} if i is None else read[i])
                self.codes += Counter(meant=len(ours), read=len(theirs), right=len(ours & theirs))
        return every

    def of(self, outcome: Outcome, field: str | None = None) -> int:
        """Count the fields with an outcome."""
        return sum(n for (name, each), n in self.fields.items() if each == outcome and field in (None, name))

    def rows(self) -> dict[str, str]:
        """Lay out the figures, each with its name."""
        missing = self.draws["draw missing"] + self.draws["draw missing, told"]
        invented = self.draws["draw invented"] + self.draws["draw invented, told"]
        given, right = sum(self.fields.values()), self.of("right")
        both = self.codes["right"]
        precision, recall = share(both, self.codes["read"]), share(both, self.codes["meant"])
        return {
            "texts": str(self.texts),
            "draws expected": str(self.draws["draw paired"] + missing),
            "draws found": str(self.draws["draw paired"]),
            "draws missing": str(missing),
            "- of these untold": str(self.draws["draw missing"]),
            "draws invented": str(invented),
            "- of these unflagged": str(self.draws["draw invented"]),
            "fields": str(given),
            "fields right": str(right),
            "- share": f"{share(right, given):.3f}",
            "silent wrong": str(self.of("silent wrong")),
            "silent lost": str(self.of("silent lost")),
            "told": str(self.of("told")),
            "lost with their draws": str(self.of("lost with its draw")),
            "codes precision": f"{precision:.3f}",
            "codes recall": f"{recall:.3f}",
            "codes F1": f"{share(2 * both, self.codes['read'] + self.codes['meant']):.3f}",
            "draws wholly right": str(self.draws["draw right"]),
            "- without a problem": f"{share(self.draws['draw right and clean'], self.draws['draw right']):.3f}",
        }


def share(part: int, whole: int) -> float:
    """Divide; of nothing, nothing is wrong."""
    return part / whole if whole else 1.0


def figures(folders: Iterable[Path] = (OWN,), *, verbose: bool = False) -> dict[str, Figures]:
    """Count folder by folder, and in all."""
    sets: dict[str, Figures] = {}
    total = Figures()
    for folder in folders:
        sets[folder.name] = Figures()
        for name, notice, meant in cases(folder):
            total.add(notice, meant)
            every = sets[folder.name].add(notice, meant)
            misses = [result for result in every if result.outcome not in ("right", "draw paired")]
            if verbose and any(not result.outcome.startswith("draw right") for result in misses):
                print(f"\n{folder.name}/{name}")
                for outcome, draw, field, wanted, read in misses:
                    print(f"  {outcome}: {draw}" + (f" | {field}: meant {wanted!r}, read {read!r}" if field else ""))
                for problem in notice.problems:
                    print(f"  {problem!r}")
    return {**sets, "all": total}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="*", type=Path, default=[OWN])
    parser.add_argument("--verbose", action="store_true", help="print what was not read as meant")
    arguments = parser.parse_args()
    sets = figures(arguments.folder, verbose=arguments.verbose)
    columns = {name: each.rows() for name, each in sets.items()}
    print(f"\n{'':<22}" + "".join(f"{name:>9}" for name in columns))
    for row in columns["all"]:
        print(f"{row:<22}" + "".join(f"{column[row]:>9}" for column in columns.values()))
    outcomes: tuple[Outcome, ...] = ("right", "silent wrong", "silent lost", "told", "lost with its draw")
    print(f"\n{'field, in all':<14}" + "".join(f"{outcome:>20}" for outcome in outcomes))
    for field in FIELDS:
        print(f"{field:<14}" + "".join(f"{sets['all'].of(outcome, field):>20}" for outcome in outcomes))


if __name__ == "__main__":
    main()
