"""Nothing leaves: every page of the service in a browser that reaches only its origin, and the server likewise."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from library_site import TOKEN
from playwright.sync_api import BrowserContext, Page, expect
from web_browser import ask, awake
from web_leaving import fetched_elsewhere, links, only_reaching

pytestmark = pytest.mark.browser

GUARD = Path(__file__).parent / "closed_network"
QUESTION = "苏州到2023年全市网络零售额的目标是多少?"
STARTS = ("/", "/embed", "/source", "/admin", "/no-such-page")
DOCUMENTS = 32  # of the shipped corpus; each has its page
ADMIN = {"/admin", "/admin/questions", "/admin/documents", "/admin/library"}
DRAFT = "某市算力券管理办法\n第一条 <img src=http://telemetry.example.cn/a.png> 制定本办法。\n[图片]\n第二条 略。\n"


@pytest.fixture
def server(chromium: str, open_server: str) -> str:
    assert chromium
    return open_server


@pytest.fixture
def left(browser: BrowserContext, server: str) -> Iterator[list[str]]:
    with only_reaching(browser, server) as outside:
        yield outside


def _visit(page: Page, address: str) -> set[str]:
    """Open a page; what it links to. A link to a download is no page."""
    page.goto(address, wait_until="load")
    if urlsplit(address).path in ("/", "/embed"):
        awake(page)
    assert fetched_elsewhere(page) == []
    return {link for link in links(page) if not urlsplit(link).path.endswith(".jsonl")}


def _sign_in(page: Page, server: str, tmp_path: Path) -> None:
    """Into the admin pages, and leave a document there to be decided on."""
    page.goto(f"{server}/admin/login")
    page.get_by_label("口令").fill(TOKEN)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="收录文件").click()
    file = tmp_path / "办法.txt"
    file.write_text(DRAFT, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="上传并预览").click()
    expect(page.locator("#c-a1")).to_contain_text("telemetry")  # words, not a picture


def test_no_page_asks_for_anything_elsewhere(
    browser: BrowserContext, server: str, left: list[str], tried: Path, tmp_path: Path
) -> None:
    page = browser.new_page()
    _sign_in(page, server, tmp_path)
    waiting, seen = [server + start for start in STARTS], set[str]()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        found = _visit(page, address)
        waiting += sorted(a for a in found - seen - set(waiting) if a.startswith(f"{server}/"))
    paths = {urlsplit(a).path for a in seen}
    assert sum(path.startswith("/source/") for path in paths) == DOCUMENTS
    assert paths >= ADMIN
    assert sum(path.startswith("/admin/library/draft/") for path in paths) == 1
    page.goto(server)
    awake(page)
    ask(page, QUESTION)
    page.locator("#yj-live .yj-chip").first.click()
    expect(page.locator("#yj-panel mark").first).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="下载 Word").click()
    _visit(page, f"{server}/admin/questions?show=all")
    expect(page.locator(".yj-admin-asked").first).to_have_text(QUESTION)  # now there is one to be shown
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
