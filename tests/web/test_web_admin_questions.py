"""What the maintainer sees of questions and ratings, and how one is deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from feedback_samples import exchange
from web_app import make_app
from web_fakes import FakeAssistant

from eval.reading import parse_case
from web.admin.questions import PAGE_ROWS
from web.admin.volume_view import BAR, HEIGHT, SLOT, volume
from web.feedback.model import Rating, Reason, Value
from web.feedback.schema import DATABASE
from web.feedback.settings import FeedbackSettings
from web.feedback.store import Store
from web.feedback.summary import Day
from web.feedback.wiring import open_recorder
from web.service import Service
from web.settings import WebSettings

TOKEN = "correct-horse-battery-staple"
BEARER = {"authorization": f"Bearer {TOKEN}"}
HOSTILE = "<script>alert(1)</script>\u202e"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("feedback")


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    service = Service(FakeAssistant)
    service.load()
    settings = WebSettings.model_validate({"admin_token": TOKEN})
    recorder = open_recorder(FeedbackSettings(), folder)
    with TestClient(make_app(service, settings, recorder=recorder), follow_redirects=False) as made:
        for question, rating in (("苏州?", "down"), ("火星?", None), ("镇江?", "up"), ("出错", None)):
            name = made.post("/api/v1/ask", json={"question": question, "history": ["江苏?"]}).json()[
                "answer_id"
            ]
            body = {"answer_id": name, "rating": rating or "up"}
            if rating == "down":
                body |= {"reason": "incomplete", "comment": HOSTILE}
            if rating:
                assert made.post("/api/v1/feedback", json=body).status_code == 200
        assert made.post("/api/v1/feedback", json={"answer_id": "none", "rating": "up"}).status_code == 404
        yield made  # the last rating came after all that was put down before it


def page(client: TestClient, path: str) -> str:
    reply = client.get(path, headers=BEARER)
    assert reply.status_code == 200
    return reply.text


def test_the_overview_counts(client: TestClient) -> None:
    text = page(client, "/admin")
    for part in (
        "<b>4</b>次提问",
        "<b>1</b><a",
        "没有答全 <b>1</b>",
        "毫秒</b>作答用时：中位 · 第 95 百分位",
        "最多一天 4 次",
    ):
        assert part in text
    assert text.count("<rect") == 3  # answered, refused and failed, on one day


@pytest.mark.parametrize(
    ("show", "seen", "unseen"),
    [
        ("down", ["苏州?"], ["火星?", "镇江?"]),
        ("refused", ["火星?"], ["苏州?"]),
        ("failed", ["出错"], ["苏州?"]),
        ("up", ["镇江?"], ["苏州?"]),
        ("all", ["苏州?", "火星?", "镇江?", "出错"], []),
        ("x' OR 1=1 --", ["苏州?"], ["镇江?"]),
    ],
)
def test_which_questions_are_shown(client: TestClient, show: str, seen: list[str], unseen: list[str]) -> None:
    reply = client.get("/admin/questions", params={"show": show}, headers=BEARER)
    assert all(f"<bdi>{q}</bdi></p>" in reply.text for q in seen)
    assert not any(f"<bdi>{q}</bdi></p>" in reply.text for q in unseen)


def test_what_readers_wrote_is_inert(client: TestClient) -> None:
    text = page(client, "/admin/questions")
    assert "<script>alert" not in text
    assert "\u202e" not in text
    assert "&lt;script&gt;alert(1)" in text
    cited = 'href="/source/plan#s1.1">《苏州市三年行动计划》一、总体要求 › (一)总体目标</a>'
    for part in ("没用：没有答全", "此前问过", "江苏?", cited, "接口"):
        assert part in text


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "99999", "1" * 30, "²"])
def test_pages_that_do_not_exist(client: TestClient, number: str) -> None:
    assert client.get("/admin/questions", params={"page": number}, headers=BEARER).status_code == 200


def test_long_lists_have_pages(client: TestClient, folder: Path) -> None:
    store = Store(folder / DATABASE)
    for n in range(PAGE_ROWS + 1):
        store.add(exchange(n, id=f"many-{n}", status="refused"))
    assert "第 1 / 2 页" in page(client, "/admin/questions?show=refused")
    last = page(client, "/admin/questions?show=refused&page=2")
    assert (last.count("<bdi>苏州的目标是多少？"), "上一页" in last, "下一页" in last) == (2, True, False)
    store.delete_before(exchange(PAGE_ROWS + 1).asked_at)
    store.close()


def test_the_export_is_what_the_question_set_reads(client: TestClient) -> None:
    reply = client.get("/admin/questions.jsonl?show=down", headers=BEARER)
    (case,) = [parse_case(line) for line in reply.text.splitlines()]
    assert (case.question, case.evidence[0].any[0].doc) == ("苏州?", "plan.txt")
    assert "attachment" in reply.headers["content-disposition"]
    assert client.get("/admin/questions.jsonl").status_code == 303  # not signed in


def test_one_question_is_deleted_and_only_from_the_page(client: TestClient, folder: Path) -> None:
    store = Store(folder / DATABASE)
    store.add(exchange(1, id="gone"))
    store.rate(Rating("gone", 1.0, Value.DOWN, Reason.OTHER))
    path = "/admin/questions/delete"
    assert client.post(path, data={"id": "gone"}).status_code == 303  # to the login
    browser = TestClient(client.app, follow_redirects=False)
    assert browser.post("/admin/login", data={"token": TOKEN}).status_code == 303
    assert browser.post(path, data={"id": "gone"}).status_code == 403
    assert browser.post(path, data={"id": "gone", "csrf": "x"}).status_code == 403
    assert store.count("e.id = 'gone'") == 1
    found = re.search(r'name="csrf" value="([^"]+)"', browser.get("/admin/questions").text)
    assert found
    foreign = {"origin": "http://evil.example"}
    assert browser.post(path, data={"id": "gone", "csrf": found[1]}, headers=foreign).status_code == 403
    reply = browser.post(path, data={"id": "gone", "csrf": found[1], "show": "up"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/admin/questions?show=up")
    assert store.count("e.id = 'gone' OR r.exchange = 'gone'") == 0
    store.close()


def test_a_broken_file_breaks_no_page(client: TestClient, tmp_path: Path) -> None:
    service = Service(FakeAssistant)
    service.load()
    settings = WebSettings.model_validate({"admin_token": TOKEN})
    recorder = open_recorder(FeedbackSettings(), tmp_path)
    with TestClient(make_app(service, settings, recorder=recorder)) as made:
        for file in tmp_path.glob(f"{DATABASE}*"):
            file.unlink()
        (tmp_path / DATABASE).write_bytes(b"no database" * 100)
        for path in ("/admin", "/admin/questions"):
            assert "读不出来" in page(made, path)
        assert made.get("/admin/questions.jsonl", headers=BEARER).status_code == 503


def test_without_records_the_pages_say_so(tmp_path: Path) -> None:
    service = Service(FakeAssistant)
    service.load()
    settings = WebSettings.model_validate({"admin_token": TOKEN})
    with TestClient(make_app(service, settings)) as made:
        for path in ("/admin", "/admin/questions"):
            assert "没有记录提问" in page(made, path)
        assert made.get("/admin/questions.jsonl", headers=BEARER).status_code == 403


def test_bars_stand_on_one_another() -> None:
    days = [
        Day(date(2026, 11, 20), 4, 1, 1, 0, 0),
        Day(date(2026, 11, 21), 0, 0, 0, 0, 0),
        Day(date(2026, 11, 22), 2, 0, 0, 1, 0),
    ]
    drawn = volume(days, every=2)
    assert (drawn.most, drawn.width) == (4, 3 * SLOT)
    assert [(p.kind, p.y, p.height) for p in drawn.bars[0].parts] == [
        ("answered", HEIGHT / 2, HEIGHT / 2), ("refused", HEIGHT / 4, HEIGHT / 4), ("failed", 0.0, HEIGHT / 4),
    ]  # fmt: skip
    assert drawn.bars[1].parts == ()
    assert [(p.y, p.height) for p in drawn.bars[2].parts] == [(HEIGHT / 2, HEIGHT / 2)]
    assert [b.label for b in drawn.bars] == ["11-20", "", "11-22"]
    assert drawn.bars[1].x == SLOT + (SLOT - BAR) / 2
    assert volume([]).bars == ()
