"""The tables of a report as plain cells, the same for Markdown and the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eval.case import chinese_type_name
from eval.differences import SIGNIFICANT, Difference, Differences
from eval.kinds import KindRefusals
from eval.metrics import Metric
from eval.report.wording import (
    ABSENT,
    KIND_NAMES,
    METRIC_NAMES,
    chance,
    config_name,
    number,
    points,
    with_interval,
)
from eval.splits import SplitGap
from eval.summary import Summary

WIDEST = 6  # configurations side by side; more of them stand below each other
TYPE_COLUMNS = (
    Metric.EVIDENCE_1,
    Metric.EVIDENCE_5,
    Metric.EVIDENCE_10,
    Metric.MRR_10,
    Metric.ANSWER,
    Metric.ANSWER_CHARS,
    Metric.CELLS,
    Metric.LISTS,
    Metric.VERBATIM,
    Metric.WRONG_REFUSAL,
    Metric.REFUSAL_RECALL,
)


@dataclass(frozen=True)
class Grid:
    """A table; every row is as long as the heading, and its first cell is a heading too."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    note: str = ""

    @property
    def turned(self) -> Grid:
        """The same with rows for columns.

        >>> Grid(("a", "b"), (("1", "2"), ("3", "4"))).turned.rows
        (('b', '2', '4'),)
        """
        heading, *rows = zip(self.heading, *self.rows, strict=True)
        return replace(self, heading=heading, rows=tuple(rows))


def overall_grid(summaries: Sequence[Summary]) -> Grid:
    """All metrics of all configurations."""
    rows = [(METRIC_NAMES[m], *(with_interval(m, s.overall[m]) for s in summaries)) for m in Metric]
    return _beside("指标", summaries, rows)


def types_grid(summaries: Sequence[Summary], metric: Metric) -> Grid:
    """One metric by type, of all configurations."""
    types = [t for t, table in summaries[0].by_type.items() if any(s.by_type[t][metric].n for s in summaries)]
    rows = [
        (chinese_type_name(t), *(with_interval(metric, s.by_type[t][metric]) for s in summaries))
        for t in types
    ]
    return replace(_beside("题型", summaries, rows), title=f"分题型：{METRIC_NAMES[metric]}")


def details_grid(summary: Summary) -> Grid:
    """The main metrics of one configuration by type, without intervals."""
    rows = [
        (chinese_type_name(t), *(number(m, table[m].value) for m in TYPE_COLUMNS))
        for t, table in summary.by_type.items()
    ]
    heading = ("题型", *(METRIC_NAMES[m] for m in TYPE_COLUMNS))
    return Grid(heading, tuple(rows), f"分题型：{config_name(summary.name)}")


def kinds_grid(name: str, kinds: Sequence[KindRefusals]) -> Grid:
    """Refusals of what cannot be answered, by kind: over all, and by split."""
    rows = [
        (
            KIND_NAMES[k.kind],
            *(with_interval(Metric.REFUSAL_RECALL, e) for e in (k.overall, *k.by_split.values())),
        )
        for k in kinds
    ]
    note = "近似：话题相符而缺所问的细节、地区、年份或条文；语料外：别的领域。"
    return Grid(
        ("类别", "全部", "调参集", "检验集"), tuple(rows), f"不可回答的题拒答率：{config_name(name)}", note
    )


def difference_grids(found: Differences) -> tuple[Grid, Grid]:
    """Every configuration less the first: overall, and by type."""
    reference = config_name(found.reference)
    note = (
        f"各配置减{reference}，同题配对；负值表示不如{reference}。方括号内为 95% 自助区间；"
        "p 为双侧配对符号翻转置换检验，斜线后为对同列各配置做 Holm 校正后的 p，"
        f"校正后仍低于 {SIGNIFICANT} 的标★。"
    )
    metrics = list(found.rows[0].overall)
    types = [t for t in found.rows[0].by_type if any(row.by_type[t].estimate.n for row in found.rows)]
    overall = [(config_name(r.config), *(_cell(r.overall[m]) for m in metrics)) for r in found.rows]
    by_type = [(config_name(r.config), *(_cell(r.by_type[t]) for t in types)) for r in found.rows]
    return (
        Grid(
            ("配置", *(METRIC_NAMES[m] for m in metrics)), tuple(overall), f"与{reference}的差及显著性", note
        ),
        Grid(("配置", *map(chinese_type_name, types)), tuple(by_type), f"与{reference}的差：分题型证据@5"),
    )


def _cell(difference: Difference) -> str:
    """As in `-3.2 [-5.1, -1.3]，p=0.002/0.010★`, in points of a hundred."""
    e = difference.estimate
    if e.value is None or e.lo is None or e.hi is None or difference.p_holm is None:
        return ABSENT
    star = "★" if difference.p_holm < SIGNIFICANT else ""
    span = f"{points(e.value)} [{points(e.lo)}, {points(e.hi)}]"
    return f"{span}，p={chance(difference.p)}/{chance(difference.p_holm)}{star}".replace("=<", "<")


def split_grid(config: str, gaps: Sequence[SplitGap]) -> Grid:
    """Tune beside check, with a verdict."""
    rows = [
        (
            METRIC_NAMES[g.metric],
            with_interval(g.metric, g.tune),
            with_interval(g.metric, g.check),
            f"{points(g.gap)}（题型构成所致 {points(g.expected)}）",
            chance(g.p),
        )
        for g in gaps
    ]
    heading = ("指标", "调参集", "检验集", "差（百分点）", "p")
    return Grid(heading, tuple(rows), f"调参集与检验集：{config_name(config)}", split_sentence(gaps))


def split_sentence(gaps: Sequence[SplitGap]) -> str:
    """Whether the gaps tell of overfitting: a significant one in favour of the questions tuned on does."""
    marked = [g for g in gaps if g.p < SIGNIFICANT]
    worse = "、".join(METRIC_NAMES[g.metric] for g in marked if g.gap > g.expected)
    better = "、".join(METRIC_NAMES[g.metric] for g in marked if g.gap < g.expected)
    parts = [
        f"过拟合：{worse} 在调参集上显著高于检验集（p < {SIGNIFICANT}）。" if worse else "",
        f"{better} 在检验集上显著高于调参集（p < {SIGNIFICANT}），不是过拟合，但两集难度不同。"
        if better
        else "",
        "" if marked else f"没有一项指标的差达到显著（p < {SIGNIFICANT}），未见过拟合。",
    ]
    method = "p 为双侧置换检验：在每个题型内打乱调参、检验标签 10,000 次。"
    return "".join(parts) + method


def _beside(corner: str, summaries: Sequence[Summary], rows: Sequence[tuple[str, ...]]) -> Grid:
    grid = Grid((corner, *(config_name(s.name) for s in summaries)), tuple(rows))
    return grid.turned if len(summaries) > WIDEST else grid
