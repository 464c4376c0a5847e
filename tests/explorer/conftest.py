"""What the tests of the explorer share: the built page, a server, a browser; each skip says what is missing."""

from __future__ import annotations

import functools
import os
import shutil
import sys
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

TOOLS = Path(__file__).resolve().parents[2] / "tools" / "explorer"
MODULES = Path(os.environ.get("OINP_NOC_NODE_MODULES", TOOLS / "node_modules"))
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SWITCHES = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def tools() -> Path:
    """Return the folder of the explorer's builder."""
    return TOOLS


@pytest.fixture(scope="session")
def node() -> str:
    """Return the path of Node.js."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("there is no Node.js here (apt-get install nodejs)")
    return found


@pytest.fixture(scope="session")
def modules() -> Path:
    """Return the folder of the npm packages."""
    if not (MODULES / "pyodide").is_dir():
        pytest.skip("Pyodide is not here: `npm install` in tools/explorer, or `nox -s explorer`")
    return MODULES


@pytest.fixture(scope="session")
def site(modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the explorer, with Pyodide."""
    from explorer.__main__ import build  # noqa: PLC0415 (not built where its tests are skipped)

    out = tmp_path_factory.mktemp("explorer") / "site"
    build(out, modules / "pyodide", "..")
    return out


@pytest.fixture(scope="session")
def axe(modules: Path) -> str:
    """Return the source of axe-core, which finds what hinders people who do not see the page."""
    return (modules / "axe-core" / "axe.min.js").read_text("utf-8")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.sent: dict[str, int] = {}
        self.withheld: set[str] = set()
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 (as the base class has it)
        """Say nothing of a browser that went away in the middle of a file."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    server: _Server

    def send_head(self) -> Any:  # noqa: ANN401 (as the base class has it)
        path = self.path.partition("?")[0]
        if path in self.server.withheld:
            self.send_error(404)
            return None
        file = Path(self.translate_path(path))
        file = file / "index.html" if file.is_dir() else file
        if self.command == "GET":
            self.server.sent[path] = file.stat().st_size if file.is_file() else 0
        return super().send_head()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 (as the base class has it)
        """Print nothing."""


@contextmanager
def _serving(folder: Path) -> Iterator[_Server]:
    with _Server(folder) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _address(server: _Server) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def _noting(context: BrowserContext) -> list[str]:
    """Return the list that will have whatever the pages of a context report as errors."""
    faults: list[str] = []
    context.set_default_timeout(600_000)  # what takes longer hangs: a machine may be busy
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    return faults


@pytest.fixture
def server(site: Path) -> Iterator[_Server]:
    """Serve the explorer from a static server, as it comes with Python."""
    with _serving(site) as server:
        yield server


@pytest.fixture
def sent(server: _Server) -> dict[str, int]:
    """Return what the server has sent: bytes by path."""
    return server.sent


@pytest.fixture
def withheld(server: _Server) -> set[str]:
    """Return the paths that the server does not find: a test adds to them."""
    return server.withheld


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a headless browser."""
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here (apt-get install chromium)")
    with sync.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield found
        found.close()


@pytest.fixture
def context(browser: Browser, server: _Server) -> Iterator[BrowserContext]:
    """Return a browser that was never here."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, base_url=_address(server)) as context:
        yield context


@pytest.fixture
def faults(context: BrowserContext) -> Iterator[list[str]]:
    """Return what the page reports as errors: one that is left fails the test."""
    faults = _noting(context)
    yield faults
    assert faults == []


@pytest.fixture
def page(context: BrowserContext, faults: list[str]) -> Page:  # noqa: ARG001 (they are noted from here on)
    """Open the explorer."""
    page = context.new_page()
    page.goto("/")
    return page


@pytest.fixture(scope="module")
def warm(browser: Browser, site: Path) -> Iterator[tuple[Page, list[str]]]:
    """Open the explorer and wait for its library, once for all tests of a file."""
    with _serving(site) as server, browser.new_context(base_url=_address(server)) as context:
        faults = _noting(context)
        page = context.new_page()
        page.goto("/#q=mechnic")
        page.locator("#library-state[data-state=ready]").wait_for()
        yield page, faults


@pytest.fixture
def ready(warm: tuple[Page, list[str]]) -> Iterator[Page]:
    """Return the page whose library is ready, emptied, in English and as wide as a screen."""
    page, faults = warm
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    if page.locator("html").get_attribute("lang") == "fr":
        page.locator("#other-language").click()
    page.locator("#query").fill("")
    page.locator("#group").wait_for(state="hidden")
    yield page
    assert faults == []
