"""The composition root of the assistant: corpus and index wiring below it, nothing else builds them."""

from __future__ import annotations

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
from corpus.settings import CorpusSettings, read_section
from corpus.wiring import load_corpus
from index.settings import IndexSettings
from index.wiring import open_index


def build_assistant(
    corpus: CorpusSettings, index: IndexSettings, assistant: AssistantSettings, aside: Aside = nullcontext
) -> Assistant:
    """An assistant over the documents and the index that the settings name.

    Language models are waited for inside `aside`.
    """
    shipped_lexicon()  # a mistake in it stops the start, and not the first question
    held = load_corpus(corpus)
    opened = open_index(index, held)
    calibration = load_calibration(opened.manifest.model)
    extras = waited_aside(make_extras(assistant, index.query_threads), aside)
    return Assistant(held, opened, assistant, calibration, extras=extras)


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
    return build_assistant(
        read_section("corpus", CorpusSettings),
        read_section("index", IndexSettings),
        read_section("assistant", AssistantSettings),
        aside,
    )
