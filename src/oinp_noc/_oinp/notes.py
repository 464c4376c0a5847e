"""What is noted of streams, in the language of the context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._catalogue import SOURCE, SPOKEN

if TYPE_CHECKING:
    from oinp_noc._oinp.streams import StreamNote


def note_text(note: StreamNote) -> str:
    """Return a note in the language of the context; if its French is not known, as it is."""
    return note.text if SPOKEN.get() == SOURCE else _french().get(note.text, note.text)


@_data.once
def _french() -> dict[str, str]:
    notes = (note for row in _data.records("streams") for note in (*row["notes"], *row["gaps"]))
    return {note["text"]: note["text_fr"] for note in notes if note["text_fr"] is not None}
