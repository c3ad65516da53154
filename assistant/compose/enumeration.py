"""What consists of members is shown with all of them, where all of them answer; else the one that does."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.heads import compose_head, introduces, said_after
from assistant.compose.pieces import Piece, in_order, part, whole, within
from assistant.lists import Listed
from assistant.model import SegmentKind
from assistant.pick import Scored
from assistant.terms import TermWeights, pieces
from corpus.model import Clause, ClauseKind, Corpus
from corpus.sentences import Sentence, sentences

LIST_CHARS = 900  # members are shown whole up to this length
MEMBER = 0.55  # share of the best sentence's score with which another member answers too
BESIDE = 0.9  # the same for another sentence of the clause
SURE = 0.4  # score below which the best sentence is one guess among those of its clause
SURE_SHARE = 0.3  # the same of the question's words in it and the headings above it
NAME_CHARS = 24  # a longer first sentence is no name
NAMED = 0.15  # share of the question's mass that names one member and no other
CLEAR = 3.0  # times what the next member's name says of it
_ASKING = frozenset({"有", "条件", "要求", "标准", "内容", "措施", "规定"})  # name no one member: 有什么条件
_ITEMS = frozenset({ClauseKind.ITEM, ClauseKind.DASH, ClauseKind.RUN_IN, ClauseKind.PARAGRAPH})


def compose_list(listed: Listed, most: int) -> tuple[Piece, ...]:
    """All members, whole where there is room for all, else the first sentence of each."""
    head = compose_head(listed.head)
    if listed.sentences:
        return within([*head, *(part(s, SegmentKind.ITEM) for s in listed.sentences)], most)
    return _with_members(head, listed.members, most)


def compose_clause(
    corpus: Corpus, terms: TermWeights, wanted: frozenset[str], scored: Sequence[Scored], most: int
) -> tuple[Piece, ...]:
    """The members of what the best sentence introduces or is one of, where they answer; else what it says itself.

    `wanted` are the words of the question. 报送时要写哪些内容 is answered by one item of a list of duties,
    不得有哪些行为 by all of another.
    """
    best = scored[0].sentence
    head, members = _around(corpus, best)
    under = [c for member in members for c in corpus.subtree(member.id)]
    named = named_member(terms, wanted, under)
    if named is not None:
        inside = {c.id for c in corpus.subtree(named.id)}
        shown = [s for s in scored if s.sentence.clause.id in inside and not s.sentence.is_heading]
        return _said(shown, most) if shown else within([whole(c) for c in corpus.subtree(named.id)], most)
    introduced = best.clause is head and (
        best.is_heading or introduces(best) or head.text.endswith((":", "："))
    )
    if head is not None and (introduced or (best.clause is not head and _all_answer(scored, head, members))):
        return within([*compose_head(head), *(whole(c, SegmentKind.ITEM) for c in under)], most)
    if best.is_heading:
        return within([whole(c) for c in corpus.subtree(best.clause.id)], most)
    return _said(scored, most)


def named_member(terms: TermWeights, wanted: frozenset[str], members: Sequence[Clause]) -> Clause | None:
    """The one member whose name a question says, and that of no other: 经济效益指标 of four 专项条件."""
    wanted = wanted - _ASKING
    called = [(c, c.heading or sentences(c)[0].text) for c in members if c.text]
    named = {pieces(name): c for c, name in reversed(called) if len(name) <= NAME_CHARS}
    every = {pieces(name) for _, name in called}  # the long ones too: what they share names no one of them
    own = {
        name: terms.share(wanted, name.difference(*(other for other in every if other != name)))
        for name in named
    }
    first, second, *_ = [*sorted(own, key=lambda name: -own[name]), frozenset[str](), frozenset[str]()]
    if own.get(first, 0.0) < NAMED or own.get(second, 0.0) > own[first] / CLEAR:
        return None
    return named[first]


def _around(corpus: Corpus, best: Sentence) -> tuple[Clause | None, list[Clause]]:
    """What stands above the list that a sentence belongs to, with the members; None where it belongs to none."""
    clause = best.clause
    children = list(corpus.children(clause.id))
    if children:
        return clause, children
    if clause.kind in _ITEMS and clause.parent is not None:
        siblings = [c for c in corpus.children(clause.parent) if c.kind is clause.kind]
        if len(siblings) > 1:
            return corpus.clause(clause.parent), siblings
    return None, []


def _all_answer(scored: Sequence[Scored], head: Clause, members: Sequence[Clause]) -> bool:
    """Whether at least half of the members, or two behind a colon, answer about as well as the best."""
    best: dict[str, float] = {}
    for item in scored:
        best.setdefault(item.sentence.clause.id, item.score)
    near = sum(best.get(c.id, 0.0) >= MEMBER * scored[0].score > 0 for c in members)
    return near >= (2 if head.text.rstrip().endswith((":", "：")) else max(2, (len(members) + 1) // 2))


def _said(scored: Sequence[Scored], most: int) -> tuple[Piece, ...]:
    """The best sentence and those of its clause that answer nearly as well; all of the clause where none is sure."""
    best = scored[0]
    if after := said_after(best.sentence):
        return within(in_order((best.sentence, *after)), most)
    if best.share < SURE_SHARE or best.score < SURE:
        return within([whole(best.sentence.clause)], most)
    near = (s.sentence for s in scored[1:] if s.score >= BESIDE * best.score and not s.sentence.is_heading)
    beside = (s for s in near if s.clause.id == best.sentence.clause.id)
    return within(in_order((best.sentence, *beside)), most)


def _with_members(head: Sequence[Piece], members: Sequence[Clause], most: int) -> tuple[Piece, ...]:
    shown = [whole(c, SegmentKind.ITEM) for c in members]
    if sum(len(p.text) for p in shown) <= min(most, LIST_CHARS):
        return within([*head, *shown], most)
    return within([*head, *(part(sentences(c)[0], SegmentKind.ITEM) for c in members if c.text)], most)
