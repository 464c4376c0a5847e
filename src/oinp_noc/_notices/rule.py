"""What a rule is by which a number is known for what it counts."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """How a number is known.

    Attributes:
        name: what the rule is called.
        kind: what the number is: ``count`` (invitations), ``people``, ``share`` (of a number before), ``score``,
            ``size`` (of a list), ``rounds`` or ``other``.
        pattern: over names; the group ``n`` is the number, ``m`` the second of a range.
        example: a text in which the rule is needed.
        needs: names of which the sentence must have one.
    """

    name: str
    kind: str
    pattern: str
    example: str
    needs: tuple[str, ...] = ()
