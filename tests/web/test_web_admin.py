"""The admin pages: who gets in, who does not, and what a change needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError
from web_app import make_app
from web_fakes import FakeAssistant

from web.admin.attempts import OF_ALL, OF_ONE_CLIENT, WINDOW_SECONDS
from web.admin.guard import COOKIE
from web.admin.session import SESSION_SECONDS, Admitted, Denied, Entered, Sessions
from web.service import Service
from web.settings import WebSettings

TOKEN = "correct-horse-battery-staple"
PAGES = ("/admin", "/admin/documents")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def opened(**settings: object) -> TestClient:
    service = Service(FakeAssistant)
    service.load()
    return TestClient(make_app(service, WebSettings.model_validate(settings)), follow_redirects=False)


@pytest.fixture(scope="module")
def app() -> Iterator[TestClient]:
    with opened(admin_token=TOKEN, frame_ancestors="'self', https://portal.example.cn") as client:
        yield client


@pytest.fixture
def client(app: TestClient) -> TestClient:
    """A browser of its own at the same application, from an address of its own."""
    return TestClient(app.app, follow_redirects=False)


@pytest.fixture
def admin(client: TestClient) -> TestClient:
    reply = client.post("/admin/login", data={"token": TOKEN})
    assert (reply.status_code, reply.headers["location"]) == (303, "/admin")
    return client


def csrf(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/admin").text)
    assert found
    return found[1]


def test_without_a_token_in_the_settings_everything_is_shut() -> None:
    with opened() as client:
        for path in (*PAGES, "/admin/login", "/admin/nothing"):
            for headers in ({}, {"authorization": "Bearer "}, {"cookie": f"{COOKIE}="}):
                reply = client.get(path, headers=headers)
                assert (reply.status_code, "admin_token" in reply.text) == (403, True)
            reply = client.post(path, data={"token": ""})
            assert reply.status_code in (403, 404)
            assert "set-cookie" not in reply.headers


@pytest.mark.parametrize("token", ["short", "with space in it....", "口令口令口令口令口令口令口令口令口令"])
def test_a_token_that_could_be_guessed_or_sent_in_no_header_is_refused(token: str) -> None:
    with pytest.raises(ValidationError, match="admin_token 应为至少 16 个"):
        WebSettings.model_validate({"admin_token": token})


def test_an_empty_token_is_none_and_a_token_is_not_printed() -> None:
    assert WebSettings.model_validate({"admin_token": ""}).admin_token is None
    assert TOKEN not in repr(WebSettings.model_validate({"admin_token": TOKEN}))


def test_whoever_is_not_signed_in_is_sent_to_the_login(client: TestClient) -> None:
    for path in (*PAGES, "/admin/nothing"):
        reply = client.get(path)
        assert (reply.status_code, reply.headers["location"]) == (303, "/admin/login")
    client.cookies.set(COOKIE, "forged", path="/admin")
    assert client.get("/admin").status_code == 303


def test_signing_in_and_out(admin: TestClient) -> None:
    for path in PAGES:
        assert admin.get(path).status_code == 200
    assert admin.get("/admin/login").status_code == 303
    assert admin.get("/admin/nothing").status_code == 404
    assert admin.post("/admin/logout", data={"csrf": csrf(admin)}).status_code == 303
    assert admin.get("/admin").status_code == 303


def test_the_cookie_is_for_these_pages_alone(client: TestClient) -> None:
    cookie = client.post("/admin/login", data={"token": TOKEN}).headers["set-cookie"].lower()
    for part in ("httponly", "samesite=strict", "path=/admin"):
        assert part in cookie
    assert TOKEN not in cookie
    assert "secure" not in cookie  # plain http of an intranet; over https it is
    safe = TestClient(client.app, base_url="https://testserver", follow_redirects=False)
    assert "secure" in safe.post("/admin/login", data={"token": TOKEN}).headers["set-cookie"].lower()


def test_the_token_in_a_header(client: TestClient) -> None:
    assert client.get("/admin", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    reply = client.get("/admin", headers={"authorization": "Bearer wrong"})
    assert (reply.status_code, reply.json()["reason"]) == (401, "口令不对。")
    assert client.post("/admin/logout", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver", "sec-fetch-site": "same-site"},
    ],
)
def test_a_change_from_another_origin_is_refused(admin: TestClient, headers: dict[str, str]) -> None:
    known = csrf(admin)
    assert admin.post("/admin/logout", data={"csrf": known}, headers=headers).status_code == 403
    assert admin.post("/admin/login", data={"token": TOKEN}, headers=headers).status_code == 403
    assert admin.get("/admin").status_code == 200  # still signed in
    ours = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    assert admin.post("/admin/logout", data={"csrf": known}, headers=ours).status_code == 303


def test_a_change_without_the_pages_own_secret_is_refused(admin: TestClient) -> None:
    other = TestClient(admin.app, follow_redirects=False)
    other.post("/admin/login", data={"token": TOKEN})
    for given in ({}, {"csrf": ""}, {"csrf": "x"}, {"csrf": "中文"}, {"csrf": csrf(other)}):
        assert admin.post("/admin/logout", data=given).status_code == 403
    assert admin.post("/admin/logout", headers={"x-csrf-token": csrf(admin)}).status_code == 303


def test_the_pages_are_framed_nowhere_and_kept_nowhere(admin: TestClient) -> None:
    for path in (*PAGES, "/admin/login", "/admin/nothing"):
        headers = admin.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
    for path in ("/", "/embed", "/source", "/source/plan", "/embed.js"):
        assert "/admin" not in admin.get(path).text


def test_what_the_documents_page_says(admin: TestClient) -> None:
    page = admin.get("/admin/documents").text
    for part in (
        "苏州市三年行动计划",
        "附表原文为图片，没有文字",
        "python -m corpus check",
        'href="/source/plan"',
        "坏.pdf",
    ):
        assert part in page
    assert "一则<b>报道" not in page


def test_wrong_tokens_are_tried_a_few_times_only() -> None:
    clock = Clock()
    sessions = Sessions(TOKEN, clock)
    for _ in range(OF_ONE_CLIENT):
        assert sessions.enter("wrong", "a") == Denied()
    assert sessions.enter(TOKEN, "a") == Denied(int(WINDOW_SECONDS))
    assert sessions.show(TOKEN, "a") == Denied(int(WINDOW_SECONDS))
    assert isinstance(sessions.enter(TOKEN, "b"), Entered)  # somebody else is not kept out
    clock.now += WINDOW_SECONDS
    assert isinstance(sessions.enter(TOKEN, "a"), Entered)


def test_wrong_tokens_from_everywhere_count_together() -> None:
    sessions = Sessions(TOKEN, Clock())
    for number in range(OF_ALL):
        assert sessions.enter("wrong", str(number)) == Denied()
    assert isinstance(sessions.enter(TOKEN, "late"), Denied)


def test_the_login_page_says_how_long_to_wait() -> None:
    with opened(admin_token=TOKEN) as client:
        statuses = [
            client.post("/admin/login", data={"token": "wrong"}).status_code for _ in range(OF_ONE_CLIENT + 1)
        ]
        assert statuses == [401] * OF_ONE_CLIENT + [429]
        reply = client.post("/admin/login", data={"token": TOKEN})
        assert (reply.status_code, int(reply.headers["retry-after"]) > 200) == (429, True)
        assert "约 5 分钟后再试" in reply.text


def test_a_session_ends() -> None:
    clock = Clock()
    sessions = Sessions(TOKEN, clock)
    entered = sessions.enter(TOKEN, "a")
    assert isinstance(entered, Entered)
    assert isinstance(sessions.find(entered.key), Admitted)
    clock.now += SESSION_SECONDS
    assert sessions.find(entered.key) is None
    again = sessions.enter(TOKEN, "a")
    assert isinstance(again, Entered)
    sessions.leave(again.key)
    assert sessions.find(again.key) is None


def test_while_the_service_loads_the_pages_say_so_and_come_again() -> None:
    service = Service(FakeAssistant)
    app = make_app(service, WebSettings.model_validate({"admin_token": TOKEN}))
    headers = {"authorization": f"Bearer {TOKEN}"}
    with TestClient(app) as client:
        for path in PAGES:
            page = client.get(path, headers=headers).text
            assert "载入后本页自动更新" in page
            assert "/youju/static/loading.js" in page
            assert "yj-admin-problem" not in page
        service.load()
        for path in PAGES:
            assert "loading.js" not in client.get(path, headers=headers).text
        assert client.get("/youju/static/loading.js").status_code == 200
