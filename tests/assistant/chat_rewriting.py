"""An assistant over a small corpus with a rewriter."""

from __future__ import annotations

from collections.abc import Callable

from assistant_fakes import SURE, FakeIndex, make_corpus

from assistant.assistant import Assistant
from assistant.chat_rewriter import ChatRewriter
from assistant.extras import Extras
from assistant.rewrite import Rewriter
from assistant.settings import AssistantSettings

QUESTION = "网店卖东西苏州定了多少的目标?"
KEY = "sk-very-secret"
MakeRewriter = Callable[..., ChatRewriter]


def assistant(rewriter: Rewriter | None = None) -> Assistant:
    corpus = make_corpus()
    return Assistant(corpus, FakeIndex(corpus), AssistantSettings(), SURE, extras=Extras(rewriter=rewriter))
