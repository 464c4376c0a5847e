"""Text in, unit groups out: codes as `parse_code` reads them, and what errors say about the others."""

from __future__ import annotations

import re

from oinp_noc._catalogue import say
from oinp_noc._language import worded
from oinp_noc._messages import series, shown
from oinp_noc._noc.cells import DASHES, Cell, Unreadable, read_cell, strip
from oinp_noc._noc.classification import (
    Group,
    classification,
    described,
    readings,
    unit_digits,
    unit_lengths,
    unit_positions,
)
from oinp_noc.errors import InvalidCodeError, UnknownCodeError

_LOOKED_UP: dict[str, dict[str, Group]] = {}


def lookup(code: str, version: str = "2021") -> Group:
    """Return a unit group.

    Args:
        code: the code of a unit group, as text, written as `parse_code` accepts it.
        version: the NOC version of the code.

    Returns:
        The `Group`; every call returns the same object.

    Raises:
        InvalidCodeError: not text, empty, or of the wrong shape.
        UnknownCodeError: not a unit group of that version; the message says what else it is.
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
    """Read the code of a unit group as people write it, without guessing.

    Accepts an optional ``NOC`` or ``CNP`` prefix in any case, with or without a colon; spaces of every kind around the
    prefix and the digits; and full-width digits. Rejects digits of other scripts, superscripts, and anything that
    needs `repair_code`.

    Args:
        text: the code as written.
        version: the NOC version of the code.

    Returns:
        The code as the classification prints it.

    Raises:
        InvalidCodeError: not text, empty, or of the wrong shape.
        UnknownCodeError: not a unit group of that version; the message says what else it is.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.parse_code("NOC 21231"), oinp_noc.parse_code("cnp: 2173", version="2016")
        ('21231', '2173')
    """
    codes = unit_positions(classification(version).version)
    if isinstance(text, str) and (code := strip(text)) in codes:
        return code  # before anything is looked up in the other versions
    code = _compact(text, version)
    if len(code) == unit_digits(version) or readings(code):
        raise unknown_code(text, version, code)
    raise invalid_code(text, version)


def is_valid(text: object, version: str = "2021") -> bool:
    """Return True if `parse_code` reads the text as a unit group of the version.

    Args:
        text: anything; a value that is not text is not valid.
        version: the NOC version.

    Raises:
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.is_valid("21231"), oinp_noc.is_valid("2173"), oinp_noc.is_valid(21231)
        (True, False, False)
    """
    codes = unit_positions(classification(version).version)
    return isinstance(text, str) and strip(text) in codes


def identify(text: str) -> tuple[Group, ...]:
    """Return every group that has a code, in all versions and at all levels.

    Args:
        text: a code of any version and level, written as `parse_code` accepts it.

    Returns:
        The groups, the newest version first; empty if no version has the code.

    Raises:
        InvalidCodeError: not text, empty, or not made of digits.

    Example:
        >>> import oinp_noc
        >>> [(group.version, group.level) for group in oinp_noc.identify("2173")]
        [('2016', 'unit group'), ('2011', 'unit group'), ('2006', 'unit group')]
    """
    return readings(_compact(text, None))


def named(code: str, version: str) -> tuple[Group, ...]:
    """Return the group that a code of any level names, or the groups of a range of codes, such as ``72-73``.

    Raises:
        InvalidCodeError: a range whose ends are of different levels, or descend.
        UnknownCodeError: the version has no such group.
    """
    groups = classification(version)
    text = re.sub(rf"\s*[{DASHES}]\s*", "-", re.sub(r"^\[(.*)\]$", r"\1", strip(code))) if isinstance(code, str) else ""
    if text in groups:
        return (groups[text],)
    ends = text.split("-")
    if len(ends) != 2 or not all(ends) or readings(text):  # noqa: PLR2004 (a range has two ends)
        raise _unknown_group(code, version, text)
    for end in ends:
        if end not in groups:
            raise _unknown_group(code, version, end)
    first, last = (groups[end] for end in ends)
    if first.level != last.level or first > last:
        message = say(
            "{value} is not a range of groups of NOC {version}: {first} is a {first_level} and {last} is a {last_level}"
            "; expected two groups of the same level, the lower code first",
            value=shown(code),
            version=version,
            first=first.code,
            first_level=worded(first.level),
            last=last.code,
            last_level=worded(last.level),
        )
        raise InvalidCodeError(message, value=code, version=version)
    return tuple(group for group in groups.at(first.level) if first <= group <= last)


def cell_of(value: object) -> Cell | Unreadable:
    """Read the digits of a code, and the title beside them, from whatever a cell holds."""
    return read_cell(value, *unit_lengths())


def restored(digits: str, version: str) -> str:
    """Give digits back the leading zeros that they lost; not to those that have one and are a code as they are."""
    return digits if digits.startswith("0") and readings(digits) else digits.zfill(unit_digits(version))


def unknown_code(value: object, version: str, code: str, *, hint: str | None = None) -> UnknownCodeError:
    """Make the error for a code that the version lacks: what else the code is, and what to do.

    Args:
        value: what was passed.
        version: the NOC version.
        code: the code that was read from it.
        hint: what to say in place of the advice to call `repair_code` or `convert`.
    """
    groups = readings(code)
    here = [group for group in groups if group.version == version]
    elsewhere = [group for group in groups if group.version != version]
    hints = [say("expected a unit group of NOC {version}", version=version)] if groups else []
    candidates = () if groups else _nearest(code, version)
    if here:
        call = f'classification("{version}")["{code}"]'
        hints.append(say("{call} has that group", call=call))
    other = next((group.version for group in elsewhere if group.level == "unit group"), None)
    if other and not hint:
        call = f'convert("{code}", version="{other}", to="{version}")'
        hints.append(say("{call} converts it from NOC {version}", call=call, version=other))
    elif above := None if groups else _padded_right(code, version):
        call = f'OccupationSet.under("{above.code}", version="{version}")'
        hint_above = say(
            "it may be the {level} {code} with zeros added on the right, whose unit groups are {call}",
            level=worded(above.level),
            code=above.code,
            call=call,
        )
        hints.append(hint_above)
    elif candidates:
        hints.append(say("the nearest are {candidates}", candidates=series(candidates)))
    if hint is not None:
        hints += [hint] * bool(hint)
    elif (padded := restored(code, version)) != code and padded in unit_positions(version):
        candidates = (padded,)
        call = f'repair_code("{code}", version="{version}")'
        hints.append(say("{call} restores a lost leading zero", call=call))
    if not hints:
        expected = say(
            "expected one of its {count} unit groups, of {digits} digits",
            count=len(unit_positions(version)),
            digits=unit_digits(version),
        )
        hints.append(expected)
    if groups:
        what = say("{code} is {what}", code=code, what=described([*here, *elsewhere]))
    else:
        what = say("{code} is not a unit group of NOC {version}", code=shown(code), version=version)
    what = say("{what}: {hints}", what=what, hints="; ".join(hints))
    return UnknownCodeError(what, value=value, version=version, candidates=candidates)


def invalid_code(value: object, version: str | None) -> InvalidCodeError:
    """Make the error for a value that is not a code: what is wrong with it, what was expected, and what to do."""
    cell = cell_of(value)
    if isinstance(cell, Unreadable) and cell.reason:
        what = f"{shown(value)} {say(cell.reason)}"
    elif not isinstance(value, str):
        what = say("a code is text, and {value} is of type {type}", value=shown(value), type=type(value).__name__)
    elif value.strip():
        what = say("{value} is not a code", value=shown(value))
    else:
        what = say("{value} is empty", value=shown(value))
    if version is None:
        return InvalidCodeError(say("{what}: expected the digits of a code", what=what), value=value)
    message = say(
        "{what}: expected the {digits} digits of a unit group of NOC {version}",
        what=what,
        digits=unit_digits(version),
        version=version,
    )
    if isinstance(cell, Unreadable) or not version.endswith(cell.year):
        return InvalidCodeError(message, value=value, version=version)
    code = restored(cell.digits, version)
    if code not in unit_positions(version):
        return InvalidCodeError(message, value=value, version=version)
    call = f'repair_code({shown(value)}, version="{version}")'
    if cell.title:
        hint = say("{call} reads a code beside its title, if the two agree", call=call)
    else:
        hint = say("{call} reads it as {code}", call=call, code=code)
    return InvalidCodeError(f"{message}; {hint}", value=value, version=version, candidates=(code,))


def _unknown_group(value: object, version: str, code: str) -> UnknownCodeError:
    """Make the error for a code that is not a group of the version at any level."""
    if not isinstance(value, str):
        message = say("{code} is not a group of NOC {version}: a code is text", code=shown(value), version=version)
    elif groups := readings(code):
        call = f'OccupationSet.under("{code}", version="{groups[0].version}").convert("{version}", keep=...)'
        message = say(
            "{code} is {what}: expected a group of NOC {version}; {call} converts its unit groups",
            code=code,
            what=described(groups),
            version=version,
            call=call,
        )
    else:
        message = say("{code} is not a group of NOC {version}", code=shown(code), version=version)
    return UnknownCodeError(message, value=value, version=version)


def _compact(text: str, version: str | None) -> str:
    """Read a code of any level: digits, not more than any version has, or a range that is a major group."""
    code = strip(text) if isinstance(text, str) else ""
    if not (code.isascii() and code.isdigit() and len(code) <= unit_lengths()[1]) and not readings(code):
        raise invalid_code(text, version)
    return code


def _nearest(code: str, version: str) -> tuple[str, ...]:
    """Return the unit groups that share the longest beginning with the code, at most five."""
    for length in range(min(len(code), unit_digits(version)), 1, -1):
        if found := [unit for unit in unit_positions(version) if unit.startswith(code[:length])]:
            return tuple(found[:5])
    return ()


def _padded_right(code: str, version: str) -> Group | None:
    """Return the group above the unit groups that a code is, if its zeros on the right are taken away."""
    groups = classification(version)
    while code.endswith("0"):
        code = code[:-1]
        if code in groups:
            return groups[code]
    return None
