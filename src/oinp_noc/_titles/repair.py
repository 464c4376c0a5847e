"""Repair codes: read what a cell holds, and take the title beside a code as evidence.

This is above the classification because a title speaks for or against a code: a repair must not contradict the cell
that it repairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, SupportsInt

import attrs

from oinp_noc import _data
from oinp_noc._answers.value import Value
from oinp_noc._messages import listed, shown
from oinp_noc._noc.cells import Unreadable, strip
from oinp_noc._noc.classification import classification, described, readings, unit_positions, versions
from oinp_noc._noc.codes import cell_of, invalid_code, restored, unknown_code
from oinp_noc._noc.concordance import concordance
from oinp_noc._titles.examples import languages
from oinp_noc._titles.index import index
from oinp_noc.errors import TitleMismatchError, UnknownCodeError, VersionMismatchError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from oinp_noc._language import Lang
    from oinp_noc._noc.cells import Cell
    from oinp_noc._titles.index import Index
    from oinp_noc._titles.vocabulary import Vocabulary


@attrs.frozen
class Repair(Value):
    """A repaired code, and what was done to get it.

    Attributes:
        code: the code of a unit group.
        version: the NOC version that the code belongs to.
        steps: what was done to the value, and what there is to know about it, in order; empty if `parse_code` reads
            the value as it is.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.repair_code("NOC_2021_21231")
        Repair(code='21231', version='2021', steps=('prefix removed',))
    """

    code: str
    version: str
    steps: tuple[str, ...]


def repair_code(value: str | SupportsInt, version: str = "2021") -> Repair:
    """Repair a code that `parse_code` rejects, and report every step.

    Repairing is a guess, so you have to ask for it. Reads numbers (``2173``, ``21231.0``), lost leading zeros
    (``213``), prefixes and marks (``NOC_2021_21231``, ``#2173``, ``="2173"``, ``2173*``), OaSIS profiles
    (``31301.01``), and codes beside a title (``2173 - Software engineers``, ``Software engineers [2173]``).

    - Without the leading zero, 30 of the 48 NOC 2016 codes that have one are also valid minor or major groups. A step
      names them. Text that begins with a zero and is a code of any version or level as it stands has lost none.
    - A title beside the code is evidence, in English or French. If it is the title of another group, or if the code
      and its title belong to a group above the unit groups, the value is refused. A step reports a title that another
      NOC version has, an example title of another unit group, and a title that is not recognised.
    - Ranges and cells with several codes are refused, and so is a year in the prefix that contradicts ``version``.

    Args:
        value: the code as found: text, or a number without a fraction, also of numpy or `decimal`.
        version: the NOC version of the code.

    Returns:
        A `Repair` with the code and the steps.

    Raises:
        InvalidCodeError: the value does not hold exactly one code.
        TitleMismatchError: the title beside the code belongs to another group; an `InvalidCodeError`.
        UnknownCodeError: the code is not a unit group of that version; the message says what else it is.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.repair_code("213", version="2016").steps
        ('leading zero restored', '213 is also a minor group of NOC 2016, 2011 and 2006 and a sub-major group of ...')
        >>> oinp_noc.repair_code("#21231.0").steps
        ('mark removed', 'decimal point removed')
        >>> oinp_noc.repair_code("Software engineers and designers [21231]").code
        '21231'
    """
    version = classification(version).version
    if isinstance(value, str):
        text = strip(value)
        if text in unit_positions(version):
            return Repair(text, version, ())
        if readings(text) and not text.isdigit():  # a printed range, which is a major group
            raise unknown_code(value, version, text, hint="")
    cell = cell_of(value)
    if isinstance(cell, Unreadable):
        raise invalid_code(value, version)
    return _Reading(value, cell, version).repair()


class _Reading(NamedTuple):
    """A cell in one NOC version: what its digits say, and what its title says about them."""

    value: object
    cell: Cell
    version: str

    def repair(self) -> Repair:
        """Return the repair, or raise what speaks against it."""
        digits = self.cell.digits
        if not self.version.endswith(self.cell.year):
            raise self._of_another_year()
        code = restored(digits, self.version)
        steps = [*self.cell.steps]
        if self.cell.title and (said := self._said_by_title(code)):
            steps.append(said)
        if code not in unit_positions(self.version):
            raise self._not_a_unit_group()
        if zeros := len(code) - len(digits):
            steps.append("leading zero restored" if zeros == 1 else "leading zeros restored")
            if groups := sorted(readings(digits), key=lambda group: group.version != self.version):
                steps.append(f"{digits} is also {described(groups)}")
        return Repair(code, self.version, tuple(steps))

    def _said_by_title(self, code: str) -> str:
        """Return what there is to know about the title, or nothing if it is the code's own; raise if it contradicts."""
        digits, titled = self.cell.digits, _groups_titled(self.cell.title)
        here = titled.pop(self.version, frozenset())
        if digits in here and digits != code:
            raise self._not_a_unit_group()
        if code in here:
            return ""
        is_changed = digits != code or code not in unit_positions(self.version)
        if is_changed and any(digits in codes for codes in titled.values()):
            raise self._not_a_unit_group()  # the cell is right as it stands, in another version
        if here:
            raise self._of_other_groups(code, {self.version: here})
        return self._said_by_other_versions(code, titled) if titled else self._said_by_examples(code)

    def _said_by_other_versions(self, code: str, titled: Mapping[str, Collection[str]]) -> str:
        """Return which groups of other versions have the title; raise if none of them is paired with the code."""
        if same := [version for version, codes in titled.items() if code in codes]:
            for version in same:
                if _is_unchanged(code, version, self.version):
                    return f"title of NOC {version}"
            raise self._of_other_groups(code, dict.fromkeys(same, (code,)))
        for version, codes in titled.items():
            if paired := [other for other in sorted(codes) if code in _converted(other, version, self.version)]:
                return f"title of {listed(paired)} (NOC {version}), paired with {code}"
        raise self._of_other_groups(code, titled)

    def _said_by_examples(self, code: str) -> str:
        """Return what the example titles of the version say about the title."""
        found: set[str] = set()
        for known in _indexes(self.version):
            if run := known.words.run(known.words.fold(self.cell.title)):
                found.update(known.codes[place] for place in known.exact(run))
        if code in found:
            return ""
        return f"example title of {listed(sorted(found))}" if found else "title not recognised"

    def _not_a_unit_group(self) -> UnknownCodeError:
        return unknown_code(self.value, self.version, self.cell.digits, hint=self._conversion())

    def _of_another_year(self) -> UnknownCodeError:
        year = next((version for version in versions() if version.endswith(self.cell.year)), self.cell.year)
        message = f"{shown(self.value)} names NOC {year}: expected a unit group of NOC {self.version}"
        if hint := self._conversion((year,)):
            message += f"; {hint}"
        return UnknownCodeError(message, value=self.value, version=self.version)

    def _of_other_groups(self, code: str, titled: Mapping[str, Collection[str]]) -> TitleMismatchError:
        named = [classification(version)[other] for version, codes in titled.items() for other in sorted(codes)]
        what = listed(f"{group.code} (a {group.level} of NOC {group.version})" for group in named)
        message = f"{shown(self.value)}: {shown(self.cell.title)} is the title of {what}"
        if code in unit_positions(self.version):
            message += f", and {code} is {classification(self.version)[code].title}"
        message += f": expected a unit group of NOC {self.version} with its own title"
        if hint := self._conversion():
            message += f"; {hint}"
        codes = dict.fromkeys(group.code for group in named)
        return TitleMismatchError(message, value=self.value, version=self.version, candidates=tuple(codes))

    def _conversion(self, among: Collection[str] | None = None) -> str:
        """Say what the digits convert to from the newest other version in which they are a unit group."""
        if among is None and self.cell.digits in unit_positions(self.version):
            return ""
        for group in readings(self.cell.digits):
            known = group.version
            if group.level == "unit group" and known != self.version and (among is None or known in among):
                call = f'convert("{group.code}", version="{known}"'
                call += ")" if self.version == "2021" else f', to="{self.version}")'
                return f"{call} gives {listed(_converted(group.code, known, self.version))}"
        return ""


def _converted(code: str, version: str, to: str) -> tuple[str, ...]:
    """Return the codes that a group converts to; none if it is above the unit groups."""
    return concordance(version, to).convert(code).codes if code in unit_positions(version) else ()


def _is_unchanged(code: str, version: str, to: str) -> bool:
    """Return True if a unit group has the same code in another version, and neither has another partner."""
    pairs = concordance(version, to).convert(code).pairs if code in unit_positions(version) else ()
    return [(pair.target.code, pair.relation) for pair in pairs] == [(code, "1:1")]


def _groups_titled(title: str) -> dict[str, frozenset[str]]:
    """Return the codes of the groups that have a title in either language, by version, the newest first."""
    folded = {(lang, tuple(known.fold(title))) for lang, known in _vocabularies().items()}
    found = {
        version: frozenset(code for key in folded for code in _titles(version).get(key, ()))
        for version in reversed(versions())
    }
    return {version: codes for version, codes in found.items() if codes}


@_data.once
def _titles(version: str) -> dict[tuple[Lang, tuple[str, ...]], list[str]]:
    """Fold the titles of all groups of a version."""
    found: dict[tuple[Lang, tuple[str, ...]], list[str]] = {}
    for code, group in classification(version).items():
        titles: dict[Lang, str | None] = {"en": group.title, "fr": group.title_fr}
        for lang, title in titles.items():
            if title and (words := tuple(_vocabularies()[lang].fold(title))):
                found.setdefault((lang, words), []).append(code)
    return found


@_data.once
def _vocabularies() -> dict[Lang, Vocabulary]:
    """Return the newest vocabulary of each language, which knows how it folds."""
    return {known.words.lang: known.words for version in versions() for known in _indexes(version)}


@_data.once
def _indexes(version: str) -> tuple[Index, ...]:
    """Return the indexes of example titles of a version; none if it has no example titles."""
    try:
        return tuple(index(version, lang) for lang in languages(version, None))
    except VersionMismatchError:
        return ()
