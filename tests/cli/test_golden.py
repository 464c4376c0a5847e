"""Golden texts: what people see on terminals of several widths. A person looks at each that changes.

``pytest tests/cli --update-golden`` writes them anew. They are made of draws until 2024, or of made-up values, so that
a new draw, stream or edition changes none of them.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import shlex
import sys
from pathlib import Path

import attrs
import pytest

import oinp_noc
from oinp_noc import cli

GOLDEN = Path(__file__).with_name("golden")

NOTICE = """On March 7, 2024, Ontario issued 94 notifications of interest under the Human Capital Priorities stream to
candidates with a CRS score between 352 and 421 in health occupations:
- NOC 31200 – Psycologists
- NOC 31301 – Registered nurses and registered psychiatric nurses

In February, software engineers and designers (NOC 21231) were invited.
"""

FIVE = {
    "convert": "convert 2174 2173",
    "draws": "draws --since 2024-01 --until 2024-03",
    "overlap": "overlap 2019-07-12-human-capital-priorities 2022-12-19-human-capital-priorities",
    "screen": "screen 21231 --score human-capital-priorities=450 --since 2024-01-10 --until 2024-03-07",
    "search": "search 'web developer'",
}
OTHERS = {
    "convert-lines": "convert -",
    "convert-title": "convert 2174 --title 'software developer'",
    "data-coverage": "data coverage",
    "data-export": "data export tables --format sqlite",
    "data-provenance": "data provenance",
    "deadlines": "deadlines 2024-03-07",
    "draws-beyond": "draws --until 2000",
    "draws-none": "draws --region gta --until 2010",
    "frequency": "frequency --until 2023 --limit 5",
    "frequency-none": "frequency --since 2024-01-01 --until 2024-01-01",
    "groups": "groups",
    "groups-edition": "groups made-up --on 2024-01-01",
    "groups-one": "groups made-up",
    "matrix": "matrix --since 2024 --until 2024-02",
    "notice": "notice notice.txt",
    "notice-explain": "notice short.txt --explain",
    "qc": "qc",
    "qc-own": "qc classification groups.csv --limit 3",
    "show-code": "show 21231 --version 2021",
    "show-draw": "show 2024-02-08-human-capital",
    "show-draw-parts": "show 2021-07-15-manufacturing",
    "streams": "streams",
    "streams-one": "streams made-up",
    "summary": "summary --since 2022-09 --until 2023",
    "summary-group": "summary --since 2024 --until 2024-06 --by group year",
    "timeline": "timeline 31301 --since 2023 --until 2023-06",
    "tree": "tree 2123",
    "tree-all": "tree --depth 0",
    "wrong-command": "converrt 2173",
    "wrong-option": "draws --strem tech",
    "wrong-stream": "draws --stream skilled",
}
FRENCH = (
    *("convert", "draws", "notice", "overlap", "qc", "qc-own", "screen", "show-code", "show-draw"),
    *("summary", "wrong-command"),
)
NARROW = (
    *("convert", "deadlines", "draws", "groups", "qc-own", "screen", "show-code", "summary", "summary-group"),
    "timeline",
)

CASES = [
    *((name, command, width, "en") for name, command in FIVE.items() for width in (60, 80, 140)),
    *((name, command, 80, "en") for name, command in OTHERS.items()),
    *((name, {**FIVE, **OTHERS}[name], 80, "fr") for name in FRENCH),
    *((name, {**FIVE, **OTHERS}[name], 40, "en") for name in NARROW),
    *((name, {**FIVE, **OTHERS}[name], 40, "fr") for name in ("draws", "summary")),
]

GROUPS = """code,level,parent,title,title_fr
2,broad category,,Sciences,Sciences
21,unit group,2,Analysts,Analystes
21,unit group,22,Engineers,
"""

DAY = dt.date(2023, 5, 9)
TECH = oinp_noc.OccupationSet(["21231", "21232"])


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def made_up_group() -> oinp_noc.OccupationGroup:
    def edition(since: dt.date, until: dt.date | None, occupations: oinp_noc.OccupationSet | None) -> oinp_noc.Edition:
        return oinp_noc.Edition(
            group="made-up",
            listing="unknown" if occupations is None else "listed",
            confidence=None if occupations is None else "medium",
            note=None if occupations is None else "Two pages give the list, and a third one lacks a code.",
            occupations=occupations,
            parts=() if occupations is None else (oinp_noc.Part("outside the Greater Toronto Area", TECH),),
            spans=(
                oinp_noc.Span(since, until, "human-capital-priorities"),
                oinp_noc.Span(since, until, "skilled-trades"),
            ),
            draws=("2023-05-09-human-capital-priorities",),
            sources=("https://example.org/a",),
        )

    editions = (edition(DAY, dt.date(2023, 8, 1), None), edition(dt.date(2023, 12, 14), None, TECH))
    return oinp_noc.OccupationGroup("made-up", "occupations that a test made up", editions)


def made_up_stream() -> oinp_noc.Stream:
    note = oinp_noc.StreamNote("The sources differ about the closing day by a day.", ("https://example.org/b",))
    return attrs.evolve(
        oinp_noc.stream("employer-job-offer-in-demand-skills"),
        id="made-up",
        name="Made-Up stream",
        name_fr=None,
        opened=DAY,
        closed=None,
        successor="skilled-trades",
        notes=(note,),
        gaps=(),
        searched_until=dt.date(2024, 12, 31),
        sources=("https://example.org/c",),
    )


@pytest.fixture(autouse=True)
def made_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Put made-up values in the place of those that new facts change."""
    group = made_up_group()
    coverage = [
        oinp_noc.Coverage("made-up", None, None, None, ()),
        oinp_noc.Coverage("employer-job-offer-foreign-worker", DAY, DAY, dt.date(2024, 12, 31), made_up_stream().notes),
    ]
    table = next(table for table in oinp_noc.provenance() if table.name == "concordance-2016-2021")
    monkeypatch.setattr(
        oinp_noc, "occupation_groups", lambda: (group, attrs.evolve(group, id="other", editions=group.editions[:1]))
    )
    monkeypatch.setattr(oinp_noc, "occupation_group", {"made-up": group}.__getitem__)
    monkeypatch.setattr(oinp_noc, "provenance", lambda: (attrs.evolve(table, rows=587),))
    monkeypatch.setattr(oinp_noc, "coverage", lambda: tuple(coverage))
    finding = oinp_noc.qc.Finding(
        "no French title", "NOC 1999", "no group has a French title", "It was never published."
    )
    for name, check in {
        name: getattr(oinp_noc.qc, name) for name in ("classification", "concordance", "draws")
    }.items():
        found = oinp_noc.qc.Findings((finding,) if name == "classification" else ())
        monkeypatch.setattr(
            oinp_noc.qc, name, lambda *rows, _of=(check, found), **more: _of[0](*rows, **more) if rows else _of[1]
        )
    monkeypatch.chdir(tmp_path)
    Path("groups.csv").write_text(GROUPS, "utf-8")
    Path("notice.txt").write_text(NOTICE, "utf-8")
    Path("short.txt").write_text(
        "On May 9, 2023, Ontario issued 94 invitations under the PhD Graduate stream.", "utf-8"
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"2173\n2174\n0213\n2173\n9999\n")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[2]}-{case[3]}")
def test_what_a_terminal_shows_is_what_was_looked_at(
    case: tuple[str, str, int, str], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    name, command, width, lang = case
    for variable, value in {"COLUMNS": str(width), "NO_COLOR": "1", "TERM": "xterm"}.items():
        monkeypatch.setenv(variable, value)
    if name.startswith("streams"):
        streams = {each.id: each for each in (made_up_stream(), oinp_noc.stream("skilled-trades"))}
        monkeypatch.setattr(oinp_noc, "streams", lambda: tuple(streams.values()))
        monkeypatch.setattr(oinp_noc, "stream", streams.__getitem__)
    printed = Terminal()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        cli.main(["--lang", lang, *shlex.split(command)])
    shown = f"$ oinp-noc {command}{' --lang fr' if lang == 'fr' else ''}\n{printed.getvalue()}"
    path = GOLDEN / f"{name}-{width}{'-fr' if lang == 'fr' else ''}.txt"
    if request.config.getoption("--update-golden", default=False):
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")
    assert max(map(len, shown.splitlines()[1:])) <= width
