"""Pattern in, the same pattern out, compiled when it is first used: a text needs a third of the reader's patterns."""

from __future__ import annotations

import re
from typing import cast


class _Uncompiled:
    """A pattern that is compiled at the first question about it; what is asked once is kept on it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> object:
        value = getattr(re.compile(*self._source), name)
        setattr(self, name, value)
        return value


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that `re` compiles at its first use; a wrong one is refused there, so each has a test."""
    return cast("re.Pattern[str]", _Uncompiled(pattern, flags))
