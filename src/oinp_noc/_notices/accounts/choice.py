"""What was chosen for a draft among the facts of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.words.lexicon import Fact
    from oinp_noc._oinp.draw import Draw


class Choice(NamedTuple):
    """What was chosen for a draft.

    Attributes:
        draft: the draft.
        kind: the kind of fact, ``list`` or ``draft``, where the text told of none.
        fact: what it has now; None for a list, or for nothing.
        known: the packaged draw that has it so.
        against: whether what stands around the draft says otherwise.
    """

    draft: Draft
    kind: str
    fact: Fact | None
    known: Draw
    against: bool
