"""The sentence that states several figures at once: it says more than a table of its pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from assistant.compose.target_rows import statement
from corpus.model import Corpus
from corpus.sentences import Sentence, sentences
from corpus.targets import Target


def stating_all(corpus: Corpus, each: Sequence[Sequence[Target]]) -> Sentence | None:
    """The shortest sentence that states a figure of its own for each thing.

    None where no sentence does, or where there is one thing only.
    """
    if len(each) < 2:
        return None
    whole = (sentence for sentence, figures in _homes(corpus, each) if _own_for_each(figures))
    return min(whole, key=lambda s: (len(s.text), s.clause.id, s.start), default=None)


def _homes(corpus: Corpus, each: Sequence[Sequence[Target]]) -> Iterator[tuple[Sentence, list[list[Target]]]]:
    """The sentences in which the figures stand, with those of each thing that stand there."""
    found: dict[Sentence, list[list[Target]]] = defaultdict(lambda: [[] for _ in each])
    for thing, targets in enumerate(each):
        for target in targets:
            stated = statement(corpus, target)
            for sentence in sentences(corpus.clause(target.clause_id)):
                if sentence.start <= stated.start < sentence.end:
                    found[sentence][thing].append(target)
    yield from found.items()


def _own_for_each(figures: Sequence[Sequence[Target]]) -> bool:
    """Whether each thing can be given a figure that no other has: one figure for two is the figure of neither."""
    return any(len({id(target) for target in chosen}) == len(figures) for chosen in product(*figures))
