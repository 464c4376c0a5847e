"""What all tests of notices share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oinp_noc._notices.problems import history

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="module")
def _nothing_to_compare_with() -> Iterator[None]:
    """Compare no draw with the packaged ones: made-up texts have figures of their own, and new draws break no test."""
    with pytest.MonkeyPatch.context() as patch:
        nothing = history.sorted_out(())
        patch.setattr(history, "packaged", lambda: nothing)
        yield
