"""A reader's way through the real server in a real browser: ask, cite, open the source, on a desk and a phone."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import docx
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from web_browser import ask, awake, first_character_ms, serving, watched

from web.examples import EXAMPLES

pytestmark = pytest.mark.browser

QUESTION = "苏州到2023年全市网络零售额的目标是多少?"
HOSTILE = (
    '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> [点我](javascript:window.hacked=1)'
)


@pytest.fixture(scope="module")
def server(chromium: str) -> Iterator[str]:
    """The server as it is shipped."""
    assert chromium
    with serving() as base:
        yield base


@pytest.fixture
def page(browser: BrowserContext, server: str) -> Iterator[Page]:
    with watched(browser, server) as made:
        yield made


def test_ask_read_the_citation_and_open_the_source(page: Page, server: str) -> None:
    page.goto(server)
    expect(page.get_by_text("政策文件里怎么说")).to_be_visible()
    ask(page, QUESTION)
    answer = page.locator("#yj-live .yj-answer")
    expect(answer).to_contain_text("5000")
    expect(page.locator("#yj-live .yj-evidence")).to_contain_text("苏委发〔2021〕1号")

    chip = answer.locator(".yj-chip").first
    expect(chip).to_have_text("[1]")
    chip.focus()
    page.keyboard.press("Enter")  # without a mouse
    panel = page.locator("#yj-panel")
    mark = panel.locator("mark").first
    expect(mark).to_be_in_viewport()
    expect(panel.locator(".yj-text")).to_contain_text("5000")
    assert "5000" in "".join(panel.locator("mark").all_inner_texts())
    expect(panel.locator(".yj-panel-head")).to_contain_text("苏州市推进数字经济和数字化发展三年行动计划")
    expect(panel.locator(".yj-panel-head")).to_contain_text("规划期已过")
    box, side = page.get_by_label("问题").bounding_box(), panel.bounding_box()
    assert box is not None
    assert side is not None
    assert box["x"] + box["width"] <= side["x"]  # the panel does not cover the question box

    before = panel.locator(".yj-crumb").inner_text()
    panel.get_by_text("下一条").click()
    expect(panel.locator(".yj-crumb")).not_to_have_text(before)
    panel.get_by_text("上一条").click()
    expect(panel.locator(".yj-crumb")).to_have_text(before)

    link = panel.get_by_text("阅读全文").get_attribute("href")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(chip).to_be_focused()

    assert link is not None
    page.goto(server + link)
    expect(page.locator("h1")).to_contain_text("苏州市推进数字经济和数字化发展三年行动计划")
    target = page.locator(f"[id='{link.partition('#')[2]}']")
    expect(target).to_be_in_viewport()
    assert "5000" in "".join(target.locator("mark").all_inner_texts())


def test_a_follow_up_and_a_new_conversation(page: Page, server: str) -> None:
    page.goto(server)
    ask(page, QUESTION)
    ask(page, "那镇江呢?")
    expect(page.locator("#yj-past .yj-turn")).to_have_count(1)
    expect(page.locator("#yj-past")).to_contain_text("5000")
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(".yj-turn")).to_have_count(0)
    expect(page.get_by_text("政策文件里怎么说")).to_be_visible()


@pytest.mark.parametrize("question", [q for group in EXAMPLES for q in group.questions])
def test_every_example_is_answered(server: str, question: str) -> None:
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(f"{server}/api/v1/ask", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        answer = json.load(reply)
    assert answer["status"] == "answered", answer["reason"]
    assert answer["citations"]


def test_an_example_is_asked_by_a_click(page: Page, server: str) -> None:
    page.goto(server)
    page.get_by_role("button", name="《数据安全法》第十八条").click()
    expect(page.locator("#yj-live .yj-answer")).to_contain_text("数据交易", timeout=20_000)
    expect(page.locator("#yj-live .yj-evidence")).to_contain_text("草案")


def test_two_readers_do_not_see_each_other(page: Page, browser: BrowserContext, server: str) -> None:
    page.goto(server)
    ask(page, QUESTION)
    other = browser.new_page()
    other.goto(server)
    expect(other.get_by_text("政策文件里怎么说")).to_be_visible()
    ask(other, "《数据安全法》第十八条")
    assert "零售" not in other.locator("#yj-past, #yj-live").first.inner_text()
    expect(other.locator(".yj-turn")).to_have_count(1)
    expect(page.locator(".yj-turn")).to_have_count(1)
    other.close()


def test_two_people_do_not_see_each_other(page: Page, neighbour: BrowserContext, server: str) -> None:
    """Neither what was asked nor what is kept for later, in the page or in the other's browser."""
    page.goto(server)
    ask(page, QUESTION)
    other = neighbour.new_page()
    other.goto(server)
    awake(other)
    expect(other.locator(".yj-turn")).to_have_count(0)
    ask(other, "《数据安全法》第十八条")
    expect(other.locator(".yj-turn")).to_have_count(1)
    assert "零售" not in other.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert "数据安全法" not in page.locator(".yj-turn").all_inner_texts()[0]
    expect(page.locator(".yj-turn")).to_have_count(1)


def test_a_reader_of_real_answers_waits_little(page: Page, server: str) -> None:
    page.goto(server)
    awake(page)
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert painted < 2000
    ask(page, QUESTION)  # warm
    asked = (
        "苏州到2023年培育多少家区块链龙头企业？",
        "江苏加快5G网络建设由哪些部门负责？",
        "《数据安全法》第十八条",
        "镇江到2025年培育多少个5G+行业应用示范项目？",
        "小厂子想搞自动化，苏州有没有人免费上门给看看",
    )
    waits = [first_character_ms(page, question) for question in asked]
    assert median(waits) < 300, waits


def test_hostile_text_stays_text(page: Page, server: str) -> None:
    page.goto(server)
    ask(page, HOSTILE)
    expect(page.locator("#yj-live .yj-question")).to_have_text(HOSTILE)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#yj-live img, #yj-live script, #yj-live a[href^='javascript']").count() == 0
    ask(page, "长" * 10_000)
    expect(page.locator("#yj-live .yj-state.hint")).to_contain_text("请缩短")


def test_nothing_is_sent_while_a_word_is_being_chosen(page: Page, server: str) -> None:
    """Enter that ends a Chinese input method's composition is not Enter that sends."""
    page.goto(server)
    box = page.get_by_label("问题")
    box.fill("苏州")
    box.evaluate(
        "e => e.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', bubbles: true, cancelable: true, isComposing: true, keyCode: 229}))"
    )
    box.evaluate(
        "e => e.dispatchEvent(new KeyboardEvent('keypress',"
        " {key: 'Enter', bubbles: true, cancelable: true, isComposing: true, keyCode: 229}))"
    )
    page.wait_for_timeout(500)
    expect(page.locator(".yj-turn")).to_have_count(0)
    expect(box).to_have_value("苏州")


def test_an_answer_is_copied_with_its_sources(page: Page, browser: BrowserContext, server: str) -> None:
    browser.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    page.goto(server)
    ask(page, QUESTION)
    page.get_by_role("button", name="复制（含出处）").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "5000亿元" in copied
    assert "[1] 《苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)》(苏委发〔2021〕1号) " in copied
    assert "以原文为准" in copied
    # plain http and frames have no clipboard API
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})")
    page.evaluate(
        "document.addEventListener('copy', () => { window.copied = document.activeElement.value; })"
    )
    page.get_by_role("button", name="复制（含出处）").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("window.copied") == copied


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_an_answer_is_downloaded(page: Page, server: str, path: str) -> None:
    page.goto(server + path)
    ask(page, QUESTION)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 Word").click()
    assert waiting.value.suggested_filename == "有据-苏州到2023年全市网络零售额的目标是多少.docx"
    text = "\n".join(p.text for p in docx.Document(str(waiting.value.path())).paragraphs)
    assert "5000亿元" in text
    assert "苏委发〔2021〕1号" in text
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 Markdown").click()
    assert "[^1]: 《苏州市" in Path(waiting.value.path()).read_text(encoding="utf-8")


def test_a_download_that_fails_is_told_in_chinese(browser: BrowserContext, server: str) -> None:
    page = browser.new_page()  # not the fixture: the console rightly names the request that failed
    page.goto(server)
    ask(page, QUESTION)
    page.route("**/api/v1/export", lambda route: route.fulfill(
        status=500, content_type="application/json", body='{"status": "failed", "reason": "系统内部出错，请稍后再试。"}'
    ))  # fmt: skip
    page.get_by_role("button", name="下载 Word").click()
    expect(page.locator("#yj-alert")).to_have_text("系统内部出错，请稍后再试。")
    expect(page.get_by_role("button", name="下载 Word")).to_be_enabled()
    page.route("**/api/v1/export", lambda route: route.abort())
    page.get_by_role("button", name="下载 Word").click()
    expect(page.locator("#yj-alert")).to_have_text("没有下载成：与服务器的连接断了。请再点一次。")
    page.route("**/api/v1/documents", lambda route: route.abort())
    page.locator(".yj-filter-open").click()
    expect(page.locator(".yj-filter-open")).to_have_text("文件清单没有取到，请稍后再点")
    page.route("**/panel?*", lambda route: route.abort())
    page.locator("#yj-live .yj-chip").first.press("Enter")
    expect(page.locator("#yj-panel")).to_contain_text("原文没有打开：与服务器的连接断了。请再点一次。")
    page.close()


def test_a_next_question_is_asked_by_a_click(page: Page, server: str) -> None:
    page.goto(server)
    ask(page, QUESTION)
    offers = page.locator("#yj-next button")
    expect(offers.first).to_be_visible(timeout=20_000)
    question = offers.first.inner_text()
    offers.first.click()
    expect(page.locator("#yj-live .yj-question")).to_have_text(question)
    expect(page.locator("#yj-live .yj-answer")).to_be_visible(timeout=20_000)
    expect(page.locator("#yj-send")).to_be_visible(timeout=20_000)


def test_a_phone_shows_the_source_as_a_sheet(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server)
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#yj-live .yj-chip").first.click()
    sheet = page.locator("#yj-panel").bounding_box()
    assert sheet is not None
    assert sheet["width"] == 390
    expect(page.locator("#yj-panel mark").first).to_be_in_viewport()
    page.get_by_role("button", name="关闭原文").click()
    expect(page.locator("#yj-panel")).to_be_hidden()
    page.goto(f"{server}/source/suzhou-plan#s2.1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("[id='s2.1']")).to_be_in_viewport()


def test_the_compact_page_answers(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 420, "height": 640})
    page.goto(f"{server}/embed")
    ask(page, QUESTION)
    expect(page.locator("#yj-live .yj-answer")).to_contain_text("5000")
    page.locator("#yj-live .yj-chip").first.click()
    expect(page.locator("#yj-panel mark").first).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/", "/embed", "/source", "/source/dsl-draft2"])
def test_readers_see_chinese_only(page: Page, server: str, path: str) -> None:
    page.goto(server + path)
    page.evaluate("localStorage.clear()")  # what a reader asked in Latin letters earlier is the reader's
    page.reload()
    page.wait_for_timeout(1500)
    seen = page.locator("body").inner_text()
    assert len(seen) > 40
    allowed = {"PUE", "G", "AI", "IPv", "NO", "EFLOPS"}  # words of the documents and of our examples
    assert set(re.findall(r"[A-Za-z]{2,}", seen)) <= allowed
    names = page.eval_on_selector_all(
        "[aria-label], [title], [placeholder]",
        "all => all.filter(e => e.offsetParent).flatMap(e =>"
        " [e.ariaLabel, e.title, e.placeholder].filter(Boolean))",
    )
    assert [n for n in names if re.fullmatch(r"[\x00-\x7f]+", n)] == []


def test_a_lost_connection_is_told_in_chinese_and_mended(browser: BrowserContext, server: str) -> None:
    page = browser.new_page()  # not the fixture: the console rightly names the request that failed
    page.goto(server)
    page.route("**/queue/join*", lambda route: route.abort())
    box = page.get_by_label("问题")
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.locator("#yj-alert")).to_contain_text("请稍后再问一次")
    page.unroute("**/queue/join*")
    with page.expect_request(lambda r: "/heartbeat/" in r.url, timeout=20_000):
        pass  # Gradio's page finds its server again and starts anew
    awake(page)
    expect(page.get_by_label("问题")).to_have_value(QUESTION, timeout=20_000)  # which need not be typed again
    page.get_by_role("button", name="发送").click()
    expect(page.locator("#yj-live .yj-answer")).to_contain_text("5000")
    page.close()


def test_how_an_answer_was_found_is_not_shown_to_readers(page: Page, server: str) -> None:
    page.goto(server)
    ask(page, QUESTION)
    expect(page.locator(".yj-trace")).to_have_count(0)
