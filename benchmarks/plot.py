"""A line chart as SVG, so that measuring needs no plotting library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT, _MARGIN = 460, 300, 56
_TICKS = 4


@dataclass(frozen=True)
class Panel:
    """One chart: points, and the straight line through the origin that fits them best."""

    title: str
    x_label: str
    y_label: str
    points: Sequence[tuple[float, float]]


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Least squares through the origin: sum(xy) / sum(x²).

    >>> slope([(1, 2), (2, 4), (4, 8)])
    2.0
    """
    return sum(x * y for x, y in points) / sum(x * x for x, _ in points)


def svg(panels: Sequence[Panel]) -> str:
    """The charts side by side."""
    body = "".join(
        f'<g transform="translate({i * _WIDTH},0)">{_panel(panel)}</g>' for i, panel in enumerate(panels)
    )
    size = f'width="{_WIDTH * len(panels)}" height="{_HEIGHT}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">'
        f'<rect width="100%" height="100%" fill="white"/>{body}</svg>\n'
    )


def _panel(panel: Panel) -> str:
    x_max = max(x for x, _ in panel.points)
    y_max = max(max(y for _, y in panel.points), slope(panel.points) * x_max) * 1.1

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            _MARGIN + x / x_max * (_WIDTH - 1.5 * _MARGIN),
            _HEIGHT - _MARGIN - y / y_max * (_HEIGHT - 2 * _MARGIN),
        )

    (left, bottom), (right, top) = place(0, 0), place(x_max, y_max)
    parts = [
        f'<text x="{(left + right) / 2:.0f}" y="24" text-anchor="middle" font-size="13">{escape(panel.title)}</text>',
        f'<path d="M{left:.1f} {top:.1f}V{bottom:.1f}H{right:.1f}" fill="none" stroke="black"/>',
        f'<text x="{(left + right) / 2:.0f}" y="{_HEIGHT - 14}" text-anchor="middle">{escape(panel.x_label)}</text>',
        f'<text x="{left - 40:.0f}" y="{top - 8:.0f}">{escape(panel.y_label)}</text>',
    ]
    for i in range(_TICKS + 1):
        x, y = x_max * i / _TICKS, y_max * i / _TICKS
        parts.append(
            f'<text x="{place(x, 0)[0]:.1f}" y="{bottom + 16:.1f}" text-anchor="middle">{x:,.0f}</text>'
        )
        parts.append(
            f'<text x="{left - 6:.1f}" y="{place(0, y)[1] + 4:.1f}" text-anchor="end">{y:.3g}</text>'
        )
    x_end, y_end = place(x_max, slope(panel.points) * x_max)
    parts.append(
        f'<path d="M{left:.1f} {bottom:.1f}L{x_end:.1f} {y_end:.1f}" stroke="#999" stroke-dasharray="4 3"/>'
    )
    for point in panel.points:
        x, y = place(*point)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#1f5fa8"/>')
    return "".join(parts)
