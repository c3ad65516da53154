"""Pictures of a draft whose words are not in its text: where they stand, and what was typed in for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from corpus.drafts import Draft
from corpus.model import Gap
from corpus.preview import Preview


def after_line(line: int) -> str:
    """A place between lines, for people.

    >>> after_line(5), after_line(0)
    ('第 5 行之后', '文首')
    """
    return f"第 {line} 行之后" if line else "文首"


@dataclass(frozen=True)
class GapRow:
    """A picture without text in the file, and what was typed in for it."""

    field: str  # of the form: page or gap
    place: str  # number of the page, or of the line that the picture follows
    after: int  # line that it follows
    what: str
    text: str
    is_wordless: bool  # a person has looked and found no words

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet what it holds."""
        return not self.text and not self.is_wordless

    @property
    def name(self) -> str:
        """Its place for people."""
        return f"第 {self.place} 页" if self.field == "page" else after_line(int(self.place))


def gap_rows(draft: Draft, shown: Preview) -> tuple[GapRow, ...]:
    """Every picture in the order of the text, those that are filled included."""
    return tuple(_row(gap, draft, shown) for gap in shown.gaps if gap.pages or gap.line is not None)


def owner_of_lines(shown: Preview) -> Callable[[int], str | None]:
    """Which clause the nearest line above belongs to, for a line that may be none's."""
    found = {line.number: clause.id for clause in shown.corpus.clauses for line in shown.lines_of(clause)}
    numbers = sorted(found)

    def owner(line: int) -> str | None:
        at = bisect_right(numbers, line)
        return found[numbers[at - 1]] if at else None

    return owner


def _row(gap: Gap, draft: Draft, shown: Preview) -> GapRow:
    typed = [t.text for t in draft.transcripts if t.fills(gap)]
    text = "\n".join(filter(None, typed))
    after = shown.line_before_page(int(gap.pages)) if gap.pages else gap.line or 0
    field, place = ("page", gap.pages) if gap.pages else ("gap", str(after))
    return GapRow(field, place, after, gap.what, text, is_wordless=bool(typed) and not text)
