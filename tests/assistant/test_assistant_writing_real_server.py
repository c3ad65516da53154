"""Opt-in: a real server that speaks the protocol, named by YOUJU_TEST_LLM_URL; the recipe is docs/local-model.md.

What a real model writes differs from run to run, so nothing is asked of its words: only that the protocol
works, that whatever is shown was checked, and that a stop ends the request.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator

import pytest
from assistant_fakes import SURE, FakeIndex, make_corpus

from assistant.assistant import Assistant
from assistant.chat_client import ChatClient
from assistant.chat_stream import Received
from assistant.extras import Extras
from assistant.model import Answer, SegmentKind
from assistant.settings import AssistantSettings, WriterSettings
from assistant.writing.chat_writer import ChatWriter
from assistant.writing.evidence import number
from corpus.fold import fold_spans

URL = os.environ.get("YOUJU_TEST_LLM_URL", "")
MODEL = os.environ.get("YOUJU_TEST_LLM_MODEL", "local")
QUESTION = "苏州到2023年全市网络零售额的目标是多少？"
pytestmark = pytest.mark.skipif(not URL, reason="YOUJU_TEST_LLM_URL 没有设置，不测试真实的模型服务")


@pytest.fixture(scope="module")
def writer() -> Iterator[ChatWriter]:
    values = {
        "base_url": URL,
        "model": MODEL,
        "timeout_seconds": 300,
        "pause_seconds": 200,
        "max_tokens": 120,
    }
    made = ChatWriter(WriterSettings.model_validate({**values, "rest_seconds": 0}))
    yield made
    made.close()


def test_it_streams_text() -> None:
    """A model that is too small to answer still continues a story."""
    values = {"base_url": URL, "model": MODEL, "timeout_seconds": 300}
    client, into = ChatClient(WriterSettings.model_validate(values), "writer"), Received(4000)
    problem = client.stream("Tell stories.", "Once upon a time there was", 60, 200, into, None)
    client.close()
    assert problem == ""
    assert len(into.parts) > 3
    assert into.text.strip()


def test_whatever_it_writes_the_answer_is_sound(writer: ChatWriter) -> None:
    corpus = make_corpus()
    held = Assistant(corpus, FakeIndex(corpus), AssistantSettings(), SURE, extras=Extras(writer=writer))
    reply = held.ask(QUESTION)
    assert isinstance(reply, Answer)
    assert "5000亿元" in reply.text
    assert dict(reply.timings_ms)["writing"] > 0
    for citation in reply.citations:
        assert fold_spans(corpus.texts[citation.file], citation.spans).text == citation.quote
    for segment in reply.segments:
        if segment.kind is not SegmentKind.LEAD:
            assert segment.citations


def test_a_stop_ends_it(writer: ChatWriter) -> None:
    corpus, stop = make_corpus(), threading.Event()
    threading.Timer(0.5, stop.set).start()
    started = time.perf_counter()
    assert writer.write(QUESTION, number(corpus, list(corpus.clauses)), stop) is None
    assert time.perf_counter() - started < 1.5
