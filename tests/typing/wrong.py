"""What a type checker refuses, from the user's side: an ignored line that held no fault would be reported itself."""

from __future__ import annotations

import oinp_noc


def a_code_is_text() -> None:
    oinp_noc.convert(2173)  # type: ignore[arg-type]
    oinp_noc.lookup(None)  # type: ignore[arg-type]
    oinp_noc.parse_code(21231)  # type: ignore[arg-type]
    oinp_noc.repair_code(None)  # type: ignore[arg-type]
    oinp_noc.repair_code(["2173"])  # type: ignore[arg-type]


def choices_are_closed() -> None:
    oinp_noc.convert("2173").one(prefer="first")  # type: ignore[arg-type]
    oinp_noc.draws().select(kind="special")  # type: ignore[arg-type]
    oinp_noc.draws().latest(listing="maybe")  # type: ignore[arg-type]


def a_conversion_of_sets_says_what_it_keeps(trades: oinp_noc.OccupationSet) -> None:
    trades.convert("2016")  # type: ignore[call-arg]


def values_are_frozen(group: oinp_noc.Group, draw: oinp_noc.Draw) -> None:
    group.code = "21232"  # type: ignore[misc]
    draw.invitations = 0  # type: ignore[misc]


def a_successor_may_be_missing() -> None:
    oinp_noc.convert("2174").successor.code  # type: ignore[union-attr]  # noqa: B018


def a_draw_may_have_no_list(draw: oinp_noc.Draw) -> None:
    len(draw.occupations)  # type: ignore[arg-type]


def sets_mix_with_sets_alone(trades: oinp_noc.OccupationSet) -> None:
    trades | {"72106"}  # type: ignore[operator]


def a_misspelt_name_is_refused() -> None:
    oinp_noc.serach("x")  # type: ignore[attr-defined]


def a_picture_takes_what_it_draws(draw: oinp_noc.Draw) -> None:
    oinp_noc.plots.flow("2173")  # type: ignore[arg-type]
    oinp_noc.plots.timeline(draw)  # type: ignore[arg-type]
    oinp_noc.plots.frequency(oinp_noc.draws(), lang="de")  # type: ignore[arg-type]


def a_plain_form_is_an_object() -> None:
    oinp_noc.Group.from_dict(["2021", "21231"])  # type: ignore[arg-type]


def engines_and_keys_are_closed(history: oinp_noc.DrawHistory) -> None:
    history.to_frame("excel")  # type: ignore[arg-type]
    history.summary(by=["month"])  # type: ignore[list-item]


def columns_and_choices_of_frames_are_closed(frame: list[int]) -> None:
    oinp_noc.frames.convert(frame, "noc", columns=["teer"])  # type: ignore[list-item]
    oinp_noc.frames.convert(frame, "noc", title=1)  # type: ignore[arg-type]
    oinp_noc.frames.groups(frame, "noc", titles="en")  # type: ignore[arg-type]
    oinp_noc.frames.search(frame, "job", lang="de")  # type: ignore[arg-type]
    oinp_noc.frames.describe(frame, "noc", 2016)  # type: ignore[arg-type]


def languages_are_closed(conversion: oinp_noc.Conversion) -> None:
    oinp_noc.use_language("de")  # type: ignore[arg-type]
    conversion.explain("de")  # type: ignore[arg-type]
