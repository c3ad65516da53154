"""Whether the documents answer a question: what was found, weighed by the calibration."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.corpus_words import CorpusWords
from assistant.facts import Facts
from assistant.features import NEAR, Judged, features
from assistant.gaps import gap_asked_for, gap_strength
from assistant.lists import list_asked_for
from assistant.pick import Picker
from assistant.rank import Searches
from assistant.refusal import Calibration
from assistant.retrieve import Found
from assistant.said import said
from assistant.undefined import Undefined
from corpus.model import Corpus


class Judge:
    """Judges what a search has found in one corpus. Holds no state; threads may share it."""

    def __init__(
        self,
        corpus: Corpus,
        index: Searches,
        picker: Picker,
        words: CorpusWords,
        facts: Mapping[str, Facts],
        calibration: Calibration,
        threshold: float | None = None,
    ) -> None:
        """`facts` by the passage's id; a `threshold` stands in the place of the calibrated one."""
        self._corpus = corpus
        self._index = index
        self._picker = picker
        self._words = words
        self._facts = facts
        self._calibration = calibration
        self._threshold = calibration.threshold if threshold is None else threshold
        self._undefined = Undefined(corpus)

    def values(self, found: Found) -> tuple[dict[str, float], ...]:
        """The features by which answerability is judged, of each part of a comparison or of the whole."""
        return tuple(self._features(part) for part in found.parts or (found,))

    def undefined(self, found: Found) -> str | None:
        """The word that is to be defined and that no text defines; None in every other case."""
        return self._undefined.lacking(found.question.text)

    def refuses(self, found: Found) -> bool:
        """Whether nothing that was found answers; what is looked up by its address always does."""
        if found.looked_up.clauses:
            return False
        elsewhere = found.question.articles and found.question.unheld and not found.question.documents
        if found.looked_up.missing or elsewhere or not found.hits:
            return True
        if not found.parts and self.undefined(found):
            return True
        return all(self._calibration.probability(v) < self._threshold for v in self.values(found))

    def _features(self, found: Found) -> dict[str, float]:
        best = self._picker.scored(found.question, found.hits, depth=5)[:3]
        facts = tuple(self._facts[h.passage.id] for h in found.hits)
        gap = gap_strength(found, gap_asked_for(self._corpus, found))
        near = [h.passage.id for h in found.hits[:NEAR]]
        matches = self._index.token_matches(found.question.text, near)
        terms = self._words.terms
        about = said(found.question.text, matches, terms)
        best_facts = facts[best[0].hit] if best else None
        listed = list_asked_for(self._corpus, terms, found.question, found.hits)
        judged = Judged(found, best, facts, gap, about, listed, best_facts)
        return features(self._corpus, terms, self._words.others, judged)
