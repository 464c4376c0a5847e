"""What quality control finds: the kinds of finding, one finding, and all of them, bounded."""

from __future__ import annotations

import sys
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, SupportsIndex, TypeVar, cast

import attrs

from oinp_noc._answers.answers import Answers
from oinp_noc._answers.sheets import Sheet
from oinp_noc._answers.value import Value
from oinp_noc._catalogue import say, say_number
from oinp_noc._messages import shown
from oinp_noc._oinp.checks import whole
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from oinp_noc._answers.sheets import Cell

T = TypeVar("T")

FindingKind = Literal[
    # of every table
    "empty table",
    "unreadable row",
    "not a code",
    "unknown value",
    # of a classification
    "duplicate code",
    "unknown level",
    "uneven codes",
    "no title",
    "duplicate title",
    "title of the parent",
    "orphan",
    "wrong level",
    "not the prefix",
    "cycle",
    "childless",
    "no French title",
    "only in French",
    "same in both languages",
    "French status",
    "scale above unit groups",
    # of a concordance
    "duplicate pair",
    "beyond the classification",
    "no pair",
    "several successors",
    "successor not a target",
    "no publisher",
    "publishers differ",
    # of draws
    "duplicate id",
    "same draw twice",
    "unknown stream",
    "stream not open",
    "version not in force",
    "not admitted",
    "admission not known",
    "window after the draw",
    "window over a year",
    "window ended before",
    "total differs",
    "total without numbers",
]

MOST = 1000
"""How many findings are kept unless the caller says so: what is something else altogether has some in every row."""


@attrs.frozen(repr=False)
class Finding(Value):
    """Something in a table that breaks a rule, or that could not be checked.

    Attributes:
        kind: the rule; `docs/quality.md` lists them.
        place: where it is: a code, a pair or a draw, behind the number of its row in a table of the caller's own, or
            behind the NOC version in a packaged one.
        message: what is wrong there, and what was expected.
        explanation: why it is known and left as it is, or None. Packaged tables have none without.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.qc.classification([("1", "broad category", "", "Health"), ("11", "unit group", "2", "Nurses")])[0]
        <Finding childless, row 1, 1: no group is below it>
    """

    kind: FindingKind
    place: str
    message: str
    explanation: str | None = None

    def _view(self) -> Sheet:
        return attrs.evolve(Findings((self,))._sheet(), title=self.place, is_record=True)  # noqa: SLF001 (one of them)

    def __repr__(self) -> str:
        return f"<Finding {self.kind}, {self.place}: {self.message}>"


@attrs.frozen(eq=False, repr=False)
class Findings(Answers[Finding]):
    """What quality control found, as a sequence of `Finding` values in the order of the rows; empty if all is well.

    Attributes:
        findings: the findings that are kept.
        more: how many more there are beyond the limit.
    """

    _items = "findings"

    findings: tuple[Finding, ...]
    more: int = 0

    @property
    def unexplained(self) -> tuple[Finding, ...]:
        """The findings without an explanation."""
        return tuple(finding for finding in self.findings if finding.explanation is None)

    def __repr__(self) -> str:
        more = f" (and {self.more} beyond the limit)" if self.more else ""
        return super().__repr__().removesuffix(">") + f"{more}>"

    def _sheet(self) -> Sheet:
        columns: dict[str, Cell] = dict.fromkeys(("kind", "place", "message", "explanation"), "text")
        return Sheet("Findings", columns, tuple(map(attrs.astuple, self.findings)))

    def _view(self) -> Sheet:
        title = say_number("{number} finding", "{number} findings", len(self.findings) + self.more)
        if self.more:
            title = say("{findings}, of which {more} beyond the limit are not kept", findings=title, more=self.more)
        return attrs.evolve(self._sheet(), title=title)


class Fault(NamedTuple):
    """A finding before it is put into words.

    Attributes:
        kind: the rule.
        row: the number that the caller gave to its row; None if it is one of the whole table.
        place: the code, the pair or the draw; empty if there is none.
        sentence: what is wrong, marked for translation.
        values: the values of the sentence.
    """

    kind: FindingKind
    row: int | None
    place: str
    sentence: str
    values: Mapping[str, Any] = MappingProxyType({})

    def said(self) -> str:
        """Put the fault into the language of the context."""
        return say(self.sentence, **self.values)


def collected(faults: Iterable[T], limit: int | None, finding: Callable[[T], Finding]) -> Findings:
    """Put faults into words up to the limit, and count the rest."""
    left: Iterator[T] = iter(faults)
    kept = tuple(finding(fault) for fault in islice(left, limit))
    return Findings(kept, sum(1 for _ in left))


def read_limit(limit: object) -> int | None:
    """Read how many findings are kept at most: a whole number, also one of numpy; None for all.

    Raises:
        InvalidArgumentError: another value.
    """
    number = None if limit is None else whole(cast("SupportsIndex", limit))
    if number is None:
        return None
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        message = f"limit={shown(limit)}: expected how many findings at most, 0 or more, or None for all"
        raise InvalidArgumentError(message, value=limit)
    return min(number, sys.maxsize)
