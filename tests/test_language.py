"""French sentences and errors: complete, in both ways to ask for them, and nowhere where nobody asked."""

from __future__ import annotations

import ast
import asyncio
import threading
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import _catalogue, _language, errors, testing
from oinp_noc._messages import listed, series

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGE = Path(oinp_noc.__path__[0])
CATALOGUE = "locale/fr/LC_MESSAGES/oinp_noc.mo"
NO_BREAK = "\N{NO-BREAK SPACE}"


def marked_sentences() -> list[tuple[str, ...]]:
    """Find what the source marks: the English sentence, or its singular and plural."""
    wanted = {"say": 1, "say_number": 2, "marked": 1}
    found = set()
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "plots":  # pictures have their words in a table of their own
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in wanted:
                    texts = node.args[: wanted[node.func.id]]
                    if all(isinstance(text, ast.Constant) for text in texts):
                        found.add(tuple(ast.literal_eval(text) for text in texts))
    return sorted(found)


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


MARKED = marked_sentences()


def test_the_source_marks_sentences() -> None:
    assert len(MARKED) > 150
    assert ("a code is text, and {value} is of type {type}",) in MARKED


@pytest.mark.parametrize("sentences", MARKED, ids=lambda sentences: sentences[0][:40])
def test_every_marked_sentence_has_its_french_with_the_same_values(sentences: tuple[str, ...]) -> None:
    catalogue = _catalogue._catalogue("fr")  # noqa: SLF001 (what `say` reads)
    if len(sentences) == 1:
        french = [catalogue.gettext(sentences[0])]
        assert sentences[0] in dict(catalogue._catalog)  # type: ignore[attr-defined]  # noqa: SLF001
    else:
        one, many = sentences
        french = [catalogue.ngettext(one, many, number) for number in (1, 2)]
        assert not set(french) & set(sentences)
    wanted = set().union(*map(names, sentences)) - {"number"}
    for text in french:
        assert names(text) - {"number"} == wanted
        assert not any(sign in text for sign in (" :", "« ", " »")), "a plain space where none may break the line"


def test_the_compiled_catalogue_is_what_the_written_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("babel", reason="Babel, of the extra 'check', is not here")
    import translations  # noqa: PLC0415 (a tool, which needs Babel)

    monkeypatch.setattr("sys.argv", ["translations.py"])
    assert translations.main() == 0


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        (lambda: oinp_noc.use_language("de"), "lang='de': expected one of 'en', 'fr'"),  # type: ignore[arg-type]
        (lambda: oinp_noc.use_language(None), "lang=None: expected one of 'en', 'fr'"),  # type: ignore[arg-type]
        (lambda: oinp_noc.convert("2173").explain("de"), "lang='de': expected one of 'en', 'fr'"),  # type: ignore[arg-type]
        (lambda: oinp_noc.draws().screen("21231", lang="FR"), "lang='FR': expected one of 'en', 'fr'"),  # type: ignore[arg-type]
        (lambda: oinp_noc.label("unit group", lang="de"), "lang='de': expected one of 'en', 'fr'"),  # type: ignore[arg-type]
        (lambda: oinp_noc.streams()[0].label(["fr"]), "lang=['fr']: expected one of 'en', 'fr'"),  # type: ignore[arg-type]
        (lambda: oinp_noc.label("unit grup"), "choice='unit grup': expected one of "),
    ],
)
def test_another_language_is_one_clear_error(call: Callable[[], object], wanted: str) -> None:
    with pytest.raises(errors.InvalidArgumentError) as caught:
        call()
    assert str(caught.value).startswith(wanted)
    assert oinp_noc.label("yes") == "yes"


def test_a_plain_call_holds_until_the_next_and_a_context_until_its_end(fresh: Callable[..., Any]) -> None:
    assert fresh("""
import oinp_noc
answer = [oinp_noc.label("yes")]
oinp_noc.use_language("fr")
answer.append(oinp_noc.label("yes"))
with oinp_noc.use_language("en"):
    answer.append(oinp_noc.label("yes"))
    answer.append(oinp_noc.label("yes", lang="fr"))
answer.append(oinp_noc.label("yes"))
oinp_noc.use_language("en")
answer.append(oinp_noc.label("yes"))
""") == ["yes", "oui", "yes", "oui", "oui", "yes"]


def test_the_language_comes_back_after_an_error() -> None:
    with pytest.raises(KeyError), oinp_noc.use_language("fr"):
        oinp_noc.lookup("99999")
    assert oinp_noc.label("no") == "no"


def test_threads_and_tasks_keep_their_languages_apart() -> None:
    said: list[str] = []

    async def speak(lang: oinp_noc.Lang) -> str:
        oinp_noc.use_language(lang)
        await asyncio.sleep(0)
        return oinp_noc.label("no")

    async def both() -> list[str]:
        return list(await asyncio.gather(speak("fr"), speak("en")))

    with oinp_noc.use_language("fr"):
        thread = threading.Thread(target=lambda: said.append(oinp_noc.label("no")))
        thread.start()
        thread.join()
        assert asyncio.run(both()) == ["non", "no"]
        assert oinp_noc.label("no") == "non"
    assert said == ["no"]


def test_english_imports_no_gettext(fresh: Callable[..., Any]) -> None:
    seen = 'answer.append([name for name in ("gettext", "babel") if name in sys.modules])'
    assert fresh(f"""
import sys, oinp_noc
answer = []
oinp_noc.convert("2173").explain()
try: oinp_noc.lookup("99999")
except KeyError: pass
{seen}
oinp_noc.convert("2173").explain("fr")
{seen}
""") == [[], ["gettext"]]


def test_a_damaged_catalogue_is_an_error(package_copy: Path, fresh: Callable[..., Any]) -> None:
    path = package_copy / CATALOGUE
    path.write_bytes(path.read_bytes().replace(b"groupe de base", b"groupe de bise", 1))
    assert "oinp_noc.mo is damaged" in fresh(
        """
import oinp_noc
try: oinp_noc.label("unit group", lang="fr")
except oinp_noc.errors.DataError as error: answer = str(error)
""",
        package_copy.parent,
    )
    path.unlink()
    assert "oinp_noc.mo is missing from the package's locale" in fresh(
        """
import oinp_noc
try: oinp_noc.label("unit group", lang="fr")
except oinp_noc.errors.DataError as error: answer = str(error)
""",
        package_copy.parent,
    )


@pytest.mark.parametrize("content", [b"", b"short", b"\xde\x12\x04\x95 no catalogue, and a seal of another: 00000000"])
def test_a_catalogue_without_its_checksum_is_refused(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oinp_noc._data.packed", lambda _folder, _path: content)
    with pytest.raises(errors.DataError, match=r"la/LC_MESSAGES/oinp_noc\.mo is damaged"):
        _catalogue._catalogue("la")  # noqa: SLF001 (a language that was not read before)


def test_a_zip_speaks_french_too(package_copy: Path, tmp_path: Path, fresh: Callable[..., Any]) -> None:
    import shutil  # noqa: PLC0415

    archive = shutil.make_archive(str(tmp_path / "package"), "zip", package_copy.parent)
    code = 'import oinp_noc; answer = [oinp_noc.__file__, oinp_noc.label("unit group", lang="fr")]'
    file, said = fresh(code, Path(archive))
    assert ".zip" in file
    assert said == "groupe de base"


CHOICES = (
    *(oinp_noc.Level, oinp_noc.Status, oinp_noc.Verdict, oinp_noc.Kind, oinp_noc.Listing, oinp_noc.Confidence),
    oinp_noc.Intake,
)


@pytest.mark.parametrize("choice", [choice for choices in CHOICES for choice in get_args(choices)])
def test_every_choice_has_a_label_in_both_languages(choice: str) -> None:
    assert oinp_noc.label(choice)
    assert oinp_noc.label(choice, lang="fr") != choice or choice == "unique"


def test_levels_have_the_terms_of_the_french_pages() -> None:
    assert [oinp_noc.label(level, lang="fr") for level in get_args(oinp_noc.Level)] == [
        "grande catégorie professionnelle",
        "grand groupe",
        "sous-grand groupe",
        "sous-groupe",
        "groupe de base",
    ]


def test_a_stream_without_a_known_french_name_says_so() -> None:
    told = {stream.id: stream.label(lang="fr") for stream in oinp_noc.streams()}
    unknown = {id_ for id_, name in told.items() if name.endswith(" (nom français inconnu)")}
    assert unknown == {stream.id for stream in oinp_noc.streams() if stream.name_fr is None}
    assert {"entrepreneur", "masters-graduate", "ontario-workforce-priority", "phd-graduate"} <= unknown
    assert told["employer-job-offer-foreign-worker"] == "Offre d'emploi : Volet Travailleurs étrangers"
    assert all(stream.label() == stream.name for stream in oinp_noc.streams())


def test_a_series_is_read_aloud_in_both_languages() -> None:
    assert [series(words) for words in ((), ("a",), "ab", "abc")] == ["nothing", "a", "a and b", "a, b and c"]
    with oinp_noc.use_language("fr"):
        assert [series(words) for words in ((), ("a",), "ab", "abc")] == ["rien", "a", "a et b", "a, b et c"]
        assert listed("abc") == "a, b and c"


def test_a_word_that_is_no_choice_stays_as_it_is() -> None:
    with oinp_noc.use_language("fr"):
        assert _language.worded("Gaelic {x}") == "Gaelic {x}"


@st.composite
def conversions(draw: st.DrawFn) -> oinp_noc.Conversion:
    version, to = draw(st.sampled_from(oinp_noc.versions())), draw(st.sampled_from(oinp_noc.versions()))
    return oinp_noc.convert(draw(testing.codes(version)), version=version, to=to)


@given(conversions())
def test_an_explanation_has_the_same_sentences_codes_and_versions_in_french(conversion: oinp_noc.Conversion) -> None:
    english, french = conversion.explain(), conversion.explain("fr")
    assert len(english) == len(french)
    assert all(sentence.endswith(".") for sentence in french)
    assert all(code in french[0] for code in (conversion.source.code, *conversion.codes))
    assert f"(CNP {conversion.source.version})" in french[0]
    assert "NOC" not in " ".join(french)
    with oinp_noc.use_language("fr"):
        assert conversion.explain() == french
        assert conversion.explain("en") == english


def test_a_title_that_is_known_in_english_only_is_marked() -> None:
    group = next(group for group in oinp_noc.classification("2006").unit_groups if group.title_fr is None)
    (first, *_) = oinp_noc.convert(group.code, version="2006", to="2011").explain("fr")
    assert first.startswith(f"{group.code} {group.title} (nom français inconnu) (CNP 2006) correspond à ")


def test_an_explanation_reads_as_french() -> None:
    assert oinp_noc.convert("2173").explain("fr") == (
        (
            "2173 Ingénieurs/ingénieures et concepteurs/conceptrices en logiciel (CNP 2016) correspond à 2 groupes de "
            f"base de la CNP 2021{NO_BREAK}: 21211 Scientifiques des données; 21231 Ingénieurs/ingénieures et "
            "concepteurs/conceptrices en logiciel."
        ),
        (
            "La note officielle dit que ce groupe se poursuit sous 21231 Ingénieurs/ingénieures et "
            f"concepteurs/conceptrices en logiciel{NO_BREAK}: c’est son successeur."
        ),
        "21211 reçoit aussi du travail d’autres codes de la CNP 2016.",
        "Le groupe qui convient à une personne dépend du travail qu’elle fait.",
    )


@pytest.mark.parametrize(
    ("code", "version"), [("21231", "2021"), ("2173", "2016"), ("85100", "2021"), ("84120", "2021")]
)
@pytest.mark.parametrize("known", [{}, {"region": "gta", "language": "French"}, {"region": "northern"}])
def test_a_screening_has_the_same_verdicts_and_as_many_reasons_in_french(
    code: str, version: str, known: dict[str, str]
) -> None:
    english = oinp_noc.draws().screen(code, version=version, **known)  # type: ignore[arg-type]
    french = oinp_noc.draws().screen(code, version=version, lang="fr", **known)  # type: ignore[arg-type]
    assert [each.verdict for each in french] == [each.verdict for each in english]
    assert [len(each.reasons) for each in french] == [len(each.reasons) for each in english]
    both = {
        (one, other)
        for a, b in zip(english, french, strict=True)
        for one, other in zip(a.reasons, b.reasons, strict=True)
    }
    assert len(both) > 50
    assert all(one != other and "NOC" not in other for one, other in both)
    with oinp_noc.use_language("fr"):
        assert oinp_noc.draws().screen(code, version=version, **known) == french  # type: ignore[arg-type]


KNOWN = [f'"{version}"' for version in oinp_noc.versions()]

ERRORS: list[tuple[Callable[[], object], str]] = [
    (
        lambda: oinp_noc.lookup("99999"),
        (
            "'99999' n’est pas un groupe de base de la CNP 2021~: l’un de ses 516 groupes de base, de 5 chiffres, est "
            "attendu"
        ),
    ),
    (
        lambda: oinp_noc.parse_code("2173"),
        (
            "2173 est un groupe de base de la CNP 2016, 2011 et 2006~: un groupe de base de la CNP 2021 est attendu; "
            'convert("2173", version="2016", to="2021") le convertit depuis la CNP 2016'
        ),
    ),
    (lambda: oinp_noc.parse_code(""), "'' est vide~: les 5 chiffres d’un groupe de base de la CNP 2021 sont attendus"),
    (
        lambda: oinp_noc.lookup("21231", version="2020"),
        (
            "'2020' n’est pas une version de la CNP; versions admises~: "
            f"{', '.join(KNOWN[:-1])} et {KNOWN[-1]}, sous forme de texte"
        ),
    ),
    (
        lambda: oinp_noc.OccupationSet(["21231"]) & oinp_noc.OccupationSet(["2173"], version="2016"),
        (
            "un ensemble de la CNP 2021 et un ensemble de la CNP 2016 ne se mélangent pas~: overlap(a, b) les compare "
            'par paires, et .convert("2021", keep=...) convertit le second'
        ),
    ),
    (
        lambda: oinp_noc.draws().on("hier"),
        "date='hier'~: une date, ou un texte ISO comme '2024-03-07', est attendue",
    ),
    (
        lambda: oinp_noc.draws().select(kind="targetted"),  # type: ignore[arg-type]
        "kind='targetted'; valeurs admises~: 'general', 'targeted'; vouliez-vous dire 'targeted'?",
    ),
    (
        lambda: oinp_noc.repair_code("2173 2174"),
        (
            "'2173 2174' contient plusieurs codes, qu’il faut d’abord séparer~: les 5 chiffres d’un groupe de base "
            "de la CNP 2021 sont attendus"
        ),
    ),
    (
        lambda: oinp_noc.convert("2171").one(),
        (
            "2171 (CNP 2016) correspond à 5 groupes de base de la CNP 2021, 21211 Scientifiques des données, 21220 "
            "Spécialistes de la cybersécurité, 21221 Spécialistes des systèmes commerciaux, 21222 Spécialistes en "
            "informatique et 21233 Concepteurs/conceptrices Web~: il se poursuit sous 21222, que "
            'one(prefer="successor") renvoie'
        ),
    ),
    (
        lambda: oinp_noc.identify("9x"),
        "'9x' n’est pas un code~: les chiffres d’un code sont attendus",
    ),
    (
        lambda: oinp_noc.classification()["2173"],
        "2173 est un groupe de base de la CNP 2016, 2011 et 2006~: un groupe de la CNP 2021 est attendu",
    ),
    (lambda: oinp_noc.stream("masters"), "aucun volet 'masters'; valeurs admises~: masters-graduate"),
    (lambda: oinp_noc.draw("nope"), "aucune ronde 'nope' dans cet historique~: `history.ids` les énumère"),
]


@pytest.mark.parametrize(("call", "french"), ERRORS)
def test_errors_speak_the_language_of_the_context(call: Callable[[], object], french: str) -> None:
    with pytest.raises(errors.OinpNocError) as english:
        call()
    with oinp_noc.use_language("fr"), pytest.raises(errors.OinpNocError) as caught:
        call()
    assert str(caught.value) != str(english.value)
    assert str(caught.value) == french.replace("~", NO_BREAK)
    assert type(caught.value) is type(english.value)
    assert (caught.value.version, caught.value.candidates) == (english.value.version, english.value.candidates)


def test_what_programs_read_is_the_same_in_every_language() -> None:
    def read() -> list[object]:
        conversion = oinp_noc.convert("2173")
        screening = oinp_noc.draws().on("2024-03-07").screen("21231", lang="en")
        return [
            conversion.to_dict(),
            [each.to_dict() for each in screening],
            oinp_noc.search("infirmière", limit=3),
            oinp_noc.suggest("infirm"),
            repr(conversion),
            repr(oinp_noc.lookup("21231")),
            oinp_noc.repair_code("NOC_21231").steps,
        ]

    english = read()
    with oinp_noc.use_language("fr"):
        assert read() == english
