"""How a question was understood and what was weighed for it, as the debug panel shows it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.explain import Explained, Explanation
from assistant.explain_words import signal_words, standing, understood_words
from web.marks import source_link


@dataclass(frozen=True)
class TraceRow:
    """One passage that was weighed."""

    standing: str  # its rank, 并入 and the rank of the hit that speaks for it, or a dash
    total: str
    raw: tuple[str, str, str, str]  # in the order of assistant.explain_words.RAW
    signals: tuple[str, ...]
    href: str
    title: str
    address: str
    is_hit: bool


@dataclass(frozen=True)
class TraceView:
    """A question's understanding, label by label, and the table of what was weighed; parts of a comparison."""

    label: str
    understood: tuple[tuple[str, str], ...]
    rows: tuple[TraceRow, ...]
    parts: tuple[TraceView, ...] = ()


def trace_view(explained: Explanation, label: str = "") -> TraceView:
    """An explanation as the panel prints it."""
    return TraceView(
        label=label,
        understood=understood_words(explained.question),
        rows=tuple(
            _row(stands, candidate)
            for stands, candidate in zip(standing(explained), explained.candidates, strict=True)
        ),
        parts=tuple(trace_view(part, f"第{n}部分") for n, part in enumerate(explained.parts, 1)),
    )


def _row(stands: str, candidate: Explained) -> TraceRow:
    passage = candidate.passage
    addr = passage.clause_ids[0].partition("#")[2]
    return TraceRow(
        standing=stands,
        total=f"{candidate.score:.2f}",
        raw=(
            f"{candidate.late:.3f}",
            f"{candidate.dense:.3f}",
            f"{candidate.lexical:.1f}",
            f"{candidate.coverage:.2f}",
        ),
        signals=tuple(f"{name}{value:+.2f}" for name, value in signal_words(candidate.signals)),
        href=source_link(passage.document, addr, passage.spans),
        title=candidate.document,
        address=candidate.address,
        is_hit=candidate.rank is not None,
    )
