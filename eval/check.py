"""`python -m eval check`: are the questions fit to measure with?"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from corpus.settings import CorpusSettings, read_section
from eval.case import Case, chinese_type_name, type_order
from eval.devset import dev_files
from eval.options import question_parser
from eval.quotas import quota_findings
from eval.settings import EvalSettings
from eval.wiring import open_checker


def run_check(arguments: Sequence[str]) -> bool:
    """Run the command; whether nothing fatal was found. Raises what reading questions and corpus raises."""
    parser, _ = question_parser(
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
    return not errors


def _counts(cases: Sequence[Case]) -> str:
    tally = Counter((case.type, case.split) for case in cases)
    names = sorted({case.type for case in cases}, key=type_order)
    return "".join(
        f"{chinese_type_name(t)}：调参 {tally[t, 'tune']}，检验 {tally[t, 'check']}\n" for t in names
    )
