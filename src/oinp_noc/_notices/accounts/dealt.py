"""Lists of codes in, out with the drafts whose packaged draws have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.accounts.choice import Choice
from oinp_noc._notices.accounts.identified import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._oinp.draw import Draw


class _Listed(NamedTuple):
    """A draft, the packaged draw that it is, and the codes of that."""

    draft: Draft
    known: Draw
    codes: set[str]

    def choice(self, *, against: bool) -> Choice:
        return Choice(self.draft, "list", None, self.known, against)


def dealt(pairs: list[tuple[Draft, Draw]], drafts: list[Draft], lists: list[CodeList]) -> Iterator[Choice]:
    """Take lists from the drafts whose packaged draws have others, and give loose ones to those that have them.

    Args:
        pairs: the drafts that are packaged draws, each with its own.
        drafts: all drafts.
        lists: the lists of codes.
    """
    lists = [found for found in lists[:MOST] if not found.aside]
    owned = ((draft, known, known.occupations) for draft, known in pairs if lists and known.occupations)
    every = [_Listed(draft, known, set(occupations.codes)) for draft, known, occupations in owned]
    for found in lists:
        codes, places = {code.code for code in found.codes}, {code.start for code in found.codes}
        listed = [each for each in every if each.known.version == found.codes[0].version]
        owning = {id(draft) for draft in drafts[:MOST] if draft.codes and places.issuperset(_places(draft))}
        owners = [each for each in listed if id(each.draft) in owning]
        others = [each for each in listed if id(each.draft) not in owning]
        lacking = [each for each in others if not each.draft.codes]
        exact = any(codes == each.codes for each in lacking)
        rest = [{code.code for code in other.codes} for other in lists if other is not found]
        wanted = exact or any(codes <= each.codes for each in lacking)
        yield from _taken(
            codes, [each for each in owners if wanted or any(its <= each.codes for its in rest)], exact=exact
        )
        yield from _parted(codes, owners)
        kept = [each for each in owners if each.draft.codes]
        free = not owning - {id(each.draft) for each in owners if each not in kept}
        alike = {(each.known.date, each.known.labels) for each in kept}
        for each in others:
            beside = (each.known.date, each.known.labels) in alike
            fits = codes == each.codes if kept or exact else codes <= each.codes
            if (free or beside) and fits and codes.isdisjoint(code.code for code in each.draft.codes):
                each.draft.codes = [*each.draft.codes, *found.codes] if each.draft.codes else found.codes
                yield each.choice(against=False)


def _places(draft: Draft) -> Iterator[int]:
    return (code.start for code in draft.codes)


def _taken(codes: set[str], owners: list[_Listed], *, exact: bool) -> Iterator[Choice]:
    """Take a list from those whose draws have others.

    Args:
        codes: the codes of the list.
        owners: the drafts that have it, where another lacks it, or another list is theirs.
        exact: whether it is the whole list of a draw that has none.
    """
    for each in owners:
        if codes != each.codes if exact else codes.isdisjoint(each.codes):
            each.draft.codes = []
            yield each.choice(against=True)


def _parted(codes: set[str], owners: list[_Listed]) -> Iterator[Choice]:
    """Leave to each of several draws, whose lists are one together, the codes of its own."""
    if codes == set[str]().union(*(each.codes for each in owners)):
        for each in owners:
            if each.codes < codes and each.draft.codes:
                each.draft.codes = [code for code in each.draft.codes if code.code in each.codes]
                yield each.choice(against=True)
