"""What a type checker sees of the public face, from the user's side. The file runs, too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Annotated, Any, Literal, assert_type

from matplotlib.axes import Axes

import oinp_noc
from oinp_noc import (
    Change,
    Classification,
    Concordance,
    Conversion,
    Conversions,
    Deadline,
    Draw,
    DrawHistory,
    Group,
    Level,
    Mention,
    Notice,
    NoticeDraw,
    OccupationSet,
    Overlap,
    Pair,
    Problem,
    Relation,
    Repair,
    Score,
    Screenings,
    Side,
    Source,
    Status,
    Stream,
    Table,
    errors,
)

# Classification
assert_type(oinp_noc.versions(), tuple[str, ...])
noc = assert_type(oinp_noc.classification("2021"), Classification)
assert_type(noc["2123"], Group)
assert_type(noc.at("minor group"), tuple[Group, ...])
assert_type(noc.levels, tuple[Level, ...])
as_mapping: Mapping[str, Group] = noc
group = assert_type(oinp_noc.lookup("21231"), Group)
assert_type(group.code, str)
assert_type(group.version, str)
assert_type(group.level, Level)
assert_type(group.title, str)
assert_type(group.title_fr, str | None)
assert_type(group.title_fr_status, Literal["official", "reconstructed", "inferred"] | None)
assert_type(group.teer, int | None)
assert_type(group.skill_level, str | None)
assert_type(group.parent, Group | None)
assert_type(group.ancestors, tuple[Group, ...])
assert_type(group.children, tuple[Group, ...])
assert_type(group.unit_groups, tuple[Group, ...])
assert_type(oinp_noc.identify("2123"), tuple[Group, ...])
assert_type(sorted([group]), list[Group])

# Codes
assert_type(oinp_noc.parse_code("NOC 21231"), str)
assert_type(oinp_noc.is_valid(21231), bool)
repair = assert_type(oinp_noc.repair_code(213, version="2016"), Repair)
assert_type(repair.steps, tuple[str, ...])
assert_type(oinp_noc.repair_code(Decimal("2173.0"), version="2016"), Repair)
assert_type(oinp_noc.repair_code(Fraction(2173), version="2016"), Repair)
try:
    oinp_noc.repair_code("21232 Software engineers and designers")
except errors.TitleMismatchError as error:
    as_invalid_code: errors.InvalidCodeError = error
    assert_type(error.candidates, tuple[str, ...])

# Conversion
conversion = assert_type(oinp_noc.convert("2173"), Conversion)
assert_type(conversion.source, Group)
assert_type(conversion.targets, tuple[Group, ...])
assert_type(conversion.codes, tuple[str, ...])
assert_type(conversion.successor, Group | None)
assert_type(conversion.status, Status)
assert_type(conversion.one(prefer="successor"), Group)
pair = assert_type(conversion.pairs[0], Pair)
assert_type(pair.source, Group)
assert_type(pair.relation, Relation)
assert_type(pair.changes, frozenset[str])
assert_type(pair.is_partial, bool)
assert_type(pair.publishers, tuple[str, ...])
match conversion.status:
    case "unique" | "continued":
        pass
    case "expired" | "unrecorded":
        pass
concordance = assert_type(oinp_noc.concordance("2016", "2021", publisher=None), Concordance)
assert_type(iter(concordance), Iterator[Pair])
assert_type(len(concordance), int)
conversions = assert_type(oinp_noc.convert_all(["2173", None, 2173]), Conversions)
assert_type(conversions["2173"], Conversion)
assert_type(conversions.counts, dict[Status, int])
assert_type(conversions.unknown, dict[object, int])

# Sets
trades = assert_type(OccupationSet.under("72", version="2021"), OccupationSet)
welders = assert_type(OccupationSet(["72106"], version="2021"), OccupationSet)
assert_type(trades & welders, OccupationSet)
assert_type(trades | welders, OccupationSet)
assert_type(trades - welders, OccupationSet)
assert_type(trades ^ welders, OccupationSet)
assert_type(~trades, OccupationSet)
assert_type(trades <= welders, bool)
assert_type("72106" in trades, bool)
assert_type(OccupationSet.where(teer={0, 1}), OccupationSet)
assert_type(OccupationSet.everything(), OccupationSet)
assert_type(trades.convert("2016", keep="any"), OccupationSet)
assert_type([each.title for each in trades], list[str])

# Draws
history = assert_type(oinp_noc.draws(), DrawHistory)
as_sequence: Sequence[Draw] = history
assert_type(history[0], Draw)
assert_type(history[:2], DrawHistory)
assert_type(history.ids, tuple[str, ...])
assert_type(history.on(dt.date(2024, 3, 7)), DrawHistory)
assert_type(history.select(kind="targeted", listing="listed", since="2023-01-01"), DrawHistory)
assert_type(history.latest(stream="skilled-trades"), Draw | None)
a = assert_type(oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker"), Draw)
b = oinp_noc.draw("2023-05-09-employer-job-offer-international-student")
assert_type(a.date, dt.date)
assert_type(a.kind, Literal["general", "targeted"])
assert_type(a.listing, Literal["listed", "none", "unknown"])
assert_type(a.invitations, int | None)
assert_type(a.score, Score | None)
assert_type(a.occupations, OccupationSet | None)
assert_type(a.as_published, tuple[tuple[str, str], ...])
assert_type(a & b, OccupationSet)
assert_type(a - trades, OccupationSet)
assert_type(trades & a, OccupationSet)
assert_type(oinp_noc.stream(a.stream), Stream)
assert_type(oinp_noc.streams(), tuple[Stream, ...])
assert_type(history.select(label="tech"), DrawHistory)
merged: Callable[[], DrawHistory] = partial(oinp_noc.draws, extra="mine.json")
own = Draw(
    "x", "2026-11-26", "rural-pilot", "general", "2021", "none", labels=["tech"], profiles_to=dt.date(2026, 1, 1)
)
assert_type(own.date, dt.date)
assert_type(own.profiles_to, dt.date | None)
assert_type(own.labels, tuple[str, ...])
assert_type(own.region, str | None)
add: Callable[[str], int] = history.add_to
assert_type(history[:1].screen("21231", score={"skilled-trades": 400}), Screenings)
assert_type(history.on("2025-09-03")[0].deadlines("2025-09-04"), tuple[Deadline, ...])
assert_type(oinp_noc.changes("21231", since=dt.date(2023, 1, 1)), tuple[Change, ...])
assert_type(oinp_noc.coverage()[0].searched_until, dt.date | None)
assert_type(oinp_noc.convert("2173").explain(), tuple[str, ...])

# What a draw or a set has in common with another
found = assert_type(oinp_noc.overlap(a, trades), Overlap)
assert_type(found.pairs, tuple[Pair, ...])
assert_type(found.left, Side)
assert_type(found.left.whole, OccupationSet)
assert_type(found.only_right, OccupationSet)
assert_type(found.common, OccupationSet)
assert_type(found.jaccard, tuple[float, float])

# Notices
notice = assert_type(oinp_noc.parse_notice("Nothing here.", published="2024-03-07"), Notice)
assert_type(notice.draws, tuple[NoticeDraw, ...])
assert_type(notice.mentions, tuple[Mention, ...])
assert_type(notice.problems, tuple[Problem, ...])
assert_type(notice.problems[0].span, tuple[int, int] | None)
assert_type(notice.to_history(accept="html"), DrawHistory)
as_spans: type[Mapping[str, tuple[int, int]]] = type(NoticeDraw("announced", None, None, "general", None, "none").spans)

# Plain forms, fields and frames
assert_type(a.to_dict(), dict[str, Any])
assert_type(Draw.from_dict(a.to_dict()), Draw)
assert_type(DrawHistory.from_dict(history.to_dict()), DrawHistory)
assert_type(OccupationSet.from_dict({"version": "2021", "codes": []}), OccupationSet)
assert_type(Group.from_dict(group.to_dict()), Group)
assert_type(Score.from_dict({"min": 60, "max": None, "scale": "EOI"}), Score)
assert_type(oinp_noc.converter().structure(a.to_dict(), Draw), Draw)
field = assert_type(oinp_noc.UnitGroup("2016"), oinp_noc.UnitGroup)
assert_type(field.version, str)


def of_codes(code: oinp_noc.NocCode, old: Annotated[str, oinp_noc.UnitGroup("2016")]) -> None:
    assert_type(code, str)
    assert_type(old, str)


summary = assert_type(history.summary(by=["year"]), oinp_noc.Summary)
assert_type(summary[0], oinp_noc.SummaryRow)
assert_type(summary[:2], oinp_noc.Summary)
assert_type(summary.by, tuple[oinp_noc.SummaryKey, ...])
as_rows: Sequence[oinp_noc.SummaryRow] = summary
timeline = assert_type(history.timeline("21231"), oinp_noc.Timeline)
assert_type([each.share for each in timeline], list[float])
screenings = assert_type(history.screen("21231", stream="skilled-trades"), oinp_noc.Screenings)
assert_type(screenings[-1].verdict, oinp_noc.Verdict)


matches = assert_type(oinp_noc.search("nurse", limit=3), oinp_noc.Matches)
assert_type(matches[0].kind, oinp_noc.MatchKind)
assert_type(oinp_noc.suggest("infirm"), oinp_noc.Matches)


# A wrapper names the types of what it passes on
def wrapped(kind: oinp_noc.Kind | None, listing: oinp_noc.Listing | None, backend: oinp_noc.Backend) -> None:
    found = history.select(kind=kind, listing=listing)
    found.to_frame(backend)
    assert_type(found[0].confidence, oinp_noc.Confidence)
    assert_type(oinp_noc.stream("skilled-trades").scale, oinp_noc.Scale)
    assert_type(oinp_noc.stream("skilled-trades").intake, oinp_noc.Intake)


def counted(by: Sequence[oinp_noc.SummaryKey], measure: oinp_noc.Measure, level: Level) -> None:
    history.summary(by)
    history.overlap_matrix(measure)
    history.frequency(by=level)


def converted(on_split: oinp_noc.OnSplit, on_unknown: oinp_noc.OnUnknown, name: oinp_noc.TableName) -> None:
    oinp_noc.frames.convert([1], "noc", on_split=on_split, on_unknown=on_unknown)
    oinp_noc.frames.table(name)


# Provenance
table = assert_type(oinp_noc.provenance()[0], Table)
assert_type(table.sources, tuple[Source, ...])
assert_type(oinp_noc.verify(), tuple[str, ...])
assert_type(oinp_noc.DATA_LAST_UPDATED, dt.date)
package_version: str = oinp_noc.__version__

# Errors are also the built-ins that fit
as_value_error: type[ValueError] = errors.AmbiguousConversionError
as_key_error: type[KeyError] = errors.UnknownCodeError
as_value_error_too: type[ValueError] = errors.UnknownCodeError
as_import_error: type[ImportError] = errors.MissingExtraError
try:
    conversion.one()
except errors.OinpNocError as error:
    assert_type(error.version, str | None)
    assert_type(error.candidates, tuple[str, ...])


# A column goes in, and a frame of the same type comes back
def of_frames(frame: list[int]) -> None:
    assert_type(oinp_noc.frames.convert(frame, "noc", on_split="successor"), list[int])
    assert_type(oinp_noc.frames.clean(frame, "noc"), list[int])
    assert_type(oinp_noc.frames.describe(frame, "noc"), oinp_noc.frames.Description)
    assert_type(oinp_noc.frames.describe(frame, "noc", "2016").counts["group"], oinp_noc.frames.RowCount)
    assert_type(oinp_noc.frames.describe(frame, "noc").scores, tuple[oinp_noc.frames.VersionScore, ...])
    assert_type(oinp_noc.frames.describe(frame, "noc").likeliest, tuple[str, ...])
    assert_type(
        oinp_noc.frames.convert(frame, "noc", version_column="v", title="job", columns=["match", "status"]), list[int]
    )
    assert_type(oinp_noc.frames.clean(frame, "noc", version_column="v"), list[int])
    assert_type(oinp_noc.frames.titles(frame, "noc", version_column="v", lang="fr"), list[int])
    assert_type(oinp_noc.frames.groups(frame, "noc", version_column="v", titles=True, lang="fr"), list[int])
    assert_type(oinp_noc.frames.search(frame, "job", lang="fr"), list[int])


# The language is for a context, a block or a call
with oinp_noc.use_language("fr") as nothing:
    assert_type(nothing, None)
assert_type(oinp_noc.label("unit group", lang="fr"), str)
assert_type(conversion.explain("fr"), tuple[str, ...])
assert_type(history.screen("21231", lang="fr"), oinp_noc.Screenings)
assert_type(oinp_noc.streams()[0].label("fr"), str)


# A picture takes axes or makes them, and returns them
def of_pictures(axes: Axes) -> None:
    assert_type(oinp_noc.plots.timeline(history, occupation="21231", ax=axes), Axes)
    assert_type(oinp_noc.plots.frequency(history[:9], by="minor group", top=5, lang="fr"), Axes)
    assert_type(oinp_noc.plots.overlap_heatmap([a, b], measure="common"), Axes)
    assert_type(oinp_noc.plots.upset({"trades": trades, "welders": welders}), Axes)
    assert_type(oinp_noc.plots.upset(oinp_noc.occupation_group("tech"), version="2021"), Axes)
    assert_type(oinp_noc.plots.flow(conversion), Axes)
    assert_type(oinp_noc.plots.editions(oinp_noc.occupation_group("tech"), ax=None), Axes)


# Quality control
findings = oinp_noc.qc.classification([("1", "broad category", None, "Health")], levels=["broad category"], limit=5)
assert_type(findings, oinp_noc.qc.Findings)
assert_type(findings[:1], oinp_noc.qc.Findings)
assert_type(oinp_noc.qc.concordance(oinp_noc.concordance("2016", "2021"), source="2016", target=["21231"]).more, int)
for finding in oinp_noc.qc.draws(history, totals=oinp_noc.qc.totals()):
    assert_type(finding, oinp_noc.qc.Finding)
    assert_type(finding.kind, oinp_noc.qc.FindingKind)
    assert_type(finding.explanation, str | None)
