"""Versions that have few titles or none: found through another version's titles and the concordance."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from oinp_noc._language import Lang
from oinp_noc._locks import FIRST_USE
from oinp_noc._noc.classification import classification
from oinp_noc._titles.examples import languages, titled_versions
from oinp_noc.errors import VersionMismatchError

if TYPE_CHECKING:
    from collections.abc import Mapping


def titles_for(version: str, lang: Lang | None) -> tuple[str, tuple[Lang, ...]]:
    """Choose the version whose titles a search looks through, and its languages.

    A version with titles in every language has its own. For any other it is the newest such version that the
    concordance leads from; if there is none, what titles it has itself.
    """
    version = classification(version).version
    titled = titled_versions()
    complete = [other for other, langs in titled.items() if langs == get_args(Lang)]
    if version not in complete:
        with FIRST_USE:
            from oinp_noc._noc.concordance import concordance  # noqa: PLC0415 (not of every search)

        for other in reversed(complete):
            try:
                concordance(other, version)
            except VersionMismatchError:
                continue
            return other, languages(other, lang)
    return version, languages(version, lang)


def sources(code: str, of: str, version: str, own: Mapping[str, int]) -> list[str]:
    """Return the codes of a version that a group of another comes from: those whose own titles match, then by code.

    Args:
        code: the unit group.
        of: its version.
        version: the version of the answer.
        own: the codes whose own titles match, and their ranks.
    """
    with FIRST_USE:
        from oinp_noc._noc.conversion import convert  # noqa: PLC0415 (not of every search)

    return sorted(convert(code, of, version).codes, key=lambda source: (own.get(source, len(own)), source))
