"""Composition root of the evaluation stage."""

from __future__ import annotations

from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus
from eval.checker import Checker
from eval.idf import IdfMass
from eval.tokens import tokens


def open_checker(settings: CorpusSettings) -> Checker:
    """The checker of dev questions against the documents that are held."""
    corpus = load_corpus(settings)
    return Checker(corpus, IdfMass((clause.text for clause in corpus.clauses), tokens))
