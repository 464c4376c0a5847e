"""Folding is written twice, in Python for the library and in JavaScript for the page: they are held to each other."""

from __future__ import annotations

import json
import random
import subprocess
from typing import TYPE_CHECKING

import oinp_noc
from explorer import titles
from oinp_noc._titles.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from oinp_noc import Lang

_SCRIPT = """
import { readFileSync } from "node:fs";
const { fold } = await import(process.argv[1]);
const { cases, forms } = JSON.parse(readFileSync(0));
process.stdout.write(JSON.stringify(cases.map(([lang, text]) => fold(text, lang, forms[lang]))));
"""
# What titles and people type: letters of every accent, signs, digits, blanks and line ends.
_LETTERS = [chr(code) for code in range(0x20, 0x250)] + list(
    "\u2010\u2013\u2014\u2019\u2018\u0301\u00a0\u202f\n\t·•‧ﬁ①ⅣAabcesx"
) * 8


def _fold_in_node(node: str, tools: Path, cases: Sequence[tuple[Lang, str]]) -> list[str]:
    forms = titles.rules(())["forms"]
    done = subprocess.run(  # noqa: S603 (our own script)
        [node, "--input-type=module", "-e", _SCRIPT, (tools / "static" / "js" / "folding.js").as_uri()],
        input=json.dumps({"cases": cases, "forms": forms}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=600,
    )
    folded: list[str] = json.loads(done.stdout)
    return folded


def _fold(cases: Sequence[tuple[Lang, str]]) -> list[str]:
    return [" ".join(vocabulary(titles.VERSION, lang).fold(text)) for lang, text in cases]


def test_every_title_folds_alike_in_both(node: str, tools: Path) -> None:
    every = [
        title
        for group in oinp_noc.classification(titles.VERSION).unit_groups
        for title in (*oinp_noc.example_titles(group.code, lang=None), group.title, group.title_fr or "")
    ]
    assert len(every) > 50_000
    cases = [(lang, title) for lang in titles.LANGS for title in every]
    folded = _fold_in_node(node, tools, cases)
    assert [each for each in zip(cases, folded, _fold(cases), strict=True) if each[1] != each[2]] == []


def test_what_people_type_folds_alike_in_both(node: str, tools: Path) -> None:
    chance = random.Random(2173)  # noqa: S311 (texts, not secrets)
    texts = ["".join(chance.choices(_LETTERS, k=chance.randint(0, 16))) for _ in range(20_000)]
    cases = [(lang, text) for lang in titles.LANGS for text in texts]
    folded = _fold_in_node(node, tools, cases)
    assert [each for each in zip(cases, folded, _fold(cases), strict=True) if each[1] != each[2]] == []
