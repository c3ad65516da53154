"""Fixed windows over the raw text of a file: what a pipeline does that knows nothing of clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.fold import is_blank


@dataclass(frozen=True)
class WindowShape:
    """Length of a window and how much of it the next one repeats, in characters."""

    size: int
    overlap: int

    @property
    def name(self) -> str:
        """The baseline's name in the report."""
        return f"window{self.size}"


SHAPES = (WindowShape(300, 50), WindowShape(600, 100))


@dataclass(frozen=True)
class Window:
    """A slice of a file's decoded text, furniture and all."""

    file: str
    start: int  # code point
    text: str


def cut_windows(texts: Mapping[str, str], shape: WindowShape) -> tuple[Window, ...]:
    """Windows that cover every file, file by file; the last one of a file may be shorter.

    Blank windows are left out: there is nothing in them to find.
    """
    step = shape.size - shape.overlap
    return tuple(
        Window(file, start, text[start : start + shape.size])
        for file, text in texts.items()
        for start in range(0, max(len(text) - shape.overlap, 1), step)
        if not all(map(is_blank, text[start : start + shape.size]))
    )
