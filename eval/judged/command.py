"""`python -m eval sample` and `python -m eval judged`: citations for a person to judge, and what was judged."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.bootstrap import SEED, Estimate
from eval.case import SPLITS, Case, chinese_type_name, type_order
from eval.configs import OURS
from eval.devset import dev_files
from eval.judged.draw import draw
from eval.judged.precision import Precision, precision, still_shown
from eval.judged.record import JudgedError, Record, Verdict, read_records, write_records
from eval.outcome import Outcome
from eval.reading import read_cases
from eval.runner import Progress, run_system
from eval.sections import read_sections
from eval.wiring import open_bench

SAMPLE = 100  # sentences


def run_sample(arguments: Sequence[str], say: Progress) -> None:
    """Ask the questions and write the sample. Raises what an evaluation raises that cannot run."""
    parser, group = _parser(
        "sample", "从现在的回答中抽取句子及其引用，供人工判断；各题型按比例，每个回答最多一句。"
    )
    group.add_argument("--n", type=int, default=SAMPLE, help=f"抽多少句，默认 {SAMPLE}")
    group.add_argument("--seed", type=int, default=SEED, help=f"随机种子，默认 {SEED}")
    group.add_argument("--split", choices=SPLITS, default="check", help="从哪一部分抽，默认 check")
    group.add_argument("--out", type=Path, required=True, metavar="FILE", help="写到哪里（JSONL）")
    options = parser.parse_args(arguments)
    if options.n < 1:
        parser.error("--n 至少为 1。")
    if options.out.exists():
        raise JudgedError(f"{options.out.name} 已存在，其中可能有判断过的内容。请换一个文件名。")
    cases = [c for c in read_cases(dev_files(read_sections().eval)) if c.split == options.split]
    records = draw(cases, _ask(cases, say), options.n, options.seed)
    write_records(records, options.out)
    say(f"已写入 {options.out}：{len(records)} 句")


def run_judged(arguments: Sequence[str], say: Progress) -> bool:
    """Print the precision; whether everything is judged. Raises JudgedError, and what cannot run."""
    parser, _ = _parser(
        "judged", "汇总人工判断：引用精确率（Wilson 95% 区间），以及现在的回答还显示其中多少句。"
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="判断过的 JSONL")
    records = read_records(parser.parse_args(arguments).file)
    if not records:
        raise JudgedError("文件里没有抽样。请先运行 python -m eval sample。")
    wanted = {r.id for r in records}
    cases = [c for c in read_cases(dev_files(read_sections().eval)) if c.id in wanted]
    outcomes = dict(zip((c.id for c in cases), _ask(cases, say), strict=True))
    sys.stdout.write(summary(records, still_shown(records, outcomes)))
    return all(r.judgement is not Verdict.OPEN for r in records)


def summary(records: Sequence[Record], shown: Sequence[Record]) -> str:
    """Counts and precision over all, by type, and over those that are still shown; no single sentence."""
    verdicts = [r.judgement for r in records]
    counts = "，".join(f"{v} {verdicts.count(v)}" for v in Verdict if v)
    lines = [f"共 {len(records)} 句：{counts}，未判断 {verdicts.count(Verdict.OPEN)}"]
    lines.append(_line("总体", precision(records)))
    for kind in sorted({r.type for r in records}, key=type_order):
        lines.append(_line(chinese_type_name(kind), precision([r for r in records if r.type == kind])))
    lines.append(f"现在的回答仍显示其中 {len(shown)} 句（句子和条款都相同）")
    lines.append(_line("仍显示的", precision(shown)))
    return "\n".join(lines) + "\n"


def _line(label: str, found: Precision) -> str:
    return f"{label}｜严格（supports）{_share(found.strict)}｜宽松（含 partial）{_share(found.lenient)}"


def _share(found: Estimate) -> str:
    if found.value is None or found.lo is None or found.hi is None:
        return "–"
    return f"{found.value:.3f} [{found.lo:.3f}, {found.hi:.3f}]，n={found.n}"


def _ask(cases: Sequence[Case], say: Progress) -> Sequence[Outcome]:
    bench = open_bench(read_sections(), (OURS,), (), say)
    return run_system(bench.systems[0], cases, say).outcomes


def _parser(name: str, description: str) -> tuple[argparse.ArgumentParser, argparse._ArgumentGroup]:
    parser = argparse.ArgumentParser(prog=f"python -m eval {name}", description=description, add_help=False)
    group = parser.add_argument_group("选项")
    group.add_argument("-h", "--help", action="help", help="显示这段说明")
    return parser, group
