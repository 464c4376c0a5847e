"""The reference tables as frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oinp_noc._answers.frames import frame
from oinp_noc._reference import REFERENCE
from oinp_noc.frames._columns import check_choice

if TYPE_CHECKING:
    from oinp_noc._answers.frames import Backend
    from oinp_noc._reference import TableName


def table(name: TableName, backend: Backend = "pandas") -> Any:  # noqa: ANN401 (of any engine)
    """Return a reference table as a data frame, tidy: one row a thing, one column a fact.

    Args:
        name: ``"groups"``: the groups of every version and level. ``"pairs"``: the pairs of every version with the
            next, those of `convert`. ``"draws"``: the draws with their criteria. ``"draw_occupations"``: a row for
            each draw and each unit group of its list, also of the known part of an unknown list. ``"titles"``: the
            example titles. ``docs/data.md`` lists the others: what streams, occupation groups and their editions have.
        backend: ``"pandas"``, ``"polars"``, ``"pyarrow"`` or ``"duckdb"`` (a relation of the default connection).

    Returns:
        A frame of that engine. ``groups`` has version, code, level, parent, title, title_fr, title_fr_status,
        skill_level (text) and teer (an integer); ``pairs`` has version, source, to, target, relation (text),
        is_successor and is_partial (booleans); ``draws`` has id, stream, kind, version, listing, target, region,
        program, language, experience, score_scale, confidence, note (text), date, profiles_from, profiles_to (dates),
        job_offer, labels_contradicted (booleans), invitations, score_min and score_max (integers), labels and sources
        (lists of text); ``draw_occupations`` has draw, version, code, listing (text) and outside_gta (a boolean);
        ``titles`` has version, code, lang and title (text).

    Raises:
        InvalidArgumentError: another table or backend.
        MissingExtraError: the extra ``dataframe``, or the engine, is not installed.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.frames.table("pairs", backend="polars").columns[:5]
        ['version', 'source', 'to', 'target', 'relation']
    """
    check_choice("name", name, REFERENCE)
    return frame(REFERENCE[name].sheet(), backend)
