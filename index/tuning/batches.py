"""Batches without two answers to one question, so that every other clause of a batch is a true negative."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from index.tuning.pairs import Pair


def batches(pairs: Sequence[Pair], size: int, seed: int, neighbours: float = 0.5) -> Iterator[list[Pair]]:
    """One pass over the pairs in full batches; the rest that fills none is left out.

    Pairs are shuffled, then a share `neighbours` (0..1) of them is brought beside others of the same
    document: clauses on neighbouring matters are the negatives that teach most, and a person wrote or
    judged each of them as a different answer.
    """
    rng = random.Random(seed)
    order = _arranged(pairs, rng, neighbours)
    waiting: list[Pair] = []
    batch: list[Pair] = []
    for pair in order:
        waiting.append(pair)
        for p in tuple(waiting):
            if len(batch) < size and _fits(p, batch):
                batch.append(p)
                waiting.remove(p)
        if len(batch) == size:
            yield batch
            batch = []


def _arranged(pairs: Sequence[Pair], rng: random.Random, neighbours: float) -> list[Pair]:
    """Pairs by a random key that those of one document share as often as `neighbours` says."""
    shared: dict[str, float] = {}
    keys = []
    for pair in pairs:
        own = rng.random()
        base = shared.setdefault(pair.source.group, rng.random())
        # several anchors a document, or a long law would fill whole batches
        anchor = (base + rng.randrange(6) / 6) % 1.0
        keys.append((anchor if rng.random() < neighbours else own, rng.random()))
    return [pair for _, pair in sorted(zip(keys, pairs, strict=True), key=lambda item: item[0])]


def _fits(pair: Pair, batch: Sequence[Pair]) -> bool:
    return all(pair.source.id not in b.answers and b.source.id not in pair.answers for b in batch)
