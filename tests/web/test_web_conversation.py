"""Questions running through the chat, without Gradio."""

from __future__ import annotations

import pytest
from web_app import at_once, states
from web_fakes import TODAY, FakeAssistant

from web.conversation import Conversation
from web.service import STILL_LOADING, Service
from web.session import Session
from web.settings import WebSettings


@pytest.fixture
def conversation(assistant: FakeAssistant) -> Conversation:
    service = Service(lambda: assistant)
    service.load()
    return Conversation(service, WebSettings(turns_limit=3), lambda: TODAY, pause=at_once)


def last(conversation: Conversation, question: str, session: Session) -> Session:
    return states(conversation, question, session)[-1]


def test_an_answer_streams(conversation: Conversation) -> None:
    shown = [s.live_html for s in states(conversation, "苏州?")]
    assert ["loading" in s for s in shown] == [True, False, False]
    assert ["网络零售额" in s for s in shown] == [False, False, True]
    assert ["yj-evidence" in s for s in shown] == [False, False, True]


def test_later_questions_carry_the_earlier_ones(conversation: Conversation, assistant: FakeAssistant) -> None:
    session = Session()
    for question in ("苏州?", "火星?", "出错", "那镇江呢?"):
        session = last(conversation, question, session)
    # A failed question was never answered, so nothing can refer to it.
    assert assistant.asked[-1] == ("那镇江呢?", ("苏州?", "火星?"))
    assert len(session.turns) == 3  # the limit
    assert "那镇江呢" in session.live_html
    assert "出错" in session.past_html


def test_two_sessions_know_nothing_of_each_other(
    conversation: Conversation, assistant: FakeAssistant
) -> None:
    mine = last(conversation, "苏州?", Session())
    yours = last(conversation, "镇江?", Session())
    last(conversation, "我的追问", mine)
    assert assistant.asked[-1] == ("我的追问", ("苏州?",))
    assert "苏州" not in yours.past_html + yours.live_html.replace("苏州市", "").replace("苏委发", "")


@pytest.mark.parametrize("question", ["", "  ", "\n"])
def test_nothing_typed_changes_nothing(
    conversation: Conversation, assistant: FakeAssistant, question: str
) -> None:
    assert states(conversation, question) == []
    assert assistant.asked == []


def test_a_long_question_gets_a_hint_and_is_not_asked(
    conversation: Conversation, assistant: FakeAssistant
) -> None:
    session = last(conversation, "字" * 10_000, Session())
    assert "请缩短" in session.live_html
    assert len(session.live_html) < 1000
    assert (assistant.asked, session.history) == ([], ())


def test_before_loading_the_page_asks_to_wait(assistant: FakeAssistant) -> None:
    conversation = Conversation(Service(lambda: assistant), WebSettings(), lambda: TODAY)
    assert STILL_LOADING in last(conversation, "苏州?", Session()).live_html


def test_stopping_shows_that_it_was_stopped(conversation: Conversation) -> None:
    running = states(conversation, "苏州?")[0]
    stopped = conversation.stop(running)
    assert "已停止" in stopped.live_html
    assert stopped.history == ()
    assert conversation.stop(Session()) == Session()
