"""The report as Markdown in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from eval.case import chinese_type_name
from eval.evaluation import Evaluation
from eval.metrics import RANK_METRICS, Metric
from eval.provenance import Provenance
from eval.summary import Gain, Summary
from eval.wording import METRIC_NAMES, config_name, number, signed, with_interval

TYPE_COLUMNS = (
    Metric.EVIDENCE_1,
    Metric.EVIDENCE_5,
    Metric.EVIDENCE_10,
    Metric.MRR_10,
    Metric.ANSWER,
    Metric.WRONG_REFUSAL,
    Metric.REFUSAL_RECALL,
)


def report_markdown(evaluation: Evaluation, provenance: Provenance) -> str:
    """Overall table, gain, one table by type for each configuration that answers, and the provenance."""
    summaries = evaluation.summaries
    parts = [
        f"# 评测报告（{split_name(provenance.split)}，{provenance.cases} 题）",
        _overall(summaries),
        gain_sentence(evaluation.gain),
        "## 分题型：证据@5",
        _evidence_by_type(summaries),
        *(part for s in summaries if s.name in evaluation.lapses for part in _details(s)),
        "## 来源",
        "\n".join(f"- {line}" for line in origin_lines(provenance)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def split_name(split: str) -> str:
    """A split for people."""
    return {"tune": "调参集", "check": "检验集", "all": "全部"}[split]


def gain_sentence(gain: Gain | None) -> str:
    """How far ours is ahead of the better baseline; empty where there is nothing to compare."""
    if gain is None:
        return ""
    parts = [f"{METRIC_NAMES[m]} {signed(gain.by_metric[m])}" for m in RANK_METRICS]
    return (
        f"{config_name(gain.ours)}与较好的基线（{config_name(gain.baseline)}，按证据@5 选出）相比："
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


def _overall(summaries: Sequence[Summary]) -> str:
    rows = [[METRIC_NAMES[m], *(with_interval(m, s.overall[m]) for s in summaries)] for m in Metric]
    return _table(["指标", *(config_name(s.name) for s in summaries)], rows)


def _evidence_by_type(summaries: Sequence[Summary]) -> str:
    metric = Metric.EVIDENCE_5
    types = [t for t, table in summaries[0].by_type.items() if table[metric].n]
    rows = [
        [chinese_type_name(t), *(with_interval(metric, s.by_type[t][metric]) for s in summaries)]
        for t in types
    ]
    return _table(["题型", *(config_name(s.name) for s in summaries)], rows)


def _details(summary: Summary) -> list[str]:
    rows = [
        [chinese_type_name(t), *(number(m, table[m].value) for m in TYPE_COLUMNS)]
        for t, table in summary.by_type.items()
    ]
    heading = ["题型", *(METRIC_NAMES[m] for m in TYPE_COLUMNS)]
    return [f"## 分题型：{config_name(summary.name)}", _table(heading, rows)]


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)
