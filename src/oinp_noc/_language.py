"""The language of sentences and errors: chosen for a call, or for a context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from oinp_noc._catalogue import SPOKEN
from oinp_noc._messages import check_choice

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

Lang = Literal["en", "fr"]


class _Spoken:
    """A language that was chosen; leaving it brings back the one before."""

    __slots__ = ("_before",)

    def __init__(self, before: str) -> None:
        self._before = before

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        SPOKEN.set(self._before)


def use_language(lang: Lang) -> AbstractContextManager[None]:
    """Choose the language of sentences and errors, from here on in this context.

    The language is a context variable: a thread begins in English, a task of asyncio in the language of its maker, and
    neither changes that of another. What the package has no French for stays English, and so do the keys of JSON and
    CSV, each ``repr``, and every closed choice such as ``"cannot tell"``, for which `label` has words. `search`,
    `suggest` and pictures have a ``lang`` of their own and ignore this one.

    Args:
        lang: ``"en"``, which is the default, or ``"fr"``.

    Returns:
        A context manager, for those who want the language before back: ``with use_language("fr"): ...``.

    Raises:
        InvalidArgumentError: another language.

    Example:
        >>> import oinp_noc
        >>> with oinp_noc.use_language("fr"):
        ...     oinp_noc.convert("0012").explain()[1]
        'Son statut est « unique » : il n’y a rien à choisir.'
    """
    check_choice("lang", lang, get_args(Lang))
    before = SPOKEN.get()
    SPOKEN.set(lang)
    return _Spoken(before)


def speaking(lang: Lang | None) -> AbstractContextManager[None]:
    """Speak a language for a while; None keeps that of the context."""
    if lang is None:
        return _Spoken(SPOKEN.get())
    return use_language(lang)
