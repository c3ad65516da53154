"""Questions put to chosen documents: what may be chosen, and that nothing else is searched."""

from __future__ import annotations

import html
import json

import pytest
from fastapi.testclient import TestClient
from web_app import states
from web_fakes import CORPUS, TODAY, FakeAssistant

from web.ask_filter import AskFilter, EmptyChoiceError, chosen, facets
from web.context import Context, read_context
from web.conversation import Conversation
from web.export_view import payload
from web.service import Service
from web.settings import WebSettings

PLAN, NEWS = CORPUS.documents


def test_what_a_document_can_be_chosen_by() -> None:
    # DOCUMENT of web_fakes: a city's plan in force whose period 2021-2023 is over on 2026-11-21
    assert facets(PLAN, TODAY) == type(facets(PLAN, TODAY))("苏州", "市", ("现行", "规划期已过"))
    assert facets(NEWS, TODAY) == type(facets(NEWS, TODAY))("全国", "其他", ("报道",))


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (None, None),
        (AskFilter(), None),
        (AskFilter(places=["苏州"]), {"plan"}),
        (AskFilter(places=["苏州", "全国"]), {"plan", "news"}),  # of one kind, either
        (AskFilter(places=["苏州"], statuses=["规划期已过", "草案"]), {"plan"}),  # of several kinds, all
        (AskFilter(levels=["其他"]), {"news"}),
        (AskFilter(documents=["news"]), {"news"}),
    ],
)
def test_what_a_filter_leaves(wanted: AskFilter | None, ids: set[str] | None) -> None:
    assert chosen(wanted, CORPUS, TODAY) == ids


@pytest.mark.parametrize(
    "wanted", [AskFilter(places=["火星"]), AskFilter(places=["苏州"], documents=["news"])]
)
def test_a_filter_that_leaves_nothing_says_what_to_do(wanted: AskFilter) -> None:
    with pytest.raises(EmptyChoiceError, match="请放宽筛选"):
        chosen(wanted, CORPUS, TODAY)


@pytest.mark.parametrize(
    "sent",
    ["", None, "[]", "null", '{"filter": {"places": "苏州"}}', '{"filter": {"sql": ["x"]}}', '{"earlier": "苏州"}',
     "[" * 5000],
)  # fmt: skip
def test_what_a_page_sends_and_cannot_be_read_says_nothing(sent: str | None) -> None:
    assert read_context(sent) == Context()


def test_what_a_page_sends_along() -> None:
    sent = json.dumps({"earlier": ["苏州？", 3], "again": 1, "filter": {"levels": ["市"]}})
    assert read_context(sent) == Context(("苏州？",), False, AskFilter(levels=["市"]))


def conversation(fake: FakeAssistant) -> Conversation:
    service = Service(lambda: fake)
    service.load()
    return Conversation(service, WebSettings(segment_pause_seconds=0), lambda: TODAY)


def test_the_choice_goes_with_the_question_its_buttons_and_its_suggestions() -> None:
    fake = FakeAssistant()
    talk = conversation(fake)
    context = Context(filter=AskFilter(places=["苏州"]))
    last = states(talk, "零售额？", context=context)[-1]
    assert fake.within == [{"plan"}]
    assert '"places":["苏州"]' in html.unescape(last.live_html)
    assert talk.suggestions(last) == ("镇江的目标是多少？", "由谁牵头？")
    assert fake.within == [{"plan"}] * 3  # each of them is tried on the same documents
    nothing = states(talk, "零售额？", context=Context(filter=AskFilter(places=["火星"])))[-1]
    assert "请放宽筛选" in nothing.live_html
    assert "yj-state hint" in nothing.live_html
    assert len(fake.asked) == 3


def test_a_question_takes_the_place_of_the_last_or_follows_what_the_browser_remembers() -> None:
    fake = FakeAssistant()
    talk = conversation(fake)
    first = states(talk, "苏州？", context=Context(earlier=("江苏？",)))[-1]
    second = states(talk, "镇江？", first, context=Context(earlier=("江苏？", "苏州？")))[-1]
    assert [t.question for t in second.turns] == ["苏州？", "镇江？"]
    third = states(
        talk, "南京？", second, context=Context(earlier=("江苏？", "苏州？", "镇江？"), again=True)
    )[-1]
    assert [t.question for t in third.turns] == ["苏州？", "南京？"]
    assert fake.asked == [
        ("苏州？", ("江苏？",)),
        ("镇江？", ("江苏？", "苏州？")),
        ("南京？", ("江苏？", "苏州？")),
    ]


def test_the_api_takes_a_filter(pages: tuple[TestClient, FakeAssistant]) -> None:
    client, fake = pages
    reply = client.post("/api/v1/ask", json={"question": "零售额？", "filter": {"places": ["苏州"]}})
    assert (reply.status_code, fake.within[-1]) == (200, {"plan"})
    assert client.post("/api/v1/ask", json={"question": "零售额？", "filter": None}).status_code == 200
    assert fake.within[-1] is None
    for body, said in (
        ({"places": ["火星"]}, "请放宽筛选"),
        ({"places": "苏州"}, "filter 应为对象"),
        ("苏州", "filter 应为"),
    ):
        for path in ("/api/v1/ask", "/api/v1/export"):
            sent = {"question": "零售额？", "filter": body} | (
                {"format": "md"} if path.endswith("export") else {}
            )
            wrong = client.post(path, json=sent)
            assert wrong.status_code == 422
            assert said in wrong.json()["reason"]
    listed = client.get("/api/v1/documents").json()["documents"]
    assert [(d["id"], d["place"], d["level"]) for d in listed] == [
        ("plan", "苏州", "市"),
        ("news", "全国", "其他"),
    ]


def test_what_is_exported_is_searched_as_it_was_asked() -> None:
    from web_fakes import answer

    plain = payload("？", (), answer(), CORPUS, TODAY)
    assert plain is not None
    assert "filter" not in json.loads(plain)
