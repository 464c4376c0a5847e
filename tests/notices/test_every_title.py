"""Every unit group is read beside its title, however the two stand together."""

from __future__ import annotations

import pytest

import oinp_noc

_OPENINGS = {
    "title": "On December 8, 2029, Ontario issued 243 invitations under the Foreign Worker stream. Eligible jobs:",
    "title_fr": "Le 8 décembre 2029, l'Ontario a émis 243 invitations dans le volet Travailleurs étrangers. Emplois :",
}
_LINES = {
    "title in a table": "| {title} | {code} | 2 |",
    "code in a table": "| {code} | {title} |",
    "title, code in brackets": "- {title} ({code})",
    "code, dash, title": "- {code} – {title}",
    "title, dash, code": "{title} - {code}",
    "title, comma, NOC": "* {title}, NOC {code}",
    "title, code": "{title} {code}",
    "title;code": "{title};{code}",
    'code,"title"': '{code},"{title}"',
    "tabs": "{code}\t{title}\t1",
    "a row of semicolons": "{title} ({code}); ",
}
_HEADS = {"title in a table": "| Occupation | NOC code | TEER |\n|---|---|---|\n", "tabs": "NOC\tTitle\tTEER\n"}
_TOGETHER = 12  # titles in one notice
_UNITS = oinp_noc.classification("2021").unit_groups


@pytest.mark.parametrize("language", _OPENINGS)
@pytest.mark.parametrize("layout", _LINES)
def test_a_code_is_of_the_draw_beside_any_title(layout: str, language: str) -> None:
    between = "" if _LINES[layout].endswith("; ") else "\n"
    for first in range(0, len(_UNITS), _TOGETHER):
        some = _UNITS[first : first + _TOGETHER]
        lines = (_LINES[layout].format(code=unit.code, title=getattr(unit, language)) for unit in some)
        text = f"{_OPENINGS[language]}\n\n{_HEADS.get(layout, '')}{between.join(lines)}"
        (draw,) = oinp_noc.parse_notice(text).draws
        assert (draw.invitations, draw.score, draw.target, draw.region) == (243, None, None, None), text
        assert draw.occupations is not None, text
        assert {*draw.occupations.codes} == {unit.code for unit in some}, text
