"""The service behind the pages: loading, readiness, and errors that tell nobody a secret."""

from __future__ import annotations

import logging
import threading

import pytest
from web_fakes import REFUSAL, FakeAssistant

from assistant.model import Answer, Failure, Refusal
from web.service import BROKEN, CANNOT_LOAD, STILL_LOADING, Loading, Ready, Service, Unready, without_paths
from web.slots import Slots


class KnownProblemError(Exception):
    """A problem whose message is for people."""


def test_before_loading_nothing_is_answered(assistant: FakeAssistant) -> None:
    service = Service(lambda: assistant)
    assert service.state == Loading()
    assert service.ask("苏州?") == Failure(STILL_LOADING, 0.0)
    assert assistant.asked == []


def test_after_loading_questions_and_history_are_handed_on(assistant: FakeAssistant) -> None:
    service = Service(lambda: assistant)
    service.start().join(5)
    assert isinstance(service.state, Ready)
    assert isinstance(service.ask("苏州?", ["江苏?"]), Answer)
    assert service.ask("火星?") == REFUSAL
    assert assistant.asked == [("苏州?", ("江苏?",)), ("火星?", ())]


def test_a_known_problem_is_told_without_paths() -> None:
    def broken() -> FakeAssistant:
        raise KnownProblemError("找不到索引 /srv/youju/index/built，请运行 make index")

    service = Service(broken, (KnownProblemError,))
    service.load()
    assert service.state == Unready("找不到索引 built，请运行 make index")


def test_an_unknown_problem_is_logged_and_not_told(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> FakeAssistant:
        raise ZeroDivisionError("secret")

    service = Service(broken, (KnownProblemError,))
    with caplog.at_level(logging.ERROR):
        service.load()
    assert service.state == Unready(CANNOT_LOAD)
    assert "ZeroDivisionError" in caplog.text


def test_an_error_while_answering_is_a_failure(
    assistant: FakeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    service = Service(lambda: assistant)
    service.load()
    reply = service.ask("出错")
    assert isinstance(reply, Failure)
    assert reply.reason == BROKEN
    assert "secret" in caplog.text
    assert isinstance(service.ask("苏州?"), Answer)  # the next question is answered


def test_no_more_questions_at_once_than_allowed() -> None:
    running, most = 0, 0
    guard, go = threading.Lock(), threading.Event()

    class Slow(FakeAssistant):
        def ask(
            self, question: str, history: object = (), cancelled: object = None, within: object = None
        ) -> Refusal:
            nonlocal running, most
            with guard:
                running += 1
                most = max(most, running)
            go.wait(0.1)
            with guard:
                running -= 1
            return REFUSAL

    service = Service(Slow, slots=Slots(2))
    service.load()
    threads = [threading.Thread(target=service.ask, args=("?",)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert most == 2


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("文件 /a/b/c.txt 损坏", "文件 c.txt 损坏"),
        (r"文件 C:\数据\索引 损坏", "文件 索引 损坏"),
        ("运行 make index", "运行 make index"),
        ("见 https://example.cn/a/b", "见 https://example.cn/a/b"),
        ("比例 1/2", "比例 1/2"),
    ],
)
def test_paths_are_left_out(message: str, shown: str) -> None:
    assert without_paths(message) == shown
