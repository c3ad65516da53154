"""An engine that indexes in this process with a small honest embedder: real folders, real index, no model."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from character_embedder import CharacterEmbedder
from web_fakes import REFUSAL, FakeAssistant, answer

from assistant.model import Answer, Refusal
from corpus.drafts import Drafts
from corpus.model import Corpus
from corpus.registry import Entry, read_registry
from corpus.settings import CorpusSettings
from corpus.wiring import corpus_hash, load_corpus
from index.build import Model, build
from index.index import Index
from index.passages import build_passages
from index.sentence_vectors import sentence_texts
from index.settings import IndexSettings
from index.store import Store
from index.wiring import open_index, use_index
from web.library.engine import Count
from web.library.library import Library
from web.service import Service

SHIPPED = "随附文件\n一、说明\n停车泊位新增2万个。\n"


class Looker(FakeAssistant):
    """Answers with the first clause that holds the question's words, from the documents that it was opened with."""

    def __init__(self, corpus: Corpus, index: Index) -> None:
        super().__init__()
        self.corpus = corpus
        self.index = index

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        cancelled: threading.Event | None = None,
        within: frozenset[str] | None = None,
    ) -> Answer | Refusal:
        """The clause, or a refusal."""
        found = next((c for c in self.corpus.clauses if question in c.text), None)
        return REFUSAL if found is None else answer(text=found.text, citations=(), segments=())


class SmallEngine:
    """Builds and opens with `CharacterEmbedder`; `before_build` lets a test look at the middle of a change."""

    def __init__(self, root: Path) -> None:
        documents = root / "shipped"
        if not documents.exists():
            documents.mkdir(parents=True)
            (documents / "a.txt").write_text(SHIPPED, encoding="utf-8")
        self.corpus = CorpusSettings(documents_dir=documents, data_dir=root / "var")
        self.index = IndexSettings(built_dir=root / "built")
        self.before_build: Callable[[threading.Event], None] = lambda _stop: None
        self.opened: Index | None = None

    def shipped(self) -> Corpus:
        """The one document."""
        return load_corpus(self.corpus, with_added=False)

    def build(self, entries: Sequence[Entry], count: Count, stop: threading.Event) -> None:
        """As the real one, without a process."""
        self.before_build(stop)
        corpus = load_corpus(self.corpus, entries=entries)
        model = Model(CharacterEmbedder.name, CharacterEmbedder)
        passages = build_passages(corpus, self.index)
        store = Store(self.index.built_dir)
        texts = sentence_texts(corpus)
        build(passages, texts, corpus_hash(corpus), model, store, lambda _: None, use=False, count=count)

    def open(self, entries: Sequence[Entry]) -> Looker:
        """An assistant over what was built."""
        corpus = load_corpus(self.corpus, entries=entries)
        self.opened = open_index(self.index, corpus, CharacterEmbedder())
        return Looker(corpus, self.opened)

    def settle(self) -> None:
        """Point at it."""
        if self.opened is not None:
            use_index(self.opened, self.index)

    def start(self) -> Looker:
        """What a start of the service loads; on an empty folder the index is made first, as `make run` does."""
        if not self.index.built_dir.exists():
            self.build(read_registry(self.corpus.data_dir), lambda *_: None, threading.Event())
            self.open(read_registry(self.corpus.data_dir))
            self.settle()
        return self.open(read_registry(self.corpus.data_dir))

    def library(self) -> tuple[Service, Library]:
        """A service that was just started, and its library."""
        service = Service(self.start, _known())
        service.load()
        return service, Library(service, self, self.corpus.data_dir)

    @property
    def drafts(self) -> Drafts:
        """The folder of drafts."""
        return Drafts(self.corpus.data_dir)


def _known() -> tuple[type[Exception], ...]:
    from web.wiring import known_problems

    return known_problems()
