"""The composition root of the assistant: corpus and index wiring below it, nothing else builds them."""

from __future__ import annotations

from assistant.assistant import Assistant
from assistant.refusal import load_calibration
from assistant.settings import AssistantSettings
from corpus.settings import CorpusSettings, read_section
from corpus.wiring import load_corpus
from index.settings import IndexSettings
from index.wiring import open_index


def build_assistant(corpus: CorpusSettings, index: IndexSettings, assistant: AssistantSettings) -> Assistant:
    """An assistant over the documents and the index that the settings name."""
    held = load_corpus(corpus)
    return Assistant(held, open_index(index, held), assistant, load_calibration())


def open_assistant() -> Assistant:
    """An assistant as the settings file and the environment say. Called in entry points only."""
    return build_assistant(
        read_section("corpus", CorpusSettings),
        read_section("index", IndexSettings),
        read_section("assistant", AssistantSettings),
    )
