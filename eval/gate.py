"""`python -m eval gate`: has anything got worse on the dev set?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.configs import OURS
from eval.devset import dev_files
from eval.evaluation import evaluate
from eval.gate_file import GATE_FILE, GateError, read_gate, write_gate
from eval.guards import GUARDS, Bound, bound, verdicts
from eval.reading import read_cases
from eval.runner import Progress
from eval.sections import read_sections
from eval.summary import Summary
from eval.wiring import open_bench


def run_gate(arguments: Sequence[str], progress: Progress) -> bool:
    """Run the command; whether every figure is within its limit (or was written as the new limit).

    Raises GateError, and what an evaluation raises that cannot run.
    """
    parser = argparse.ArgumentParser(
        prog="python -m eval gate",
        description="在整个问题集上评测有据，与 eval/gate.toml 中的门槛比较；有一项未达标则退出码为 1。",
        add_help=False,
    )
    group = parser.add_argument_group("选项")
    group.add_argument("-h", "--help", action="help", help="显示这段说明")
    group.add_argument("--write", action="store_true", help="以这次测得的数字重写门槛")
    options = parser.parse_args(arguments)
    if not options.write:
        read_gate()  # before the minute that the run takes
    summary = _measure(progress)
    return _rewrite(summary, GATE_FILE) if options.write else judge(summary, read_gate())


def _measure(progress: Progress) -> Summary:
    """The assistant on the whole dev set."""
    sections = read_sections()
    cases = read_cases(dev_files(sections.eval))
    bench = open_bench(sections, (OURS,), (), progress)
    return evaluate(bench.systems, cases, bench.corpus, progress, confidence=bench.confidence).summaries[0]


def judge(summary: Summary, bounds: Sequence[Bound]) -> bool:
    """Print a line for each bound; whether all hold."""
    found = verdicts(bounds, summary)
    failed = sum(not v.passed for v in found)
    for verdict in found:
        sys.stdout.write(verdict.line + "\n")
    sys.stdout.write(f"{failed} 项未达标。\n" if failed else f"{len(found)} 项全部达标。\n")
    return not failed


def new_bounds(summary: Summary) -> tuple[Bound, ...]:
    """The limits that a run sets. Raises GateError where a figure was not measured."""
    made = []
    for guard in GUARDS:
        estimate = guard.of(summary)
        if estimate is None or estimate.value is None:
            raise GateError(f"没有测得{guard.label}，不能设门槛。请用整个问题集。")
        made.append(bound(guard, estimate.value, estimate.n))
    return tuple(made)


def _rewrite(summary: Summary, path: Path) -> bool:
    """Write the limits; tell those that are laxer than before, so that nobody lowers one unseen."""
    try:
        before = {b.guard: b for b in read_gate(path)}
    except GateError:
        before = {}
    bounds = new_bounds(summary)
    for b in bounds:
        old = before.get(b.guard)
        laxer = old is not None and not old.holds(b.limit)
        note = f"（放宽：原为 {old.limit:.4f}）" if old is not None and laxer else ""
        sys.stdout.write(f"{b.guard.label}｜门槛 {b.limit:.4f}{note}｜测得 {b.measured:.4f}，n={b.n}\n")
    write_gate(bounds, path)
    sys.stdout.write(f"已写入 {path.name}\n")
    return True
