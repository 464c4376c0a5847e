"""How fast notices are read, and how time and memory grow with what breaks readers: ``python benchmarks/notices.py``.

Nothing here decides whether a test passes. Memory is the highest that Python allocated while reading, as a multiple of
the text's own.
"""

from __future__ import annotations

import gc
import sys
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN = Path(__file__).resolve().parents[1] / "tests" / "notices" / "own"
GOAL = 0.6  # MB/s on ordinary notices: an announcement has 5 kB
MB = 1_000_000
ROUNDS = 5
SIZES = (1, 2, 4, 8, 10)
HOSTILE = {
    "digits": "0123456789",
    "one number": "7",
    "bullets": "• ",
    "bullets on lines": "•\n",
    "nested brackets": "([",
    "nested brackets with words": "(a [b ",
    "one line": "word ",
    "one word": "a",
    "blanks": " ",
    "newlines": "\n",
    "tabs": "\t",
    "bars": "|",
    "commas": ",",
    "quotes": '"',
    "lower than": "<",
    "entities": "&#1;",
    "NOC": "NOC ",
    "months": "May ",
}
SMALLER_SIZES = (0.25, 0.5, 1)
MORE = {
    "numbered lines": "1. a\n",
    "lines of a letter": "a\n",
    "carriage returns": "\r",
    "cells between tabs": "a\t",
    "cells between bars": "| a ",
    "rows of cells": "| a | 1 |\n",
    "names of columns": "Date | Score\n",
    "names of columns on lines": "Date\nScore\n",
    "digits between commas": "1,",
    "four digits": "1234 ",
    "codes": "NOC 21231 ",
    "codes on lines": "NOC 21231\n",
    "codes in brackets": "(NOC 21231) ",
    "marks behind codes": "NOC 21231 , , , , , , , , , , , , x ",
    "held again": "The draw of June 12, 2024 with 120 invitations was cancelled, and " + "a" * 150 + " b. ",
    "none since": "There was no" + "'a" * 25 + " since May 9, 2023, when 5 were invited. ",
    "entries": "- NOC 21231 – Software engineers and designers\n",
    "entries with wrong titles": "NOC 21231 – Puppeteers {n}\n",
    "entries with misspelt titles": "NOC 21231 – Softwar enginers and desinger{n}\n",
    "titles before codes": "Puppeteers and others {n} (NOC 21231)\n",
    "days": "May 9 ",
    "days joined": "May 9-",
    "days of years": "2023-05-09 ",
    "days in numbers": "09/05/2023 <p>",
    "lines quoted": "> a\n",
    "tags": "<b>",
    "tags unfinished": "<b ",
    "entities unfinished": "&#1",
    "links unfinished": "](",
    "addresses": "http://a",
    "headings": "# a\n",
    "sentences": "A b. ",
    "shares": "5% ",
    "sums of money": "$5,",
    "accents": "é",
    "full-width digits": "\uff12",
    "between": "between ",
    "score of": "score of ",
    "scores": "scores of {n} and ",
    "invitations": "5 invitations ",
    "invitations and days": "{n} invitations May 9, 5 invitations and ",
    "streams": "Masters Graduate stream ",
    "targets": "targeting health and tech ",
    "previous draws": "In the previous draw of May 9, 2023, {n} invitations were issued. ",
    "draws": "On May 9, 2023, Ontario issued {n} invitations under the Masters Graduate stream. ",
    "draws without numbers": "On 20{n:02}-05-09 Ontario held a draw under the Masters Graduate stream.\n",
    "draws as items": "- On May 9, 2023 Ontario issued {n} invitations under the Masters Graduate stream\n",
    "draws as rows": "May 9, 2023 | Masters Graduate | {n} | 50\n",
    "draws with lists": "Ontario issued {n} invitations under the Foreign Worker stream:\n- NOC 72310 – Carpenters\n\n",
    "totals": "On May 9, 2023 Ontario issued {n} invitations under the Masters Graduate and PhD Graduate streams.\n",
    "rows of totals": "May 9, 2023 | Masters Graduate | 5\nTotal | | {n}\n",
    "paragraphs of HTML": "<p>a</p>",
    "paragraphs of HTML unclosed": "<p>",
    "divisions of HTML nested": "<div>",
    "cells of HTML": "<td>a",
}


def main() -> None:
    """Measure, and print one line a comparison; with an argument, only the hostile texts that have it in their name."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    if not wanted:
        _ordinary()
    for sizes, seeds in ((SIZES, HOSTILE), (SMALLER_SIZES, MORE)):
        print(f"\n{'hostile':<28}" + "".join(f"{size:>7g} MB" for size in sizes) + "   on doubling   memory")
        for name, seed in seeds.items():
            if wanted in name:
                _hostile(name, seed, sizes)


def _ordinary() -> None:
    texts = [path.read_text("utf-8") for path in sorted(OWN.glob("*.txt"))]
    plain = [text for text in texts if "</" not in text]
    for name, read in {"one by one": plain, "as one text": ["\n\n".join(plain)], "with HTML": texts}.items():
        size = sum(len(text.encode()) for text in read) / MB
        taken = min(_taken(read) for _ in range(ROUNDS))
        verdict = "met" if size / taken >= GOAL else "NOT MET"
        print(f"the project's own notices, {name}: {size / taken:.1f} MB/s ({size:.3f} MB; goal {GOAL:g}: {verdict})")
    long = ("\n\n".join(plain) + "\n\n") * 40
    for factor in (1, 2, 4):
        text = long[: len(long) * factor // 4]
        taken = _taken([text])
        print(
            f"the same, again and again: {len(text.encode()) / MB:.2f} MB, {len(text.encode()) / MB / taken:.1f} MB/s"
        )
    print(f"memory: {_memory(long):.1f} times the text")


def _hostile(name: str, seed: str, sizes: Sequence[float]) -> None:
    taken = {size: _taken([_repeated(seed, int(size * MB))]) for size in sizes}
    ratio = taken[sizes[-1]] / taken[sizes[-2]] if sizes is SMALLER_SIZES else taken[8] / taken[4]
    figures = "".join(f"{seconds:>8.2f} s" for seconds in taken.values())
    print(f"{name:<28}{figures}   {ratio:11.2f}   {_memory(_repeated(seed, MB // 4)):6.1f}", flush=True)


def _repeated(seed: str, size: int) -> str:
    """Repeat a text, with the number of the repetition where it has a place for one."""
    times = size // len(seed) + 1
    return ("".join(seed.format(n=n) for n in range(times)) if "{n" in seed else seed * times)[:size]


def _taken(texts: list[str]) -> float:
    gc.collect()
    start = time.process_time()
    for text in texts:
        oinp_noc.parse_notice(text)
    return time.process_time() - start


def _memory(text: str) -> float:
    gc.collect()
    tracemalloc.start()
    oinp_noc.parse_notice(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / sys.getsizeof(text)


if __name__ == "__main__":
    main()
