"""What the tests of the explorer share: the built page, a server, a browser; each skip says what is missing."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

TOOLS = Path(__file__).resolve().parents[2] / "tools" / "explorer"
MODULES = Path(os.environ.get("OINP_NOC_NODE_MODULES", TOOLS / "node_modules"))
CHROMIUM = os.environ.get("OINP_NOC_CHROMIUM") or shutil.which("chromium")
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
    build(out, modules / "pyodide")
    return out


class Server(ThreadingHTTPServer):
    """A static server that remembers what it sent, and that can withhold Pyodide."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.sent: dict[str, int] = {}
        self.missing: tuple[str, ...] = ()
        super().__init__(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))

    @property
    def address(self) -> str:
        """The address of the page."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Quiet(SimpleHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in self.server.missing:
            self.send_error(404)
            return
        super().do_GET()
        file = Path(self.translate_path(path))
        file = file / "index.html" if file.is_dir() else file
        self.server.sent[path] = file.stat().st_size if file.is_file() else 0

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 (as the base class has it)
        """Print nothing."""


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    """Serve the explorer."""
    with Server(site) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


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
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """Open the explorer; whatever the page reports as an error fails the test."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, base_url=server.address) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto("/")
        yield page
        assert faults == getattr(page, "expected_faults", [])
