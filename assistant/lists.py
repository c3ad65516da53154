"""Find the whole list that a question asks for: the children of a clause, or its 一是…二是… sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.asks import Ask
from assistant.counted import asked_count, counted_names
from assistant.model import Hit
from assistant.needs import bare
from assistant.question import Question
from assistant.terms import TermWeights, content, pieces
from corpus.model import Clause, ClauseKind, Corpus
from corpus.sentences import Sentence, sentences

_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[,，]|[“\"]\d[”\"]是|[一二三四五六七八九]+[,，、])"
)
_SECOND = re.compile(r"^(?:二是|第二[,，]|[“\"]2[”\"]是|二[,，、])")
_MEMBERS = frozenset(
    {ClauseKind.ITEM, ClauseKind.DASH, ClauseKind.RUN_IN, ClauseKind.PARAGRAPH, ClauseKind.SECTION}
)
_HOW_MANY = re.compile(
    r"[从分有含]?[为成]?[哪这]?(?:几|些|[二两三四五六七八九十])(?:个|大|项|条)?(?:方面|部分|内容|类别?)?"
)
ASKED_COUNT = 0.35  # what a list of exactly the number of members that is asked for gains
RANK_COST = 0.08
MEMBERS = 0.3  # what the words of its members count against those of its head: 四个高地
FEWEST = 0.3  # share of the question's mass that the head of a list must say, unless the number fits


@dataclass(frozen=True)
class Listed:
    """A list: what introduces it and its members."""

    head: Clause
    members: tuple[Clause, ...]  # children of `head`, or what follows its colon
    sentences: tuple[Sentence, ...]  # or ordinal sentences inside `head` and what follows it
    score: float


def list_asked_for(
    corpus: Corpus, terms: TermWeights, question: Question, hits: Sequence[Hit]
) -> Listed | None:
    """The best list, where a question asks for one."""
    asked = question.wants(Ask.LIST) or asked_count(question) is not None
    # 哪两个部门 counts bodies: a list of duties or of sections names none
    asked = asked and not question.wants(Ask.BODY)
    return find_list(corpus, terms, question, hits) if asked else None


def find_list(corpus: Corpus, terms: TermWeights, question: Question, hits: Sequence[Hit]) -> Listed | None:
    """The best list in the first hits; None where nothing there is a list of what is asked for."""
    # Place and document may be told by where the list stands, and not by the words of its head.
    places = frozenset[str]().union(*(pieces(p) for p in question.named_places))
    asked_of = _HOW_MANY.sub(" ", bare(question))  # 分哪几个方面 says nothing about the matter
    wanted = (content(question.searched) - places, content(bare(question)), content(asked_of) - places)
    count = asked_count(question)
    names = [name for number, name in counted_names(question) if number == count]
    found: list[Listed] = []
    seen: set[str] = set()
    for rank, hit in enumerate(hits[:3]):
        above = (c.id for c in reversed(corpus.ancestors(hit.passage.clause_id)))
        ids = dict.fromkeys((hit.passage.clause_id, *hit.passage.clause_ids, *above))
        for clause_id in ids:
            if clause_id in seen:
                continue
            seen.add(clause_id)
            for listed in _lists(corpus, corpus.clause(clause_id)):
                size = len(listed.members) or len(listed.sentences)
                head = pieces(listed.head.address) | pieces(listed.head.text)
                share = max(terms.share(each, head) for each in wanted)
                members = max(_of_members(terms, each, listed) for each in wanted)
                fits = size == count and _called(names, listed)
                if share < FEWEST and not fits:
                    continue
                score = share + MEMBERS * members + ASKED_COUNT * fits - RANK_COST * rank
                found.append(Listed(listed.head, listed.members, listed.sentences, score))
    return max(found, key=lambda item: item.score, default=None)


def _called(names: Sequence[str], listed: Listed) -> bool:
    """Whether a list is of what is counted: a section of four parts is not the four 高地 that a question means."""
    head = listed.head.address + listed.head.text
    if not names or any(name in head for name in names):
        return True
    return any(sum(name in member for member in _names(listed)) > 1 for name in names)


def _names(listed: Listed) -> list[str]:
    """What the members are called: their headings, or their first sentences."""
    if listed.sentences:
        return [s.text for s in listed.sentences]
    return [c.heading or sentences(c)[0].text for c in listed.members if c.text]


def _of_members(terms: TermWeights, wanted: frozenset[str], listed: Listed) -> float:
    """Share of the wanted mass in the name of the second best member: 四个高地, and not one of them alone."""
    names = _names(listed) if listed.members else []
    shares = sorted((terms.share(wanted, pieces(name)) for name in names), reverse=True)
    return shares[1] if len(shares) > 1 else 0.0


def _lists(corpus: Corpus, head: Clause) -> list[Listed]:
    """Lists that a clause introduces: children of one kind, or ordinal sentences."""
    children = [c for c in corpus.children(head.id) if c.kind in _MEMBERS]
    found: list[Listed] = []
    for kind in dict.fromkeys(c.kind for c in children):
        members = tuple(c for c in children if c.kind is kind)
        if len(members) > 1:
            found.append(Listed(head, members, (), 0.0))
    # 三、保障监督。一是…。二是…: the head's own number is none of the list
    inside = [s for s in sentences(head) if not s.is_heading] + [s for c in children for s in sentences(c)]
    ordinal = tuple(s for s in inside if _ORDINAL.match(s.text))
    if ordinal and _SECOND.match(ordinal[0].text):
        # 推进策略:“1”是…。“2”是…: the first stands at the end of the sentence before
        before = inside[: inside.index(ordinal[0])]
        ordinal = (*before[-1:], *ordinal)
    if len(ordinal) > 1:
        found.append(Listed(head, (), ordinal, 0.0))
    following = _following(corpus, head)
    if len(following) > 1:
        found.append(Listed(head, following, (), 0.0))
    return found


def _following(corpus: Corpus, head: Clause) -> tuple[Clause, ...]:
    """Numbered paragraphs right behind one that ends with a colon, where the text gives them no common parent."""
    if not head.text.rstrip().endswith((":", "：")):
        return ()
    beside = corpus.children(head.parent) if head.parent else corpus.roots(head.document)
    behind = beside[[c.id for c in beside].index(head.id) + 1 :]
    return tuple(takewhile(lambda c: _ORDINAL.match(c.text) is not None, behind))
