"""Nothing disappears: every number with a unit, every day and every code ends in exactly one account."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given

import notice_figures
from notice_pieces import NEARLY_NOTICES
from oinp_noc._notices.accounts.ledger import ACCOUNTS, DAYS, NUMBERS
from oinp_noc._notices.explain import explained
from oinp_noc._notices.reading import Reading, read

CORNERS = tomllib.loads(Path(__file__).with_name("corners.toml").read_text("utf-8"))["corner"]
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(notice_figures.OWN.glob("*.txt"))}
TEXTS |= {corner["name"]: corner["text"] for corner in CORNERS}


def check(reading: Reading) -> None:
    stated = Counter(
        (id(node), fact.kind, fact.span)
        for node in reading.nodes
        for fact in node.facts
        if fact.kind in NUMBERS or fact.kind in DAYS
    )
    stated += Counter({(id(node), "code", code.span) for node in reading.nodes for code in node.codes})  # a range: one
    kept = Counter((id(entry.node), entry.fact.kind, entry.fact.span) for entry in reading.entries)
    assert stated <= kept
    assert {kind for _, kind, _ in kept - stated} <= {"unread"}  # numbers without a unit
    assert max(kept.values(), default=1) == 1
    assert {entry.account for entry in reading.entries} <= set(ACCOUNTS)
    loose = [entry for entry in reading.entries if entry.account == "unassigned"]
    told = {problem.span for problem in reading.notice.problems if problem.kind == "unassigned"}
    assert {entry.fact.span for entry in loose if entry.fact.kind != "code"} == told
    in_no_draw = [problem.message for problem in reading.notice.problems if problem.kind == "codes-in-no-draw"]
    announced = any(draw.role == "announced" for draw in reading.notice.draws)
    announced = announced or any(entry.fact.kind in NUMBERS for entry in loose)  # a draw may be lost
    assert bool(in_no_draw) is (announced and any(entry.fact.kind == "code" for entry in loose))


@pytest.mark.parametrize("name", TEXTS)
def test_the_accounts_hold_every_fact_once(name: str) -> None:
    check(read(TEXTS[name]))


@given(NEARLY_NOTICES)
def test_of_any_text_too(text: str) -> None:
    check(read(text))


@pytest.mark.parametrize("name", TEXTS)
def test_numbers_of_draws_are_in_the_account_of_draws(name: str) -> None:
    reading = read(TEXTS[name])
    accounts = {entry.fact.span: entry.account for entry in reading.entries}
    for draw in reading.notice.draws:
        for field in {"invitations", "score"} & set(draw.spans):
            assert accounts[draw.spans[field]] in ("announced", "recalled"), field


def test_a_reading_explains_itself() -> None:
    text = TEXTS["01-official-two-targets-one-stream"]
    lines = list(explained(read(text)))
    assert "heading 4-18: March 14, 2023" in lines
    assert any(line.strip().startswith("count 2 '2' by invitations (announced) -> a draw") for line in lines)
    assert any(line.strip() == "codes 21231 31301" for line in lines)
    assert any(line.startswith("claim announced acts at ") for line in lines)
    assert any(line.startswith("draw announced: ") and line.endswith("3 codes") for line in lines)
    assert any(line.startswith("total announced: ") for line in explained(read(TEXTS["a sum that is wrong"])))
