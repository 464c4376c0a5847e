"""Drafts with their lists in, the same out, with the lists of which the text only says that they are as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import same
from oinp_noc._notices.draws.beside import stated
from oinp_noc._notices.draws.drafts import Draft, has
from oinp_noc._notices.draws.numbered import begins_with_number
from oinp_noc._notices.draws.owners import may_be_listed
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.words.lexicon import search, vocabulary

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Settled
    from oinp_noc._notices.tree.digits import Found
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_MOST = 64  # draws that are looked at


_SAME = compiled(
    r"\b(?:(?:the same|les memes) (?:two|three|four|five|six|seven|eight|nine|ten|[a-z]{3,5}teen|twenty|[0-9]{1,2}"
    r"|deux|trois|quatre|cinq|sept|huit|neuf|dix)(?=[^a-z0-9%$ ]| (?:for|as|that|again|once)\b)"
    r"|(?:same|memes) (?:[a-z-]{3,16}|[0-9]{1,2}) (?:(?:target|targeted|eligible|priority|noc) )?"
    r"(?:occupations|codes|nocs|jobs|roles|professions|metiers|emplois)\b"
    r"|(?:they|these|all) (?:are|were) (?:the ones|those) (?:of|from|that|which|it|ontario|used|targeted|named)\b"
    r"|ce (?:sont|etaient) (?:celles|ceux) (?:du|de|des|que)\b)"
    r"|\b(?:occupations|nocs?|codes|jobs|list|professions|metiers|emplois|liste)"
    r" (?:were|are|was|is|sont|etai(?:en)?t|est) (?:those|the ones|that|celles?|ceux)"
    r" (?:of|from|on|in|used|du|de|des)\b"
    r"|: (?:(?:the )?same(?: as (?:above|before))?|(?:as|see) above|ditto|idem|(?:les )?memes|voir ci-dessus)"
    r"(?:\W*\Z|,? (?:plus|minus|less|and|with|without|except|but|moins|sans|sauf|avec|et)\b)"
    r"|\b(?:occupations|nocs?|codes|jobs|list|professions|cnp|metiers|emplois|liste)(?: (?:codes|visee?s|admissibles))?"
    r" ?(?:[:-] )?(?:(?:were|are|was|is|sont|etaient|est|n'etaient) )?(?:not |pas )?"
    r"(?:(?:the )?(?:same|identical|as) (?:as |to )?(?:for|in|on|under|above|those|that|(?:of )?the)\b"
    r"|(?:les |la )?(?:memes?|identiques?) (?:que|a|au|aux)\b"
    r"|(?<=: )(?:the )?same as (?!usual|always|ever)"
    r"|(?<=[:-] )(?:the |les )?(?:[a-z]{3,9} |[0-9]{1,2} )?(?:listed|named|given|shown|printed|indiquee?s|enumeree?s)"
    r" (?:above|under|in|for|at|sous|au|ci-dessus|dans|pour)\b)"
)
_UNDER = compiled(
    r"\b(?:under|in|at|draw|sous|au|point|section|tirage)\s(?:no\.?\s|#)?(?P<number>[0-9]{1,2}|[a-h])\b(?!\s[a-z])"
)
_NOT = compiled(r"\b(?:not|pas) (?:quite |tout a fait )?(?:the |les |la |exactly )?(?:same|memes?|identi)")


def is_same(text: str, start: int, end: int) -> bool:
    """Return True if a part of a text says that a list is as before: the same two occupations."""
    return search("same list", text, start, end) is not None or _SAME.search(text[start:end]) is not None


def told_again(nodes: list[Node], settled: Settled, text: str) -> None:
    """Give draws "for the same occupations" the list of the draw before, or of the day that the sentence names.

    Args:
        nodes: the nodes, in order.
        settled: the drafts with their lists.
        text: the text, spelt plainly.
    """
    drafts = sorted(settled.drafts[:_MOST], key=Draft.place)
    untold = any(not draft.codes for draft in drafts)
    for node in nodes if len(drafts) > 1 or untold else ():
        denied = bool(node.codes) and settled.left_out.issuperset(code.start for code in node.codes)
        told = (untold or node.codes) and (node.role in ("announced", "recalled") or denied)
        if not told or not is_same(text, node.start, node.end):
            continue
        held = [draft.codes for draft in drafts]
        if not _tell_again(node, drafts, settled, text) and node.codes:
            for draft, codes in zip(drafts, held, strict=True):
                draft.codes = codes


def _tell_again(node: Node, drafts: list[Draft], settled: Settled, text: str) -> bool:
    """Give the draws of which a sentence says so the list of another, with what it adds and without what it takes.

    Returns:
        Whether there is such a list.
    """
    changes = {code.start for code in node.codes}  # plus welders (72106), and without cooks (63200)
    for draft in drafts if changes else ():
        draft.codes = [code for code in draft.codes if code.start not in changes]
    bare = [draft for draft in drafts if not draft.codes and may_be_listed(draft)]
    before = [draft for draft in bare if draft.nodes[0].block == node.block and draft.nodes[0].start < node.start]
    heading = section(node) if node.kind == "item" and not before else None
    before += [draft for draft in bare if heading is not None and _is_under(draft, heading, node)]
    named = [draft for draft in bare if any(has(draft, "stream", fact) for fact in stated(node))]
    of_day = [draft for draft in bare if any(has(draft, "day", fact) for fact in node.of("day"))]
    owners = [draft for draft in bare if node in draft.nodes]
    alone = [draft for draft in bare if draft.role == "announced"]  # this time the list was the same
    owners = owners or (named if len(named) == 1 else of_day or before[-1:] or (alone if len(alone) == 1 else []))
    sizes = {fact.value for fact in node.of("size")}
    listed = [draft for draft in drafts if draft.codes and (not sizes or len(_codes(draft)) in sizes)]
    source = _source(node, listed, owners, text) if not _NOT.search(text, node.start, node.end) else None
    settled.shared_lists |= {code.start for code in source.codes} if source is not None else set()
    taken = [code for code in node.codes if code.start in settled.left_out or _takes(node, code, text)]
    settled.left_out |= {code.start for code in taken}
    without = {code.code for code in taken}
    more = [code for code in node.codes if code.code not in without]
    for owner in owners:
        owner.cued = True
        if source is not None:
            owner.codes = [*(c for c in source.codes if c.code not in without), *more] if changes else source.codes
            if owner.get("target") is None and (target := source.get("target")) is not None:
                owner.context["target"] = target
    return source is not None and bool(owners)


_WITH = compiled(
    r"\b(?:(?P<without>without|minus|except(?! that)|excluding|but not|but for|apart from|other than"
    r"|less|sans|sauf|moins|hormis|excepte|a l'exception|no longer"
    r"|removal|dropping|removing|loss|losing|(?<!was )(?<!were )(?<!been )(?:removed|dropped|lost)|leaving out"
    r"|(?:retrait|suppression|disparition|depart) d[eu]s?|instead of|in place of|rather than|replac(?:es?|ing)"
    r"|au lieu d[eu]s?|a la place d[eu]s?|remplacent?)"
    r"|plus|with|added|adding|addition|replaced by|swapped (?:for|with)|gives? way to|gave way to|also"
    r"|avec|ajout[a-z]*|ainsi que|aussi|remplacee?s? par)\b"
)


def _takes(node: Node, code: Found, text: str) -> bool:
    """Return True if a sentence takes a code from a list: the last word for it before the code says so."""
    said = [*_WITH.finditer(text, node.start, code.span[0])]
    return bool(said) and said[-1]["without"] is not None


def _is_under(draft: Draft, heading: Node, node: Node) -> bool:
    """Return True if a draw is told under a heading, before another node."""
    return any(heading in above(other) and other.start < node.start for other in draft.nodes)


def _codes(draft: Draft) -> set[str]:
    return {code.code for code in draft.codes}


def _source(node: Node, listed: list[Draft], owners: list[Draft], text: str) -> Draft | None:
    """Find the draw whose list is meant: of another day or month that is named, else the one before."""
    own = [day for owner in owners if (day := owner.get("day")) is not None]
    streams = {fact.value for fact in node.of("stream")}
    streams -= {stream.value for owner in owners if (stream := owner.get("stream")) is not None}
    under = _UNDER.search(text, node.start, node.end)
    if under is not None:  # the seven listed under 2
        listed = [draft for draft in listed if begins_with_number(draft, under["number"], text)]
    elif streams:  # the same as for that stream
        listed = [draft for draft in listed if (stream := draft.get("stream")) is not None and stream.value in streams]
    others = [fact for fact in node.of("day") if not any(same("day", fact, day) for day in own)]
    months = _months(node, text) - {str(first_day(day).month) for day in own} if not others else set()
    if others or months:
        listed = [
            draft
            for draft in listed
            if (day := draft.get("day")) is not None
            and (str(first_day(day).month) in months or any(same("day", day, other) for other in others))
        ]
    aims = [aim for owner in owners if (aim := owner.get("target")) is not None]
    alike = [draft for draft in listed if any(_is_like(draft, aim) for aim in aims)]
    listed = alike or [draft for draft in listed if not any(_is_for_others(draft, aim) for aim in aims)]
    before = [draft for draft in listed if draft.codes[0].start < node.start]
    return next(reversed(before or (listed if others or months or streams or alike else [])), None)


def _is_like(draft: Draft, aim: Fact) -> bool:
    """Return True if a draw is for the same people."""
    its = draft.get("target")
    return its is not None and its.value[0] == aim.value[0]


def _is_for_others(draft: Draft, aim: Fact) -> bool:
    """Return True if a draw is for other people: its list cannot be the same."""
    its = draft.get("target")
    if its is None:
        return False
    unlike = any(its.value[0]) is not any(aim.value[0])  # transport, which the vocabulary does not know, and trades
    return unlike or not same("target", its, aim)


def _months(node: Node, text: str) -> set[str]:
    """Return the months that a sentence names without a day."""
    named = {found[1] for found in _OF_MONTH.finditer(text, node.start, node.end)}
    return {value for value, spelt in vocabulary("month") if len(spelt) == 1 and spelt[0] in named}


_OF_MONTH = compiled(r"\b(?:in|en|of|de|as|que|for)\s([a-z]{3,9})\b(?!\s[0-9])")
