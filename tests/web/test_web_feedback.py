"""From a question to its rating, its export and its place among the admin pages."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from feedback_samples import DAY, NOON, rated
from web_app import at_once, make_app, states
from web_fakes import QUOTE, TODAY, FakeAssistant

from assistant import phrases
from web.context import Context
from web.conversation import Conversation
from web.feedback.model import REASON_NAMES, Cited, Door, Rated, Reason, Value
from web.feedback.recorder import Recorder
from web.feedback.schema import DATABASE, StoreError
from web.feedback.settings import FeedbackSettings
from web.feedback.store import Store
from web.feedback.summary import first_moment, summarise
from web.feedback.wiring import open_recorder
from web.service import Service
from web.session import Session
from web.settings import WebSettings

ROOT = Path(__file__).resolve().parents[2]


def kept(folder: Path) -> list[Rated]:
    store = Store(folder / DATABASE)
    try:
        return list(store.since(0))
    finally:
        store.close()


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[Recorder]:
    made = open_recorder(FeedbackSettings(), tmp_path)
    assert made is not None
    yield made
    made.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("feedback")


@pytest.fixture(scope="module")
def api(folder: Path) -> Iterator[TestClient]:
    service = Service(FakeAssistant)
    service.load()
    with TestClient(
        make_app(service, WebSettings(), recorder=open_recorder(FeedbackSettings(), folder))
    ) as client:
        yield client


def ask(client: TestClient, question: str, **more: object) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/api/v1/ask", json={"question": question, **more}).json()
    return answer


def rate(client: TestClient, **body: object) -> tuple[int, dict[str, Any]]:
    reply = client.post("/api/v1/feedback", json=body)
    return reply.status_code, reply.json()


def test_an_answer_of_the_api_can_be_rated(api: TestClient, folder: Path) -> None:
    answer = ask(api, "苏州?", history=["江苏?"])
    name = answer["answer_id"]
    assert (
        rate(api, answer_id=name, rating="down", reason="wrong_evidence", comment=" 第十八条\x00不对 ")[0]
        == 200
    )
    (one,) = [r for r in kept(folder) if r.exchange.id == name]
    assert (one.exchange.question, one.exchange.history, one.exchange.door) == ("苏州?", ("江苏?",), Door.API)
    assert (one.exchange.status, one.exchange.session) == ("answered", None)
    assert one.exchange.cited == (Cited("plan#s1.1", "plan.txt", QUOTE),)
    assert one.exchange.waited_ms >= 0
    assert one.rating is not None
    assert (one.rating.value, one.rating.reason, one.rating.comment) == (
        Value.DOWN, Reason.WRONG_EVIDENCE, "第十八条不对",
    )  # fmt: skip


def test_refusals_and_failures_are_kept_too(api: TestClient, folder: Path) -> None:
    names = [ask(api, q)["answer_id"] for q in ("火星?", "出错")]
    assert rate(api, answer_id=names[0], rating="up")[0] == 200  # whatever came before is on disk now
    found = {r.exchange.id: r.exchange for r in kept(folder)}
    refused, failed = (found[name] for name in names)
    assert (refused.status, refused.cited) == ("refused", (Cited("plan#s1.1", "plan.txt"),))
    assert (failed.status, failed.cited) == ("failed", ())
    assert "secret" not in failed.answer


def test_what_must_not_be_kept_is_not(api: TestClient, folder: Path) -> None:
    assert ask(api, "不要记下这一句", record=False)["answer_id"] is None
    assert rate(api, answer_id=ask(api, "苏州?")["answer_id"], rating="up")[0] == 200
    assert not [f.name for f in folder.iterdir() if "不要记下这一句".encode() in f.read_bytes()]


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"answer_id": "none", "rating": "up"}, 404, "没有这次回答的记录"),
        ({"answer_id": "x", "rating": "great"}, 422, "rating 应为 up 或 down"),
        ({"answer_id": "x", "rating": "down", "reason": "bad"}, 422, "reason 应为 null 或 off_topic"),
        ({"answer_id": "", "rating": "up"}, 422, "answer_id 应为"),
        ({"answer_id": "x" * 65, "rating": "up"}, 422, "answer_id 应为"),
        ({"rating": "up"}, 422, "缺少 answer_id"),
        ({"answer_id": "x", "rating": "down", "comment": "长" * 501}, 422, "501字"),
        ({"answer_id": "x", "rating": "down", "comment": 1}, 422, "comment 应为一段文字"),
        ({"answer_id": "x", "rating": "up", "session": "y"}, 422, "不接受 session"),
    ],
)
def test_wrong_ratings_are_told_in_chinese(
    api: TestClient, body: dict[str, object], status: int, said: str
) -> None:
    got, reply = rate(api, **body)
    assert (got, reply["status"]) == (status, "failed")
    assert said in reply["reason"]


def test_a_form_of_another_page_is_no_rating(api: TestClient) -> None:
    name = ask(api, "苏州?")["answer_id"]
    content = json.dumps({"answer_id": name, "rating": "down"})
    assert (
        api.post("/api/v1/feedback", content=content, headers={"content-type": "text/plain"}).status_code
        == 422
    )
    assert api.get("/api/v1/feedback").status_code == 405


def test_without_a_recorder_answers_come_and_nothing_is_rated(client: TestClient) -> None:
    assert ask(client, "苏州?")["answer_id"] is None
    assert rate(client, answer_id="x", rating="up") == (
        403,
        {"status": "failed", "reason": "这个服务没有开启评价记录。"},
    )


def test_settings_that_keep_nothing_touch_no_disk(tmp_path: Path) -> None:
    assert open_recorder(FeedbackSettings(enabled=False), tmp_path / "data") is None
    assert not (tmp_path / "data").exists()


def test_a_folder_that_cannot_be_written_keeps_nothing_and_breaks_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    assert open_recorder(FeedbackSettings(), tmp_path / "file") is None
    assert "feedback is not kept" in caplog.text


def conversation(assistant: FakeAssistant, recorder: Recorder | None) -> Conversation:
    service = Service(lambda: assistant)
    service.load()
    return Conversation(
        service, WebSettings(), lambda: TODAY, pause=at_once, recorder=recorder, door=Door.EMBED
    )


def test_a_page_keeps_its_pseudonym_and_a_new_conversation_gets_another(
    assistant: FakeAssistant, recorder: Recorder, tmp_path: Path
) -> None:
    chat = conversation(assistant, recorder)
    first = states(chat, "苏州?")[-1]
    second = states(chat, "火星?", first)[-1]
    other = states(chat, "镇江?")[-1]
    assert first.key == second.key != other.key
    recorder.close()
    exchanges = [r.exchange for r in kept(tmp_path)]
    assert [e.question for e in exchanges] == ["苏州?", "火星?", "镇江?"]
    assert exchanges[0].session == exchanges[1].session != exchanges[2].session
    assert exchanges[1].history == ("苏州?",)
    assert {e.door for e in exchanges} == {Door.EMBED}
    stored = b"".join(f.read_bytes() for f in tmp_path.iterdir())
    assert first.key.encode() not in stored


def test_readers_have_their_own_questions_deleted_and_nobody_elses(
    assistant: FakeAssistant, recorder: Recorder, tmp_path: Path
) -> None:
    chat = conversation(assistant, recorder)
    mine, other = "m" * 22, "o" * 22
    first = states(chat, "苏州?", context=Context(page=mine))[-1]
    states(chat, "火星?", first, Context(page=mine))
    states(chat, "镇江?", context=Context(page=other))
    states(chat, "南京?")  # a page whose script did not run
    assert first.key == mine
    deleting = recorder.forget([mine, "x" * 22])
    assert deleting is not None
    assert deleting.result(30) == 2  # those that still waited to be written are among them
    assert [r.exchange.question for r in kept(tmp_path)] == ["镇江?", "南京?"]
    for found in kept(tmp_path):
        assert found.exchange.session is not None
        again = recorder.forget([found.exchange.session])  # a pseudonym, as the admin pages see it, is no key
        assert again is not None
        assert again.result(30) == 0
    stored = b"".join(f.read_bytes() for f in tmp_path.iterdir())
    assert "苏州?".encode() not in stored


def forget(client: TestClient, pages: object) -> tuple[int, dict[str, Any]]:
    reply = client.post("/api/v1/feedback/delete", json={"pages": pages})
    return reply.status_code, reply.json()


def test_deletion_wants_keys_and_tells_in_chinese_what_is_wrong(api: TestClient, client: TestClient) -> None:
    assert forget(api, ["n" * 22]) == (200, {"status": "ok", "deleted": 0})
    for wrong in ([], ["short"], "n" * 22, ["n" * 22 + "\n"], ["n" * 22] * 201, ["%" * 22], [None], None):
        status, reply = forget(api, wrong)
        assert (status, reply["status"]) == (422, "failed")
        assert "pages 应为" in reply["reason"]
        assert "nnnn" not in reply["reason"]
    form = {"content-type": "text/plain"}  # what a page of another origin could send unasked
    sent = api.post("/api/v1/feedback/delete", content='{"pages": ["nnnnnnnnnnnnnnnnnnnnnn"]}', headers=form)
    assert sent.status_code == 422
    assert api.get("/api/v1/feedback/delete").status_code == 405
    assert forget(client, ["n" * 22]) == (403, {"status": "failed", "reason": "这个服务没有开启评价记录。"})


def test_thumbs_stand_under_what_was_kept_and_nothing_else(
    assistant: FakeAssistant, recorder: Recorder, tmp_path: Path
) -> None:
    chat = conversation(assistant, recorder)
    answered = states(chat, "苏州?")
    assert "yj-rate" not in answered[-2].live_html  # not while it streams
    name = {r.exchange.question: r.exchange.id for r in _soon(recorder, tmp_path)}["苏州?"]
    assert answered[-1].live_html.count(f'value="{name}"') == 2
    assert "yj-rate" in states(chat, "火星?")[-1].live_html
    assert "yj-rate" not in states(chat, "出错")[-1].live_html
    private = Session()
    for shown in _private(chat, "苏州?", private):
        assert "yj-rate" not in shown.live_html
        assert shown.key == ""
    assert "yj-rate" not in states(conversation(assistant, None), "苏州?")[-1].live_html
    assert conversation(assistant, None).keeps is False


def _soon(recorder: Recorder, folder: Path) -> list[Rated]:
    wait = recorder.rate("none", Value.UP)  # after all that was put down before it
    assert wait is not None
    assert wait.result(30) is False
    return kept(folder)


def _private(chat: Conversation, question: str, session: Session) -> list[Session]:
    import asyncio

    async def all_of() -> list[Session]:
        return [now async for now in chat.ask(question, session, private=True)]

    return asyncio.run(all_of())


def test_a_slow_disk_slows_no_answer(assistant: FakeAssistant, tmp_path: Path) -> None:
    stuck = threading.Event()

    def late() -> Store:
        stuck.wait(30)
        raise StoreError("late")

    from web.feedback.writer import Writer

    writer = Writer(late, 10, 1)
    chat = conversation(assistant, Recorder(writer, b"0" * 32))
    shown = [states(chat, f"苏州{n}?")[-1] for n in range(4)]
    assert all(QUOTE in s.live_html for s in shown)
    assert "yj-rate" not in shown[-1].live_html  # what was dropped cannot be rated
    stuck.set()
    writer.close()


def test_days_are_counted_without_gaps() -> None:
    today = datetime.fromtimestamp(NOON).date()
    days = [
        rated(1, Value.UP),
        rated(2, Value.DOWN, Reason.OTHER, status="refused", elapsed_ms=10.0, waited_ms=20.0),
        rated(3, status="failed", elapsed_ms=9999.0),
        rated(4, asked_at=NOON - 2 * DAY, session="ffff", elapsed_ms=100.0, waited_ms=900.0),
    ]
    found = summarise(days, today, 3)
    assert [(d.asked, d.refused, d.failed, d.up, d.down) for d in found.days] == [
        (1, 0, 0, 0, 0),
        (0,) * 5,
        (3, 1, 1, 1, 1),
    ]
    assert (found.asked, found.sessions, found.reasons) == (4, 2, ((Reason.OTHER, 1),))
    # of 10, 40, 100: the failure is not timed
    assert (found.assistant.p50_ms, found.assistant.p95_ms) == (40.0, 100.0)
    assert (found.reader.p50_ms, found.reader.p95_ms) == (55.0, 900.0)
    assert datetime.fromtimestamp(first_moment(date(2026, 11, 22), 3)) == datetime(2026, 11, 20)
    empty = summarise([], today, 1)
    assert (empty.asked, empty.assistant.p50_ms) == (0, None)


def test_the_script_offers_the_reasons_that_the_server_knows() -> None:
    script = (ROOT / "web" / "static" / "feedback.js").read_text(encoding="utf-8")
    listed = [f'["{reason.value}", "{REASON_NAMES[reason]}"],' for reason in Reason]
    assert [line.strip() for line in script.splitlines() if line.strip().startswith('["')] == listed
    assert f"COMMENT_CHARS = {FeedbackSettings().comment_limit_chars};" in script


def test_what_is_said_of_what_is_kept_is_true() -> None:
    assert f"{FeedbackSettings().retention_days}天后删除" in phrases.PRIVACY
    assert FeedbackSettings().enabled
