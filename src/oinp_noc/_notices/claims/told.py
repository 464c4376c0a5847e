"""What was announced so far, as a claim may inherit it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import same
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.tree.places import above, section

if TYPE_CHECKING:
    from oinp_noc._notices.claims.claim import Claim
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

NEAR = 16  # claims of a paragraph or table


class Told:
    """What was announced so far.

    Attributes:
        first: the first claim with a day, and with a number or something that was held.
        days: the days of what was announced, without their years.
        acted: those on which something more is said to have been issued or held.
        stream: the stream named last; None for several in one sentence.
        streams: all that were named.
        dealt: the days of streams, of sentences that give each of several its own.
        window: the profile window told last.
        last: the claims told last.
        blocks: the last claims of each paragraph or table.
        sections: under each heading, the only day and stream that were told; None for several.
        dated: the headings with a day under which a number was told.
    """

    def __init__(self) -> None:
        self.first: Claim | None = None
        self.days: set[tuple[int, int]] = set()
        self.acted: set[tuple[int, int]] = set()
        self.stream: Fact | None = None
        self.streams: dict[object, Fact] = {}
        self.dealt: dict[object, Fact] = {}
        self.window: Fact | None = None
        self.last: deque[Claim] = deque(maxlen=NEAR)
        self.blocks: dict[int, deque[Claim]] = {}
        self.sections: dict[int, dict[str, Fact | None]] = {}
        self.dated: set[int] = set()

    def block(self, claim: Claim) -> deque[Claim]:
        """Return the claims before in the same paragraph or table."""
        return self.blocks.setdefault(claim.node.block, deque(maxlen=NEAR))

    def day_before(self, claim: Claim) -> Fact | None:
        """Return the day told last, in the paragraph or before it."""
        days = (other.get("day") for other in reversed(self.last) if other.node is not claim.node)
        return next(filter(None, days), None)

    def only_stream(self) -> Fact | None:
        """Return the stream of all that was announced, where it was named last; None for several."""
        return next(iter(self.streams.values())) if len(self.streams) == 1 else None

    def around(self, claim: Claim) -> dict[str, Fact | None]:
        """Return what was told under the same heading."""
        return self.sections.setdefault(id(section(claim.node)), {})

    def under(self, claim: Claim, heading: Node) -> Fact | None:
        """Return the only day that was told under a heading, also before its sections began."""
        numbered = heading is section(claim.node) or not claim.own.keys().isdisjoint({"count", "score"})
        return self.sections.get(id(heading), {}).get("day") if claim.role == "announced" and numbered else None

    def add(self, claim: Claim) -> None:
        """Add a claim."""
        # On May 9 two general draws were held: without a number, they make earlier days recalled.
        # So do they where the number told before is theirs: 94 were invited. They were sent on May 9.
        waits = any("count" in each.own and each.get("day") is None for each in self.last)
        held = claim.acts and "day" in claim.own and (waits or {"stream", "general"} & claim.own.keys())
        if self.first is None and ("count" in claim.own or held) and claim.get("day") is not None:
            self.first = claim
        if "count" in claim.own:
            self.dated.add(id(dated(claim.node)))
        self.days |= {first_day(day)[1:]} if (day := claim.get("day")) is not None else set()
        self.acted |= {first_day(claim.own["day"])[1:]} if claim.acts and {"day"} < claim.own.keys() else set()
        stream, before = claim.get("stream"), self.block(claim)
        if stream is not None:
            self.streams[stream.value] = stream
            others = (each.get("stream") for each in before if each.node is claim.node)
            self.stream = None if any(each is not None and each.value != stream.value for each in others) else stream
        if deals_days(claim):
            self.dealt[claim.own["stream"].value] = claim.own["day"]
        self.last.append(claim)
        self.window = claim.own.get("window") or self.window
        before.append(claim)
        around = self.around(claim)
        for kind in ("stream", "day") if claim.acts or "count" in claim.own else ():
            fact = claim.own.get(kind)
            if fact is not None:
                known = around.setdefault(kind, fact)
                if known is not None and not same(kind, known, fact):
                    around[kind] = None


def deals_days(claim: Claim) -> bool:
    """Return True if a sentence gives each of several streams its day: the A stream on May 2, the B stream on May 8."""
    return len(claim.streams) > 1 and "day" in claim.own and len(values(claim.node, ("day",), claim.role)) > 1


def dated(node: Node) -> Node | None:
    """Return the heading with a day that a node stands under."""
    return next((parent for parent in above(node) if parent.kind == "heading" and parent.of("day")), None)


def values(node: Node, kinds: tuple[str, ...], role: str) -> list[Fact]:
    """Return what a node states of some kinds that may be of a draw of a role, each value once."""
    facts = [fact for fact in node.of(*kinds) if fact.role in ("announced", role)]
    return list({fact.value: fact for fact in reversed(facts)}.values())
