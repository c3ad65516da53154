"""The training loop: both losses, AdamW, linear warm-up and decay, everything seeded."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR

from index.tuning.batches import batches
from index.tuning.encoder import Encoder
from index.tuning.loss import LATE_TEMPERATURE, POOLED_TEMPERATURE, contrastive, late_scores, pooled_scores
from index.tuning.pairs import Pair

CLIP = 1.0  # norm of the gradient


@dataclass(frozen=True)
class Recipe:
    """What was chosen for one training run; it is written into the log."""

    batch: int = 40
    passes: int = 2
    rate: float = 3e-5  # of AdamW, at its highest
    warmup: float = 0.1  # share of all steps
    neighbours: float = 0.5  # share of pairs that stand beside others of their document
    late: float = 1.0  # weight of the late-interaction loss beside the pooled one
    max_tokens: int = 320
    seed: int = 20261122


@dataclass(frozen=True)
class Step:
    """One line of the log."""

    step: int
    steps: int
    pooled_loss: float
    late_loss: float
    seconds: float


def train(encoder: Encoder, pairs: Sequence[Pair], recipe: Recipe, say: Callable[[Step], None]) -> None:
    """Change the encoder's weights in place."""
    torch.manual_seed(recipe.seed)
    random.seed(recipe.seed)
    plan = [
        batch
        for turn in range(recipe.passes)
        for batch in batches(pairs, recipe.batch, recipe.seed + turn, recipe.neighbours)
    ]
    weights = [p for p in encoder.model.parameters() if p.requires_grad]
    optimizer = AdamW(weights, lr=recipe.rate, weight_decay=0.01)
    rising = max(1, int(recipe.warmup * len(plan)))
    scheduler = LambdaLR(
        optimizer, lambda n: min((n + 1) / rising, (len(plan) - n) / max(1, len(plan) - rising))
    )
    started = time.perf_counter()
    for number, batch in enumerate(plan, 1):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            questions = encoder.encode([p.question for p in batch], "query")
            passages = encoder.encode([p.source.text for p in batch], "passage")
        pooled = contrastive(pooled_scores(questions.pooled, passages.pooled), POOLED_TEMPERATURE)
        late = contrastive(
            late_scores(questions.tokens, questions.mask, passages.tokens, passages.mask), LATE_TEMPERATURE
        )
        optimizer.zero_grad()
        (pooled + recipe.late * late).backward()  # type: ignore[no-untyped-call]  # torch annotates it no further
        torch.nn.utils.clip_grad_norm_(weights, CLIP)
        optimizer.step()
        scheduler.step()
        say(Step(number, len(plan), pooled.item(), late.item(), time.perf_counter() - started))
