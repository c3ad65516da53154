"""The nouns of the assistant: answers, refusals, failures, and the citations they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from corpus.model import Span
from corpus.quantity_words import Comparator
from index.model import Passage


class AnswerKind(StrEnum):
    """Whether a question was about policy at all."""

    POLICY = "policy"
    SMALL_TALK = "small_talk"


class SegmentKind(StrEnum):
    """What a segment of an answer is, so that every door can render it."""

    LEAD = "lead"  # a fixed connecting phrase from assistant/phrases.py
    QUOTE = "quote"  # verbatim sentences of one clause
    ITEM = "item"  # one verbatim item of a list
    TABLE = "table"  # rows and columns of cited cells
    WRITTEN = "written"  # a sentence of a language model, every figure and name of it found in what it cites


@dataclass(frozen=True)
class Citation:
    """A clause and the spans of the exact sentence that supports a sentence of the answer."""

    n: int  # number in the answer, from 1
    clause_id: str
    document: str  # document id
    title: str
    number: str | None  # 文号
    address: str
    text: str  # the clause's own text
    quote: str  # the cited sentence, folded
    file: str
    spans: tuple[Span, ...]  # cover exactly the quote
    status_note: str | None
    footnote: str = ""  # as a footnote names it: 《文件名》(文号) 三、(六)1


@dataclass(frozen=True)
class Segment:
    """One piece of an answer; `text` is plain, without [n]."""

    kind: SegmentKind
    text: str
    citations: tuple[int, ...] = ()
    emphasis: tuple[tuple[int, int], ...] = ()  # half-open ranges of `text` to be set off
    rows: tuple[tuple[Cell, ...], ...] = ()  # of a table, the header row first
    chart: Chart | None = None  # of a table whose values a chart shows better than rows do


@dataclass(frozen=True)
class Cell:
    """One cell of a table: a label, quotes with the citations they stand on, or that nothing was found."""

    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """What it shows, without [n]; a line for each segment."""
        return "\n".join(s.text for s in self.segments)

    @property
    def citations(self) -> tuple[int, ...]:
        """Numbers of all its segments, in order, each once."""
        return tuple(dict.fromkeys(n for s in self.segments for n in s.citations))


@dataclass(frozen=True)
class Bar:
    """One value of a chart; `text` is how its clause prints it, bound included: 超过10%."""

    label: str  # the place, the year, or the indicator in the clause's own words
    value: float  # in the chart's unit, 万 and 亿 multiplied out; of a range its lower end
    high: float | None  # upper end of a range
    comparator: Comparator  # a bound is no exact value and must not be drawn as one
    text: str
    citation: int  # number in the answer


@dataclass(frozen=True)
class Chart:
    """Values of one unit side by side; never two units in one chart."""

    unit: str  # 元, 家, %
    bars: tuple[Bar, ...]  # in the order of the table's rows


@dataclass(frozen=True)
class Hit:
    """A passage with its rank, the scores that put it there, and the twins folded into it."""

    passage: Passage
    rank: int  # from 1
    score: float  # fused; higher is better, comparable within one question only
    signals: tuple[tuple[str, float], ...]  # name and contribution of everything that moved it
    also: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A cited answer, or scripted small talk without citations."""

    kind: AnswerKind
    text: str  # plain, with [n] and no other markup
    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    warnings: tuple[str, ...]
    elapsed_ms: float
    status: Literal["answered"] = "answered"
    reading: str | None = None  # how a question with more than one reading was understood: 按“镇江”理解
    timings_ms: tuple[tuple[str, float], ...] = ()  # where the time went, by stage


@dataclass(frozen=True)
class Refusal:
    """The documents held do not say; a value, not an error."""

    reason: str  # Chinese, one sentence
    text: str
    segments: tuple[Segment, ...]
    hits: tuple[Hit, ...]  # what stands nearest
    warnings: tuple[str, ...]
    elapsed_ms: float
    status: Literal["refused"] = "refused"
    reading: str | None = None  # as an answer's
    timings_ms: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Failure:
    """Something broke; never shown as "no answer"."""

    reason: str  # Chinese, says what to do
    elapsed_ms: float
    status: Literal["failed"] = "failed"


Reply = Answer | Refusal | Failure
