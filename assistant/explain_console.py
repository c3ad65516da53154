"""An explanation for people at a terminal: how the question was understood, and a table of what was weighed."""

from __future__ import annotations

from unicodedata import east_asian_width

from assistant.explain import Explained, Explanation
from assistant.explain_words import RAW, signal_words, standing, understood_words

_TITLE = 20  # characters of a title that tell documents apart in a table
_WIDTHS = (8, 8, 6, 6, 6, 6)  # columns before the address: standing, total, raw scores


def render_explanation(explained: Explanation, label: str = "") -> str:
    """Plain Chinese text; of a comparison, each part behind the whole."""
    lines = [f"【{label}】"] if label else []
    lines += [f"{name}：{value}" for name, value in understood_words(explained.question)]
    lines += ["", _row(("排位", "总分", *(name.removesuffix("原始分") for name in RAW), "出处"))]
    for stands, candidate in zip(standing(explained), explained.candidates, strict=True):
        lines.append(_row((stands, f"{candidate.score:.2f}", *_raw(candidate), _source(candidate))))
        lines.append(" " * 8 + "　".join(f"{n}{v:+.2f}" for n, v in signal_words(candidate.signals)))
    for n, part in enumerate(explained.parts, 1):
        lines += ["", render_explanation(part, f"第{n}部分")]
    return "\n".join(lines)


def _raw(candidate: Explained) -> tuple[str, str, str, str]:
    return (
        f"{candidate.late:.3f}",
        f"{candidate.dense:.3f}",
        f"{candidate.lexical:.1f}",
        f"{candidate.coverage:.2f}",
    )


def _source(candidate: Explained) -> str:
    title = candidate.document
    short = title if len(title) <= _TITLE else title[:_TITLE] + "…"
    return f"《{short}》{candidate.address}"


def _row(cells: tuple[str, ...]) -> str:
    """Cells padded to their columns; a Chinese character is two columns wide."""
    padded = [
        cell + " " * max(1, width - _columns(cell)) for cell, width in zip(cells, _WIDTHS, strict=False)
    ]
    return "".join(padded) + cells[-1]


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
