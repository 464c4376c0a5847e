"""Notices, and job titles."""

from __future__ import annotations

import json
import math
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import oinp_noc
from fuzzing import inputs
from fuzzing.checks import Target, law, tried
from oinp_noc import _data
from oinp_noc._notices.accounts.ledger import ACCOUNTS, DAYS, NUMBERS
from oinp_noc._notices.reading import read
from oinp_noc.errors import OinpNocError

if TYPE_CHECKING:
    from random import Random

    from oinp_noc import Mention, Notice

OWN = Path(__file__).resolve().parents[2] / "tests" / "notices" / "own"
CORNERS = tomllib.loads((OWN.parent / "corners.toml").read_text("utf-8"))["corner"]
NOTICES = [path.read_text("utf-8") for path in sorted(OWN.glob("*.txt"))] + [corner["text"] for corner in CORNERS]
LINES = [line for notice in NOTICES for line in notice.splitlines() if line.strip()]
PHRASES = [phrase for row in _data.records("notice-words") for phrase in (*row["en"], *row["fr"])]
MARKS = ("{}", "{}", "({})", "[{}", '"{}"', "\u2014 {}", "/{}", "{},", "**{}**", "{}:", "'{}", "| {} |")
PIECES = (
    *("May 9, 2023", "29 février", "2023-02-30", "between", "and above", "NOC 21231", "2173", "CNP", "Carpenters"),
    *("invitations", "issued", "1,234", "402", "Masters Graduate stream", "volet", "| Date | Score |", "|---|---|"),
    *("Previous draw", "health occupations", "Total", "today", "352-421", "CRS", "each", "respectively", "http://"),
    *("<p>", "</p>", "<tr><td>", "</td></tr>", "<table>", "&nbsp;", "&#0;", "<script>", "<!--", "\t", "\r\n", "\n\n"),
)


def _notice(chance: Random) -> tuple[Any, Any]:
    kind = chance.random()
    if kind < 0.02:
        return inputs.anything(chance, 0.7), inputs.anything(chance, 0.5)
    if kind < 0.3:
        joint = chance.choice((" ", "\n", ""))
        words = (chance.choice((*PIECES, inputs.text(chance)[:200])) for _ in range(chance.randrange(30)))
        return joint.join(words), None
    lines = chance.choice(NOTICES).splitlines() if kind < 0.7 else chance.choices(LINES, k=chance.randrange(1, 12))
    lines = lines[: chance.randrange(1, 60)]
    for _ in range(chance.choice((0, 1, 2, 4))):
        place = chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                del lines[place]
                lines = lines or [""]
            case 1:
                lines[place:place] = [chance.choice(LINES)]
            case 2 if chance.random() < 0.3:
                lines[place] = inputs.mutated(chance, lines[place])
            case 2 | 3:
                parts = lines[place].split(" ")
                piece = chance.choice(PIECES if chance.random() < 0.3 else PHRASES)
                parts[chance.randrange(len(parts))] = chance.choice(MARKS).format(piece)
                lines[place] = " ".join(parts)
            case _:
                lines[place] = f"{chance.choice(('- ', '• ', '| ', '## ', '> ', '<p>', '    '))}{lines[place]}"
    return "\n".join(lines), chance.choice((None, None, "2023-05-09", "0001-01-01", "9999-12-31", "2024-02-29"))


def _check_notice(given: tuple[Any, Any]) -> None:
    text, published = given
    notice = tried(oinp_noc.parse_notice, text, published=published)
    if isinstance(notice, OinpNocError):
        law(isinstance(notice, ValueError), "a notice that is refused", notice)
        return
    again = oinp_noc.parse_notice(text, published=published)
    law(notice == again, "a text is read the same twice", notice)
    size = len(notice.text)
    spans = [mention.span for mention in notice.mentions]
    spans += [problem.span for problem in notice.problems if problem.span is not None]
    spans += [span for draw in notice.draws for span in draw.spans.values()]
    for first, last in spans:
        law(0 <= first < last <= size, "a span is within the text", first, last, size)
    for mention in notice.mentions:
        printed = notice.text[slice(*mention.span)]
        law(_is_printed(mention, notice), "a mention is where its span says", mention, printed)
        official = tried(oinp_noc.lookup, mention.code, mention.version)
        law(
            (mention.official is None) is isinstance(official, OinpNocError), "an official title is of a group", mention
        )
    printed_codes = {mention.code for mention in notice.mentions}
    for draw in notice.draws:
        if draw.occupations is not None:
            law(draw.listing == "listed", "a draw with a list is listed", draw)
            law(printed_codes & set(draw.occupations.codes), "the codes of a draw are printed", draw, printed_codes)
    law(notice.draws or notice.problems, "a text without a draw has a problem", notice)
    _check_accounts(text)
    json.dumps(notice.to_dict())


def _is_printed(mention: Mention, notice: Notice) -> bool:
    """Return True if the code stands in its span, or its title does, or a range begins there that the code is in."""
    printed = _plain(notice.text[slice(*mention.span)])
    if _letters(printed) in map(_letters, _titles(mention)):
        return True
    first = min(each.code for each in notice.mentions if each.span == mention.span)
    last = next((each.code for each in notice.mentions if each.span[0] >= mention.span[1]), "")
    return mention.code in printed or (first in printed and first < mention.code < last)


def _titles(mention: Mention) -> list[str]:
    group = tried(oinp_noc.lookup, mention.code, mention.version)
    return [] if isinstance(group, OinpNocError) else [title for title in (group.title, group.title_fr) if title]


def _letters(text: str) -> str:
    """Return the letters of a text without case and accents: a title may be wrapped, or spelt in capitals."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", text).casefold() if mark.isalpha())


def _plain(text: str) -> str:
    return "".join(chr(ord(mark) - 0xFEE0) if "０" <= mark <= "９" else mark for mark in text)


def _check_accounts(text: str) -> None:
    reading = read(text)
    stated = Counter(
        (id(node), fact.kind, fact.span)
        for node in reading.nodes
        for fact in node.facts
        if fact.kind in NUMBERS or fact.kind in DAYS
    )
    # Those between the ends of a range stand at its first, and are one entry.
    stated += Counter({(id(node), "code", code.span) for node in reading.nodes for code in node.codes})
    kept = Counter((id(entry.node), entry.fact.kind, entry.fact.span) for entry in reading.entries)
    law(stated <= kept, "every fact is in an account", stated - kept)
    law(max(kept.values(), default=1) == 1, "every fact is in one account")
    law({entry.account for entry in reading.entries} <= set(ACCOUNTS), "accounts are known")
    loose = [entry for entry in reading.entries if entry.account == "unassigned" and entry.fact.kind != "code"]
    told = {problem.span for problem in reading.notice.problems if problem.kind == "unassigned"}
    law({entry.fact.span for entry in loose} == told, "what is in no account is a problem")


# Job titles.

_OF: tuple[tuple[oinp_noc.Lang, str], ...] = (("en", "2021"), ("fr", "2021"), ("en", "2016"))
TITLES = {
    (lang, version): [
        title
        for group in oinp_noc.classification(version).unit_groups
        for title in oinp_noc.example_titles(group.code, version, lang)
    ][:5000]
    for lang, version in _OF
}


def _query(chance: Random) -> dict[str, Any]:
    lang, version = chance.choice(list(TITLES))
    kind = chance.random()
    if kind < 0.2:
        asked = inputs.anything(chance)
    elif kind < 0.4:
        asked = chance.choice(TITLES[lang, version])
    elif kind < 0.8:
        asked = inputs.mutated(chance, chance.choice(TITLES[lang, version]))
    else:
        words = [word for _ in range(3) for word in chance.choice(TITLES[lang, version]).split()]
        asked = " ".join(chance.sample(words, chance.randrange(1, min(5, len(words)) + 1)))
    odd = chance.random() < 0.03
    return {
        "text": asked,
        "lang": inputs.anything(chance, 0.5) if odd and chance.random() < 0.3 else chance.choice((lang, None)),
        "version": inputs.version(chance, 0.3) if odd else version,
        "limit": chance.choice((-1, 0, 1.5, "5", True, 10**9, math.nan)) if odd else chance.choice((1, 3, 10, None)),
    }


def _check_query(given: dict[str, Any]) -> None:
    text, options = given["text"], {name: value for name, value in given.items() if name != "text"}
    for ask in (oinp_noc.search, oinp_noc.suggest):
        found = tried(ask, text, **options)
        if isinstance(found, OinpNocError):
            law(isinstance(found, ValueError | KeyError | TypeError), "a refused search", found)
            continue
        law(ask(text, **options) == found, "a search answers the same twice", found)
        limit = options["limit"]
        law(limit is None or len(found) <= limit, "the limit holds", len(found), limit)
        scores = [match.score for match in found]
        law(all(0 <= score <= 1 for score in scores), "scores are from 0 to 1", scores)
        law(scores == sorted(scores, reverse=True), "the likeliest come first", scores)
        law(all(match.score > 0 for match in found), "scores are above 0", scores)
        groups = [match.group for match in found]
        law(ask is oinp_noc.suggest or len(set(groups)) == len(groups), "a group is found once", groups)
        for match in found:
            law(oinp_noc.classification(match.group.version)[match.group.code] is match.group, "a match is a group")
    repair = tried(oinp_noc.repair_code, text, options["version"])
    if not isinstance(repair, OinpNocError):
        law(oinp_noc.is_valid(repair.code, options["version"]), "a repaired code is valid", repair)


def _narrowing(chance: Random) -> tuple[str, Any]:
    title = chance.choice(TITLES[chance.choice(_OF[:2])])
    return inputs.code(chance, "2016"), title if chance.random() < 0.7 else inputs.anything(chance)


def _check_narrowing(given: tuple[str, Any]) -> None:
    code, title = given
    conversion = oinp_noc.convert(code)
    found = tried(oinp_noc.narrow, conversion, title)
    if isinstance(found, OinpNocError):
        law(isinstance(found, ValueError), "a refused title", found)
        return
    groups = [left.group for left in found]
    law(set(groups) <= set(conversion.targets), "what is left was a target", groups)
    law(groups, "something is left", groups)
    law(len(groups) in (1, len(conversion.targets)), "a title decides, or nothing does", groups)


TARGETS = (
    Target("notices", _notice, _check_notice, 2),
    Target("search", _query, _check_query, 2),
    Target("narrow", _narrowing, _check_narrowing),
)
