"""Questions as rungs: where they stand, and which headings are questions whose mark is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.marker import Marker, Rank
from corpus.model import ClauseKind


def with_questions(markers: Sequence[Marker | None]) -> list[Marker | None]:
    """Questions stand below the sections that group them; where there are none, they are the top.

    A heading that goes on counting right after a question is one too, though its mark is missing.
    """
    grouped = any(m is not None and m.rank <= Rank.SECTION and m.kind is ClauseKind.SECTION for m in markers)
    asked: Marker | None = None  # the last marker of its style, where it was a question
    found: list[Marker | None] = []
    for marker in markers:
        if marker is not None and asked is not None and _goes_on_asking(marker, asked):
            marker = replace(marker, rank=int(Rank.SECTION), kind=ClauseKind.QUESTION, prefix="q")
        if marker is not None and marker.kind is ClauseKind.QUESTION:
            asked = marker
            if grouped and not _is_chinese(marker.number):
                marker = replace(marker, rank=int(Rank.POINT))
        elif marker is not None and marker.rank <= Rank.POINT:
            asked = None
        found.append(marker)
    return found


def _goes_on_asking(marker: Marker, asked: Marker) -> bool:
    if marker.kind is not ClauseKind.SECTION or not (
        marker.number and asked.number and marker.value and asked.value
    ):
        return False
    return (
        not _is_chinese(marker.number)
        and marker.number[-1] == asked.number[-1]
        and asked.value.isdigit()
        and marker.value == str(int(asked.value) + 1)
    )


def _is_chinese(number: str | None) -> bool:
    return bool(number) and re.match(r"[一二三四五六七八九十]", number or "") is not None
