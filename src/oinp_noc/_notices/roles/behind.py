"""Nodes in, whether they stand behind the article: related posts, comments, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.layout.stamps import is_stamp
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import INVITED, pattern

if TYPE_CHECKING:
    from oinp_noc._notices.roles.teller import Teller
    from oinp_noc._notices.tree.nodes import Node

_TITLE = 80  # characters of a title


def is_behind(node: Node, teller: Teller) -> bool:
    """Find the lines that end an article: related posts, comments; they are over with a heading of the page."""
    if node.kind in ("row", "entry"):
        return teller.behind
    leads = node.start == node.unit.start and node.end - node.start < _TITLE
    if _TEASER.match(teller.text, node.start, node.end):
        return True
    tells = not teller.stated and node.of(*INVITED)  # ICYMI: 84 invitations
    if leads and not tells and pattern("teaser").match(teller.text, node.start):
        teller.behind = teller.begun and teller.stated  # above the news it ends no article
        return True
    if leads and pattern("source").match(teller.text, node.start):
        teller.sourced = node.end == node.unit.end
        teller.behind = teller.sourced and teller.stated
        return True
    posted = teller.sourced and is_stamp(teller.text, node.start, node.end)  # in a chat the source ends a post only
    teller.behind &= not posted and not (teller.text[node.end - 1] == "." and node.of("day", "days"))
    return teller.behind


_TEASER = compiled(
    r"(?:related|read (?:more|also|next)|also read|see also|more|next|a lire(?: aussi)?|(?:lire|voir) aussi)\s?:\s"
)  # Related: Ontario invites 1,200 tech workers
