"""Nothing leaves: every page of the service in a browser that reaches only its origin, and the server likewise."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from web_browser import ask, awake

pytestmark = pytest.mark.browser

GUARD = Path(__file__).parent / "closed_network"
QUESTION = "苏州到2023年全市网络零售额的目标是多少?"
STARTS = ("/", "/embed", "/source", "/admin", "/no-such-page")
DOCUMENTS = 32  # of the shipped corpus; each has its page
# Addresses that a page would fetch or look up without anybody's click.
FETCHED = """() => [...document.querySelectorAll('[src], [srcset], link[href], [action], [data], [poster]')]
  .flatMap(e => ['src', 'href', 'action', 'data', 'poster'].map(name => e.getAttribute(name)))
  .filter(Boolean).map(address => new URL(address, document.baseURI).href)"""


@pytest.fixture
def server(chromium: str, open_server: str) -> str:
    assert chromium
    return open_server


@pytest.fixture
def left(browser: BrowserContext, server: str) -> Iterator[list[str]]:
    """Requests of any page, popup or worker that were not for the origin; they are refused besides."""
    outside: list[str] = []
    ours = (f"{server}/", "data:", "blob:")

    def only_ours(route: Route) -> None:
        if route.request.url.startswith(ours):
            route.continue_()
        else:
            route.abort()

    browser.on("request", lambda r: None if r.url.startswith(ours) else outside.append(r.url))
    browser.route("**/*", only_ours)
    yield outside
    browser.unroute("**/*")


def _visit(page: Page, address: str) -> set[str]:
    """Open a page; what it links to, without fragments."""
    page.goto(address, wait_until="load")
    if urlsplit(address).path in ("/", "/embed"):
        awake(page)
    outside = [
        a
        for a in page.evaluate(FETCHED)
        if not a.startswith((f"{urlsplit(address).scheme}://{urlsplit(address).netloc}/", "data:", "blob:"))
    ]
    assert outside == []
    links: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    return {urldefrag(link).url for link in links}


def test_no_page_asks_for_anything_elsewhere(
    browser: BrowserContext, server: str, left: list[str], tried: Path
) -> None:
    page = browser.new_page()
    waiting, seen = [server + start for start in STARTS], set[str]()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        found = _visit(page, address)
        waiting += sorted(a for a in found - seen - set(waiting) if a.startswith(f"{server}/"))
    assert sum(urlsplit(a).path.startswith("/source/") for a in seen) == DOCUMENTS
    page.goto(server)
    awake(page)
    ask(page, QUESTION)
    page.locator("#yj-live .yj-chip").first.click()
    expect(page.locator("#yj-panel mark").first).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="下载 Word").click()
    page.wait_for_timeout(1000)  # what a page would send late, such as telemetry
    page.close()
    assert left == []
    assert not tried.exists(), tried.read_text(encoding="utf-8")


def test_the_guards_see_what_leaves(
    browser: BrowserContext, server: str, left: list[str], tmp_path: Path
) -> None:
    """A guard that sees nothing would let the test above pass."""
    page = browser.new_page()
    assert server
    page.set_content(
        '<img src="http://telemetry.example.cn/dot.png">'
    )  # without our policy, which would stop it
    assert left == ["http://telemetry.example.cn/dot.png"]
    page.close()
    noted = tmp_path / "tried.txt"
    calling = "import urllib.request; urllib.request.urlopen('http://telemetry.example.cn/')"
    environment = {**os.environ, "PYTHONPATH": str(GUARD), "YOUJU_TEST_TRIED": str(noted)}
    environment = {name: value for name, value in environment.items() if not name.lower().endswith("_proxy")}
    result = subprocess.run(
        [sys.executable, "-c", calling], env=environment, capture_output=True, check=False
    )
    assert result.returncode != 0
    assert noted.read_text(encoding="utf-8") == "socket.getaddrinfo telemetry.example.cn\n"
