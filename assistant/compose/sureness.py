"""How surely a sentence answers: by the words that it shares with the question, or by its meaning."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asks import Ask
from assistant.compose.fitting import KINDS, asks_figure, dated, quantified
from assistant.compose.matching import asked_words, measures
from assistant.compose.support import Support, Weighed
from assistant.definitions import asked_term, defines
from assistant.pick import Scored

SAME_FIGURE = 0.6  # share of the asked words that words about a figure must say where others state it
NEAREST = 0.01  # of an inner product: so little below the nearest sentence counts as the nearest
MEANT = 0.76  # inner product from which the nearest sentence of the first hit answers without shared words
MEANT_KIND = 0.78  # the same of a sentence that names a body or a penalty
MEANT_DATE = 0.7  # the same of one that states a date, which says little else
MEANT_FIGURE = 0.8  # the same of a sentence that must state a figure


def sure(
    support_of: Support,
    weighed: Weighed,
    column: Sequence[Weighed],
    wanted: Sequence[frozenset[str]],
    best: Scored,
) -> float:
    """How much of what is asked the best sentence says; 0 where it cannot be the answer."""
    part = weighed.part
    support = support_of.of(weighed, wanted, best)
    term = asked_term(part.text) if part.wants(Ask.DEFINITION) else None
    if term is not None and defines(term, best.sentence.text):
        return 1.0
    if not measures(asked_words(part), f"{best.sentence.text}{best.sentence.clause.address}"):
        return 0.0
    if not wanted and not part.terms and asks_figure(part):
        return 0.0  # a figure of something that no text held speaks of
    if any(w.figures for w in column) and not weighed.figures:
        # where others state the figure, words about its matter are no answer
        support *= quantified(best) and support >= SAME_FIGURE
    return support


def meant(weighed: Weighed, column: Sequence[Weighed], kind: Sequence[Scored], best: Scored) -> bool:
    """Whether the best sentence is the nearest in meaning and stands in the row's first hit."""
    part = weighed.part
    if best.hit or best.meaning < max(s.meaning for s in kind) - NEAREST:
        return False
    if part.wants(Ask.DATE):
        return best.meaning >= MEANT_DATE and dated(best)
    if part.wants(*KINDS):
        return best.meaning >= MEANT_KIND
    beside = asks_figure(part) and any(w.figures for w in column)
    if beside or part.wants(Ask.FIGURE):
        return best.meaning >= MEANT_FIGURE and quantified(best)
    return best.meaning >= MEANT
