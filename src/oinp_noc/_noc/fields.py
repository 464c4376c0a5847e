"""Unit groups as fields of other people's classes: Pydantic models, and attrs classes by way of cattrs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

import attrs

from oinp_noc._locks import FIRST_USE
from oinp_noc._noc.classification import check_version, unit_digits, unit_positions
from oinp_noc._noc.codes import parse_code

if TYPE_CHECKING:
    from cattrs import Converter


@attrs.frozen
class UnitGroup:
    """A field that holds the code of a unit group: text that `parse_code` reads, kept as the classification prints it.

    Use it in an annotation: ``Annotated[str, UnitGroup(version="2016")]``; ``NocCode`` is the one for NOC 2021.
    Pydantic validates such a field and gives it a JSON schema. The converter of `converter` structures it.

    Args:
        version: the NOC version of the codes.

    Attributes:
        version: the NOC version of the codes.

    Raises:
        UnknownVersionError: when a class with the field is defined (with cattrs, when it is first structured): the
            packaged data has no such version.

    Example:
        >>> from typing import Annotated
        >>> from pydantic import BaseModel
        >>> import oinp_noc
        >>> class Person(BaseModel):
        ...     noc: oinp_noc.NocCode
        ...     noc_2016: Annotated[str, oinp_noc.UnitGroup("2016")]
        >>> Person(noc="NOC 21231", noc_2016="2173")
        Person(noc='21231', noc_2016='2173')
    """

    __module__ = "oinp_noc"

    version: str = "2021"

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Any:  # noqa: ANN401 (Pydantic's)
        """Return how Pydantic validates the field."""
        with FIRST_USE:
            from pydantic_core import core_schema  # noqa: PLC0415 (Pydantic asks)

        check_version(self.version)
        return core_schema.no_info_plain_validator_function(partial(parse_code, version=self.version))

    def __get_pydantic_json_schema__(self, schema: object, handler: Any) -> dict[str, Any]:  # noqa: ANN401 (Pydantic's)
        """Return the JSON schema of the field: what is read is a text, what is written is a code."""
        described = {
            "type": "string",
            "description": f"A unit group of NOC {self.version}",
            "examples": [next(iter(unit_positions(self.version)))],
        }
        if handler.mode == "validation":
            return described
        return {**described, "pattern": f"^[0-9]{{{unit_digits(self.version)}}}$"}


NocCode = Annotated[str, UnitGroup(version="2021")]
"""A field that holds the code of a unit group of NOC 2021."""


def converter() -> Converter:
    """Return a new cattrs converter that structures and unstructures the public values.

    For classes of your own that hold values of this library, and fields annotated with `UnitGroup`. It is strict with
    our values, as ``from_dict`` is, and a ``cattrs.preconf.json`` converter for the rest. Register more hooks as you
    like: each call returns a converter of its own.

    Returns:
        A ``cattrs.Converter``.

    Example:
        >>> import oinp_noc
        >>> converter = oinp_noc.converter()
        >>> converter.structure(["NOC 21231", "21232"], list[oinp_noc.NocCode])
        ['21231', '21232']
        >>> wishes = {"first": oinp_noc.OccupationSet(["21231"])}
        >>> converter.unstructure(wishes)
        {'first': {'version': '2021', 'codes': ['21231']}}
        >>> converter.structure(converter.unstructure(wishes), dict[str, oinp_noc.OccupationSet]) == wishes
        True
    """
    with FIRST_USE:
        from oinp_noc._answers.plain import users  # noqa: PLC0415 (imports cattrs)

    made = users()

    def structure(of: Any) -> Any:  # noqa: ANN401 (an annotation)
        (field,) = (mark for mark in get_args(of) if isinstance(mark, UnitGroup))
        check_version(field.version)
        return lambda value, _: parse_code(value, field.version)

    made.register_structure_hook_factory(_is_field, structure)
    return made


def _is_field(of: object) -> bool:
    return get_origin(of) is Annotated and any(isinstance(mark, UnitGroup) for mark in get_args(of))
