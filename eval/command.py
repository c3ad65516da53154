"""The command line of the evaluation stage: parse, run, write; every error is a Chinese sentence."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from assistant.problems import PROBLEMS as START_PROBLEMS
from eval.check import run_check
from eval.configs import CONFIGS, GROUPS, expand
from eval.contract import ReplyError
from eval.devset import dev_files
from eval.evaluation import evaluate
from eval.gate import run_gate
from eval.gate_file import GateError
from eval.judged.command import run_judged, run_sample
from eval.judged.record import JudgedError
from eval.options import ALL, evaluation_parser
from eval.reading import CaseError, read_cases
from eval.report.jsonform import report_json
from eval.report.markdown import report_markdown
from eval.report.page import report_html
from eval.report.writing import ReportError, write_report
from eval.sections import read_sections
from eval.stard.command import run_stard
from eval.stard.dataset import StardError
from eval.wiring import open_bench

EXIT_OK, EXIT_QUESTIONS_UNFIT, EXIT_CANNOT_RUN = 0, 1, 2
EXIT_WORSE = EXIT_UNJUDGED = 1

PROBLEMS: tuple[type[Exception], ...] = (
    *START_PROBLEMS,
    ReportError,
    CaseError,
    ReplyError,
    StardError,
    GateError,
    JudgedError,
)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 unfit, worse or unjudged, 2 could not run."""
    try:
        if arguments[:1] == ["check"]:
            return EXIT_OK if run_check(arguments[1:]) else EXIT_QUESTIONS_UNFIT
        if arguments[:1] == ["stard"]:
            run_stard(arguments[1:], tell)
            return EXIT_OK
        if arguments[:1] == ["sample"]:
            run_sample(arguments[1:], tell)
            return EXIT_OK
        if arguments[:1] == ["judged"]:
            return EXIT_OK if run_judged(arguments[1:], tell) else EXIT_UNJUDGED
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


def _evaluate(arguments: Sequence[str]) -> int:
    parser = evaluation_parser()
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
    evaluation = evaluate(
        bench.systems, cases, bench.corpus, tell, bench.explain, bench.confidence, bench.clock
    )
    # First, so that a file that cannot be written does not cost the figures.
    sys.stdout.write(report_markdown(evaluation, provenance))
    sys.stdout.flush()
    if options.json:
        write_report(options.json, report_json(evaluation, provenance), tell)
    if options.html:
        write_report(options.html, report_html(evaluation, provenance), tell)
    return EXIT_OK
