"""Hypothesis strategies for the tests of those who use the library (extra ``test``).

They draw from the packaged data, so what they make is valid: codes that exist, sets of one NOC version, draws that the
library accepts. Imported by tests only; without Hypothesis the import raises `MissingExtraError`.

    >>> import oinp_noc
    >>> from hypothesis import given
    >>> from oinp_noc import testing
    >>> @given(testing.codes(version="2016"))
    ... def test_every_old_code_has_a_target(code):
    ...     assert oinp_noc.convert(code).targets
    >>> test_every_old_code_has_a_target()
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, get_args

from oinp_noc._messages import invalid_choice
from oinp_noc._noc.classification import classification
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._oinp.criteria import PROGRAMS, REGIONS, Confidence, Kind, Listing
from oinp_noc._oinp.draw import Draw, Score
from oinp_noc._oinp.history import DrawHistory
from oinp_noc._oinp.packaged import draws as packaged_draws
from oinp_noc._oinp.streams import Scale, streams
from oinp_noc._oinp.streams import stream as stream_of
from oinp_noc.errors import MissingExtraError

try:
    from hypothesis import strategies as st
except ImportError as _missing:
    needed = "oinp_noc.testing needs Hypothesis, of the extra 'test': pip install 'oinp-noc[test]'"
    raise MissingExtraError(needed) from _missing

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from oinp_noc._noc.classification import Group, Level

__all__ = [
    "codes",
    "draws",
    "groups",
    "histories",
    "messy_codes",
    "occupation_sets",
    "repairable_codes",
]

# Spaces that text has when it comes from a page or a spreadsheet: plain, no-break, thin, ideographic, invisible.
_SPACES = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
_FULL_WIDTH = {ord(mark): ord(mark) + 0xFEE0 for mark in "0123456789NOCPnocp:"}
_MARKS = ("", "#", "NOC_", "NOC-", "noc: #", "CNP.", "– ")
_DASHES = (" - ", " – ", ": ", ", ", " ", " | ", " (")
_FORMS = (
    '="{0}"',
    "'{0}",
    "[{0}]",
    "{0}*",
    "NOC_{version}_{0}",
    "CNP {version} : {0}",
    "Code NOC {0}",
    "{0}) {title}",
    "{title} [{0}]",
    "{title} (NOC {version}: {0})",
)


def codes(version: str = "2021") -> SearchStrategy[str]:
    """Draw codes of unit groups.

    Args:
        version: the NOC version.

    Raises:
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> from hypothesis import given
        >>> from oinp_noc import testing
        >>> @given(testing.codes())
        ... def test_a_code_is_valid(code):
        ...     assert oinp_noc.is_valid(code)
        >>> test_a_code_is_valid()
    """
    return groups(version, level="unit group").map(lambda group: group.code)


def groups(version: str = "2021", level: Level | None = None) -> SearchStrategy[Group]:
    """Draw groups of one level, or of every level.

    Args:
        version: the NOC version.
        level: such as ``"minor group"``; None for every level that the version has.

    Raises:
        InvalidArgumentError: the version has no such level.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> from hypothesis import given
        >>> from oinp_noc import testing
        >>> @given(testing.groups(level="minor group"))
        ... def test_a_minor_group_is_the_parent_of_unit_groups(group):
        ...     assert {child.parent for child in group.children} == {group}
        >>> test_a_minor_group_is_the_parent_of_unit_groups()
    """
    noc = classification(version)
    found = tuple(noc.values()) if level is None else noc.at(level)
    # By place: the report of a failing test shows the strategy, and sampled_from would show every group.
    return st.integers(0, len(found) - 1).map(lambda place: found[place])


def occupation_sets(
    version: str = "2021", *, min_size: int = 0, max_size: int | None = None
) -> SearchStrategy[OccupationSet]:
    """Draw sets of unit groups; if no size is set, nearly empty and nearly full ones alike.

    Args:
        version: the NOC version.
        min_size: the smallest number of unit groups in a set.
        max_size: the largest number; None for no limit.

    Raises:
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> from hypothesis import given
        >>> from oinp_noc import testing
        >>> @given(testing.occupation_sets(), testing.occupation_sets())
        ... def test_what_two_sets_have_in_common_is_in_both(a, b):
        ...     assert a & b <= a
        ...     assert a & b <= b
        >>> test_what_two_sets_have_in_common_is_in_both()
    """

    def of(least: int, most: int | None) -> SearchStrategy[OccupationSet]:
        return st.sets(codes(version), min_size=least, max_size=most).map(lambda found: OccupationSet(found, version))

    total = len(OccupationSet.everything(version))
    least_out = 0 if max_size is None else max(total - max_size, 0)
    nearly_full = of(least_out, total - min_size).map(OccupationSet.complement)
    if min_size > total // 2:
        return nearly_full
    return of(min_size, max_size) | nearly_full if max_size is None else of(min_size, max_size)


def draws(
    *, version: str | None = None, stream: str | None = None, listing: Listing | None = None
) -> SearchStrategy[Draw]:
    """Draw made-up draws of every kind: general and targeted, listed or not, with all criteria and scores.

    Args:
        version: the NOC version of the occupations; None for each that draws were in.
        stream: the id of a stream; None for any.
        listing: ``"listed"``, ``"none"`` or ``"unknown"``; None for any.

    Raises:
        InvalidArgumentError: not a listing.
        UnknownStreamError, UnknownVersionError: no such stream or version.

    Example:
        >>> from hypothesis import given
        >>> from oinp_noc import testing
        >>> @given(testing.draws(listing="listed"))
        ... def test_a_listed_draw_has_all_of_itself_in_common_with_itself(draw):
        ...     assert draw & draw == draw.occupations
        >>> test_a_listed_draw_has_all_of_itself_in_common_with_itself()
    """
    if listing is not None and listing not in get_args(Listing):
        raise invalid_choice("listing", listing, get_args(Listing))
    packaged = packaged_draws()
    versions = {draw.version for draw in packaged} if version is None else {classification(version).version}
    return _draws(
        {found.id: found.scale for found in (streams() if stream is None else [stream_of(stream)])},
        {found: occupation_sets(found, min_size=1, max_size=8) for found in sorted(versions)},
        get_args(Listing) if listing is None else (listing,),
        st.sampled_from(sorted({label for draw in packaged for label in draw.labels})),
    )


def histories(
    of: SearchStrategy[Draw] | None = None, *, min_size: int = 0, max_size: int = 10
) -> SearchStrategy[DrawHistory]:
    """Draw histories of made-up draws.

    Args:
        of: the draws that they are made of, such as ``draws(stream="skilled-trades")``; None for all kinds.
        min_size: the smallest number of draws in a history.
        max_size: the largest number.

    Example:
        >>> from hypothesis import given
        >>> from oinp_noc import testing
        >>> @given(testing.histories())
        ... def test_a_history_is_by_date(history):
        ...     assert [draw.date for draw in history] == sorted(draw.date for draw in history)
        >>> test_a_history_is_by_date()
    """
    made = draws() if of is None else of
    unique = st.lists(made, min_size=min_size, max_size=max_size, unique_by=lambda draw: draw.id)
    return unique.map(DrawHistory)


def messy_codes(version: str = "2021") -> SearchStrategy[tuple[str, str]]:
    """Draw spellings that `parse_code` reads, each with the code that it means.

    A prefix in any case, a colon behind it, spaces of every kind, full-width letters and digits.

    Args:
        version: the NOC version.

    Returns:
        A strategy of pairs: the spelling and the code.

    Raises:
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> from hypothesis import given
        >>> from oinp_noc import testing
        >>> @given(testing.messy_codes())
        ... def test_a_code_is_read_as_people_write_it(pair):
        ...     spelling, code = pair
        ...     assert oinp_noc.parse_code(spelling) == code
        >>> test_a_code_is_read_as_people_write_it()
    """
    return _messy(codes(version))


def repairable_codes(version: str = "2021") -> SearchStrategy[tuple[str | int | float, str]]:
    """Draw what `repair_code` repairs, each with the code that it means; some of it is right as written.

    Numbers, lost leading zeros, decimal points, marks, prefixes with a year, quotes, and the title beside the code.

    Args:
        version: the NOC version.

    Returns:
        A strategy of pairs: the broken code, as text or a number, and the code.

    Raises:
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> from hypothesis import given
        >>> from oinp_noc import testing
        >>> @given(testing.repairable_codes(version="2016"))
        ... def test_a_column_can_be_repaired(pair):
        ...     broken, code = pair
        ...     assert oinp_noc.repair_code(broken, version="2016").code == code
        >>> test_a_column_can_be_repaired()
    """
    return _repairable(groups(version, level="unit group"))


@st.composite
def _messy(draw: DrawFn, of: SearchStrategy[str]) -> tuple[str, str]:
    code = draw(of)
    spaces = st.text(_SPACES, max_size=3)
    prefix = ""
    if draw(st.booleans()):
        letters = draw(st.sampled_from(("NOC", "CNP", "noc", "cnp", "Noc", "cNp")))
        prefix = letters + draw(spaces) + draw(st.sampled_from(("", ":"))) + draw(spaces)
    marks = (chr(_FULL_WIDTH.get(ord(mark), ord(mark))) if draw(st.booleans()) else mark for mark in prefix + code)
    return draw(spaces) + "".join(marks) + draw(spaces), code


@st.composite
def _repairable(draw: DrawFn, of: SearchStrategy[Group]) -> tuple[str | int | float, str]:
    group = draw(of)
    number = draw(st.sampled_from((str, int, float)))
    if number is not str:
        return number(group.code), group.code
    text = group.code.lstrip("0") if draw(st.booleans()) else group.code
    if draw(st.booleans()):
        form = draw(st.sampled_from(_FORMS))
        return form.format(text, version=group.version, title=group.title), group.code
    text = draw(st.sampled_from(_MARKS)) + text + draw(st.sampled_from(("", ".", ".0", ".00")))
    if draw(st.booleans()):
        text += draw(st.sampled_from(_DASHES)) + group.title
    return text, group.code


# What draws are made of. Strategies are made once: to make one takes longer than to draw from it.
_DATES = st.dates(dt.date(2017, 1, 1), dt.date(2027, 12, 31))
_YEAR = dt.timedelta(days=365)
_BEFORE = st.none() | st.timedeltas(dt.timedelta(0), _YEAR)
_COUNTS = st.none() | st.integers(0, 5000)
_WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
_MAYBE_WORDS = st.none() | _WORDS
_FEW_WORDS = st.lists(_WORDS, max_size=2)
_SLUGS = st.sampled_from(("", "-a", "-b"))
_KINDS: SearchStrategy[Kind] = st.sampled_from(get_args(Kind))
_CONFIDENCES: SearchStrategy[Confidence] = st.sampled_from(get_args(Confidence))
_CRITERIA: dict[str, SearchStrategy[Any]] = {
    "target": _WORDS,
    "region": st.none() | st.sampled_from((*REGIONS, "Greater Sudbury")),
    "program": st.none() | st.sampled_from(tuple(PROGRAMS)),
    "language": st.sampled_from((None, "French")),
    "experience": st.sampled_from((None, "Canadian", "foreign")),
    "job_offer": st.sampled_from((None, True)),
}


def _scores(scale: Scale) -> SearchStrategy[Score | None]:
    least, more = st.integers(0, 600), st.integers(0, 600)
    above = st.builds(Score, least, st.none(), st.just(scale))
    return st.none() | above | st.builds(lambda low, span: Score(low, low + span, scale), least, more)


_SCORES = {scale: _scores(scale) for scale in get_args(Scale)}


@st.composite
def _draws(
    draw: DrawFn,
    scales: dict[str, Scale],
    sets: dict[str, SearchStrategy[OccupationSet]],
    listings: tuple[Listing, ...],
    labels: SearchStrategy[str],
) -> Draw:
    stream, version = draw(st.sampled_from(tuple(scales))), draw(st.sampled_from(tuple(sets)))
    listing = draw(st.sampled_from(listings))
    # A draw that targets nobody in particular has no list.
    kind: Kind = draw(_KINDS) if listing == "none" else "targeted"
    date, window = draw(_DATES), (draw(_BEFORE), draw(_BEFORE))
    facts: dict[str, Any] = {}
    if kind == "targeted":
        facts = {name: draw(values) for name, values in _CRITERIA.items()}
        facts["labels"] = tuple(draw(st.lists(labels, max_size=2, unique=True)))
    if listing == "listed":
        occupations = facts["occupations"] = draw(sets[version])
        facts["labels_contradicted"] = bool(facts["labels"]) and draw(st.booleans())
        facts["outside_gta"] = draw(st.sampled_from((None, occupations, OccupationSet(occupations.codes[:1], version))))
        facts["as_published"] = tuple((printed, occupations.codes[0]) for printed in draw(_FEW_WORDS))
    if listing == "unknown":
        facts["known_occupations"] = draw(st.none() | sets[version])
    return Draw(
        id=f"{date}-{stream}{draw(_SLUGS)}",
        date=date,
        stream=stream,
        kind=kind,
        version=version,
        listing=listing,
        invitations=draw(_COUNTS),
        score=draw(_SCORES[scales[stream]]),
        profiles_from=None if window[0] is None else date - _YEAR - window[0],
        profiles_to=None if window[1] is None else date - window[1],
        confidence=draw(_CONFIDENCES),
        note=draw(_MAYBE_WORDS),
        sources=tuple(draw(_FEW_WORDS)),
        **facts,
    )
