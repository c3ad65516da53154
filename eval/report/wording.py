"""How metrics are named and written for people."""

from __future__ import annotations

from eval.bootstrap import Estimate
from eval.configs import OURS, without
from eval.kinds import Kind
from eval.metrics import LATENCY_PERCENTILES, Metric

METRIC_NAMES = {
    Metric.EVIDENCE_1: "证据@1",
    Metric.EVIDENCE_3: "证据@3",
    Metric.EVIDENCE_5: "证据@5",
    Metric.EVIDENCE_10: "证据@10",
    Metric.MRR_10: "MRR@10",
    Metric.NDCG_10: "nDCG@10",
    Metric.ANSWER: "答案正确率",
    Metric.CITATION: "引用有效率",
    Metric.VERBATIM: "逐字或固定用语（应为 1）",
    Metric.CELLS: "比较各格全对",
    Metric.LISTS: "列举完整有序",
    Metric.ANSWER_CHARS: "答案字数中位数",
    Metric.REFUSAL_PRECISION: "拒答精确率",
    Metric.REFUSAL_RECALL: "拒答召回率",
    Metric.WRONG_REFUSAL: "误拒率",
    Metric.AUROC: "可答概率 AUROC",
    Metric.BRIER: "可答概率 Brier 分数（越低越好）",
    Metric.CALIBRATION: "可答概率校准误差（越低越好）",
    Metric.NONCONTIGUOUS: "不连续命中率（应为 0）",
    Metric.FAILURE: "失败或缺失率",
    Metric.LATENCY_P50: "延迟 p50（毫秒）",
    Metric.LATENCY_P95: "延迟 p95（毫秒）",
}
KIND_NAMES = {Kind.NEAR: "近似", Kind.FAR: "语料外", Kind.UNNAMED: "未注明"}
CONFIG_NAMES = {
    "ours": "有据",
    "bm25": "仅 BM25",
    "dense": "仅向量",
    "late": "仅逐词匹配",
    "window300": "窗口 300/50",
    "window600": "窗口 600/100",
}
PART_NAMES = {
    "lexical": "字面检索",
    "coverage": "字面覆盖",
    "dense": "向量检索",
    "late": "逐词匹配",
    "place": "地区",
    "document_names": "文件名",
    "asks": "所问种类",
    "policy_words": "日常用语词表",
    "homophones": "错字纠正",
    "splitting": "比较拆分",
    "follow_up": "追问补全",
    "folding": "重复折叠",
    "look_up": "编号直查",
}
ABSENT = "–"
_WHOLE = frozenset({*LATENCY_PERCENTILES, Metric.ANSWER_CHARS})


def number(metric: Metric, value: float | None) -> str:
    """One value: shares with three decimals; times and lengths whole, in milliseconds and characters."""
    if value is None:
        return ABSENT
    return f"{value:.0f}" if metric in _WHOLE else f"{value:.3f}"


def with_interval(metric: Metric, estimate: Estimate) -> str:
    """Value, interval and n, as in `0.812 [0.771, 0.850]，n=320`."""
    if estimate.value is None:
        return ABSENT
    lo, hi = number(metric, estimate.lo), number(metric, estimate.hi)
    return f"{number(metric, estimate.value)} [{lo}, {hi}]，n={estimate.n}"


def config_name(name: str) -> str:
    """A configuration's name for people; recorded replies keep the name of their file.

    >>> config_name("ours-no-late")
    '有据，去掉逐词匹配'
    """
    part = without(name)
    return f"{CONFIG_NAMES[OURS]}，去掉{PART_NAMES[part]}" if part else CONFIG_NAMES.get(name, name)


def signed(estimate: Estimate) -> str:
    """A difference in points of a hundred, with its interval."""
    if estimate.value is None or estimate.lo is None or estimate.hi is None:
        return ABSENT
    return f"{points(estimate.value)} 个百分点 [{points(estimate.lo)}, {points(estimate.hi)}]"


def points(difference: float) -> str:
    """A difference of shares in points of a hundred.

    >>> points(0.0125), points(-0.00001)
    ('+1.2', '+0.0')
    """
    return f"{round(difference * 100, 1) + 0.0:+.1f}"  # + 0.0 turns -0.0 into 0.0


def chance(p: float | None) -> str:
    """A p value.

    >>> chance(0.00009), chance(0.25), chance(None)
    ('<0.001', '0.250', '–')
    """
    if p is None:
        return ABSENT
    return "<0.001" if p < 0.001 else f"{p:.3f}"
