"""Job titles and the index that finds them.

Three tables for each version and language: the titles as published; the words that they fold to; and the index, in
which each title is a run of characters, one for each of its words, behind a mark: what its words weigh together and
which of them says who somebody is. `oinp_noc/_titles/runs.py` has the characters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise, permutations, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from oinp_noc._folding import first_part, fold, parts, plain, tokens, words
from oinp_noc._titles import runs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from builder.files import Csv
    from builder.report import Report
    from builder.sources import Sources

Row = dict[str, Any]
Pair = tuple[str, str]


class Folded(NamedTuple):
    """A title, folded.

    Attributes:
        said: its words in order.
        head: the place of the one that says who somebody is.
        main: the words before an aside.
    """

    said: list[str]
    head: int
    main: frozenset[str]


UNLIKE = {
    "en": {"girl": "boy", "sister": "brother", "policewoman": "policeman"},
    "fr": {"femme": "homme", "fille": "garcon", "soeur": "frere", "mere": "pere", "dame": "homme"},
}
"""The pairs of genders that do not sound alike."""

_ENDINGS = {
    "en": ("er", "or", "ist", "man"),
    "fr": ("eur", "ier", "ien", "iste", "logue", "aire", "graphe", "iatre", "pathe", "peute"),
}
"""How words end that name somebody: driver, plombier, fiscaliste."""

_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_MOST_WORDS = 6  # of one gender in a pair: directeur général adjoint/directrice générale adjointe
_NAMES_SOMEBODY = 0.5  # of the titles with a word: it names somebody if more have it as their head
_LIKE_A_NAME = 0.1  # of the same, for a word that has both genders or ends like those that name somebody
_MOST_ALIKE = 4  # words in another's place
_MOST_IN_ONE_PLACE = 60  # words that share a place in one title: more say nothing of each other
_DOUBT = 2  # places added to those that two words share, so that few do not count as much as many


def tables(sources: Sources, groups: Mapping[str, Sequence[Row]], report: Report) -> dict[str, list[Row]]:
    """Build the titles of every version and language; `indexes` builds what finds them."""
    return {
        f"titles-{version}-{lang}": _titles(file, version, _units(groups, version), report)
        for (version, lang), file in sources.titles.items()
    }


def indexes(sources: Sources, built: Mapping[str, Sequence[Row]], report: Report) -> dict[str, list[Row]]:
    """Build the index of the titles of every version and language, and its words."""
    found: dict[str, list[Row]] = {}
    for version, lang in sources.titles:
        units = _units(built, version)
        column = "title" if lang == "en" else f"title_{lang}"
        titles = built[f"titles-{version}-{lang}"]
        named = {row["code"]: [units[row["code"]][column], *row["titles"]] for row in titles}
        rows, words_of = index(named, lang, report, sources.everyday_words.get(lang), sources.elsewhere.get(lang))
        found[f"title-index-{version}-{lang}"], found[f"title-words-{version}-{lang}"] = rows, words_of
    return found


def index_names(sources: Sources) -> list[str]:
    """Name the tables that `indexes` builds."""
    return [f"title-{kind}-{version}-{lang}" for version, lang in sources.titles for kind in ("index", "words")]


def _units(groups: Mapping[str, Sequence[Row]], version: str) -> dict[str, Row]:
    return {row["code"]: row for row in groups[f"noc-{version}"] if row["level"] == "unit group"}


def index(
    named: Mapping[str, Sequence[str]],
    lang: str,
    report: Report,
    everyday_words: Mapping[str, str] | None = None,
    elsewhere: Mapping[str, str] | None = None,
) -> tuple[list[Row], list[Row]]:
    """Fold the titles of each unit group, its own title first; return the index and its words.

    Everyday words are what people call their work, or add to it, and the words of the titles that say the same; an
    empty reading means anybody at all. Two words that titles write apart stand among them, so that they stay so. The
    words of the table elsewhere say in other countries what Canadian titles say with those beside them; the titles
    attest each pair.
    """
    forms = _forms([title for titles in named.values() for title in titles], lang)
    written: dict[str, list[str]] = {}
    also: dict[str, list[int]] = {}
    for code, titles in named.items():
        others = [
            (other, place)
            for place, title in enumerate(titles)
            for other in _other_writings(title, lang)
            if words(other, lang) != words(title, lang)
        ]
        written[code] = [*titles, *(other for other, _ in others)]
        also[code] = [place for _, place in others]
    folded = {code: [_folded(title, lang, forms) for title in titles] for code, titles in written.items()}
    for code, found in folded.items():
        report.check(all(said for said, _, _ in found), f"{code}, {lang}: a title has no word that counts")
    having = Counter(word for titles in folded.values() for word in {word for said, _, _ in titles for word in said})
    alphabet = sorted(having)
    most = runs.LAST - runs.FIRST + 1
    report.check(len(alphabet) <= most, f"{lang}: {len(alphabet)} words are more than there are characters")
    character = {word: runs.char(place) for place, word in enumerate(alphabet)}
    weight = {word: runs.weight(having[word], len(folded)) for word in alphabet}
    rows = [
        {
            "code": code,
            "titles": " ".join(
                runs.mark(sum(weight[word] * (1 if word in main else runs.ASIDE) for word in set(said)), head)
                + runs.run(character[word] for word in said)
                for said, head, main in titles
            ),
            "also": also[code],
        }
        for code, titles in folded.items()
    ]
    same, apart = _in_one_place(folded)
    pairs = {" ".join(words(word, lang)): words(others, lang) for word, others in (elsewhere or {}).items()}
    for word, other in ((word, other) for word, others in pairs.items() for other in others):
        report.check(same[word, other] > 1, f"elsewhere, {lang}: no titles attest that {other!r} stands for {word!r}")
    known = frozenset(alphabet)
    tables = {
        "forms": {word: form for word, form in forms.items() if form in known},
        "everyday": _apart(folded)
        | {
            " ".join(words(said, lang)): " ".join(fold(meant, lang, forms))
            for said, meant in (everyday_words or {}).items()
        },
        "elsewhere": {word: " ".join(others) for word, others in pairs.items()},
        "alike": _alike(same, apart),
    }
    return rows, _by_initial(alphabet, _heads(folded, forms, lang), tables)


def _titles(file: Csv, version: str, units: Mapping[str, Row], report: Report) -> list[Row]:
    """Gather the titles of each unit group, those that illustrate it first; without that column, all of them do."""
    titles: dict[str, list[tuple[bool, str]]] = {code: [] for code in sorted(units)}
    seen: dict[str, int] = {}
    for line, cells in file.rows:
        code, title, shown = cells["code"], cells["title"], cells.get("illustrative", "yes")
        place = file.place(line)
        report.check(code in titles, f"{place}: {code!r} is not a unit group of NOC {version}")
        report.check(title, f"{place}: no title")
        report.check(shown in ("yes", ""), f"{place}: illustrative: expected yes or nothing, got {shown!r}")
        twice = seen.setdefault(title.casefold(), line)
        report.check(twice == line, f"{place}: the title {title!r} stands on line {twice} already")
        titles.setdefault(code, []).append((not shown, title))
    for code, found in titles.items():
        report.check(found, f"{file.path}: {code} of NOC {version} has no title")
    return [
        {
            "code": code,
            "illustrative": sum(not other for other, _ in found),
            "titles": [title for _, title in sorted(found, key=lambda title: title[0])],
        }
        for code, found in titles.items()
    ]


def _forms(titles: Sequence[str], lang: str) -> dict[str, str]:
    """Find the word of the other gender for each that a title gives both of."""
    counts = Counter(
        pair
        for title in titles
        for before, after in zip(title.split("/"), title.split("/")[1:], strict=False)
        for pair in _pairs(words(before, lang), words(after, lang))
    )
    by_count = sorted(counts, key=lambda pair: (counts[pair], pair))
    forms = {feminine: masculine for masculine, feminine in by_count} | UNLIKE[lang]
    if lang == "en":  # foreman/woman and foreperson: the titles write only some of them out
        said = {word for title in titles for word in words(title, lang)}
        stems = {word[: -len(end)] for word in said for end in ("man", "woman", "person") if word[2:].endswith(end)}
        forms |= {stem + end: f"{stem}man" for stem in stems for end in ("woman", "person")}
    return {feminine: forms.get(masculine, masculine) for feminine, masculine in sorted(forms.items())}


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair the words on both sides of a slash: conseiller conjugal/conseillère conjugale."""
    for length in range(1, min(_MOST_WORDS, len(before), len(after)) + 1):
        pairs = list(zip(before[-length:], after[:length], strict=True))
        if all(_sound_alike(*pair) for pair in pairs):
            yield from (pair for pair in pairs if pair[0] != pair[1])
            return


def _sound_alike(one: str, other: str) -> bool:
    same = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(one, other, strict=False)))
    return one == other or same >= max(3, min(len(one), len(other)) / 2)


def _other_writings(title: str, lang: str) -> Iterator[str]:
    """Yield a title without what stands in parentheses, and with initials in place of the words that they are of."""
    for match in _PARENTHESIS.finditer(title):
        before, after = title[: match.start()], title[match.end() :]
        yield before + after
        initials = plain(match[1])
        spelt = _spelt_out(before, initials, lang)
        if spelt is not None and words(initials, lang) and before[:spelt] + after.strip():
            yield f"{before[:spelt]}{match[1]}{after}"


def _spelt_out(text: str, initials: str, lang: str) -> int | None:
    """Find where the words begin that some initials stand for, at the end of a text; None where none do."""
    starts = [match.start() for match in re.finditer(r"[^\W_]+", text)]
    for start in reversed(starts):
        letters = "".join(word[0] for word in tokens(text[start:], lang))
        counted = "".join(word[0] for word in words(text[start:], lang))
        if initials in (letters, counted) and len(initials) > 1:
            return start
    return None


def _folded(title: str, lang: str, forms: Mapping[str, str]) -> Folded:
    """Fold a title, and find its head: truck driver, director of sales, conducteur de camion."""
    said = fold(title, lang, forms)
    main = fold(parts(title, lang)[0], lang, forms)
    who = fold(first_part(parts(title, lang)[0], lang), lang, forms)
    head = who[0 if lang == "fr" else -1] if who else ""
    place = said.index(head) if head in said else 0 if lang == "fr" else len(said) - 1
    return Folded(said, place, frozenset(main or said))


def _heads(folded: Mapping[str, Sequence[Folded]], forms: Mapping[str, str], lang: str) -> set[str]:
    """Find the words that name somebody: those that are the head of enough of the titles that they stand in.

    A few titles are enough for a word of both genders (patron/patronne) or with the ending of a trade (plumber).
    Others (model, bonne, cadre, major) are as often a thing, or say of what kind one is.
    """
    gendered = frozenset(forms.values())

    def least(word: str) -> float:
        return _LIKE_A_NAME if word in gendered or word.endswith(_ENDINGS[lang]) else _NAMES_SOMEBODY

    titles = [title for titles in folded.values() for title in titles if title[0]]
    standing = Counter(word for said, _, _ in titles for word in set(said))
    heading = Counter(said[head] for said, head, _ in titles)
    return {word for word, times in heading.items() if times > least(word) * standing[word]}


def _apart(folded: Mapping[str, Sequence[Folded]]) -> dict[str, str]:
    """Find the two words that titles write apart more often than as one: food service, but foodservice in a title."""
    titles = [title.said for titles in folded.values() for title in titles]
    together = Counter(word for said in titles for word in said)
    apart = Counter(pair for said in titles for pair in pairwise(said) if "".join(pair) in together)
    return {" ".join(pair): " ".join(pair) for pair, times in apart.items() if times > together["".join(pair)]}


def _in_one_place(folded: Mapping[str, Sequence[Folded]]) -> tuple[Counter[Pair], Counter[Pair]]:
    """Count for each two words how often titles that differ in them alone are of one unit group, and how often not.

    Crane operator and crane driver are titles of one unit group, crane inspector is one of another.
    """
    places: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for code, titles in folded.items():
        for said in {tuple(said) for said, _, _ in titles if len(said) > 1}:
            for place, word in enumerate(said):
                places[*said[:place], "", *said[place + 1 :]][word].add(code)
    same, apart = Counter[Pair](), Counter[Pair]()
    for found in places.values():
        if 1 < len(found) <= _MOST_IN_ONE_PLACE:
            for (word, codes), (other, others) in permutations(found.items(), 2):
                (same if codes & others else apart)[word, other] += 1
    return same, apart


def _alike(same: Counter[Pair], apart: Counter[Pair]) -> dict[str, str]:
    """Find for each word the others that the classification treats as the same, the most alike first."""
    alike: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (word, other), times in same.items():
        if times > 1:
            likeness = times / (times + apart[word, other] + _DOUBT)
            alike[word].append((-likeness * times**0.5, other))
    return {word: " ".join(other for _, other in sorted(others)[:_MOST_ALIKE]) for word, others in alike.items()}


def _by_initial(alphabet: Sequence[str], heads: Collection[str], tables: Mapping[str, Mapping[str, str]]) -> list[Row]:
    """Lay the words out, one row an initial, so that a change shows in the line of its letter."""
    initials = {word[0] for words in (alphabet, *tables.values()) for word in words}
    return [
        {
            "initial": initial,
            "words": " ".join(word for word in alphabet if word[0] == initial),
            "heads": " ".join(word for word in alphabet if word[0] == initial and word in heads),
            **{
                name: {word: table[word] for word in sorted(table) if word[0] == initial}
                for name, table in tables.items()
            },
        }
        for initial in sorted(initials)
    ]
