"""Folding: job titles as words that compare, whatever their case, accents, plurals and genders.

The titles are folded when the data is built and a query when it is asked, both here, so that they cannot differ.
"""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

# What Unicode does not take apart, and its dashes.
_LETTERS = {
    **str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"}),
    **dict.fromkeys(range(0x2010, 0x2016), "-"),
}

# Patterns are text, which the re module compiles at first use: a search uses those of its language.
_WORD = r"[^\W_]+"
_INITIALS = r"(?<![^\W_])(?:[^\W\d_]\.-?)+[^\W\d_]\b\.?"  # R.N., P.-D.G.
_APOSTROPHES = r"['`\u00b4\u02bc\u2018\u2019]"
_EXCEPTIONS = r"[(-] ?(?:except|excluding|sauf)\b[^)]*\)?"  # what a title says that it does not mean
_ASIDE = r"\s[-\u2010-\u2015(\[{]|[-\u2010-\u2015]\s|[,:;|\n]"
_LONGEST_REPEAT = 5  # words of a title that is written out in both genders: président-directeur général/présidente-…

_MOST_WORDS = 40  # of a text that is being typed
_TOO_SHORT = 3  # letters, for a plural

# What French writing hangs on a word for the other gender: préposé(e), caissier/ère, agent.e.s, directeur·trice.
_FEMININE = "e|ne|le|se|te|ve|re|ere|iere|euse|ice|rice|trice|enne|ienne|onne|esse"


class Language:
    """How the titles of one language fold."""

    __slots__ = ("apostrophe", "aside", "first_gender", "plural_letters", "second_gender", "singular", "small_words")

    def __init__(  # noqa: PLR0913 (a language has this many ways of its own)
        self,
        *,
        aside: str,
        second_gender: str,
        first_gender: str,
        apostrophe: str,
        small_words: str,
        singular: Callable[[str], str],
        plural_letters: tuple[str, ...],
    ) -> None:
        self.aside = aside
        self.second_gender = second_gender
        self.first_gender = first_gender
        self.apostrophe = apostrophe
        self.small_words = frozenset(small_words.split())
        self.singular = singular
        self.plural_letters = plural_letters  # of plurals that replace an ending: utilities, foremen, journaux


def plain(text: str) -> str:
    """Take case, accents, ligatures and the dots of initials away from a text."""
    text = text.casefold()
    if not text.isascii():
        text = normalize("NFKD", text).casefold()  # again: a letter in a circle is unfolded only now
        text = "".join(letter for letter in text if not combining(letter)).translate(_LETTERS)
    return re.sub(_INITIALS, lambda initials: re.sub(r"[.-]", "", initials[0]), text) if "." in text else text


def tokens(text: str, lang: str) -> list[str]:
    """Split a text into its words, without accents but otherwise as written, the small ones among them."""
    return _split(plain(text), lang)


def first_part(text: str, lang: str) -> str:
    """Return the words of a text before the first small one that follows some: the driver of a driver for a company."""
    small = LANGUAGES[lang].small_words
    found = list(dropwhile(small.__contains__, tokens(text, lang)))
    return " ".join(takewhile(lambda token: token not in small, found))


def parts(text: str, lang: str) -> tuple[str, str]:
    """Split a text where it turns aside: at a dash, comma, colon or bracket, or in English a slash.

    Returns:
        The part before, which says who it is about, and the rest.
    """
    if _is_bare(text):
        return text, ""
    before, _, after = re.sub(LANGUAGES[lang].aside, "\n", text, count=1).partition("\n")
    return before, after


def words(text: str, lang: str) -> list[str]:
    """Split a text into the words that count, in the singular."""
    text = plain(text)
    return _counted(_split(text if _is_bare(text) else re.sub(_EXCEPTIONS, " ", text), lang), lang)


def fold(text: str, lang: str, forms: Mapping[str, str]) -> list[str]:
    """Fold a text: two texts that mean the same title give the same words.

    Args:
        text: a title or a query.
        lang: its language, which has its own plurals and small words.
        forms: the feminine words, each with its masculine word.

    Returns:
        The words in order, in the singular and in one gender; none if the text has no word that counts.

    Example:
        >>> from oinp_noc._folding import fold
        >>> fold("Infirmiers/infirmières en chef", "fr", {"infirmiere": "infirmier"})
        ['infirmier', 'chef']
    """
    return _without_repeats([forms.get(word, word) for word in words(text, lang)])


def fold_start(text: str, lang: str, forms: Mapping[str, str]) -> Iterator[tuple[list[str], str]]:
    """Fold a text that is being typed, whose last word may be cut anywhere.

    Yields:
        The words before the last that counts, and what there is of that one, as it stands; then, where it may become
        a plural that is folded otherwise, the same without its last letter; then, where it may become a small word,
        the same without it. Nothing if the text has no words, or more than twice as many as the longest title.
    """
    language = LANGUAGES[lang]
    found = tokens(text, lang)
    found = found if len(found) <= _MOST_WORDS else []
    while len(found) > 1 and found[-1] in language.small_words:
        found.pop()
    while found:
        *whole, start = found
        folded = _without_repeats([forms.get(word, word) for word in _counted(whole, lang)])
        yield folded, start
        if len(start) > _TOO_SHORT and start.endswith(language.plural_letters):
            yield folded, start[:-1]
        found = whole if any(word.startswith(start) for word in language.small_words) else []


def _is_bare(text: str) -> bool:
    """Return True if a text is letters, digits and spaces: no pattern has anything to find, and none is compiled."""
    text = text.replace(" ", "")
    return not text or text.isalnum()


def _split(text: str, lang: str) -> list[str]:
    if _is_bare(text):
        return text.split()
    language = LANGUAGES[lang]
    text = re.sub(language.second_gender, language.first_gender, text)
    return re.findall(_WORD, re.sub(_APOSTROPHES, language.apostrophe, text))


def _counted(found: Sequence[str], lang: str) -> list[str]:
    language = LANGUAGES[lang]
    return [language.singular(token) for token in found if token not in language.small_words]


def _without_repeats(found: Sequence[str]) -> list[str]:
    """Leave out what is said twice running: directeur général/directrice générale, once both genders are one."""
    kept: list[str] = []
    position = 0
    while position < len(found):
        kept.append(found[position])
        position += 1
        for length in range(1, min(_LONGEST_REPEAT, len(kept)) + 1):
            while found[position : position + length] == kept[-length:]:
                position += length
    return kept


def _english_singular(word: str) -> str:
    if word.endswith("men"):
        return word[:-2] + "an"
    if len(word) <= _TOO_SHORT or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("ies", "ie")):
        return word.removesuffix("s")[:-2] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("oe") else word.removesuffix("s")


def _french_singular(word: str) -> str:
    if len(word) <= _TOO_SHORT:
        return word
    if word.endswith("aux"):
        return word[:-1] if word.endswith("eaux") else word[:-2] + "l"
    return word[:-1] if word.endswith(("s", "x")) else word


LANGUAGES = {
    "en": Language(
        aside=_ASIDE + "|/",
        second_gender=r"(m[ae]n|master)/(?:wom[ae]n|mistress)\b",
        first_gender=r"\1",
        apostrophe="",
        small_words="a an and at by for from in of on or the to with",
        singular=_english_singular,
        plural_letters=("e", "i"),
    ),
    "fr": Language(
        aside=_ASIDE + "| / ",  # a slash between letters parts the genders
        second_gender=rf"(?<=[^\W\d_]{{2}})[(./·•‧-](?:{_FEMININE})\)?(?:[./·•‧-]?s)?\)?(?![^\W_])",
        first_gender="",
        apostrophe=" ",
        small_words="a au aux avec chez d dans de des du en et l la le les ou par pour sur un une",
        singular=_french_singular,
        plural_letters=("u",),
    ),
}
"""The languages that titles are known in; each folds by rules of its own."""
