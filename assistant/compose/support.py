"""How much of what a question asks a sentence says, beside the sentences of the other rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.asks import Ask
from assistant.compose.matching import Matched, asked_words, same_words
from assistant.pick import Scored
from assistant.question import Question
from assistant.terms import TermWeights, content, pieces
from corpus.model import Corpus
from index.words import segmenter

TRAIL = 0.6  # what a word of the headings above counts beside one of the sentence
MEANT = 0.8  # what a policy word for an everyday word of the question counts beside that word itself
WHOLE = 0.6  # share of a word's pieces with which a text says it
TELLING = 0.25  # share of the known asked words that the rows together must say
UNKNOWN = 0.5  # support where the corpus knows none of the asked words: the question's own judgement stands
_RUNS = re.compile(r"[\u3400-\u9fffA-Za-z0-9+.]+")


@dataclass(frozen=True)
class Weighed:
    """What the cell of one part may quote."""

    part: Question
    scored: tuple[Scored, ...]  # best first
    figures: tuple[Matched, ...]  # of the asked indicator
    wanted: tuple[frozenset[str], ...]  # the pieces of each word that is asked for


class Support:
    """Measures support. Immutable after construction."""

    def __init__(self, corpus: Corpus, terms: TermWeights) -> None:
        self._corpus = corpus
        self._terms = terms

    def telling(self, weighed: Weighed, column: Sequence[Weighed]) -> tuple[frozenset[str], ...]:
        """The asked words that some row says. A word unknown to the corpus cannot be missed in one row of it."""
        said = frozenset().union(*(self.said(w.part, s) | self.above(s) for w in column for s in w.scored))
        known = [w for w in weighed.wanted if any(map(self._terms.known, w))]
        telling = tuple(w for w in known if self._terms.share(w, said) >= WHOLE)
        if self._mass(telling) >= TELLING * self._mass(known):
            return telling
        return tuple(known) if len(known) > 1 else ()  # one word may be put otherwise: 引才

    def _mass(self, words: Iterable[frozenset[str]]) -> float:
        return sum(self._terms.mass(w) for w in words)

    def wanted(self, part: Question) -> tuple[frozenset[str], ...]:
        """The pieces of each asked word; those of the named title are no matter."""
        documents = [self._corpus.document(d) for d in part.documents]
        titles = frozenset().union(*(pieces(n) for d in documents for n in (d.title, *d.short_names)))
        words = [content(word) for run in _RUNS.findall(asked_words(part)) for word in segmenter().lcut(run)]
        kept = [w for w in words if w and any(len(piece) > 1 for piece in w)]
        return tuple(dict.fromkeys(w for w in kept if not w <= titles)) or tuple(dict.fromkeys(kept))

    def said(self, part: Question, scored: Scored) -> frozenset[str]:
        """The words of a sentence; of a body's, those of its clause: (市工信局牵头,…) names no matter."""
        sentence = scored.sentence
        return pieces(same_words(sentence.clause.text if part.wants(Ask.BODY) else sentence.text))

    def above(self, scored: Scored) -> frozenset[str]:
        return pieces(same_words(scored.sentence.clause.address))

    def of(self, weighed: Weighed, wanted: Sequence[frozenset[str]], scored: Scored) -> float:
        own = self.said(weighed.part, scored)
        trail = own | self.above(scored)
        share = self.share(wanted, own)
        share += TRAIL * (self.share(wanted, trail) - share)
        meant = (self._terms.share(pieces(term), trail) for term in weighed.part.terms)
        return max(share, MEANT * max(meant, default=0.0))

    def share(self, wanted: Sequence[frozenset[str]], held: frozenset[str]) -> float:
        """Share 0..1 of the mass of the asked words that are held; of nothing known, nothing is missing."""
        total = self._mass(wanted)
        if not total:
            return UNKNOWN
        return sum(self._terms.mass(w) for w in wanted if self._terms.share(w, held) >= WHOLE) / total
