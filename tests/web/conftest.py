"""The application over a hand-written assistant, and the real server for a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from library_site import TOKEN
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright
from web_app import make_app
from web_browser import FLAGS, watched
from web_fakes import FakeAssistant
from web_portal import Portal, portal_serving
from web_server import serving_here
from web_shipped import shipped_server

from web.service import Service
from web.settings import WebSettings


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="session")
def pages() -> Iterator[tuple[TestClient, FakeAssistant]]:
    """One application for all read-only tests: building Gradio's pages takes a second."""
    fake = FakeAssistant()
    service = Service(lambda: fake)
    service.load()
    settings = WebSettings(frame_ancestors=("'self'", "https://portal.example.cn"))
    with TestClient(make_app(service, settings)) as client:
        yield client, fake


@pytest.fixture(scope="session")
def client(pages: tuple[TestClient, FakeAssistant]) -> TestClient:
    return pages[0]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; without one, browser tests fail and say what to do."""
    if os.environ.get("BROWSER") == "0":
        pytest.skip("BROWSER=0：浏览器测试没有运行")
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("找不到 chromium。请先运行 make system-deps，或用 BROWSER=0 跳过浏览器测试。")
    return path


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="module")
def browser(
    playwright: Playwright, chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A browser that starts with an empty profile."""
    context = opened(playwright, chromium, tmp_path_factory.mktemp("profile"))
    yield context
    context.close()


@pytest.fixture
def neighbour(playwright: Playwright, chromium: str, tmp_path: Path) -> Iterator[BrowserContext]:
    """The browser of somebody else: another process with a profile of its own."""
    context = opened(playwright, chromium, tmp_path / "profile")
    yield context
    context.close()


def opened(playwright: Playwright, chromium: str, profile: Path) -> BrowserContext:
    return playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=chromium,
        args=FLAGS,
        locale="zh-CN",
        viewport={"width": 1440, "height": 900},
    )


@pytest.fixture(scope="module")
def server(chromium: str) -> Iterator[str]:
    """The real pages over a written assistant, in this process; modules that need another have their own."""
    assert chromium
    service = Service(FakeAssistant)
    service.load()
    with serving_here(lambda: make_app(service, WebSettings())) as base:
        yield base


@pytest.fixture
def page(browser: BrowserContext, server: str) -> Iterator[Page]:
    """A page of that server that must stay with it and report no error."""
    with watched(browser, server) as made:
        yield made


@pytest.fixture(scope="session")
def portal() -> Iterator[Portal]:
    """A portal's web server, on another origin than any of ours."""
    with portal_serving() as made:
        yield made


@pytest.fixture(scope="session")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the open server's attempts to leave the machine are noted."""
    return tmp_path_factory.mktemp("closed") / "tried.txt"


@pytest.fixture(scope="session")
def open_server(
    chromium: str, portal: Portal, tried: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The service as it is shipped for portals, on a machine without a way out; one start for all tests of it."""
    assert chromium
    more = {
        "PYTHONPATH": str(Path(__file__).parent / "closed_network"),
        "YOUJU_TEST_TRIED": str(tried),
        "YOUJU_WEB__ADMIN_TOKEN": TOKEN,
        "YOUJU_WEB__DEBUG": "true",  # for how an answer was found; it adds to pages and takes nothing away
    }
    with shipped_server(tmp_path_factory.mktemp("etc"), portal.allowed, **more) as base:
        yield base
