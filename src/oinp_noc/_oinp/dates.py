"""Reading dates from arguments."""

from __future__ import annotations

import datetime as dt

from oinp_noc._catalogue import say
from oinp_noc._messages import shown
from oinp_noc.errors import InvalidArgumentError


def read_date(argument: str, value: dt.date | str) -> dt.date:
    """Read a date, or ISO text; of a datetime, the day."""
    try:
        if isinstance(value, dt.date):
            return dt.date(value.year, value.month, value.day)  # pandas has a datetime without a day, NaT
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        message = say(
            "{argument}={value}: expected a date, or ISO text such as '2024-03-07'",
            argument=argument,
            value=shown(value),
        )
        raise InvalidArgumentError(message, value=value) from None


def day(text: str | None) -> dt.date | None:
    """Read a date of the packaged data, if there is one."""
    return None if text is None else dt.date.fromisoformat(text)
