"""`python -m index.tuning`: train the default embedder and write its weights and its log."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

import torch

from index.e5file import locate, read_e5
from index.problems import IndexProblem
from index.tuning.encoder import Encoder
from index.tuning.export import export, pruned
from index.tuning.pairs import PAIRS_DIR, read_statutes, read_written, split_held_out
from index.tuning.train import Recipe, Step, train


def main() -> int:
    """Train; 0 done, 2 could not."""
    options = _options()
    try:
        statutes = read_statutes(options.stard)
        written, kept_back = split_held_out(read_written(options.pairs, statutes))
        file = pruned(read_e5(locate()))
    except IndexProblem as error:
        sys.stderr.write(f"{error}\n")
        return 2
    pairs = (*written, *(() if options.no_statutes else statutes.train))
    recipe = Recipe(
        **{k: v for k, v in vars(options).items() if k in Recipe.__dataclass_fields__ and v is not None}
    )
    torch.set_num_threads(options.threads)
    encoder = Encoder(file, recipe.max_tokens)
    log = options.out.with_suffix(".log.jsonl").open("w", encoding="utf-8")
    head = {
        "started": time.strftime("%Y-%m-%d"),
        "recipe": asdict(recipe),
        "written": len(written),
        "held_out": len(kept_back),
        "pairs": len(pairs),
        "torch": torch.__version__,
    }
    log.write(json.dumps(head) + "\n")

    def say(step: Step) -> None:
        line = {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(step).items()}
        log.write(json.dumps(line) + "\n")
        log.flush()
        sys.stderr.write(
            f"\r第 {step.step}/{step.steps} 步，{step.pooled_loss:.3f} {step.late_loss:.3f}，{step.seconds:.0f} 秒"
        )

    train(encoder, pairs, recipe, say)
    export(file, encoder.model, options.out)
    sys.stderr.write(f"\n已写入 {options.out.name}\n")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m index.tuning", description="用问句—条款对训练默认的向量模型"
    )
    parser.add_argument("--stard", type=Path, required=True, help="STARD 数据的文件夹")
    parser.add_argument("--pairs", type=Path, default=PAIRS_DIR, help="自写的训练对（JSONL）的文件夹")
    parser.add_argument("--out", type=Path, required=True, help="写入的权重文件")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-statutes", action="store_true", help="不用 STARD 的训练部分")
    for name, field in Recipe.__dataclass_fields__.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(field.default), default=None)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
