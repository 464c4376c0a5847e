"""Pictures as files."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, cast

from oinp_noc._catalogue import say
from oinp_noc.cli.stdio import reason
from oinp_noc.errors import InvalidArgumentError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def save(draw: Callable[[], object], file: str) -> None:
    """Draw a picture, and write it to a file of the format that its name says; the file is there whole or not at all.

    Raises:
        InvalidArgumentError: a name without a known ending, or a file that cannot be written.
        MissingExtraError: matplotlib is not installed.
    """
    try:
        from matplotlib import pyplot as plt  # noqa: PLC0415 (an extra)
    except ImportError as error:
        message = say("pictures need the extra 'plot': pip install 'oinp-noc[plot]'")
        raise MissingExtraError(message, value="plot") from error
    plt.switch_backend("agg")  # no window, whatever the settings
    figure = cast("Figure", cast("Axes", draw()).figure)
    known = figure.canvas.get_supported_filetypes()
    ending = Path(file).suffix[1:].lower()
    if ending not in known:
        message = say(
            "--plot {file}: expected a file whose name ends in one of {endings}",
            file=file,
            endings=", ".join(f".{each}" for each in sorted(known)),
        )
        raise InvalidArgumentError(message, value=file)
    content = io.BytesIO()
    figure.savefig(content, format=ending)
    plt.close(figure)
    try:
        Path(file).write_bytes(content.getvalue())
    except OSError as error:
        message = say("{file} cannot be written: {why}", file=file, why=reason(error))
        raise InvalidArgumentError(message, value=file) from error
