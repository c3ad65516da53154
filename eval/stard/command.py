"""`python -m eval stard --data DIR`: opt-in, because embedding 55,369 articles takes most of an hour."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.report.writing import write_report
from eval.runner import Progress
from eval.sections import read_sections
from eval.stard.bench import BM25, CONFIGS, DEFAULT, ZERO_SHOT, StardBench, fast, untuned
from eval.stard.dataset import CORPUS, JUDGEMENTS, QUERIES
from eval.stard.report import stard_json, stard_markdown
from index.model import Embedder
from index.settings import IndexSettings
from index.wiring import make_embedder


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(
        prog="python -m eval stard",
        description="在 STARD（通俗提问检索法条）的 dev 集上评测检索，向标准输出写 Markdown。"
        "首次计算全部法条的向量约需一小时，可中断后继续。",
        add_help=False,
    )
    group = parser.add_argument_group("选项")
    group.add_argument("-h", "--help", action="help", help="显示这段说明")
    group.add_argument(
        "--data",
        type=Path,
        required=True,
        metavar="DIR",
        help=f"含 {CORPUS}、{QUERIES}、{JUDGEMENTS} 的文件夹",
    )
    group.add_argument(
        "--config",
        default=",".join(CONFIGS),
        metavar="LIST",
        help=f"以逗号分隔：{BM25}（仅 BM25）、{ZERO_SHOT}（未调优的内置模型，仅向量）、"
        f"{DEFAULT}（现在的设置）；默认全部，最后一个与其余比较",
    )
    group.add_argument("--limit-articles", type=int, metavar="N", help="只用 N 条法条，用来试运行")
    group.add_argument(
        "--fast", action="store_true", help="未调优的模型用 torch 以 bf16 计算向量：快得多，略不精确"
    )
    group.add_argument("--json", type=Path, metavar="OUT", help="另写 JSON 报告")
    options = parser.parse_args(arguments)
    options.configs = list(dict.fromkeys(name for name in options.config.split(",") if name))
    if unknown := [name for name in options.configs if name not in CONFIGS]:
        parser.error(f"没有这样的配置：{'、'.join(unknown)}。可用：{'、'.join(CONFIGS)}")
    if not options.configs:
        parser.error("没有要评测的配置。")
    return options


def run_stard(arguments: Sequence[str], say: Progress) -> None:
    """Run the command. Raises StardError, SettingsError, IndexProblem or ReportError."""
    options = parse(arguments)
    sections = read_sections()
    plain = untuned(sections.index)
    settings = fast(plain) if options.fast else plain
    bench = StardBench(options.data, options.limit_articles, sections, settings, _embedder, say)
    report = bench.run(options.configs)
    sys.stdout.write(stard_markdown(report))
    sys.stdout.flush()
    if options.json:
        write_report(options.json, stard_json(report), say)


def _embedder(settings: IndexSettings) -> Embedder:
    """Loaded with the threads for building: articles outnumber questions."""
    return make_embedder(settings, threads=settings.threads)
