"""What consists of members is shown with all of them: a list that was asked for, or a clause and its items."""

from __future__ import annotations

from assistant.compose.pieces import Piece, part, whole, within
from assistant.lists import Listed
from assistant.model import SegmentKind
from corpus.model import Clause, ClauseKind, Corpus
from corpus.sentences import Sentence, sentences

HEAD_CHARS = 220  # of the text before a list; a longer one is cut to the sentence that introduces it
LIST_CHARS = 900  # members are shown whole up to this length
_ITEMS = frozenset({ClauseKind.ITEM, ClauseKind.DASH, ClauseKind.RUN_IN, ClauseKind.PARAGRAPH})


def compose_list(listed: Listed, most: int) -> tuple[Piece, ...]:
    """All members, whole where there is room for all, else the first sentence of each."""
    head = _head(listed.head)
    if listed.sentences:
        return within([*head, *(part(s, SegmentKind.ITEM) for s in listed.sentences)], most)
    members = [whole(c, SegmentKind.ITEM) for c in listed.members]
    if sum(len(p.text) for p in members) <= min(most, LIST_CHARS):
        return within([*head, *members], most)
    return within([*head, *(part(sentences(c)[0], SegmentKind.ITEM) for c in listed.members)], most)


def compose_clause(corpus: Corpus, sentence: Sentence, most: int) -> tuple[Piece, ...]:
    """The clause of a sentence with its items, or its siblings where it is an item itself."""
    clause = sentence.clause
    if clause.kind in _ITEMS and clause.parent is not None and not corpus.children(clause.id):
        siblings = [c for c in corpus.children(clause.parent) if c.kind is clause.kind]
        if len(siblings) > 1 and sum(len(c.text) for c in siblings) <= most:
            return _with_items(corpus.clause(clause.parent), siblings, most)
    return _with_items(clause, list(corpus.subtree(clause.id))[1:], most)


def _with_items(clause: Clause, items: list[Clause], most: int) -> tuple[Piece, ...]:
    return within([whole(clause), *(whole(c, SegmentKind.ITEM) for c in items)], most)


def _head(clause: Clause) -> list[Piece]:
    """What stands before a list; of a long text only the sentence that introduces it."""
    if len(clause.text) <= HEAD_CHARS:
        return [whole(clause)]
    return [part(s) for s in sentences(clause)[-1:]]
