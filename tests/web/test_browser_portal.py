"""A service that is closed to all but a portal's readers, from the portal's page and around it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from web_browser import ask, awake, serving, watched
from web_leaving import fetched_elsewhere, links, only_reaching
from web_portal import Portal, page_with
from web_tokens import SECRET, hs256

pytestmark = pytest.mark.browser

QUESTION = "苏州到2023年全市网络零售额的目标是多少?"


@pytest.fixture(scope="module")
def server(portal: Portal) -> Iterator[str]:
    """Closed; one session at a time, so that a test can end another's."""
    with serving(
        YOUJU_WEB__FRAME_ANCESTORS=f"'self',{portal.allowed}",
        YOUJU_WEB__PORTAL__ALGORITHM="HS256",
        YOUJU_WEB__PORTAL__SECRET=SECRET,
        YOUJU_WEB__PORTAL__SESSIONS_LIMIT="1",
    ) as base:
        yield base


@pytest.fixture
def page(browser: BrowserContext, server: str, portal: Portal) -> Iterator[Page]:
    with watched(browser, server, portal.allowed) as made:
        yield made


@pytest.fixture
def refused(browser: BrowserContext) -> Iterator[Page]:
    """A page whose console rightly names what was refused."""
    made = browser.new_page()
    yield made
    made.close()


def test_a_token_opens_the_chat_and_the_documents(page: Page, server: str, portal: Portal) -> None:
    script = f'<script src="{server}/embed.js" data-token="{hs256()}"></script>'
    page.goto(portal.allowed + portal.put("/in", page_with(script)))
    chat = page.frame_locator("iframe")
    awake(chat)
    ask(chat, QUESTION)
    expect(chat.locator("#yj-live .yj-answer")).to_contain_text("5000")
    assert page.locator("script").first.get_attribute("data-token") is None  # nobody finds it in the page
    assert page.context.cookies() == []
    chat.get_by_role("button", name="删除我的记录").click()
    chat.get_by_role("button", name="删除", exact=True).click()
    expect(chat.get_by_role("dialog").get_by_role("status")).to_have_text("已删除 1 次提问的记录。")
    chat.get_by_role("button", name="完成").click()
    chat.locator("#yj-live .yj-chip").first.click()
    expect(chat.locator("#yj-panel mark").first).to_be_visible()
    with page.context.expect_page() as opening:
        chat.locator("#yj-panel .yj-whole").click()
    document = opening.value
    expect(document.locator("h1")).to_contain_text("苏州市推进数字经济和数字化发展三年行动计划")
    assert document.url.startswith(f"{server}/source/suzhou-plan?mark=")
    assert "session" not in document.url
    expect(document.locator(f"[id='{document.url.partition('#')[2]}']")).to_be_in_viewport()
    document.close()


def test_a_session_that_ended_is_renewed(refused: Page, server: str, portal: Portal) -> None:
    """The portal's page hands a fresh token over; the reader sees nothing of it."""
    portal.put("/token", hs256())
    script = f'<script src="{server}/embed.js" data-token-url="/token"></script>'
    policy = f"default-src 'none'; script-src {server}; frame-src {server}; connect-src 'self'"
    refused.goto(portal.allowed + portal.put("/renewed", page_with(script), policy))
    chat = refused.frame_locator("iframe")
    awake(chat)
    ask(chat, QUESTION)
    reply = refused.request.post(f"{server}/api/v1/session", data={"token": hs256()})
    assert reply.ok  # this session is the one that counts now
    ask(chat, "《数据安全法》第十八条")
    expect(chat.locator("#yj-live .yj-answer")).to_contain_text("数据交易")
    expect(chat.locator("#yj-past")).to_contain_text("5000")
    expect(chat.locator("#yj-closed")).to_have_count(0)


@pytest.mark.parametrize(
    ("attribute", "said"),
    [
        ("", "没有收到门户的登录凭证"),
        ('data-token="{expired}"', "门户凭证已过期"),
        ('data-token="{forged}"', "门户凭证无效"),
    ],
)
def test_without_a_good_token_nothing_is_shown(
    refused: Page, server: str, portal: Portal, attribute: str, said: str
) -> None:
    now = int(time.time())
    expired = hs256(iat=now - 300, nbf=now - 300, exp=now - 200)
    given = attribute.format(expired=expired, forged=hs256("不是门户的密钥" * 4))
    script = f'<script src="{server}/embed.js" {given}></script>'
    refused.goto(portal.allowed + portal.put("/shut", page_with(script)))
    chat = refused.frame_locator("iframe")
    expect(chat.locator("#yj-closed")).to_contain_text(said, timeout=20_000)
    expect(chat.locator(".yj-documents")).to_have_count(0)


def test_around_the_portal_it_is_shut(refused: Page, server: str) -> None:
    refused.goto(server)
    expect(refused.locator("#yj-closed")).to_contain_text("请从门户页面打开", timeout=20_000)
    refused.goto(f"{server}/source/suzhou-plan")
    expect(refused.locator("h1")).to_have_text("请从门户打开")
    assert "网络零售" not in refused.content()


def test_what_is_shown_to_nobody_in_particular_leaves_nothing(
    browser: BrowserContext, refused: Page, server: str
) -> None:
    with only_reaching(browser, server) as left:
        for path, said in (
            ("/", "请从门户页面打开"),
            ("/embed", "请从门户页面打开"),
            ("/source", "请从门户打开"),
            ("/source/suzhou-plan", "请从门户打开"),
            ("/admin", "管理页没有开启"),
            ("/api/v1/documents", "本服务只对门户用户开放"),
        ):
            refused.goto(server + path)
            expect(refused.locator("body")).to_contain_text(said, timeout=20_000)
            assert fetched_elsewhere(refused) == []
            assert all(link.startswith(f"{server}/") for link in links(refused))
    assert left == []


def test_a_link_of_the_portal_carries_a_token(page: Page, server: str) -> None:
    page.goto(f"{server}/#token={hs256()}")
    awake(page)
    assert "token" not in page.url  # neither the address nor the history keeps it
    ask(page, QUESTION)
    expect(page.locator("#yj-live .yj-answer")).to_contain_text("5000")
