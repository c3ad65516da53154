"""A second opinion on the first candidates: any model that reads a question and a text together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.rank import z_scores
from index.model import Passage

SIGNAL = "reranker"
Scored = tuple[int, float, tuple[tuple[str, float], ...]]  # position, fused score, its contributions


class Reranker(Protocol):
    """Anything that scores texts for a question; must bear calls from several threads."""

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n,) one score a text, in order, on any scale; higher is better."""


@dataclass(frozen=True)
class Reranking:
    """A reranker with how many candidates it sees and how much it counts."""

    reranker: Reranker
    depth: int  # first fused candidates that it sees; its time grows with them
    weight: float  # of its z-score, in units of one standard deviation of the late score

    def apply(self, question: str, scored: Sequence[Scored], passages: Sequence[Passage]) -> list[Scored]:
        """The candidates with one more contribution, best first.

        Those behind `depth` take the lowest of those that it saw: nothing overtakes by not being read.
        Raises ValueError where the reranker breaks its contract.
        """
        seen = scored[: self.depth]
        if not seen:
            return list(scored)
        raw = self.reranker.scores(question, [_read(passages[position]) for position, _, _ in seen])
        if raw.shape != (len(seen),) or not np.isfinite(raw).all():
            raise ValueError(
                f"重排模型应对 {len(seen)} 段原文各给一个有限的分数，实际得到形状 {raw.shape}。"
                "请检查设置 assistant.reranker，或去掉它。"
            )
        added = self.weight * z_scores(raw)
        lowest = float(added.min())
        result = [
            (position, score + value, (*signals, (SIGNAL, value)))
            for n, (position, score, signals) in enumerate(scored)
            for value in (float(added[n]) if n < len(seen) else lowest,)
        ]
        return sorted(result, key=lambda item: (-item[1], item[0]))


def without_reranker(score: float, signals: Sequence[tuple[str, float]]) -> float:
    """A fused score as it was before: what answerability was calibrated on."""
    return score - sum(value for name, value in signals if name == SIGNAL)


def _read(passage: Passage) -> str:
    """What the index embeds too: headings say the place and the subject that a line leaves out."""
    return f"{passage.trail}\n{passage.text}"
