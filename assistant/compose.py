"""Hits to an answer made of the documents' own sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant import phrases
from assistant.asks import Ask
from assistant.lists import Listed, asked_count, find_list
from assistant.model import Hit, SegmentKind
from assistant.pick import Picker, Scored
from assistant.question import Question
from assistant.retrieve import Found
from assistant.sentences import Sentence, sentences
from assistant.settings import Limits
from assistant.terms import TermWeights
from corpus.model import Clause, ClauseKind, Corpus

FACT_CHARS = 220  # a fact's further sentences stop here
GENERAL_CHARS = 300  # from the first hit
GENERAL_MORE = (140, 140)  # from each further hit
SECOND_SENTENCE = 0.8  # share of the best score that a further sentence of a fact needs
LIST_LEAD = 0.8  # share of the best sentence's score that a list needs to be shown instead
TRUSTED = 0.4  # a best sentence that scores this shares enough words with the question to be chosen by them
BESIDE = 0.55  # share of the best score that a sentence of the same paragraph needs where not all fit
HEAD_CHARS = 220
LIST_CHARS = 900  # members are shown whole up to this length
PART_CHARS = 400  # of one part of a comparison
_ITEMS = frozenset({ClauseKind.ITEM, ClauseKind.DASH, ClauseKind.RUN_IN, ClauseKind.PARAGRAPH})


@dataclass(frozen=True)
class Piece:
    """A verbatim range of one clause's own text, or a fixed phrase."""

    kind: SegmentKind
    clause: Clause | None
    start: int = 0
    end: int = 0
    phrase: str = ""

    @property
    def text(self) -> str:
        """What is shown, without [n]."""
        return self.clause.text[self.start : self.end] if self.clause else self.phrase


class Composer:
    """Chooses what to say. Immutable after construction."""

    def __init__(
        self,
        corpus: Corpus,
        picker: Picker,
        terms: TermWeights,
        limits: Limits,
        places: Mapping[str, frozenset[str]],
    ) -> None:
        """`places` are those that each passage, by id, speaks for."""
        self._places = places
        self._terms = terms
        self._corpus = corpus
        self._picker = picker
        self._limits = limits

    def compose(self, found: Found) -> tuple[Piece, ...]:
        """The pieces of the answer, in order; empty where nothing can be said."""
        if found.looked_up.clauses:
            return self._articles(found)
        if found.parts:
            return self._comparison(found)
        return self._plain(found.question, found.hits, self._limits)

    def _articles(self, found: Found) -> tuple[Piece, ...]:
        pieces = [
            Piece(SegmentKind.QUOTE, clause, 0, len(clause.text))
            for article in self._addressed(found)
            for clause in self._corpus.subtree(article.id)
        ]
        return _within(pieces, self._limits.long_answer_chars)

    def _addressed(self, found: Found) -> Sequence[Clause]:
        """Looked-up clauses; where the document was not named, only those of the first hit's document."""
        clauses = found.looked_up.clauses
        if found.question.documents or not found.hits:
            return clauses
        first = found.hits[0].passage.document
        return [c for c in clauses if c.document == first] or clauses

    def _comparison(self, found: Found) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for part in found.parts:
            label = self._label(part)
            own = self._plain(part.question, self._own_hits(part), self._limits, PART_CHARS)
            template = phrases.PART_LEAD if own else phrases.PART_MISSING
            pieces.append(Piece(SegmentKind.LEAD, None, phrase=template.format(place=label)))
            pieces.extend(own)
        return _within(pieces, self._limits.long_answer_chars)

    def _own_hits(self, part: Found) -> Sequence[Hit]:
        """Hits of the part's own document or place, else those that mention it; none are filled in from elsewhere."""
        question = part.question
        named = [h for h in part.hits if h.passage.document in question.documents]
        local = [h for h in part.hits if set(question.places) & self._places[h.passage.id]]
        mentioned = [h for h in part.hits if any(p in h.passage.text for p in question.named_places)]
        elsewhere = () if question.places and not question.documents else part.hits
        return named or local or mentioned or elsewhere

    def _label(self, part: Found) -> str:
        question = part.question
        if question.places and not question.documents:
            return question.places[0]
        document = question.documents[0] if question.documents else part.hits[0].passage.document
        return f"《{self._corpus.document(document).title}》"

    def _plain(
        self, question: Question, hits: Sequence[Hit], limits: Limits, most: int | None = None
    ) -> tuple[Piece, ...]:
        scored = self._picker.scored(question, hits, depth=5)
        if question.wants(Ask.LIST) or asked_count(question):
            listed = find_list(self._corpus, self._terms, question, hits)
            if listed is not None and (not scored or listed.score > LIST_LEAD * scored[0].score):
                return self._list(listed, most or limits.long_answer_chars)
        if not scored:
            return ()
        best = scored[0]
        if question.wants(Ask.FIGURE, Ask.BODY, Ask.DEFINITION, Ask.DATE, Ask.PENALTY) and not _many(
            question
        ):
            return self._fact(scored, most or FACT_CHARS)
        if question.wants(Ask.LIST, Ask.CONDITION, Ask.PROCEDURE):
            return self._whole(best.sentence, most or limits.long_answer_chars)
        return self._general(scored, most or GENERAL_CHARS)

    def _list(self, listed: Listed, most: int) -> tuple[Piece, ...]:
        """All members, whole where there is room for all, else the first sentence of each."""
        head = _head(listed.head)
        if listed.sentences:
            items = [Piece(SegmentKind.ITEM, s.clause, s.start, s.end) for s in listed.sentences]
            return _within([*head, *items], most)
        whole = [_item(c) for c in listed.members]
        if sum(len(p.text) for p in whole) <= min(most, LIST_CHARS):
            return _within([*head, *whole], most)
        return _within([*head, *(_first(c) for c in listed.members)], most)

    def _fact(self, scored: Sequence[Scored], most: int) -> tuple[Piece, ...]:
        """The best sentence, and others of its clause that answer nearly as well."""
        best = scored[0]
        chosen = [best]
        length = len(best.sentence.text)
        for other in scored[1:]:
            clause, first = other.sentence.clause, best.sentence.clause
            # (三)分类条件 1. 2. 3. each set their own figure: one of them alone would mislead
            sibling = clause.parent is not None and (clause.parent, clause.kind) == (first.parent, first.kind)
            near = other.score >= SECOND_SENTENCE * best.score and (clause.id == first.id or sibling)
            if near and length + len(other.sentence.text) <= most:
                chosen.append(other)
                length += len(other.sentence.text)
        return _in_order([s.sentence for s in chosen])

    def _whole(self, sentence: Sentence, most: int) -> tuple[Piece, ...]:
        """The clause of a sentence with its items, or its siblings where it is an item itself."""
        clause = sentence.clause
        if clause.kind in _ITEMS and clause.parent is not None and not self._corpus.children(clause.id):
            siblings = [c for c in self._corpus.children(clause.parent) if c.kind is clause.kind]
            if len(siblings) > 1 and sum(len(c.text) for c in siblings) <= most:
                parent = self._corpus.clause(clause.parent)
                return _within([_own(parent), *(_item(c) for c in siblings)], most)
        below = list(self._corpus.subtree(clause.id))
        if len(below) > 1:
            return _within([_own(below[0]), *(_item(c) for c in below[1:])], most)
        return _within([_own(clause)], most)

    def _general(self, scored: Sequence[Scored], most: int) -> tuple[Piece, ...]:
        """The best sentences of the first hit, then the best one of each of the next hits that is near."""
        if scored[0].score >= TRUSTED:
            return _in_order(self._around(scored, most))
        chosen: list[Sentence] = []
        for hit, room in enumerate((most, *GENERAL_MORE)):
            length = 0
            for item in (s for s in scored if s.hit == hit and not s.sentence.is_heading):
                if length + len(item.sentence.text) <= room or not (length or hit):
                    chosen.append(item.sentence)
                    length += len(item.sentence.text)
        return self._named(_in_order(chosen or [scored[0].sentence]))

    def _named(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Pieces of several documents, each group under its document's title, so that none passes for another's."""
        documents = [p.clause.document for p in pieces if p.clause]
        if len(set(documents)) < 2:
            return pieces
        out: list[Piece] = []
        for piece, document, before in zip(pieces, documents, (None, *documents), strict=False):
            if document != before:
                title = f"《{self._corpus.document(document).title}》"
                out.append(Piece(SegmentKind.LEAD, None, phrase=phrases.PART_LEAD.format(place=title)))
            out.append(piece)
        return tuple(out)

    def _around(self, scored: Sequence[Scored], most: int) -> list[Sentence]:
        """The paragraph of the best sentence, and what answers nearly as well in the same document."""
        best = scored[0]
        clause = best.sentence.clause
        start = clause.text.rfind("\n", 0, best.sentence.start) + 1
        end = clause.text.find("\n", best.sentence.end)
        end = len(clause.text) if end < 0 else end
        inside = [s for s in sentences(clause) if start <= s.start < end and not s.is_heading]
        if sum(len(s.text) for s in inside) > most:
            worth = {
                (s.sentence.clause.id, s.sentence.start) for s in scored if s.score >= BESIDE * best.score
            }
            inside = [s for s in inside if (s.clause.id, s.start) in worth] or [best.sentence]
        chosen = list(inside)
        length = sum(len(s.text) for s in chosen)
        for other in scored:
            sentence = other.sentence
            near = other.score >= SECOND_SENTENCE * best.score and not sentence.is_heading
            same = sentence.clause.document == clause.document
            if (
                near
                and same
                and sentence not in chosen
                and length + len(sentence.text) <= most + GENERAL_MORE[0]
            ):
                chosen.append(sentence)
                length += len(sentence.text)
        return chosen


def _many(question: Question) -> bool:
    """Whether several things are asked for at once: 哪些条件, 分别是多少."""
    return question.wants(Ask.LIST) and question.ask not in {Ask.BODY, Ask.FIGURE, Ask.DATE, Ask.DEFINITION}


def _head(clause: Clause) -> list[Piece]:
    """What stands before a list; of a long text only the sentence that introduces it."""
    if len(clause.text) <= HEAD_CHARS:
        return [_own(clause)]
    last = sentences(clause)[-1:]
    return [Piece(SegmentKind.QUOTE, clause, s.start, s.end) for s in last]


def _first(clause: Clause) -> Piece:
    """A member's first sentence."""
    start, end = sentences(clause)[0].start, sentences(clause)[0].end
    return Piece(SegmentKind.ITEM, clause, start, end)


def _own(clause: Clause) -> Piece:
    return Piece(SegmentKind.QUOTE, clause, 0, len(clause.text))


def _item(clause: Clause) -> Piece:
    return Piece(SegmentKind.ITEM, clause, 0, len(clause.text))


def _in_order(chosen: Sequence[Sentence]) -> tuple[Piece, ...]:
    """Sentences in the order in which they stand in their document, documents in the order of their choice."""
    order = {document: n for n, document in enumerate(dict.fromkeys(s.clause.document for s in chosen))}
    ordered = sorted(chosen, key=lambda s: (order[s.clause.document], s.clause.spans[0].start, s.start))
    return tuple(Piece(SegmentKind.QUOTE, s.clause, s.start, s.end) for s in ordered)


def _within(pieces: Sequence[Piece], most: int) -> tuple[Piece, ...]:
    """Whole pieces up to a length; the one that crosses it is cut at a sentence."""
    kept: list[Piece] = []
    room = most
    for piece in pieces:
        if not piece.text:
            continue
        if len(piece.text) > room and piece.clause is not None:
            ends = [s.end for s in sentences(piece.clause) if s.end - piece.start <= room]
            if ends and ends[-1] > piece.start:
                kept.append(Piece(piece.kind, piece.clause, piece.start, ends[-1]))
            break
        kept.append(piece)
        room -= len(piece.text)
    return tuple(kept)


FIGURE = re.compile(
    r"\d[\d,.]*\s*(?:%|％|万亿|亿|万|个百分点|个|家|项|年|日|天|倍|座|人|EFLOPS|Gbps)?(?:元|件|公里|台|条|户)?(?:以上|左右|以内)?"
)
