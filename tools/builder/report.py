"""What a run of the builder mended, and what it refused."""

from __future__ import annotations

from collections import Counter

import attrs


@attrs.frozen
class Report:
    """Counts of what was cleaned, by a name that a reader understands, and the faults found."""

    cleaned: Counter[str] = attrs.Factory(Counter)
    faults: list[str] = attrs.Factory(list)

    def clean(self, what: str, times: int = 1) -> None:
        """Count one thing that was mended."""
        self.cleaned[what] += times

    def check(self, holds: object, fault: str) -> None:
        """Note a fault unless the condition holds; a run with faults writes nothing."""
        if not holds:
            self.faults.append(fault)
