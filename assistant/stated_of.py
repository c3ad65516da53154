"""Where a text says a particular of a document: the line with its date, its number, 自…起施行."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from assistant.normalise import normalise
from assistant.particulars import Particular
from corpus.model import ClauseKind, Corpus, Document, DocumentKind
from corpus.sentences import Sentence, sentences

_EDGES = frozenset({ClauseKind.FRONT, ClauseKind.BACK})
_DAY = r"(?:\d{4}|[二〇零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?"
_DATE_LINE = re.compile(rf"\(?{_DAY}(?:印发|发布|公布)?\)?")
_TOLD_DATE = re.compile(r"\d{1,2}月\d{1,2}日[^。]{0,80}(?:印发|发布|公布|出台)")
_IN_FORCE = re.compile(
    r"自[^。;,]{0,40}(?:起|后|之日)[^。;,]{0,6}(?:施行|实施|生效|执行)|(?:施行|生效)(?:日期|时间)"
)
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[\[(]20\d\d[\])]\d+号")
_NUMBER_OF_TITLE = re.compile(rf"》\((?:[^()]*,)?{_NUMBER.pattern}")
_OPENING = 3  # clauses in which news and explanations say what they are about
_MARKS = str.maketrans("〔〕﹝﹞【】", "[][][]")


def stated_of(corpus: Corpus, document: Document, asked: Particular) -> Sentence | None:
    """The sentence that states it, the document's own before those of news about it; None where none does."""
    own = _stated_in(corpus, document, document, asked)
    about = (d for d in corpus.documents if d.summarises == document.id)
    return own or next((s for d in about if (s := _stated_in(corpus, d, document, asked))), None)


def _stated_in(corpus: Corpus, holder: Document, document: Document, asked: Particular) -> Sentence | None:
    if asked is Particular.IN_FORCE:
        return _last(_holding(corpus, holder, _IN_FORCE))
    if asked is Particular.NUMBER:
        return _number_in(corpus, holder, document)
    lines = [s for s in _edges(corpus, holder) if _DATE_LINE.fullmatch(_plain(s))]
    if holder.id == document.id and lines:
        return next((s for s in lines if "印发" in s.text), lines[0])
    if holder.kind is DocumentKind.POLICY:
        return None  # the days in its text are those of other things
    return next(_holding(corpus, holder, _TOLD_DATE, _OPENING), None)


def _number_in(corpus: Corpus, holder: Document, document: Document) -> Sentence | None:
    """The sentence with the document's number; of one that is not known, the number behind the title in news."""
    if document.number is not None:
        wanted = _folded(document.number)
        everywhere = (s for c in corpus.clauses_of(holder.id) for s in sentences(c))
        return next((s for s in everywhere if wanted in _folded(s.text)), None)
    if holder.kind is DocumentKind.POLICY:
        return next((s for s in _edges(corpus, holder) if _NUMBER.fullmatch(_plain(s))), None)
    return next(_holding(corpus, holder, _NUMBER_OF_TITLE, _OPENING), None)


def _holding(
    corpus: Corpus, holder: Document, pattern: re.Pattern[str], first: int | None = None
) -> Iterator[Sentence]:
    for clause in corpus.clauses_of(holder.id)[:first]:
        for sentence in sentences(clause):
            if pattern.search(_plain(sentence)):
                yield sentence


def _edges(corpus: Corpus, holder: Document) -> Iterator[Sentence]:
    """The lines before and behind the text: addressees, signers, dates."""
    for clause in corpus.clauses_of(holder.id):
        if clause.kind in _EDGES:
            yield from sentences(clause)


def _last(found: Iterator[Sentence]) -> Sentence | None:
    """A text says at its end from when it holds; what it says before may be about other things."""
    return next(iter(deque(found, maxlen=1)), None)


def _plain(sentence: Sentence) -> str:
    return _folded(sentence.text).rstrip("。")


def _folded(text: str) -> str:
    return re.sub(r"\s", "", normalise(text).translate(_MARKS))
