"""What the words of a whole corpus teach."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.homophones import Homophones, dictionary
from assistant.other_fields import OtherFields, read_terms
from assistant.terms import TermWeights
from corpus.model import Corpus


@dataclass(frozen=True)
class CorpusWords:
    """Read once; an assistant over some of the documents shares what all of them teach."""

    terms: TermWeights
    others: OtherFields
    homophones: Homophones


def words_of(corpus: Corpus) -> CorpusWords:
    """Count the words of every clause, about half a second with the shipped documents."""
    terms = TermWeights(f"{c.address} {c.text}" for c in corpus.clauses)
    others = OtherFields(read_terms(), (c.text for c in corpus.clauses))
    return CorpusWords(terms, others, Homophones(terms, dictionary()))
