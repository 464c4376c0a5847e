"""The language of sentences and errors: chosen for a call, or for a context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from oinp_noc._catalogue import SPOKEN, marked, say
from oinp_noc._messages import check_choice

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

Lang = Literal["en", "fr"]

LABELS = {
    # levels
    "broad category": marked("broad category"),
    "major group": marked("major group"),
    "sub-major group": marked("sub-major group"),
    "minor group": marked("minor group"),
    "unit group": marked("unit group"),
    # statuses of conversions
    "unique": marked("unique"),
    "continued": marked("continued"),
    "expired": marked("expired"),
    "unrecorded": marked("unrecorded"),
    # verdicts
    "yes": marked("yes"),
    "no": marked("no"),
    "cannot tell": marked("cannot tell"),
    # kinds and listings of draws
    "general": marked("general"),
    "targeted": marked("targeted"),
    "listed": marked("occupations listed"),
    "none": marked("no occupation list"),
    "unknown": marked("occupation list not known"),
    # confidence
    "high": marked("high"),
    "medium": marked("medium"),
    "low": marked("low"),
    # what draws ask for
    "French": marked("French"),
    "Canadian": marked("Canadian"),
    "foreign": marked("foreign"),
    # intake of streams, and who answers an invitation
    "EOI": marked("EOI"),
    "Express Entry": marked("Express Entry"),
    "employer": marked("employer"),
    "applicant": marked("applicant"),
}
"""What the closed choices are called in sentences: most by their own word."""


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
    neither changes that of another. What has no French translation stays English, and so do the keys of JSON and
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
        ...     print(oinp_noc.convert("2173").explain()[-1])
        Le groupe qui convient à une personne dépend du travail qu’elle fait.
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


def label(choice: str, lang: Lang | None = None) -> str:
    """Return what a closed choice is called in sentences, for tables and pages that people read.

    Args:
        choice: a level, a status, a verdict, the kind, listing or confidence of a draw, a language, an experience, an
            intake, or who has to answer, such as ``"unit group"``.
        lang: ``"en"`` or ``"fr"``; None for the language of the context (see `use_language`).

    Raises:
        InvalidArgumentError: no such choice, or another language.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.label("unit group", lang="fr"), oinp_noc.label("cannot tell", lang="fr")
        ('groupe de base', 'impossible à dire')
    """
    check_choice("choice", choice, LABELS)
    with speaking(lang):
        return say(LABELS[choice])


def worded(text: str) -> str:
    """Return the label of a closed choice in the language of the context; any other text as it is."""
    return say(LABELS[text]) if text in LABELS else text


def in_language(english: str, french: str | None) -> str:
    """Return a name in the language of the context; if no French one is known, the English one, and say so."""
    if SPOKEN.get() == "en":
        return english
    return french or say("{name} (no French name is known)", name=english)
