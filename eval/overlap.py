"""How much of a question's weight its evidence shares."""

from __future__ import annotations

import math

from index.lexical import Lexicon
from index.words import tokenize


def covered_share(lexicon: Lexicon, question: str, evidence: str) -> float:
    """Share 0..1 of the question's idf mass whose tokens stand in the evidence; 0 without tokens."""
    mass = lexicon.idf_mass(question)
    shared = set(tokenize(question)) & set(tokenize(evidence))
    return math.fsum(map(lexicon.idf, shared)) / mass if mass else 0.0
