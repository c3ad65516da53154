"""Thumbs, the reason dialog and the switch not to be recorded, in a browser; then what the maintainer sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from web_app import make_app
from web_browser import ask, awake, watched
from web_fakes import FakeAssistant
from web_server import serving_here

from web.feedback.model import Door, Rated, Reason, Value
from web.feedback.schema import DATABASE
from web.feedback.settings import FeedbackSettings
from web.feedback.store import Store
from web.feedback.wiring import open_recorder
from web.service import Service
from web.settings import WebSettings

pytestmark = pytest.mark.browser

TOKEN = "correct-horse-battery-staple"
THANKS = "谢谢，已记下。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("feedback")


@pytest.fixture(scope="module")
def server(chromium: str, folder: Path) -> Iterator[str]:
    assert chromium
    service = Service(FakeAssistant)
    service.load()
    settings = WebSettings.model_validate({"admin_token": TOKEN})
    recorder = open_recorder(FeedbackSettings(), folder)
    with serving_here(lambda: make_app(service, settings, recorder=recorder)) as base:
        yield base


@pytest.fixture
def page(browser: BrowserContext, server: str) -> Iterator[Page]:
    with watched(browser, server) as made:
        yield made


def kept(folder: Path) -> list[Rated]:
    store = Store(folder / DATABASE)
    try:
        return list(store.since(0))
    finally:
        store.close()


def test_an_answer_is_rated_with_the_keyboard_alone(page: Page, server: str, folder: Path) -> None:
    page.goto(server)
    awake(page)
    ask(page, "苏州的目标?")
    live = page.locator("#yj-live")
    live.get_by_role("button", name="没用").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="这个回答哪里没用")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")  # a slip of the hand rates nothing
    expect(dialog).to_be_hidden()
    expect(live.get_by_role("button", name="没用")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("radio", name="依据不对")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("应引第十八条")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(live.locator(".yj-rate")).to_contain_text(THANKS)
    expect(page.get_by_role("status").filter(has_text=THANKS)).to_be_attached()
    (one,) = kept(folder)
    assert one.rating is not None
    assert (one.rating.value, one.rating.reason, one.rating.comment) == (
        Value.DOWN, Reason.WRONG_EVIDENCE, "应引第十八条",
    )  # fmt: skip
    # The thanks stay when the turn is drawn anew among the earlier ones, and the judgement may change.
    ask(page, "镇江的目标?")
    past = page.locator("#yj-past .yj-rate")
    expect(past).to_contain_text(THANKS)
    expect(past.get_by_role("button", name="没用")).to_have_attribute("aria-pressed", "true")
    past.get_by_role("button", name="有用").click()
    expect(past.get_by_role("button", name="有用")).to_have_attribute("aria-pressed", "true")
    expect(live.locator(".yj-rate")).to_contain_text("这个回答有用吗？")
    assert [r.rating and r.rating.value for r in kept(folder)] == [Value.UP, None]


def test_in_a_frame_a_refusal_is_rated_within_sight(page: Page, server: str, folder: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 560})
    page.goto(f"{server}/embed")
    awake(page)
    ask(page, "火星的目标?")
    page.locator("#yj-live").get_by_role("button", name="没用").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_in_viewport(ratio=1)
    dialog.get_by_label("文件里有，却没有找到").check()
    dialog.get_by_role("button", name="提交").click()
    expect(page.locator("#yj-live .yj-rate")).to_contain_text(THANKS)
    last = kept(folder)[-1]
    assert (last.exchange.door, last.exchange.status) == (Door.EMBED, "refused")
    assert last.rating is not None
    assert last.rating.reason is Reason.SHOULD_ANSWER


def test_who_does_not_want_to_be_recorded_is_not_even_after_a_reload(
    page: Page, server: str, folder: Path
) -> None:
    before = len(kept(folder))
    page.goto(server)
    awake(page)
    switch = page.get_by_role("checkbox", name="不记录我的提问")
    switch.check()
    ask(page, "这一句不要记")
    expect(page.locator("#yj-live .yj-answer")).to_be_visible()
    expect(page.locator(".yj-rate")).to_have_count(0)
    page.reload()
    awake(page)
    expect(switch).to_be_checked()
    ask(page, "这一句也不要记")
    expect(page.locator(".yj-rate")).to_have_count(0)
    switch.uncheck()
    ask(page, "这一句可以记")
    expect(page.locator("#yj-live .yj-rate")).to_be_visible()
    page.locator("#yj-live").get_by_role("button", name="有用").click()
    expect(page.locator("#yj-live .yj-rate")).to_contain_text(THANKS)
    assert [r.exchange.question for r in kept(folder)[before:]] == ["这一句可以记"]


def test_readers_delete_what_was_kept_of_them_after_a_reload_too(
    page: Page, server: str, folder: Path, neighbour: BrowserContext
) -> None:
    other = neighbour.new_page()
    other.goto(server)
    awake(other)
    expect(other.get_by_role("button", name="删除我的记录")).to_have_count(0)  # nothing was asked in it
    ask(other, "别人的问题?")
    before = {r.exchange.question for r in kept(folder)}
    page.goto(server)
    awake(page)
    page.evaluate("localStorage.removeItem('youju.pages.v1')")  # what other tests asked stays theirs
    page.reload()
    awake(page)
    mine = page.get_by_role("button", name="删除我的记录")
    ask(page, "我的第一问?")
    page.reload()
    awake(page)
    expect(mine).to_be_visible()
    ask(page, "我的第二问?")
    expect(page.locator("#yj-live .yj-rate")).to_be_visible()
    mine.click()
    dialog = page.get_by_role("dialog", name="删除我的记录")
    page.keyboard.press("Escape")  # a slip of the hand deletes nothing
    expect(dialog).to_be_hidden()
    expect(mine).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # nor does Enter twice
    expect(dialog).to_be_hidden()
    mine.click()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if r.url.endswith("/feedback/delete") else None)
    dialog.get_by_role("button", name="删除").click()
    expect(dialog.get_by_role("status")).to_have_text("已删除 2 次提问的记录。")
    assert len(asked) == 1
    dialog.get_by_role("button", name="完成").click()
    expect(page.locator(".yj-rate")).to_have_count(0)
    assert {r.exchange.question for r in kept(folder)} == before
    # The other's stand, and so does their rating, until they delete them; a failure is told.
    expect(other.locator("#yj-live .yj-rate")).to_be_visible()
    other.route("**/feedback/delete", lambda route: route.fulfill(
        status=503, content_type="application/json", body='{"status": "failed", "reason": "评价记录暂时写不下。请稍后再试。"}'
    ))  # fmt: skip
    other.get_by_role("button", name="删除我的记录").click()
    dialog = other.get_by_role("dialog", name="删除我的记录")
    dialog.get_by_role("button", name="删除").click()
    said = "评价记录暂时写不下。请稍后再试。记录没有删除，请再试一次。"
    expect(dialog.get_by_role("status")).to_have_text(said)
    other.unroute("**/feedback/delete")
    dialog.get_by_role("button", name="删除").click()
    expect(dialog.get_by_role("status")).to_have_text("已删除 1 次提问的记录。")
    assert "别人的问题?" not in {r.exchange.question for r in kept(folder)}


def test_the_maintainer_signs_in_and_sees_what_was_rated_down(page: Page, server: str) -> None:
    page.goto(f"{server}/admin")
    page.get_by_label("管理口令").fill(TOKEN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="概况")).to_be_visible()
    expect(page.get_by_role("img", name="每天的提问数")).to_be_visible()
    page.get_by_role("link", name="没用").click()
    expect(page.locator(".yj-admin-asked")).to_have_text(["火星的目标?"])
    page.set_viewport_size({"width": 390, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_text("删除", exact=True).click()
    page.get_by_role("button", name="删除这次提问和评价").click()
    expect(page.get_by_text("没有这样的提问")).to_be_visible()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", name="登录管理页")).to_be_visible()
    page.goto(f"{server}/admin/questions")
    expect(page.get_by_role("heading", name="登录管理页")).to_be_visible()
