"""The segments of a written sentence against those of its sources: words, negation, duty, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.terms import TermWeights
from assistant.writing.evidence import Source, Supplied
from assistant.writing.indicator import same_year
from assistant.writing.names import has_role
from assistant.writing.overlap import has_own_order, is_own_name
from assistant.writing.reading import Part, Reading
from assistant.writing.words import DECIDING, SCOPES, encourages, negations, obliges, permits

ALIGNED = 0.6  # share of a source segment's words that make it part of what is said
ALIGNED_FEW = 3  # character pairs of a source segment that is judged by them
MAIN = 0.1  # what the sentence that the others rest on is worth, as a share of a segment's words
_RUNS = re.compile(r"[、\d]+")
_CONDITION = re.compile(
    r"未经|除.{1,20}外|的$|情形|下列|前提|期间|如果|若|确需|(?:经|征得).{1,16}(?:同意|批准|许可)"
)
_CONSEQUENCE = re.compile(r"罚|责令|处分|吊销|没收|警告")


@dataclass(frozen=True)
class Aligned:
    """A written segment with the source sentence it rests on and the segments of that it takes up."""

    part: Part
    source: Source
    best: Part
    taken: tuple[Part, ...]


def main_source(terms: TermWeights, reading: Reading, candidates: Iterable[Source]) -> Source | None:
    """The one sentence that holds most of a written sentence's words; the first of equals."""
    wanted = _held(reading)
    shares = [(terms.share(wanted, _held(s.reading)), s) for s in candidates]
    return max(shares, key=lambda pair: pair[0])[1] if shares else None


def align(
    terms: TermWeights, part: Part, candidates: Iterable[Source], main: Source | None = None
) -> Aligned | None:
    """The source sentence that holds most of a segment's words, `main` where it holds nearly as many.

    None where none holds any.
    """
    best: tuple[float, float, Source, Part] | None = None
    for source in candidates:
        share = terms.share(part.content, _held(source.reading)) + (MAIN if source is main else 0.0)
        for there in source.reading.parts:
            near = terms.share(part.content, there.content)
            exact = 0.01 * (part.text == there.text)
            if near > 0 and (best is None or (share, near + exact) > best[:2]):
                best = (share, near + exact, source, there)
    if best is None:
        return None
    _, _, source, nearest = best
    taken = tuple(
        p
        for p in source.reading.parts
        if p is nearest or (len(p.content) >= ALIGNED_FEW and terms.share(p.content, part.content) >= ALIGNED)
    )
    return Aligned(part, source, nearest, taken)


def _held(reading: Reading) -> frozenset[str]:
    return frozenset(word for part in reading.parts for word in part.content)


def says_otherwise(aligned: Aligned, supplied: Supplied) -> bool:
    """Whether a segment says more than its source sentence and the headings above it, or turns it round."""
    source = aligned.source.reading.text
    if not all(is_own_name(p, source, supplied.about) for p in aligned.part.phrases):
        return True
    # a body may stand before its role or behind it, a figure before what it counts or behind it: each is
    # held to that by itself
    if has_role(aligned.part.text):
        return False
    return any(
        not has_own_order(run, source, supplied.about) for run in _RUNS.split(aligned.part.text) if run
    )


def turns_sense(group: Sequence[Aligned]) -> bool:
    """Whether the segments that rest on one source segment negate, oblige or permit otherwise than it."""
    said = [a.part.text for a in group]
    held = {p.start: p.text for a in group for p in a.taken}
    if sum(map(negations, said)) != sum(map(negations, held.values())):
        return True
    # 应当 at the head of a sentence holds for what follows it
    before = [a.source.reading.text[: a.best.start] for a in group if not encourages(a.best.text)]
    if any(map(obliges, said)) and not any(map(obliges, (*held.values(), *before))):
        return True
    return any(map(permits, said)) != any(map(permits, held.values()))


def decides_otherwise(aligned: Aligned, supplied: Supplied) -> bool:
    """Whether a word that decides what is claimed is not in the source segments or the headings above."""
    text = aligned.part.text
    held = "。".join((*(p.text for p in aligned.taken), supplied.about))
    whole = f"{aligned.source.reading.text}。{supplied.about}"
    return any(m[0] not in held for m in DECIDING.finditer(text)) or any(
        m[0] not in whole for m in SCOPES.finditer(text)
    )


def loses_condition(aligned: Aligned, taken: frozenset[int]) -> bool:
    """Whether a ban, a permission or a penalty is told without the condition that its sentence sets.

    `taken` are the starts of all segments of that source sentence that the written one takes up.
    """
    if not any(negations(p.text) or permits(p.text) or _CONSEQUENCE.search(p.text) for p in aligned.taken):
        return False
    before = [p for p in aligned.source.reading.parts if p.start < aligned.best.start]
    return any(_CONDITION.search(p.text) and p.start not in taken for p in before)


def other_year(reading: Reading, aligned: Aligned, supplied: Supplied) -> bool:
    """Whether the year that governs a segment is not the one that governs its source.

    Who leads holds for no year: (市商务局牵头) stands behind sentences with one.
    """
    if has_role(aligned.part.text):
        return False
    if not reading.years_at(aligned.part.start + len(aligned.part.text)):
        return False
    position = aligned.part.start + len(aligned.part.text) - 1
    end = aligned.best.start + len(aligned.best.text) - 1
    return not same_year(reading, position, aligned.source.reading, end, supplied)
