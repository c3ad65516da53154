"""An assistant over a small corpus with a writer behind a real socket, and what the tests look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant_fakes import SURE, FakeIndex, make_corpus

from assistant.assistant import Assistant
from assistant.extras import Extras
from assistant.model import Answer, SegmentKind
from assistant.settings import AssistantSettings
from assistant.writing.chat_writer import ChatWriter
from assistant.writing.writer import Writer

QUESTION = "苏州到2023年全市网络零售额的目标是多少？"
KEY = "sk-very-secret"
TRUE = "苏州2023年全市网络零售额的目标是5000亿元[1]。"
ALSO = "由市商务局牵头[1]。"
FALSE = "全市网络零售额到2023年达9999亿元[1]。"
TIMEOUT, PAUSE, SLACK = 2.0, 1.0, 0.8  # seconds; the library pauses for half a second before it tries again
MakeWriter = Callable[..., ChatWriter]


def assistant(writer: Writer | None = None) -> Assistant:
    corpus = make_corpus()
    return Assistant(corpus, FakeIndex(corpus), AssistantSettings(), SURE, extras=Extras(writer=writer))


def asked(writer: Writer | None) -> Answer:
    reply = assistant(writer).ask(QUESTION)
    assert isinstance(reply, Answer)
    return reply


def written(reply: Answer) -> list[str]:
    return [s.text for s in reply.segments if s.kind is SegmentKind.WRITTEN]


def same(reply: Answer, plain: Answer) -> bool:
    """Whether a user sees the same."""
    timeless = {"elapsed_ms": 0.0, "timings_ms": ()}
    return replace(reply, **timeless) == replace(plain, **timeless)
