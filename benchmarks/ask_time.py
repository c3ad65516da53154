"""Time of a whole answer beside the time that a plain encoder needs for the question alone.

`python -m benchmarks.ask_time` asks the development questions of the tune split, each once by `Assistant.ask`
and once by `SentenceTransformer.encode` in float32, in turn, so that noise of the machine meets both alike.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from assistant.wiring import open_assistant
from eval.reading import read_cases
from index.builtin import UNTUNED, find_builtin
from index.convert import PREFIXES, torch_folder
from index.settings import IndexSettings, model_cache

WARM_UP = 10  # questions before the clock starts
QUESTIONS = Path(__file__).parent.parent / "eval" / "questions"


def main(arguments: Sequence[str]) -> int:
    """Print medians, 95th percentiles and their ratio, in milliseconds."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ask_time", description="一次问答的用时，与只做一次向量编码相比"
    )
    parser.add_argument("--threads", type=int, default=1, help="torch 的线程数，默认 1，与服务相同")
    options = parser.parse_args(arguments)
    import torch
    from sentence_transformers import SentenceTransformer

    folder = torch_folder(find_builtin(UNTUNED), model_cache(IndexSettings()), _quiet)
    plain = SentenceTransformer(str(folder), device="cpu")
    torch.set_num_threads(options.threads)
    assistant = open_assistant()
    cases = [c for path in sorted(QUESTIONS.glob("*.jsonl")) for c in read_cases([path]) if c.split == "tune"]
    asked: list[float] = []
    encoded: list[float] = []
    for number, case in enumerate((*cases[:WARM_UP], *cases)):
        ask = _timed(partial(assistant.ask, case.question, case.history))
        encode = _timed(partial(plain.encode, PREFIXES["query"] + case.question))
        if number >= WARM_UP:
            asked.append(ask)
            encoded.append(encode)
    for name, times in (("ask", asked), ("encode", encoded)):
        p95 = statistics.quantiles(times, n=20)[-1]
        sys.stdout.write(f"{name}: p50 {statistics.median(times):.1f} ms, p95 {p95:.1f} ms, n={len(times)}\n")
    sys.stdout.write(f"ask / encode, p50: {statistics.median(asked) / statistics.median(encoded):.2f}\n")
    return 0


def _quiet(_: str) -> None:
    """Say nothing."""


def _timed(call: Callable[[], object]) -> float:
    """Milliseconds."""
    started = perf_counter()
    call()
    return (perf_counter() - started) * 1_000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
