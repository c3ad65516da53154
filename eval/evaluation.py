"""One evaluation: run the systems on the cases, judge, compare, and sum up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from corpus.model import Corpus
from eval.case import Case
from eval.configs import WINDOWS, without
from eval.differences import Differences, differences
from eval.failures import Explain, Lapse, lapses
from eval.kinds import KindRefusals, refusals_by_kind
from eval.metrics import CaseScore, score_cases
from eval.outcome import Status, System
from eval.probability import Confidence
from eval.reliability import Reliability, reliability
from eval.runner import Clock, Progress, run_system
from eval.splits import SplitGap, split_gaps
from eval.summary import Gain, Summary, gain, judgements, summarise
from eval.yardsticks import Yardsticks


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
    kinds: Mapping[str, tuple[KindRefusals, ...]]  # by configuration that answers whole
    reliability: Mapping[str, Reliability]  # by configuration of which a probability is known


def evaluate(
    systems: Sequence[System],
    cases: Sequence[Case],
    corpus: Corpus,
    progress: Progress,
    explain: Mapping[str, Explain] | None = None,
    confidence: Mapping[str, Confidence] | None = None,
    clock: Clock = perf_counter,
) -> Evaluation:
    """Run every system on every case; the first one is compared with all others.

    `explain` tells of a configuration, by name, why a case went wrong; `confidence` how probable it held
    an answer to the case asked last.
    """
    yardsticks = Yardsticks.of(corpus)
    sure = confidence or {}
    scores = {
        system.name: score_cases(
            cases, run_system(system, cases, progress, sure.get(system.name), clock).outcomes, yardsticks
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
        {name: kinds for name in whole if (kinds := refusals_by_kind(scores[name]))},
        {name: reliability(judged) for name in whole if (judged := judgements(scores[name]))},
    )


def _answers(scores: Sequence[CaseScore]) -> bool:
    return any(s.outcome.status is not Status.RANKED for s in scores)
