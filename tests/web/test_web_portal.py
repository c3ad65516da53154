"""A portal's tokens: which count, what they open, and what stays shut without one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import jwt
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from web_app import make_app
from web_fakes import FakeAssistant
from web_tokens import SECRET, claims, hs256, public_pem, rsa_key

from corpus.settings import SettingsError
from web.portal.admission import HEADER
from web.portal.portal import open_portal
from web.portal.sessions import Sessions
from web.portal.settings import PortalSettings
from web.portal.token import TokenCheck, TokenError
from web.service import Service
from web.settings import WebSettings

HS = PortalSettings(algorithm="HS256", secret=SECRET)


def now() -> int:
    """Seconds since 1970, as tokens count."""
    return int(time.time())


def unpadded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def forged(header: dict[str, object], key: bytes | None) -> str:
    """A token put together by hand, as an attacker would; libraries refuse to make these."""
    signed = f"{unpadded(json.dumps(header).encode())}.{unpadded(json.dumps(claims()).encode())}"
    mac = b"" if key is None else hmac.new(key, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{unpadded(mac)}"


def rs_settings(folder: Path, pem: bytes) -> PortalSettings:
    path = folder / "portal.pem"
    path.write_bytes(pem)
    return PortalSettings(algorithm="RS256", public_key_file=path)


def test_good_tokens_name_their_person(tmp_path: Path) -> None:
    assert TokenCheck(HS).subject(hs256(sub="张三")) == "张三"
    signed = jwt.encode(claims(), rsa_key(), algorithm="RS256")
    assert TokenCheck(rs_settings(tmp_path, public_pem())).subject(signed) == "u1024"


@pytest.mark.parametrize(
    ("mint", "said"),
    [
        (lambda: hs256(iat=now() - 500, nbf=now() - 500, exp=now() - 400), "已过期"),
        (lambda: hs256(nbf=now() + 300, exp=now() + 310), "尚未生效"),
        (lambda: hs256(iat=now() + 300, nbf=None, exp=now() + 310), "尚未生效"),
        (lambda: hs256(exp=now() + 3600), "有效期过长"),
        (lambda: hs256(aud="another"), "无效"),
        (lambda: hs256(aud=None), "无效"),
        (lambda: hs256(exp=None), "无效"),
        (lambda: hs256(iat=None), "无效"),
        (lambda: hs256(sub=None), "无效"),
        (lambda: hs256(sub=""), "无效"),
        (lambda: hs256("另一个门户的密钥-也有三十二个字节那么长"), "无效"),
        (lambda: hs256() + "x", "无效"),
        (lambda: jwt.encode(claims(), SECRET, algorithm="HS512"), "无效"),
        (lambda: jwt.encode(claims(), rsa_key(), algorithm="RS256"), "无效"),
        (lambda: forged({"alg": "none"}, None), "无效"),
        (lambda: forged({"alg": "HS256", "crit": ["x"]}, SECRET.encode()), "无效"),
        (lambda: "", "无效"),
        (lambda: "a.b.c", "无效"),
        (lambda: "字" * 40, "无效"),
        (lambda: "a" * 10_000, "过长"),
    ],
)
def test_other_tokens_are_refused(mint: Callable[[], str], said: str) -> None:
    """Each token is made when it is used: those made with the module are old when its tests run."""
    with pytest.raises(TokenError, match=said):
        TokenCheck(HS).subject(mint())


def test_a_public_key_is_no_hmac_secret(tmp_path: Path) -> None:
    """The classic confusion: the public key is public, and signs nothing."""
    check = TokenCheck(rs_settings(tmp_path, public_pem()))
    for algorithm in ("HS256", "RS256"):
        with pytest.raises(TokenError, match="无效"):
            check.subject(forged({"alg": algorithm}, public_pem()))
    with pytest.raises(SettingsError, match="公钥"):
        TokenCheck(PortalSettings(algorithm="HS256", secret=public_pem().decode()))


def test_an_issuer_is_checked_where_one_is_set() -> None:
    check = TokenCheck(PortalSettings(algorithm="HS256", secret=SECRET, issuer="oa"))
    assert check.subject(hs256(iss="oa")) == "u1024"
    for issuer in (None, "other"):
        with pytest.raises(TokenError):
            check.subject(hs256(iss=issuer))


@given(st.text(max_size=60))
def test_no_text_is_a_token(text: str) -> None:
    with pytest.raises(TokenError):
        TokenCheck(HS).subject(text)


@pytest.mark.parametrize(
    "content",
    [
        {"algorithm": "HS256"},
        {"algorithm": "HS256", "secret": "short"},
        {"algorithm": "HS256", "secret": SECRET, "public_key_file": "x.pem"},
        {"algorithm": "RS256"},
        {"algorithm": "RS256", "public_key_file": "x.pem", "secret": SECRET},
        {"algorithm": "none", "secret": SECRET},
        {"algorithm": "HS256", "secret": SECRET, "token_seconds": 86_400},
    ],
)
def test_settings_that_would_be_weak_are_refused(content: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as caught:
        PortalSettings.model_validate(content)
    assert SECRET not in str(caught.value)


def test_keys_that_cannot_be_used_are_told_at_the_start(tmp_path: Path) -> None:
    for pem in (b"", b"not a key", public_pem(1024)):
        with pytest.raises(SettingsError, match="公钥"):
            TokenCheck(rs_settings(tmp_path, pem))
    with pytest.raises(SettingsError, match=r"no\.pem 无法读取"):
        TokenCheck(PortalSettings(algorithm="RS256", public_key_file=tmp_path / "no.pem"))


def test_sessions_end_and_do_not_pile_up() -> None:
    now = [0.0]
    sessions = Sessions(60, 2, lambda: now[0])
    first, second = sessions.open(), sessions.open()
    assert first != second
    assert sessions.is_open(first)
    third = sessions.open()  # one too many: the oldest ends
    assert [sessions.is_open(s) for s in (first, second, third, "", "x", "字")] == [False, True, True] + [
        False
    ] * 3
    now[0] = 59.9
    assert sessions.is_open(second)
    now[0] = 60
    assert not sessions.is_open(second)


@pytest.fixture(scope="module")
def closed() -> Iterator[TestClient]:
    service = Service(FakeAssistant)
    service.load()
    settings = WebSettings(portal=HS)
    with TestClient(make_app(service, settings, open_portal(HS))) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v1/ask"), ("POST", "/api/v1/export"), ("POST", "/gradio_api/queue/join"),
        ("POST", "/embed/gradio_api/run/predict"), ("GET", "/gradio_api/queue/data"), ("GET", "/source/plan/panel"),
        ("GET", "/source"), ("GET", "/source/plan"), ("POST", "/source/plan"), ("POST", "/source/plan/panel"),
        ("POST", "/api/v1/feedback/delete"), ("GET", "/api/v1/whatever"), ("GET", "//source/plan"),
    ],
)  # fmt: skip
def test_what_holds_documents_is_shut_without_a_session(closed: TestClient, method: str, path: str) -> None:
    for headers in ({}, {HEADER: "x"}, {HEADER: hs256()}):
        reply = closed.request(method, path, headers=headers)
        assert reply.status_code in (401, 404)
        assert "门户" in reply.text or "没有这个地址" in reply.text
        assert "零售" not in reply.text


@pytest.mark.parametrize(
    "path", ["/", "/embed", "/embed.js", "/healthz", "/readyz", "/youju/static/session.js"]
)
def test_the_shells_stay_open(closed: TestClient, path: str) -> None:
    assert closed.get(path).status_code == 200


def test_a_token_opens_a_session(closed: TestClient) -> None:
    reply = closed.post("/api/v1/session", json={"token": hs256()})
    assert (reply.status_code, reply.headers["cache-control"]) == (200, "no-store")
    assert "set-cookie" not in reply.headers
    session = reply.json()["session"]
    asked = closed.post("/api/v1/ask", json={"question": "苏州?"}, headers={HEADER: session})
    assert asked.json()["status"] == "answered"
    assert closed.get("/source/plan", headers={HEADER: session}).status_code == 200
    page = closed.post("/source/plan?mark=1-2", data={"session": session})  # a new tab
    assert (page.status_code, "苏委发" in page.text) == (200, True)
    assert closed.post("/source/plan", data={"session": "x"}).status_code == 401


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"token": hs256(exp=now() - 60, iat=now() - 100, nbf=None)}, 401, "已过期"),
        ({"token": hs256("x" * 40)}, 401, "无效"),
        ({"token": 1}, 422, "有误"),
        ({}, 422, "缺少 token"),
    ],
)
def test_a_refused_token_is_told_in_chinese(closed: TestClient, body: object, status: int, said: str) -> None:
    reply = closed.post("/api/v1/session", json=body)
    assert (reply.status_code, reply.json()["status"]) == (status, "failed")
    assert said in reply.json()["reason"]


def test_an_open_service_takes_tokens_and_needs_none() -> None:
    settings = PortalSettings(algorithm="HS256", secret=SECRET, required=False)
    service = Service(FakeAssistant)
    service.load()
    with TestClient(make_app(service, WebSettings(portal=settings), open_portal(settings))) as client:
        assert client.post("/api/v1/session", json={"token": hs256()}).status_code == 200
        assert client.post("/api/v1/ask", json={"question": "苏州?"}).json()["status"] == "answered"
        assert 'data-closed="0"' in client.get("/").text


def test_without_a_portal_there_is_nothing_to_exchange(client: TestClient) -> None:
    assert client.post("/api/v1/session", json={"token": hs256()}).status_code == 404
    assert "session.js" not in client.get("/embed").text
