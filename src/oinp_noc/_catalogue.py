"""Sentences in the language of the context: marked in the source in English, translated by the packaged catalogues.

A catalogue is a file of gettext, ``locale/fr/LC_MESSAGES/oinp_noc.mo``, which ``tools/translations.py`` compiles from
the ``.po`` beside it. What has no translation stays English. Neither gettext nor a catalogue is read for English.
"""

from __future__ import annotations

import zlib
from contextvars import ContextVar
from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._locks import FIRST_USE
from oinp_noc.errors import DataError

if TYPE_CHECKING:
    from gettext import GNUTranslations

SOURCE = "en"
"""The language of the marked sentences."""

SEAL = 8
"""The length of a catalogue's checksum, which stands behind what gettext reads."""

SPOKEN: ContextVar[str] = ContextVar("oinp_noc_language", default=SOURCE)
"""The language of the context."""


def say(sentence: str, /, **values: object) -> str:
    """Return a sentence in the language of the context, with its values.

    Args:
        sentence: the English sentence, with its values as ``{name}``; in a call, a literal.
        values: the values. They are shown as they are.
    """
    lang = SPOKEN.get()
    # Of "" gettext makes the header of the catalogue.
    text = sentence if lang == SOURCE or not sentence else _catalogue(lang).gettext(sentence)
    return text.format(**values)


def say_number(one: str, many: str, number: int, /, **values: object) -> str:
    """Return a sentence about a number, which is its value ``{number}``, in the singular or plural of the language."""
    lang = SPOKEN.get()
    english = one if number == 1 else many
    text = english if lang == SOURCE else _catalogue(lang).ngettext(one, many, number)
    return text.format(number=number, **values)


def marked(sentence: str) -> str:
    """Mark an English text of a table for translation; `say` translates it where it is said."""
    return sentence


@_data.once
def _catalogue(lang: str) -> GNUTranslations:
    with FIRST_USE:
        from gettext import GNUTranslations  # noqa: PLC0415 (no English sentence needs it)
        from io import BytesIO  # noqa: PLC0415

    path = f"{lang}/LC_MESSAGES/oinp_noc.mo"
    whole = _data.packed("locale", path)
    content, seal = whole[:-SEAL], whole[-SEAL:]
    if seal != f"{zlib.crc32(content):08x}".encode():
        message = f"{path} is damaged: it does not end in the checksum of what it says; reinstall oinp-noc"
        raise DataError(message, value=path)
    return GNUTranslations(BytesIO(content))
