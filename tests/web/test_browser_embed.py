"""The chat in the page of a portal on another origin, measured from the portal's side."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Frame, Page, expect
from web_browser import ask, awake, until, watched
from web_portal import Portal, page_with

pytestmark = pytest.mark.browser

QUESTION = "苏州到2023年全市网络零售额的目标是多少?"
TABLE = "苏州和镇江的数字经济核心产业增加值目标分别是多少？"
# What every message that reaches the portal's page said, and from where.
LISTEN = "window.heard = []; addEventListener('message', e => heard.push([e.origin, e.data]));"


@pytest.fixture
def server(chromium: str, open_server: str) -> str:
    assert chromium
    return open_server


@pytest.fixture
def page(browser: BrowserContext, server: str, portal: Portal) -> Iterator[Page]:
    with watched(browser, server, portal.allowed) as made:
        made.add_init_script(LISTEN)
        yield made


def strict(server: str) -> str:
    """A policy that names the service and allows nothing else: no style of the page's own, no raw HTML."""
    return (
        f"default-src 'none'; script-src {server}; frame-src {server}; require-trusted-types-for 'script'; "
        "trusted-types 'none'"
    )


def framed(page: Page) -> Frame:
    """The frame, once the chat in it can be used."""
    awake(page.frame_locator("iframe"))
    return page.frames[1]


def heights(page: Page, server: str) -> list[int]:
    """All heights that were reported, oldest first; every message must be the service's."""
    heard: list[list[Any]] = page.evaluate("heard")
    assert {origin for origin, _ in heard} <= {server}
    return [message["height"] for _, message in heard if message["youju"] == "height"]


# Of the frame: height of the content, height shown, and room below the question box.
SIZES = """() => {
  const e = document.scrollingElement, end = document.querySelector('#yj-composer').getBoundingClientRect().bottom;
  return [e.scrollHeight, e.clientHeight, innerHeight, Math.round(innerHeight - end), e.scrollWidth - innerWidth];
}"""
# Of the page around it: height given to the frame, and height that was last reported.
OUTSIDE = """() => [document.querySelector('iframe').getBoundingClientRect().height,
  heard.filter(h => h[1].youju === 'height').at(-1)?.[1].height]"""


def expect_fitting(page: Page, frame: Frame) -> int:
    """The frame is as high as its page: nothing is cut off, and no bar is needed. Returns that height in px."""
    until(  # what the server tells on loading; gone once something was asked
        frame,
        "() => { const e = document.querySelector('#yj-documents'); return !e || e.textContent.trim() !== ''; }",
    )
    measured: list[int] = []
    for _ in range(100):  # what the server tells comes in pieces, and the parent follows a frame later
        before, measured = measured, [*frame.evaluate(SIZES), *page.evaluate(OUTSIDE)]
        if before == measured and len({measured[n] for n in (0, 1, 2, 5, 6)}) == 1:
            break
        page.wait_for_timeout(150)
    content, shown, window, below, wider, outer, reported = measured
    assert content == shown == window, "an inner scrollbar, or room that is cut off"
    assert 0 <= below < 8, "empty room below the question box"
    assert wider <= 0
    assert outer == shown == reported
    return shown


def test_the_frame_is_as_high_as_the_chat(page: Page, server: str, portal: Portal) -> None:
    """Default settings, under a strict policy of the portal."""
    path = portal.put("/strict", page_with(f'<script src="{server}/embed.js"></script>'), strict(server))
    page.goto(portal.allowed + path)
    frame = framed(page)
    empty = expect_fitting(page, frame)
    chat = page.frame_locator("iframe")
    ask(chat, TABLE)
    expect(chat.locator("#yj-next button").first).to_be_visible(timeout=20_000)
    full = expect_fitting(page, frame)
    assert full > empty + 200
    below = page.locator("#below").bounding_box()
    outer = page.locator("iframe").bounding_box()
    assert below is not None
    assert outer is not None
    assert below["y"] >= outer["y"] + full  # the portal's own text goes on below
    assert page.context.cookies() == []

    chat.locator("#yj-live .yj-chip").first.click()
    expect(chat.locator("#yj-panel mark").first).to_be_in_viewport()
    sheet = chat.locator("#yj-panel").bounding_box()
    assert sheet is not None
    outer = page.locator("iframe").bounding_box()
    assert outer is not None
    assert outer["y"] <= sheet["y"]
    assert sheet["y"] + sheet["height"] <= outer["y"] + outer["height"]
    page.keyboard.press("Escape")
    expect(chat.locator("#yj-panel")).to_be_hidden()
    assert expect_fitting(page, frame) == full

    # A frame that somebody makes higher is not reported as higher: nothing is measured against the window.
    before = len(heights(page, server))
    page.locator("iframe").evaluate("e => { e.style.height = '3000px'; }")
    chat.locator("#yj-new").click()
    expect(chat.locator("#yj-intro")).to_be_visible()
    until(page, f"heard.length > {before}")
    assert max(heights(page, server)[before:]) < full


def test_a_phone_and_a_parent_that_sends_no_referrer(page: Page, server: str, portal: Portal) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    head = '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">'
    # Firefox has no ancestorOrigins: without either the script's first message has to do.
    page.add_init_script(
        "Object.defineProperty(Location.prototype, 'ancestorOrigins', {get: () => undefined});"
    )
    path = portal.put("/phone", page_with(f'<script src="{server}/embed.js"></script>', head))
    page.goto(portal.allowed + path)
    frame = framed(page)
    ask(page.frame_locator("iframe"), TABLE)
    expect(page.frame_locator("iframe").locator("#yj-next button").first).to_be_visible(timeout=20_000)
    expect_fitting(page, frame)


@pytest.mark.parametrize("policy_kept", [True, False])
def test_another_parent_gets_neither_the_page_nor_a_word(
    browser: BrowserContext, server: str, portal: Portal, policy_kept: bool
) -> None:
    """Refused by the header; and where something between strips the header, the page keeps silent."""
    page = browser.new_page()  # not the fixture: the console rightly names the frame that was refused
    page.add_init_script(LISTEN)
    if not policy_kept:

        def stripped(route: Any) -> None:
            reply = route.fetch()
            route.fulfill(response=reply, headers={**reply.headers, "content-security-policy": ""})

        page.route(f"{server}/embed", stripped)
    path = portal.put("/other", page_with(f'<script src="{server}/embed.js"></script>'))
    page.goto(portal.refused + path)
    if policy_kept:
        until(page, "document.querySelector('iframe') !== null")
        for _ in range(100):  # a frame that is refused says so nowhere else
            if page.frames[1].url.startswith("chrome-error:"):
                break
            page.wait_for_timeout(100)
        assert page.frames[1].url.startswith("chrome-error:")
    else:
        framed(page)
        ask(page.frame_locator("iframe"), QUESTION)
    assert page.evaluate("heard") == []
    box = page.locator("iframe").bounding_box()
    assert box is not None
    assert box["height"] == 420  # as the script made it
    page.close()


def test_a_transparent_frame_with_an_opening_question(page: Page, server: str, portal: Portal) -> None:
    script = f'<script src="{server}/embed.js" data-target="#here" data-transparent data-question="{QUESTION}"></script>'
    inside = '<style>body { background: #d2e6c8; }</style><div id="here"></div>'
    path = portal.put("/clear", page_with(script, inside))
    page.goto(portal.allowed + path)
    frame = framed(page)
    chat = page.frame_locator("iframe")
    expect(chat.get_by_label("问题")).to_have_value(QUESTION)
    expect(chat.locator(".yj-turn")).to_have_count(0)  # asked by the reader, not by the portal
    expect_fitting(page, frame)
    assert page.locator("#here > iframe").count() == 1
    corner = Image.open(io.BytesIO(page.locator("iframe").screenshot())).convert("RGB").getpixel((3, 3))
    assert corner == (0xD2, 0xE6, 0xC8)
    chat.get_by_role("button", name="发送").click()
    expect(chat.locator("#yj-live .yj-answer")).to_contain_text("5000", timeout=20_000)


def test_a_button_opens_the_chat(page: Page, server: str, portal: Portal) -> None:
    script = f'<script src="{server}/embed.js" data-mode="button" data-label="问政策" data-question="{QUESTION}" data-ask></script>'
    path = portal.put("/button", page_with(script), strict(server))
    page.goto(portal.allowed + path)
    opener = page.get_by_role("button", name="问政策")
    expect(opener).to_have_attribute("aria-expanded", "false")
    assert page.locator("iframe").count() == 0  # costs the portal's page nothing before it is wanted
    opener.click()
    chat = page.frame_locator("iframe")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(chat.locator("#yj-live .yj-answer")).to_contain_text("5000", timeout=20_000)
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert (box["x"] + box["width"], box["y"] + box["height"]) == (1440 - 24, 900 - 24)
    chat.locator("#yj-live .yj-chip").first.click()
    expect(chat.locator("#yj-panel mark").first).to_be_in_viewport()
    page.keyboard.press("Escape")  # the first closes the source, the second a dialog, the third the chat
    expect(chat.locator("#yj-panel")).to_be_hidden()
    chat.get_by_role("button", name="没用").click()
    expect(chat.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(chat.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()
    page.set_viewport_size({"width": 390, "height": 700})
    opener.click()
    expect(chat.locator("#yj-live .yj-answer")).to_contain_text("5000")  # the conversation is still there
    box = page.get_by_role("dialog").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 700}
    page.get_by_role("button", name="关闭").click()
    expect(opener).to_be_visible()


def test_a_portal_names_its_place_and_its_tone(page: Page, server: str, portal: Portal) -> None:
    script = f'<script src="{server}/embed.js" data-place="苏州" data-theme="dark"></script>'
    page.goto(portal.allowed + portal.put("/place", page_with(script)))
    frame = framed(page)
    chat = page.frame_locator("iframe")
    expect(chat.locator(".yj-filter-open")).to_contain_text("只查：苏州、全国")
    empty = expect_fitting(page, frame)
    corner = Image.open(io.BytesIO(page.locator("iframe").screenshot())).convert("L").getpixel((3, 3))
    assert isinstance(corner, int)
    assert corner < 60  # dark, although the portal is not
    chat.locator(".yj-filter-open").click()
    dialog = chat.locator("dialog.yj-filter-dialog")
    expect(dialog).to_be_visible()
    until(page, "document.querySelector('iframe').clientHeight === 640")  # the dialog has room
    chat.get_by_role("button", name="完成").click()
    expect(dialog).to_be_hidden()
    until(page, f"document.querySelector('iframe').clientHeight === {empty}")
    ask(chat, "数字经济核心产业增加值的目标是多少？")
    expect(chat.locator("#yj-live .yj-evidence")).to_contain_text("苏州市推进数字经济")
    assert "镇江" not in chat.locator("#yj-live .yj-answer").inner_text()
