"""The French of sentences and errors: ``python tools/translations.py [--write]`` (needs Babel).

``src/oinp_noc/locale/fr/LC_MESSAGES/oinp_noc.po`` is where people write the translations. ``--write`` brings it up to
date with the sentences that the source marks (`say`, `say_number` and `marked`) and those of the help of the command
line, and compiles the ``.mo`` beside it, with a checksum behind it. Without it, nothing is written. The answer is 1 if
a file is not up to date, or if a translation is missing or doubtful, has other placeholders than its sentence, or a
plain space for a no-break one.
"""

from __future__ import annotations

import sys
import zlib
from io import BytesIO, StringIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from rich.console import Console

from oinp_noc.cli.grammar import whole_app
from oinp_noc.cli.help import Said

if TYPE_CHECKING:
    from cyclopts import App

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "oinp_noc"
PO = PACKAGE / "locale" / "fr" / "LC_MESSAGES" / "oinp_noc.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"say": (1,), "say_number": (1, 2), "marked": (1,)}


class French(Catalog):
    """A catalogue whose head says nothing of days, people and tools, so that the same sentences give the same file."""

    mime_headers = [  # type: ignore[override]  # noqa: RUF012 (in place of a property)
        ("Project-Id-Version", "oinp_noc"),
        ("Language", "fr"),
        ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]


def up_to_date(po: bytes) -> Catalog:
    """Give each sentence that the source marks the translation that a catalogue has, if there is one."""
    old = read_po(BytesIO(po))
    comment = "# The French of oinp_noc: sentences and errors."
    catalog = French(header_comment=comment, charset="utf-8", fuzzy=False)
    methods = [("plots/**", "ignore"), ("**.py", "python")]  # pictures have their words in a table of their own
    found = extract_from_dir(PACKAGE, methods, keywords=KEYWORDS, directory_filter=lambda _: True)
    for _, _, sentence, _, _ in found:  # without a filter of ours, folders that begin with _ are left out
        catalog.add(sentence)
    for sentence in of_the_help():
        catalog.add(sentence)
    for message in catalog:
        known = old.get(message.id) if message.id else None
        if known is not None:
            message.string, message.flags = known.string, known.flags
    return catalog


def of_the_help() -> list[str]:
    """List what the help of the command line says, page by page."""
    told: dict[str, str] = {}
    app = whole_app()
    app.help_formatter = Said("", lambda text: told.setdefault(text, text))

    def print_from(words: list[str], within: App) -> None:
        app.help_print(words, console=Console(file=StringIO()))
        for name in within:
            if not name.startswith("-"):
                print_from([*words, name], within[name])

    print_from([], app)
    return list(told)


def written(catalog: Catalog) -> bytes:
    """Write a catalogue for people; without places, which change with every edit of the source."""
    text = BytesIO()
    write_po(text, catalog, width=120, no_location=True, sort_output=True)
    return text.getvalue().rstrip() + b"\n"


def compiled(catalog: Catalog) -> bytes:
    """Compile a catalogue for gettext, and append the checksum that the package verifies."""
    content = BytesIO()
    write_mo(content, catalog)
    return content.getvalue() + f"{zlib.crc32(content.getvalue()):08x}".encode()


def faults(catalog: Catalog) -> list[str]:
    """List the sentences whose translation is missing or doubtful, or has other placeholders."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        originals, translations = _texts(message.id), _texts(message.string or "")
        if message.fuzzy or not all(translations):
            found.append(f"no translation: {originals[0]}")
        elif any(placeholders(text) != placeholders(originals[-1]) for text in (*originals, *translations)):
            found.append(f"other placeholders: {originals[0]}")
        elif any(sign in text for text in translations for sign in (" :", "« ", " »")):
            found.append(f"a plain space where the line must not break: {originals[0]}")
    return found


def placeholders(text: str) -> set[str]:
    """Return the names of the values in a sentence; its number may be told in words, such as "one target"."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None} - {"number"}


def _texts(texts: str | tuple[str, ...] | list[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts)


def main() -> int:
    """Write the catalogue, or compare."""
    catalog = up_to_date(PO.read_bytes())
    new = {PO: written(catalog), MO: compiled(catalog)}
    old = {path: path.read_bytes() if path.exists() else b"" for path in new}
    if "--write" in sys.argv[1:]:
        for path, content in new.items():
            path.write_bytes(content)
        old = new
    told = [f"{path.name} is not up to date: run this with --write" for path in new if old[path] != new[path]]
    told += faults(catalog)
    print("\n".join(told) or f"{len(catalog)} sentences, all translated")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
