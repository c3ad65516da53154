"""References of the clauses shown: what 与国家级相同 or 前款 means is shown behind them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant import phrases
from assistant.asks import Ask
from assistant.compose.likeness import likenesses
from assistant.compose.pieces import Piece, whole, within
from assistant.compose.table import Table
from assistant.model import SegmentKind
from assistant.question import Question
from corpus.model import Clause, Corpus
from corpus.references import Reference, find_references
from corpus.sentences import spans_of

FOLLOWED_CHARS = 600  # of all referenced clauses together
SHORT = 120  # a referenced clause of this length is shown even where it was not asked for
ASIDE = 300  # one that a condition rests on
_LIKE = re.compile(r"^[与同按参执]|同$")
_ARTICLE = re.compile(r"第.+条")
_ASKS_ACT = re.compile(
    r"(?:什么|哪些?|哪种|啥|何种|什么样的)(?:情形|行为|情况|事|规定|义务|条)|第.{1,4}条(?:是|说|讲|规定|写)|违反了?(?:什么|哪|啥)"
)


@dataclass(frozen=True)
class Pointed:
    """Words of a shown clause that point at another one."""

    text: str
    target: Clause
    is_like: bool  # the requirements are the other's: without it nothing is said

    @property
    def is_article(self) -> bool:
        """Whether it is pointed at by number: 第九条."""
        return _ARTICLE.search(self.text) is not None


class Follower:
    """Follows references. Immutable; the references of a corpus are read with the first question."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def followed(self, question: Question, pieces: Sequence[Piece], most: int) -> tuple[Piece, ...]:
        """The pieces, and behind them the clauses that they refer to; together up to `most` characters."""
        room = min(FOLLOWED_CHARS, most - sum(len(p.text) for p in pieces))
        quotes = _leaves(pieces)
        shown = {p.clause.id for p in quotes if p.clause}
        behind: list[Piece] = []
        pointed_at = list(self._pointed(quotes))
        articles = sum(len(self._corpus.full_text(p.target.id)) for p in pointed_at if p.is_article)
        for pointed in pointed_at:
            target = pointed.target
            clauses = list(self._corpus.subtree(target.id))
            chars = articles if pointed.is_article else sum(len(c.text) for c in clauses)
            if target.id in shown or not _is_wanted(question, pointed, chars):
                continue
            shown |= {c.id for c in clauses}
            own = within([whole(target), *(whole(c, SegmentKind.ITEM) for c in clauses[1:])], room)
            if own:
                behind += [self._lead(quotes, target), *own]
                room -= sum(len(p.text) for p in own)
        return (*pieces, *behind)

    def unresolved(self, pieces: Sequence[Piece]) -> tuple[Reference, ...]:
        """References within the pieces that lead to no clause held, in order."""
        return tuple(r for p in _leaves(pieces) for r in self._within(p) if r.target is None and r.reason)

    def _pointed(self, pieces: Sequence[Piece]) -> Iterator[Pointed]:
        for piece in pieces:
            resolved = [r for r in self._within(piece) if r.target is not None]
            for reference in resolved:
                target = self._corpus.clause(reference.target or "")
                yield Pointed(reference.text, target, _LIKE.search(reference.text) is not None)
            if piece.clause is not None and not any(_LIKE.search(r.text) for r in resolved):
                for text, target in likenesses(self._corpus, piece.clause, piece.start, piece.end):
                    yield Pointed(text, target, is_like=True)

    def _within(self, piece: Piece) -> Iterator[Reference]:
        """References whose words the piece shows."""
        clause = piece.clause
        held = self._references.get(clause.id, ()) if clause else ()
        if clause is None or not held:
            return
        shown = spans_of(self._corpus, clause, piece.start, piece.end)
        for reference in held:
            if all(any(s.start <= r.start and r.end <= s.end for s in shown) for r in reference.spans):
                yield reference

    def _lead(self, pieces: Sequence[Piece], target: Clause) -> Piece:
        own = {p.clause.document for p in pieces if p.clause}
        title = self._corpus.document(target.document).title
        template = phrases.REFERRED if target.document in own else phrases.REFERRED_ELSEWHERE
        return Piece(SegmentKind.LEAD, None, phrase=template.format(title=title, place=target.address))

    @cached_property
    def _references(self) -> Mapping[str, Sequence[Reference]]:
        found: dict[str, list[Reference]] = defaultdict(list)
        for reference in find_references(self._corpus):
            found[reference.clause_id].append(reference)
        return found


def _leaves(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with those of tables in their place, each as the range that is cited for it."""
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Table):
            out += [inner.source for row in piece.rows for cell in row.cells for inner in cell]
        else:
            out.append(piece)
    return tuple(dict.fromkeys(out))


def _is_wanted(question: Question, pointed: Pointed, chars: int) -> bool:
    """What a reader needs: the requirements themselves always, what else is pointed at if short or asked for.

    `chars` are those of the clause; of articles those of all together, for half of them would mislead.
    """
    if pointed.is_like:
        return True
    if pointed.is_article:
        if question.wants(Ask.PENALTY):
            return chars <= SHORT or _ASKS_ACT.search(question.text) is not None
        return question.wants(Ask.CONDITION, Ask.PROCEDURE) and chars <= ASIDE
    return question.wants(Ask.CONDITION, Ask.PROCEDURE, Ask.LIST, Ask.PENALTY) and chars <= ASIDE
