"""When a model adds words at all: its settings and its library."""

from __future__ import annotations

import sys

import pytest
from chat_endpoint import (
    Endpoint,
    says,
)
from chat_rewriting import KEY, QUESTION
from pydantic import ValidationError

from assistant.chat_rewriter import ChatRewriter
from assistant.settings import AssistantSettings, RewriterSettings
from assistant.wiring import make_extras
from corpus.settings import read_section
from index.problems import ModelMissing


def test_settings_switch_it_on(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    assert AssistantSettings().rewriter is None
    monkeypatch.setenv("YOUJU_ASSISTANT__REWRITER__BASE_URL", endpoint.url)
    monkeypatch.setenv("YOUJU_ASSISTANT__REWRITER__MODEL", "small")
    monkeypatch.setenv("YOUJU_ASSISTANT__REWRITER__API_KEY", KEY)
    endpoint.behaviour = says("电子商务")
    settings = read_section("assistant", AssistantSettings)
    assert KEY not in f"{settings!r} {settings.model_dump_json()}"
    extras = make_extras(settings, 1)
    assert isinstance(extras.rewriter, ChatRewriter)
    assert extras.rewriter.rewrite(QUESTION, []) == "电子商务"
    extras.rewriter.close()


def test_without_the_library_the_mending_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    values = {"rewriter": {"base_url": "http://127.0.0.1/v1", "model": "small"}}
    with pytest.raises(ModelMissing, match=r"assistant\.rewriter.*pip install openai"):
        make_extras(AssistantSettings.model_validate(values), 1)


@pytest.mark.parametrize(
    "values",
    [
        {"base_url": "ftp://x"},
        {"base_url": "localhost:8000"},
        {"model": ""},
        {"timeout_seconds": 0},
        {"timeout_seconds": 61},
        {"max_chars": 0},
        {"api_key": ""},
        {"api_key": "密钥"},
        {"api_key": "sk-a\nb"},
        {"prompt": "x"},
    ],
)
def test_unusable_settings_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        RewriterSettings.model_validate({"base_url": "http://127.0.0.1/v1", "model": "small", **values})
