"""Drafts of draws: what is known of each, and whether something else may be of it too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import attrs

from oinp_noc._notices.names import Target

if TYPE_CHECKING:
    from oinp_noc._notices.mentions import Found
    from oinp_noc._notices.parts import Part
    from oinp_noc._notices.values import Role
    from oinp_noc._notices.words import Fact


@attrs.define(eq=False)
class Draft:
    """A draw in the making: each field as a fact with its place, or None.

    Attributes:
        strength: how sure it is that the target is the draw's own; 0 where a heading above named it.
        codes: its list; draws that share one hold the same object.
        summing: whether the text calls its number a total.
        shares_total: whether its number was told together with those of other streams.
        dated_itself: whether a day was told of it, rather than above it.
        named: the codes that the sentence before its list names.
        headings: the targets that headings above its list name.
        contradictions: the fields that were told in two ways.
    """

    role: Role
    date: Fact | None = None
    stream: Fact | None = None
    target: Fact | None = None
    strength: int = 0
    general: bool = False
    targeted: bool = False
    number: Fact | None = None
    score: Fact | None = None
    window: Fact | None = None
    sizes: list[Fact] = attrs.field(factory=list)
    codes: list[Found] = attrs.field(factory=list)
    summing: bool = False
    shares_total: bool = False
    dated_itself: bool = False
    named: list[Found] = attrs.field(factory=list)
    headings: list[Fact] = attrs.field(factory=list)
    contradictions: list[tuple[str, Fact, Fact]] = attrs.field(factory=list)

    @property
    def is_bare(self) -> bool:
        """Whether nothing but date, stream and target is known."""
        return self.number is None and self.score is None and not self.codes and self.window is None

    @property
    def aim(self) -> Target:
        """What the target means; nothing where there is none."""
        return self.target.value[0] if self.target is not None else Target()

    def is_in(self, stream: Fact) -> bool:
        """Say whether this is a draw of a stream."""
        return self.stream is not None and self.stream.value == stream.value

    def contradicts(self, part: Part) -> bool:
        """Say whether a part cannot be about this draw."""
        return (
            differ(self.stream, part.stream)
            or (self.shares_total and part.stream is None and part.number is not None)
            or (part.shares_total and self.stream is None and self.number is not None)
            or not same_day(self.date, part.date)
            or differ(self.number, part.number)
            or not one_score(self.score, part.score)
            or differ(self.window, part.window)
            or (part.general and self.strength > 0)
            or (part.target is not None and (self.general or not self._has_target(part.target)))
        )

    def _has_target(self, target: Fact) -> bool:
        if self.target is None or target.span[0] < self.target.span[0]:
            return True  # the heading above what was said of this draw itself
        may_change = self.strength == 0 and self.score is None and not self.codes
        return may_change or agree(self.aim, target.value[0])

    def shares(self, part: Part) -> bool:
        """Say whether a part is likely about this draw: whether something that tells draws apart is the same."""
        if part.number is not None and self.number is not None:
            return True
        if part.stream is None or self.stream is None:
            return alike(self.score, part.score)
        return part.number is None or self.score is None or part.score is None or self.is_bare

    def take(self, part: Part, strength: int) -> None:
        """Add what a part says."""
        if self.date is None or (part.date is not None and self.date.value.year is None):
            self.date = part.date or self.date
        self.stream = self.stream or part.stream
        self.number = self.number or part.number
        self.shares_total = self.shares_total or part.shares_total
        if self.score is None or (part.score is not None and self.score.value[1] is None):
            self.score = part.score or self.score
        self.window = self.window or part.window
        self.targeted = self.targeted or part.targeted
        self.sizes.extend(part.sizes)
        if part.general:
            self.general, self.target = True, None
        if part.target is not None and self._gives_way(part.target, strength):
            self.target, self.strength = part.target, strength

    def _gives_way(self, target: Fact, strength: int) -> bool:
        """Say whether a target is surer than the one that this draw has, or the heading nearer to it."""
        if self.target is None or strength > self.strength:
            return True
        return self.strength == strength == 0 and not self.codes and target.span[0] > self.target.span[0]


def same_day(one: Fact | None, other: Fact | None) -> bool:
    """Say whether two days may be one: either may be unknown, or lack its year."""
    if one is None or other is None or one.value == other.value:
        return True
    years = {one.value.year, other.value.year} - {None}
    return one.value[1:] == other.value[1:] and len(years) < 2  # noqa: PLR2004 (two years are two days)


def is_day(one: Fact | None, other: Fact | None) -> bool:
    return one is not None and other is not None and same_day(one, other)


def one_score(one: Fact | None, other: Fact | None) -> bool:
    """Say whether two scores may be one: either may be unknown, or lack its upper end."""
    if one is None or other is None:
        return True
    tops = {one.value[1], other.value[1]} - {None}
    return one.value[0] == other.value[0] and len(tops) < 2  # noqa: PLR2004 (two ends are two scores)


def agree(one: Target, other: Target) -> bool:
    """Say whether two targets may be those of one draw: one says no more than the other."""
    pairs = list(zip(one[1:], other[1:], strict=True))
    if any(mine and theirs and mine != theirs for mine, theirs in pairs):
        return False
    if one.labels and other.labels:
        return names_alike(one, other)
    return any(mine and theirs for mine, theirs in pairs) or not (any(one[1:]) or any(other[1:]))


def names_alike(one: Target, other: Target) -> bool:
    """Say whether two targets name the same thing: labels of which one has all of the other's, or one criterion."""
    if one.labels or other.labels:
        mine, theirs = set(one.labels), set(other.labels)
        return bool(mine and theirs) and (mine <= theirs or theirs <= mine)
    return any(mine and mine == theirs for mine, theirs in zip(one[1:], other[1:], strict=True))


def differ(one: Fact | None, other: Fact | None) -> bool:
    """Say whether two facts are known and not the same."""
    return one is not None and other is not None and one.value != other.value


def alike(one: Fact | None, other: Fact | None) -> bool:
    return one is not None and other is not None and one.value == other.value


class Total(NamedTuple):
    """A number of invitations for several draws together, with the streams and the day that it is told of."""

    fact: Fact
    streams: tuple[Fact, ...] = ()
    date: Fact | None = None


class Window(NamedTuple):
    """A profile window that a sentence tells, with the day at hand, and whether it is said to be that of all draws."""

    fact: Fact
    date: Fact | None
    of_all: bool
