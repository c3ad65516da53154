"""What the ways of retrieval reach on STARD, beside the published figures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from eval.bootstrap import Estimate, Tally, mean_difference, ratio
from eval.report.grids import Grid
from eval.report.markdown import grid_markdown
from eval.report.wording import ABSENT, chance, signed
from eval.significance import sign_flip_p
from eval.stard.dataset import Query


class Measure(StrEnum):
    """The metrics, each 0..1 and the mean over the questions."""

    RECALL_10 = "Recall@10"
    MRR_10 = "MRR@10"
    RECALL_100 = "Recall@100"


# Of the whole corpus: the best retriever of STARD's paper, and BM25 as it was measured here before.
PUBLISHED: Mapping[str, Mapping[Measure, float]] = {
    "STARD 论文中最好的检索器": {Measure.RECALL_100: 0.907},
    "BM25（此前测得）": {Measure.RECALL_10: 0.423, Measure.MRR_10: 0.348},
}

Values = Mapping[Measure, Sequence[float]]  # one for each question


@dataclass(frozen=True)
class StardReport:
    """Every configuration's values on the same questions, and where they come from."""

    values: Mapping[str, Values]  # by configuration
    origin: Mapping[str, object]
    whole: bool  # False for a slice, whose figures are not comparable


def measured(rankings: Sequence[Sequence[str]], queries: Sequence[Query]) -> Values:
    """Values of every question; `rankings[i]` are the article ids found for `queries[i]`, best first."""
    pairs = list(zip(rankings, queries, strict=True))
    return {
        Measure.RECALL_10: [recall(found[:10], q.relevant) for found, q in pairs],
        Measure.MRR_10: [reciprocal_rank(found[:10], q.relevant) for found, q in pairs],
        Measure.RECALL_100: [recall(found[:100], q.relevant) for found, q in pairs],
    }


def recall(found: Sequence[str], relevant: frozenset[str]) -> float:
    """Share of the relevant articles that were found.

    >>> recall(["a", "b", "c"], frozenset("bx"))
    0.5
    """
    return len(relevant.intersection(found)) / len(relevant)


def reciprocal_rank(found: Sequence[str], relevant: frozenset[str]) -> float:
    """1 by the rank of the first relevant article; 0 where none was found.

    >>> reciprocal_rank(["a", "b", "c"], frozenset("bc"))
    0.5
    """
    return next((1 / rank for rank, id in enumerate(found, 1) if id in relevant), 0.0)


def stard_markdown(report: StardReport) -> str:
    """Figures with intervals, the published ones, and how far the last configuration is ahead."""
    heading = ("配置", *(m.value for m in Measure))
    rows = [
        *((name, *(_shown(_estimate(values[m])) for m in Measure)) for name, values in report.values.items()),
        *((name, *(_published(known.get(m)) for m in Measure)) for name, known in PUBLISHED.items()),
    ]
    note = "" if report.whole else "只用了语料的一部分（--limit-articles），任务较易，不能与公布的数字比较。"
    parts = [
        "# STARD（dev）",
        grid_markdown(Grid(heading, tuple(rows), note=note)),
        *_comparisons(report.values),
        "\n".join(f"- {key}：{value}" for key, value in report.origin.items()),
    ]
    return "\n\n".join(parts) + "\n"


def stard_json(report: StardReport) -> str:
    """`{config: {measure: {"value", "lo", "hi", "n"}}, "provenance": …}`."""
    content: dict[str, object] = {
        name: {m.value: asdict(_estimate(values[m])) for m in Measure}
        for name, values in report.values.items()
    }
    content["provenance"] = {**report.origin, "whole_corpus": report.whole}
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _comparisons(values: Mapping[str, Values]) -> list[str]:
    """The last configuration against each of the others, question by question."""
    *others, last = values
    lines = []
    for other in others:
        parts = []
        for m in Measure:
            ours, theirs = values[last][m], values[other][m]
            p = sign_flip_p([a - b for a, b in zip(ours, theirs, strict=True)])
            parts.append(
                f"{m.value} {signed(mean_difference(ours, theirs))}（p={chance(p)}）".replace("=<", "<")
            )
        lines.append(f"{last} 减 {other}：{'；'.join(parts)}。")
    return lines


def _estimate(values: Sequence[float]) -> Estimate:
    return ratio([Tally(value, 1) for value in values])


def _shown(estimate: Estimate) -> str:
    return f"{estimate.value:.3f} [{estimate.lo:.3f}, {estimate.hi:.3f}]，n={estimate.n}"


def _published(value: float | None) -> str:
    return ABSENT if value is None else f"{value:.3f}"
