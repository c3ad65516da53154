"""What of a quoted sentence is set off: the figure, where a figure is asked for."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.question import Question

_FIGURE = re.compile(  # 5G and IPv6 are names
    r"(?<![A-Za-z\d])\d[\d,.]*+\s*(?:%|％|万亿|亿|万|个百分点|个|家|项|年|日|天|倍|座|人|EFLOPS|Gbps)?(?:元|件|公里|台|条|户)?(?![A-Za-z])(?:以上|左右|以内)?"
)


def emphasis(question: Question, text: str) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of `text`: its figures, where a figure is asked for."""
    if not question.wants(Ask.FIGURE, Ask.DATE):
        return ()
    return tuple(m.span() for m in _FIGURE.finditer(text))
