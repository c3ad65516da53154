"""The page's own tools: history that survives a reload, editing and retrying, chosen documents, the look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from web_browser import ask

pytestmark = pytest.mark.browser

POISON = (
    '<div class="yj-turn yj-done yj-counts" onclick="window.hacked=1"><div class="yj-question">旧问题</div>'
    '<img src="http://192.0.2.1/x" onerror="window.hacked=1"><script>window.hacked=1</script>'
    '<a href="javascript:window.hacked=1">点我</a><form action="/x"><input></form></div>'
)

TURN = '<div class="yj-turn yj-done yj-counts"><div class="yj-question"><bdi>{}</bdi></div></div>'


def questions(page: Page) -> list[str]:
    return page.locator(".yj-turn:visible .yj-question").all_inner_texts()


def kept(page: Page, wanted: list[str]) -> None:
    """Waits until the browser keeps these questions; the policy forbids what Playwright would wait with."""
    found: list[str] = []
    for _ in range(50):
        held = page.evaluate("localStorage.getItem('youju.talks.v1')")
        found = [turn["q"] for turn in json.loads(held)[0]["turns"]] if held else []
        if found == wanted:
            return
        page.wait_for_timeout(100)
    assert found == wanted


@contextmanager
def held(page: Page, path: str) -> Iterator[None]:
    """A server that answers nothing under this path until the block ends."""
    waiting: list[Route] = []
    page.route(path, lambda route: waiting.append(route))  # a method of a list takes no attribute
    yield
    for route in waiting:
        route.continue_()
    page.unroute(path)


def start(page: Page, server: str) -> None:
    page.goto(server)
    expect(page.locator("#yj-documents")).to_contain_text("已收录文件", timeout=30_000)


def test_a_reload_shows_the_turns_and_asks_nothing(page: Page, server: str) -> None:
    start(page, server)
    ask(page, "苏州?")
    ask(page, "火星?")
    kept(page, ["苏州?", "火星?"])
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.post_data or "") if "/queue/join" in r.url else None)
    page.reload()
    expect(page.locator("#yj-restored .yj-turn")).to_have_count(2, timeout=30_000)
    assert questions(page) == ["苏州?", "火星?"]
    assert not [data for data in asked if "苏州" in data or "火星" in data]
    page.locator("#yj-restored .yj-chip").first.click()
    expect(page.locator("#yj-panel mark").first).to_be_visible()
    page.keyboard.press("Escape")
    ask(page, "那镇江?")
    assert questions(page) == ["苏州?", "火星?", "那镇江?"]
    page.get_by_role("button", name="修改问题").last.click()
    expect(page.locator("#yj-editing")).to_be_visible()
    ask(page, "那南京?")
    assert questions(page) == ["苏州?", "火星?", "那南京?"]
    with held(page, "**/run/predict*"):
        page.get_by_role("button", name="清除，重新开始").click()
        page.wait_for_timeout(400)  # longer than the page waits before it keeps what it still shows
    expect(page.locator(".yj-turn:visible")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('youju.talks.v1')") is None


def test_what_is_kept_is_bounded_and_cleaned(browser: BrowserContext, server: str) -> None:
    page = browser.new_page()  # not the fixture: the console rightly names the handlers that the policy stops
    start(page, server)
    turn = {"q": "旧问题", "html": POISON, "counts": True}
    page.evaluate(
        "held => { localStorage.setItem('youju.talks.v1', held); sessionStorage.setItem('youju.tab.v1', 'old'); }",
        json.dumps([{"id": "old", "at": 0, "turns": [turn] * 40}]),
    )
    page.reload()
    expect(page.locator("#yj-restored .yj-turn")).to_have_count(40, timeout=30_000)
    assert (
        page.locator("#yj-restored :is(img, script, form, input, [onclick], [href^=javascript])").count() == 0
    )
    ask(page, "苏州?")
    kept(page, ["旧问题"] * 39 + ["苏州?"])
    assert page.evaluate("window.hacked") is None
    page.evaluate("localStorage.setItem('youju.talks.v1', '{broken')")
    page.reload()
    expect(page.locator("#yj-welcome")).to_be_visible(timeout=30_000)
    page.evaluate("localStorage.clear()")
    page.close()


def test_documents_are_chosen_and_the_look_is_kept(page: Page, server: str) -> None:
    start(page, server)
    page.locator(".yj-filter-open").click()
    page.get_by_label("苏州", exact=True).check()
    expect(page.locator(".yj-filter-count")).to_have_text("将在 1 份文件中查找。")
    page.get_by_role("button", name="完成").click()
    expect(page.locator(".yj-filter-open")).to_have_text("只查：苏州 （1 份文件）")
    ask(page, "零售额?")
    held = json.loads(page.locator("#yj-live .yj-payload").text_content() or "{}")
    assert held["filter"]["places"] == ["苏州"]
    page.get_by_role("button", name="取消筛选").click()
    page.keyboard.press("Alt+Slash")
    expect(page.get_by_role("dialog", name="快捷键")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+1")
    expect(page.locator("#yj-panel mark").first).to_be_visible()
    page.get_by_role("button", name="显示").click()
    page.get_by_label("深色").check()
    page.get_by_label("大字高对比（适老化）").check()
    page.reload()
    assert page.evaluate("[document.documentElement.dataset.tone, getComputedStyle(document.documentElement).fontSize]") == [
        "dark", "21.12px"
    ]  # fmt: skip
    page.evaluate("localStorage.clear()")


def test_the_divider_moves_with_the_keyboard_and_stays_where_it_was_put(page: Page, server: str) -> None:
    start(page, server)
    ask(page, "苏州?")
    chip, panel, divider = (page.locator(s) for s in ("#yj-live .yj-chip", "#yj-panel", "#yj-divider"))
    chip.first.click()
    expect(panel.locator("mark").first).to_be_visible()

    def width() -> int:
        shown = int(divider.get_attribute("aria-valuenow") or 0)
        assert (
            abs(panel.evaluate("e => e.getBoundingClientRect().width") - shown) < 1
        )  # 46% is no whole number
        # The chat has the rest: nothing of it lies below the source.
        assert (
            page.locator("#yj-composer").evaluate("e => e.getBoundingClientRect().right") < 1440 - shown + 1
        )
        return shown

    usual = width()
    page.keyboard.press("Shift+Tab")
    for _ in range(20):  # out of the text, past what can be pressed above it
        if divider.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Shift+Tab")
    expect(divider).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert width() == usual + 48
    page.keyboard.press("ArrowRight")
    assert width() == usual + 24
    page.reload()
    expect(page.locator("#yj-restored .yj-chip").first).to_be_visible(timeout=30_000)
    page.locator("#yj-restored .yj-chip").first.click()
    expect(panel.locator("mark").first).to_be_visible()
    assert width() == usual + 24
    for _ in range(40):
        divider.press("ArrowRight")
    assert width() == int(divider.get_attribute("aria-valuemin") or 0) == 340
    for _ in range(50):
        divider.press("ArrowLeft")
    assert width() == int(divider.get_attribute("aria-valuemax") or 0) == 1440 - 420
    divider.press("Home")
    assert width() == usual
    assert page.evaluate("localStorage.getItem('youju.divider.v1')") is None
    page.evaluate("localStorage.clear()")


def test_the_last_five_conversations_are_offered_and_one_is_taken_up(page: Page, server: str) -> None:
    start(page, server)
    made = [{"q": f"第{n}个?", "html": TURN.format(f"第{n}个?"), "counts": True} for n in range(6)]
    talks = [{"id": f"t{n}", "at": n, "turns": made[n : n + 1] * (n + 1)} for n in range(5)]
    page.evaluate(
        "held => { localStorage.setItem('youju.talks.v1', held); sessionStorage.clear(); }", json.dumps(talks)
    )
    page.reload()
    offered = page.get_by_role("navigation", name="最近的问答").locator(".yj-resume")
    expect(offered).to_have_text([f"第{n}个?{n + 1} 个问题" for n in range(5)], timeout=30_000)
    ask(page, "苏州?")  # a sixth takes the place of the last
    kept(page, ["苏州?"])
    page.get_by_role("button", name="新对话").click()
    expect(offered).to_have_text(["苏州?1 个问题", *[f"第{n}个?{n + 1} 个问题" for n in range(4)]])
    offered.filter(has_text="第2个?").click()
    assert questions(page) == ["第2个?"] * 3
    expect(page.locator("#yj-welcome")).to_be_hidden()
    ask(page, "那镇江?")
    kept(page, ["第2个?"] * 3 + ["那镇江?"])
    held = json.loads(page.evaluate("localStorage.getItem('youju.talks.v1')"))
    assert [len(talk["turns"]) for talk in held] == [4, 1, 1, 2, 4]
    page.get_by_role("button", name="清除，重新开始").click()
    expect(offered).to_have_count(4)
    page.get_by_role("navigation", name="最近的问答").get_by_role("button", name="全部清除").click()
    expect(offered).to_have_count(0)
    assert page.evaluate("localStorage.getItem('youju.talks.v1')") is None


def test_the_panel_gives_its_clause_a_reference_to_take_along(
    page: Page, browser: BrowserContext, server: str
) -> None:
    browser.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    start(page, server)
    ask(page, "苏州?")
    page.locator("#yj-live .yj-chip").first.click()
    panel = page.locator("#yj-panel")
    expect(panel.locator("mark").first).to_be_visible()
    panel.get_by_role("button", name="复制（含出处）").click()
    expect(panel.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "到2023年,全市网络零售额达到5000亿元。\n——《苏州市三年行动计划》(苏委发〔2021〕1号) 一、(一)"
    )
    panel.get_by_text("下一条").click()
    expect(panel.locator(".yj-crumb")).to_contain_text("(二)基本原则")
    panel.get_by_role("button", name="复制（含出处）").click()  # nothing is marked here: the whole clause
    expect(panel.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("(二)基本原则\n<script>alert(1)</script>")
    assert copied.endswith("\n——《苏州市三年行动计划》(苏委发〔2021〕1号) 一、(二)")
    panel.get_by_role("button", name="复制链接").click()
    expect(panel.locator(".yj-copy-link")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}/source/plan#s1.2"
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(page.locator("[id='s1.2']")).to_be_in_viewport()


def test_on_a_phone_the_source_is_a_sheet_above_the_question_box(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    start(page, server)
    ask(page, "苏州?")
    chip, panel = page.locator("#yj-live .yj-chip").first, page.locator("#yj-panel")
    close = page.get_by_role("button", name="关闭原文")
    for large in (False, True):
        page.evaluate("large => document.documentElement.toggleAttribute('data-large', large)", large)
        chip.press("Enter")
        expect(panel.locator("mark").first).to_be_in_viewport(ratio=1)
        sheet, box = panel.bounding_box(), page.locator("#yj-composer").bounding_box()
        assert sheet is not None
        assert box is not None
        assert (sheet["x"], sheet["width"]) == (0, 390)
        assert sheet["y"] >= 60  # what it was opened from stays in sight above it
        assert sheet["y"] + sheet["height"] <= box["y"] + 1
        text = panel.locator(".yj-text").bounding_box()
        mark = panel.locator("mark").first.bounding_box()
        assert text is not None
        assert mark is not None
        assert text["y"] <= mark["y"] < text["y"] + text["height"]
        expect(page.get_by_label("问题")).to_be_in_viewport(ratio=1)
        expect(close).to_be_in_viewport(ratio=1)
        page.get_by_label("问题").click()  # nothing lies over it
        expect(page.get_by_label("问题")).to_be_focused()
        if large:
            close.click()
        else:
            page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(chip).to_be_focused()


def test_a_chip_says_its_source_on_hover_and_on_focus(page: Page, server: str) -> None:
    start(page, server)
    ask(page, "苏州?")
    chip, preview = page.locator("#yj-live .yj-chip").first, page.locator("#yj-preview")
    chip.hover()
    expect(preview).to_contain_text("到2023年,全市网络零售额达到5000亿元。")
    expect(preview).to_contain_text("苏委发〔2021〕1号")
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    page.mouse.move(5, 5)
    page.keyboard.press("Tab")
    chip.focus()
    expect(preview).to_be_visible()
    assert chip.get_attribute("aria-describedby") == "yj-preview"
    assert (chip.get_attribute("aria-label") or "").startswith("依据1：苏州市三年行动计划")


def test_what_takes_longer_than_a_moment_says_so(page: Page, server: str) -> None:
    start(page, server)
    note = page.locator("#yj-sending")
    with held(page, "**/queue/join*"):
        page.get_by_label("问题").fill("苏州?")
        page.keyboard.press("Enter")
        expect(note).to_have_text("正在把问题发给服务器……")
    expect(page.locator("#yj-live .yj-answer")).to_be_visible(timeout=20_000)
    expect(note).to_be_hidden()
    word = page.locator('#yj-live button[value="docx"]')
    with held(page, "**/api/v1/export"):
        word.press("Enter")
        expect(word).to_have_text("正在生成……")
        expect(word).to_be_disabled()
        expect(page.locator("#yj-told")).to_have_text("正在生成……")
        waiting = page.expect_download()
    with waiting:
        pass
    expect(word).to_have_text("已下载")
    expect(word).to_be_enabled()
    expect(word).to_be_focused()
    with held(page, "**/api/v1/documents"):
        page.locator(".yj-filter-open").click()
        expect(page.locator(".yj-filter-open")).to_have_text("正在取文件清单……")
        expect(page.locator(".yj-filter-open")).to_be_disabled()
    expect(page.get_by_role("dialog", name="只在这些文件中查找")).to_be_visible()
    page.keyboard.press("Escape")
    panel = page.locator("#yj-panel")
    with held(page, "**/panel?*"):
        page.locator("#yj-live .yj-card").first.click()
        expect(panel).to_contain_text("正在打开原文……")
    expect(panel.locator("mark").first).to_be_visible()
    with held(page, "**/panel?*"):
        panel.get_by_text("下一条").press("Enter")
        expect(panel).to_have_attribute("aria-busy", "true")
        expect(panel.locator(".yj-bar")).to_contain_text("正在打开……")
        expect(panel.locator("mark").first).to_be_visible()  # what was open stays meanwhile
    expect(panel.locator(".yj-crumb")).to_contain_text("(二)基本原则")
    expect(panel).to_have_attribute("aria-busy", "false")
    page.keyboard.press("Escape")
    expect(word).to_have_text("下载 Word")
    with held(page, "**/run/predict*"):
        page.get_by_role("button", name="新对话").click()
        expect(note).to_have_text("正在开始新对话……")
    expect(page.locator("#yj-welcome")).to_be_visible()
    expect(note).to_be_hidden()
