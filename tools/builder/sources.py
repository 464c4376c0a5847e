"""The raw files: where each one comes from, and how its rows are read.

Facts about the files (publisher, edition, licence) are taken from the PROVENANCE pages that lie beside
them; hash, size and row count are computed from the file at hand.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import attrs

from builder.report import Report

STATCAN = "Statistics Canada"
STATCAN_AND_ESDC = "Statistics Canada with Employment and Social Development Canada"
ESDC = "Employment and Social Development Canada"
STATCAN_LICENCE = "Statistics Canada Open Licence"
ESDC_LICENCE = "not stated where it was read; likely the Open Government Licence - Canada"
OWN_LICENCE = "facts compiled for this project from public pages"
ONTARIO = "Ontario Immigrant Nominee Program; compiled from its pages, the press and consultants"

FIRST, SECOND = "2026-11-21", "2026-11-27"
"""The days on which raw files were gathered; the last dates the package's data."""


@attrs.frozen
class Source:
    """One raw file and what is known of its origin."""

    path: str
    title: str
    publisher: str
    edition: str
    licence: str
    row_format: str = "csv"
    gathered: str = FIRST

    @property
    def name(self) -> str:
        """The file's name without folder and ending."""
        return self.path.rpartition("/")[2].rpartition(".")[0]


SOURCES = {
    source.name: source
    for source in (
        Source(
            "noc/noc2021-v1.0-structure-en.csv",
            "NOC 2021 Version 1.0, classification structure, English",
            STATCAN_AND_ESDC,
            "2021 Version 1.0",
            STATCAN_LICENCE,
        ),
        Source(
            "noc/noc2021-v1.0-structure-fr.csv",
            "CNP 2021 version 1.0, structure de la classification, French",
            STATCAN_AND_ESDC,
            "2021 Version 1.0",
            STATCAN_LICENCE,
        ),
        Source(
            "noc/noc2016-v1.3-structure-en.csv",
            "NOC 2016 Version 1.3, classification structure, English",
            STATCAN_AND_ESDC,
            "2016 Version 1.3",
            STATCAN_LICENCE,
        ),
        Source(
            "noc/noc2016-v1.3-structure-fr.csv",
            "CNP 2016 version 1.3, French titles, reconstructed from several public tables",
            STATCAN_AND_ESDC,
            "2016 Version 1.3, reconstructed",
            STATCAN_LICENCE,
        ),
        Source(
            "noc/noc2016-v1.3-skill-levels.csv",
            "NOC 2016 Version 1.3, skill levels, derived by the rule of the classification",
            STATCAN_AND_ESDC,
            "2016 Version 1.3",
            STATCAN_LICENCE,
        ),
        Source(
            "noc/noc2011-structure-en.csv",
            "NOC 2011, classification structure, English",
            STATCAN_AND_ESDC,
            "2011",
            STATCAN_LICENCE,
        ),
        Source(
            "noc/noc2011-structure-fr-inferred.csv",
            "NOC 2011, French titles, inferred from NOC 2016",
            STATCAN_AND_ESDC,
            "2011, inferred",
            STATCAN_LICENCE,
        ),
        Source(
            "noc/noc2011-unit-group-titles-en-fr.csv",
            "NOC 2011, titles of the unit groups, English and French",
            ESDC,
            "2011",
            ESDC_LICENCE,
            gathered=SECOND,
        ),
        Source(
            "noc/noc2006-structure-en.csv",
            "NOC 2006, classification structure, English",
            STATCAN_AND_ESDC,
            "2006",
            STATCAN_LICENCE,
            gathered=SECOND,
        ),
        Source(
            "noc/noc2021-v1.0-example-titles-en.csv",
            "NOC 2021 Version 1.0, example titles, English, derived from the official elements files",
            STATCAN_AND_ESDC,
            "2021 Version 1.0",
            STATCAN_LICENCE,
        ),
        Source(
            "noc/noc2021-v1.0-example-titles-fr.csv",
            "CNP 2021 version 1.0, example titles, French, derived from the official elements files",
            STATCAN_AND_ESDC,
            "2021 Version 1.0",
            STATCAN_LICENCE,
        ),
        Source(
            "noc/noc2016-illustrative-titles-en.csv",
            "NOC 2016, illustrative job titles, English, read from the site of ESDC through one public table",
            STATCAN_AND_ESDC,
            "2016, not the full title index",
            STATCAN_LICENCE,
        ),
        Source(
            "concordance/statcan_noc2016v1_3-noc2021v1_0-eng.csv",
            "Correspondence of NOC 2016 Version 1.3 to NOC 2021 Version 1.0",
            STATCAN,
            "current edition (downloaded 2026-03-02)",
            STATCAN_LICENCE,
        ),
        Source(
            "concordance/esdc_noc2021-noc2016_unit-groups_en.csv",
            "Concordance of NOC 2021 to NOC 2016, unit groups, English",
            ESDC,
            "in a public repository since 2024-02-23",
            ESDC_LICENCE,
        ),
        Source(
            "concordance/esdc_noc2021-noc2016_unit-groups_fr.csv",
            "Concordance of NOC 2021 to NOC 2016, unit groups, French",
            ESDC,
            "in a public repository since 2024-02-23",
            ESDC_LICENCE,
        ),
        Source(
            "concordance/derived_noc2011-noc2016.csv",
            "NOC 2011 to NOC 2016, derived: the same 500 codes stand in both structures",
            STATCAN,
            "derived from the structures of 2011 and 2016",
            STATCAN_LICENCE,
        ),
        Source(
            "concordance/derived_noc2006-noc2011_complete.csv",
            "NOC 2006 to NOC 2011, derived from the tables of HRSDC and Statistics Canada, which agree",
            "Human Resources and Skills Development Canada and Statistics Canada",
            "2011",
            STATCAN_LICENCE,
        ),
        Source(
            "draws/eoi.jsonl",
            "OINP rounds of invitations in the Expression of Interest streams",
            ONTARIO,
            "2018-02-06 to 2026-04-30",
            OWN_LICENCE,
            row_format="jsonl",
            gathered=SECOND,
        ),
        Source(
            "draws/express_entry.jsonl",
            "OINP rounds of notifications in the Express Entry streams",
            ONTARIO,
            "2017-04-10 to 2024-10-17",
            OWN_LICENCE,
            row_format="jsonl",
            gathered=SECOND,
        ),
        Source(
            "draws/federal_categories.json",
            "Occupation lists of the federal Express Entry categories",
            "Immigration, Refugees and Citizenship Canada; compiled from news and code tables",
            "2023 to 2026",
            OWN_LICENCE,
            row_format="json",
        ),
        Source(
            "../notices/2025-09-03-priority-occupations.txt",
            "Priority occupations of the draws of 2025-09-03, by sector; only codes and headings are taken",
            "an article on the draws",
            "2025-09-03",
            "facts only",
            row_format="text",
        ),
        Source(
            "draws/streams.md",
            "OINP streams: facts",
            ONTARIO,
            "read up to 2026-10-03",
            OWN_LICENCE,
            row_format="text",
            gathered=SECOND,
        ),
    )
}


@attrs.frozen
class RawFolder:
    """The folder of raw tables; each is read and cleaned once, and remembered with its origin."""

    root: Path
    report: Report
    _tables: dict[str, list[dict[str, str]]] = attrs.field(factory=dict, init=False)
    _read: dict[str, dict[str, Any]] = attrs.field(factory=dict, init=False)

    def csv(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a CSV file, with the byte order mark and stray blanks taken away and counted."""
        if name in self._tables:
            return self._tables[name]
        text = self._text(name)
        if text.startswith("\ufeff"):
            self.report.clean("byte order marks dropped")
            text = text.removeprefix("\ufeff")
        header, *body = csv.reader(io.StringIO(text, newline=""))
        self.report.clean("header cells trimmed", sum(cell != cell.strip() for cell in header))
        cells = [cell for row in body for cell in row]
        self.report.clean("cells that ended in a newline", sum(cell.endswith("\n") for cell in cells))
        keys = [cell.strip() for cell in header]
        for number, row in enumerate(body, start=2):
            self.report.check(
                len(row) == len(keys), f"{name}, row {number}: {len(row)} cells under {len(keys)} headings"
            )
        rows = [dict(zip(keys, (cell.strip() for cell in row), strict=False)) for row in body]
        self._tables[name] = rows
        self._read[name]["rows"] = len(rows)
        return rows

    def jsonl(self, name: str) -> list[dict[str, Any]]:
        """Return the records of a file with one JSON object a line."""
        rows = [json.loads(line) for line in self._text(name).splitlines()]
        self._read[name]["rows"] = len(rows)
        return rows

    def json(self, name: str) -> dict[str, Any]:
        """Return a JSON document."""
        document: dict[str, Any] = json.loads(self._text(name))
        self._read[name]["rows"] = sum(len(part) for part in document.values() if isinstance(part, list))
        return document

    def text(self, name: str) -> str:
        """Return a text file."""
        text = self._text(name)
        self._read[name]["rows"] = len(text.splitlines())
        return text

    def provenance(self) -> list[dict[str, Any]]:
        """Return what to record of every file that was read, by name."""
        return [self._read[name] for name in sorted(self._read)]

    def day(self) -> str:
        """Return the last day on which a file that was read had been gathered."""
        return max(str(source["gathered"]) for source in self._read.values())

    def _text(self, name: str) -> str:
        source = SOURCES[name]
        path = self.root / source.path
        content = path.read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        pages = "".join(page.read_text("utf-8") for page in sorted(path.parent.glob("PROVENANCE*.md")))
        # The pages give the hash of every CSV file; the draws are described there without one.
        self.report.check(
            sha256 in pages or source.row_format != "csv",
            f"{source.path}: sha256 {sha256} is not the one that its PROVENANCE page gives",
        )
        self._read[name] = {
            "name": name,
            "title": source.title,
            "publisher": source.publisher,
            "edition": source.edition,
            "licence": source.licence,
            "gathered": source.gathered,
            "file": source.path,
            "bytes": len(content),
            "sha256": sha256,
        }
        return content.decode("utf-8")
