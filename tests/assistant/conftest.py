"""The assistant that ships, opened once, and an endpoint on this machine that speaks OpenAI's protocol."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chat_endpoint import Endpoint, serving
from chat_rewriting import MakeRewriter
from chat_writing import KEY, PAUSE, TIMEOUT, MakeWriter

from assistant.assistant import Assistant
from assistant.chat_rewriter import ChatRewriter
from assistant.settings import RewriterSettings, WriterSettings
from assistant.wiring import open_workshop
from assistant.writing.chat_writer import ChatWriter
from index.index import Index


@pytest.fixture(scope="session")
def opened() -> tuple[Assistant, Index]:
    """The real assistant over the shipped documents, and its index."""
    return open_workshop().open()


@pytest.fixture(scope="session")
def real(opened: tuple[Assistant, Index]) -> Assistant:
    """The real assistant."""
    return opened[0]


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """An endpoint of a test's own, asked without any proxy."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as server:
        yield server


@pytest.fixture
def make_writer(endpoint: Endpoint) -> Iterator[MakeWriter]:
    """Makes writers that ask the endpoint, with short times; they are closed at the end."""
    made: list[ChatWriter] = []

    def build(**values: object) -> ChatWriter:
        defaults = {"base_url": endpoint.url, "model": "small", "api_key": KEY, "rest_seconds": 0}
        times = {"timeout_seconds": TIMEOUT, "pause_seconds": PAUSE}
        made.append(ChatWriter(WriterSettings.model_validate({**defaults, **times, **values})))
        return made[-1]

    yield build
    for writer in made:
        writer.close()


@pytest.fixture
def make_rewriter(endpoint: Endpoint) -> Iterator[MakeRewriter]:
    """Makes rewriters that ask the endpoint; they are closed at the end."""
    made: list[ChatRewriter] = []

    def build(**values: object) -> ChatRewriter:
        defaults = {"base_url": endpoint.url, "model": "small", "api_key": KEY, "rest_seconds": 0}
        made.append(ChatRewriter(RewriterSettings.model_validate({**defaults, **values})))
        return made[-1]

    yield build
    for rewriter in made:
        rewriter.close()
