"""A writer behind a real socket that fails, at once or half-way: one line in the log, and the documents' own words."""

from __future__ import annotations

import logging
import socket
import time

import pytest
from chat_endpoint import (
    Behaviour,
    Endpoint,
    chunk,
    cuts_off,
    drips,
    endless_line,
    fails,
    fails_then_streams,
    keeps_alive,
    says,
    sends,
    stalls,
    streams,
    streams_raw,
    streams_then_hangs_up,
    streams_then_stalls,
)
from chat_writing import (
    KEY,
    PAUSE,
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

from assistant.model import Answer

QUIET: list[tuple[str, Behaviour, int, str, float]] = [
    # what it does, requests with the library's one retry, what the log says, seconds at most
    ("401", fails(401), 1, "AuthenticationError 401", SLACK),
    ("404", fails(404), 1, "NotFoundError 404", SLACK),
    ("429 for ever", fails(429), 2, "RateLimitError 429", TIMEOUT + SLACK),
    ("500 for ever", fails(500), 2, "InternalServerError 500", TIMEOUT + SLACK),
    ("closed connection", cuts_off, 1, "RemoteProtocolError", TIMEOUT + SLACK),
    ("stalls before the first byte", stalls, 1, "TimeoutError", PAUSE + SLACK),
    ("bytes and no event", drips, 1, "TimeoutError", PAUSE + SLACK),
    ("comments and no event", keeps_alive, 1, "TimeoutError", PAUSE + SLACK),
    ("a page", sends(b"<html>login</html>", "text/html"), 1, "不是约定的格式", SLACK),
    ("no stream", says(TRUE), 1, "不是约定的格式", SLACK),
    ("no JSON", streams_raw(b"data: {\n\n"), 1, "不是约定的格式", SLACK),
    ("no UTF-8", streams_raw(b'data: {"choices": "\xff\xfe"}\n\n'), 1, "不是约定的格式", SLACK),
    ("a list", streams_raw(b"data: [1, 2]\n\n"), 1, "不是约定的格式", SLACK),
    ("wrong types", streams_raw(b'data: {"choices": [{"delta": {"content": 5}}]}\n\n'), 1, "不是约定的格式", SLACK),
    ("an error event", streams_raw(b'data: {"error": {"message": "no"}}\n\n'), 1, "不是约定的格式", SLACK),
    ("empty choices", streams_raw(b'data: {"choices": []}\n\n', b"data: [DONE]\n\n"), 1, "回复为空", SLACK),
    ("nothing said", streams(""), 1, "回复为空", SLACK),
    ("blank", streams(" \n\u3000"), 1, "回复为空", SLACK),
    ("nothing at all", sends(b"", "text/event-stream"), 1, "不是约定的格式", SLACK),
    ("a line without end", endless_line, 1, "字节", TIMEOUT + SLACK),
]  # fmt: skip


@pytest.mark.parametrize(
    ("behaviour", "requests", "told", "seconds"), [f[1:] for f in QUIET], ids=[f[0] for f in QUIET]
)
def test_a_failure_costs_one_log_line_and_no_answer(
    endpoint: Endpoint,
    make_writer: MakeWriter,
    caplog: pytest.LogCaptureFixture,
    behaviour: Behaviour,
    requests: int,
    told: str,
    seconds: float,
) -> None:
    endpoint.behaviour = behaviour
    plain, held = asked(None), assistant(make_writer())
    started = time.perf_counter()
    with caplog.at_level(logging.WARNING, "youju.assistant"):
        reply = held.ask(QUESTION)
    elapsed = time.perf_counter() - started
    assert isinstance(reply, Answer)
    assert same(reply, plain)
    assert elapsed < seconds
    assert len(endpoint.asked) == requests
    own = [record.getMessage() for record in caplog.records if record.name == "youju.assistant"]
    assert len(own) == 1
    assert told in own[0]
    assert KEY not in own[0]
    assert QUESTION not in own[0]


PARTIAL: list[tuple[str, Behaviour, float]] = [
    ("stalls in a sentence", streams_then_stalls(TRUE + "全市网络零"), PAUSE + SLACK),
    ("hangs up in a sentence", streams_then_hangs_up(TRUE + "到2023年，培育龙头企业20"), SLACK),
    ("ends in a sentence", streams_raw(chunk(TRUE + "培育龙头企业20家[1]")), SLACK),
    ("runs out of tokens", streams(TRUE + "培育龙头企业20家[1]", finish="length"), SLACK),
    ("garbage in a sentence", streams_raw(chunk(TRUE + "培育龙头企业20家[1]"), b"data: {\n\n"), SLACK),
]


@pytest.mark.parametrize(("behaviour", "seconds"), [p[1:] for p in PARTIAL], ids=[p[0] for p in PARTIAL])
def test_what_came_before_a_failure_counts_and_half_a_sentence_does_not(
    endpoint: Endpoint, make_writer: MakeWriter, behaviour: Behaviour, seconds: float
) -> None:
    endpoint.behaviour = behaviour
    held = assistant(make_writer())
    started = time.perf_counter()
    reply = held.ask(QUESTION)
    assert time.perf_counter() - started < seconds
    assert isinstance(reply, Answer)
    assert written(reply) == ["苏州2023年全市网络零售额的目标是5000亿元。"]
    assert reply.warnings == ()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_failure_is_tried_again(endpoint: Endpoint, make_writer: MakeWriter, status: int) -> None:
    endpoint.behaviour = fails_then_streams(status, TRUE)
    assert written(asked(make_writer(pause_seconds=3, timeout_seconds=5)))
    assert len(endpoint.asked) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 422])
def test_a_lasting_failure_is_not(endpoint: Endpoint, make_writer: MakeWriter, status: int) -> None:
    endpoint.behaviour = fails_then_streams(status, TRUE)
    assert not written(asked(make_writer()))
    assert len(endpoint.asked) == 1


def test_retries_are_as_many_as_the_settings_say(endpoint: Endpoint, make_writer: MakeWriter) -> None:
    endpoint.behaviour = fails(500)
    asked(make_writer(retries=0))
    assert len(endpoint.asked) == 1


def test_after_a_failure_it_rests_and_then_writes_again(endpoint: Endpoint, make_writer: MakeWriter) -> None:
    endpoint.behaviour = stalls
    held = assistant(make_writer(pause_seconds=0.2, rest_seconds=0.6))
    held.ask(QUESTION)
    endpoint.behaviour = streams(TRUE)
    started = time.perf_counter()
    reply = held.ask(QUESTION)
    assert isinstance(reply, Answer)
    assert not written(reply)
    assert time.perf_counter() - started < 0.2
    assert len(endpoint.asked) == 1
    time.sleep(0.7)
    reply = held.ask(QUESTION)
    assert isinstance(reply, Answer)
    assert written(reply)


def test_a_refused_connection(make_writer: MakeWriter, caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert not written(
        asked(make_writer(base_url=f"http://127.0.0.1:{port}/v1", pause_seconds=3, timeout_seconds=5))
    )
    assert "APIConnectionError" in caplog.text
