"""Text in, unit groups out: reading codes as they are written, and repairing on request those that are not."""

from __future__ import annotations

import operator
import re
from typing import SupportsIndex

import attrs

from oinp_noc._messages import listed, shown
from oinp_noc._noc.classification import (
    Group,
    classification,
    described,
    readings,
    unit_digits,
    unit_positions,
    versions,
)
from oinp_noc.errors import InvalidCodeError, UnknownCodeError

# What loses no information when it is read: full-width letters, digits and colon as their plain forms, and the
# invisible marks that copying from a page brings along as spaces. Unicode's own normal forms would do more than
# that: they turn the superscripts of a footnote into digits.
PLAIN: dict[int, int | str] = {
    **{0xFF01 + offset: 0x21 + offset for offset in range(94)},
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF), " "),
}
PREFIXES = ("NOC", "CNP")
_MINUS = ("-", "\N{MINUS SIGN}")

# What `repair_code` repairs, once the prefix and the spaces are gone. No quantifier gives back what it took, so that
# the time stays in proportion to the text.
_REPAIRABLE = r"""
    (?P<mark>    [\s_\#:.–—-]++ )?+
    (?P<code>    [0-9]{1,%d}+ )
    (?P<decimal> \.0*+ )?+
    (?P<title>   (?: \s++ [:|,–—-]?+ \s*+ | [:|,–—-] \s*+ ) [^\W\d_] .* | \s*+ \( .* )?+
"""
_STEPS = {"mark": "mark removed", "decimal": "decimal point removed", "title": "title removed"}

_LOOKED_UP: dict[str, dict[str, Group]] = {}


@attrs.frozen
class Repair:
    """A repaired code and what it took.

    Attributes:
        code: the code of a unit group.
        version: the NOC version that it was read in.
        steps: what was done, in order; empty where the code was right as written.
    """

    __module__ = "oinp_noc"

    code: str
    version: str
    steps: tuple[str, ...]


def lookup(code: str, version: str = "2021") -> Group:
    """Return a unit group.

    Args:
        code: the code of a unit group, as text, written as `parse_code` reads it.
        version: the NOC version of the code.

    Returns:
        The `Group`, one and the same object for every call.

    Raises:
        InvalidCodeError: not text, empty, or of the wrong shape.
        UnknownCodeError: no unit group of that version; the message says what else it is.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.lookup("21231").title_fr
        'Ingénieurs/ingénieures et concepteurs/conceptrices en logiciel'
        >>> oinp_noc.lookup("2173", version="2016").skill_level
        'A'
    """
    try:
        return _LOOKED_UP[version][code]
    except (KeyError, TypeError):
        group = classification(version)[parse_code(code, version)]
        return _LOOKED_UP.setdefault(version, {}).setdefault(group.code, group)


def parse_code(text: str, version: str = "2021") -> str:
    """Read the code of a unit group as people write it, where nothing has to be guessed.

    Read are an optional prefix ``NOC`` or ``CNP`` in any case, with or without a colon, spaces of every kind around
    and between these and the digits, and full-width digits. Digits of other scripts and superscripts are not, nor
    what `repair_code` repairs.

    Args:
        text: the code as written.
        version: the NOC version of the code.

    Returns:
        The code as the classification prints it.

    Raises:
        InvalidCodeError: not text, empty, or of the wrong shape.
        UnknownCodeError: no unit group of that version; the message says what else it is.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.parse_code("NOC 21231"), oinp_noc.parse_code("cnp: 2173", version="2016")
        ('21231', '2173')
    """
    codes = unit_positions(classification(version).version)
    if isinstance(text, str) and (code := _strip(text)) in codes:
        return code  # before anything is looked for in the other versions
    code = _compact(text, version)
    if len(code) == unit_digits(version) or readings(code):
        raise unknown_code(code, version)
    raise _invalid(text, version)


def is_valid(text: object, version: str = "2021") -> bool:
    """Say whether `parse_code` would read the text as a unit group of the version.

    Args:
        text: anything; what is not text is not valid.
        version: the NOC version.

    Raises:
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.is_valid("21231"), oinp_noc.is_valid("2173"), oinp_noc.is_valid(21231)
        (True, False, False)
    """
    codes = unit_positions(classification(version).version)
    return isinstance(text, str) and _strip(text) in codes


def identify(text: str) -> tuple[Group, ...]:
    """Return every reading of a code: the groups that have it, in every version and at every level.

    Args:
        text: a code of any version and level, written as `parse_code` reads it.

    Returns:
        The groups, the newest version first; none where no version has the code.

    Raises:
        InvalidCodeError: not text, empty, or not made of digits.

    Example:
        >>> import oinp_noc
        >>> [(group.version, group.level) for group in oinp_noc.identify("2123")]
        [('2021', 'minor group'), ('2016', 'unit group'), ('2011', 'unit group'), ('2006', 'unit group')]
    """
    code = _compact(text, None)
    return readings(code)


def repair_code(value: str | float, version: str = "2021") -> Repair:
    """Repair what is no code as it stands, and say what that took.

    Repaired are numbers in place of text, a decimal point left by a spreadsheet (``21231.0``), lost leading zeros,
    marks such as ``NOC_`` and ``#``, and a title behind the code (``2173 - Software engineers``). This guesses, so it
    happens on request only: 30 of the 48 codes of NOC 2016 that begin with a zero are without it the code of a minor
    or major group (``213``).

    Args:
        value: the code as found: text, an int, or a float without a fraction.
        version: the NOC version of the code.

    Returns:
        A `Repair` with the code and the steps taken.

    Raises:
        InvalidCodeError: nothing that could be repaired.
        UnknownCodeError: what comes out is no unit group of that version.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.repair_code("213", version="2016")
        Repair(code='0213', version='2016', steps=('leading zero restored',))
        >>> oinp_noc.repair_code("#21231.0").steps
        ('mark removed', 'decimal point removed')
    """
    classification(version)  # raises for an unknown version
    repair = _repaired(value, version)
    if repair is None:
        raise _invalid(value, version)
    if repair.code not in unit_positions(version):
        raise unknown_code(repair.code, version)
    return repair


def unknown_code(code: str, version: str) -> UnknownCodeError:
    """Make the error for a code that the version lacks: what else the code is, and what to do."""
    there = readings(code)
    here = [group for group in there if group.version == version]
    elsewhere = [group for group in there if group.version != version]
    candidates = () if there else _nearest(code, version)
    hints = [f"expected a unit group of NOC {version}"] if there else []
    if here:
        hints.append(f'classification("{version}")["{code}"] has that group')
    if other := next((group.version for group in elsewhere if group.level == "unit group"), None):
        hints.append(f'convert("{code}", version="{other}", to="{version}") brings NOC {other} over')
    elif candidates:
        hints.append(f"the nearest are {listed(candidates)}")
    if code not in unit_positions(version) and (padded := code.zfill(unit_digits(version))) in unit_positions(version):
        candidates = (padded,)
        hints.append(f'repair_code("{code}", version="{version}") gives a lost leading zero back')
    if not hints:
        hints.append(
            f"expected one of its {len(unit_positions(version))} unit groups, of {unit_digits(version)} digits"
        )
    said = (
        f"{code} is {described([*here, *elsewhere])}" if there else f"{shown(code)} is no unit group of NOC {version}"
    )
    message = f"{said}: {'; '.join(hints)}"
    return UnknownCodeError(message, value=code, version=version, candidates=candidates)


def _nearest(code: str, version: str) -> tuple[str, ...]:
    """Find the unit groups that share the longest beginning with the code, at most five."""
    for length in range(min(len(code), unit_digits(version)), 1, -1):
        if found := [unit for unit in unit_positions(version) if unit.startswith(code[:length])]:
            return tuple(found[:5])
    return ()


def _repaired(value: object, version: str) -> Repair | None:
    """Repair the form of a code, whether the version has it or not; None where the form is beyond repair."""
    digits = unit_digits(version)
    steps = []
    if isinstance(value, str):
        text = _strip(value)
        if text[:1] in _MINUS and text[1:2].isdigit() and text == _plain(value):
            return None  # a negative number; behind a prefix, or before a space, the dash is a mark
    elif (number := _integer(value)) is not None and 0 <= number < 10**digits:
        text = str(number)
        steps.append("number read as text")
    else:
        return None
    match = re.fullmatch(_REPAIRABLE % digits, text, re.VERBOSE | re.DOTALL)
    shortest = min(unit_digits(known) for known in versions())
    if match is None or re.search(rf"[0-9]{{{shortest}}}", match["title"] or ""):
        return None  # a second code behind the first is not a title
    steps += [step for part, step in _STEPS.items() if match[part]]
    code = match["code"].zfill(digits)
    if zeros := len(code) - len(match["code"]):
        steps.append("leading zero restored" if zeros == 1 else "leading zeros restored")
    return Repair(code, version, tuple(steps))


def _integer(value: object) -> int | None:
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    # Whatever counts as an integer has __index__, numpy's among them; True has it too, and is no code.
    if isinstance(value, SupportsIndex) and not isinstance(value, bool):
        return operator.index(value)
    return None


def _plain(text: str) -> str:
    return text.translate(PLAIN).strip()


def _strip(text: str) -> str:
    """Take away what `parse_code` reads over: the prefix, its colon, and spaces."""
    text = _plain(text)
    if text[:3].upper() in PREFIXES:
        text = text[3:].lstrip().removeprefix(":").lstrip()
    return text


def _compact(text: str, version: str | None) -> str:
    """Read a code of any level: digits, no more than any version has, or a range that is a major group."""
    code = _strip(text) if isinstance(text, str) else ""
    longest = max(unit_digits(known) for known in versions())
    if not (code.isascii() and code.isdigit() and len(code) <= longest) and not readings(code):
        raise _invalid(text, version)
    return code


def _invalid(value: object, version: str | None) -> InvalidCodeError:
    if not isinstance(value, str):
        said = f"a code is text, and {shown(value)} is of type {type(value).__name__}"
    elif value.strip():
        said = f"{shown(value)} is no code"
    else:
        said = f"{shown(value)} is empty"
    if version is None:
        return InvalidCodeError(f"{said}: expected the digits of a code", value=value)
    expected = f"expected the {unit_digits(version)} digits of a unit group of NOC {version}"
    repair = _repaired(value, version)
    if repair is None or repair.code not in unit_positions(version):
        return InvalidCodeError(f"{said}: {expected}", value=value, version=version)
    hint = f'repair_code({shown(value)}, version="{version}") reads it as {repair.code}'
    return InvalidCodeError(f"{said}: {expected}; {hint}", value=value, version=version, candidates=(repair.code,))
