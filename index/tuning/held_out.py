"""`python -m index.tuning.held_out`: the builtin models on written pairs whose clauses were kept from training."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.builtin import TUNED, UNTUNED
from index.late import gather_rows, quantize
from index.model import Embedder
from index.problems import IndexProblem
from index.settings import IndexSettings
from index.tuning.pairs import PAIRS_DIR, Pair, read_statutes, read_written, split_held_out
from index.wiring import make_embedder

DEPTHS = (1, 5)


def main(arguments: Sequence[str]) -> int:
    """Print recall by both scores for both models; 0 done, 2 could not."""
    parser = argparse.ArgumentParser(
        prog="python -m index.tuning.held_out", description="在留出的训练对上比较调优前后的内置模型"
    )
    parser.add_argument("--stard", type=Path, required=True, help="STARD 数据的文件夹")
    options = parser.parse_args(arguments)
    try:
        pairs = read_written(PAIRS_DIR, read_statutes(options.stard))
        for setting in (UNTUNED, TUNED):
            embedder = make_embedder(IndexSettings(model=setting), threads=IndexSettings().threads)
            for score, recalls in recall(embedder, split_held_out(pairs)[1], pairs).items():
                figures = "  ".join(f"@{k} {v:.3f}" for k, v in zip(DEPTHS, recalls, strict=True))
                sys.stdout.write(f"{setting}  {score}  {figures}\n")
    except IndexProblem as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def recall(embedder: Embedder, asked: Sequence[Pair], pool: Sequence[Pair]) -> dict[str, tuple[float, ...]]:
    """Share of the asked pairs whose clause is among the first `DEPTHS` of all clauses of the pool, by each score."""
    sources = list({p.source.id: p.source for p in pool}.values())
    place = {source.id: i for i, source in enumerate(sources)}
    passages = embedder.embed([source.text for source in sources], "passage")
    rows = gather_rows([quantize(tokens) for tokens in passages.tokens], embedder.dim)
    ranks: dict[str, list[int]] = {"pooled": [], "late": []}
    for pair in asked:
        question = embedder.embed([pair.question], "query")
        pooled = passages.pooled @ question.pooled[0]
        late = rows.max_sim(question.tokens[0], np.arange(len(sources)))
        for name, scores in (("pooled", pooled), ("late", late)):
            ranks[name].append(int((scores > scores[place[pair.source.id]]).sum()))
    return {
        name: tuple(float(np.mean([r < k for r in found])) for k in DEPTHS) for name, found in ranks.items()
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
