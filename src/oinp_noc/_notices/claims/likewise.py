"""Claims in, facts out: what a claim says is the same as in the draw before it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.above_aims import last_aim
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.answers import answers_before
from oinp_noc._notices.tree.places import above
from oinp_noc._notices.words.lexicon import search

if TYPE_CHECKING:
    from oinp_noc._notices.claims.claim import Claim
    from oinp_noc._notices.claims.told import Told
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact


def take(claim: Claim, kind: str, fact: Fact | None) -> None:
    """Give a claim a fact from outside it, if there is one."""
    if fact is not None:
        claim.context[kind] = fact


def take_the_same(claim: Claim, before: list[Claim], told: Told, text: str) -> None:
    """Take the stream and target of a draw before, if a claim says that they were the same."""
    if "stream" not in claim.own:
        take(claim, "stream", same_stream(claim, before[-1] if before else None, told, text))
    if _is_the_same(claim.own.get("target"), text) and (aim := last_aim(before)) is not None:
        del claim.own["target"]
        take(claim, "target", aim)
    own = claim.own.get("target")
    if own is not None and _is_there_the_same(own, claim, text) and (aim := last_aim(before)) is not None:
        meaning = aim.value[0]._replace(region=own.value[0].region)
        claim.own["target"] = aim._replace(value=(meaning, aim.value[1]))
    alike = "count" in claim.own and not {"target", "general"} & claim.own.keys()
    same = (
        search("same target", text, claim.node.start, claim.node.end)
        or _WORK.search(text, claim.node.start, claim.node.end)
        or _FOR_THEM.search(text, claim.node.start, claim.node.end)
        or ditto(claim.node, text)
    )
    if alike and (same or _adds_others(claim, before, text)):
        take(claim, "target", last_aim(before))
    if "count" in claim.own and "score" not in claim.own and _has_the_same_score(claim.node, text):
        scores = (other.own["score"] for other in reversed(before) if "score" in other.own)
        claim.own.update(("score", score) for score in islice(scores, 1))


_SAME = r"(?:the |les |la |le )?(?:very |exactly )?(?:same|memes?)(?: [a-z]+)?"
_AS_BEFORE = r"(?! (?:as (?!above|before)|(?:que|qu')\b))"  # not: the same occupations as in March
_THE_SAME_WORK = r"(?:same|memes) (?:occupations|trades|jobs|professions|metiers)\b"
_WORK = compiled(
    r"\b(?:for|from|in|to|targeted|targeting|pour|des|dans|visait|visaient|visant)"
    rf" (?:people in |candidates in |workers in )?(?:the |les )?(?:very |exactly )?{_THE_SAME_WORK}{_AS_BEFORE}"
)


def _is_there_the_same(target: Fact, claim: Claim, text: str) -> bool:
    """Return True if a target is only where those of a draw before were to work now: the same occupations, in A."""
    meaning = target.value[0]
    there = meaning.region is not None and not (meaning.labels or meaning.program or meaning.language)
    return there and _SAME_WORK.search(text, claim.node.start, target.span[1]) is not None


_SAME_WORK = compiled(rf"\b{_THE_SAME_WORK}")
_FOR_THEM = compiled(
    r"\b(?:draws?|rounds?|tirages?|rondes?|selections?) (?:just |only )?(?:for|pour) "
    r"(?:it|them|those|these (?:people|workers|candidates)|elle|eux|elles|ceux-ci|celles-ci)\b(?! who| with| in| qui)"
)  # a pilot told of before


def _is_the_same(target: Fact | None, text: str) -> bool:
    """Return True if the words of a target only say that it is that of a draw before: targeted the same occupations."""
    return target is not None and not any(target.value[0]) and _ONLY_SAME.match(text, *target.span) is not None


_ONLY_SAME = compiled(rf"{_SAME}\Z")


def ditto(node: Node, text: str) -> Place | None:
    """Find where a line says in place of a target that it is the one before: 94 invitations, score 41, ditto."""
    match = _DITTO.search(text, node.start, node.end) if node.kind != "row" else None
    return match.span("ditto") if match is not None else None


_DITTO = compiled(
    r"(?:[(,;|/]|(?<=\s)[-=])\s?"
    r"(?P<ditto>ditto|idem|id\.|(?:same )?as above|(?:comme )?ci-dessus|(?<=\()(?:same|memes?))"
    r"(?=\s?(?:[),;|]|\.?(?:\s|\Z)))"
)


def _has_the_same_score(node: Node, text: str) -> bool:
    """Return True if a sentence says that the score was that of the draw before it, and not "as in March"."""
    said = search("same score", text, node.start, node.end)
    return said is not None and _AS_ANOTHER.match(text, said.end(), node.end) is None


_AS_ANOTHER = compiled(r"[^,;:.]{0,30}?\s(?:as|than|since|for|que|qu'|depuis|pour)\b")


_OTHERS = compiled(
    r"(?:(?:another|(?:a )?further|an additional)\s(?P<n>[0-9][0-9,]{0,5}|[a-z]{3,9})(?:\sothers)?"
    r"|(?P<m>[0-9][0-9, ]{0,5}|[a-z]{3,9})\s(?:others|more|autres|de plus))"
    r"\s(?:were|was|got|received|came|went|in|under|from|through|ont|l'ont|dans|au titre|sous)\b"
)  # another 34 were invited in the other stream: such people


def _adds_others(claim: Claim, before: list[Claim], text: str) -> bool:
    """Return True if a number is of others like those before: 32 luthiers in A, another 34 in B, six in C."""
    last = before[-1] if before else None
    if last is None or last.node.unit is not claim.node.unit or "count" not in last.own or last.get("target") is None:
        return False
    count = claim.own["count"]
    said = (match for match in _OTHERS.finditer(text, claim.node.start, claim.node.end))
    own = any(count.span[0] in (match.start("n"), match.start("m")) for match in said)
    return own or (
        last.node is claim.node
        and "target" in last.context
        and claim.node.words.follows(count.at + 1, "<in>")
        and "target" not in last.own
    )


def same_stream(claim: Claim, before: Claim | None, told: Told, text: str) -> Fact | None:
    """Return the stream that "the same stream" is: that of the draw before in the paragraph, else the one told last."""
    if claim.role == "recalled" and answers_before(claim.node, text):
        return told.stream
    end = max(claim.node.end, *(fact.span[1] for fact in claim.own.values())) if claim.own else claim.node.end
    said = search("same stream", text, claim.node.start, end)
    if said is None:
        only = told.only_stream()
        return only if only is not None and _is_of_the_stream(claim, only, text) else None
    beside = before is not None and before.node is not claim.node
    again = _SAME_ONE.search(said[0]) or _STILL.search(text, max(claim.node.start, said.start() - 20), said.start())
    beside = beside and (before.node.unit is claim.node.unit or again is not None)  # type: ignore[union-attr]
    several = beside and len({fact.value for fact in before.node.of("stream")}) > 1  # type: ignore[union-attr]
    last = before.get("stream") if before is not None and beside and not several else None
    return last or (told.stream if claim.role == "recalled" and claim.get("stream") is None else None)


_SAME_ONE = compiled(r"\b(?:same|memes?)\b")  # and not only "the stream", which may be another's
_STILL = compiled(r"\b(?:still|again|toujours|encore)(?:,? (?:in|under|for|dans|pour|au sein de|sous))? \Z")
_RECORD = 80  # characters of the lines of a record: Previous draw in this stream, above "Date: ..."
_ONE_BEFORE = compiled(
    r"(?:and |et )?(?:the (?:last |previous |prior )?one before(?: (?:that|it|this))?"
    r"|(?:the )?(?:previous|last|prior) one"
    r"|cel(?:ui|le) d'avant|(?:le|la) (?:precedente?|derniere?))(?= ?[(:,=-]| (?:was|had|on|went|etait|du|le|avait))"
    r"|(?:pour (?:memoire|rappel|compar(?:er|aison))|(?:petit )?rappel|for (?:reference|comparison|context)"
    r"|(?:as a )?reminder),? (?:on |le )?(?=[a-z0-9 ,.]{5,24} ?[:=])"
)  # The one before (May 9): 94; for reference, May 9: 94


def _is_of_the_stream(claim: Claim, only: Fact, text: str) -> bool:
    """Return True if what an earlier draw stands under, or is told behind, speaks of "the stream", and none is between.

    Args:
        claim: the claim.
        only: the only stream of what was announced, where it was named last.
        text: the text, spelt plainly.
    """
    node = claim.node
    if claim.role != "recalled" or claim.get("stream") is not None:
        return False
    said = [(parent.start, parent.end) for parent in above(node)]
    empty = max(text.rfind(end, 0, node.unit.start) for end in ("\n\n", "\n\r\n"))
    first = max(empty, node.unit.start - _RECORD)
    spoken = any(search("same stream", text, *span) for span in (*said, (first, node.start)))
    spoken = spoken or _ONE_BEFORE.match(text, node.unit.start, node.end) is not None
    return spoken and not any(search(kind, text, only.span[1], node.start) for kind in ("stream", "short"))
