"""Look clauses up by their number: which clauses a question addresses, and which are not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from assistant.articles import ArticleRef, has_articles, references, resolve
from assistant.item_tree import find_items, only_plan_of
from assistant.items import ItemRef
from assistant.normalise import normalise
from assistant.particulars import Particular
from assistant.question import Question
from assistant.section_names import document_meant, section_asked_for
from assistant.stated_of import stated_of
from corpus.model import Clause, Corpus, Document, DocumentKind, Gap
from corpus.sentences import Sentence
from index.model import Passage


@dataclass(frozen=True)
class Missing:
    """A number that a held document does not hold."""

    document: str
    ref: ArticleRef | ItemRef | Particular
    gap: Gap | None  # where the document is known to lack it


@dataclass(frozen=True)
class LookUp:
    """What the numbers of a question, or the name of a section, lead to."""

    clauses: tuple[Clause, ...] = ()
    missing: tuple[Missing, ...] = ()
    stated: Sentence | None = None  # of a particular of a document: all that answers


def look_up(corpus: Corpus, question: Question) -> LookUp:
    """Clauses that the question addresses by number or by the name of a section, the named document's first.

    Nothing is looked up where the question names only a law that is not held.
    """
    if question.unheld and not question.documents:
        return LookUp()
    if not (question.articles or question.items):
        if own := _particular(corpus, question):
            return own
        section = section_asked_for(corpus, question)
        return LookUp((section,) if section else ())
    named = [d for d in question.documents if _is_text(corpus, d)]
    if question.documents and not named:
        # only news of it is held: another law's article of the same number is no answer
        absent = question.documents[0]
        return LookUp((), tuple(Missing(absent, r, gap_of(corpus, absent, r)) for r in question.articles))
    if not named and (plans := _plans_of_places(corpus, question)):
        return _joined([_in_plan(corpus, plan.id, (ref,)) for plan, ref in plans])
    laws = [d.id for d in corpus.documents if _is_text(corpus, d.id) and has_articles(corpus, d.id)]
    return _joined(
        [
            _in_law(corpus, document, question.articles, strict=bool(named))
            if document in laws
            else _in_plan(corpus, document, question.items)
            for document in _originals(corpus, named) or laws
        ]
    )


def _particular(corpus: Corpus, question: Question) -> LookUp | None:
    """What a document says of itself, where that is asked; None where it is not, or of no one document."""
    document = document_meant(corpus, question) if question.particular else None
    if question.particular is None or document is None:
        return None
    stated = stated_of(corpus, document, question.particular)
    if stated is not None:
        return LookUp((stated.clause,), (), stated)
    if document.kind is not DocumentKind.POLICY:
        return None  # what is said about a text may say it in any words
    return LookUp((), (Missing(document.id, question.particular, None),))


def _originals(corpus: Corpus, documents: Sequence[str]) -> list[str]:
    """Documents without the reprints of others among them: the same clause twice is no answer."""
    return [d for d in documents if corpus.document(d).reprint_of not in documents]


def _plans_of_places(corpus: Corpus, question: Question) -> list[tuple[Document, ItemRef]]:
    """Numbers right behind a place, with the one plan that is held of it."""
    found = [(only_plan_of(corpus, ref.place), ref) for ref in question.items if ref.place]
    return [(plan, ref) for plan, ref in found if plan and not has_articles(corpus, plan.id)]


def _in_law(corpus: Corpus, document: str, refs: Sequence[ArticleRef], strict: bool) -> LookUp:
    """`strict`: what the document does not hold is missed, for it was asked for by name."""
    found = [(ref, resolve(corpus, document, ref)) for ref in refs]
    absent = [ref for ref, clause in found if strict and clause is None]
    return LookUp(
        tuple(clause for _, clause in found if clause is not None),
        tuple(Missing(document, ref, gap_of(corpus, document, ref)) for ref in absent),
    )


def _in_plan(corpus: Corpus, document: str, refs: Sequence[ItemRef]) -> LookUp:
    found = [(ref, find_items(corpus, document, ref)) for ref in refs]
    return LookUp(
        tuple(clause for _, clauses in found for clause in clauses),
        tuple(Missing(document, ref, None) for ref, clauses in found if not clauses),
    )


def _joined(found: Sequence[LookUp]) -> LookUp:
    """Every clause and every missing number once."""
    return LookUp(
        tuple(dict.fromkeys(c for each in found for c in each.clauses)),
        tuple(dict.fromkeys(m for each in found for m in each.missing)),
    )


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
