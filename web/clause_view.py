"""What a page shows of one clause: its heading, paragraphs, marks and notes."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Clause, Corpus, Span
from web.marks import marked_ranges
from web.pieces import Piece, cut_lines

HEADING_LEVELS = range(2, 7)  # h1 is the document's title
_LABEL_LIMIT = 34  # characters of an outline entry; two lines of the outline column


@dataclass(frozen=True)
class ClauseView:
    """One clause, ready to print."""

    addr: str
    address: str
    level: int  # of the heading element, 2-6
    heading: tuple[Piece, ...] | None  # None where the clause has no heading on a line of its own
    paragraphs: tuple[tuple[Piece, ...], ...]
    notes: tuple[str, ...]
    marked: bool  # holds a marked character
    numbered_only: bool  # begins with 第十八条 or the like, without a heading's words


def heading_end(clause: Clause) -> int:
    """Where the printed number and heading end in the text, closing punctuation included; 0 without."""
    line = clause.text.split("\n", 1)[0]
    number, heading = clause.number or "", clause.heading or ""
    end = len(number) if number and line.startswith(number) else 0
    if heading:
        at = line.find(heading, end)
        if at < 0 or at > end + 3:  # something else stands before it: not a printed heading
            return end
        end = at + len(heading)
    while end and end < len(line) and line[end] in "。．.:：、 ":
        end += 1
    return end


def clause_view(clause: Clause, corpus: Corpus, marks: tuple[Span, ...] = ()) -> ClauseView:
    """A clause with the marks that fall into it."""
    source = corpus.texts.get(clause.file, "")
    ranges = marked_ranges(clause, source, marks)
    end = heading_end(clause)
    lines = cut_lines(clause.text, [(0, end)] if end else [], ranges)
    first_line = clause.text.split("\n", 1)[0]
    stands_alone = bool(lines) and clause.heading is not None and end >= len(first_line)
    depth = len(corpus.ancestors(clause.id))
    return ClauseView(
        addr=clause.addr,
        address=clause.address,
        level=min(HEADING_LEVELS[0] + depth, HEADING_LEVELS[-1]),
        heading=lines[0] if stands_alone else None,
        paragraphs=lines[1:] if stands_alone else lines,
        notes=clause.notes,
        marked=bool(ranges),
        numbered_only=clause.number is not None and clause.heading is None,
    )


def page_words(pages: tuple[int, ...]) -> str:
    """The pages of a PDF that a clause stands on.

    >>> page_words((3, 4)), page_words((7,)), page_words(())
    ('第3—4页', '第7页', '')
    """
    if not pages:
        return ""
    first, last = min(pages), max(pages)
    return f"第{first}页" if first == last else f"第{first}—{last}页"


def label(clause: Clause) -> str:
    """A clause's name in an outline or on a step button."""
    first_line = clause.text.split("\n", 1)[0]
    words = first_line
    if clause.heading:
        gap = " " if clause.number and clause.number[-1] in "章节条编" else ""
        words = f"{clause.number or ''}{gap}{clause.heading}"
    elif clause.number:
        words = f"{clause.number} {first_line.removeprefix(clause.number)}"
    return words if len(words) <= _LABEL_LIMIT else words[: _LABEL_LIMIT - 1] + "…"
