"""Search: what matches, in what order, and what never does."""

from __future__ import annotations

import copy
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import Lang, Match, MatchKind, search, suggest
from oinp_noc._noc import concordance
from oinp_noc._titles.index import index
from oinp_noc._titles.through import titles_for
from oinp_noc._titles.vocabulary import vocabulary
from oinp_noc.errors import (
    InvalidArgumentError,
    MissingExtraError,
    UnknownVersionError,
    VersionMismatchError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Ask = Callable[..., tuple[Match, ...]]

KINDS = get_args(MatchKind)
LEADING = ("code", "exact title", "exact group title")  # the kinds that come first; the others share one order
INDEXED: tuple[tuple[str, Lang], ...] = (("2021", "en"), ("2021", "fr"), ("2016", "en"))
TITLES: list[tuple[str, str, str, Lang]] = [
    (title, unit.code, version, lang)
    for version, lang in INDEXED
    for unit in oinp_noc.classification(version).unit_groups
    for title in oinp_noc.example_titles(unit.code, version, lang)
]
NO_WORDS = ["!", "🙂", "\0", ".*", "[", "(?", "\\", "$^", "، ؟", "of the", "-- --"]
NO_JOBS = [
    "xyzzy", "banana", "purple elephant", "hello world", "weather in toronto", "lorem ipsum dolor sit amet",
    "the quick brown fox jumps over the lazy dog", "how are you", "what is the meaning of life", "99999", "مهندس",
    "מהנדס", "软件工程师", "\0\0\0q", "é" * 40,
]  # fmt: skip


def found(
    text: str, *, lang: Lang | None = "en", version: str = "2021", limit: int | None = 10
) -> list[tuple[str, str]]:
    return [(match.group.code, match.kind) for match in search(text, lang=lang, version=version, limit=limit)]


def test_the_thing_itself_comes_first() -> None:
    assert found("registered nurse", limit=1) == [("31301", "exact title")]
    assert found("developpeur de logiciels", lang="fr", limit=1) == [("21232", "exact title")]
    assert found("cook")[0] == ("63200", "exact title")
    assert found("Software engineers and designers", limit=1) == [("21231", "exact group title")]


def test_each_kind() -> None:
    assert found("21231", limit=1) == [("21231", "code")]
    assert found("sous chef", limit=1) == [("62200", "exact title")]
    assert found("Registered nurses and registered psychiatric nurses")[0] == ("31301", "exact group title")
    assert found("warehouse")[0] == ("70012", "phrase")
    assert found("warehouse worker")[0] == ("75101", "all words")
    assert found("soft dev")[0] == ("21232", "word starts")
    assert found("sofware enginer")[0] == ("21231", "fuzzy")


def test_a_match_shows_the_title_and_why() -> None:
    (match,) = search("uber driver", limit=1)
    words = (("uber", "taxi"), ("driver", "driver"))
    assert match == Match(oinp_noc.lookup("75200"), "taxi driver", "en", "fuzzy", match.score, words)
    assert repr(match) == f"<Match 75200 'taxi driver' (fuzzy, {match.score:.2f})>"
    (match,) = search("Ingénieurs/ingénieures et concepteurs/conceptrices en logiciel", lang="fr", limit=1)
    assert match.title == oinp_noc.lookup("21231").title_fr
    assert match.lang == "fr"


def test_of_titles_that_fold_alike_the_one_as_written_comes_first() -> None:
    assert [code for code, _ in found("security manager", limit=2)] == ["10019", "10020"]
    assert [code for code, _ in found("securities manager", limit=2)] == ["10020", "10019"]
    assert found("superviseur de comptes clients", lang="fr")[0] == ("12011", "exact title")


@pytest.mark.parametrize("text", ["21231", " NOC 21231 ", "cnp: 21231", "２１２３１"])  # noqa: RUF001 (full-width digits)
def test_a_code_is_answered_as_a_code(text: str) -> None:
    matches = search(text)
    assert {match.group for match in matches} == set(oinp_noc.identify("21231"))
    assert matches[0].group.version == "2021"
    assert {(match.kind, match.score) for match in matches} == {("code", 1.0)}
    assert all(match.title == match.group.title for match in matches)


def test_a_code_of_another_version_is_answered_with_its_version() -> None:
    assert [(match.group.version, match.group.code) for match in search("NOC 2173")] == [
        ("2016", "2173"),
        ("2011", "2173"),
        ("2006", "2173"),
    ]
    assert search("2123", version="2016")[0].group == oinp_noc.lookup("2123", "2016")
    assert search("2123")[0].group.level == "minor group"
    assert len(search("2123", limit=2)) == 2


def test_a_code_is_titled_in_the_language_asked() -> None:
    match = search("21231", lang="fr")[0]
    assert (match.title, match.lang) == (match.group.title_fr, "fr")
    assert {match.lang for match in search("2173", lang="fr")} == {"en", "fr"}  # NOC 2006 is known in English only


def test_both_languages() -> None:
    assert search("infirmière", lang=None)[0].lang == "fr"
    assert search("nurse", lang=None)[0].lang == "en"
    groups = [match.group for match in search("agent", lang=None, limit=None)]
    assert len(groups) == len(set(groups))


def test_illustrative_titles_of_noc_2016() -> None:
    assert found("software developer", version="2016", limit=1) == [("2174", "exact title")]
    assert {match.group.version for match in search("nurse", version="2016", lang=None)} == {"2016"}


@pytest.mark.parametrize("lang", [*get_args(Lang), None])
@pytest.mark.parametrize("text", NO_WORDS + NO_JOBS)
def test_what_is_no_job_is_answered_with_nothing(text: str, lang: Lang | None) -> None:
    assert search(text, lang=lang) == ()


@pytest.mark.parametrize("text", ["x" * 10_000, "nurse " * 2_000, "baker cook " * 1_000, "é🙂" * 5_000, "a.*" * 3_000])
def test_long_texts_are_plain_text(text: str) -> None:
    assert len(search(text[:10_000])) <= 10
    assert len(suggest(text[:10_000])) <= 10


@pytest.mark.parametrize("text", ["x", "œ", "infirm"])
def test_a_word_takes_time_in_proportion_to_its_length(text: str) -> None:
    # In time that grows with the square of the length, half a million letters would not end today.
    assert search(text * (500_000 // len(text))) == ()


def test_a_text_of_many_different_words_is_no_title() -> None:
    words = vocabulary("2021", "en").words
    assert search(" ".join(words[::100])) == ()


def test_a_short_word_does_not_outrank_a_longer_one() -> None:
    assert {match.kind for match in search("cook", limit=None)} <= set(KINDS)
    assert search("cat", limit=1)[0].title == "cat operator"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("softwareengineer", "21231"),
        ("tru ckdriver", "73300"),
        ("zo okeeper", "65220"),
        ("tx assessor", "12104"),
        ("senior software engineer", "21231"),
        ("cashier at the corner of the street", "65100"),
        ("forklift driver", "75101"),
        ("excavator driver", "73400"),
        ("delivery guy", "75201"),
        ("cop", "42100"),
        ("amazon warehouse worker", "75101"),
    ],
)
def test_near_misses(text: str, code: str) -> None:
    assert found(text)[0] == (code, "fuzzy")


def test_near_misses_in_french() -> None:
    assert found("caissière chez walmart", lang="fr")[0] == ("65100", "fuzzy")
    assert found("ingénieurcivil", lang="fr")[0] == ("21300", "fuzzy")


def test_somebody_at_all_is_nobody() -> None:
    assert search("guy") == ()


@pytest.mark.parametrize("extra", ["rapidfuzz.distance", "rapidfuzz.process"])
def test_without_rapidfuzz(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, extra, None)
    assert found("registered nurse", limit=1) == [("31301", "exact title")]
    assert found("warehouse worker")[0] == ("75101", "all words")
    assert found("soft dev")[0] == ("21232", "word starts")
    assert found("cop")[0] == ("42100", "fuzzy")  # everyday words need no distances
    assert search("🙂") == ()
    with pytest.raises(
        MissingExtraError,
        match=r"'sofware enginer' has a word that is in no title.*pip install \"oinp-noc\[search\]\"",
    ):
        search("sofware enginer")
    with pytest.raises(ImportError) as raised:
        search("xyzzy")
    assert isinstance(raised.value, MissingExtraError)
    assert raised.value.candidates == ("search",)


@pytest.mark.parametrize("ask", [search, suggest])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is empty: expected a job title such as 'software engineer', or a code"),
        (" \t\u00a0", "is empty"),
        (None, "None is of type NoneType: expected a job title or a code, as text"),
        (21231, "21231 is of type int"),
        (b"baker", "is of type bytes"),
    ],
)
def test_what_is_no_text(ask: Ask, text: str, message: str) -> None:
    with pytest.raises(InvalidArgumentError) as raised:
        ask(text)
    assert message in str(raised.value)
    assert raised.value.value == text


@pytest.mark.parametrize("ask", [search, suggest])
@pytest.mark.parametrize("limit", [-1, True, 1.5, "3"])
def test_what_is_no_limit(ask: Ask, limit: int) -> None:
    with pytest.raises(InvalidArgumentError, match="expected how many matches at most, 0 or more, or None for all"):
        ask("baker", limit=limit)


@pytest.mark.parametrize("ask", [search, suggest])
def test_limits(ask: Ask) -> None:
    everything = ask("operator", limit=None)
    assert len(everything) > 100
    assert ask("operator", limit=10**30) == everything
    assert ask("operator", limit=0) == ()
    assert len(ask("operator")) == 10
    for limit in (1, 3, 10):
        assert ask("operator", limit=limit) == everything[:limit]


@pytest.mark.parametrize("ask", [search, suggest])
def test_versions_and_languages_that_do_not_exist(ask: Ask) -> None:
    with pytest.raises(UnknownVersionError):
        ask("baker", version="1999")
    with pytest.raises(InvalidArgumentError, match="did you mean 'fr'"):
        ask("baker", lang="fra")
    with pytest.raises(InvalidArgumentError):
        ask("baker", lang=[])


def test_suggestions_are_titles_of_the_version_itself() -> None:
    with pytest.raises(VersionMismatchError) as raised:
        suggest("baker", version="2011")
    assert raised.value.candidates == ("2016", "2021")
    with pytest.raises(VersionMismatchError) as raised:
        suggest("boulanger", version="2016", lang="fr")
    assert raised.value.candidates == ("2021",)


def test_suggestions_begin_with_what_is_typed() -> None:
    titles = [match.title for match in suggest("infirm", lang="fr", limit=3)]
    assert titles[0] == "infirmier/infirmière"
    assert all(title.startswith("infirmi") for title in titles)
    assert suggest("director of da", limit=1)[0].title == "director of data science"
    assert suggest("DÉVELOPPEUS", lang="fr", limit=1)[0].title.startswith("développeur")
    assert suggest("nurses", limit=1)[0].title == "nurse"
    assert suggest("salespers", limit=1)[0].title.startswith("sales")


def test_suggestions_then_have_the_words_anywhere() -> None:
    matches = suggest("nurse", limit=None)
    beginning = [match.title.casefold().startswith("nurse") for match in matches]
    assert beginning == sorted(beginning, reverse=True)
    assert not all(beginning)
    assert all((match.score > 0.5) is begins for match, begins in zip(matches, beginning, strict=True))


def test_suggestions_of_both_languages() -> None:
    assert {match.lang for match in suggest("chef", lang=None, limit=None)} == {"en", "fr"}


@pytest.mark.parametrize("text", [*NO_WORDS[:-2], "xyzzy", "zzz baker", "99999"])
def test_no_suggestions(text: str) -> None:
    assert suggest(text) == ()


def test_a_match_is_a_value() -> None:
    (match,) = search("software engineer", limit=1)
    assert pickle.loads(pickle.dumps(match)) == match  # noqa: S301 (our own)
    assert copy.deepcopy(match) == match == copy.copy(match)
    assert len({match, *search("software engineer", limit=1)}) == 1
    assert not hasattr(match, "__dict__")
    with pytest.raises(AttributeError):
        match.score = 0.0  # type: ignore[misc]


def test_threads_get_the_same_answers() -> None:
    with ThreadPoolExecutor(16) as pool:
        answers = set(pool.map(lambda _: search("sofware enginer", lang=None), range(32)))
    assert len(answers) == 1


@given(st.text(), st.sampled_from([*get_args(Lang), None]), st.integers(0, 20))
def test_any_text_is_answered(text: str, lang: Lang | None, limit: int) -> None:
    try:
        matches = search(text, lang=lang, limit=limit)
        suggest(text, lang=lang, limit=limit)
    except InvalidArgumentError:
        assert not text.strip()
    else:
        assert len(matches) <= limit
        in_order(matches)


@given(
    st.lists(st.sampled_from([*vocabulary("2021", "en").words, "uber", "guy", "xyz"]), min_size=1, max_size=6),
    st.sampled_from([*get_args(Lang), None]),
)
def test_any_words_are_answered_in_order(words: list[str], lang: Lang | None) -> None:
    text = " ".join(words)
    matches = search(text, lang=lang, limit=None)
    in_order(matches)
    assert search(text, lang=lang, limit=3) == matches[:3]
    assert len({match.group for match in matches}) == len(matches)


def in_order(matches: Iterable[Match]) -> None:
    for one, other in pairwise(matches):
        assert one.score >= other.score
        assert one.kind in LEADING or other.kind not in LEADING
    assert all(0 < match.score <= 1 for match in matches)


@given(st.sampled_from(TITLES))
def test_every_title_finds_its_own_unit_group(of: tuple[str, str, str, Lang]) -> None:
    title, code, version, lang = of
    (match,) = search(title, lang=lang, version=version, limit=1)
    assert (match.group.code, match.kind, match.title) == (code, "exact title", title)


def test_every_title_that_another_group_has_too_once_folded_finds_its_own() -> None:
    runs: dict[tuple[str, Lang, str], list[tuple[str, str]]] = {}
    for title, code, version, lang in TITLES:
        titles = index(version, lang)
        runs.setdefault((version, lang, titles.words.run(titles.words.fold(title))), []).append((title, code))
    shared = [(key, alike) for key, alike in runs.items() if len({code for _, code in alike}) > 1]
    assert len(shared) == 21
    for (version, lang, _), alike in shared:
        for title, code in alike:
            (match,) = search(title, lang=lang, version=version, limit=1)
            assert (match.group.code, match.title) == (code, title)


@given(st.sampled_from(TITLES), st.data())
def test_every_title_is_suggested_by_its_beginning(of: tuple[str, str, str, Lang], data: st.DataObject) -> None:
    title, code, version, lang = of
    typed = title.partition("/")[0].partition("(")[0]
    cut = typed[: data.draw(st.integers(4, max(4, len(typed))))]
    matches = suggest(cut, lang=lang, version=version, limit=None)
    assert (code, title) in {(match.group.code, match.title) for match in matches}


# What people write, and the group that must come first: rank words, other trades, asides, codes.
FIRST = [
    ("welding foreman", "72010"),
    ("call centre agent", "64409"),
    ("legal assistant - clerk typist", "13111"),
    ("Shift supervisor (restaurant)", "62020"),
    ("Cooks (63200)", "63200"),
    ("fire fightter", "42101"),
    ("bank teler", "64400"),
    ("house cleaning", "65310"),
]

# What people write, and the group of a title that is spelt like it but is another job.
NEVER = [
    ("welding inspector", "94131"),  # weaving inspector
    ("vest maker", "94140"),  # yeast maker
    ("costing director", "51120"),  # casting director
    ("Tire Mechanic", "73101"),  # tile mechanic
    ("Staff Engineer", "41101"),  # staff counsel
]

# Feminine words that no French title has, and the group of their masculine words.
FEMININE = [
    ("chiropractrice", "31201"),
    ("soldate", "44200"),
    ("cheffe", "62200"),
    ("designeuse graphique", "52120"),
    ("plombière", "72300"),
    ("grutière", "72500"),
    ("maire", "00010"),
]


@pytest.mark.parametrize(("text", "code"), FIRST)
def test_the_right_group_comes_first(text: str, code: str) -> None:
    assert found(text, lang=None)[0][0] == code


@pytest.mark.parametrize(("text", "code"), NEVER)
def test_a_word_that_titles_have_or_a_short_one_is_not_mended_into_another_job(text: str, code: str) -> None:
    assert found(text)[0][0] != code


@pytest.mark.parametrize(("text", "code"), FEMININE)
@pytest.mark.parametrize("lang", ["fr", None])
def test_feminine_words_that_no_title_has(text: str, code: str, lang: Lang | None) -> None:
    assert found(text, lang=lang)[0][0] == code


def test_a_code_within_a_title_leads() -> None:
    matches = search("Cooks [6322]", limit=None)
    assert [(match.group.version, match.group.code) for match in matches[:2]] == [("2016", "6322"), ("2011", "6322")]
    assert [match.kind for match in matches[:3]] == ["code", "code", "exact group title"]
    assert matches[2].group.code == "63200"
    kinds = [match.kind for match in search("Cooks (NOC 63200)", limit=None)]
    codes = len(oinp_noc.identify("63200"))
    assert kinds[: codes + 1] == ["code"] * codes + ["phrase"]
    assert search("Cooks (63200)")[0].explain() == "63200 of NOC 2021: code"
    assert search("(63200)", lang="fr")[0].lang == "fr"
    assert search("cook 99999")[0].kind == "exact title"  # a number that is no code
    assert search("cook 213")[0].kind != "code"  # three digits are a minor group at most
    assert search("$63200 cook")[0].kind != "code"


@pytest.mark.parametrize("lang", [*get_args(Lang), None])
@pytest.mark.parametrize(
    "text", ["senior lead", "lead", "guy", "n/a", "Toronto", "sans emploi", "prix spécial", "maple syrup pancake"]
)
def test_a_rank_a_place_or_a_thing_alone_is_no_job(text: str, lang: Lang | None) -> None:
    assert search(text, lang=lang) == ()


# Words of titles that seldom say who somebody is, with a noun that no title has beside them.
GREETINGS: list[tuple[str, Lang]] = [
    ("bonne fête", "fr"), ("bonne chance", "fr"), ("bonne année", "fr"), ("bonne journée", "fr"), ("bonne nuit", "fr"),
    ("cadre photo", "fr"), ("cadre de vie", "fr"), ("garde robe", "fr"), ("good morning", "en"), ("good luck", "en"),
    ("model airplane", "en"), ("private beach", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lang"), GREETINGS)
def test_a_kind_or_a_thing_that_is_also_a_title_names_nobody_beside_a_strange_noun(text: str, lang: Lang) -> None:
    assert search(text, lang=lang) == search(text) == ()


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("bonne", "65310", "exact title"),
        ("bonne d'enfants", "44100", "exact title"),
        ("bonne à tout faire", "65310", "fuzzy"),
        ("major", "40042", "exact title"),
        ("model", "55109", "exact title"),
        ("mannequin", "55109", "exact title"),
    ],
)
def test_such_a_word_still_is_the_title_that_it_is(text: str, code: str, kind: str) -> None:
    assert found(text, lang=None)[0] == (code, kind)


@pytest.mark.parametrize(
    ("text", "code"), [("touristic guide", "64320"), ("balletic teacher", "53120"), ("geologic technician", "22101")]
)
def test_a_word_that_no_title_has_counts_by_its_stem(text: str, code: str) -> None:
    assert found(text)[0][0] == code


def test_the_group_that_is_named_so_comes_before_others_with_the_word() -> None:
    assert found("serveur", lang="fr")[0][0] == "65200"  # not those who serve machines
    assert found("developer")[0][0] == "21232"  # not those who develop films
    assert {"21232", "21230"} <= {code for code, _ in found("développeur", lang="fr")[:4]}
    assert found("programmer")[0][0] in {"21230", "21232", "21234"}


def test_both_languages_are_the_default_and_the_one_that_knows_the_words_answers() -> None:
    assert search("aide-infirmière")[0].lang == "fr"
    assert {match.lang for match in search("conducteur de camion lourd")} == {"fr"}
    assert {match.lang for match in search("heavy truck driver")} == {"en"}
    assert {match.lang for match in search("agent", limit=None)} == {"en", "fr"}
    assert suggest("infirm")[0].lang == "fr"


# Titles that NOC 2016 does not have itself, and the code that its concordance with NOC 2021 gives them.
THROUGH = [("ballerina", "5134"), ("muffin maker", "6332"), ("rug installer", "7295"), ("mascot", "5232")]


@pytest.mark.parametrize(("text", "code"), THROUGH)
@pytest.mark.parametrize("version", ["2016", "2011"])
def test_older_versions_are_found_through_the_titles_of_2021(text: str, code: str, version: str) -> None:
    (match,) = search(text, version=version, limit=1)
    assert (match.group.version, match.group.code, match.kind, match.through) == (version, code, "exact title", "2021")
    assert match.explain().endswith("; through the titles of NOC 2021 and the concordance")


def test_own_titles_of_an_older_version_come_first() -> None:
    (match,) = search("software developer", version="2016", limit=1)
    assert (match.group.code, match.kind, match.through) == ("2174", "exact title", None)
    assert search("boulanger", version="2016", lang="fr")[0].group.code == "6332"
    groups = [match.group for match in search("web programmer", version="2016", limit=None)]
    assert len(groups) == len(set(groups))
    assert {group.version for group in groups} == {"2016"}


def test_sources_of_one_group_come_in_the_order_of_their_own_titles_then_by_code() -> None:
    assert oinp_noc.convert("21233", "2021", "2016").codes == ("2171", "2175")
    matches = search("web designer", version="2016", limit=2)
    assert [match.group.code for match in matches] == ["2175", "2171"]


def test_a_match_explains_itself() -> None:
    (match,) = search("senior sofware engineer", limit=1)
    assert match.words == (("senior", None), ("sofware", "software"), ("engineer", "engineer"))
    assert match.explain() == (
        "21231 of NOC 2021: fuzzy 'software engineer'; counted sofware as software, engineer; left out senior"
    )
    (match,) = search("cop", limit=1)
    assert match.explain() == "42100 of NOC 2021: fuzzy 'police officer'; counted cop as police officer"
    (match,) = search("software engineer", limit=1)
    assert match.explain() == "21231 of NOC 2021: exact title 'software engineer'; counted software, engineer"


def test_the_score_of_a_match_is_the_same_whatever_else_is_asked() -> None:
    assert search("truck driver", limit=1)[0] == search("truck driver", limit=None)[0]


# A title that is typed twice has more words than it.
TWICE = "chargeur/chargeuse de bois équarri - transformation du bois " * 2


@pytest.mark.parametrize(
    "text", [TWICE, "nurse nurses nursing nurse", "driver truck driver truck", "d " * 4_000, "d'" * 4_000]
)
def test_suggestions_score_at_most_one(text: str) -> None:
    assert suggest(text, lang=None, limit=None) or text != TWICE
    assert all(0 < match.score <= 1 for match in suggest(text, lang=None, limit=None))


def test_a_text_of_forty_words_is_read_and_one_of_more_is_not() -> None:
    words = vocabulary("2021", "en").words[:: len(vocabulary("2021", "en").words) // 60]
    search(" ".join(words[:40]), lang="en")
    assert search(" ".join(words[:41]), lang="en") == ()


def test_without_a_concordance_a_version_has_the_titles_that_are_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(version: str, to: str) -> None:
        raise VersionMismatchError(version, value=to)

    monkeypatch.setattr(concordance, "concordance", none)
    assert titles_for("2021", None) == ("2021", ("en", "fr"))
    assert titles_for("2016", None) == ("2016", ("en",))
    with pytest.raises(VersionMismatchError, match="no job titles of NOC 2011 are known"):
        titles_for("2011", None)


@pytest.mark.parametrize("query", ["- sofware enginer", "& (sofware enginer)", "of, sofware enginer"])
def test_where_nothing_stands_before_a_mark_what_is_behind_it_is_read(query: str) -> None:
    assert search(query)[0] == search("sofware enginer")[0]
