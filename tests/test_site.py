"""The site has a place for everything: each public name in the reference, each page in the navigation, each picture."""

from __future__ import annotations

import re
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

import oinp_noc
from oinp_noc import plots
from pages import links, pictures, tables
from pages.public import MODULES

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md"))
_ENTRY = re.compile(
    r"^\.\. (?:currentmodule|(?P<module>automodule)|auto\w+|choices|py:data):: (?P<name>[\w.]+)$", re.MULTILINE
)


def described() -> set[str]:
    """Collect the full names that the pages of the reference describe."""
    found = set()
    for page in (DOCS / "reference").glob("*.rst"):
        module = ""
        for entry in _ENTRY.finditer(page.read_text("utf-8")):
            if entry["module"] or entry[0].startswith(".. currentmodule"):
                module = entry["name"]
                found.add(module)
            else:
                found.add(f"{module}.{entry['name']}")
    return found


def test_the_reference_lists_the_choices_of_a_type() -> None:
    pages = "".join(page.read_text("utf-8") for page in (DOCS / "reference").glob("*.rst"))
    named = {name for module in MODULES for name in module.__all__ if get_args(getattr(module, name))}
    assert set(re.findall(r"^\.\. choices:: (\w+)$", pages, re.MULTILINE)) == named - {
        "NocCode"
    }  # which is annotated text


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_reference_describes_every_public_name(module: ModuleType) -> None:
    names = {f"{module.__name__}.{name}" for name in module.__all__}
    assert names - described() == set()


def test_the_reference_describes_nothing_else() -> None:
    modules = {module.__name__ for module in MODULES}
    names = {f"{module.__name__}.{name}" for module in MODULES for name in module.__all__}
    methods = {name for name in described() if name.rpartition(".")[0] in names}
    assert described() - modules - names - methods == set()


def test_help_begins_with_names_that_there_are() -> None:
    text = oinp_noc.__doc__ or ""
    named = set(re.findall(r"(?<!`)`([\w.]+)`(?!`)", text.partition(">>>")[0]))
    assert {"convert", "search", "draws", "overlap", "DrawHistory.screen", "frames.convert"} <= named
    for name in named - {"testing"}:  # which is imported by its full name
        attrgetter(name)(oinp_noc)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_a_page_is_in_the_navigation(page: Path) -> None:
    navigation = (DOCS / "index.md").read_text("utf-8")
    name = page.relative_to(DOCS).with_suffix("").as_posix()
    assert name == "index" or re.search(rf"^(?:.* <)?{name}>?$", navigation, re.MULTILINE)


@pytest.mark.parametrize(("page", "translated"), [("tutorial.md", "fr/tutoriel.md"), ("pitfalls.md", "fr/pieges.md")])
def test_a_translated_page_has_the_sections_of_the_original(page: str, translated: str) -> None:
    texts = [(DOCS / name).read_text("utf-8") for name in (page, translated)]
    sections = [len(re.findall(r"^#+ ", text, re.MULTILINE)) for text in texts]
    assert sections[0] == sections[1] > 1


@pytest.mark.parametrize("name", plots.__all__)
def test_every_picture_is_in_the_site(name: str) -> None:
    pages = ((DOCS / page).read_text("utf-8") for page in ("gallery.md", "plots.md"))
    above = [text.rpartition("```python")[2] for page in pages for text in page.split("```{picture}")[:-1]]
    assert any(f"ax = plots.{name}(" in code for code in above)


def test_a_picture_is_what_the_code_above_it_drew() -> None:
    page = """# One

```python
>>> from matplotlib.figure import Figure
>>> ax = Figure().subplots()
>>> drawn = ax.bar([0, 1], [2, 3])
>>> ax.no_such_thing
Traceback (most recent call last):
AttributeError: ...
>>> print("nothing is printed while pictures are made")
nothing is printed while pictures are made
>>> raise SystemExit  # doctest: +SKIP

```

```{picture} Two bars
```

## And then?

```python
bars = ax.bar([2], [1])
```

```{picture} Three bars
```

```{picture} The same, whose words
go on
```
"""
    seen = [(name, len(figure.axes[0].patches)) for name, figure in pictures.drawn(page)]
    # One figure was drawn into again: all names show it as it is at that moment.
    assert [name for name, _ in seen] == ["one", "and-then", "and-then-2"]
    assert [bars for _, bars in seen] == [2, 3, 3]


def test_the_same_picture_is_the_same_file(tmp_path: Path) -> None:
    page = "```python\nfrom matplotlib.figure import Figure\nax = Figure().subplots()\n```\n```{picture} Nothing\n```\n"
    for name in ("a.svg", "b.svg"):
        (_, figure), *_ = pictures.drawn(page)
        pictures.save(figure, tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@pytest.mark.parametrize(
    ("text", "docname", "mended"),
    [
        ("[how](../CONTRIBUTING.md)", "design", "[how](contributing.md)"),
        ("[how](../CONTRIBUTING.md#set-up)", "design", "[how](contributing.md#set-up)"),
        ("[quoi](../../CHANGELOG.md)", "fr/index", "[quoi](../changes.md)"),
        ("[data](LICENSE-DATA.md)", "changes", "[data](licence-of-the-data.md)"),
        ("[data](data.md) and `../CONTRIBUTING.md`", "design", "[data](data.md) and `../CONTRIBUTING.md`"),
    ],
)
def test_a_link_to_a_file_of_the_root_becomes_one_to_its_page(text: str, docname: str, mended: str) -> None:
    assert links.mend(text, docname) == mended


def test_every_file_of_the_root_that_is_linked_has_its_page() -> None:
    for name, page in links.PAGES.items():
        assert f"{{include}} ../{name}" in (DOCS / page).read_text("utf-8")


def test_the_tables_of_the_data_are_those_of_the_package() -> None:
    shown = tables.tables()
    for table in oinp_noc.provenance():
        assert f"| `{table.name}`<br>{table.title} | {table.rows:,} |" in shown
    for table in oinp_noc.provenance():
        for source in table.sources:
            assert f"| `{source.name}`<br>" in tables.sources()
