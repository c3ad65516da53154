"""The options of `python -m eval` and its sub-command check."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.settings import Parts
from eval.case import SPLITS
from eval.configs import CONFIGS, GROUPS, OURS, WITHOUT, without

ALL = "all"


def question_parser(prog: str, description: str) -> tuple[argparse.ArgumentParser, argparse._ArgumentGroup]:
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


def evaluation_parser() -> argparse.ArgumentParser:
    """Of an evaluation."""
    whole = [name for name in CONFIGS if without(name) is None]
    parser, group = question_parser(
        "python -m eval",
        "用问题集评测有据和各种对照配置，向标准输出写 Markdown 报告。"
        "检查问题集本身：python -m eval check --help；"
        "门槛：python -m eval gate --help；法条检索：python -m eval stard --help；"
        "人工判断引用：python -m eval sample --help，python -m eval judged --help",
    )
    group.add_argument("--json", type=Path, metavar="OUT", help="另写 JSON 报告")
    group.add_argument("--html", type=Path, metavar="OUT", help="另写 HTML 报告（单个文件，可离线打开）")
    group.add_argument("--split", choices=(*SPLITS, ALL), default=ALL, help="只评测其中一部分，默认 all")
    group.add_argument(
        "--config",
        default="default",
        metavar="LIST",
        help=f"要评测的配置，以逗号分隔，可写名称或组，其余与第一个比较。名称：{'、'.join(whole)}，"
        f"以及去掉一个部分的 {WITHOUT}<部分>（{'、'.join(Parts.model_fields)}）。"
        f"组：default 即 {','.join(GROUPS['default'])}；ablation 即 {OURS} 和全部 {WITHOUT}<部分>。"
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
