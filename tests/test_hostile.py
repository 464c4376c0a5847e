"""Hostile arguments: whatever an argument is, the answer is an answer or a documented error, never another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import oinp_noc
from oinp_noc import DrawHistory, OccupationSet, frames, qc
from oinp_noc.errors import OinpNocError

if TYPE_CHECKING:
    from collections.abc import Callable

HISTORY = oinp_noc.draws().select(since="2023-05-01", until="2023-06-30")
DRAW = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
NOC = oinp_noc.classification()
STREAM = oinp_noc.stream("employer-job-offer-in-demand-skills")
TECH = oinp_noc.occupation_group("tech")
SOME = OccupationSet(["21231", "21232"])
FRAME = pl.DataFrame({"noc": ["2173"], "title": ["nurse"], "w": [1.0]})
HCP = "human-capital-priorities"

# A call that is answered, and its arguments, each of which is replaced by every hostile value in turn.
CALLS: dict[str, tuple[Callable[..., object], dict[str, Any]]] = {
    "classification": (oinp_noc.classification, {"version": "2016"}),
    "lookup": (oinp_noc.lookup, {"code": "21231", "version": "2021"}),
    "identify": (oinp_noc.identify, {"text": "2123"}),
    "parse_code": (oinp_noc.parse_code, {"text": "21231", "version": "2021"}),
    "is_valid": (oinp_noc.is_valid, {"text": "21231", "version": "2021"}),
    "repair_code": (oinp_noc.repair_code, {"value": "213", "version": "2016"}),
    "convert": (oinp_noc.convert, {"code": "2173", "version": "2016", "to": "2021"}),
    "convert_all": (oinp_noc.convert_all, {"codes": ["2173"], "version": "2016", "to": "2021"}),
    "concordance": (oinp_noc.concordance, {"version": "2016", "to": "2021", "publisher": "esdc"}),
    "OccupationSet": (OccupationSet, {"codes": ["21231"], "version": "2021"}),
    "OccupationSet.under": (
        lambda code, version: OccupationSet.under(code, version=version),
        {"code": "72", "version": "2021"},
    ),
    "OccupationSet.where": (OccupationSet.where, {"teer": [0], "version": "2021"}),
    "OccupationSet.where skill": (OccupationSet.where, {"skill_level": ["A"], "version": "2016"}),
    "OccupationSet.everything": (OccupationSet.everything, {"version": "2021"}),
    "set.convert": (SOME.convert, {"to": "2016", "keep": "any"}),
    "set.union": (SOME.union, {"other": SOME}),
    "set.complement": (SOME.complement, {"within": SOME}),
    "set contains": (SOME.__contains__, {"item": "21231"}),
    "overlap": (oinp_noc.overlap, {"a": SOME, "b": DRAW}),
    "noc[]": (NOC.__getitem__, {"code": "72"}),
    "noc.at": (NOC.at, {"level": "minor group"}),
    "noc.children": (NOC.children, {"code": "72"}),
    "conversion.one": (oinp_noc.convert("2173").one, {"prefer": "successor"}),
    "conversion.explain": (oinp_noc.convert("2173").explain, {"lang": "fr"}),
    "stream": (oinp_noc.stream, {"id": HCP}),
    "stream.eligible": (STREAM.eligible, {"on": "2023-05-09"}),
    "stream.confidence": (STREAM.confidence, {"on": "2023-05-09"}),
    "stream.label": (STREAM.label, {"lang": "fr"}),
    "occupation_group": (oinp_noc.occupation_group, {"id": "tech"}),
    "group.on": (TECH.on, {"date": "2019-07-12", "stream": HCP}),
    "group.ever": (TECH.ever, {"version": "2021"}),
    "group.always": (TECH.always, {"version": "2021"}),
    "draw": (oinp_noc.draw, {"id": DRAW.id}),
    "draws": (oinp_noc.draws, {"extra": None}),
    "history[]": (HISTORY.__getitem__, {"place": 0}),
    "history.get": (HISTORY.get, {"id": DRAW.id}),
    "history.on": (HISTORY.on, {"date": "2023-05-09"}),
    "history.select": (
        HISTORY.select,
        {"stream": HCP, "label": "tech", "since": "2023-05-01", "until": "2023-06-01", "kind": "targeted"}
        | {"listing": "listed", "occupation": "21231", "version": "2021", "region": "northern", "program": "empp"}
        | {"language": "French", "experience": "Canadian"},
    ),
    "history.latest": (HISTORY.latest, {"stream": HCP}),
    "history.timeline": (HISTORY.timeline, {"occupation": "21231", "version": "2021"}),
    "history.frequency": (HISTORY.frequency, {"version": "2021", "by": "minor group"}),
    "history.overlap_matrix": (HISTORY.overlap_matrix, {"measure": "common"}),
    "history.summary": (HISTORY.summary, {"by": ["year"]}),
    "history.screen": (
        HISTORY.screen,
        {"code": "21231", "stream": HCP, "score": 450, "version": "2021", "region": "northern", "program": "empp"}
        | {"language": "French", "experience": "Canadian", "lang": "fr"},
    ),
    "history.screen of each": (HISTORY.screen, {"code": "21231", "score": {HCP: 450}}),
    "history.merge": (HISTORY.merge, {"other": HISTORY, "on_conflict": "ours"}),
    "history.to_frame": (HISTORY.to_frame, {"backend": "polars"}),
    "DrawHistory": (DrawHistory, {"draws": [DRAW]}),
    "DrawHistory.from_dict": (DrawHistory.from_dict, {"data": {"draws": []}}),
    "draw.deadlines": (DRAW.deadlines, {"received": "2023-05-09"}),
    "changes": (oinp_noc.changes, {"occupation": "21231", "since": "2023-01-01", "version": "2021"}),
    "parse_notice": (oinp_noc.parse_notice, {"text": "Nothing.", "published": "2023-05-09"}),
    "search": (oinp_noc.search, {"text": "nurse", "version": "2021", "lang": "en", "limit": 1}),
    "suggest": (oinp_noc.suggest, {"prefix": "nur", "lang": "en", "limit": 1}),
    "narrow": (oinp_noc.narrow, {"conversion": oinp_noc.convert("2174"), "title": "software developer"}),
    "example_titles": (oinp_noc.example_titles, {"code": "21231", "version": "2021", "lang": "en"}),
    "label": (oinp_noc.label, {"choice": "unit group", "lang": "fr"}),
    "qc.classification": (
        qc.classification,
        {"rows": [], "columns": ["code", "level", "parent", "title"], "levels": ["a"]},
    ),
    "qc.classification of two": (qc.classification, {"rows": [], "french": [], "limit": 1, "lang": "fr"}),
    "qc.concordance": (
        qc.concordance,
        {"rows": [], "source": "2016", "target": ["1"], "columns": ["source", "target"]},
    ),
    "qc.draws": (qc.draws, {"history": [], "totals": [], "limit": 1, "lang": "fr"}),
    "frames.convert": (
        frames.convert,
        {"frame": FRAME, "column": "noc", "version": "2016", "to": "2021", "on_split": "explode", "on_unknown": "null"}
        | {"weight": "w", "title": "title"},
    ),
    "frames.clean": (frames.clean, {"frame": FRAME, "column": "noc", "version": "2016"}),
    "frames.describe": (frames.describe, {"frame": FRAME, "column": "noc", "version": "2016"}),
    "frames.titles": (frames.titles, {"frame": FRAME, "column": "noc", "version": "2016", "lang": "fr"}),
    "frames.groups": (frames.groups, {"frame": FRAME, "column": "noc", "version": "2016"}),
    "frames.search": (frames.search, {"frame": FRAME, "column": "title"}),
    "frames.table": (frames.table, {"name": "streams", "backend": "polars"}),
}

HOSTILE: dict[str, Any] = {
    "an array of two": np.array(["21231", "21232"]),
    "an array of one": np.array(["21231"]),
    "an array of numbers": np.array([1, 2]),
    "an empty array": np.array([]),
    "a text of numpy": np.str_("21231"),
    "a number of numpy": np.int64(3),
    "a missing value": pd.NA,
    "no time": pd.NaT,
    "not a number": float("nan"),
    "infinity": float("inf"),
    "a number too long to print": 10**5000,
    "a number below": -1,
    "a series": pd.Series(["21231", "21232"]),
    "a list": [],
    "a list of lists": [[]],
    "a dict": {},
    "a set": {"21231"},
    "an iterator": None,  # made anew each time
    "bytes": b"21231",
    "an object": object(),
    "a class": int,
    "half a character": "\ud800",
    "an empty text": "",
    "a text": "x",
    "true": True,
    "nothing": None,
}
# What no documentation has to say: a path that is no path, and a place that no sequence has.
OF_THE_SYSTEM = {"draws": (TypeError, OSError, ValueError), "history[]": (TypeError, IndexError)}


@pytest.mark.parametrize("call", CALLS)
def test_an_argument_of_any_kind_is_answered_or_refused_by_an_error_of_ours(call: str) -> None:
    work, right = CALLS[call]
    other = []
    for argument in right:
        for what, hostile in HOSTILE.items():
            value = iter(["21231"]) if what == "an iterator" else hostile
            try:
                work(value) if _is_positional(work) else work(**{**right, argument: value})
            except (OinpNocError, *OF_THE_SYSTEM.get(call, ())):
                continue
            except Exception as error:  # noqa: BLE001 (whatever it is, it is told with what brought it about)
                other.append(f"{argument}={what}: {type(error).__name__}: {error}")
    assert other == []


def _is_positional(work: Callable[..., object]) -> bool:
    return getattr(work, "__name__", "") in ("__getitem__", "__contains__", "union")


@pytest.mark.parametrize(
    ("work", "values"),
    [
        (OccupationSet, ["21231", "21232"]),
        (oinp_noc.convert_all, ["2173", "2174"]),
        (lambda teer: OccupationSet.where(teer=teer), [0, 1]),
        (lambda by: HISTORY.summary(by=by), ["year", "stream"]),
        (DrawHistory, [*HISTORY]),
        (lambda codes: list(qc.concordance([("1", "2")], source=codes)), ["1", "3"]),
        (lambda rows: list(qc.concordance(rows)), [("1", "x"), ("y", "2")]),
    ],
    ids=["OccupationSet", "convert_all", "where", "summary", "DrawHistory", "qc codes", "qc rows"],
)
def test_several_values_are_the_same_in_a_list_a_tuple_an_iterator_and_an_array(
    work: Callable[[Any], object], values: list[Any]
) -> None:
    expected = work(values)
    assert work(tuple(values)) == expected
    assert work(iter(values)) == expected
    if not isinstance(values[0], tuple | oinp_noc.Draw):
        assert work(np.array(values)) == expected
