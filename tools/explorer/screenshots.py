"""Photograph the explorer: ``python tools/explorer/screenshots.py SITE OUT``, with SITE as the builder made it.

OUT gets the start, an old code, a screening and a mended mistake, in both languages, at 390 and 1,280 pixels, light and
dark. It needs Chromium and Playwright, as ``nox -s explorer`` has them.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]

_LANGS = ("en", "fr")
_WIDTHS = (390, 1280)
_SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_SWITCHES = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")


def take(browser: Browser, address: str, out: Path) -> None:
    """Take every picture; the library is loaded once, and the page turned to each language, width and scheme."""
    page = browser.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{address}#q=mechnic")
    page.locator("#library-state[data-state=ready]").wait_for()
    for lang, width, scheme in itertools.product(_LANGS, _WIDTHS, _SCHEMES):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        if page.locator("html").get_attribute("lang") != lang:
            page.locator("#other-language").click()
        for name, show in (("start", _start), ("code", _code), ("screening", _screening), ("mistake", _mistake)):
            show(page)
            page.screenshot(path=out / f"{name}-{lang}-{width}-{scheme}.png", full_page=True)


def _start(page: Page) -> None:
    page.locator("#query").fill("")
    page.locator("#group").wait_for(state="hidden")


def _code(page: Page) -> None:
    page.locator("#query").fill("2173")
    page.locator("#group h2", has_text="2173").wait_for()
    page.locator("#group .timeline-box svg").wait_for()


def _screening(page: Page) -> None:
    page.locator("#query").fill("31301")
    page.locator("#group h2", has_text="31301").wait_for()
    page.locator("#screen-stream").select_option("human-capital-priorities")
    page.locator("#screen-score").fill("440")
    page.locator(".screen-form button").click()
    page.locator(".verdict").first.wait_for()


def _mistake(page: Page) -> None:
    page.locator("#query").fill("sofware enginer")
    page.locator("#results > li").nth(3).wait_for()


def main() -> None:
    """Serve the explorer and photograph it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("site", metavar="SITE", type=Path)
    parser.add_argument("out", metavar="OUT", type=Path)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(SimpleHTTPRequestHandler, directory=str(given.site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_SWITCHES))
        take(browser, f"http://127.0.0.1:{server.server_port}/", given.out)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
