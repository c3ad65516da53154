"""The report as Markdown in Chinese."""

from __future__ import annotations

from eval.evaluation import Evaluation
from eval.metrics import RANK_METRICS, Metric
from eval.report.grids import (
    Grid,
    details_grid,
    difference_grids,
    kinds_grid,
    overall_grid,
    split_grid,
    types_grid,
)
from eval.report.lapse_view import lapses_markdown
from eval.report.provenance import Provenance
from eval.report.wording import METRIC_NAMES, config_name, signed
from eval.summary import Gain


def report_markdown(evaluation: Evaluation, provenance: Provenance) -> str:
    """Overall table, gain, significance, splits, types, failures of the tune split, provenance."""
    summaries = evaluation.summaries
    parts = [
        f"# 评测报告（{split_name(provenance.split)}，{provenance.cases} 题）",
        grid_markdown(overall_grid(summaries)),
        gain_sentence(evaluation.gain),
        *(grid_markdown(grid) for grid in comparison_grids(evaluation)),
        grid_markdown(types_grid(summaries, Metric.EVIDENCE_5)),
        *(grid_markdown(details_grid(s)) for s in summaries if s.name in evaluation.lapses),
        *(lapses_markdown(name, found) for name, found in evaluation.lapses.items()),
        "## 来源",
        "\n".join(f"- {line}" for line in origin_lines(provenance)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def comparison_grids(evaluation: Evaluation) -> tuple[Grid, ...]:
    """Significance of the differences, then tune beside check, then refusals by kind."""
    found = evaluation.differences
    return (
        *(difference_grids(found) if found is not None else ()),
        *(split_grid(name, gaps) for name, gaps in evaluation.splits.items()),
        *(kinds_grid(name, kinds) for name, kinds in evaluation.kinds.items()),
    )


def grid_markdown(grid: Grid) -> str:
    """Title, note and table."""
    lines = [grid.heading, ["---"] * len(grid.heading), *grid.rows]
    table = "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )
    return "\n\n".join(part for part in (grid.title and f"## {grid.title}", grid.note, table) if part)


def split_name(split: str) -> str:
    """A split for people."""
    return {"tune": "调参集", "check": "检验集", "all": "全部"}[split]


def gain_sentence(gain: Gain | None) -> str:
    """How far ours is ahead of the better baseline; empty where there is nothing to compare."""
    if gain is None:
        return ""
    parts = [f"{METRIC_NAMES[m]} {signed(gain.by_metric[m])}" for m in RANK_METRICS]
    return (
        f"{config_name(gain.ours)}与较好的窗口基线（{config_name(gain.baseline)}，按证据@5 选出）相比："
        f"{'；'.join(parts)}。"
    )


def origin_lines(provenance: Provenance) -> list[str]:
    """The provenance in short lines; the JSON report holds all of it."""
    changed = "，工作区有未提交的改动" if provenance.uncommitted_changes else ""
    return [
        f"代码提交：{provenance.commit or '未知'}{changed}",
        f"语料哈希：{provenance.corpus_hash[:16]}",
        f"索引所用模型：{provenance.index_manifest.get('model', '（未使用索引）')}",
        f"问题文件：{'、'.join(provenance.questions)}",
        f"今日日期（as_of）：{provenance.as_of or '未设定'}",
        f"95% 区间：自助法 {provenance.resamples} 次重采样，随机种子 {provenance.seed}",
        f"基线：{provenance.baselines}",
        f"开始时间：{provenance.started}；Python {provenance.python}",
    ]
