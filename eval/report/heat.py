"""A table of shares with a colour for each: where every configuration is strong, type by type."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.case import chinese_type_name
from eval.metrics import Metric
from eval.report.wording import ABSENT, METRIC_NAMES, config_name, number
from eval.summary import Summary

PALE, DEEP = (253, 240, 213), (46, 125, 110)  # red, green, blue of 0 and of 1
DARK = 0.65  # from this share on the letters are white


def heat_table(summaries: Sequence[Summary], metric: Metric) -> str:
    """A row for each configuration, a column for each type; empty where nothing was measured."""
    types = [t for t, table in summaries[0].by_type.items() if any(s.by_type[t][metric].n for s in summaries)]
    if not types:
        return ""
    heading = "".join(f"<th>{escape(chinese_type_name(t))}</th>" for t in types)
    rows = "".join(
        f"<tr><th>{escape(config_name(s.name))}</th>{_cell(metric, s.overall[metric].value)}"
        + "".join(_cell(metric, s.by_type[t][metric].value) for t in types)
        + "</tr>"
        for s in summaries
    )
    caption = f"<caption>{escape(METRIC_NAMES[metric])}</caption>"
    return f'<table class="heat">{caption}<tr><th>配置</th><th>总体</th>{heading}</tr>{rows}</table>'


def _cell(metric: Metric, share: float | None) -> str:
    if share is None:
        return f"<td>{ABSENT}</td>"
    style = f"background:{colour(share)}{';color:#fff' if share >= DARK else ''}"
    return f'<td style="{style}">{number(metric, share)}</td>'


def colour(share: float) -> str:
    """From pale at 0 to deep at 1.

    >>> colour(0), colour(1)
    ('#fdf0d5', '#2e7d6e')
    """
    mixed = (round(a + (b - a) * share) for a, b in zip(PALE, DEEP, strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
