"""How an answer was found, under each answer of an installation whose settings ask for it."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect
from web_browser import ask

pytestmark = pytest.mark.browser

QUESTION = "苏州到2023年全市网络零售额的目标是多少?"


def test_the_full_page_shows_it_and_the_embedded_does_not(browser: BrowserContext, open_server: str) -> None:
    page = browser.new_page()
    page.goto(open_server)
    ask(page, QUESTION)
    trace = page.locator("#yj-live .yj-trace")
    expect(trace.locator("table")).to_be_hidden(timeout=20_000)
    trace.get_by_text("检索过程").click()
    expect(trace.locator("tr.yj-hit")).to_have_count(10)
    expect(trace.locator("tr.yj-hit").first).to_contain_text("地区相符")
    trace.locator("tr.yj-hit a").first.click()
    expect(page.locator("#yj-panel mark").first).to_be_in_viewport()
    page.goto(f"{open_server}/embed")
    ask(page, QUESTION)
    expect(page.locator("#yj-live .yj-answer")).to_contain_text("5000")
    expect(page.locator(".yj-trace")).to_have_count(0)
    page.close()
