"""The composition root of the assistant: corpus and index wiring below it, nothing else builds them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace

from assistant.aside import Aside, AsideRewriter, AsideWriter
from assistant.assistant import Assistant
from assistant.extras import Extras
from assistant.lexicon import shipped_lexicon
from assistant.refusal import load_calibration
from assistant.rerank import Reranker
from assistant.rewrite import Rewriter
from assistant.settings import AssistantSettings
from assistant.writing.writer import Writer
from corpus.registry import Entry
from corpus.settings import CorpusSettings, read_section
from corpus.wiring import load_corpus
from index.index import Index
from index.model import Embedder
from index.settings import IndexSettings
from index.wiring import open_index


class Workshop:
    """Opens assistants one after the other; the models are loaded once and shared by all of them."""

    def __init__(
        self,
        corpus: CorpusSettings,
        index: IndexSettings,
        assistant: AssistantSettings,
        aside: Aside = nullcontext,
    ) -> None:
        """Language models are waited for inside `aside`. Nothing is loaded yet."""
        self.corpus = corpus
        self.index = index
        self._assistant = assistant
        self._aside = aside
        self._embedder: Embedder | None = None
        self._extras: Extras | None = None

    def open(self, entries: Sequence[Entry] | None = None) -> tuple[Assistant, Index]:
        """An assistant over the documents and the index that the settings name.

        `entries` stand in the place of the register of added documents; their index must be there.
        """
        shipped_lexicon()  # a mistake in it stops the start, and not the first question
        held = load_corpus(self.corpus, entries=entries)
        opened = open_index(self.index, held, self._embedder)
        calibration = load_calibration(opened.manifest.model)
        if self._extras is None:
            self._extras = waited_aside(make_extras(self._assistant, self.index.query_threads), self._aside)
        self._embedder = opened.embedder
        return Assistant(held, opened, self._assistant, calibration, extras=self._extras), opened


def make_extras(settings: AssistantSettings, threads: int) -> Extras:
    """The optional parts that the settings switch on, loaded. Raises ModelMissing."""
    reranker: Reranker | None = None
    rewriter: Rewriter | None = None
    writer: Writer | None = None
    if settings.reranker is not None:
        from assistant.cross_encoder import CrossEncoderReranker

        reranker = CrossEncoderReranker(
            settings.reranker, threads=threads, precision=settings.reranker_precision
        )
    if settings.rewriter is not None:
        from assistant.chat_rewriter import ChatRewriter

        rewriter = ChatRewriter(settings.rewriter)
    if settings.writer is not None:
        from assistant.writing.chat_writer import ChatWriter

        writer = ChatWriter(settings.writer)
    return Extras(reranker, rewriter, writer)


def waited_aside(extras: Extras, aside: Aside) -> Extras:
    """The same parts, with language models waited for inside `aside`."""
    return replace(
        extras,
        rewriter=AsideRewriter(extras.rewriter, aside) if extras.rewriter else None,
        writer=AsideWriter(extras.writer, aside) if extras.writer else None,
    )


def open_assistant(aside: Aside = nullcontext) -> Assistant:
    """An assistant as the settings file and the environment say. Called in entry points only."""
    return open_workshop(aside).open()[0]


def open_workshop(aside: Aside = nullcontext) -> Workshop:
    """A workshop as the settings file and the environment say. Called in entry points only."""
    return Workshop(
        read_section("corpus", CorpusSettings),
        read_section("index", IndexSettings),
        read_section("assistant", AssistantSettings),
        aside,
    )
