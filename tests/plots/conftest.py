"""What the tests of pictures share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes


@pytest.fixture
def ax() -> Axes:
    """Return axes of the default size, of a figure that pyplot knows nothing of."""
    return Figure().subplots()


@pytest.fixture(autouse=True)
def _no_figure_is_left() -> Iterator[None]:
    plt.close("all")
    yield
    plt.close("all")
