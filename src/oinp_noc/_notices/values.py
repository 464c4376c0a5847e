"""What a notice holds once it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

import attrs

from oinp_noc._answers.value import Value
from oinp_noc._catalogue import say
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import invalid_choice
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._notices.ids import slug, with_ids
from oinp_noc._notices.kinds import KINDS, ProblemKind, Severity
from oinp_noc._oinp.criteria import Criteria, Kind, Listing, field_names
from oinp_noc._oinp.draw import Score
from oinp_noc._oinp.history import DrawHistory
from oinp_noc.errors import NoticeError

if TYPE_CHECKING:
    from oinp_noc._answers.sheets import Sheet

Role = Literal["announced", "recalled"]


def _by_field(spans: Iterable[tuple[str, tuple[int, int]]]) -> tuple[tuple[str, tuple[int, int]], ...]:
    return tuple(sorted(dict(spans).items()))


@attrs.frozen(repr=False)
class Spans(Mapping[str, tuple[int, int]]):
    """Where each field of a draw was read: an immutable mapping of the field's name to a span of the text."""

    _spans: tuple[tuple[str, tuple[int, int]], ...] = attrs.field(default=(), converter=_by_field)

    def __getitem__(self, field: str) -> tuple[int, int]:
        return dict(self._spans)[field]

    def __iter__(self) -> Iterator[str]:
        return iter(dict(self._spans))

    def __len__(self) -> int:
        return len(self._spans)

    def __repr__(self) -> str:
        return f"<Spans {', '.join(self) or 'of nothing'}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Spans, (self._spans,)


@attrs.frozen(repr=False)
class Problem(Value):
    """Something in a notice that contradicts itself or the classification, or that could not be read.

    Attributes:
        kind: one of `KINDS`.
        message: what is wrong, for people.
        span: the stretch of the text that it is about, or None where it is about the whole.
        severity: ``"error"`` or ``"warning"``: the kind decides.
    """

    _members = ("kind", "message", "span", "severity")

    kind: ProblemKind
    message: str
    span: tuple[int, int] | None = None

    @property
    def severity(self) -> Severity:
        """``"error"`` where a draw may be wrong or incomplete because of it, else ``"warning"``."""
        return KINDS[self.kind]

    def __repr__(self) -> str:
        return f"<Problem {self.kind} ({self.severity}): {self.message}>"


@attrs.frozen(repr=False)
class Mention(Value):
    """A NOC code in the text, or an official title in a list that has titles alone.

    Attributes:
        code: the code as printed, one between two that are printed as the ends of a range, or that of the title.
        version: the NOC version that it is read in.
        title: the title beside it as printed, or None where there is none.
        official: the official title in the language of the printed one (English where none is printed); None where the
            version has no such unit group.
        span: where code and title stand; of a code between the ends of a range, where its first one does.
    """

    code: str
    version: str
    title: str | None
    official: str | None
    span: tuple[int, int]

    def __repr__(self) -> str:
        printed = "" if self.title is None else f" {self.title}"
        return f"<Mention {self.code}{printed} (NOC {self.version}) at {self.span[0]}>"


@attrs.frozen(repr=False)
class NoticeDraw(Value, Criteria):
    """One round of invitations as a notice tells it; what the text does not give is None.

    Attributes:
        role: ``"announced"``, or ``"recalled"`` where the text speaks of it as an earlier one.
        date: the day of issue; of a range of days, the first.
        stream: the id of the stream.
        kind: ``"general"`` where the text names no target and no list, else ``"targeted"``.
        version: the NOC version of the occupations; without a list, the one in force on the day.
        listing: ``"listed"``, ``"none"`` (a general round) or ``"unknown"`` (targeted, without a list in the text).
        target: what it targeted, as printed.
        labels: the occupation groups that the target names.
        region: as of `Draw`; so are the next four.
        program: the program that it was for.
        language: the language asked for.
        experience: the work experience asked for.
        job_offer: True where a job offer in Ontario was asked for.
        invitations: how many were invited.
        score: the range of scores.
        profiles_from: the first day of the profile window.
        profiles_to: its last day.
        occupations: the listed unit groups.
        spans: where each field was read.
    """

    role: Role
    date: dt.date | None
    stream: str | None
    kind: Kind
    version: str | None
    listing: Listing
    target: str | None = None
    labels: tuple[str, ...] = ()
    invitations: int | None = None
    score: Score | None = None
    profiles_from: dt.date | None = None
    profiles_to: dt.date | None = None
    occupations: OccupationSet | None = None
    spans: Spans = attrs.field(factory=Spans)

    @property
    def slug(self) -> str:
        """A short name of the target, as the ids of draws use it."""
        return slug(self)

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._notices.views import of_notice_draw  # noqa: PLC0415 (notebooks alone need it)

        return of_notice_draw(self)

    def __repr__(self) -> str:
        listing = f"{len(self.occupations)} occupations" if self.occupations is not None else f"list {self.listing}"
        invited = "" if self.invitations is None else f", {self.invitations} invited"
        score = "" if self.score is None else f", {self.score!r}"
        when = self.date or "day not known"
        return f"<NoticeDraw {self.role} {when} {self.stream or 'stream not known'}: {listing}{invited}{score}>"


NoticeDraw._members = field_names(NoticeDraw)  # noqa: SLF001 (in the order of records)


@attrs.frozen(repr=False)
class Notice(Value):
    """What a text announces.

    Attributes:
        draws: the announced draws, then the recalled ones, each in the order of the text.
        mentions: the NOC codes, in the order of the text.
        problems: what is wrong, in the order of the text; what is about the whole comes first.
        text: the text that the spans point into: the one given, or what became of its HTML.
    """

    draws: tuple[NoticeDraw, ...]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]
    text: str = ""

    def to_history(self, accept: str | Iterable[str] = ()) -> DrawHistory:
        """Return the announced draws as a history, to look at or to merge.

        Ids follow the library's rule: date and stream, with a slug of the target where several draws share both, in
        this notice or in the packaged history. Where such problems are accepted, a draw without date or stream, which
        has no id, is left out, and so is a profile window that ends before it begins.

        Args:
            accept: the kinds of problem that shall not stand in the way: one, or several.

        Returns:
            A `DrawHistory`, each draw with confidence ``"medium"``.

        Raises:
            NoticeError: problems of severity error stand in the way; the message has them all.
            InvalidArgumentError: no such kind of problem.

        Example:
            >>> import oinp_noc
            >>> notice = oinp_noc.parse_notice(
            ...     "On April 4, 2023, Ontario issued 752 invitations to candidates scoring 52 and above"
            ...     " under the Masters Graduate stream."
            ... )
            >>> notice.to_history().ids
            ('2023-04-04-masters-graduate',)
        """
        accepted = {accept} if isinstance(accept, str) else set(accept)
        for kind in accepted - set(KINDS):
            raise invalid_choice("accept", kind, KINDS)
        reasons = [problem for problem in self.problems if problem.severity == "error" and problem.kind not in accepted]
        if reasons:
            kinds = tuple(dict.fromkeys(problem.kind for problem in reasons))
            said = "; ".join(f"{problem.kind}: {problem.message}" for problem in reasons)
            accept = repr(kinds if kinds[1:] else kinds[0])
            message = say(
                "{problems}. Mend the text, or name what to accept: accept={accept}", problems=said, accept=accept
            )
            raise NoticeError(message, value=tuple(reasons), candidates=kinds)
        return DrawHistory(with_ids([draw for draw in self.draws if draw.role == "announced"]))

    def to_records(self) -> dict[str, list[dict[str, Any]]]:
        """Return everything in plain types, for JSON.

        Returns:
            The draws, mentions and problems, each a list of records; dates are ISO text and spans lists of two numbers.

        Example:
            >>> import oinp_noc
            >>> oinp_noc.parse_notice("Nothing here.").to_records()["problems"][0]["kind"]
            'no-draw'
        """
        return {
            "draws": [_record_of_draw(draw) for draw in self.draws],
            "mentions": [_record(mention) for mention in self.mentions],
            "problems": [{**_record(problem), "severity": problem.severity} for problem in self.problems],
        }

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._notices.views import of_notice  # noqa: PLC0415 (notebooks alone need it)

        return of_notice(self)

    def __repr__(self) -> str:
        said = (_many(self.draws, "draw"), _many(self.mentions, "mention"), _many(self.problems, "problem"))
        return f"<Notice: {', '.join(said)}>"


def _many(things: tuple[object, ...], name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"


def _record(value: Any) -> dict[str, Any]:  # noqa: ANN401 (any of the values above)
    return attrs.asdict(value, recurse=False, value_serializer=_plain_type)


def _record_of_draw(draw: NoticeDraw) -> dict[str, Any]:
    record = {**_record(draw), "spans": {name: list(span) for name, span in draw.spans.items()}}
    return {name: record[name] for name in field_names(NoticeDraw)}


def _plain_type(_: object, __: object, value: object) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, OccupationSet):
        return list(value.codes)
    if isinstance(value, Score):
        return attrs.asdict(value)
    return list(value) if isinstance(value, tuple) else value
