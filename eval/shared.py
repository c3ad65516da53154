"""What configurations share, opened once and only when the first of them needs it."""

from __future__ import annotations

from functools import cached_property
from time import perf_counter

from assistant.extras import Extras
from assistant.refusal import Calibration, load_calibration
from assistant.wiring import make_extras
from corpus.model import Corpus
from corpus.wiring import load_corpus
from eval.baselines import WindowBaseline
from eval.memo import QuestionMemo
from eval.ours import WatchedAssistant
from eval.runner import Progress
from eval.sections import Sections
from eval.signals import SIGNALS, SignalSystem
from eval.vectors import VectorStore
from eval.windows import WindowShape, cut_windows
from index.index import Index
from index.wiring import make_embedder, open_index


class Shared:
    """One corpus, one index, one embedder; every configuration is made of them."""

    def __init__(self, sections: Sections, progress: Progress) -> None:
        self._sections = sections
        self._progress = progress

    @cached_property
    def corpus(self) -> Corpus:
        """The documents. Raises what load_corpus raises."""
        self._progress("正在读取政策文件…")
        return load_corpus(self._sections.corpus)

    @cached_property
    def embedder(self) -> QuestionMemo:
        """The configured embedder, which embeds no question twice. Raises ModelMissing."""
        return QuestionMemo(make_embedder(self._sections.index))

    def clock(self) -> float:
        """Seconds; see QuestionMemo.clock. Opens no embedder that no configuration has opened."""
        return self.embedder.clock() if "embedder" in vars(self) else perf_counter()

    @cached_property
    def index(self) -> Index:
        """The index of the corpus. Raises IndexProblem."""
        self._progress("正在打开索引…")
        return open_index(self._sections.index, self.corpus, self.embedder)

    @cached_property
    def calibration(self) -> Calibration:
        """When to refuse. Raises CalibrationError."""
        return load_calibration(self.embedder.name)

    @cached_property
    def extras(self) -> Extras:
        """The optional parts that the settings switch on. Raises ModelMissing."""
        return make_extras(self._sections.assistant, self._sections.index.query_threads)

    @cached_property
    def _vectors(self) -> VectorStore:
        folder = self._sections.eval.vectors_dir or self._sections.corpus.data_dir / "eval"
        return VectorStore(folder, self.embedder, self._progress)

    def assistant(self, part: str | None) -> WatchedAssistant:
        """The assistant as the settings say, without one of its parts where one is named."""
        settings = self._sections.assistant
        if part is not None:
            parts = settings.parts.model_copy(update={part: False})
            settings = settings.model_copy(update={"parts": parts})
        return WatchedAssistant(self.corpus, self.index, settings, self.calibration, extras=self.extras)

    def signal(self, name: str) -> SignalSystem:
        """Our passages ranked by one score."""
        return SignalSystem(name, self.index, SIGNALS[name])

    def windows(self, shape: WindowShape) -> WindowBaseline:
        """A fixed-window baseline."""
        cut = cut_windows(self.corpus.texts, shape)
        vectors = self._vectors.passages([w.text for w in cut])
        return WindowBaseline(shape.name, cut, vectors, self.embedder)
