"""Example titles: those that the classification prints for each unit group."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from oinp_noc import _data
from oinp_noc._language import Lang
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import check_choice, listed
from oinp_noc._noc.classification import classification, unit_positions
from oinp_noc.errors import VersionMismatchError

if TYPE_CHECKING:
    from oinp_noc._noc.classification import Group

_TITLES = "titles-"


def example_titles(code: str, version: str = "2021", lang: Lang | None = "en") -> tuple[str, ...]:
    """Return the example titles of a unit group, as published.

    Args:
        code: the code of a unit group, written as `parse_code` reads it.
        version: the NOC version of the code: ``"2021"``, or ``"2016"`` (illustrative titles, in English).
        lang: the language of the titles; None for all, English first.

    Returns:
        The titles: first those that the classification prints as illustrations of the group, then the others.
        Source: Statistics Canada, see `provenance`; in all 27,935 English and 29,767 French titles of NOC 2021, and
        4,731 of NOC 2016.

    Raises:
        InvalidCodeError, UnknownCodeError, UnknownVersionError: as of `lookup`.
        InvalidArgumentError: the language is unknown.
        VersionMismatchError: no titles of that version are known, or none in that language.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.example_titles("31301")[:2]
        ('clinical nurse', 'community health nurse')
    """
    with FIRST_USE:
        from oinp_noc._noc.codes import lookup  # noqa: PLC0415 (no search needs it)

    group = lookup(code, version)
    return tuple(title for known in languages(version, lang) for title in titles_of(version, known, group.code))


def languages(version: str, lang: Lang | None) -> tuple[Lang, ...]:
    """Name the languages to search in: the one that is asked, or all that the version has titles in."""
    if lang is not None:
        check_choice("lang", lang, get_args(Lang))
    known = titled_versions().get(classification(version).version, ())
    asked = known if lang is None else (lang,) if lang in known else ()
    if asked:
        return asked
    able = tuple(other for other, langs in titled_versions().items() if lang is None or lang in langs)
    where = f" in {lang!r}" if known else ""
    expected = listed(f'"{other}"' for other in able)
    message = f"no job titles of NOC {version} are known{where}: expected version {expected}; convert() leads on"
    raise VersionMismatchError(message, value=lang if known else version, version=version, candidates=able)


def own_title(group: Group, lang: Lang | None) -> tuple[str, Lang]:
    """Return a group's own title and its language: the one asked where it is known, else English."""
    return (group.title_fr, "fr") if lang == "fr" and group.title_fr is not None else (group.title, "en")


def titles_of(version: str, lang: Lang, code: str) -> list[str]:
    """Return the titles of one unit group; the others are not even parsed."""
    return cast("list[str]", _data.record(_lines(version, lang)[code])["titles"])


@_data.once
def _lines(version: str, lang: Lang) -> dict[str, bytes]:
    """Read the titles, one line a unit group, in the order of the classification."""
    return dict(zip(unit_positions(version), _data.lines(f"{_TITLES}{version}-{lang}"), strict=True))


@_data.once
def titled_versions() -> dict[str, tuple[Lang, ...]]:
    """Return the versions that have titles, the oldest first, and the languages of these."""
    names = {row["name"] for row in _data.package()["resources"]}
    versions = sorted({name.removeprefix(_TITLES).rpartition("-")[0] for name in names if name.startswith(_TITLES)})
    return {
        version: tuple(lang for lang in get_args(Lang) if f"{_TITLES}{version}-{lang}" in names) for version in versions
    }
