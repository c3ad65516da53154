"""Composition root of the evaluation stage; reads the settings of the stages below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path

from corpus.model import Corpus
from corpus.settings import CorpusSettings
from corpus.wiring import corpus_hash, load_corpus
from eval.baselines import LEXICAL_WEIGHT
from eval.bootstrap import RESAMPLES, SEED
from eval.checker import Checker
from eval.configs import OURS, without
from eval.failures import Explain
from eval.ours import AssistantSystem
from eval.ours import confidence as assistant_confidence
from eval.outcome import System
from eval.probability import Confidence
from eval.recorded import read_replies
from eval.report.provenance import Provenance, file_hashes, git_state, now, python_version
from eval.runner import Clock, Progress
from eval.sections import Sections
from eval.shared import Shared
from eval.signals import SIGNALS
from eval.why import Inspector
from eval.windows import SHAPES


@dataclass(frozen=True)
class Bench:
    """Everything that an evaluation needs, opened."""

    corpus: Corpus
    systems: tuple[System, ...]
    sections: Sections
    manifest: Mapping[str, object]  # of the index; empty where no configuration uses it
    started: str
    explain: Mapping[str, Explain]  # by configuration: why a case went wrong
    confidence: Mapping[str, Confidence]  # by configuration: how probable an answer was held to be
    clock: Clock  # that systems are timed by

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
                f"固定窗口：同一向量模型与 BM25，固定权重融合（标准分，向量 1，BM25 {LEXICAL_WEIGHT}）；"
                "单一信号：有据的分段只按一种得分排序，不折叠重复；"
                "均在追问时附上一问，不作答、不拒答"
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
    shared = Shared(sections, progress)
    corpus = shared.corpus
    shapes = {shape.name: shape for shape in SHAPES}
    systems: list[System] = []
    explain: dict[str, Explain] = {}
    confidence: dict[str, Confidence] = {}
    for name in configs:
        if name in shapes:
            systems.append(shared.windows(shapes[name]))
        elif name in SIGNALS:
            systems.append(shared.signal(name))
        else:
            assistant = shared.assistant(without(name))
            systems.append(AssistantSystem(name, assistant))
            if name == OURS:
                confidence[name] = partial(assistant_confidence, assistant, shared.calibration)
            explain[name] = Inspector(assistant, shared.index.passages, corpus).why
    manifest = asdict(shared.index.manifest) if set(configs) - set(shapes) else {}
    return Bench(
        corpus, (*systems, *recorded), sections, manifest, started, explain, confidence, shared.clock
    )


def open_checker(settings: CorpusSettings) -> Checker:
    """The checker of dev questions against the documents that are held."""
    return Checker(load_corpus(settings))
