"""What every form of an exported reply holds, in its order, before any form is given to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant import phrases
from assistant.export.footnotes import footnote
from assistant.export.grouping import Group, grouped
from assistant.export.visible import visible
from assistant.model import Answer, Hit, Refusal, Segment, SegmentKind
from corpus.model import Corpus

NEAREST_LIMIT = 3  # clauses that a refusal names


@dataclass(frozen=True)
class Note:
    """A footnote of an answer."""

    n: int  # number in the answer, from 1
    text: str  # 《文件名》(文号) 三、(六)1


@dataclass(frozen=True)
class Sheet:
    """An exported reply; every text is as it will be read, nothing of it escaped."""

    question: str  # on one line
    reading: str | None
    warnings: tuple[str, ...]  # whole sentences
    groups: tuple[Group, ...]
    plain: str  # the whole answer as plain text with [n]
    notes: tuple[Note, ...]
    nearest: tuple[str, ...]  # of a refusal: clauses that stand near the question
    as_of: date

    @property
    def colophon(self) -> str:
        """Who made this, when, and what it is worth."""
        day = f"{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日"
        return phrases.EXPORT_COLOPHON.format(date=day)


def make_sheet(question: str, reply: Answer | Refusal, corpus: Corpus, as_of: date) -> Sheet:
    """A reply as it will be exported on the day `as_of`."""
    citations = reply.citations if isinstance(reply, Answer) else ()
    segments = reply.segments or (Segment(SegmentKind.LEAD, reply.text),)
    return Sheet(
        question=" ".join(visible(question).split()),
        reading=reply.reading,
        warnings=tuple(phrases.EXPORT_WARNING.format(warning=w) for w in reply.warnings),
        groups=grouped(segments, citations),
        plain=reply.text,
        notes=tuple(Note(c.n, c.footnote) for c in citations),
        nearest=_nearest(reply.hits, corpus) if isinstance(reply, Refusal) else (),
        as_of=as_of,
    )


def _nearest(hits: tuple[Hit, ...], corpus: Corpus) -> tuple[str, ...]:
    known = (corpus.by_clause_id.get(hit.passage.clause_ids[0]) for hit in hits[:NEAREST_LIMIT])
    return tuple(dict.fromkeys(footnote(corpus, clause) for clause in known if clause is not None))
