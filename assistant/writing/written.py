"""A checked draft in place of the extractive answer, or the extractive answer as it was."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import phrases
from assistant.asks import Ask
from assistant.citations import Citations
from assistant.cite import Cited
from assistant.compose.pieces import Piece
from assistant.emphasis import emphasis
from assistant.model import Segment, SegmentKind
from assistant.question import Question
from assistant.retrieve import Found
from assistant.settings import WriterSettings
from assistant.terms import TermWeights
from assistant.writing.draft import Draft, claims
from assistant.writing.evidence import Source, Supplied, supply
from assistant.writing.reading import read
from assistant.writing.verify import Fault, Supported, Verifier
from assistant.writing.writer import Writer
from corpus.model import Corpus

_LABEL = re.compile(r"(?:《[^》]+》|[^（）《》：]{1,12})：")  # a line that only names a document or a place
_DEFAULT = WriterSettings.model_fields


@dataclass(frozen=True)
class Written:
    """What is shown, and what must be said about it."""

    cited: Cited
    warnings: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()  # of the sentences that were dropped, in order
    timings_ms: tuple[tuple[str, float], ...] = ()  # (("writing", …),) where a model was asked


class Writing:
    """Lets a model write, and lets through what stands. Holds no state; threads may share it."""

    def __init__(
        self, corpus: Corpus, terms: TermWeights, writer: Writer, settings: WriterSettings | None
    ) -> None:
        """`settings` bound what a model is given; the defaults where they are None."""
        self._corpus = corpus
        self._writer = writer
        self._verifier = Verifier(terms)
        self._most = settings.clauses if settings else int(_DEFAULT["clauses"].default)
        self._chars = settings.clause_chars if settings else int(_DEFAULT["clause_chars"].default)

    def apply(self, found: Found, cited: Cited, cancelled: threading.Event | None = None) -> Written:
        """The written answer where it stands and says enough, else `cited` as it is."""
        if not writable(found, cited):
            return Written(cited)
        started = time.perf_counter()
        supplied = self.supplied(found, cited)
        draft = self._writer.write(found.question.text, supplied, cancelled)
        written = self.checked(found.question, cited, supplied, draft) if draft else Written(cited)
        elapsed = round((time.perf_counter() - started) * 1000, 1)
        return Written(written.cited, written.warnings, written.faults, (("writing", elapsed),))

    def supplied(self, found: Found, cited: Cited) -> tuple[Supplied, ...]:
        """The clauses that a model is given: those cited, then those of the next hits, while there is room."""
        first = (c.clause_id for c in cited.citations)
        then = (i for hit in found.hits for i in hit.passage.clause_ids)
        return supply(self._corpus, first, then, self._most, self._chars)

    def checked(
        self, question: Question, cited: Cited, supplied: Sequence[Supplied], draft: Draft
    ) -> Written:
        """The sentences of a draft that stand, if they are enough."""
        by_number = {s.n: s for s in supplied}
        distinct = tuple(dict.fromkeys(claims(draft)))
        verdicts = [self._verifier.check(claim, by_number) for claim in distinct]
        kept = [v for v in verdicts if isinstance(v, Supported)]
        faults = tuple(v for v in verdicts if isinstance(v, Fault))
        wrong = len([f for f in faults if f is not Fault.HALF])
        if not enough(question, cited, kept):
            unused = (phrases.WRITTEN_UNUSED,) if wrong or kept else ()
            return Written(cited, unused, faults)
        dropped = (phrases.WRITTEN_DROPPED.format(count=wrong),) if wrong else ()
        return Written(self._cited(question, kept), dropped, faults)

    def _cited(self, question: Question, kept: Sequence[Supported]) -> Cited:
        citations = Citations(self._corpus)
        segments = [Segment(SegmentKind.LEAD, phrases.WRITTEN_LEAD)]
        text = phrases.WRITTEN_LEAD + "\n"
        for sentence in kept:
            numbers = tuple(dict.fromkeys(citations.number(p) for p in _quotes(sentence.sources)))
            segments.append(
                Segment(SegmentKind.WRITTEN, sentence.text, numbers, emphasis(question, sentence.text))
            )
            text += sentence.text + "".join(f"[{n}]" for n in numbers)
        return Cited(text, tuple(segments), citations.all)


def writable(found: Found, cited: Cited) -> bool:
    """Whether a model may write this answer.

    Not articles that were looked up, tables, or answers in which a fixed phrase says more than whose
    words follow: that nothing was found, that two texts disagree, that a clause refers to another.
    """
    if found.looked_up.clauses or not cited.citations:
        return False
    return all(
        _LABEL.fullmatch(s.text) is not None
        if s.kind is SegmentKind.LEAD
        else s.kind is not SegmentKind.TABLE
        for s in cited.segments
    )


def enough(question: Question, cited: Cited, kept: Sequence[Supported]) -> bool:
    """Whether kept sentences say what the extractive answer does.

    Every clause that it quotes is cited, of an answer to a general question the first one; and where a
    figure is asked for, one of its figures is told.
    """
    if not kept:
        return False
    told = {s.sentence.clause.id for k in kept for s in k.sources}
    needed = [c.clause_id for c in cited.citations]
    if question.asks == (Ask.GENERAL,):
        needed = needed[:1]
    if not set(needed) <= told:
        return False
    if not question.wants(Ask.FIGURE, Ask.PENALTY):
        return True
    wanted = {f.key for c in cited.citations for f in read(c.quote).figures}
    return not wanted or any(f.key in wanted for k in kept for f in read(k.text).figures)


def _quotes(sources: Sequence[Source]) -> list[Piece]:
    """The ranges to quote; sentences of one clause that follow each other are one quote."""
    pieces: list[Piece] = []
    for source in sources:
        clause, start, end = source.sentence.clause, source.sentence.start, source.sentence.end
        last = pieces[-1] if pieces else None
        if last is not None and last.clause is clause and not clause.text[last.end : start].strip():
            pieces[-1] = Piece(SegmentKind.QUOTE, clause, last.start, end)
        else:
            pieces.append(Piece(SegmentKind.QUOTE, clause, start, end))
    return pieces
