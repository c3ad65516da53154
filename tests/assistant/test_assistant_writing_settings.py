"""When a model writes at all: its settings, its library and its key."""

from __future__ import annotations

import subprocess
import sys

import pytest
from chat_endpoint import (
    Endpoint,
    streams,
)
from chat_writing import (
    KEY,
    TRUE,
    MakeWriter,
    asked,
    written,
)
from pydantic import ValidationError

from assistant.settings import AssistantSettings, WriterSettings
from assistant.wiring import make_extras
from assistant.writing.chat_writer import ChatWriter
from corpus.settings import read_section
from index.problems import ModelMissing


def test_the_key_of_the_environment_goes_nowhere(
    endpoint: Endpoint, make_writer: MakeWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    endpoint.behaviour = streams(TRUE)
    assert written(asked(make_writer(api_key=None)))
    assert endpoint.keys == ["Bearer none"]


def test_settings_switch_it_on(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    assert AssistantSettings().writer is None
    monkeypatch.setenv("YOUJU_ASSISTANT__WRITER__BASE_URL", endpoint.url)
    monkeypatch.setenv("YOUJU_ASSISTANT__WRITER__MODEL", "small")
    monkeypatch.setenv("YOUJU_ASSISTANT__WRITER__API_KEY", KEY)
    endpoint.behaviour = streams(TRUE)
    settings = read_section("assistant", AssistantSettings)
    assert KEY not in f"{settings!r} {settings.model_dump_json()}"
    extras = make_extras(settings, 1)
    assert isinstance(extras.writer, ChatWriter)
    assert written(asked(extras.writer))
    extras.writer.close()


def test_without_the_library_the_mending_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    values = {"writer": {"base_url": "http://127.0.0.1/v1", "model": "small"}}
    with pytest.raises(ModelMissing, match=r"assistant\.writer.*pip install openai"):
        make_extras(AssistantSettings.model_validate(values), 1)


def test_without_a_writer_nothing_of_the_library_is_imported() -> None:
    code = (
        "import sys, assistant.wiring; print([m for m in sys.modules if m.startswith(('openai', 'httpx'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "values",
    [
        {"base_url": "ftp://x"},
        {"model": ""},
        {"timeout_seconds": 0},
        {"pause_seconds": 301},
        {"max_tokens": 1},
        {"clauses": 0},
        {"retries": 6},
        {"api_key": "密钥"},
        {"temperature": 1},
    ],
)
def test_unusable_settings_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        WriterSettings.model_validate({"base_url": "http://127.0.0.1/v1", "model": "small", **values})
