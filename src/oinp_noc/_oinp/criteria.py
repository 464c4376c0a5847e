"""What a draw asks for besides an occupation and a score."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from oinp_noc import _data
from oinp_noc._catalogue import marked
from oinp_noc._messages import invalid_choice
from oinp_noc._oinp.checks import check_flag, check_text

Kind = Literal["general", "targeted"]
Listing = Literal["listed", "none", "unknown"]
Confidence = Literal["high", "medium", "low"]

PROGRAMS = {
    "empp": marked("the Economic Mobility Pathways Project"),
    "redi": marked("the Regional Economic Development through Immigration pilot"),
    "regional-pilot": marked("the Regional Immigration Pilot"),
}
REGIONS = {
    "central": marked("Central Ontario outside the Greater Toronto Area"),
    "eastern": marked("Eastern Ontario"),
    "gta": marked("the Greater Toronto Area"),
    "northern": marked("Northern Ontario"),
    "southwestern": marked("Southwestern Ontario"),
}
"""The regions that draws are for. A smaller place is given by its own name."""

_NAMED = {
    "region": tuple(REGIONS),
    "program": tuple(PROGRAMS),
    "language": ("French",),
    "experience": ("Canadian", "foreign"),
}


@attrs.frozen(kw_only=True)
class Criteria:
    """The criteria of a draw, or what is known of a candidate.

    Attributes:
        region: where the job is: a region, or a smaller place by name.
        program: the program, such as ``"empp"``.
        language: ``"French"``.
        experience: the work experience, ``"Canadian"`` or ``"foreign"``.
        job_offer: True if there is a job offer in Ontario.
    """

    region: str | None = None
    program: str | None = None
    language: str | None = None
    experience: str | None = None
    job_offer: bool | None = None

    def stated(self) -> dict[str, Any]:
        """Return the criteria that are not None."""
        values = {name: getattr(self, name) for name in NAMES}
        return {name: value for name, value in values.items() if value is not None}

    def checked(self, *others: Criteria) -> Criteria:
        """Return these criteria if each value is one that a draw can ask for.

        Args:
            others: draws of the user's own, whose values count as known.

        Raises:
            InvalidArgumentError: a value that no draw has.
        """
        for name, value in self.stated().items():
            known = {each for other in others if (each := getattr(other, name)) is not None}
            if not isinstance(value, str | bool) or value not in known | _choices(name):
                raise invalid_choice(name, value, sorted(known | _choices(name)))
        return self


NAMES = tuple(field.name for field in attrs.fields(Criteria))


def field_names(draw: type[Criteria]) -> tuple[str, ...]:
    """Return the fields of a kind of draw in the order of records: the criteria come before the invitations."""
    own = [field.name for field in attrs.fields(draw) if field.name not in NAMES]
    place = own.index("invitations")
    return (*own[:place], *NAMES, *own[place:])


def check_criteria(criteria: Criteria) -> None:
    """Accept what a draw can ask for: a known name, or a new name that is not a misspelt known one.

    Raises:
        InvalidArgumentError: another value.
    """
    for name, value in criteria.stated().items():
        if name == "job_offer":
            check_flag(name, value)
        else:
            check_text(name, value)
            if value not in _NAMED[name] and value.casefold() in map(str.casefold, _NAMED[name]):
                raise invalid_choice(name, value, _NAMED[name])


@_data.once
def _choices(criterion: str) -> set[str | bool]:
    """Return the values that are known: those with a name of their own, and those of the packaged draws."""
    named = (False, True) if criterion == "job_offer" else _NAMED[criterion]
    return {*named, *(record[criterion] for record in _data.records("draws"))} - {None}
