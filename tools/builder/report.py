"""What a run of the builder refused."""

from __future__ import annotations

import attrs


@attrs.frozen
class Report:
    """The faults found, each with its place: a file and a line. A run with faults writes nothing."""

    faults: list[str] = attrs.Factory(list)

    def check(self, holds: object, fault: str) -> None:
        """Note a fault unless the condition holds."""
        if not holds:
            self.faults.append(fault)
