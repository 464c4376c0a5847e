"""The base of the public values: where they live, their plain form, and what Pydantic asks them.

Nothing is imported here: a value costs what it costs, until somebody asks for its plain form.
"""

from __future__ import annotations

from abc import abstractmethod

from oinp_noc._locks import FIRST_USE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Self

    from oinp_noc._answers.frames import Backend
    from oinp_noc._answers.sheets import Sheet

_PACKAGE = "oinp_noc"


class Value:
    """A public value.

    A subclass may say, in class attributes without annotations (which attrs would take for fields):

    * ``_members``: what its plain form has, by name and in order: a public attribute, or the private one of that name.
      By default all public fields.
    * ``_key``: which of them are needed to make it anew, as arguments of ``_found``. By default those that are fields.
      What else is given is compared with the value that was made.
    * ``_readers``: pairs of a name and a function that reads what is given there, for what its type does not say.
    * ``_is_beside_version``: True if its plain form inside a value with a version of its own leaves the version out.
    """

    __slots__ = ()

    _home = __name__
    _members: tuple[str, ...] = ()
    _key: tuple[str, ...] = ()
    _readers: tuple[tuple[str, object], ...] = ()
    _is_beside_version = False

    def __init_subclass__(cls) -> None:
        # Public classes say that they are of the public package, so that pickles outlive a move. The names in their
        # annotations stand in the module where they are defined. (attrs makes a class twice, for its slots.)
        if "_home" in vars(cls):
            return
        cls._home = cls.__module__
        if cls._home.startswith(f"{_PACKAGE}."):
            cls.__module__ = cls._home.partition("._")[0]

    def to_dict(self) -> dict[str, Any]:
        """Return the value in plain JSON types: texts, numbers, booleans, None, lists and dictionaries.

        ``schemas/values.schema.json`` of `data_files` describes the result. Prefer it to ``attrs.asdict``, which also
        returns private fields and objects that JSON does not have.

        Returns:
            A dictionary with the public fields. Dates are ISO text, and an `OccupationSet` is its version and codes (in
            a value that has a version, only the codes).

        Example:
            >>> import oinp_noc
            >>> oinp_noc.OccupationSet(["21232", "21231"]).to_dict()
            {'version': '2021', 'codes': ['21231', '21232']}
        """
        with FIRST_USE:
            from oinp_noc._answers.plain import written  # noqa: PLC0415 (imports cattrs)

        return written(self)

    def _repr_html_(self) -> str | None:
        """Return the value as an HTML table, for notebooks; None if its repr has to do."""
        sheet = self._view()
        if sheet is None:
            return None
        with FIRST_USE:
            from oinp_noc._answers.html import table  # noqa: PLC0415 (notebooks alone need it)

        return table(sheet)

    def _view(self) -> Sheet | None:
        """Return the value as a sheet for people, in the language of the context; None if it is not worth one."""
        return None

    @classmethod
    def _found(cls, key: dict[str, Any]) -> Self:
        """Make the value that the key of a plain form describes."""
        return cls(**key)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:  # noqa: ANN401 (Pydantic's)
        with FIRST_USE:
            from oinp_noc._answers.models import core_schema  # noqa: PLC0415 (imports Pydantic, which is here already)

        return core_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: object, handler: Any) -> Any:  # noqa: ANN401 (Pydantic's)
        with FIRST_USE:
            from oinp_noc._answers.models import json_schema  # noqa: PLC0415 (imports Pydantic)

        return json_schema(cls, handler)


class Readable(Value):
    """A public value that can be read from its plain form."""

    __slots__ = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read the value from plain JSON types, as `to_dict` returns them.

        Nothing is coerced: a number is not accepted for a text. A field may be left out if it has a default, or if the
        packaged tables have it; a field that contradicts the others or the tables is refused.

        Args:
            data: a dictionary of plain values.

        Returns:
            The value; ``from_dict(value.to_dict()) == value``.

        Raises:
            InvalidArgumentError: the data does not describe such a value; the message lists every fault with its place.

        Example:
            >>> import oinp_noc
            >>> oinp_noc.OccupationSet.from_dict({"version": "2021", "codes": ["21231"]})
            OccupationSet(['21231'], version='2021')
        """
        with FIRST_USE:
            from oinp_noc._answers.plain import read  # noqa: PLC0415 (imports cattrs)

        return read(cls, data)


class Tabular(Value):
    """A public value that is also a table."""

    __slots__ = ()

    def to_frame(self, backend: Backend = "pandas") -> Any:  # noqa: ANN401 (of any engine)
        """Return the value as a data frame. ``docs/economist.md`` lists the columns.

        Args:
            backend: ``"pandas"``, ``"polars"``, ``"pyarrow"`` or ``"duckdb"`` (a relation of the default connection).

        Returns:
            A frame of that engine. Its column types do not depend on the rows. In pandas, dates are ``datetime64``,
            whole numbers ``Int64`` and booleans ``boolean``, so that gaps stay gaps; elsewhere dates are dates.

        Raises:
            InvalidArgumentError: another backend.
            MissingExtraError: the extra ``dataframe``, or the engine, is not installed.

        Example:
            >>> import oinp_noc
            >>> day = oinp_noc.draws().on("2024-03-07")
            >>> day.summary(by=["stream"]).to_frame("polars").select("stream", "draws", "invitations").rows()
            [('human-capital-priorities', 1, 2104)]
        """
        with FIRST_USE:
            from oinp_noc._answers.frames import frame  # noqa: PLC0415 (few callers need it)

        return frame(self._sheet(), backend)

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._answers.sheets import said  # noqa: PLC0415 (notebooks alone need it)

        return said(self._sheet())

    @abstractmethod
    def _sheet(self) -> Sheet:
        """Return the value as a sheet."""
