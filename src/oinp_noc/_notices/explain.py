"""A reading in, lines out: what each stage made of a text, for whoever mends a misreading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.accounts.ledger import ACCOUNTS
from oinp_noc._notices.tree.places import above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.reading import Reading
    from oinp_noc._notices.words.lexicon import Fact

_SHOWN = 100  # characters of a node


def explained(reading: Reading) -> Iterator[str]:
    """Print the tree with the facts of each node and their accounts, what the claims became, and what was chosen."""
    text = reading.notice.text
    accounts = {(id(entry.node), entry.fact.span): entry.account for entry in reading.entries}
    for node in reading.nodes:
        depth = "  " * sum(1 for _ in above(node))
        yield f"{depth}{node.kind} {node.start}-{node.end}: {_short(text, (node.start, node.end))}"
        yield f"{depth}  | {' '.join(node.words.names)}" if node.words.names else f"{depth}  |"
        for fact in node.facts:
            account = accounts.get((id(node), fact.span), "")
            yield f"{depth}  {_fact(fact, text)}" + (f" -> {ACCOUNTS[account]}" if account else "")
        if node.codes:
            yield f"{depth}  codes {' '.join(code.code for code in node.codes)}"
    for claim in reading.claims:
        own = ", ".join(_value(kind, fact) for kind, fact in claim.own.items())
        inherited = ", ".join(_value(kind, fact) for kind, fact in claim.context.items())
        flags = " total" * claim.total + " acts" * claim.acts
        yield f"claim {claim.role}{flags} at {claim.node.start}: {own or 'nothing'}; inherits {inherited or 'nothing'}"
    for name, drafts in {"draw": reading.settled.drafts, "total": reading.settled.totals}.items():
        for draft in drafts:
            own = ", ".join(_value(kind, fact) for kind, fact in draft.own.items())
            inherited = ", ".join(_value(kind, fact) for kind, fact in draft.context.items() if kind not in draft.own)
            told = " ".join(str(node.start) for node in draft.nodes)
            codes = f"{len(draft.codes)} codes"
            yield f"{name} {draft.role}: {own}; from context {inherited or 'nothing'}; told at {told}; {codes}"
            for choice in (each for each in reading.choices if each.draft is draft):
                what = choice.kind if choice.fact is None else _value(choice.fact.kind, choice.fact)
                yield f"  {what}: as {choice.known.id} has it" + ", against what is nearer" * choice.against


def _fact(fact: Fact, text: str) -> str:
    return f"{_value(fact.kind, fact)} {_short(text, fact.span)!r} by {fact.rule or 'its place'} ({fact.role})"


def _value(kind: str, fact: Fact) -> str:
    value = fact.value
    if kind == "target":
        meaning, strength = value
        value = f"{' '.join(str(part) for part in meaning if part)} ({strength})"
    elif kind in ("day", "days", "window"):
        ends = (value,) if kind == "day" and fact.kind == "day" else value
        value = " to ".join("-".join(str(part) for part in end if part) if end else "?" for end in ends)
    return f"{kind} {value}"


def _short(text: str, span: tuple[int, int]) -> str:
    shown = " ".join(text[slice(*span)].split())
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
