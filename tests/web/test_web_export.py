"""The export route: the reply that was read as a file, and what it does not accept."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from io import BytesIO
from urllib.parse import unquote

import docx
import pytest
from fastapi.testclient import TestClient
from web_app import make_app
from web_fakes import QUOTE, REFUSAL, FakeAssistant, answer

from assistant import phrases
from assistant.model import Answer
from web.api import HISTORY_MAX
from web.recent import Recent
from web.service import RECENT_REPLIES, Ready, Service, Unready
from web.settings import WebSettings


def export(client: TestClient, body: object) -> tuple[int, str, bytes]:
    content = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    reply = client.post(
        "/api/v1/export", content=content.encode(), headers={"content-type": "application/json"}
    )
    return reply.status_code, reply.headers.get("content-disposition", ""), reply.content


def name_of(disposition: str) -> str:
    return unquote(disposition.partition("filename*=UTF-8''")[2])


def test_a_markdown_file_with_a_chinese_name(client: TestClient) -> None:
    status, disposition, content = export(client, {"question": "苏州?", "history": ["江苏?"], "format": "md"})
    assert status == 200
    assert disposition.startswith('attachment; filename="youju.md"; ')
    assert name_of(disposition) == "有据-苏州.md"
    text = content.decode()
    assert text.startswith("# 苏州?\n")
    assert "[^1]: 《苏州市三年行动计划》(苏委发〔2021〕1号) 一、(一)\n" in text
    assert "2026年11月21日" in text


def test_word_and_plain_text(client: TestClient) -> None:
    status, disposition, content = export(client, {"question": "苏州?", "format": "docx"})
    assert (status, name_of(disposition)) == (200, "有据-苏州.docx")
    assert QUOTE in "".join(p.text for p in docx.Document(BytesIO(content)).paragraphs)
    reply = client.post("/api/v1/export", json={"question": "苏州?", "format": "txt"})
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.text.startswith(f"{QUOTE}[1]\n")


def test_a_refusal_is_exported_with_what_stands_nearest(client: TestClient) -> None:
    status, _, content = export(client, {"question": "火星?", "format": "md"})
    assert status == 200
    assert "最接近的条款" in content.decode()
    assert "《苏州市三年行动计划》(苏委发〔2021〕1号) 一、(一)" in content.decode()


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"question": "苏州?", "format": "pdf"}, 400, "format 应为 md、docx、txt 之一"),
        ({"question": "苏州?", "format": ""}, 400, "format 应为"),
        ({"question": "苏州?", "format": 1}, 422, "format 应为一段文字"),
        ({"question": "苏州?"}, 422, "缺少 format"),
        ({"format": "md"}, 422, "缺少 question"),
        ({"question": "", "format": "md"}, 422, "请先输入问题"),
        ({"question": "字" * 10_000, "format": "md"}, 422, "10000字"),
        ({"question": "?", "history": ["x"] * (HISTORY_MAX + 1), "format": "md"}, 422, "history"),
        ({"question": "?", "format": "md", "path": "/etc"}, 422, "不接受 path"),
        ("not json", 422, "JSON 对象"),
        ({"question": "出错", "format": "md"}, 500, "请稍后再试"),
    ],
)
def test_what_cannot_be_exported_is_told_in_chinese(
    client: TestClient, body: object, status: int, said: str
) -> None:
    code, disposition, content = export(client, body)
    reply = json.loads(content)
    assert (code, reply["status"], disposition) == (status, "failed", "")
    assert said in reply["reason"]
    assert "secret" not in reply["reason"]


def test_only_post_is_accepted_and_a_large_body_is_not(client: TestClient) -> None:
    assert client.get("/api/v1/export").status_code == 405
    assert "POST" in client.get("/api/v1/export").json()["reason"]
    large = {"question": "苏州?", "history": ["长" * 30_000], "format": "md"}
    assert export(client, large)[0] == 413


@pytest.mark.parametrize(
    "question", ['a"; filename="x.exe', "a\r\nSet-Cookie: x=1", "../../etc/passwd", "\u202e苏州\x00"]
)
def test_a_hostile_question_does_not_leave_the_file_s_name(client: TestClient, question: str) -> None:
    status, disposition, _ = export(client, {"question": question, "format": "txt"})
    assert status == 200
    assert disposition.isascii()
    assert disposition.count('"') == 2
    assert not set(name_of(disposition)) & set('/\\"\r\n\u202e\x00')


def test_an_assistant_that_is_not_there_exports_nothing() -> None:
    service = Service(FakeAssistant)
    with TestClient(make_app(service, WebSettings())) as client:
        assert export(client, {"question": "苏州?", "format": "md"})[0] == 503
        service._state = Unready("索引还没有建立，请运行 make index。")
        status, _, content = export(client, {"question": "苏州?", "format": "md"})
    assert (status, json.loads(content)["reason"]) == (503, "索引还没有建立，请运行 make index。")


def test_what_is_exported_is_what_was_read() -> None:
    """A language model would word a second answer differently."""

    class Moody(FakeAssistant):
        def ask(
            self, question: str, history: Sequence[str] = (), cancelled: object = None, within: object = None
        ) -> Answer:
            super().ask(question, history)
            return answer(text=f"第{len(self.asked)}种说法[1]")

    fake = Moody()
    service = Service(lambda: fake)
    service.load()
    read = service.ask("苏州?", ("江苏?",))
    assert service.reply_to("苏州?", ("江苏?",)) == read
    assert len(fake.asked) == 1
    assert service.reply_to("苏州?", ()) != read  # after other questions it is another question
    assert len(fake.asked) == 2


def test_recent_replies_are_bounded_and_a_failure_is_none() -> None:
    recent = Recent(2)
    for question in ("甲", "乙"):
        recent.put(question, (), REFUSAL)
    assert recent.get("甲", ()) is REFUSAL  # used again, so that 乙 is the one longest unused
    recent.put("丙", (), REFUSAL)
    assert [q for q in ("甲", "乙", "丙") if recent.get(q, ())] == ["甲", "丙"]
    service = Service(FakeAssistant)
    service.load()
    assert service.ask("出错").status == "failed"
    assert isinstance(service.state, Ready)
    assert service.state.recent.get("出错", ()) is None


def test_what_is_said_of_the_memory_is_true() -> None:
    assert f"最近{RECENT_REPLIES}次问答" in phrases.PRIVACY


def test_recent_replies_stand_many_threads() -> None:
    recent = Recent(3)

    def work(n: int) -> None:
        for i in range(200):
            recent.put(f"{n}-{i % 5}", (), REFUSAL)
            recent.get(f"{n}-{i % 7}", ())

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(recent._held) == 3
