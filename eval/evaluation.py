"""One evaluation: run the systems on the cases, judge, and sum up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Corpus
from eval.case import Case
from eval.contiguity import Contiguity
from eval.failures import Lapse, lapses
from eval.metrics import score_cases
from eval.outcome import System
from eval.runner import Progress, run_system
from eval.summary import Gain, Summary, gain, summarise


@dataclass(frozen=True)
class Evaluation:
    """What a report is made of."""

    summaries: tuple[Summary, ...]
    gain: Gain | None
    lapses: Mapping[str, tuple[Lapse, ...]]  # by configuration, tune split only


def evaluate(
    systems: Sequence[System],
    cases: Sequence[Case],
    corpus: Corpus,
    baselines: Sequence[str],
    progress: Progress,
) -> Evaluation:
    """Run every system on every case; the first system that is no baseline is compared with them."""
    contiguity = Contiguity(corpus)
    scores = {
        system.name: score_cases(
            cases, run_system(system, cases, progress).outcomes, contiguity, corpus.texts
        )
        for system in systems
    }
    own = [name for name in scores if name not in baselines]
    return Evaluation(
        tuple(summarise(name, judged) for name, judged in scores.items()),
        gain(own[0], scores, baselines) if own else None,
        {name: lapses(scores[name]) for name in own},
    )
