"""The cases that went wrong, for reading; of the tune split only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.case import Case
from eval.judge import all_met_within, answer_correct
from eval.metrics import CaseScore
from eval.outcome import Status
from eval.why import Why

DEPTH = 5  # hits within which the evidence should stand

Explain = Callable[[Case], Why]


@dataclass(frozen=True)
class Lapse:
    """One case with what went wrong, in Chinese, and why, where the system can tell."""

    score: CaseScore
    reasons: tuple[str, ...]
    why: Why | None = None


def lapses(scores: Sequence[CaseScore], explain: Explain | None = None) -> tuple[Lapse, ...]:
    """Every case of the tune split that went wrong.

    The check split is for aggregates only: whoever reads its single cases begins to fit to them, so
    a case is shown only where it says that it belongs to tune.
    """
    tuned = [s for s in scores if s.case.split == "tune"]
    return tuple(
        Lapse(s, reasons, explain(s.case) if explain is not None else None)
        for s in tuned
        if (reasons := _reasons(s))
    )


def _reasons(score: CaseScore) -> tuple[str, ...]:
    case, outcome = score.case, score.outcome
    if outcome.status in (Status.FAILED, Status.MISSING):
        return ("系统出错或没有回答",)
    if not case.answerable:
        return ("应拒答而作答",) if outcome.status is Status.ANSWERED else ()
    reasons = []
    if not all_met_within(score.met, len(case.evidence), DEPTH):
        reasons.append(f"前 {DEPTH} 条命中未含全部证据")
    if outcome.status is Status.REFUSED:
        reasons.append("误拒")
    elif outcome.status is Status.ANSWERED and not answer_correct(case, outcome):
        reasons.append("答案缺少要点")
    return tuple(reasons)
