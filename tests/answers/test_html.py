"""What notebooks show of values: small tables, well formed, escaped, bounded, in both languages, without colours."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from html.parser import HTMLParser
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oinp_noc
from notice_beside import beside
from oinp_noc import Draw, DrawHistory, OccupationSet, Score
from oinp_noc._answers.html import ENDS, HEADINGS, table
from oinp_noc._answers.sheets import Sheet, Words
from oinp_noc._answers.value import Tabular, Value
from oinp_noc._catalogue import say

HISTORY = oinp_noc.draws().select(until="2024-12-31")
DAY = HISTORY.on("2023-05-09")
LEFT = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
RIGHT = oinp_noc.draw("2023-05-09-employer-job-offer-international-student")
OVERLAP = oinp_noc.overlap(OccupationSet(["2173", "2171"], version="2016"), RIGHT)
SCREENINGS = HISTORY.screen("21231", stream="human-capital-priorities", score=450)
FOUND = oinp_noc.search("infirmiere", lang="fr")
FAULTY = [("2173", "21231"), ("2173", "21211"), ("2173", "21231"), ("x", "<b>")]
FINDINGS = oinp_noc.qc.concordance(FAULTY)
with beside(()):  # no test rests on which draws are packaged
    NOTICE = oinp_noc.parse_notice(
        "On May 9, 2023, Ontario issued 752 invitations to candidates scoring 52 and above under the Masters Graduate"
        " stream. "
        "On May 9, 2023, Ontario issued 3 invitations to candidates scoring 50 and above in NOC 99999 under the"
        " <b>PhD</b> Graduate stream."
    )
MADE_UP = Draw(
    id="1",
    date="2024-01-02",
    stream="made-up",
    kind="targeted",
    version="2021",
    listing="listed",
    target="Nurses & <b>welders</b>",
    labels=("health",),
    labels_contradicted=True,
    region="northern",
    program="redi",
    language="French",
    experience="foreign",
    job_offer=True,
    invitations=3,
    score=Score(40, 44, "EOI"),
    profiles_from="2023-01-02",
    profiles_to="2024-01-01",
    occupations=OccupationSet(["31301", "72106"]),
    outside_gta=OccupationSet(["72106"]),
    as_published=(("7210", "72106"),),
    confidence="low",
    note="'made' up",
    sources=("https://example.org/?a=1&b=2",),
)

# What people print: several of some kinds, which show other columns.
EXAMPLES: dict[str, Any] = {
    "group": oinp_noc.lookup("21231"),
    "group of 2016": oinp_noc.lookup("2173", version="2016"),
    "broad category": oinp_noc.classification("2006")["0"],
    "classification": oinp_noc.classification("2016"),
    "conversion": oinp_noc.convert("2173"),
    "chained conversion": oinp_noc.convert("0211", version="2006", to="2021"),
    "conversions": oinp_noc.convert_all(["2173", "2174", None, "<b>", float("nan")]),
    "conversions of nothing": oinp_noc.convert_all([]),
    "pair": oinp_noc.convert("2173").pairs[1],
    "concordance": oinp_noc.concordance("2016", "2021"),
    "set": OccupationSet.under("72"),
    "set of 2016": OccupationSet.under("21", version="2016"),
    "empty set": OccupationSet([]),
    "overlap": oinp_noc.overlap(LEFT, RIGHT),
    "overlap of versions": OVERLAP,
    "empty overlap": oinp_noc.overlap(OccupationSet([]), OccupationSet([], version="2016")),
    "side": OVERLAP.left,
    "draw": LEFT,
    "draw without a list": HISTORY.select(listing="none")[0],
    "draw with a part of its list": oinp_noc.draw("2022-01-11-employer-job-offer-in-demand-skills"),
    "made-up draw": MADE_UP,
    "history": HISTORY,
    "history of one": DrawHistory([MADE_UP]),
    "empty history": DrawHistory(),
    "matrix": DAY.overlap_matrix(),
    "matrix with bounds": HISTORY.select(listing="listed", since="2022-09-01", until="2023-01-31").overlap_matrix(),
    "matrix of counts": HISTORY.overlap_matrix("common"),
    "empty matrix": DrawHistory().overlap_matrix("common"),
    "timeline": HISTORY.timeline("21231"),
    "targeting": HISTORY.timeline("21231")[0],
    "frequency": HISTORY.frequency(),
    "empty frequency": DrawHistory().frequency(),
    "count": HISTORY.frequency().counts[0],
    "summary": HISTORY.summary(("year", "stream", "group")),
    "empty summary": DrawHistory().summary(("year",)),
    "screenings": SCREENINGS,
    "screening": SCREENINGS[0],
    "matches": FOUND,
    "no matches": FOUND[:0],
    "match": FOUND[0],
    "stream": oinp_noc.stream("human-capital-priorities"),
    "stream that closed": oinp_noc.stream("skilled-trades"),
    "occupation group": oinp_noc.occupation_group("tech"),
    "edition": oinp_noc.occupation_group("health").latest,
    "edition in parts": oinp_noc.occupation_group("in-demand-skills").editions[0],
    "findings": FINDINGS,
    "findings beyond a limit": oinp_noc.qc.concordance(FAULTY, limit=1),
    "no findings": FINDINGS[:0],
    "notice": NOTICE,
    "notice about nothing": oinp_noc.parse_notice("Nothing here."),
    "draw of a notice": NOTICE.draws[0],
    "finding": FINDINGS[0],
    "explained finding": oinp_noc.qc.concordance()[0],
    "edition without a list": oinp_noc.occupation_group("federal-french-language-proficiency").latest,
}

PROPERTIES = {
    *("border-bottom", "border-collapse", "caption-side", "font-weight", "opacity"),
    *("overflow-wrap", "padding", "text-align", "vertical-align", "white-space"),
}

each = pytest.mark.parametrize("name", EXAMPLES)


class Page(HTMLParser):
    """Reads one table; raises for a tag that closes another, or for one that a table does not need."""

    KNOWN = ("table", "caption", "thead", "tbody", "tr", "th", "td")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[list[tuple[str, dict[str, str | None], str]]] = []
        self.caption = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.KNOWN, tag
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.cells.append([])
        if tag in ("th", "td"):
            self.cells[-1].append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["caption"]:
            self.caption += data
        elif self.open and self.open[-1] in ("th", "td"):
            tag, attributes, text = self.cells[-1][-1]
            self.cells[-1][-1] = (tag, attributes, text + data)
        else:
            assert data.strip() == ""

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def texts(self) -> list[list[str]]:
        return [[text for _, _, text in row] for row in self.cells]

    def languages(self) -> list[str | None]:
        return [attributes.get("lang") for row in self.cells for _, attributes, _ in row]


def page(value: Any) -> Page:  # noqa: ANN401
    return Page(value._repr_html_())


def columns_of(value: Any) -> list[str]:  # noqa: ANN401
    return list(value._view().columns)  # noqa: SLF001 (what notebooks ask for)


def one(cell: object, *, name: str = "x", kind: Any = "text") -> str:  # noqa: ANN401
    """Return the text of a cell."""
    return Page(table(Sheet("x", {name: kind}, ((cell,),)))).texts()[-1][0]


@each
def test_a_table_has_one_caption_and_as_many_cells_in_each_row_as_columns(name: str) -> None:
    shown = page(EXAMPLES[name])
    tags = [tag for tag, _ in shown.tags]
    assert (tags[:2], tags.count("table"), tags.count("caption")) == (["table", "caption"], 1, 1)
    assert shown.caption.strip()
    widths = {sum(int(attributes.get("colspan") or 1) for _, attributes, _ in row) for row in shown.cells}
    assert len(widths) == 1
    assert widths != {0}


@each
def test_each_row_and_each_column_has_a_heading_that_a_screen_reader_finds(name: str) -> None:
    shown = page(EXAMPLES[name])
    is_record = "thead" not in [tag for tag, _ in shown.tags]
    heads = [] if is_record else shown.cells[0]
    assert all((tag, attributes["scope"]) == ("th", "col") for tag, attributes, _ in heads)
    for (tag, attributes, _), *others in shown.cells[len(heads) > 0 :]:
        if "colspan" not in attributes:
            assert (tag, attributes["scope"]) == ("th", "row")
        assert all(tag == "td" for tag, _, _ in others)
    assert all(text for tag, _, text in chain.from_iterable(shown.cells) if tag == "th")


@each
def test_a_table_takes_its_colours_from_what_is_around_it(name: str) -> None:
    html = EXAMPLES[name]._repr_html_()
    shown = Page(html)
    assert {key for _, attributes in shown.tags for key in attributes} <= {"style", "scope", "lang", "colspan"}
    styles = ";".join(attributes.get("style") or "" for _, attributes in shown.tags)
    declared = {tuple(declaration.split(":")) for declaration in styles.split(";") if declaration}
    assert {name for name, _ in declared} <= PROPERTIES
    assert not re.search(r"#|rgb|url", "".join(value for _, value in declared if "currentColor" not in value))
    assert len(html) < 50_000


@each
def test_captions_and_headings_are_in_the_language_that_is_set(name: str) -> None:
    value = EXAMPLES[name]
    columns = columns_of(value)
    with oinp_noc.use_language("fr"):
        shown = page(value)
        french = [say(HEADINGS[column]) for column in columns if column in HEADINGS]
    assert dict(shown.tags)["caption"]["lang"] == "fr"
    heads = [
        cell for row in shown.cells for cell in row if cell[0] == "th" and "font-weight" not in str(cell[1]["style"])
    ]
    said = [text for _, attributes, text in heads if attributes.get("lang") == "fr"]
    assert said
    assert set(said) <= set(french)
    unsaid = {text for _, attributes, text in heads if attributes.get("lang") != "fr"}
    assert unsaid <= {*getattr(value, "ids", ()), "…"}  # the ids of draws are of no language


def test_every_column_that_people_see_has_a_heading_and_every_heading_a_column() -> None:
    seen = {column for value in EXAMPLES.values() for column in columns_of(value)}
    ids = {*EXAMPLES["matrix"].ids, *HISTORY.ids, "…"}
    assert set(HEADINGS) == seen - ids


def test_every_public_value_that_is_a_table_or_has_a_view_shows_one() -> None:
    modules = (oinp_noc, oinp_noc.frames, oinp_noc.qc)
    public = [getattr(module, name) for module in modules for name in module.__all__]
    values = {found for found in public if isinstance(found, type) and issubclass(found, Value)}
    shown = {found for found in values if found._view is not Value._view}  # noqa: SLF001 (what notebooks ask for)
    assert {found for found in values if issubclass(found, Tabular)} <= shown
    assert {type(value) for value in EXAMPLES.values()} == shown


def test_a_part_of_a_value_leaves_a_notebook_its_repr() -> None:
    assert Score(40, None, "EOI")._repr_html_() is None


def test_a_conversion_shows_its_targets_and_what_is_the_successor() -> None:
    shown = page(oinp_noc.convert("2173"))
    assert shown.caption == "2173 Software engineers and designers (NOC 2016) in NOC 2021: continued"
    assert [row[:4] for row in shown.texts()] == [
        ["target", "title of the target", "relation", "successor"],
        ["21211", "Data scientists", "m:n", "no"],
        ["21231", "Software engineers and designers", "1:n", "yes"],
    ]
    with oinp_noc.use_language("fr"):
        shown = page(oinp_noc.convert("2173"))
    assert shown.caption.endswith("dans la CNP 2021\N{NO-BREAK SPACE}: continué")
    assert shown.texts()[2][:4] == [
        "21231",
        "Ingénieurs/ingénieures et concepteurs/conceptrices en logiciel",
        "1:n",
        "oui",
    ]


def test_a_title_is_marked_as_of_its_language_also_where_no_french_is_known() -> None:
    with oinp_noc.use_language("fr"):
        shown = page(oinp_noc.convert("21231", version="2021", to="2006"))
    ((_, attributes, title), *_) = shown.cells[1][1:]
    assert (attributes["lang"], title) == ("en", oinp_noc.convert("21231", "2021", "2006").targets[0].title)
    assert "fr" in page(oinp_noc.lookup("21231")).languages()


def test_what_could_not_be_converted_is_in_the_table_too() -> None:
    shown = page(EXAMPLES["conversions"])
    assert shown.caption == "NOC 2016 to NOC 2021: 1 continued, 1 expired and 3 unknown"
    assert [(row[0], row[-1]) for row in shown.texts()[-3:]] == [
        ("None", "unknown code"),
        ("<b>", "unknown code"),
        ("nan", "unknown code"),
    ]


def test_a_draw_shows_all_that_is_known_of_it_and_nothing_else() -> None:
    shown = dict(page(MADE_UP).texts())
    assert shown["target"] == "Nurses & <b>welders</b>"
    assert (shown["language"], shown["experience"], shown["job offer"]) == ("French", "foreign", "yes")
    assert (shown["misprints"], shown["occupations"]) == ("7210 → 72106", "31301, 72106")
    assert (shown["lowest score"], shown["highest score"], shown["date"]) == ("40", "44", "2024-01-02")
    assert "invitations" not in dict(page(HISTORY[0]).texts())


def test_a_history_shows_its_ends_and_says_how_many_are_left_out() -> None:
    shown = page(HISTORY)
    assert shown.caption == f"{len(HISTORY)} draws"
    rows = shown.texts()[1:]
    assert [row[0] for row in rows] == [
        *HISTORY.ids[:ENDS],
        f"… {len(HISTORY) - 2 * ENDS} more rows …",
        *HISTORY.ids[-ENDS:],
    ]
    whole = page(HISTORY[: 2 * ENDS]).texts()[1:]
    assert [row[0] for row in whole] == list(HISTORY.ids[: 2 * ENDS])
    assert page(HISTORY[: 2 * ENDS + 1]).texts()[1 + ENDS] == ["… 1 more row …"]


def test_a_history_of_thousands_of_draws_stays_small() -> None:
    day = dt.date(2024, 1, 1)
    everything = OccupationSet.everything()
    many = DrawHistory(
        Draw(
            id=f"{day + dt.timedelta(place)}-made-up-{place}",
            date=day + dt.timedelta(place),
            stream="made-up",
            kind="targeted",
            version="2021",
            listing="listed",
            occupations=everything,
            target="<&>" * 1000,
            invitations=place,
            score=Score(place, None, "EOI"),
        )
        for place in range(5000)
    )
    html = many._repr_html_()
    assert html is not None
    assert len(html) < 50_000
    assert "4980 more rows" in html


def test_a_notice_shows_its_draws_and_below_them_what_is_wrong_with_it() -> None:
    shown = page(NOTICE)
    assert shown.caption == "Notice: 2 draws and 1 problem"
    heads, first, *others = shown.texts()
    row = dict(zip(heads, first, strict=True))
    assert (row["part"], row["date"], row["stream"]) == ("announced", "2023-05-09", "masters-graduate")
    assert (row["invitations"], row["score"]) == ("752", "EOI 52+")
    said = [(row[0], row[-1]) for row in others[1:]]
    assert said == [("error", "NOC 2021 has no unit group 99999")]
    assert page(oinp_noc.parse_notice("Nothing here.")).caption == "Notice: 0 draws and 1 problem"


def test_the_parts_of_an_edition_are_named_and_counted() -> None:
    edition = EXAMPLES["edition in parts"]
    (said,) = (row[1] for row in page(edition).texts() if row[0] == "parts")
    assert said == "; ".join(f"{part.name} ({len(part.occupations)})" for part in edition.parts)


def test_findings_that_were_not_kept_are_counted() -> None:
    shown = page(oinp_noc.qc.concordance(FAULTY, limit=1))
    assert shown.caption == f"{len(FINDINGS)} findings, of which {len(FINDINGS) - 1} beyond the limit are not kept"
    assert page(FINDINGS).caption == f"{len(FINDINGS)} findings"


def test_a_matrix_is_shown_as_one_and_a_large_one_by_its_ends() -> None:
    shown = page(DAY.overlap_matrix("common")).texts()
    assert shown == [["draw", *DAY.ids], [DAY.ids[0], "56", "2"], [DAY.ids[1], "2", "53"]]
    large = HISTORY.overlap_matrix("common")
    head, first, *_ = page(large).texts()
    assert head == ["draw", *large.ids[:4], "…", *large.ids[-4:]]
    assert first[:2] == [large.ids[0], str(large.rows[0][0])]
    bounds = chain.from_iterable(page(EXAMPLES["matrix with bounds"]).texts())
    assert any(re.fullmatch(r"\d\.\d\d–\d\.\d\d", text) for text in bounds)


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.startswith(("empty", "no "))])
def test_what_is_empty_says_so_under_its_headings(name: str) -> None:
    heads, only = page(EXAMPLES[name]).texts()
    assert len(heads) > 0
    assert only == ["nothing"]


def test_the_bounds_of_a_jaccard_index_and_shares_have_the_mark_of_the_language() -> None:
    assert one(0.5, kind="number") == "0.50"
    with oinp_noc.use_language("fr"):
        assert one(0.5, kind="number") == "0,50"
        assert "de 0,02 à 0,02" in page(EXAMPLES["overlap"]).caption


def test_a_long_text_and_a_long_list_are_cut() -> None:
    assert one("x" * 10_000) == "x" * 300 + "…"
    assert one(Words("x" * 10_000, "en")) == "x" * 300 + "…"
    assert one(["1", "2"] * 50, kind="texts") == "1, 2, 1, 2, 1, 2, 1, 2 and 92 more"
    assert one(["one, two", "three"], kind="texts") == "one, two; three"
    record = Sheet("x" * 10_000, {"x": "texts"}, ((["1"] * 61,),), is_record=True)
    assert Page(table(record)).texts()[0][1].endswith("1, 1 and 1 more")
    assert Page(table(record)).caption == "x" * 300 + "…"


def test_columns_that_say_nothing_are_left_out_unless_none_would_be_left() -> None:
    columns: Any = {"a": "text", "b": "texts", "c": "flag", "d": "text"}
    sheet = Sheet("x", columns, ((None, [], False, "1"), ("", [], False, None)))
    assert Page(table(sheet)).texts() == [["d"], ["1"], [""]]
    assert Page(table(Sheet("x", {"a": "text"}, ((None,),)))).texts() == [["a"], [""]]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("\"quoted\" & 'quoted'", "\"quoted\" & 'quoted'"),
        ("&amp;", "&amp;"),
        ("two\nlines\ttab", "two lines tab"),
        ("\x1b[31mred\x00", "\\x1b[31mred\\x00"),
        ("abc\u202etxt.exe", "abc\\u202etxt.exe"),
        ("half \ud800", "half \\ud800"),
        ("no\u00a0break, עברית", "no\u00a0break, עברית"),
    ],
)
def test_a_text_is_shown_as_it_is_and_runs_nothing(given: str, shown: str) -> None:
    for sheet in (Sheet(given, {"x": "text"}, ((given,),)), Sheet(given, {given: "text"}, ((given,),), is_record=True)):
        html = table(sheet)
        html.encode()
        found = Page(html)
        assert (found.caption, found.texts()[-1][-1]) == (shown, shown)
        assert found.texts()[0][0] == (shown if sheet.is_record else "x")


@given(st.text(), st.lists(st.text()), st.sampled_from(["x", "kind", "note"]))
def test_no_text_breaks_out_of_its_cell(text: str, texts: list[str], name: str) -> None:
    columns: Any = {"first": "text", name: "text", "several": "texts", "words": "text"}
    for is_record in (False, True):
        html = table(Sheet(text, columns, (("1", text, texts, Words(text, "fr")),), is_record))
        html.encode()
        assert all(mark.isprintable() or mark == "\n" or unicodedata.category(mark) == "Zs" for mark in html)
        rows = Page(html).texts()
        assert len({len(row) for row in rows}) == 1
        if text.isprintable() and text == text.strip() != "" and len(text) <= 300 and "  " not in text:
            assert text in chain.from_iterable(rows)
