"""Composition root of the evaluation stage; reads the settings of the stages below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from assistant.settings import AssistantSettings
from assistant.wiring import build_assistant
from corpus.model import Corpus
from corpus.settings import CorpusSettings, read_section
from corpus.wiring import corpus_hash, load_corpus
from eval.baselines import LEXICAL_WEIGHT, WindowBaseline
from eval.bootstrap import RESAMPLES, SEED
from eval.checker import Checker
from eval.ours import AssistantSystem
from eval.outcome import System
from eval.provenance import Provenance, file_hashes, git_state, now, python_version
from eval.recorded import read_replies
from eval.runner import Progress
from eval.settings import EvalSettings
from eval.vectors import VectorStore
from eval.windows import SHAPES, WindowShape, cut_windows
from index.manifest import read_manifest
from index.model import Embedder
from index.settings import IndexSettings
from index.store import Store
from index.wiring import make_embedder

OURS = "ours"
BASELINES = tuple(shape.name for shape in SHAPES)
CONFIGS = (OURS, *BASELINES)


@dataclass(frozen=True)
class Sections:
    """The settings of all stages, as this evaluation uses them."""

    corpus: CorpusSettings
    index: IndexSettings
    assistant: AssistantSettings
    eval: EvalSettings

    def snapshot(self) -> dict[str, object]:
        """What a report keeps: everything but folders, which say where and not what."""
        return {
            name: {
                key: value
                for key, value in section.model_dump(mode="json").items()
                if not isinstance(getattr(section, key), Path)
            }
            for name, section in vars(self).items()
        }


def read_sections() -> Sections:
    """All sections from the settings file and the environment. Raises SettingsError."""
    return Sections(
        read_section("corpus", CorpusSettings),
        read_section("index", IndexSettings),
        read_section("assistant", AssistantSettings),
        read_section("eval", EvalSettings),
    )


@dataclass(frozen=True)
class Bench:
    """Everything that an evaluation needs, opened."""

    corpus: Corpus
    systems: tuple[System, ...]
    sections: Sections
    manifest: Mapping[str, object]  # of the index; empty where ours does not take part
    started: str

    def provenance(self, questions: Sequence[Path], split: str, cases: int) -> Provenance:
        """Where the figures of this bench come from."""
        commit, changed = git_state()
        as_of = self.sections.assistant.as_of or date.today()
        return Provenance(
            commit=commit,
            uncommitted_changes=changed,
            corpus_hash=corpus_hash(self.corpus),
            index_manifest=self.manifest,
            settings=self.sections.snapshot(),
            as_of=as_of.isoformat(),
            questions=file_hashes(questions),
            split=split,
            cases=cases,
            seed=SEED,
            resamples=RESAMPLES,
            baselines=(
                f"同一向量模型与 BM25，固定权重融合（标准分，向量 1，BM25 {LEXICAL_WEIGHT}）；"
                "追问时附上一问；不作答、不拒答"
            ),
            started=self.started,
            python=python_version(),
        )


def open_bench(
    sections: Sections, configs: Sequence[str], replies: Sequence[Path], progress: Progress
) -> Bench:
    """Open the named configurations and the recorded replies, in the order given.

    Raises what corpus, index and assistant raise where they cannot be opened, and ReplyError.
    """
    started = now()
    recorded = [read_replies(path) for path in replies]
    progress("正在读取政策文件…")
    corpus = load_corpus(sections.corpus)
    manifest: Mapping[str, object] = {}
    systems: list[System] = []
    shapes = {shape.name: shape for shape in SHAPES}
    embedder: Embedder | None = None
    for name in configs:
        if name == OURS:
            progress("正在打开索引…")
            assistant = build_assistant(sections.corpus, sections.index, sections.assistant)
            manifest = asdict(read_manifest(Store(sections.index.built_dir).current()))
            systems.append(AssistantSystem(OURS, assistant))
        else:
            embedder = embedder or make_embedder(sections.index)
            folder = sections.eval.vectors_dir or sections.corpus.data_dir / "eval"
            store = VectorStore(folder, embedder, progress)
            systems.append(_baseline(shapes[name], corpus, embedder, store))
    return Bench(corpus, (*systems, *recorded), sections, manifest, started)


def _baseline(shape: WindowShape, corpus: Corpus, embedder: Embedder, store: VectorStore) -> WindowBaseline:
    windows = cut_windows(corpus.texts, shape)
    return WindowBaseline(shape.name, windows, store.passages([w.text for w in windows]), embedder)


def open_checker(settings: CorpusSettings) -> Checker:
    """The checker of dev questions against the documents that are held."""
    return Checker(load_corpus(settings))
