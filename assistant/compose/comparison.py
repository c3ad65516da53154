"""A comparison as a table: a row for each place or text, a column for each thing that is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import phrases
from assistant.compose.aspects import Aspect, aspects
from assistant.compose.cell import Cells, Choice
from assistant.compose.charting import plot
from assistant.compose.owner import Owner
from assistant.compose.pieces import Piece, whole, within
from assistant.compose.table import Line, Row, label, table
from assistant.compose.target_rows import Owned
from assistant.places import NATION
from assistant.retrieve import Found
from assistant.sharing import Apart
from corpus.model import Corpus

TABLE_CHARS = 1_500  # of all cells together
CELL_CHARS = (120, 400)  # of one cell, at least and at most
ARTICLE_CHARS = 800  # of a clause that was asked for by its number
SUPPORT = 0.2  # share of the asked words below which a cell stays empty
BESIDE = 0.45  # the same in shares of the best row's
SAID_BESIDE = 0.6  # share of the asked words with which another row says them
MEANT_BESIDE = 0.78  # inner product that a cell needs beside such a row


@dataclass(frozen=True)
class Comparison:
    """Composes comparisons. Immutable after construction."""

    corpus: Corpus
    cells: Cells
    owner: Owner

    def compose(self, found: Found) -> tuple[Piece, ...]:
        """One table; nothing where every cell would be empty."""
        columns = aspects(found.question)
        room = TABLE_CHARS // max(1, len(found.parts) * len(columns))
        most = min(max(room, CELL_CHARS[0]), CELL_CHARS[1])
        chosen = [self._column(found.parts, column, most) for column in columns]
        kept = [[c.pieces if self._answers(c, column) else () for c in column] for column in chosen]
        if not any(cell for column in kept for cell in column) or _together(found.parts, kept):
            return ()
        grid = zip(*kept, strict=True)
        rows = [self._row(part, columns, cells) for part, cells in zip(found.parts, grid, strict=True)]
        drawn = plot(self.corpus, self._figures(found.parts, chosen, kept))
        return (table((phrases.COLUMN_ROW, *(c.name for c in columns)), rows, drawn),)

    def _figures(
        self,
        parts: Sequence[Found],
        chosen: Sequence[Sequence[Choice]],
        kept: Sequence[Sequence[tuple[Piece, ...]]],
    ) -> list[Owned]:
        """The extracted figures that the quotes of shown cells state, cited as those quotes."""
        cells = [
            (part, choice, pieces)
            for choices, shown in zip(chosen, kept, strict=True)
            for part, choice, pieces in zip(parts, choices, shown, strict=True)
        ]
        return [
            Owned(self._label(part), m.target, piece)
            for part, choice, pieces in cells
            for m in choice.figures
            for piece in pieces
            if piece.clauses[0].id == m.target.clause_id and m.target.statement in piece.text
        ]

    def _column(self, parts: Sequence[Found], column: Aspect, most: int) -> list[Choice]:
        asked = [column.of(part.question) for part in parts]
        weighed = [
            self.cells.weigh(question, part.hits, self.owner.allows(question))
            for question, part in zip(asked, parts, strict=True)
        ]
        return [
            self._addressed(part) or self.cells.choose(each, weighed, most)
            for part, each in zip(parts, weighed, strict=True)
        ]

    def _addressed(self, part: Found) -> Choice | None:
        """Of a part that names a clause by its number, that clause and nothing else."""
        if part.looked_up.clauses:
            pieces = [whole(c) for top in part.looked_up.clauses for c in self.corpus.subtree(top.id)]
            return Choice(within(pieces, ARTICLE_CHARS), 1.0)
        return Choice((), 0.0) if part.looked_up.missing else None

    def _answers(self, choice: Choice, column: Sequence[Choice]) -> bool:
        """Whether a cell says enough of what is asked, by itself and beside the other rows."""
        most = max(c.support for c in column)
        enough = choice.support >= max(SUPPORT, BESIDE * most)
        # where another row says the very words, a likeness of meaning must be great
        meant = choice.meaning >= (MEANT_BESIDE if most >= SAID_BESIDE else 0.0)
        return bool(choice.pieces) and (enough or meant)

    def _row(self, part: Found, columns: Sequence[Aspect], cells: Sequence[tuple[Piece, ...]]) -> Row:
        named = self._label(part)
        empty = label(
            phrases.CELL_MISSING if self.owner.holds(part.question) else phrases.CELL_MISSING_ANYWHERE
        )
        shown = [cell or empty for cell in cells]
        form = phrases.LINE_ONE if len(columns) == 1 else phrases.LINE_MANY
        lines = tuple(
            Line(form.format(row=named, column=column.name), cell)
            for column, cell in zip(columns, shown, strict=True)
        )
        return Row((label(named), *shown), lines)

    def _label(self, part: Found) -> str:
        """The row's name: of metadata, or of the question's own words where two things of one text are compared."""
        question = part.question
        clauses = part.looked_up.clauses
        if clauses:
            title = self.corpus.document(clauses[0].document).title
            return phrases.ROW_TITLE.format(title=title, number=clauses[0].number or clauses[0].address)
        if question.apart is Apart.YEAR:
            return phrases.ROW_YEAR.format(year=question.years[0])
        if question.apart is Apart.PLACE:
            return next(iter(question.named_places), NATION)
        if question.apart is Apart.DOCUMENT and question.documents:
            return phrases.ROW_TITLE.format(
                title=self.corpus.document(question.documents[0]).title, number=""
            )
        return phrases.ROW_SAID.format(said=question.name)


def _together(parts: Sequence[Found], kept: Sequence[Sequence[tuple[Piece, ...]]]) -> bool:
    """Whether one place of one text says all of what a question tells apart: no table is needed to read that."""
    apart = any(part.question.apart is not Apart.WORDS for part in parts)
    return not apart and all(len(set(column)) == 1 for column in kept)
