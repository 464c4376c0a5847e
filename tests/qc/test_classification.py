"""Quality control of classifications: what is found in tables of the caller's own, and in the packaged ones."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import qc
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("code", "level", "parent", "title", "title_fr")
SOUND = [
    ("0", "broad category", "", "Management", "Gestion"),
    ("00", "major group", "0", "Senior management", "Cadres supérieurs"),
    ("001", "minor group", "00", "Legislators and senior management", "Membres et cadres"),
    ("0011", "unit group", "001", "Legislators", "Membres des corps législatifs"),
    ("0012", "unit group", "001", "Senior government managers", "Cadres de l’administration"),
]


def changed(place: int, **cells: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 (whatever a cell holds)
    """Change cells of one row of the sound table."""
    row = {**dict(zip(COLUMNS, SOUND[place], strict=True)), **cells}
    return [*SOUND[:place], tuple(row.values()), *SOUND[place + 1 :]]


def found(rows: Any, **options: Any) -> list[tuple[str, str]]:  # noqa: ANN401 (whatever a table is)
    return [(finding.kind, finding.place) for finding in qc.classification(rows, **{"columns": COLUMNS, **options})]


def test_a_sound_table_has_no_finding() -> None:
    assert found(SOUND) == []
    assert qc.classification(SOUND, columns=COLUMNS).more == 0


# What is broken, and what is found there.
BROKEN: dict[str, tuple[list[tuple[Any, ...]], list[tuple[str, str]]]] = {
    "a parent that is missing": (changed(3, parent="009"), [("orphan", "row 4, 0011")]),
    "no parent": (changed(2, parent=None), [("orphan", "row 3, 001"), ("childless", "row 2, 00")]),
    "a parent that is a number": (changed(4, parent=1), [("orphan", "row 5, 0012")]),
    "a parent two levels up": (
        changed(4, parent="00"),
        [("wrong level", "row 5, 0012"), ("not the prefix", "row 5, 0012")],
    ),
    "a top with a parent": (changed(0, parent="9"), [("wrong level", "row 1, 0")]),
    "a code twice": (
        changed(4, code="0011"),
        [("duplicate code", "row 5, 0011")],
    ),
    "a code that is a number": (changed(4, code=12), [("not a code", "row 5")]),
    "a code that is missing": (changed(4, code=None), [("not a code", "row 5")]),
    "a code of letters": (
        changed(4, code="A012"),
        [("not a code", "row 5, A012"), ("not the prefix", "row 5, A012")],
    ),
    "a code of full-width digits": (
        changed(4, code="００１２"),  # noqa: RUF001 (what is tested)
        [("not a code", "row 5, ００１２"), ("not the prefix", "row 5, ００１２")],  # noqa: RUF001
    ),
    "a code that is too long": (
        [*SOUND, ("00133", "unit group", "001", "Others", "Autres")],
        [("uneven codes", "row 6, 00133"), ("not the prefix", "row 6, 00133")],
    ),
    "a level that is not one": (changed(4, level="unit"), [("unknown level", "row 5, 0012")]),
    "a level that is a number": (changed(4, level=4), [("unknown level", "row 5, 0012")]),
    "no title": (changed(4, title=None), [("no title", "row 5, 0012")]),
    "a title that is a number": (changed(4, title=7), [("no title", "row 5, 0012")]),
    "a title twice in a level": (changed(4, title="LEGISLATORS "), [("duplicate title", "row 5, 0012")]),
    "a French title twice in a level": (
        changed(4, title_fr="Membres des corps législatifs"),
        [("duplicate title", "row 5, 0012")],
    ),
    "no French title": (changed(4, title_fr=""), [("no French title", "row 5, 0012")]),
    "a title that was not translated": (
        changed(3, title_fr="legislators"),
        [("same in both languages", "row 4, 0011")],
    ),
    "the title of a parent with others": (
        changed(4, title="Legislators and senior management"),
        [("title of the parent", "row 5, 0012")],
    ),
    "a group with nothing below": (
        [*SOUND, ("01", "major group", "0", "Middle management", "Cadres intermédiaires")],
        [("childless", "row 6, 01")],
    ),
    "a range under another category": (
        [
            *SOUND,
            ("07-09", "major group", "1", "Middle management", "Cadres"),
            ("071", "minor group", "07-09", "A", "B"),
            ("0711", "unit group", "071", "C", "D"),
            ("1", "broad category", "", "E", "F"),
        ],
        [("not the prefix", "row 6, 07-09")],
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_found_with_its_place(what: str) -> None:
    rows, expected = BROKEN[what]
    assert sorted(found(rows)) == sorted(expected)


def test_findings_are_in_the_order_of_the_rows() -> None:
    rows = [("x",), *changed(3, parent="9", title=""), ("y", "z"), *changed(4, level="?")]
    places = [place for _, place in found(rows)]
    numbers = [int(place.split(", ")[0].removeprefix("row ")) for place in places]
    assert numbers == sorted(numbers)
    assert {1, 5, 7} <= {*numbers}


def test_a_cycle_is_found_on_each_of_its_groups_and_nowhere_else() -> None:
    rows = [*SOUND[:2], ("001", "minor group", "0011", "A", "B"), *SOUND[3:]]
    assert [place for kind, place in found(rows) if kind == "cycle"] == ["row 3, 001", "row 4, 0011"]
    assert [place for kind, place in found(changed(1, parent="00")) if kind == "cycle"] == ["row 2, 00"]


def test_twenty_thousand_groups_under_the_wrong_one_take_time_in_proportion() -> None:
    # In time that grows with the square of the rows, this would not end today.
    rows = [("1", "broad category", "", "Health"), *((f"2{n:06}", "unit group", "1", str(n)) for n in range(20_000))]
    findings = qc.classification(rows, limit=1)
    assert (findings[0].kind, findings.more) == ("not the prefix", 19_999)


def test_a_chain_of_twenty_thousand_parents_is_walked_once() -> None:
    rows = [(f"{n:06}", "unit group", f"{n + 1:06}", f"title {n}") for n in range(20_000)]
    findings = qc.classification(
        [*rows, ("020000", "unit group", "000000", "last")], levels=["top", "unit group"], limit=0
    )
    assert findings.more > 0  # that it ends is what is tested


def test_a_single_child_with_the_title_of_its_parent_is_no_finding() -> None:
    rows = [("1", "broad category", "", "Chairs"), ("11", "unit group", "1", "Chairs")]
    assert found(rows, columns=COLUMNS[:4]) == []


def test_one_title_on_two_levels_is_no_finding() -> None:
    titles = [(group.level, group.title.casefold()) for group in oinp_noc.classification("2021").values()]
    names = [title for _, title in titles]
    assert len({title for title in names if names.count(title) > 1}) == 55
    assert [f for f in qc.classification() if f.kind == "duplicate title" and f.place.startswith("NOC 2021")] == []


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("teer", "6", "unknown value"),
        ("teer", 6, "unknown value"),
        ("teer", 5, None),
        ("skill_level", "E", "unknown value"),
        ("title_fr_status", "guessed", "unknown value"),
        ("title_fr_status", None, "French status"),
        ("title_fr_status", "official", None),
    ],
)
def test_what_belongs_to_a_group_is_one_of_its_choices(column: str, value: object, kind: str | None) -> None:
    rows = [(*row, "official") for row in SOUND]
    columns = (*COLUMNS, "title_fr_status")
    whole = [dict(zip(columns, row, strict=True)) for row in rows]
    whole[3][column] = value  # type: ignore[assignment]
    assert [kind for kind, _ in found(whole)] == ([] if kind is None else [kind])


def test_only_unit_groups_have_a_scale() -> None:
    whole: list[dict[str, object]] = [dict(zip(COLUMNS, row, strict=True)) for row in SOUND]
    whole[2]["teer"] = 0
    assert found(whole) == [("scale above unit groups", "row 3, 001")]


def test_a_french_table_of_its_own_is_compared_code_by_code() -> None:
    english = [row[:4] for row in SOUND]
    french: list[tuple[Any, ...]] = [(row[0], row[4]) for row in SOUND[:-1]]
    french += [("0099", "Sorciers"), ("0011", "Membres"), (12, "Nombre"), ("x",)]
    findings = [(f.kind, f.place) for f in qc.classification(english, french=french)]
    assert findings == [
        ("no French title", "row 5, 0012"),
        ("unreadable row", "french, row 8"),
        ("duplicate code", "0011"),
        ("only in French", "0099"),
        ("only in French", "12"),
    ]


def test_an_empty_column_of_french_titles_is_one_finding() -> None:
    assert found([(*row[:4], None) for row in SOUND]) == [("no French title", "table")]
    assert found([row[:4] for row in SOUND], columns=COLUMNS[:4]) == []  # no such column


def test_levels_of_another_classification_can_be_named() -> None:
    rows = [("A1", "section", "", "Farming"), ("1", "section", "", "Fishing"), ("11", "division", "1", "Boats")]
    assert [kind for kind, _ in found(rows, columns=COLUMNS[:4], levels=["section", "division"])] == [
        "not a code",
        "childless",
    ]


def test_an_empty_table_is_a_finding() -> None:
    (finding,) = qc.classification([])
    assert (finding.kind, finding.place, finding.explanation) == ("empty table", "table", None)
    assert [kind for kind, _ in found(iter(()))] == ["empty table"]


def test_a_table_of_nothing_that_can_be_read_has_a_finding_for_each_row() -> None:
    assert found([5, "x", None]) == [("unreadable row", f"row {n}") for n in (1, 2, 3)]


@pytest.mark.parametrize("limit", [1000, 0, 7, None])
def test_ten_thousand_faults_are_bounded_and_counted(limit: int | None) -> None:
    rows = [SOUND[0], *((f"{n:05}", "unit group", "", f"title {n}") for n in range(10_000))]
    findings = qc.classification([row[:4] for row in rows], limit=limit)
    kept = len(findings) if limit is None else limit
    assert (len(findings), len(findings) + findings.more) == (kept, 10_001)  # and childless above
    assert list(findings)[1:7] == list(qc.classification([row[:4] for row in rows])[1:7]) or kept < 7
    assert f"(and {findings.more} beyond the limit)" in repr(findings) or not findings.more


def test_the_packaged_tables_have_no_finding_without_an_explanation() -> None:
    findings = qc.classification()
    assert findings.unexplained == ()
    assert all(finding.explanation and "Source: " in finding.explanation for finding in findings)
    assert {finding.place[:8] for finding in findings} >= {"NOC 2006", "NOC 2011", "NOC 2016", "NOC 2021"}


def test_a_packaged_version_is_the_same_as_rows_of_its_groups() -> None:
    for version in oinp_noc.versions():
        ours = [(f.kind, f.place.split(", ")[-1]) for f in qc.classification() if f.place.startswith(f"NOC {version}")]
        for rows in (oinp_noc.classification(version), list(oinp_noc.classification(version).values())):
            theirs = [(f.kind, f.place.split(", ")[-1]) for f in qc.classification(rows)]
            assert [kind for kind, _ in theirs] == [kind for kind, _ in ours]
            assert [place for _, place in theirs if place != "table"] == [p for _, p in ours if not p.startswith("NOC")]


def test_every_explanation_is_of_a_finding(project: Path) -> None:
    written = tomllib.loads((project / "sources/explanations.toml").read_text("utf-8"))["explanation"]
    findings = [*qc.classification(), *qc.concordance(), *qc.draws()]
    said = {str(finding.explanation).split(" Source: ")[0] for finding in findings}
    assert {one["text"] for one in written} == said


def test_messages_and_explanations_are_in_french_too() -> None:
    in_french = qc.classification(lang="fr")
    with oinp_noc.use_language("fr"):
        assert qc.classification() == in_french
    assert [f.message for f in in_french] != [f.message for f in qc.classification()]
    assert any("Chefs est le même mot dans les deux langues." in str(finding.explanation) for finding in in_french)
    assert qc.classification([], lang="fr")[0].place == "table"


ARGUMENTS: list[tuple[dict[str, Any], str]] = [
    ({"rows": "0011"}, "rows='0011': expected the rows of a table"),
    ({"rows": 5}, "rows=5: expected the rows of a table"),
    ({"rows": {"code": "0011"}}, "rows={'code': '0011'}: expected the rows of a table"),
    ({"rows": b"x"}, "rows=b'x': expected the rows of a table"),
    (
        {"rows": [], "columns": "code"},
        "columns='code': expected a list of names, each once: code, level, parent, title",
    ),
    ({"rows": [], "columns": ["code"]}, "columns=.*perhaps title_fr"),
    ({"rows": [], "columns": [*COLUMNS, "code"]}, "columns="),
    ({"rows": [], "columns": [*COLUMNS, 5]}, "columns="),
    ({"rows": [], "levels": "unit group"}, "levels='unit group': expected a list of the names of the levels"),
    ({"rows": [], "levels": []}, "levels="),
    ({"rows": [], "levels": ["a", "a"]}, "levels="),
    ({"rows": [], "levels": [1]}, "levels="),
    ({"rows": [], "limit": -1}, "limit=-1: expected how many findings at most"),
    ({"rows": [], "limit": True}, "limit=True"),
    ({"rows": [], "limit": "5"}, "limit='5'"),
    ({"rows": [], "lang": "de"}, "lang='de': expected one of"),
    ({"rows": [], "french": 5}, "french=5: expected the rows of a table"),
    ({"french": []}, r"french= is about rows of your own"),
]


@pytest.mark.parametrize(("arguments", "message"), ARGUMENTS, ids=lambda value: str(value)[:40])
def test_an_argument_that_is_not_as_described_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        qc.classification(**arguments)


CELL = st.one_of(
    st.none(), st.text(max_size=5), st.integers(), st.floats(), st.sampled_from([c for r in SOUND for c in r])
)


@given(st.lists(st.one_of(st.tuples(CELL, CELL, CELL, CELL), st.dictionaries(st.sampled_from(COLUMNS), CELL), CELL)))
def test_whatever_is_in_a_table_is_reported_and_nothing_raises(rows: list[Any]) -> None:
    findings = qc.classification(rows, limit=None)
    assert findings or not rows or all(isinstance(row, dict | tuple) for row in rows)
    assert qc.classification(rows, limit=1).more == max(0, len(findings) - 1)


def test_a_row_without_a_needed_column_says_which() -> None:
    (finding,) = qc.classification([{"code": "1"}])
    assert (finding.kind, finding.place) == ("unreadable row", "row 1")
    assert finding.message == "no level, parent, title among its columns: 'code'"
