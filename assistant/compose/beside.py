"""What a cell quotes beside its best sentence: nothing where that is the answer, all of a paragraph that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.asks import Ask
from assistant.compose.fitting import KINDS, asks_all, asks_several
from assistant.compose.support import Support, Weighed
from assistant.pick import Scored

NEAR = 0.85  # share of the best one's worth that a further body or penalty needs
LESS = 0.5  # of worth: so much less is no second answer
SHORT = (
    25  # characters: so short a sentence says that there is something, and what stands beside it says what
)
SAID = 0.9  # share of the asked words by which one sentence is the answer
HEADED = 0.5  # share of the asked words by which a heading, or a sentence, names the matter
AGREED = 0.01  # of an inner product: so little below the nearest sentence is as near
FOLLOWS = 0.02  # the same below the best one, of the sentence right behind it
NEARBY = 0.05  # the same of one in a paragraph of many matters
ALIKE = 0.08  # the same of one under a heading that names the matter

Wanted = Sequence[frozenset[str]]


@dataclass(frozen=True)
class Beside:
    """Completes cells. Immutable after construction."""

    support: Support

    def best(
        self, weighed: Weighed, wanted: Wanted, kind: Sequence[Scored], worth: Mapping[int, float]
    ) -> Scored:
        """The sentence that answers; where all about a matter is asked for, under a heading that names it."""
        headed: list[Scored] = []
        if asks_all(weighed.part) and wanted:
            headed = [s for s in kind if self._is_headed(wanted, s)]
        return max(headed or kind, key=lambda s: worth[id(s)])

    def needed(
        self,
        weighed: Weighed,
        wanted: Wanted,
        best: Scored,
        kind: Sequence[Scored],
        worth: Mapping[int, float],
    ) -> Sequence[Scored]:
        """What else the answer needs, the most needed first."""
        part = weighed.part
        if weighed.figures:
            return kind if asks_several(part) else ()
        ranked = sorted(kind, key=lambda s: -worth[id(s)])
        if part.wants(*KINDS):
            near = max(NEAR * worth[id(best)], worth[id(best)] - LESS)
            return [s for s in ranked if worth[id(s)] >= near]
        nearest = max(kind, key=lambda s: s.meaning)
        if asks_all(part) and not part.wants(Ask.DEFINITION):
            return self._of_matter(weighed, wanted, (nearest, best), ranked)
        said = self.support.share(wanted, self.support.said(part, best))
        if said >= SAID and len(best.sentence.text) >= SHORT:
            return ()
        # what two ways of judging put first is the answer, else what each of them does
        if best.meaning < nearest.meaning - AGREED:
            return (nearest,)
        return [s for s in ranked if _follows(best, s)]

    def _of_matter(
        self, weighed: Weighed, wanted: Wanted, anchors: tuple[Scored, Scored], ranked: Sequence[Scored]
    ) -> list[Scored]:
        """Of the clauses of the nearest and of the best sentence, what goes on about the matter.

        All under a heading that names the matter does; in a paragraph of many matters only what names it too.
        """
        nearest, best = anchors
        said = self._says(weighed, wanted, best) if wanted else 0.0
        chosen: list[Scored] = []
        for anchor in anchors:
            same = [s for s in ranked if s.sentence.clause.id == anchor.sentence.clause.id]
            if wanted and self._is_headed(wanted, anchor):
                chosen += [s for s in same if s.meaning >= anchor.meaning - ALIKE]
            else:
                least = said if said >= HEADED else 0.0
                near = [s for s in same if s.meaning >= nearest.meaning - NEARBY]
                chosen += [s for s in near if not least or self._says(weighed, wanted, s) >= least]
        return chosen

    def _is_headed(self, wanted: Wanted, scored: Scored) -> bool:
        return self.support.share(wanted, self.support.above(scored)) >= HEADED

    def _says(self, weighed: Weighed, wanted: Wanted, scored: Scored) -> float:
        return self.support.share(wanted, self.support.said(weighed.part, scored))


def _follows(best: Scored, other: Scored) -> bool:
    """Whether a sentence stands right behind the best one and is as near to the question."""
    one, two = best.sentence, other.sentence
    behind = one.clause.id == two.clause.id and 0 <= two.start - one.end <= 1
    return behind and other.meaning >= best.meaning - FOLLOWS
