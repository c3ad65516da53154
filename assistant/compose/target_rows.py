"""Extracted figures to the rows of a table: whose, the statement as printed, its value, and the year it is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import phrases
from assistant.compose.pieces import Piece
from assistant.compose.table import Excerpt, Line, Row, label
from assistant.model import SegmentKind
from corpus.fold import fold_spans
from corpus.model import Clause, Corpus, Span
from corpus.target_years import YearFrom
from corpus.targets import FigureKind, Target

_YEARS = {YearFrom.ABOVE: phrases.YEAR_ABOVE, YearFrom.PERIOD: phrases.YEAR_PERIOD}


@dataclass(frozen=True)
class Owned:
    """A figure under the name of the row that it belongs to."""

    name: str
    target: Target
    cited: Piece | None = None  # the range that is shown for it, where that is not its statement


def target_row(corpus: Corpus, owned: Owned) -> Row:
    """One figure as a row, and as one line of plain text."""
    target = owned.target
    whole = statement(corpus, target)
    year = year_of(target)
    said = (*_subject(corpus, target), whole)
    cells = (label(owned.name), said, (_value(corpus, target, whole),), label(year))
    return Row(cells, (Line(f"{owned.name}（{year}）：", said),))


def statement(corpus: Corpus, target: Target) -> Piece:
    """The range of the clause that states a figure; it stands at exactly the target's spans."""
    clause = corpus.clause(target.clause_id)
    start, end = _place(corpus, clause, target.statement, target.spans)
    return Piece(SegmentKind.QUOTE, clause, start, end)


def year_of(target: Target) -> str:
    """The year of a figure, and where the text takes it from."""
    if target.year is None:
        return phrases.YEAR_STATE if target.kind is FigureKind.STATE else phrases.YEAR_NONE
    form = _YEARS.get(target.year_from, phrases.ROW_YEAR) if target.year_from else phrases.ROW_YEAR
    return form.format(year=target.year)


def _value(corpus: Corpus, target: Target, whole: Piece) -> Excerpt:
    clause = corpus.clause(target.clause_id)
    start, end = _place(corpus, clause, target.value_text, target.value_spans)
    return Excerpt(SegmentKind.QUOTE, clause, start, end, source_start=whole.start, source_end=whole.end)


def _subject(corpus: Corpus, target: Target) -> Sequence[Piece]:
    """Of a figure that leans on the one before it, what that one is of: 年均增长约5% of what."""
    clause = corpus.clause(target.clause_id)
    if target.subject is None:
        heading = clause.heading or ""
        # 相关产业规模 says less than the run-in heading before it: 云计算和大数据产业
        named = bool(heading) and target.indicator.startswith("相关") and clause.text.startswith(heading)
        return (Piece(SegmentKind.QUOTE, clause, 0, len(heading)),) if named else ()
    own = statement(corpus, target)
    start = clause.text.rfind(target.subject, 0, own.start)
    return (Piece(SegmentKind.QUOTE, clause, start, start + len(target.subject)),) if start >= 0 else ()


def _place(corpus: Corpus, clause: Clause, words: str, spans: tuple[Span, ...]) -> tuple[int, int]:
    """Offsets into the clause's text at which words stand at exactly those spans of the file."""
    folded = fold_spans(corpus.texts[clause.file], clause.spans)
    return next(
        (start, start + len(words))
        for start in _starts(clause.text, words)
        if folded.spans_of(start, start + len(words)) == spans
    )


def _starts(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)
