"""Next questions: offered after an answer that stands, from what was asked and answered, and never in its way."""

from __future__ import annotations

import pytest
from web_app import at_once, states
from web_fakes import TODAY, FakeAssistant

from web.conversation import Conversation
from web.service import Service
from web.session import Session
from web.settings import WebSettings

OFFERED = ("镇江的目标是多少？", "由谁牵头？")


@pytest.fixture
def service(assistant: FakeAssistant) -> Service:
    made = Service(lambda: assistant)
    made.load()
    return made


@pytest.fixture
def conversation(service: Service) -> Conversation:
    return Conversation(service, WebSettings(turns_limit=2), lambda: TODAY, pause=at_once)


def asked(conversation: Conversation, *questions: str) -> Session:
    session = Session()
    for question in questions:
        session = ([session, *states(conversation, question, session)])[-1]
    return session


def test_they_are_asked_for_with_the_question_its_history_and_its_reply(
    conversation: Conversation, assistant: FakeAssistant
) -> None:
    # the third turn forgets the first, which the answer was yet given after
    session = asked(conversation, "苏州?", "火星?", "扬州?")
    assert assistant.suggested == []  # the answer does not wait for them
    assert conversation.suggestions(session) == OFFERED
    ((question, history, reply),) = assistant.suggested
    assert (question, history, reply.status) == ("扬州?", ("苏州?", "火星?"), "answered")
    assert len(assistant.asked) == 3  # nothing is answered a second time


@pytest.mark.parametrize("questions", [(), ("火星?",), ("出错",), ("没主意",), ("  ",), ("长" * 5000,)])
def test_nothing_is_offered_where_nothing_can_be(
    conversation: Conversation, questions: tuple[str, ...]
) -> None:
    assert conversation.suggestions(asked(conversation, *questions)) == ()


def test_nothing_is_offered_after_an_answer_that_was_stopped(conversation: Conversation) -> None:
    session = conversation.stop(asked(conversation, "苏州?"))
    assert conversation.suggestions(session) == ()


def test_nothing_is_offered_for_what_was_not_asked_here(service: Service, assistant: FakeAssistant) -> None:
    assert service.suggest("苏州?", ()) == ()
    assert Service(lambda: assistant).suggest("苏州?", ()) == ()
    assert assistant.suggested == []
