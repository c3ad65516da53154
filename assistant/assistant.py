"""The one public thing of this package: a question goes in, a cited answer or an honest refusal comes out."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant import phrases
from assistant.cite import cite
from assistant.compose.composer import Composer
from assistant.corpus_words import CorpusWords, words_of
from assistant.explain import Explanation, explanation
from assistant.extras import NO_EXTRAS, Extras
from assistant.followup import FollowUps
from assistant.gaps import gap_asked_for
from assistant.ground import Ground
from assistant.judge import Judge
from assistant.model import Answer, AnswerKind, Hit, Refusal, Segment, SegmentKind
from assistant.naming import DocumentNames
from assistant.narrow import Narrowed, NarrowIndex, narrow_corpus
from assistant.normalise import normalise
from assistant.pick import Picker
from assistant.question import Question, Reader
from assistant.rank import Searches
from assistant.reading import Heard, reading_of
from assistant.reasons import not_found, reason_of, unsaid_reason
from assistant.refusal import Calibration
from assistant.retrieve import Found, Retriever, Traced
from assistant.rewrite import widened
from assistant.settings import AssistantSettings
from assistant.small_talk import small_talk
from assistant.suggest.suggester import Asked, Suggester
from assistant.unstated import Unsaid, Unstated
from assistant.warn import warnings_about_named, warnings_about_place, warnings_for
from assistant.within import refused_within, told
from assistant.writing.written import Writing, Written
from corpus.model import Corpus, Document, Gap

_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]{1,200}>", re.I | re.S)
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")


class Assistant:
    """Answers questions about one corpus. Holds no state of any user; threads may share it."""

    def __init__(
        self,
        corpus: Corpus,
        index: Searches,
        settings: AssistantSettings,
        calibration: Calibration,
        today: Callable[[], date] = date.today,
        extras: Extras = NO_EXTRAS,
        words: CorpusWords | None = None,
    ) -> None:
        self.corpus = corpus
        self._settings = settings
        self._today = today
        words = words or words_of(corpus)
        terms, self._homophones = words.terms, words.homophones
        self._names = DocumentNames(corpus.documents)
        self._retriever = Retriever(corpus, index, settings, extras.reranker)
        by_passage = {p.id: f.places for p, f in zip(index.passages, self._retriever.facts, strict=True)}
        picker = Picker(corpus, terms, index, by_passage)
        self._rewriter = extras.rewriter
        self._writing = Writing(corpus, terms, extras.writer, settings.writer) if extras.writer else None
        held = (
            frozenset().union(*(f.places for f in self._retriever.facts))
            if index.passages
            else frozenset[str]()
        )
        self._reader = Reader(self._names, held, settings.parts)
        self._composer = Composer(corpus, picker, terms, settings.limits)
        self._places_of = {i: by_passage[p.id] for p in reversed(index.passages) for i in p.clause_ids}
        self._follow_ups = FollowUps(self._names, Ground(corpus, terms, self._places_of))
        self._unstated = Unstated(corpus, self._places_of)
        self._suggester = Suggester(corpus, self._cites)
        facts = dict(zip((p.id for p in index.passages), self._retriever.facts, strict=True))
        self._judge = Judge(corpus, index, picker, words, facts, calibration, settings.refusal_threshold)
        self._narrowed = Narrowed(
            lambda documents: Assistant(
                narrow_corpus(corpus, documents), NarrowIndex(index, documents), settings, calibration, today,
                extras, words,
            )
        )  # fmt: skip

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        cancelled: threading.Event | None = None,
        within: frozenset[str] | None = None,
    ) -> Answer | Refusal:
        """Answer a question; `history` holds earlier questions of the same conversation, oldest first.

        Once `cancelled` is set a language model is no longer waited for; the answer comes without it.
        `within` are ids of the only documents that are searched and cited; None: all.
        """
        if within is not None:
            return self._ask_within(question, history, cancelled, within)
        started = time.perf_counter()
        text = normalise(_TAGS.sub(" ", question))
        problem = self._problem(question, text)
        reply = small_talk(text, self.corpus.documents)
        if problem is not None and (reply is None or problem != phrases.NO_WORDS):
            return _refused(problem, problem, (), (), started)
        if reply is not None:
            segment = Segment(SegmentKind.LEAD, reply)
            return Answer(AnswerKind.SMALL_TALK, reply, (segment,), (), (), (), _elapsed_ms(started))
        found = self.find(text, history)
        judged = self._judged(found, started, cancelled)
        return replace(judged, reading=self._reading(text, found, judged))

    def _ask_within(
        self, question: str, history: Sequence[str], cancelled: threading.Event | None, within: frozenset[str]
    ) -> Answer | Refusal:
        held = within.intersection(self.corpus.by_document_id)
        reply = self._narrowed.of(held).ask(question, history, cancelled)
        named = self._names.named(normalise(_TAGS.sub(" ", question))).documents
        if reply.hits and named and not held.intersection(named):
            # that it names a text which is left out is known only here; whatever was found is of another one
            title = self.corpus.document(named[0]).title
            reason = phrases.OUTSIDE.format(title=title, count=len(held))
            refusal = Refusal(
                reason, reason, (Segment(SegmentKind.LEAD, reason),), reply.hits, (), reply.elapsed_ms
            )
            return refused_within(refusal, reason, len(held))
        return told(reply, len(held))

    def _reading(self, text: str, found: Found, reply: Answer | Refusal) -> str | None:
        mends = self._settings.parts.homophones
        mended, slips = self._homophones.mended(text) if mends else (text, ())
        documents = [c.document for c in reply.citations] if isinstance(reply, Answer) else []
        heard = Heard(self._names.spelled_out(mended), slips)
        return reading_of(self.corpus, self._names, heard, found, documents)

    def find(self, question: str, history: Sequence[str] = ()) -> Found:
        """Understand and retrieve, without answering: for evaluation and explanation."""
        return self._traced(question, history).found

    def explain(self, question: str, history: Sequence[str] = ()) -> Explanation:
        """How `ask` understands a question, and every passage that it weighed for it."""
        text = normalise(_TAGS.sub(" ", question))
        slips = self._homophones.mended(text)[1] if self._settings.parts.homophones else ()
        return explanation(self.corpus, self._traced(text, history), slips)

    def understand(self, question: str, history: Sequence[str] = ()) -> Question:
        """What a question says, completed from those before it, without searching."""
        text, *earlier = self._dialogue(question, history)
        completed = self._follow_ups.completed(text, earlier)
        return self._reader.read(text, completed.text, completed.before)

    def suggest(self, question: str, history: Sequence[str], reply: Answer | Refusal) -> tuple[str, ...]:
        """At most three questions to ask after a reply, each one answered by the documents held; apart from `ask`, which stays fast."""
        text, *earlier = self._dialogue(question, history)
        asked = Asked(self.understand(question, history), (*earlier, text))
        return self._suggester.next_to(
            asked, reply, lambda said: not self._follow_ups.leans(normalise(said), asked.question.text)
        )

    def prepare_suggestions(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Try all questions that may be offered, some 30 ms each, until `stop`; says how many were tried."""
        return self._suggester.prepare(stop)

    def _cites(self, question: str) -> frozenset[str]:
        """The clauses that an answer to a question of its own would cite; none where it is refused."""
        found = self._retriever.find(self._reader.read(self._written(question)))
        if self._judge.refuses(found):
            return frozenset()
        pieces = self._composer.compose(found)
        if self._unstated.of(found, pieces, self._as_of()) is not None:
            return frozenset()
        return frozenset(c.id for p in pieces for c in p.clauses)

    def _dialogue(self, question: str, history: Sequence[str]) -> list[str]:
        """The question and then those before it that are looked at, oldest first, each as `_written`."""
        recent = [h for h in history if h.strip()][-self._settings.limits.history or len(history) :]
        if not self._settings.parts.follow_up:
            recent = []
        return [self._written(q) for q in (question, *recent)]

    def _traced(self, question: str, history: Sequence[str]) -> Traced:
        _, *earlier = self._dialogue(question, history)
        question_read = self.understand(question, history)
        return self._retriever.traced(widened(question_read, self._rewriter, earlier))

    def _written(self, question: str) -> str:
        """A question in one writing, with its slips mended."""
        text = normalise(question)
        mended = self._homophones.mend(text) if self._settings.parts.homophones else text
        return self._names.spelled_out(mended)

    def judge(self, found: Found) -> tuple[dict[str, float], ...]:
        """The features by which answerability is judged, of each part of a comparison or of the whole."""
        return self._judge.values(found)

    def _problem(self, question: str, text: str) -> str | None:
        limit = self._settings.limits.question_chars
        if not question.strip():
            return phrases.EMPTY_QUESTION
        if len(question) > limit:
            return phrases.TOO_LONG.format(length=len(question), limit=limit)
        return None if _WORD.search(text) else phrases.NO_WORDS

    def _judged(self, found: Found, started: float, cancelled: threading.Event | None) -> Answer | Refusal:
        gap = gap_asked_for(self.corpus, found)
        if self._judge.refuses(found):
            return self._refusal(found, gap, started)
        pieces = self._composer.compose(found)
        if not any(p.cited for p in pieces):
            return self._refusal(found, gap, started)
        as_of = self._as_of()
        unsaid = self._unstated.of(found, pieces, as_of)
        if unsaid is not None and unsaid.alone:
            return self._refusal(found, gap, started, unsaid)
        extractive = cite(self.corpus, found.question, pieces)
        written = self._writing.apply(found, extractive, cancelled) if self._writing else Written(extractive)
        cited = written.cited
        absent = [not_found(self.corpus, missing) for missing in found.looked_up.missing]
        unresolved = self._composer.finisher.unresolved(pieces)
        warnings = (
            *absent,
            *([phrases.WARN_NOT_STATED.format(what=unsaid.what)] if unsaid else []),
            *warnings_about_place(self.corpus, found.question, cited.citations, self._places_of),
            *warnings_for(self.corpus, found.question, cited.citations, gap, as_of, unresolved),
        )
        return Answer(
            AnswerKind.POLICY,
            cited.text,
            cited.segments,
            cited.citations,
            found.hits,
            (*warnings, *written.warnings),
            _elapsed_ms(started),
            timings_ms=written.timings_ms,
        )

    def _as_of(self) -> date:
        return self._settings.as_of or self._today()

    def _refusal(
        self,
        found: Found,
        gap: tuple[Document, Gap] | None,
        started: float,
        unsaid: Unsaid | None = None,
    ) -> Refusal:
        undefined = self._judge.undefined(found)
        reason = unsaid_reason(self.corpus, unsaid) or reason_of(self.corpus, found, gap, undefined)
        nearest = ""
        if found.hits:
            clause = unsaid.clause if unsaid else self.corpus.clause(found.hits[0].passage.clause_id)
            title = self.corpus.document(clause.document).title
            nearest = phrases.NEAREST.format(title=title, address=clause.address)
        shown = (unsaid.clause.document,) if unsaid else ()
        warnings = warnings_about_named(self.corpus, found.question, self._as_of(), shown)
        return _refused(reason, reason + nearest, found.hits, warnings, started)


def _refused(
    reason: str, text: str, hits: tuple[Hit, ...], warnings: tuple[str, ...], started: float
) -> Refusal:
    return Refusal(reason, text, (Segment(SegmentKind.LEAD, text),), hits, warnings, _elapsed_ms(started))


def _elapsed_ms(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
