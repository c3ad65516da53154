"""One evaluation: run the systems on the cases, judge, compare, and sum up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Corpus
from eval.case import Case
from eval.configs import WINDOWS, without
from eval.contiguity import Contiguity
from eval.differences import Differences, differences
from eval.failures import Explain, Lapse, lapses
from eval.metrics import CaseScore, score_cases
from eval.outcome import Status, System
from eval.runner import Progress, run_system
from eval.splits import SplitGap, split_gaps
from eval.summary import Gain, Summary, gain, summarise


@dataclass(frozen=True)
class Evaluation:
    """What a report is made of."""

    summaries: tuple[Summary, ...]
    gain: Gain | None
    differences: Differences | None  # None where one configuration ran alone
    splits: Mapping[
        str, tuple[SplitGap, ...]
    ]  # by configuration that answers whole; empty without both splits
    lapses: Mapping[str, tuple[Lapse, ...]]  # by configuration that answers whole, tune split only


def evaluate(
    systems: Sequence[System],
    cases: Sequence[Case],
    corpus: Corpus,
    progress: Progress,
    explain: Mapping[str, Explain] | None = None,
) -> Evaluation:
    """Run every system on every case; the first one is compared with all others.

    `explain` tells of a configuration, by name, why a case went wrong.
    """
    contiguity = Contiguity(corpus)
    scores = {
        system.name: score_cases(
            cases, run_system(system, cases, progress).outcomes, contiguity, corpus.texts
        )
        for system in systems
    }
    # Neither what only ranks nor an ablation: their single failures teach nothing about the product.
    whole = [name for name, judged in scores.items() if without(name) is None and _answers(judged)]
    gaps = {name: split_gaps(scores[name]) for name in whole}
    return Evaluation(
        tuple(summarise(name, judged) for name, judged in scores.items()),
        gain(whole[0], scores, WINDOWS) if whole else None,
        differences(scores),
        {name: found for name, found in gaps.items() if found},
        {name: lapses(scores[name], (explain or {}).get(name)) for name in whole},
    )


def _answers(scores: Sequence[CaseScore]) -> bool:
    return any(s.outcome.status is not Status.RANKED for s in scores)
