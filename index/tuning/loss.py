"""Contrastive loss on both scores that retrieval uses: the pooled vector's and late interaction's."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

POOLED_TEMPERATURE = 0.02  # cosine differences of e5 are small; its authors trained at 0.01
LATE_TEMPERATURE = 0.02  # MaxSim differs between passages as little as the cosine does


def pooled_scores(questions: Tensor, passages: Tensor) -> Tensor:
    """Cosines `(n, m)` of unit rows `(n, dim)` and `(m, dim)`."""
    return questions @ passages.T


def late_scores(questions: Tensor, question_mask: Tensor, passages: Tensor, passage_mask: Tensor) -> Tensor:
    """MaxSim `(n, m)`: mean over a question's tokens of the best match in each passage.

    `questions (n, q, dim)` and `passages (m, p, dim)` are unit rows, masks are true where a token counts.
    """
    similar = torch.einsum("nqd,mpd->nmqp", questions, passages)
    similar = similar.masked_fill(~passage_mask[None, :, None, :], -2.0)
    best = similar.amax(dim=3) * question_mask[:, None, :]
    return best.sum(dim=2) / question_mask.sum(dim=1).clamp(min=1)[:, None]


def contrastive(scores: Tensor, temperature: float) -> Tensor:
    """Mean cross entropy of each question's own passage (the diagonal) among all of the batch, both ways."""
    target = torch.arange(len(scores))
    logits = scores / temperature
    return (functional.cross_entropy(logits, target) + functional.cross_entropy(logits.T, target)) / 2
