"""Routes, headers, and what is kept shut."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from web_app import make_app
from web_fakes import NEWS, PROBLEM, QUOTE, QUOTE_SPAN, FakeAssistant

from web.api import HISTORY_MAX
from web.service import Service, Unready
from web.settings import WebSettings

KEYS = {
    "id",
    "status",
    "kind",
    "reason",
    "answer",
    "segments",
    "citations",
    "hits",
    "warnings",
    "elapsed_ms",
    "reading",
    "timings_ms",
    "answer_id",
}


def ask(client: TestClient, body: object) -> tuple[int, dict[str, Any]]:
    content = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    reply = client.post("/api/v1/ask", content=content.encode(), headers={"content-type": "application/json"})
    return reply.status_code, reply.json()


def test_the_api_answers_in_the_words_of_the_contract(client: TestClient) -> None:
    status, reply = ask(client, {"question": "苏州?", "history": ["江苏?"]})
    assert (status, reply["status"], set(reply)) == (200, "answered", KEYS)
    assert reply["citations"][0]["quote"] == QUOTE
    assert ask(client, {"question": "火星?"})[1]["status"] == "refused"


def test_an_error_is_a_failure_without_its_secret(client: TestClient) -> None:
    status, reply = ask(client, {"question": "出错"})
    assert (status, reply["status"], set(reply)) == (200, "failed", KEYS)
    assert "secret" not in json.dumps(reply, ensure_ascii=False)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "缺少 question"),
        ({"question": ""}, "请先输入问题"),
        ({"question": "  "}, "请先输入问题"),
        ({"question": 1}, "question 应为一段文字"),
        ({"question": None}, "question 应为一段文字"),
        ({"question": "字" * 10_000}, "10000字"),
        ({"question": "?", "history": "x"}, "history 应为文字的列表"),
        ({"question": "?", "history": [1]}, "history 应为文字的列表"),
        ({"question": "?", "history": ["x"] * (HISTORY_MAX + 1)}, "history 应为文字的列表"),
        ({"question": "?", "extra": 1}, "不接受 extra"),
        ([], "JSON 对象"),
        ("not json", "JSON 对象"),
        ("", "JSON 对象"),
    ],
)
def test_invalid_requests_are_told_in_chinese(client: TestClient, body: object, said: str) -> None:
    status, reply = ask(client, body)
    assert (status, reply["status"]) == (422, "failed")
    assert said in str(reply["reason"])


def test_bodies_have_a_limit(client: TestClient) -> None:
    status, reply = ask(client, {"question": "字" * 70_000})
    assert (status, reply["reason"]) == (413, "请求内容过大，请缩短后再试。")
    chunks = (b"x" * 10_000 for _ in range(20))  # no content-length
    assert client.post("/api/v1/ask", content=chunks).status_code == 413


def test_methods_and_unknown_addresses_answer_in_chinese(client: TestClient) -> None:
    assert client.get("/api/v1/ask").status_code == 405
    assert "POST" in client.get("/api/v1/ask").json()["reason"]
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH"):
        reply = client.request(method, "/api/v1/ask")
        assert (reply.status_code, reply.json()["status"]) == (405, "failed")
    for path in ("/nope", "/api/v1/nope", "/youju/static/nope.css"):
        assert (client.get(path).status_code, client.get(path).json()["reason"]) == (404, "没有这个地址。")


def test_people_who_miss_the_address_get_a_page(client: TestClient) -> None:
    page = client.get("/nope", headers={"accept": "text/html,*/*"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "没有这个地址" in page.text
    assert 'href="/"' in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_the_icon_is_ours(client: TestClient) -> None:
    icon = client.get("/favicon.ico")
    assert icon.headers["content-type"] == "image/svg+xml"
    assert icon.content == client.get("/youju/static/icon.svg").content


@pytest.mark.parametrize(
    "path",
    [
        "/docs", "/redoc", "/openapi.json", "/gradio_api/info", "/gradio_api/upload", "/embed/gradio_api/upload",
        "/gradio_api/file=/etc/passwd", "/gradio_api/file=http://example.cn/", "/file=x", "/gradio_api/proxy=http://x",
        "/gradio_api/api/predict", "/gradio_api/call/running", "/login", "/monitoring", "/manifest.json",
    ],
)  # fmt: skip
def test_what_no_page_needs_is_shut(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, content=b"x").status_code == 404


def test_questions_cannot_go_around_the_queue(pages: tuple[TestClient, FakeAssistant]) -> None:
    client, fake = pages
    client = TestClient(client.app, raise_server_exceptions=False)
    before = len(fake.asked)
    for number in range(20):
        body = {"data": ["绕过", None], "fn_index": number, "session_hash": "x"}
        reply = client.post("/gradio_api/run/predict", json=body)
        assert "Traceback" not in reply.text
        assert ".py" not in reply.text
    assert len(fake.asked) == before


@pytest.mark.parametrize(
    "path", ["/", "/embed", "/source/plan", "/source/none", "/healthz", "/nope", "/embed.js"]
)
def test_every_response_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert not re.search(
        r"https?:|\*", headers["content-security-policy"].replace(policy["frame-ancestors"], "")
    )
    framed = "'self' https://portal.example.cn" if path == "/embed" else "'self'"
    assert policy["frame-ancestors"] == framed
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "x-frame-options" not in headers


@pytest.mark.parametrize(("path", "kind"), [("/", "yj-full"), ("/embed", "yj-embed")])
def test_the_chat_pages_are_ours(client: TestClient, path: str, kind: str) -> None:
    reply = client.get(path, follow_redirects=False)
    assert reply.status_code == 200
    page = reply.text
    nonce = re.search(r"'nonce-([^']+)'", reply.headers["content-security-policy"])
    assert nonce
    scripts = re.findall(r"<script[^>]*>", page)
    assert scripts
    assert all(f'nonce="{nonce[1]}"' in s for s in scripts)
    assert f'<html lang="zh-CN" class="{kind}"' in page
    head = page[: page.index("window.gradio_config")]
    assert "og:" not in head
    assert "githubusercontent" not in page
    assert nonce[1] not in client.get(path).text
    assert "postMessage" not in page  # Gradio's own would go to any parent
    assert "iframeResizer.contentWindow" not in page
    assert ("/youju/static/frame.js" in page) == (path == "/embed")


def test_loading_and_readiness(client: TestClient) -> None:
    assert (client.get("/healthz").status_code, client.get("/readyz").json()) == (200, {"status": "ready"})
    service = Service(FakeAssistant)
    with TestClient(make_app(service, WebSettings())) as loading:
        assert loading.get("/healthz").status_code == 200
        assert (loading.get("/readyz").status_code, loading.get("/readyz").json()["status"]) == (
            503,
            "loading",
        )
        assert ask(loading, {"question": "?"})[0] == 503
        assert "正在载入" in loading.get("/source/plan").text
        service._state = Unready("没有索引，请运行 make index")
        assert loading.get("/readyz").json() == {"status": "failed", "reason": "没有索引，请运行 make index"}
        assert "请运行 make index" in loading.get("/source/plan").text
        assert ask(loading, {"question": "?"})[1]["reason"] == "没有索引，请运行 make index"


def test_the_reading_page(client: TestClient) -> None:
    page = client.get(f"/source/plan?mark={QUOTE_SPAN.start}-{QUOTE_SPAN.end}").text
    for addr in ("s1", "s1.1", "s1.2", "s2"):
        assert f'id="{addr}"' in page
    assert page.count("<mark>") == 1
    assert f"<mark>{QUOTE}</mark>" in page
    for text in (
        "苏委发〔2021〕1号",
        "苏州市委、市政府",
        "现行",
        "规划期已过",
        "目录",
        "附表原文为图片",
        "收录时注明",
    ):
        assert text in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_document_that_is_not_held(client: TestClient) -> None:
    for path in ("/source/none", "/source/%3Cscript%3E", "/source/..%2fetc"):
        reply = client.get(path)
        assert reply.status_code == 404
        assert "<script>" not in reply.text
    assert "没有收录这份文件" in client.get("/source/none").text


def test_the_panel_fragment(client: TestClient) -> None:
    reply = client.get(
        "/source/plan/panel", params={"addr": "s1.1", "mark": f"{QUOTE_SPAN.start}-{QUOTE_SPAN.end}"}
    )
    assert f"<mark>{QUOTE}</mark>" in reply.text
    assert "<script>alert" not in reply.text
    assert 'href="/source/plan?mark=' in reply.text
    missing = client.get("/source/plan/panel", params={"addr": "s9"})
    assert (missing.status_code, "没有这一条" in missing.text) == (404, True)


def test_the_list_of_documents(client: TestClient) -> None:
    page = client.get("/source").text
    assert "已收录文件（2篇）" in page
    assert NEWS.title not in page  # it holds markup
    assert "一则&lt;b&gt;报道" in page
    assert PROBLEM in page


def test_the_embed_script_is_small_and_plain(client: TestClient) -> None:
    reply = client.get("/embed.js")
    assert reply.headers["content-type"].startswith("text/javascript")
    assert len(reply.content) < 6 * 1024
    assert "/embed" in reply.text
    for unsafe in ("innerHTML", 'setAttribute("style"', "cssText", "eval(", '"*"', "import("):
        assert unsafe not in reply.text  # a portal's strict policy would stop it, or anybody could listen
