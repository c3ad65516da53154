"""The command line of the evaluation stage: parse, run, write; every error is a Chinese sentence."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.refusal import CalibrationError
from corpus.repairs import RepairError
from corpus.settings import CorpusSettings, SettingsError, read_section
from corpus.sources import SourcesError
from corpus.wiring import DocumentsFolderMissing
from eval.case import SPLITS, Case, chinese_type_name, type_order
from eval.configs import CONFIGS, GROUPS, expand
from eval.contract import ReplyError
from eval.devset import dev_files
from eval.evaluation import evaluate
from eval.gate import run_gate
from eval.gate_file import GateError
from eval.jsonform import report_json
from eval.markdown import report_markdown
from eval.page import report_html
from eval.quotas import quota_findings
from eval.reading import CaseError, read_cases
from eval.sections import read_sections
from eval.settings import EvalSettings
from eval.stard.command import run_stard
from eval.stard.dataset import StardError
from eval.wiring import open_bench, open_checker
from eval.writing import ReportError, write_report
from index.problems import IndexProblem

EXIT_OK, EXIT_QUESTIONS_UNFIT, EXIT_CANNOT_RUN = 0, 1, 2
EXIT_WORSE = 1
ALL = "all"


PROBLEMS = (
    ReportError,
    CaseError,
    ReplyError,
    SettingsError,
    DocumentsFolderMissing,
    SourcesError,
    RepairError,
    IndexProblem,
    CalibrationError,
    StardError,
    GateError,
)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 questions unfit or figures worse, 2 could not run."""
    try:
        if arguments[:1] == ["check"]:
            return _check(arguments[1:])
        if arguments[:1] == ["stard"]:
            run_stard(arguments[1:], tell)
            return EXIT_OK
        if arguments[:1] == ["gate"]:
            return EXIT_OK if run_gate(arguments[1:], tell) else EXIT_WORSE
        return _evaluate(arguments)
    except PROBLEMS as error:
        tell(str(error))
        return EXIT_CANNOT_RUN


def tell(line: str) -> None:
    """One line for the person at the terminal; stdout is the report's."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _parser(prog: str, description: str) -> tuple[argparse.ArgumentParser, argparse._ArgumentGroup]:
    """A parser with Chinese group titles, and its group of options."""
    parser = argparse.ArgumentParser(prog=prog, description=description, add_help=False)
    options = parser.add_argument_group("选项")
    options.add_argument("-h", "--help", action="help", help="显示这段说明")
    parser.add_argument_group("参数").add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="问题文件（JSONL）；不写则用 eval/questions/*.jsonl",
    )
    return parser, options


def _evaluation_parser() -> argparse.ArgumentParser:
    parser, group = _parser(
        "python -m eval",
        "用问题集评测有据和固定窗口基线，向标准输出写 Markdown 报告。"
        "检查问题集本身：python -m eval check --help；"
        "门槛：python -m eval gate --help；法条检索：python -m eval stard --help",
    )
    group.add_argument("--json", type=Path, metavar="OUT", help="另写 JSON 报告")
    group.add_argument("--html", type=Path, metavar="OUT", help="另写 HTML 报告（单个文件，可离线打开）")
    group.add_argument("--split", choices=(*SPLITS, ALL), default=ALL, help="只评测其中一部分，默认 all")
    group.add_argument(
        "--config",
        default="default",
        metavar="LIST",
        help="要评测的配置，以逗号分隔，可写名称或组，其余与第一个比较。"
        f"名称：{'、'.join(CONFIGS)}。组：{'；'.join(f'{g} = {chr(44).join(c)}' for g, c in GROUPS.items())}。"
        "默认 default",
    )
    group.add_argument(
        "--replies",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="python -m assistant --jsonl 写下的回答，作为另一个配置评测，可多次给出",
    )
    return parser


def _evaluate(arguments: Sequence[str]) -> int:
    parser = _evaluation_parser()
    options = parser.parse_args(arguments)
    try:
        configs = expand(options.config)
    except ValueError as unknown:
        parser.error(f"没有这样的配置：{unknown}。可用：{'、'.join((*GROUPS, *CONFIGS))}")
    sections = read_sections()
    paths = options.files or dev_files(sections.eval)
    cases = [c for c in read_cases(paths) if options.split in (ALL, c.split)]
    if not cases:
        raise CaseError("没有可评测的问题：文件为空，或没有属于所选 --split 的问题。")
    stems = [path.stem for path in options.replies]
    if same := sorted({stem for stem in stems if stems.count(stem) > 1}):
        raise ReplyError(f"有同名的回答文件：{'、'.join(same)}。请改名后再试。")
    if not configs and not stems:
        raise ReplyError("没有要评测的配置。请写 --config 或 --replies。")
    bench = open_bench(sections, configs, options.replies, tell)
    provenance = bench.provenance(paths, options.split, len(cases))
    evaluation = evaluate(bench.systems, cases, bench.corpus, tell, bench.explain)
    # First, so that a file that cannot be written does not cost the figures.
    sys.stdout.write(report_markdown(evaluation, provenance))
    sys.stdout.flush()
    if options.json:
        write_report(options.json, report_json(evaluation, provenance), tell)
    if options.html:
        write_report(options.html, report_html(evaluation, provenance), tell)
    return EXIT_OK


def _check(arguments: Sequence[str]) -> int:
    parser, _ = _parser(
        "python -m eval check",
        "逐题证明问题集合格：格式、证据逐字出现在一个条款内、口语问题与证据的重合。"
        "不写 FILE 时检查整个问题集，并核对各题型的数量和划分。",
    )
    options = parser.parse_args(arguments)
    paths = options.files or dev_files(read_section("eval", EvalSettings))
    checked = open_checker(read_section("corpus", CorpusSettings)).check_files(paths)
    quotas = () if options.files else quota_findings(checked.cases)
    for finding in (*checked.findings, *quotas):
        sys.stdout.write(f"{'错误' if finding.fatal else '提醒'}｜{finding.place}｜{finding.text}\n")
    errors = sum(f.fatal for f in (*checked.findings, *quotas))
    sys.stdout.write(f"共 {len(checked.cases)} 题，{errors} 处错误。\n{_counts(checked.cases)}")
    return EXIT_QUESTIONS_UNFIT if errors else EXIT_OK


def _counts(cases: Sequence[Case]) -> str:
    tally = Counter((case.type, case.split) for case in cases)
    names = sorted({case.type for case in cases}, key=type_order)
    return "".join(
        f"{chinese_type_name(t)}：调参 {tally[t, 'tune']}，检验 {tally[t, 'check']}\n" for t in names
    )
