"""The explorer in a real browser: what people type, and what they read."""

from __future__ import annotations

import itertools
import re
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

BUDGET = 400_000  # bytes before the first key
READY = "#library-state[data-state=ready]"
CURRENT = "#results a[aria-current]"


def _type(page: Page, text: str) -> Locator:
    page.locator("#query").fill(text)
    return page.locator("#results > li")


def _reads(found: Locator, text: str) -> None:
    """Wait until the first result says something: those of what was typed before may stand there still."""
    found.first.filter(has_text=text).wait_for()


def _state(page: Page, text: str) -> None:
    page.locator("#results-state", has_text=text).wait_for()


def _screen(page: Page, code: str, stream: str = "") -> Locator:
    """Ask for a stream, or for every one, and return the verdicts."""
    _type(page, code)
    page.locator(CURRENT, has_text=code).wait_for()
    # The page keeps what was said before, be it in another test.
    for name in ("region", "program", "language", "experience"):
        page.locator(f"#screen-{name}").select_option("")
    page.locator("#screen-stream").select_option(stream)
    if page.locator("#screen-score").is_enabled():
        page.locator("#screen-score").fill("")
    page.locator(".screen-form button").press("Enter")
    verdicts = page.locator(".verdict")
    verdicts.first.wait_for()
    return verdicts


def test_an_old_code_shows_what_it_became_and_why(page: Page) -> None:
    _reads(_type(page, "2173"), "21231")
    codes = page.locator("#group .codes")
    codes.wait_for()
    assert "The official note says that it continues as 21231" in codes.inner_text()
    assert "Data scientists" in codes.inner_text()
    assert page.title() == "2173 Software engineers and designers – NOC and OINP explorer"


def test_a_title_is_found_whatever_its_accents_and_gender(ready: Page) -> None:
    found = _type(ready, "infirmiere")
    _reads(found, "31301")
    assert "infirmier/infirmière" in found.first.inner_text()
    ready.locator("#group h2", has_text="31301").wait_for()


def test_mistakes_are_mended_once_the_library_is_ready_and_a_guess_is_not_opened(page: Page) -> None:
    found = _type(page, "sofware enginer")
    page.locator(READY).wait_for()
    _reads(found, "21231")
    _state(page, "similar")
    assert page.locator("#group").is_hidden()


def test_under_an_exact_title_stand_no_guesses(ready: Page) -> None:
    found = _type(ready, "d\u00e9veloppeuse Web")
    _state(ready, "One unit group has this title.")
    assert found.count() == 1
    found = _type(ready, "registered nurse")
    _state(ready, "One unit group has this title. Titles that resemble it stand below.")
    found.filter(has_text="registered practical nurse").wait_for()  # the library has answered
    assert "31301" in found.first.inner_text()
    assert not found.filter(has_text="dental nurse").count()


def test_a_code_within_a_text_is_read_by_the_library(ready: Page) -> None:
    _reads(_type(ready, "NOC 21231 - software people"), "21231")
    ready.locator("#results-state", has_text=re.compile("this code", re.IGNORECASE)).wait_for()


def test_the_first_answer_needs_few_bytes_and_no_library(page: Page, sent: dict[str, int]) -> None:
    page.wait_for_load_state("networkidle")
    before = dict(sent)
    assert "/data/site.json" in before
    assert sum(before.values()) < BUDGET
    assert not {"/library.zip", "/pyodide/pyodide.asm.wasm"} & set(before)
    began = time.perf_counter()
    _reads(_type(page, "2173"), "21231")
    seconds = time.perf_counter() - began
    print(f"{sum(before.values()):,} bytes before the first key, an answer {seconds:.2f} s after it")  # noqa: T201
    page.locator(READY).wait_for()
    assert {"/library.zip", "/pyodide/pyodide.asm.wasm"} <= set(sent)


def test_nothing_is_asked_of_another_server(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _type(page, "sofware enginer")
    page.locator(READY).wait_for()
    assert asked
    assert {url.split("/")[2] for url in asked} == {page.url.split("/")[2]}


def test_the_date_the_sources_and_the_attribution_of_the_data_are_there(page: Page) -> None:
    about = page.locator("#about")
    about.locator("a").first.wait_for()
    said = about.inner_text()
    day = oinp_noc.DATA_LAST_UPDATED
    assert f"{day:%B} {day.day}, {day.year}" in said
    assert "Statistics Canada" in said
    assert "not legal advice" in said
    attribution = page.request.get(about.locator("a").first.get_attribute("href") or "").text()
    assert "Adapted from Statistics Canada" in attribution


def test_the_page_leads_to_the_documentation_in_its_language(ready: Page) -> None:
    link = ready.locator("#about a").last
    assert link.get_attribute("href") == "../index.html"
    ready.locator("#other-language").click()
    ready.locator("#about a[href='../fr/index.html']").wait_for()


def test_a_question_that_is_too_long_stays_out_of_the_address(ready: Page) -> None:
    _type(ready, "2173").first.wait_for()
    _type(ready, "x" * 201)
    _state(ready, "That has 201 characters")
    assert "#" not in ready.url
    _type(ready, "x" * 200)
    ready.wait_for_function("location.hash.length > 200")


def test_verdicts_are_kept_in_the_other_language(ready: Page) -> None:
    verdicts = _screen(ready, "21231", "phd-graduate")
    count = verdicts.count()
    ready.locator("#other-language").click()
    ready.locator(".screen .state", has_text="oui").wait_for()
    expected = [
        oinp_noc.label(each.verdict, lang="fr")
        for each in reversed(oinp_noc.draws().screen("21231", stream="phd-graduate"))
    ]
    assert ready.locator(".verdict").all_text_contents() == expected
    assert len(expected) == count


def test_the_labels_of_a_row_stand_on_one_line(ready: Page) -> None:
    _type(ready, "21231")
    ready.locator(".screen-form").wait_for()
    labels = ready.locator(".screen-form label")  # all at one moment: the page may move between two questions
    tops = labels.evaluate_all("labels => labels.map(label => label.getBoundingClientRect().top)")
    rows = {round(top, 1) for top in tops}
    assert len(tops) == 6
    gaps = [below - above for above, below in itertools.pairwise(sorted(rows))]
    assert gaps
    assert min(gaps) > 40


def test_the_keyboard_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the search"
    page.keyboard.press("Enter")
    page.locator("#query").focus()
    page.keyboard.type("2173")
    page.locator(CURRENT).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert "NOC 2011" in page.locator(":focus").inner_text()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert page.locator(":focus").get_attribute("id") == "query"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("h2:focus").wait_for()
    assert page.url.endswith("#q=2173&group=2011%2F2173")
    assert "NOC 2011" in page.locator("#group .facts").inner_text()


def test_enter_leads_to_the_group_that_is_open_or_to_the_list(ready: Page) -> None:
    _type(ready, "2123").first.wait_for()
    assert ready.locator("#group").is_hidden()  # a minor group of 2021, and a unit group before
    ready.locator("#query").press("Enter")
    ready.locator("#results a:focus").press("Enter")
    ready.locator("h2:focus", has_text="Computer, software and Web designers and developers").wait_for()
    _type(ready, "21231")
    ready.locator("#group h2", has_text="21231").wait_for()
    ready.locator("#query").press("Enter")
    ready.locator("h2:focus", has_text="21231").wait_for()


def test_the_way_back_shows_what_was_there(ready: Page) -> None:
    _type(ready, "2173")
    ready.locator("#group .codes a", has_text="21211").first.click()
    ready.locator("#group h2", has_text="21211").wait_for()
    ready.go_back()
    ready.locator("#group h2", has_text="2173 ").wait_for()
    assert ready.locator("#query").input_value() == "2173"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("99999", "No NOC version has the code 99999. Nearest:"),
        ("²173", ""),
        ("<script>alert(1)</script>", ""),
        ("<img src=x onerror=alert(1)>", ""),
        ("مهندس برمجيات", ""),
        ("\U0001f469\u200d\U0001f4bb", ""),
        ("../../secret", ""),
        ("__proto__", ""),
        ("x" * 10_000, "That has 10,000 characters. A question has at most 200"),
        ("9" * 150, ""),
        ("   ", None),
    ],
)
def test_bad_input_gets_a_sentence(ready: Page, text: str, said: str | None) -> None:
    ready.on("dialog", lambda _: pytest.fail("what was typed ran"))
    _type(ready, text)
    if said is None:
        ready.wait_for_load_state("networkidle")
        assert ready.locator("#results-state").inner_text() == ""
        return
    ready.locator("#results-state", has_text=said or re.compile(r"\.$")).wait_for()  # the library is asked
    assert ready.locator("#results script, #results img").count() == 0
    _type(ready, "2173")
    ready.locator(CURRENT).wait_for()  # it still answers


@pytest.mark.parametrize("code", ["2173", "2123", "0", "72", "07-09", "NOC 21231", "CNP\u00a0: 2\uff1173"])
def test_a_code_is_read_and_ordered_as_the_library_does(ready: Page, code: str) -> None:
    _type(ready, code).first.wait_for()
    addresses = [link.get_attribute("href") or "" for link in ready.locator("#results a").all()]
    groups = [tuple(address.rpartition("group=")[2].split("%2F")) for address in addresses]
    assert groups == [(match.group.version, match.group.code) for match in oinp_noc.search(code)]


def test_verdicts_do_not_stay_under_other_values(ready: Page) -> None:
    _screen(ready, "21231", "phd-graduate")
    ready.locator("#screen-stream").select_option("human-capital-priorities")
    assert ready.locator(".verdict").count() == 0
    assert ready.locator(".screen .state").inner_text() == ""


def test_a_comparison_that_waits_for_the_library_is_dropped_with_its_sentence_when_a_value_changes(page: Page) -> None:
    _type(page, "21231")
    page.locator(".screen-form button").press("Enter")
    page.locator("#screen-stream").select_option("phd-graduate")
    page.locator(READY).wait_for()
    assert page.locator(".screen .state").inner_text() == ""
    page.locator(".screen-form button").press("Enter")
    page.locator(".verdict").first.wait_for()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("72", "may mean something else"),
        ("0", "may mean something else"),
        ("14", "may mean something else"),
        ("2173, 2174", "several codes"),
        ("21231, 21232", "several codes"),
    ],
)
def test_codes_that_mean_several_things_are_not_opened(ready: Page, text: str, said: str) -> None:
    _type(ready, text)
    _state(ready, said)
    assert ready.locator("#group").is_hidden()


@pytest.mark.parametrize(
    ("text", "said", "entries", "opened"),
    [
        ("213.0", "a spreadsheet took its zeros away", 7, None),
        ("433", "With the zeros that a spreadsheet takes away", 2, None),
        ("21231.0", "One group has this code.", 1, "21231"),
        ("2173 2016", "One group has this code.", 1, "2173"),
        ("NOC 2016 21231", "NOC 2016 has no code 21231. In other versions it is:", 1, None),
        ("99999 (NOC 2016)", "NOC 2016 has no code 99999. Nearest:", 5, None),
    ],
)
def test_zeros_and_versions_are_minded(ready: Page, text: str, said: str, entries: int, opened: str | None) -> None:
    found = _type(ready, text)
    _state(ready, said)
    assert found.count() == entries
    if opened is None:
        assert ready.locator("#group").is_hidden()
    else:
        ready.locator("#group h2", has_text=opened).wait_for()


def test_the_nearest_codes_are_named(ready: Page) -> None:
    found = _type(ready, "21236")
    found.first.wait_for()
    assert {entry.split(maxsplit=1)[0] for entry in found.all_inner_texts()} == {
        "21230",
        "21231",
        "21232",
        "21233",
        "21234",
    }


def test_an_address_leads_to_a_question_in_a_language(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/?lang=fr#q=2173")
    page.locator("#group .codes", has_text="se poursuit sous").wait_for()
    assert page.locator("html").get_attribute("lang") == "fr"
    page.locator("#other-language").click()
    page.locator("#group .codes", has_text="continues as").wait_for()
    assert page.locator("#query").input_value() == "2173"
    assert page.url.endswith("/?lang=en#q=2173")


def test_a_french_browser_reads_french_and_scales_by_their_french_names(browser: Browser, server: Any) -> None:  # noqa: ANN401
    address = f"http://127.0.0.1:{server.server_port}"
    with browser.new_context(base_url=address, locale="fr-CA") as context:
        page = context.new_page()
        page.goto("/#q=21231")
        page.locator("#group h2", has_text="21231").wait_for()
        assert page.locator("html").get_attribute("lang") == "fr"
        page.locator("#screen-stream").select_option("human-capital-priorities")
        assert page.locator("label[for=screen-score]").inner_text() == "Note (SCG)"
        page.locator("#screen-stream").select_option("phd-graduate")
        assert page.locator("label[for=screen-score]").inner_text() == "Note (déclaration d’intérêt)"
        draws = page.locator("#group .draws").text_content() or ""
        assert "et plus (déclaration d’intérêt)" in draws
        assert not re.search(r"\d \((CRS|EOI)\)", draws)


@pytest.mark.parametrize("group", ["2021/99999", "2021/../../site", "x/y/z", "constructor/name"])
def test_an_address_of_no_group_says_so(context: BrowserContext, group: str) -> None:
    page = context.new_page()
    page.goto(f"/#group={group}")
    page.locator("#results-state", has_text=".").wait_for()
    assert page.locator("#group").is_hidden()


def test_the_draws_are_those_of_the_library_and_doubt_is_said(ready: Page) -> None:
    _type(ready, "21231")
    part = ready.locator("#group .draws")
    part.wait_for()
    expected = oinp_noc.draws().timeline("21231")
    unknown = oinp_noc.draws().select(listing="unknown")
    assert f"{len(expected)} draws listed it" in part.inner_text()
    assert f"The lists of {len(unknown)} more draws are not known, or only in part" in part.inner_text()
    assert part.locator(".timeline-box .mark-listed").count() == len(expected)
    assert part.locator(".timeline-box svg").get_attribute("aria-label")


def test_the_lists_are_those_of_the_library(ready: Page) -> None:
    _type(ready, "21231")
    entries = ready.locator("#group .changes > li")
    entries.first.wait_for()
    expected = [(change.date.isoformat(), change.action) for change in reversed(oinp_noc.changes("21231"))]
    dates = [entry.get_attribute("datetime") for entry in entries.locator("time").all()]
    assert list(zip(dates, entries.locator(".badge").all_inner_texts(), strict=True)) == expected


def test_screening_gives_the_verdicts_and_reasons_of_the_library(ready: Page) -> None:
    _type(ready, "21231")
    ready.locator("#screen-stream").select_option("human-capital-priorities")
    assert "CRS" in ready.locator("label[for=screen-score]").inner_text()
    ready.locator("#screen-score").fill("480")
    ready.locator(".screen-form button").press("Enter")
    expected = oinp_noc.draws().screen("21231", stream="human-capital-priorities", score=480)
    entries = ready.locator(".verdicts > li")
    entries.first.wait_for()
    verdicts = ready.locator(".verdict")
    assert verdicts.all_text_contents() == [each.verdict for each in reversed(expected)]
    reasons = [tuple(entry.locator(".reasons li").all_text_contents()) for entry in entries.all()]
    assert reasons == [each.reasons for each in reversed(expected)]


def test_every_stream_is_screened_without_a_score(ready: Page) -> None:
    verdicts = _screen(ready, "31301")
    assert ready.locator("#screen-score").is_disabled()
    expected = Counter(each.verdict for each in oinp_noc.draws().screen("31301"))
    assert Counter(verdicts.all_text_contents()) == expected
    assert expected["cannot tell"]


def test_a_score_that_is_none_is_refused_in_the_words_of_the_form(ready: Page) -> None:
    _type(ready, "21231")
    ready.locator("#screen-stream").select_option("human-capital-priorities")
    score, state = ready.locator("#screen-score"), ready.locator(".screen .state")
    score.fill("1,200")
    score.press("Enter")
    assert state.inner_text() == (
        "“1,200” cannot be read as a score for “Human Capital Priorities”. "
        "Type digits without separators, such as 480 or 470.5."
    )
    assert score.get_attribute("aria-invalid") == "true"
    assert ready.locator(".verdict").count() == 0
    ready.locator("#other-language").click()
    ready.locator("label", has_text="Note (SCG)").wait_for()
    score.fill("x" * 500)
    score.press("Enter")
    stream = oinp_noc.stream("human-capital-priorities").name_fr
    assert state.inner_text().replace("\u00a0", " ").startswith(f"« {'x' * 40}… » ne peut pas")
    assert f"«\u00a0{stream}\u00a0»" in (state.text_content() or "")
    score.fill("480")
    assert state.inner_text() == ""
    assert score.get_attribute("aria-invalid") is None


def test_without_pyodide_it_still_answers_and_says_what_it_cannot(page: Page, withheld: set[str]) -> None:
    withheld.add("/pyodide/pyodide.asm.wasm")
    _type(page, "sofware enginer")
    page.locator("#library-state[data-state=failed]").wait_for()
    _state(page, "without the library similar ones cannot be found")
    _reads(_type(page, "2173"), "21231")
    page.locator(".screen-form button").press("Enter")
    page.locator(".screen .state", has_text="could not be loaded: reload the page").wait_for()


def test_data_that_cannot_be_read_is_said_and_asked_for_again(
    page: Page, withheld: set[str], faults: list[str]
) -> None:
    page.wait_for_load_state("networkidle")
    withheld.add("/data/groups/2016/2173.json")
    _type(page, "2173")
    _state(page, "The data could not be read")
    withheld.clear()
    faults.clear()
    _type(page, "217")
    _reads(_type(page, "2173"), "21231")


def test_without_the_draws_a_group_is_still_shown(page: Page, withheld: set[str], faults: list[str]) -> None:
    page.wait_for_load_state("networkidle")
    withheld.add("/data/draws.json")
    _type(page, "2173")
    page.locator("#group .codes", has_text="continues as 21231").wait_for()
    assert "could not be read. Reload the page" in page.locator("#group .draws").inner_text()
    withheld.clear()
    faults.clear()
    _type(page, "21731")
    page.locator("#group").wait_for(state="hidden")
    _type(page, "2173")
    page.locator("#group .draws-list").first.wait_for()


@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [("en", "light", 1280), ("en", "dark", 390), ("fr", "light", 390), ("fr", "dark", 1280)],
)
def test_it_is_accessible_and_fits(ready: Page, axe: str, lang: str, scheme: Any, width: int) -> None:  # noqa: ANN401
    ready.emulate_media(color_scheme=scheme)
    ready.set_viewport_size({"width": width, "height": 900})
    if lang == "fr":
        ready.locator("#other-language").click()

    def check(what: str) -> None:
        ready.evaluate(axe)
        found = ready.evaluate("axe.run(document)")
        assert len(found["passes"]) > 20
        assert [(what, each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
        assert ready.evaluate("document.documentElement.scrollWidth <= innerWidth"), what

    check("empty")
    _type(ready, "2173")
    ready.locator("#group .codes").wait_for()
    for folded in ("#group .draws > details >> nth=0", "#group .sources >> nth=0"):
        ready.locator(folded).evaluate("details => details.open = true")
    check("result")
    _screen(ready, "21231", "phd-graduate")
    check("form")
    _type(ready, "sofware enginer")
    ready.locator("#results > li").nth(3).wait_for()
    check("similar titles")


def test_axe_finds_what_is_wrong(ready: Page, axe: str) -> None:
    ready.evaluate("document.querySelector('label[for=query]').htmlFor = 'nothing'")
    ready.evaluate(axe)
    found = ready.evaluate("axe.run(document)")
    ready.evaluate("document.querySelector('label[for=nothing]').htmlFor = 'query'")
    assert "label" in {each["id"] for each in found["violations"]}
