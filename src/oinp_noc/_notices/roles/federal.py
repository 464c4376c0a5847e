"""Nodes in, whether they tell of the federal government: by a label, what it does, or a class of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.ordinals import MONTHS
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import ACTS, COUNTS, NUMBERS, give_all
from oinp_noc._notices.words.lexicon import pattern

if TYPE_CHECKING:
    from oinp_noc._notices.roles.teller import Teller
    from oinp_noc._notices.tree.nodes import Node

_NEAR = 6  # words
_CLASS = compiled(  # 4,000 people of the Canadian Experience Class: a federal round
    r"[0-9]{2,6} (?:[a-z]{2,20} ){0,8}?(?:canadian experience class|categorie de l'experience canadienne)\b"
)


def is_federal(node: Node, teller: Teller, others: list[int]) -> bool:
    """Return True if a sentence has the federal government for its label, or tells of a class of its own."""
    if _BEGINS.match(teller.text, node.start) is not None:
        return True
    if node.of(*NUMBERS) and (_is_labelled_federal(node, teller) or _SIDE.match(teller.text, node.start)):
        return True
    if node.of("score") and _SCORE.search(teller.text, node.start, node.end) is not None:
        return True
    if node.of(*COUNTS) and (_acts_federally(node, teller) or _is_in_a_pool(node, teller.text)):
        return True
    named = others or teller.text.find("experience", node.start, node.end) < 0
    return not named and _CLASS.search(teller.text, node.start, node.end) is not None


def counts_theirs(node: Node, teller: Teller) -> bool:
    """Return True if a paragraph goes on to count what others held: IRCC held two rounds. The first, on May 9 ..."""
    several = teller.theirs is not None and teller.theirs.says("number")
    ours = node.of("stream") or node.says("here")
    return several and not ours and _NTH.match(teller.text, node.start) is not None


_NTH = compiled(
    r"(?:(?:the|la|le|les) |l')?(?:one|une?|first|former|earlier|second|latter|other|premiere?|seconde?|autre)\b"
    r"(?=,|:| (?:of them )?(?:was|went|took|of|on|one|round|draw|had|etait|visait|a|du|ronde|tirage)\b)"
)


_SCORE = compiled(
    r"\bfederal (?:cut[ -]?offs?|scores?|threshold|minimum|bar|mark)\b"
    r"|\bfederal (?:[a-z']+ ){1,2}(?:draw|round)s?\b"
    r"|\b(?:note|seuil|pointage|barre)s? (?:minimale? )?federale?s?\b"
)  # the federal cut-off for trades was 505


def _is_in_a_pool(node: Node, text: str) -> bool:
    """Return True if a sentence tells how many profiles there are, of which nobody was invited."""
    of_a_draw = node.of("day", "stream", "target") or node.says(*ACTS)
    return not of_a_draw and _POOL.search(text, node.start, node.end) is not None


_POOL = compiled(r"\b(?:in|within|inside|dans) (?:the|its|their|le|son) (?:[a-z]+ ){0,3}(?:pool|bassin)\b")


def leave_federal_tables(nodes: list[Node]) -> None:
    """Take the rows of a table from Ontario of which several are federal, and none names it or a stream of it alone.

    Beside rows of the Canadian Experience Class, "French" and "Trades" are categories of Express Entry. So they are
    beside a number that a sentence told of others.
    """
    tables: dict[int, list[Node]] = {}
    theirs: set[int] = set()
    again: set[int] = set()  # the rows with a number of theirs
    for node in nodes:
        counts = node.of(*COUNTS)
        if node.kind == "row" and node.unit.columns is not None:
            again |= {id(node)} if any(fact.value in theirs for fact in counts) else set()
            tables.setdefault(node.unit.columns.start, []).append(node)
        elif node.kind == "sentence":
            theirs |= {fact.value for fact in counts if fact.role == "elsewhere"}
    for rows in tables.values():
        federal = [
            node
            for node in rows
            if id(node) in again or (node.facts and all(fact.role == "elsewhere" for fact in node.facts))
        ]
        streams = {fact.value for node in rows for fact in node.of("stream")}
        ours = streams - set(_AS_CATEGORIES) or any(node.says("here") for node in rows)
        for node in rows if len(federal) > 1 and not ours else ():
            give_all(node, "elsewhere")


_AS_CATEGORIES = ("french-speaking-skilled-worker", "skilled-trades")  # streams that are called as federal categories


def is_of_ottawa(node: Node, text: str) -> bool:
    """Return True if a sentence without a number begins with the federal government: Ottawa has its own class."""
    start = ARTICLE.match(text, node.start).end()  # type: ignore[union-attr]
    return not node.of(*COUNTS) and bool(_OTTAWA.match(text, start) or _SIDE.match(text, start))


def is_another_thing(node: Node, text: str) -> bool:
    """Return True if a sentence without a number says that what the federal government has is none of Ontario's."""
    return not node.of(*COUNTS) and _ANOTHER_THING.search(text, node.start, node.end) is not None


_ANOTHER_THING = compiled(
    r"\bfederal (?:[a-z-]+ ){0,3}(?:is|are) (?:another|a different|something|a separate)\b"
    r"|\bfederale? (?:est|sont) (?:autre chose|une autre|un autre|differente?s?)"
)  # the federal trades category is another thing


_OTTAWA = compiled(
    r"(?:ottawa|ircc|federal government|gouvernement federal|ministere federal|federal)\b(?!,? [a-z]*ontario)"
)


def _acts_federally(node: Node, teller: Teller) -> bool:
    """Return True if the federal government does what a sentence tells: IRCC drew 1,070 nominees."""
    acts = {node.words.starts[at] for at in node.words.places("issued", "invites", "held")}
    first = min(fact.span[0] for fact in node.of(*COUNTS))
    if _TURN.search(teller.text, node.start, node.end) or _SIDE.search(teller.text, node.start, first):
        return True
    return any(match.end() + 1 in acts for match in pattern("federal").finditer(teller.text, node.start, node.end))


def federal_acts(node: Node, text: str) -> bool:
    """Return True if all numbers of a sentence stand behind the federal government, who acts: Ottawa, which drew 9."""
    match = _ACTS.search(text, node.start, node.end) if node.of(*COUNTS) else None
    return match is not None and all(fact.span[0] > match.start() for fact in node.of(*NUMBERS))


_ACTS = compiled(
    r"\b(?:federal government|gouvernement federal|ottawa|ircc)\s?[:;,] (?:it|they|who|which|il|qui) "
    r"(?:has |had |a |avait )?"
    r"(?:invited|drew|drawn|held|took|issued|ran|called|picked|selected|invite|tire|tenu|choisi|envoye|emis)\b"
)


_TURN = compiled(
    r"\b(?:ircc|ottawa)'s (?:own|turn|round|draw|came|was|had)|\bau tour (?:d'ircc|d'ottawa|du federal)\b"
    r"|\bby the federal government\b"
    r"|\b(?:federal|national|all-program) (?:(?!government|pool)[a-z'-]+ ){0,4}?(?:rounds?|draws?)\b"
    r"|\b(?:rondes?|tirages?|selections?) (?:federale?s?|federaux)\b"
    r"|\b(?:(?:the )?federal ones?|(?:celui|celle|ceux|celles) d[ue] (?:federal|gouvernement federal|ottawa))"
    r"(?= (?:was|were|had|took|drew|went|asked|counted|stopped|came|etai(?:en)?t|avai(?:en)?t|compt|a |ont ))"
    r"|\bfederal government (?:invited|drew|held|went|took|issued|ran|called|picked)\b"
)


_AT_LEVEL = r"a l'echelle|a l'echelon|au niveau|du cote|au palier"
_SIDE = compiled(
    r"\bfederal (?:context|corner|side|level|news|stem|health|trades?|transport|agriculture|education|french"
    r"|government's|department|ministry|category|categories|all-program|general|cec|fsw|pnp)\b"
    r"(?! (?:[a-z]+ ){0,2}(?:pool|stream|system))"
    rf"|\b(?:{_AT_LEVEL}) (?:federale?|du federal)\b|\bau federal\b"
    r"|\b(?:le federal|gouvernement federal|ministere federal)\b(?! (?:a|va) )"
    r"|\b(?:entree express a (?:invite|emis|tire|tenu|eu)|express entry (?:has )?(?:drew|drawn|invited|issued|took)"
    r"|express entry (?:has )?(?:had|held|ran|saw) (?:its|a|an|two|three)(?! [^.;]{0,40}\bontario))\b"
)  # at the federal government's own draw; du côté fédéral, 3 700 personnes ont été invitées


_BEGINS = compiled(
    r"(?:(?:meanwhile|elsewhere|en parallele|pendant ce temps),? )?(?:federally\b"
    r"|(?:(?:in|at|on|over on) the )?federal (?:context|corner|side|level|front|system)\b"
    rf"|(?:{_AT_LEVEL}|dans le systeme) (?:federale?|du federal)\b|au federal\b)"
)  # at the federal level, French speakers had a draw of their own


_FEDERAL_NEWS = compiled(r"\b(?:federal(?:e|es)?|federaux|ircc)\b(?!\s(?:pool|skilled|fees?|bassin|droits))")


def heads_federal(node: Node, text: str) -> bool:
    """Return True if a short heading speaks of the federal government: what stands under it is no news of Ontario."""
    start = _BESIDES.match(text, node.start, node.end).end()  # type: ignore[union-attr]
    short = (
        len(node.words.names) - node.words.place_of(start) <= _NEAR or _SIDE.search(text, start, node.end) is not None
    )
    streams = (fact.span[0] for fact in node.of("stream"))
    ours = any(not _FEDERALLY.search(text, max(node.start, at - 20), at) for at in streams)
    short = short and not (ours or node.of("day") or node.says("here"))
    return short and _FEDERAL_NEWS.search(text, node.start, node.end) is not None and not names_both(node, text)


_BESIDES = compiled(r"(?:[^:.?]{3,40}: )?")  # not to be confused with: the federal category
_FEDERALLY = compiled(r"\bfederale? \Z")


def names_both(node: Node, text: str) -> bool:
    """Return True if a heading speaks of provincial and of federal invitations."""
    return text.find("provincia", node.start, node.end) >= 0


def _is_labelled_federal(node: Node, teller: Teller) -> bool:
    """Return True if a line or sentence has the federal government for its label, behind a day or at its start."""
    if teller.text.startswith(("ottawa", "ircc "), ARTICLE.match(teller.text, node.start).end()):  # type: ignore[union-attr]
        return True  # the government, who acts; candidates are in Ottawa
    days = [fact.span[1] for fact in node.of("day", "days")][:1]
    if _EXPRESS.match(teller.text, node.start) is not None:
        return True
    for start in (node.start, *days):
        label = pattern("federal").match(teller.text, ARTICLE.match(teller.text, start).end(), node.end)  # type: ignore[union-attr]
        if label is not None and _LABEL_ENDS.match(teller.text, label.end(), node.end):
            return True
    return False


_EXPRESS = compiled(
    rf"(?:federal )?express entry(?:: |, (?=[^.;]{{0,99}}: ))(?:[0-9]|(?:{MONTHS})\b)"
    r"|entree express ?(?:: |, (?=[^.;]{0,99} : ))[0-9]"
)  # Express Entry, December 7: 739 invitations


_LABEL_ENDS = compiled(
    r"(?:\s(?:encore|toujours|aussi|again|too|also|corner|news|update|notes|watch|round-?up))?\s{0,3}[:|-]|(?<!canada),\s"
    r"|(?:,?\s(?:enfin|ensuite|aussi|finally|then|too|meanwhile|lui|quant a lui|de son cote|pour sa part|for its part)"
    r",?)?"
    r"\s(?:a|invited|issued|held|sent|drew|invite|tient)\s"
)
ARTICLE = compiled(
    r"[\s:,-]{0,4}(?:[0-9]{1,2}:[0-9]{2}\s)?(?:(?:and|et|but|mais|meanwhile|elsewhere),?\s)?"
    r"(?:(?:the|le|au|du|from|in|at|on|cote|niveau|coin|nouvelles|a)\s){0,3}"
)


def is_label(node: Node, text: str) -> bool:
    """Return True if a paragraph begins with the name of a government alone: "ALBERTA. Figures for July: ..."."""
    if node.kind != "sentence" or node.start != node.unit.start or text[node.end - 1] not in ".?!":
        return False
    if node.end < node.unit.end and node.says("elsewhere") and node.matches(_LABELS):
        return True  # Manitoba next. Alberta? Quiet.
    name = text[ARTICLE.match(text, node.start).end() : node.end - 1].strip()  # type: ignore[union-attr]
    kinds = ("elsewhere", "federal")
    return all(any(pattern(kind).fullmatch(part) for kind in kinds) for part in name.split(", ", _NEAR))


_LABELS = r"\A(?:<article>?<elsewhere><word|comma>{0,3}|<word>{1,2}<in|to|article>{0,2}<elsewhere>)<stop|colon>?\Z"
