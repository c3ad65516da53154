"""The reliability of the refusal as inline SVG: observed over predicted, with the diagonal that is ideal."""

from __future__ import annotations

from html import escape

from eval.metrics import Metric
from eval.reliability import Bin, Reliability
from eval.report.wording import config_name, with_interval

LEFT, TOP, SIDE, MARGIN = 48, 12, 300, 36  # pixels


def reliability_html(name: str, found: Reliability) -> str:
    """A heading, what the plot shows, and the plot."""
    figures = "；".join(
        f"{word} {with_interval(metric, estimate)}"
        for word, metric, estimate in (
            ("AUROC", Metric.AUROC, found.auroc),
            ("Brier 分数", Metric.BRIER, found.brier),
            ("平均校准误差", Metric.CALIBRATION, found.calibration_error),
        )
    )
    cases = sum(b.observed.n for b in found.bins)
    return (
        f"<h2>拒答的可靠性：{escape(config_name(name))}</h2>"
        "<p>横轴：有据判断问题可以回答的概率；纵轴：这些问题中确实可以回答的比例（竖线为 95% 区间）。"
        f"点越靠近虚线，概率越可信。按编号直查的题不靠概率，不在内。共 {cases} 题：{figures}。</p>{_plot(found)}"
    )


def _plot(found: Reliability) -> str:
    height, width = TOP + SIDE + MARGIN, LEFT + SIDE + MARGIN
    parts = [
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="拒答的可靠性" style="max-width:28rem">',
        f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#ccd"/>',
        f'<line x1="{LEFT}" y1="{TOP + SIDE}" x2="{LEFT + SIDE}" y2="{TOP}" stroke="#888" stroke-dasharray="4"/>',
    ]
    for tenth in range(0, 11, 2):
        x, y = _x(tenth / 10), _y(tenth / 10)
        parts += [
            f'<text x="{x:.0f}" y="{TOP + SIDE + 16}" text-anchor="middle" class="tick">{tenth / 10:.1f}</text>',
            f'<text x="{LEFT - 6}" y="{y + 3:.0f}" text-anchor="end" class="tick">{tenth / 10:.1f}</text>',
        ]
    return "".join([*parts, *(_point(b) for b in found.bins), "</svg>"])


def _point(b: Bin) -> str:
    value, lo, hi = b.observed.value, b.observed.lo, b.observed.hi
    if value is None or lo is None or hi is None:
        return ""
    x, y = _x(b.predicted), _y(value)
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_y(lo):.1f}" y2="{_y(hi):.1f}" stroke="#222"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f6f8b"/>'
        f'<text x="{x + 6:.1f}" y="{y - 6:.1f}" class="tick">{b.observed.n}</text>'
    )


def _x(share: float) -> float:
    return LEFT + SIDE * share


def _y(share: float) -> float:
    return TOP + SIDE * (1 - share)
