"""Text in, whether a line of it is the signature of a post: who writes, with a code and a score of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node

_LONGEST = 300  # characters
_RULE = compiled(
    r"(?:[\n.!?)][ \t]{0,9}\n[ \t]{0,9}[_\u2014-]{5,}|\n--)[ \t]{0,9}\n"
    r"(?P<signed>(?:(?![ \t]{0,9}[_\u2014=-]{5})[^\S\n]*+\S[^\n]*+\n){0,3})\Z"
)  # below a heading, it underlines; so it does with another above
_NUMBERED = compiled(
    r"[0-9]\s?(?:[a-z-]+\s){0,2}?(?:invit|itas?\b|nois?\b|draws?\b|rounds?\b|candidat|people|tirage|ronde|personnes)"
    r"|\b(?:draw|round|invited|invitations?|tirage|ronde|invitee?s?)\b[^\n]{0,40}[0-9]"
)


def is_signature(node: Node, text: str) -> bool:
    """Return True if a node stands right below a rule that ends a post, and names one code at most and no draw.

    Args:
        node: the node.
        text: the text, spelt plainly.
    """
    start = node.unit.start
    rule = _RULE.search(text, max(0, start - _LONGEST), start) if node.kind not in ("row", "entry") else None
    if (
        rule is None
        or len(node.codes) > 1
        or any(code.printed is not None and not code.printed.kind for code in node.codes)
    ):
        return False
    end = text.find("\n\n", start)
    signed = text[rule.start("signed") : end if end >= 0 else len(text)]
    return len(signed) <= _LONGEST and _NUMBERED.search(signed) is None
