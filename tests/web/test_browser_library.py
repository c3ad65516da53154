"""The library in a real browser, on a real server with a real model and a corpus of one document."""

from __future__ import annotations

from pathlib import Path

import pytest
from library_site import FACT, QUESTION, TOKEN, VOUCHERS, Admin, installed
from playwright.sync_api import BrowserContext, expect
from web_browser import ask, serving, watched

pytestmark = pytest.mark.browser
TYPED = "骨干企业每年领取算力券的总额不超过80万元。"
TITLE = "某市算力券发放管理办法（试行）"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return installed(tmp_path_factory.mktemp("library"))


def test_from_the_file_to_its_answer_and_back(
    browser: BrowserContext, environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "算力券办法.txt"
    file.write_text(VOUCHERS.replace(FACT + "。\n", FACT + "。\n[图片]\n"), encoding="utf-8")
    with serving(**environment) as server, Admin(server) as admin, watched(browser, server) as page:
        assert FACT not in admin.answer()
        page.goto(f"{server}/admin/login")
        page.get_by_label("口令").fill(TOKEN)
        page.keyboard.press("Enter")
        page.get_by_role("link", name="收录文件").click()
        page.locator("input[type=file]").set_input_files(file)
        expect(page.locator("#yj-chosen")).to_have_text("算力券办法.txt")
        page.locator(".yj-upload").dispatch_event(
            "submit"
        )  # what a slow upload looks like, without sending it
        expect(page.locator(".yj-busy")).to_contain_text("正在上传并读取文件")
        expect(page.get_by_role("button", name="上传并预览")).to_be_disabled()
        page.locator("body").evaluate(
            "() => window.dispatchEvent(new Event('pageshow'))"
        )  # and coming back to it
        expect(page.locator(".yj-busy")).to_be_hidden()
        page.get_by_role("button", name="上传并预览").click()
        expect(page.locator("#c-a3")).to_contain_text("不超过50万元")
        page.get_by_role("button", name="更正第 4 行", exact=True).click()
        expect(page.locator("#c-a3 .yj-place")).to_be_visible()
        expect(page.get_by_label("目标行，只用于移动")).to_be_hidden()
        page.get_by_label("应为").select_option("section")
        page.get_by_role("button", name="更正", exact=True).click()
        expect(page.locator("#c-r1 #l-4")).to_be_in_viewport()
        page.get_by_role("button", name="撤销").click()
        expect(page.locator("#c-a3 #l-4")).to_be_visible()
        page.locator(".yj-gap-here").click()
        page.locator("#g-gap-5 textarea").fill(TYPED)
        page.get_by_role("button", name="保存第 5 行之后的文字").click()
        expect(page.locator(".supplied")).to_contain_text(TYPED)
        page.get_by_role("textbox", name="标题").fill(TITLE)
        page.get_by_role("button", name="保存文件信息").click()
        expect(page.get_by_role("textbox", name="标题")).to_have_value(TITLE)
        assert FACT not in admin.answer()
        page.get_by_role("button", name="确认收录").click()
        expect(page.locator("#yj-progress")).to_be_visible()
        expect(page.locator("#yj-progress.done")).to_contain_text("已生效", timeout=60_000)
        expect(page.locator(".yj-rows")).to_contain_text(TITLE)
        page.locator("#yj-shown").click()
        expect(page.locator("h1")).to_have_text(TITLE)
        assert FACT in admin.answer()
        page.goto(f"{server}/")
        ask(page, QUESTION)
        expect(page.locator("#yj-live")).to_contain_text(TITLE)
        ask(page, "骨干企业每年领取算力券不超过多少万元？")
        expect(page.locator("#yj-live .yj-answer")).to_contain_text("80万元")
        expect(page.locator("#yj-live .yj-evidence")).to_contain_text("图片文字（收录时录入）")
        page.goto(f"{server}/admin/library")
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("button", name="退回上一版").click()
        expect(page.locator("#yj-progress.done")).to_contain_text("退回上一版", timeout=60_000)
        assert FACT not in admin.answer()
