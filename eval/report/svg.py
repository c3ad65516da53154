"""Bars with intervals as inline SVG: groups on the left, one bar for each configuration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from eval.bootstrap import Estimate

BAR, GAP, LABELS, SCALE, MARGIN = 14, 14, 110, 520, 60  # pixels
LETTER, HAN = 7, 12  # pixels a character of a label takes
COLOURS = ("#1f6f8b", "#c9a227", "#9aa5b1", "#7a4f9a", "#5a8f4e", "#b8563b")


@dataclass(frozen=True)
class BarGroup:
    """One row of the plot; `estimates[i]` belongs to the i-th configuration."""

    label: str
    estimates: Sequence[Estimate]


def bars(title: str, configs: Sequence[str], groups: Sequence[BarGroup]) -> str:
    """An `<svg>` element; all estimates are shares 0..1. What was not measured has no bar.

    One configuration alone needs no legend; its name is the title's business.
    """
    height_of_group = len(configs) * BAR + GAP
    top = 30 + (18 * len(configs) if len(configs) > 1 else 0)
    height = top + len(groups) * height_of_group + 24
    left = max([LABELS, *(_width(group.label) + 8 for group in groups)])
    width = left + SCALE + MARGIN
    parts = [
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title, quote=True)}">',
        f'<text x="0" y="18" class="title">{escape(title)}</text>',
        *(_legend(configs, left) if len(configs) > 1 else ()),
        *_grid(top, height - 20, left),
    ]
    for row, group in enumerate(groups):
        y = top + row * height_of_group
        middle = y + len(configs) * BAR / 2 + 4
        parts.append(f'<text x="{left - 8}" y="{middle:.0f}" text-anchor="end">{escape(group.label)}</text>')
        for i, estimate in enumerate(group.estimates):
            parts += _bar(estimate, left, y + i * BAR, COLOURS[i % len(COLOURS)])
    return "".join([*parts, "</svg>"])


def _width(label: str) -> int:
    """About how many pixels a label takes."""
    return sum(LETTER if ord(char) < 0x2E80 else HAN for char in label)


def _legend(configs: Sequence[str], left: int) -> list[str]:
    return [
        f'<rect x="{left}" y="{26 + 18 * i}" width="12" height="12" fill="{COLOURS[i % len(COLOURS)]}"/>'
        f'<text x="{left + 18}" y="{36 + 18 * i}">{escape(name)}</text>'
        for i, name in enumerate(configs)
    ]


def _grid(top: int, bottom: int, left: int) -> list[str]:
    lines = []
    for tenth in range(0, 11, 2):
        x = left + SCALE * tenth / 10
        lines.append(
            f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{top}" y2="{bottom}" stroke="#ddd"/>'
            f'<text x="{x:.0f}" y="{bottom + 14}" text-anchor="middle" class="tick">{tenth / 10:.1f}</text>'
        )
    return lines


def _bar(estimate: Estimate, left: int, y: float, colour: str) -> list[str]:
    if estimate.value is None or estimate.lo is None or estimate.hi is None:
        return []
    end, middle = left + SCALE * estimate.value, y + (BAR - 2) / 2
    lo, hi = left + SCALE * estimate.lo, left + SCALE * estimate.hi
    label_x = max(end, hi) + 4
    return [
        f'<rect x="{left}" y="{y}" width="{max(end - left, 1):.1f}" height="{BAR - 2}" fill="{colour}"/>',
        f'<line x1="{lo:.1f}" x2="{hi:.1f}" y1="{middle}" y2="{middle}" stroke="#222"/>',
        f'<text x="{label_x:.0f}" y="{y + BAR - 4}" class="tick">{estimate.value:.2f}</text>',
    ]
