"""Histories of draws: what to ask them, and how to keep one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Unpack

import attrs

from oinp_noc._answers.value import Readable, Tabular
from oinp_noc._language import speaking
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import shown
from oinp_noc._noc.codes import parse_code
from oinp_noc._oinp import files as _files
from oinp_noc._oinp import merging as _merging
from oinp_noc._oinp import records as _records
from oinp_noc._oinp import screening as _screening
from oinp_noc._oinp import selection as _selection
from oinp_noc._oinp import sheets as _sheets
from oinp_noc._oinp import statistics as _statistics
from oinp_noc._oinp.criteria import Criteria
from oinp_noc._oinp.dates import read_date
from oinp_noc._oinp.draw import Draw  # noqa: TC001 (the plain form reads the annotations of the sequence)
from oinp_noc._oinp.sequence import DrawSequence
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Mapping, Sequence

    from oinp_noc._answers.sheets import Sheet
    from oinp_noc._language import Lang
    from oinp_noc._noc.classification import Level
    from oinp_noc._oinp.criteria import Kind, Listing
    from oinp_noc._oinp.screening import Screenings
    from oinp_noc._oinp.selection import Filters
    from oinp_noc._oinp.statistics import Frequency, Measure, OverlapMatrix, Summary, SummaryKey, Timeline


@attrs.frozen(repr=False)
class DrawHistory(Tabular, Readable, DrawSequence):
    """An immutable sequence of draws, by date, then stream and id; its slices are histories too.

    Args:
        draws: the draws, in any order.

    Raises:
        InvalidArgumentError: two draws have the same id.

    Example:
        >>> import oinp_noc
        >>> history = oinp_noc.draws().select(since="2024-02-01", until="2024-03-31")
        >>> history[0].id, history[-1].date.isoformat(), len(history.on("2024-03-07"))
        ('2024-02-06-human-capital-priorities', '2024-03-21', 1)
    """

    _members = ("draws",)

    def on(self, date: dt.date | str) -> DrawHistory:
        """Return the draws of one day.

        Args:
            date: a date, or ISO text such as ``"2024-03-07"``.

        Raises:
            InvalidArgumentError: not a date.
        """
        day = read_date("date", date)
        return DrawHistory(draw for draw in self._draws if draw.date == day)

    def select(  # noqa: PLR0913 (each narrows the choice)
        self,
        *,
        stream: str | None = None,
        label: str | None = None,
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        kind: Kind | None = None,
        listing: Listing | None = None,
        occupation: str | None = None,
        version: str = "2021",
        region: str | None = None,
        program: str | None = None,
        language: str | None = None,
        experience: str | None = None,
    ) -> DrawHistory:
        """Return the draws that meet every condition.

        Args:
            stream: the id of a stream.
            label: an occupation group that the target names, such as ``"tech"``.
            since: the first day, as a date or ISO text.
            until: the last day, as a date or ISO text.
            kind: ``"general"`` or ``"targeted"``.
            listing: ``"listed"``, ``"none"`` or ``"unknown"``.
            occupation: a unit group: keeps the listed draws whose list has a pair with it, in any NOC version; never
                general draws, nor those whose list is not known.
            version: the NOC version of the occupation.
            region: a region, or a smaller place by name.
            program: ``"empp"``, ``"redi"`` or ``"regional-pilot"``.
            language: ``"French"``.
            experience: ``"Canadian"`` or ``"foreign"``.

        Raises:
            InvalidArgumentError: an argument that is not one of the allowed values, or not a date.
            InvalidCodeError, UnknownCodeError: the occupation is not a unit group of the version.
            UnknownStreamError, UnknownVersionError: no such stream or version.

        Example:
            >>> import oinp_noc
            >>> history = oinp_noc.draws().select(since="2024-02-01", until="2024-03-31")
            >>> [draw.date.isoformat() for draw in history.select(occupation="21231")]
            ['2024-02-08', '2024-03-21']
        """
        found = _selection.select(
            self._draws,
            Criteria(region=region, program=program, language=language, experience=experience),
            stream=stream,
            label=label,
            since=since,
            until=until,
            kind=kind,
            listing=listing,
            occupation=occupation,
            version=version,
        )
        return DrawHistory(found)

    def latest(self, **filters: Unpack[Filters]) -> Draw | None:
        """Return the last draw that `select` finds with the same arguments, or None if it finds none.

        If several draws of the last day fit, this is the last of them in the order of the history; ``on`` has all.

        Example:
            >>> import oinp_noc
            >>> history = oinp_noc.draws().select(until="2023-12-31")
            >>> history.latest(stream="human-capital-priorities").id
            '2023-12-14-human-capital-priorities'
        """
        found = self.select(**filters)
        return found[-1] if found else None

    def timeline(self, occupation: str, version: str = "2021") -> Timeline:
        """Return each listed draw that targeted an occupation, by date.

        Args:
            occupation: a unit group; lists of other NOC versions count by their pairs with it.
            version: the NOC version of the occupation.

        Returns:
            A `Targeting` for each draw, with the matched codes and their share of the list. The score is in the draw.

        Raises:
            InvalidCodeError, UnknownCodeError, UnknownVersionError: as in `lookup`.

        Example:
            >>> import oinp_noc
            >>> first = oinp_noc.draws().select(since="2021-01-01").timeline("31303")[0]
            >>> first.draw.date.isoformat(), first.matched.codes, round(first.share, 3)
            ('2021-05-11', ('3124', '3125'), 0.087)
        """
        return _statistics.timeline(self._draws, parse_code(occupation, version), version)

    def frequency(self, version: str = "2021", by: Level = "unit group") -> Frequency:
        """Count how often each group was targeted, and when it was first and last.

        Args:
            version: the NOC version of the groups; lists of other versions count by their pairs.
            by: the level to count at: a draw counts once for a group, however many of its unit groups it lists.

        Returns:
            A `Frequency`; draws whose list is not known are counted apart.

        Raises:
            InvalidArgumentError: the version has no such level.
            UnknownVersionError: the packaged data has no such version.

        Example:
            >>> import oinp_noc
            >>> history = oinp_noc.draws().select(since="2023-01-01", until="2023-12-31")
            >>> frequency = history.frequency(by="broad category")
            >>> frequency.listed, frequency.none, frequency.unknown
            (40, 32, 0)
        """
        return _statistics.frequency(self._draws, version, by)

    def overlap_matrix(self, measure: Measure = "jaccard") -> OverlapMatrix:
        """Compare every two listed draws, within a NOC version and across versions.

        Args:
            measure: ``"common"`` counts the common codes (pairs, across versions); ``"jaccard"`` gives the lower and
                the upper bound of the Jaccard index, as in `overlap`.

        Raises:
            InvalidArgumentError: another measure.

        Example:
            >>> import oinp_noc
            >>> matrix = oinp_noc.draws().on("2023-05-09").overlap_matrix(measure="common")
            >>> matrix.rows
            ((56, 2), (2, 53))
        """
        return _statistics.overlap_matrix(self._draws, measure)

    def summary(self, by: Sequence[SummaryKey] = ("year", "stream")) -> Summary:
        """Count draws and invitations.

        Args:
            by: ``"year"``, ``"stream"`` and ``"group"`` (the occupation groups that the targets name), in any order.

        Returns:
            A `SummaryRow` for each combination that occurs, sorted. By group, a draw that names two counts under both.

        Raises:
            InvalidArgumentError: another key.

        Example:
            >>> import oinp_noc
            >>> history = oinp_noc.draws().select(stream="entrepreneur", since="2021-01-01", until="2021-12-31")
            >>> row = history.summary(by=["year"])[0]
            >>> row.key, row.draws, row.invitations
            ((2021,), 3, 61)
        """
        return _statistics.summary(self._draws, by)

    def screen(  # noqa: PLR0913 (what a person can say)
        self,
        code: str,
        *,
        stream: str | None = None,
        score: float | Mapping[str, float] | None = None,
        version: str = "2021",
        region: str | None = None,
        program: str | None = None,
        language: str | None = None,
        experience: str | None = None,
        lang: Lang | None = None,
    ) -> Screenings:
        """Return, for each draw, whether a person fits what was published about it.

        Anything you leave out counts as unknown: if the draw asks for it, the verdict is "cannot tell", never "yes".

        Args:
            code: the unit group of the candidate's occupation.
            stream: the id of a stream; None for every draw of this history.
            score: the candidate's EOI or CRS score. It compares only within one stream, so without ``stream`` it is a
                mapping of stream to score, such as ``{"human-capital-priorities": 450}``. A stream without an entry is
                one for which no score was given.
            version: the NOC version of the code; the pairs decide about lists of another version, and a code that is
                only partly in a list makes "cannot tell".
            region: where the job is, such as ``"northern"``.
            program: the candidate's program, such as ``"empp"``.
            language: ``"French"`` for a French speaker.
            experience: ``"Canadian"`` or ``"foreign"``.
            lang: the language of the reasons; None for that of the context (see `use_language`).

        Returns:
            A `Screening` for each of these draws, by date: ``"yes"`` (the published list and score
            fit), ``"no"`` or ``"cannot tell"``, with reasons.

        Raises:
            InvalidArgumentError: a score that is negative or not a number; a plain number without a stream, or for a
                stream that never published a score; a region, program, language or experience that no draw has; an
                unknown ``lang``.
            InvalidCodeError, UnknownCodeError, UnknownVersionError: as in `lookup`.
            UnknownStreamError: no such stream.

        Example:
            >>> import oinp_noc
            >>> day = oinp_noc.draws().on("2024-03-07")
            >>> for found in day.screen("21231", stream="human-capital-priorities", score=400):
            ...     print(found.verdict, "-", "; ".join(found.reasons))
            no - 21231 is not among the 43 listed; score 400 is within 352–421
        """
        known = Criteria(region=region, program=program, language=language, experience=experience)
        with speaking(lang):
            return _screening.screen(self._draws, known, code=code, version=version, stream=stream, score=score)

    def to_records(self) -> list[dict[str, Any]]:
        """Return the draws as dictionaries of plain values, in the packaged format: dates are ISO text."""
        return [_records.to_record(draw) for draw in self._draws]

    def _sheet(self) -> Sheet:
        return _sheets.of_draws(self._draws)

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._oinp.views import of_history  # noqa: PLC0415 (notebooks alone need it)

        return of_history(self._draws)

    def dump(self, path: str | os.PathLike[str]) -> None:
        """Write the draws to a JSON file of the packaged format: one draw a line; `load` reads it back.

        Args:
            path: where to write; a file that is there is replaced whole or not at all, and keeps its mode. If the path
                is a link, the file that it leads to is replaced.

        Raises:
            OSError: the file could not be written, or the path is not one of a file.
        """
        _files.dump(self._draws, path)

    def add_to(self, path: str | os.PathLike[str], *, on_conflict: Literal["ours", "theirs"] | None = None) -> int:
        """Merge the draws into a JSON file of draws, which is made if there is none.

        Several programs can add to one file at the same time: each waits for the others, if the system can lock a
        folder, and a file that changed in between is refused. So no draw is lost.

        Args:
            path: a file as `dump` writes it.
            on_conflict: which of two draws with one id and different facts to keep, as in `merge`: ``"theirs"`` are
                those of the file.

        Returns:
            How many draws the file did not have before. A file that has them all is left as it is.

        Raises:
            DrawConflictError, InvalidArgumentError: as in `merge`.
            DrawFileError: the file is not of the format, or another program changed it in between.
            OSError: the file could not be read or written.
        """
        return _files.add(path, lambda draws: self.merge(DrawHistory(draws), on_conflict=on_conflict))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> DrawHistory:
        """Read a history from a JSON file of the packaged format.

        Args:
            path: a file as `dump` writes it; ``schemas/draws.schema.json`` of `data_files` describes it.

        Raises:
            DrawFileError: the file is not of the format; the message lists every fault with its place.
            OSError: the file could not be read.
        """
        return cls(_files.load(path))

    def merge(self, other: DrawHistory, *, on_conflict: Literal["ours", "theirs"] | None = None) -> DrawHistory:
        """Join two histories; a draw that both have, with the same facts, is one draw.

        Args:
            other: the other history.
            on_conflict: which of two draws with one id and different facts to keep: ``"ours"`` of this history,
                ``"theirs"`` of the other; None raises.

        Raises:
            DrawConflictError: one id has different facts; the message names both sides.
            InvalidArgumentError: another choice, or not a history.
        """
        if not isinstance(other, DrawHistory):
            message = f"{shown(other)} is not a history: expected DrawHistory([…]) or DrawHistory.load(path)"
            raise InvalidArgumentError(message, value=other)
        return DrawHistory(_merging.merge(self._by_id, other._by_id, on_conflict))
