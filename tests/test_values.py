"""Values are values: frozen, slotted, hashable, copied and pickled whole, and the same whichever thread asks first."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from jsonschema import Draft202012Validator

import oinp_noc
from oinp_noc import OccupationSet
from oinp_noc._answers.value import Value
from oinp_noc.errors import InvalidArgumentError, OinpNocError

if TYPE_CHECKING:
    from collections.abc import Callable

DRAW = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
HISTORY = oinp_noc.draws()
DAY = HISTORY.on("2023-05-09")
GROUP = oinp_noc.occupation_group("in-demand-skills")
STREAM = oinp_noc.stream("employer-job-offer-foreign-worker")
GRID = oinp_noc.stream("ontario-workforce-priority").grid
OVERLAP = oinp_noc.overlap(OccupationSet(["2173", "2174"], "2016"), DRAW)
NOTICE = oinp_noc.parse_notice(
    "On May 9, 2023, Ontario issued 752 invitations to candidates scoring 52 and above under the Masters Graduate"
    " stream. NOC 21231 and NOC 99999 were among them. Profiles were created between 2022-05-09 and 2023-05-08."
)
DESCRIPTION = oinp_noc.frames.describe(pl.DataFrame({"noc": ["2173", "x", None]}), "noc")

VALUES: dict[str, Any] = {
    "Classification": oinp_noc.classification("2016"),
    "Concordance": oinp_noc.concordance("2016", "2021"),
    "Concordance of all": oinp_noc.concordance("2021", "2006", publisher=None),
    "Conversion": oinp_noc.convert("2173"),
    "Conversions": oinp_noc.convert_all(["2173", "2174", "x", None, 2173, 0.5, float("inf"), b"x", True]),
    "Description": DESCRIPTION,
    "Draw": DRAW,
    "Draw of an unknown list": oinp_noc.draw("2022-12-13-french-speaking-skilled-worker"),
    "Change": oinp_noc.changes("21231")[0],
    "Change of a list that ended": next(c for c in oinp_noc.changes("31301") if c.edition is None),
    "Count": DAY.frequency().counts[0],
    "Coverage": oinp_noc.coverage()[3],
    "Deadline": oinp_noc.draws().on("2025-09-03")[0].deadlines()[0],
    "Finding": oinp_noc.qc.concordance()[0],
    "Findings": oinp_noc.qc.draws(HISTORY, limit=2),
    "FixedDay": STREAM.fixed_days[0],
    "DrawHistory": HISTORY,
    "DrawHistory of a day": DAY,
    "Edition": GROUP.latest,
    "Edition without a list": GROUP.editions[1],
    "Eligibility": STREAM.eligibility[0],
    "Frequency": DAY.frequency(),
    "Grid": GRID,
    "GridFactor": GRID.sections[0].factors[0] if GRID else None,
    "GridSection": GRID.sections[0] if GRID else None,
    "Group": oinp_noc.lookup("21231"),
    "Group above": oinp_noc.classification("2016")["01-05"],
    "Match": oinp_noc.search("registered nurse", limit=1)[0],
    "Matches": oinp_noc.search("registered nurse", limit=3),
    "Mention": NOTICE.mentions[0],
    "Narrowed": oinp_noc.narrow(oinp_noc.convert("2174"), "software developer")[0],
    "Narrowed by nothing": oinp_noc.narrow(oinp_noc.convert("2174"), "programmer")[0],
    "Notice": NOTICE,
    "NoticeDraw": NOTICE.draws[0],
    "OccupationGroup": GROUP,
    "OccupationSet": OccupationSet(["21231", "21232"]),
    "OccupationSet of nothing": OccupationSet((), "2006"),
    "OccupationSet of all": OccupationSet.everything("2016"),
    "Overlap": OVERLAP,
    "OverlapMatrix": DAY.overlap_matrix(),
    "OverlapMatrix of counts": DAY.overlap_matrix("common"),
    "Pair": oinp_noc.convert("2173").pairs[1],
    "Part": GROUP.latest.parts[0],
    "PrintedTotal": oinp_noc.qc.totals()[0],
    "Problem": NOTICE.problems[0],
    "Repair": oinp_noc.repair_code("213", version="2016"),
    "RowCount": DESCRIPTION.counts["unknown"],
    "Score": DRAW.score,
    "Screening": DAY.screen("72200", stream=STREAM.id)[0],
    "Screenings": DAY.screen("72200", stream=STREAM.id),
    "Side": OVERLAP.left,
    "Source": oinp_noc.provenance()[0].sources[0],
    "Span": GROUP.latest.spans[0],
    "Stream": STREAM,
    "StreamNote": oinp_noc.stream("skilled-trades").notes[0],
    "Summary": DAY.summary(),
    "SummaryRow": DAY.summary()[0],
    "Table": oinp_noc.provenance()[0],
    "Targeting": DAY.timeline("72200")[0],
    "TimeLimit": STREAM.limits[0],
    "Timeline": DAY.timeline("72200"),
    "VersionScore": DESCRIPTION.scores[0],
    "Window": STREAM.windows[0],
}

# A field of each class that must not be set.
FIELDS = {
    "Classification": "version",
    "Concordance": "publisher",
    "Conversion": "status",
    "Conversions": "to",
    "Change": "action",
    "Count": "times",
    "Coverage": "gaps",
    "Deadline": "until",
    "Finding": "kind",
    "Findings": "more",
    "FixedDay": "until",
    "Description": "rows",
    "Draw": "occupations",
    "DrawHistory": "_draws",
    "Edition": "spans",
    "Eligibility": "rule",
    "Frequency": "unknown",
    "Grid": "sections",
    "GridFactor": "levels",
    "GridSection": "points",
    "Group": "code",
    "Match": "score",
    "Matches": "matches",
    "Mention": "span",
    "Narrowed": "match",
    "Notice": "text",
    "NoticeDraw": "spans",
    "OccupationGroup": "editions",
    "OccupationSet": "version",
    "Overlap": "pairs",
    "OverlapMatrix": "rows",
    "Pair": "relation",
    "Part": "name",
    "PrintedTotal": "until",
    "Problem": "kind",
    "Repair": "code",
    "RowCount": "rows",
    "Score": "min",
    "Screening": "verdict",
    "Screenings": "screenings",
    "Side": "whole",
    "Source": "sha256",
    "Span": "until",
    "Stream": "closed",
    "StreamNote": "text",
    "Summary": "by",
    "SummaryRow": "draws",
    "Table": "rows",
    "Targeting": "share",
    "TimeLimit": "amount",
    "Timeline": "targetings",
    "VersionScore": "exact",
    "Window": "days",
}

CLASSES = {
    each
    for module in (oinp_noc, oinp_noc.frames, oinp_noc.qc)
    for each in [getattr(module, name) for name in module.__all__]
    if isinstance(each, type) and issubclass(each, Value)
}
SCHEMA = json.loads(oinp_noc.data_files()["schemas/values.schema.json"].read_bytes())
# What says how often unknown values occurred, whatever they were, does not come back from JSON.
NOT_READ = ("Conversions", "Description", "VersionScore")

each = pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())


def test_every_class_of_values_is_here() -> None:
    assert {type(value).__name__ for value in VALUES.values()} == set(FIELDS) == {each.__name__ for each in CLASSES}


@each
def test_copies_are_equal(value: Any) -> None:  # noqa: ANN401
    for other in (copy.copy(value), copy.deepcopy(value)):
        assert other == value
        assert type(other) is type(value)
        assert hash(other) == hash(value)
        assert repr(other) == repr(value)


@each
def test_pickles_are_equal(value: Any) -> None:  # noqa: ANN401
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        other = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 (our own bytes)
        assert other == value
        assert type(other) is type(value)
        assert hash(other) == hash(value)
        assert repr(other) == repr(value)


@each
def test_a_copy_works_like_the_value(value: Any) -> None:  # noqa: ANN401
    other = pickle.loads(pickle.dumps(value))  # noqa: S301 (our own bytes)
    if hasattr(value, "__len__"):
        assert len(other) == len(value)
        assert list(other) == list(value)
    if isinstance(value, oinp_noc.Group):
        assert (other.title, other.title_fr, other.parent, other.children) == (
            value.title,
            value.title_fr,
            value.parent,
            value.children,
        )
    if isinstance(value, oinp_noc.Conversions):
        assert (other.counts, other.unknown) == (value.counts, value.unknown)


def test_what_is_made_once_is_itself_after_pickling() -> None:
    for value in (oinp_noc.classification("2016"), oinp_noc.concordance("2016", "2021")):
        assert pickle.loads(pickle.dumps(value)) is value  # noqa: S301 (our own bytes)
        assert copy.copy(value) is value


@each
def test_a_value_is_frozen_and_slotted(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(AttributeError):
        setattr(value, FIELDS[type(value).__name__], None)
    with pytest.raises(AttributeError):
        value.something_new = 1
    with pytest.raises(AttributeError):
        delattr(value, FIELDS[type(value).__name__])
    assert not hasattr(value, "__dict__")


def attributes(value: object) -> list[str]:
    """List what a value answers to: fields, properties and methods, the private ones too."""
    return [name for name in dir(type(value)) if not name.startswith("__")]


def fetched(value: Any, name: str) -> Any:  # noqa: ANN401 (any attribute)
    """Ask for an attribute; what a value cannot answer it says by an error of ours."""
    try:
        return getattr(value, name)
    except OinpNocError:
        return None


@each
def test_no_attribute_of_a_value_can_be_set_or_deleted(value: Any) -> None:  # noqa: ANN401
    before = copy.deepcopy(value)
    for name in attributes(value):
        with pytest.raises(AttributeError):
            setattr(value, name, None)
        with pytest.raises(AttributeError):
            delattr(value, name)
    if isinstance(value, Sequence | Mapping):
        for statement in ("value[0] = None", "del value[0]", "value['21'] = None", "del value['21']", "value.clear()"):
            with pytest.raises((TypeError, AttributeError)):
                exec(statement, {"value": value})  # noqa: S102 (our own statement)
    assert value == before
    assert hash(value) == hash(before)
    assert repr(value) == repr(before)


@each
def test_whatever_a_value_hands_out_can_be_changed_without_changing_the_value(value: Any) -> None:  # noqa: ANN401
    plain, said = json.dumps(value.to_dict()), repr(value)
    answers = [fetched(value, name) for name in attributes(value) if not name.startswith("_")]
    answers += [value.to_dict(), *(value.to_records() for _ in [0] if isinstance(value, oinp_noc.DrawHistory))]
    for answer in answers:
        spoil(answer)
    assert json.dumps(value.to_dict()) == plain
    assert repr(value) == said
    for name in attributes(value):
        if not name.startswith("_"):
            assert fetched(value, name) == fetched(value, name)


def spoil(answer: Any) -> None:  # noqa: ANN401 (any attribute)
    """Empty every container that can be emptied, however deep in an answer."""
    inside: list[Any] = []
    if isinstance(answer, dict):
        inside = [*answer.values()]
    elif isinstance(answer, list | set | tuple | frozenset):
        inside = [*answer]
    elif isinstance(answer, Value) and not isinstance(answer, oinp_noc.Group | oinp_noc.Classification):
        handed = (fetched(answer, name) for name in attributes(answer) if not name.startswith("_"))
        inside = [each for each in handed if isinstance(each, dict | list | set)]
    for each in inside:
        spoil(each)
    if isinstance(answer, dict | list | set | bytearray):
        answer.clear()


@each
def test_a_value_is_hashable_and_unlike_others(value: Any) -> None:  # noqa: ANN401
    assert hash(value) == hash(value)
    assert len({value, value}) == 1
    assert value != "something else"
    assert sum(other == value for other in VALUES.values()) == 1


@each
def test_a_repr_can_be_read(value: Any) -> None:  # noqa: ANN401
    text = repr(value)
    assert type(value).__name__ in text
    assert " object at 0x" not in text
    assert "\n" not in text
    codes = (
        value.listing == "listed" if isinstance(value, oinp_noc.Draw) else not isinstance(value, oinp_noc.NoticeDraw)
    )
    if codes and hasattr(value, "version"):
        assert value.version in text


def test_groups_are_equal_by_version_and_code() -> None:
    a = oinp_noc.lookup("21231")
    assert copy.deepcopy(a) == a
    assert a != oinp_noc.lookup("21232")
    assert oinp_noc.lookup("2173", "2016") != oinp_noc.lookup("2173", "2011")


def test_sets_of_values_fall_together() -> None:
    draws = {*oinp_noc.draws(), *copy.deepcopy(oinp_noc.draws())}
    assert len(draws) == len(oinp_noc.draws())
    sets = {OccupationSet(["21231"]), OccupationSet(["NOC 21231"]), OccupationSet(["21232"])}
    assert len(sets) == 2


@each
def test_the_plain_form_of_a_value_is_json(value: Any) -> None:  # noqa: ANN401
    plain = value.to_dict()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert not any(name.startswith("_") for name in plain)


@each
def test_the_plain_form_of_a_value_fits_its_schema(value: Any) -> None:  # noqa: ANN401
    validator = Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{type(value).__name__}"})
    plain = value.to_dict()
    assert [fault.message for fault in validator.iter_errors(plain)] == []
    assert not validator.is_valid({**plain, "unheard of": 1})
    for name in plain:
        assert not validator.is_valid({key: inner for key, inner in plain.items() if key != name})


@each
def test_the_converter_leads_there_and_back(value: Any) -> None:  # noqa: ANN401
    converter = oinp_noc.converter()
    plain = converter.unstructure(value)
    assert plain == value.to_dict()
    if type(value).__name__ in NOT_READ:
        with pytest.raises(InvalidArgumentError, match="is not read back"):
            converter.structure(plain, type(value))
        return
    again = converter.structure(json.loads(json.dumps(plain)), type(value))
    assert again == value
    assert repr(again) == repr(value)
    assert converter.structure(value, type(value)) is value


@each
def test_what_is_no_object_is_no_value(value: Any) -> None:  # noqa: ANN401
    wrongs: tuple[Any, ...] = (None, [], "text", 1)
    for wrong in wrongs:
        with pytest.raises(ValueError, match=r"expected an object|is not read back"):
            oinp_noc.converter().structure(wrong, type(value))


FIRST_CALLS = """
import threading
import oinp_noc

def ask():
    return (
        oinp_noc.convert("2173"),
        oinp_noc.lookup("21231"),
        oinp_noc.classification("2011"),
        oinp_noc.classification("2016")["21"],
        oinp_noc.concordance("2006", "2021").convert("0011"),
        oinp_noc.concordance("2021", "2016").pairs,
        oinp_noc.draws(),
        oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker").occupations,
        oinp_noc.stream("skilled-trades"),
        oinp_noc.DATA_LAST_UPDATED,
        oinp_noc.OccupationSet,
    )

def turned(number):
    # Each thread begins elsewhere, so that the tables are asked for in every order.
    calls = [
        lambda: oinp_noc.draws(),
        lambda: oinp_noc.convert("21231", version="2021", to="2006"),
        lambda: oinp_noc.provenance(),
        lambda: oinp_noc.OccupationSet.under("72", version="2021"),
    ]
    return calls[number % len(calls)]()

barrier = threading.Barrier(32)
results, faults = [], []

def run(number):
    barrier.wait()
    try:
        turned(number)
        results.append(ask())
    except BaseException as error:
        faults.append(repr(error))

threads = [threading.Thread(target=run, args=(number,)) for number in range(32)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
answer = {
    "faults": faults,
    "results": len(results),
    "one object each": [len({id(result[place]) for result in results}) for place in range(11)],
    "codes": results[0][0].codes,
}
"""


def test_threads_that_make_the_first_call_together(fresh: Callable[..., Any]) -> None:
    assert fresh(FIRST_CALLS) == {
        "faults": [],
        "results": 32,
        "one object each": [1] * 11,
        "codes": ["21211", "21231"],
    }


def test_a_third_party_thread_may_make_the_first_call(fresh: Callable[..., Any]) -> None:
    code = """
import _thread
done = _thread.allocate_lock()
done.acquire()
answer = []

def run():
    try:
        import oinp_noc
        answer.append(oinp_noc.convert("2173").codes)
        answer.append(len(oinp_noc.draws()))
    except BaseException as error:
        answer.append(repr(error))
    finally:
        done.release()

_thread.start_new_thread(run, ())
done.acquire(timeout=500)
"""
    assert fresh(code) == [["21211", "21231"], len(oinp_noc.draws())]
