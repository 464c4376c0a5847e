"""Notices beside other draws than the packaged ones."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

from oinp_noc._notices.accounts import lookup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc import Draw


@contextmanager
def beside(draws: Iterable[Draw]) -> Iterator[None]:
    """Read notices beside some draws, as if they were the packaged ones."""
    sorted_out = lookup.sorted_out(draws)
    with patch.object(lookup, "packaged", lambda: sorted_out):
        yield
