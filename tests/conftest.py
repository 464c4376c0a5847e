"""What the tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# Tests run in parallel on small machines: a slow example is no fault there.
settings.register_profile("oinp_noc", deadline=None)
settings.load_profile("oinp_noc")


@pytest.fixture
def sources() -> Path:
    """Return the folder of raw tables, which lies beside the project where its data is built."""
    folder = SHARED / "sources"
    if not folder.is_dir():
        pytest.skip("the raw tables (../shared/sources) are not here")
    return folder


@pytest.fixture
def project() -> Path:
    """Return the project's folder."""
    return ROOT
