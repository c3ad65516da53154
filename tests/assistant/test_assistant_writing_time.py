"""A writer behind a real socket: how long it may take, and how soon a stop ends it."""

from __future__ import annotations

import threading
import time

import pytest
from chat_endpoint import (
    Behaviour,
    Endpoint,
    keeps_alive,
    never_ends,
    stalls,
    streams,
)
from chat_writing import (
    QUESTION,
    SLACK,
    TIMEOUT,
    TRUE,
    MakeWriter,
    asked,
    assistant,
    same,
    written,
)

from assistant import phrases
from assistant.model import Answer


def test_a_slow_drip_ends_at_the_deadline_with_what_came(endpoint: Endpoint, make_writer: MakeWriter) -> None:
    # 30 characters in events of 3, one each 0.03 s: the first sentence comes, the tenth does not
    endpoint.behaviour = streams(TRUE + "培育龙头企业20家[1]。" * 40, pause_seconds=0.03)
    held = assistant(make_writer())
    started = time.perf_counter()
    reply = held.ask(QUESTION)
    assert TIMEOUT - 0.1 < time.perf_counter() - started < TIMEOUT + SLACK
    assert isinstance(reply, Answer)
    assert written(reply)[0] == "苏州2023年全市网络零售额的目标是5000亿元。"


def test_a_reply_without_end_is_cut_at_its_limit(endpoint: Endpoint, make_writer: MakeWriter) -> None:
    endpoint.behaviour = never_ends
    started = time.perf_counter()
    reply = asked(make_writer(max_chars=2000))
    assert time.perf_counter() - started < TIMEOUT + SLACK
    assert not written(reply)
    assert reply.warnings == (phrases.WRITTEN_UNUSED,)
    assert endpoint.hung_up.wait(2)


@pytest.mark.parametrize("behaviour", [stalls, keeps_alive, streams(TRUE * 500, pause_seconds=0.02)])
def test_a_stop_ends_the_request_at_once(
    endpoint: Endpoint, make_writer: MakeWriter, caplog: pytest.LogCaptureFixture, behaviour: Behaviour
) -> None:
    endpoint.behaviour = behaviour
    held, plain, stop = (
        assistant(make_writer(timeout_seconds=20, pause_seconds=20)),
        asked(None),
        threading.Event(),
    )
    threading.Timer(0.3, stop.set).start()
    started = time.perf_counter()
    reply = held.ask(QUESTION, cancelled=stop)
    assert 0.25 < time.perf_counter() - started < 0.3 + SLACK
    assert isinstance(reply, Answer)
    assert same(reply, plain)
    assert caplog.records == []
    if behaviour is not stalls:
        assert endpoint.hung_up.wait(2)


def test_who_has_stopped_before_is_not_written_for(endpoint: Endpoint, make_writer: MakeWriter) -> None:
    stop = threading.Event()
    stop.set()
    endpoint.behaviour = streams(TRUE)
    assert make_writer().write(QUESTION, (), stop) is None
    assert endpoint.asked == []


def test_several_threads_may_ask_at_once(endpoint: Endpoint, make_writer: MakeWriter) -> None:
    endpoint.behaviour = streams(TRUE, pause_seconds=0.02)
    held, replies = assistant(make_writer(timeout_seconds=10, pause_seconds=5)), []
    threads = [threading.Thread(target=lambda: replies.append(held.ask(QUESTION))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(written(r)) for r in replies if isinstance(r, Answer)] == [1] * 4
