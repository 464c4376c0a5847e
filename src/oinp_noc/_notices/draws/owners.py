"""Lists of codes in, their drafts out: by the lines above a list, and by what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from oinp_noc import _data
from oinp_noc._notices.claims.claim import is_of_all
from oinp_noc._notices.draws.below import are_alike, are_for_the_same, is_below_all
from oinp_noc._notices.draws.beside import is_below_lines, is_of_several, told_nearest
from oinp_noc._notices.draws.drafts import RECENT, Draft, has, is_general
from oinp_noc._notices.draws.finish import listing
from oinp_noc._notices.draws.named import Part, are_named, fitting, is_beside, marked, naming
from oinp_noc._notices.facts.targets import Target
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import ACTS
from oinp_noc._notices.tree.places import above, section, single

if TYPE_CHECKING:
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.digits import Found
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_SAID = ("sentence", "item")  # of which the words before the codes say whose they are
_LEADS = 6  # lines and headings above a list that may say that it is of several draws


@attrs.define(eq=False)
class CodeList:
    """Codes that stand together.

    Attributes:
        node: the first of the nodes that hold them.
        codes: the codes.
        end: where the last of them ends.
        part: what names its draws beside them.
        owners: the drafts that they are the list of.
        named: whether a stream is named beside them, or the place of a draw in the order of all.
        near: whether only its place says whose they are, among several draws.
        of_all: whether words say that they are of several draws.
        aside: whether a sentence names them in passing, or for its reader.
        grouped: whether they stand in groups, each with a heading of its own.
    """

    node: Node
    codes: list[Found]
    end: int
    part: Part = attrs.field(factory=lambda: Part([], [], [], []))
    owners: list[Draft] = attrs.field(factory=list)
    named: bool = False
    near: bool = False
    of_all: bool = False
    aside: bool = False
    grouped: bool = False


def leads(codes: CodeList) -> list[Node]:
    """Return what stands above a list, the nearest first; the heading of its first group says nothing of draws."""
    return [*above(section(codes.node) or codes.node)] if codes.grouped else [*above(codes.node)]


_ALL = compiled(
    r"\W{0,4}(?:(?:for|pour) )?(?:all|both|each|tous|chacun)(?: of)? ?(?:the |les (?:deux )?)?"
    r"(?:streams?|draws?|rounds?|volets?|tirages?|rondes?)\s?:"
)


def says_all(node: Node, text: str) -> bool:
    """Return True if a line of codes begins with the words that it is of all draws: All streams: 31301."""
    return _ALL.match(text, node.start, node.end) is not None


_BEFORE_IT = compiled(
    r"\b(?:(?:draw|round|one) before|(?:previous|preceding|prior|earlier) (?:[a-z]+ ){0,2}(?:draw|round|one)"
    r"|(?:tirage|ronde|celui|celle) (?:d'avant|precedente?))\b"
)


def _without_those_before(drafts: list[Draft], codes: CodeList, text: str) -> list[Draft]:
    """Leave out draws told behind a list as those before the one told above it: in the draw before it, 1,120."""
    if all(is_behind(draft, codes) for draft in drafts):
        return drafts
    tellers = ((draft, draft.nodes[0]) for draft in drafts)
    return [
        draft
        for draft, node in tellers
        if not (is_behind(draft, codes) and _BEFORE_IT.search(text, node.start, node.end))
    ]


_IT = compiled(r"(?:it|this (?:one|draw|round)|il|elle|cel(?:le|ui)-ci|ce tirage|cette ronde)\b")  # it targeted these:


def owners_of(codes: CodeList, drafts: list[Draft], before: int, lists: list[Node], text: str) -> list[Draft]:
    """Find the draws that a list is of.

    Args:
        codes: the list.
        drafts: the announced draws.
        before: where the list before it ends.
        lists: where all lists begin.
        text: the text, spelt plainly.
    """
    drafts = _without_those_before(drafts[-RECENT:], codes, text)
    lines = leads(codes)
    since_it = [draft for draft in drafts if draft.place() >= before]
    below = is_below_lines(codes.node, since_it, text) or is_below_all(codes.node, since_it, text)
    lines = [line for line in lines if line.kind == "heading"] if below else lines
    of_one = bool(lines) and lines[0].kind == "sentence" and _IT.match(text, lines[0].start) is not None
    titles = {id(line) for draft in drafts for line in above(draft.nodes[0])}
    said = [(line.start, line.end) for line in lines[: 1 if of_one else _LEADS] if id(line) not in titles]
    own = [(codes.node.start, codes.codes[0].start)] if codes.codes and codes.node.kind in _SAID else []
    several, both = is_of_several(own + said, text), is_of_several(own if codes.part.facts else own + said[:1], text)
    counted = len({code.code for code in codes.codes}) > len(drafts) and _counts_codes(own + said[:1], text)
    if counted:
        several = both = False  # the four below
    names = _names(codes, [] if is_of_several(own, text) else lines, drafts, both=both)
    told = codes.part.told or _told_over(lines, drafts, text)
    streams = {fact.value: fact for fact in codes.part.facts if fact.kind == "stream"}
    codes.named = bool(told or streams) or any(line.of("stream") for line in (codes.node, *lines[:1]))
    if told:
        codes.of_all = True
        return told
    bare = codes.node.kind != "row" and not codes.part.facts
    both = both or (bare and not counted and any(is_of_all(line, text) for line in lines[:1]))
    recent = that_may_have_it(drafts, named=codes.named or both)
    of_stream = single(codes.node, "stream") if codes.node.kind == "sentence" else None
    if of_stream is not None and {*streams} - {of_stream.value}:
        of_stream = None  # the codes beside are of another stream
    if of_stream is not None:
        recent = [draft for draft in recent if has(draft, "stream", of_stream)]
    for scope in _scopes(recent, codes, lines):
        found = fitting(scope, names, recent)
        of_more = both or len(streams) > 1 or (below and "day" not in names)
        if of_more and len(found) == 1 < len(recent):
            continue  # the line above it, or what stands beside it, says that it is of more
        since = [
            draft
            for draft in found
            if any(before <= node.start < codes.node.start for node in draft.nodes) and not is_behind(draft, codes)
        ]
        for held in (since, found):
            candidates = held if both else [draft for draft in held if may_be_listed(draft)] or held
            of_all = several or of_stream is not None or all(draft.streams for draft in candidates)
            of_all = of_all or (are_named(candidates, names) and are_alike(candidates, ("day",)))
            alike = are_for_the_same(candidates)
            of_all = of_all or alike
            if len(candidates) == 1 or (candidates and of_all):
                each = any(_EACH.search(text, start, end) for start, end in own + said[:1])
                codes.of_all = ((both or of_stream is not None or alike) and not each) or (
                    are_named(candidates, names)
                    and ("stream" in names or are_alike(candidates, ("target",) if not own else ("target", "stream")))
                )
                return candidates
        if owners := _since_the_last_list(since, codes, lists, below=below):
            return owners
    return []


_COUNTED = compiled(
    r"\b(?:the|these|all|les|ces|voici les) (?:three|four|five|six|seven|eight|nine|ten|trois|quatre|cinq|sept|huit"
    r"|neuf|dix|[0-9]{1,2})\b(?! (?:draws|rounds|streams|tirages|rondes|volets))[^.;:]{0,30}:\Z"
)


def _counts_codes(places: list[Place], text: str) -> bool:
    """Return True if a line above a list counts what it has: the four below."""
    return any(_COUNTED.search(text, start, end) for start, end in places)


def _names(codes: CodeList, lines: list[Node], drafts: list[Draft], *, both: bool) -> dict[str, list[Fact]]:
    """Return what names the draws of a list; of several draws, above which a heading names one, what stands near it."""
    names = naming(codes.part.facts, lines)
    if both and lines and len(fitting(drafts, names, drafts)) < 2:  # noqa: PLR2004
        return naming(codes.part.facts, lines[:1])
    return names


def _told_over(lines: list[Node], drafts: list[Draft], text: str) -> list[Draft]:
    """Find the draws that the lines above a list, up to its heading, name by their places or numbers."""
    for line in lines:
        told = [draft for *_, named in marked(line, drafts, text) for draft in named if draft.place() < line.start]
        if told or line.kind == "heading":
            return told
    return []


def is_behind(draft: Draft, codes: CodeList) -> bool:
    """Return True if the number of a draw stands behind a list, or all that tells of one without a number."""
    count = draft.own.get("count")
    return (count.span[0] if count is not None else draft.nodes[0].start) >= codes.end


def telling(draft: Draft, codes: CodeList) -> list[Node]:
    """Return what tells of a draw before a list, or all if its number stands behind."""
    return draft.nodes if is_behind(draft, codes) else [node for node in draft.nodes if node.start < codes.end]


def that_may_have_it(drafts: list[Draft], *, named: bool) -> list[Draft]:
    """Leave out the draws that have no list, beside others: general ones, and without a name those of some streams."""
    aimed = [draft for draft in drafts if not is_general(draft)]
    numbered = [draft for draft in aimed if not draft.own.keys().isdisjoint({"count", "score"})]
    aimed = [d for d in aimed if d in numbered or not any(are_alike([d, other], ("stream",)) for other in numbered)]
    return aimed if named else [draft for draft in aimed if may_be_listed(draft)] or aimed


def may_be_listed(draft: Draft) -> bool:
    """Return False of general draws, and of those of a stream or for a program that hardly ever came with a list."""
    stream, target = draft.get("stream"), draft.get("target")
    aim = target.value[0] if target is not None else Target()
    if is_general(draft) or (
        not aim.labels and not aim.program and stream is not None and stream.value in _streams_without_lists()
    ):
        return False
    return aim == Target() or listing(aim) != "none"


@_data.once
def _streams_without_lists() -> frozenset[str]:
    """Return the streams of whose packaged draws fewer than one in ten had, or may have had, an occupation list."""
    seen: dict[str, list[bool]] = {}
    for row in _data.records("draws"):
        seen.setdefault(row["stream"], []).append(row["listing"] != "none")
    return frozenset(stream for stream, listed in seen.items() if 10 * sum(listed) < len(listed))


def _since_the_last_list(drafts: list[Draft], codes: CodeList, lists: list[Node], *, below: bool) -> list[Draft]:
    """Find the draws, of several since the last list, on whose lines a list stands, of one target, or the nearest."""
    if below and _share_a_line(drafts):
        codes.of_all = any(draft.get("target") is not None for draft in drafts)
        return drafts
    aimed = len(drafts) > 1 and all(draft.get("target") is not None for draft in drafts)
    if aimed and (shared := together(codes, drafts, lists)):
        return shared
    nearest = told_nearest([draft for draft in drafts if is_beside(draft, codes.node)], codes.node)
    bare = [draft for draft in nearest if not draft.codes]
    if codes.node.kind != "sentence" and len(nearest) > 1 and bare == sorted(nearest, key=Draft.place)[-1:]:
        return bare  # the others of its paragraph have theirs in their sentences
    nearest = nearest if len(nearest) == 1 else [draft for draft in nearest if draft.get("target") is not None]
    codes.near = len(nearest) == 1
    return nearest if codes.near else []


def _share_a_line(drafts: list[Draft]) -> bool:
    """Return True if the lines of several draws tell of no days or targets that would part them."""
    lines = [node for draft in drafts for node in draft.nodes if node.of("count", "people", "score")]
    return len({bool(line.of("target")) for line in lines}) == 1 and are_alike(drafts, ("day", "target"))


def together(codes: CodeList, drafts: list[Draft], lists: list[Node]) -> list[Draft]:
    """Find the draws of one day and one target of which a list is that of all: it is the only one that they have."""
    drafts = drafts[-RECENT:] if len(lists) <= RECENT else []
    for lead in (*(lead for lead in leads(codes) if lead.kind == "heading"), None):
        under = [draft for draft in drafts if lead is None or any(lead in above(node) for node in draft.nodes)]
        lists_under = [other for other in lists if lead is None or lead in above(other)]
        bare = [draft for draft in that_may_have_it(under, named=codes.named) if not draft.codes]
        found = fitting(bare, naming(codes.part.facts, leads(codes)), bare)
        if len(found) > 1:
            return found if are_alike(found, ("day", "target")) and len(lists_under) == 1 else []
    return []


_LEGEND = compiled(r"(?:legend|key|glossary|legende|lexique|glossaire)\b(?: (?:of|des|de) [a-z ]{3,30})?\s?:?")


def is_about_them(codes: CodeList, drafts: list[Draft], text: str) -> bool:
    """Return True if a sentence away from any draw speaks of occupations, and of no draw or list; or for a legend."""
    node, part = codes.node, codes.part
    if any(_LEGEND.fullmatch(text, line.start, line.end) for line in leads(codes)[:1]):
        return True
    bare = not any(map(str.isalpha, text[node.start : node.end]))  # a line of codes
    if node.kind != "sentence" or node.facts or part.told or part.strange or bare:
        return False
    beside = any(other.block == node.block for draft in drafts for other in draft.nodes)
    says = ":" in text[node.start : codes.codes[0].start] or node.says("occupations", "targeting", *ACTS)
    return not (beside or says)


def _scopes(drafts: list[Draft], codes: CodeList, leads: list[Node]) -> list[list[Draft]]:
    """Return the drafts of the line above, its paragraph, each section around, and the text."""
    scopes = []
    told = [draft for draft in drafts if not is_behind(draft, codes)]
    for lead in leads:
        if lead.kind == "heading":
            scopes.append([draft for draft in drafts if any(lead in above(node) for node in telling(draft, codes))])
        else:
            scopes.append([draft for draft in told if lead in draft.nodes])
            scopes.append([draft for draft in told if any(node.block == lead.block for node in draft.nodes)])
    return [*scopes, drafts]


_EACH = compiled(r"\b(?:each|every|own|chaque|chacune?|propre)\b")  # each draw had its own list
