"""Conversions with several targets, narrowed by a job title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from oinp_noc._answers.value import Value
from oinp_noc._messages import shown
from oinp_noc._noc.classification import Group
from oinp_noc._noc.pairs import Conversion
from oinp_noc._titles.exact import exact
from oinp_noc._titles.examples import languages
from oinp_noc._titles.match import Match, checked
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from oinp_noc._language import Lang


@attrs.frozen
class Narrowed(Value):
    """A target that a job title leaves open.

    Attributes:
        group: the target.
        match: the title that decided for it; None if the title decides nothing.
    """

    group: Group
    match: Match | None


def narrow(conversion: Conversion, title: str, *, lang: Lang | None = None) -> tuple[Narrowed, ...]:
    """Narrow the targets of a conversion by a job title.

    Only an exact title decides: an example title, or a group's own title, of exactly one of the targets, whatever its
    case, accents, plurals and gender. Nothing is mended or guessed, so no extra is needed.

    Args:
        conversion: what `convert` returned.
        title: a job title.
        lang: its language; None for both.

    Returns:
        The one target that the title belongs to, with the match that says why; all targets, each with the match
        None, if the title belongs to none or several of them.

    Raises:
        InvalidArgumentError: the title is empty or not text, the language unknown, or the first argument no conversion.
        VersionMismatchError: no titles of the targets' version are known, or none in that language.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.convert("2174").codes
        ('21230', '21232', '21234')
        >>> [narrowed.group.code for narrowed in oinp_noc.narrow(oinp_noc.convert("2174"), "software developer")]
        ['21232']
        >>> len(oinp_noc.narrow(oinp_noc.convert("2174"), "programmer"))
        3
    """
    if not isinstance(conversion, Conversion):
        message = f"{shown(conversion)} is of type {type(conversion).__name__}: expected what convert() returns"
        raise InvalidArgumentError(message, value=conversion)
    checked(title, None)
    found = {hit.match.group: hit.match for hit in exact(title, conversion.to, languages(conversion.to, lang))}
    deciding = [Narrowed(group, found[group]) for group in conversion.targets if group in found]
    return tuple(deciding) if len(deciding) == 1 else tuple(Narrowed(group, None) for group in conversion.targets)
