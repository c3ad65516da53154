"""How parsing time and memory grow: with the size of one document, and with the number of documents.

`python -m benchmarks.parse_time` writes reports/parse_time.svg and .json (time against size, with the
straight line through the origin). Times are those of one process on one core, imports left out.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from benchmarks.plot import Panel, slope, svg
from benchmarks.statutes import statute
from corpus.parse import parse_file
from corpus.settings import ROOT, CorpusSettings
from corpus.wiring import load_corpus

STATUTE_CHARS = 10_000
SIZES = (1, 2, 4, 8, 16, 32)  # times STATUTE_CHARS, of one document
COUNTS = (125, 250, 500, 1000)  # documents in a folder
_REPEATS = 3  # the best of so many: noise only ever adds


@dataclass(frozen=True)
class Measured:
    """One point."""

    documents: int
    chars: int  # of all documents together
    seconds: float  # processor time
    peak_bytes: int | None = None  # allocated by Python beyond the text itself, at the worst moment


def best_seconds(work: Callable[[], object], repeats: int = _REPEATS) -> float:
    """Processor seconds of the fastest run."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def peak_bytes(work: Callable[[], object]) -> int:
    """Memory that Python allocated while working, at its peak."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def one_document(sizes: Sequence[int], repeats: int = _REPEATS) -> list[Measured]:
    """One statute of growing size."""
    measured = []
    for size in sizes:
        text = statute(size * STATUTE_CHARS, seed=size)
        parse = partial(parse_file, text, "a.txt", None, ())
        measured.append(Measured(1, len(text), best_seconds(parse, repeats), peak_bytes(parse)))
    return measured


def many_documents(counts: Sequence[int], folder: Path, repeats: int = 1) -> list[Measured]:
    """A folder of a growing number of statutes, read and linked as the service does at its start."""
    measured = []
    settings = CorpusSettings(documents_dir=folder, data_dir=folder / "none")
    written = chars = 0
    for count in sorted(counts):
        for seed in range(written, count):
            text = statute(STATUTE_CHARS, seed)
            chars += len(text)
            (folder / f"{seed:05}.txt").write_text(text, encoding="utf-8")
        written = count
        seconds = best_seconds(partial(load_corpus, settings), repeats)
        measured.append(Measured(count, chars, seconds))
    return measured


def peak_of_a_stream(count: int) -> int:
    """Peak memory of parsing `count` statutes one after the other, each let go before the next.

    The nodes of a tree point up as well as down, so only the collector frees them: it runs after each
    statute, that the figure be the parser's and not that of the collector's schedule.
    """

    def work() -> None:
        for seed in range(count):
            parse_file(statute(STATUTE_CHARS, seed), "a.txt", None, ())
            gc.collect()

    return peak_bytes(work)


def shipped_seconds() -> float:
    """The shipped files together."""
    settings = CorpusSettings(data_dir=Path(tempfile.gettempdir()) / "none")
    return best_seconds(lambda: load_corpus(settings))


def main(argv: list[str] | None = None) -> int:
    """Measure, write the report, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parse_time", description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, help="× 10,000 characters, one document"
    )
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS, help="documents in a folder")
    parser.add_argument("--stream", type=int, nargs="+", default=(1, 10, 40), help="documents one by one")
    parser.add_argument("--out", type=Path, default=ROOT / "reports", help="folder of the report")
    arguments = parser.parse_args(argv)
    shipped = shipped_seconds()
    sizes = one_document(arguments.sizes)
    with tempfile.TemporaryDirectory() as folder:
        counts = many_documents(arguments.counts, Path(folder))
    stream = {n: peak_of_a_stream(n) for n in arguments.stream}
    arguments.out.mkdir(parents=True, exist_ok=True)
    time_of_size = [(m.chars / 1000, m.seconds) for m in sizes]
    time_of_count = [(float(m.documents), m.seconds) for m in counts]
    memory = [(m.chars / 1000, (m.peak_bytes or 0) / 2**20) for m in sizes]
    chart = svg(
        [
            Panel("One document: time", "thousand characters", "seconds", time_of_size),
            Panel("A folder of 10,000-character statutes: time", "documents", "seconds", time_of_count),
            Panel("One document: peak memory", "thousand characters", "MiB", memory),
        ]
    )
    (arguments.out / "parse_time.svg").write_text(chart, encoding="utf-8")
    report = {
        "shipped_seconds": shipped,
        "one_document": [asdict(m) for m in sizes],
        "folder": [asdict(m) for m in counts],
        "stream_peak_bytes": stream,
        "seconds_per_thousand_chars": slope(time_of_size),
        "seconds_per_document": slope(time_of_count),
    }
    (arguments.out / "parse_time.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
