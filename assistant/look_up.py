"""Look articles up by their number: which clauses a question addresses, and which are not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from assistant.articles import ArticleRef, has_articles, references, resolve
from assistant.normalise import normalise
from assistant.question import Question
from corpus.model import Clause, Corpus, DocumentKind, Gap
from index.model import Passage


@dataclass(frozen=True)
class Missing:
    """An article that a held document does not hold."""

    document: str
    ref: ArticleRef
    gap: Gap | None  # where the document is known to lack it


@dataclass(frozen=True)
class LookUp:
    """What the article numbers of a question lead to."""

    clauses: tuple[Clause, ...] = ()
    missing: tuple[Missing, ...] = ()


def look_up(corpus: Corpus, question: Question) -> LookUp:
    """Clauses that the question addresses by number, the named document's first.

    Nothing is looked up where the question names only a law that is not held.
    """
    if not question.articles or (question.unheld and not question.documents):
        return LookUp()
    named = [d for d in question.documents if _is_text(corpus, d)]
    if question.documents and not named:
        # only news of it is held: another law's article of the same number is no answer
        absent = question.documents[0]
        return LookUp((), tuple(Missing(absent, r, gap_of(corpus, absent, r)) for r in question.articles))
    held = named or [d.id for d in corpus.documents if _is_text(corpus, d.id) and has_articles(corpus, d.id)]
    clauses: list[Clause] = []
    missing: list[Missing] = []
    for document in held:
        for ref in question.articles:
            clause = resolve(corpus, document, ref)
            if clause is not None:
                clauses.append(clause)
            elif named and has_articles(corpus, document):
                missing.append(Missing(document, ref, gap_of(corpus, document, ref)))
    return LookUp(tuple(dict.fromkeys(clauses)), tuple(missing))


def _is_text(corpus: Corpus, document_id: str) -> bool:
    return corpus.document(document_id).kind is DocumentKind.POLICY


def gap_of(corpus: Corpus, document_id: str, ref: ArticleRef) -> Gap | None:
    """The document's own note about missing articles, where the number falls inside it."""
    for gap in corpus.document(document_id).gaps:
        if any(ref.article == other.article for other in references(normalise(gap.what))):
            return gap
    return None


def best_positions(
    corpus: Corpus,
    clauses: Sequence[Clause],
    positions_of: dict[str, tuple[int, ...]],
    passages: Sequence[Passage],
) -> tuple[int, ...]:
    """For each clause, in order, the passages that show it: the one that holds most of it first.

    An article is whole in one passage or windowed over several; a passage of that article alone goes
    before one that gathers its neighbours.
    """
    each: list[list[int]] = []
    for clause in clauses:
        subtree = {c.id for c in corpus.subtree(clause.id)}
        ranked = sorted(
            positions_of[clause.id],
            key=lambda p: (
                -len(subtree & set(passages[p].clause_ids)),
                len(set(passages[p].clause_ids) - subtree),
                p,
            ),
        )
        each.append(ranked)
    rounds = zip_longest(*each)
    return tuple(dict.fromkeys(p for turn in rounds for p in turn if p is not None))
