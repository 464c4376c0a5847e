"""Texts of pieces that notices are made of, and of pieces that break readers, for tests."""

from __future__ import annotations

from hypothesis import strategies as st

# What notices are made of, and what breaks readers.
PIECES = st.sampled_from(
    (
        *"|•-–:;,.()[]<>&#*0123456789\n\t\xa0 \x00\ud800 ",
        *("May 9, 2023", "29 février", "2023-02-30", "between", "and above", "NOC 21231", "2173", "CNP", "Carpenters"),
        *("invitations", "issued", "1,234", "402", "Masters Graduate stream", "volet", "| Date | Score |", "---|---"),
        *("Previous draw", "health occupations", "Total", "today", "352-421", "CRS", "each", "respectively", "http://"),
    )
)
NEARLY_NOTICES = st.lists(PIECES, max_size=40).map(" ".join)
