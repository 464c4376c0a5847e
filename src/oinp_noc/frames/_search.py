"""Columns of job titles as columns of codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oinp_noc._messages import shown
from oinp_noc._noc.classification import classification
from oinp_noc._titles.exact import exact
from oinp_noc._titles.search import search as search_title
from oinp_noc._titles.through import titles_for
from oinp_noc.errors import FrameError
from oinp_noc.frames._columns import FrameT, attach, check_names, check_new, is_missing
from oinp_noc.frames._engines.answers import Answers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc._language import Lang
    from oinp_noc._titles.match import Match
    from oinp_noc.frames._engines.answers import Row

_FEW = 5  # matches, to see whether the best is alone


def search(  # noqa: PLR0913 (as in convert)
    frame: FrameT,
    column: str,
    *,
    lang: Lang | None = None,
    version: str = "2021",
    name: str | None = None,
    suffix: str = "",
) -> FrameT:
    """Find the unit groups behind a column of job titles, as `oinp_noc.search` does.

    Each distinct text is searched once. For DuckDB and Spark, the distinct values of the column are read at once.

    Args:
        frame: a data frame.
        column: the column of titles: text, or categories of text.
        lang: the language of the titles; None for both.
        version: the NOC version of the groups.
        name: the name of the new column of codes; by default ``noc_`` and the version, such as ``"noc_2021"``.
        suffix: is appended to the name of every new column.

    Returns:
        The frame with four new columns: the code of the best match, text; ``matched``, the title that matched, text;
        ``kind``, how it matched, text, as in a `Match`; ``score``, a float. If several groups match equally well, the
        code is null and ``kind`` is ``"ambiguous"``; if none matches, ``"no match"``. Nulls stay null.

    Raises:
        FrameError: not a frame of a known engine; no such column; a column that is not text; a name that is taken.
        InvalidArgumentError: an unknown language.
        MissingExtraError: the extra ``dataframe``, or ``search`` for what is not an exact title, is not installed.
        UnknownVersionError: the packaged data has no such version.
        VersionMismatchError: no titles lead to that version, or none in that language.

    Example:
        >>> import oinp_noc, polars
        >>> jobs = polars.DataFrame({"job": ["web developer", "infirmière clinicienne"]})
        >>> oinp_noc.frames.search(jobs, "job").select("noc_2021", "kind").rows()
        [('21234', 'exact title'), ('31301', 'exact title')]
    """
    check_new(suffix=suffix)
    if name is not None:
        check_new(name=name)
        check_names(("matched", "kind", "score"), [name])
    classification(version)  # raises for an unknown version
    search_title("nurse", lang=lang, version=version, limit=1)  # raises for a language without titles

    def rule(text: object) -> list[Row]:
        return [_found(text, lang, version)]

    answers = Answers(
        keys=(column,),
        columns={
            f"{name or f'noc_{version}'}{suffix}": "text",
            f"matched{suffix}": "text",
            f"kind{suffix}": "text",
            f"score{suffix}": "number",
        },
        expected=(),
        version=version,
        rule=rule,
        as_codes=False,
        refuse=lambda values: _refused(column, values),
    )
    return attach(frame, answers)


def _found(text: object, lang: Lang | None, version: str) -> Row:
    if is_missing(text):
        return (None, None, None, None)
    # Only the groups asked for count: a code is found in every version and level.
    found = _matches(text, lang, version) if isinstance(text, str) and text.strip() else ()
    matches = [each for each in found if each.group.version == version and each.group.level == "unit group"]
    if not matches:
        return (None, None, "no match", None)
    best, others = matches[0], matches[1:]
    if any((other.kind, other.score) == (best.kind, best.score) for other in others):
        return (None, None, "ambiguous", best.score)
    return (best.group.code, best.title, best.kind, best.score)


def _matches(text: str, lang: Lang | None, version: str) -> Iterable[Match]:
    """Find the best few matches; of an exact title, nothing else is looked for."""
    titled, langs = titles_for(version, lang)
    exactly = exact(text, version, langs) if titled == version and not any(map(str.isdigit, text)) else []
    return [hit.match for hit in exactly] or search_title(text, lang=lang, version=version, limit=_FEW)


def _refused(column: str, values: Iterable[Any]) -> FrameError | None:
    others = [value for value in values if not isinstance(value, str) and not is_missing(value)]
    if not others:
        return None
    message = f"{column} has cells that are not text, such as {shown(others[0])}: expected job titles"
    return FrameError(message, value=others[0])
