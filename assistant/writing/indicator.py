"""Whether a figure of a written sentence belongs to the same indicator, year and place as in the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.terms import TermWeights, pieces
from assistant.writing.evidence import Source, Supplied
from assistant.writing.figures import Figure
from assistant.writing.names import lost_place
from assistant.writing.overlap import is_own_name, is_whole_name, phrases_of
from assistant.writing.reading import Part, Reading
from assistant.writing.words import MEASURES

LEAST = 0.4  # share of the words around a figure that stand around its source
_WEIGHTS = {  # of a shared word, by where it stands in the written sentence and in the source
    "near": {"near": 1.0, "far": 0.6, "behind": 0.5},
    "behind": {"near": 0.5, "far": 0.3, "behind": 1.0},
}
FAR = 0.2  # what words of the segments before decide where those beside a figure do not
PLACE_CHARS = 3  # a name that metadata lend, as 镇江市, may stand anywhere in the source too
VERBATIM_CONTENT = 3  # character pairs beside the figure that a verbatim segment needs


@dataclass(frozen=True)
class Match:
    """A figure of a source that a written one may stand on."""

    source: Source
    figure: Figure
    score: float


def source_of(
    terms: TermWeights, reading: Reading, figure: Figure, supplied: Sequence[Supplied]
) -> Source | None:
    """The sentence that holds the figure for the same thing; None where none does, or it is not clear."""
    matches = [
        Match(source, other, _score(terms, _beside(figure, pieces(s.about)), other))
        for s in supplied
        for source in s.sources
        for other in source.reading.figures
    ]
    same = [m for m in matches if m.figure.key == figure.key]
    others = [m for m in matches if _rivals(reading, figure, m)]
    part = _part_of(reading, figure)
    by_number = {s.n: s for s in supplied}
    for match in sorted(same, key=lambda m: -m.score):
        rival = max((o.score for o in others), default=-1.0)
        verbatim = len(part.content) >= VERBATIM_CONTENT and part.text in match.source.reading.text
        clear = match.score >= rival if verbatim else match.score > rival and match.score >= LEAST
        if clear and _agrees(reading, figure, match, by_number[match.source.n]):
            return match.source
    return None


def _beside(figure: Figure, lent: frozenset[str]) -> Figure:
    """The figure without words that the headings lend to every figure below them, where others are left."""
    near, behind = figure.near - lent, figure.behind - lent
    return replace(figure, near=near, behind=behind) if near | behind else figure


def _rivals(reading: Reading, figure: Figure, match: Match) -> bool:
    """Whether another figure of the sources may be the one that the words of this one belong to.

    Numbers of headings are none, nor what holds for another year than the one that is said.
    """
    if match.figure.key == figure.key or match.source.sentence.is_heading:
        return False
    if match.figure.is_bare and not figure.is_bare:
        return False
    said = reading.years_at(figure.start)
    own = match.source.reading.years_at(match.figure.start)
    return not (said and own and said != own)


def _agrees(reading: Reading, figure: Figure, match: Match, supplied: Supplied) -> bool:
    """Whether names, manner of measuring, year and place are the source's."""
    source = match.source.reading
    phrases = phrases_of(figure.around)
    held = [p for part in source.parts for p in part.phrases]
    if not all(is_own_name(p, source.text, supplied.about) for p in phrases):
        return False
    named = [p for p in phrases if len(p) > PLACE_CHARS or p not in supplied.about]
    if not all(is_whole_name(p, held, reading.text) for p in named):
        return False
    if any(m[0] not in reading.text for m in MEASURES.finditer(match.figure.around)):
        return False
    if lost_place(match.figure.around, reading):
        return False
    return same_year(reading, figure.start, source, match.figure.start, supplied)


def same_year(
    reading: Reading, position: int, source: Reading, source_position: int, supplied: Supplied
) -> bool:
    """Whether the years that govern two positions are the same; a sentence may leave its year out."""
    said = reading.years_at(position) or _first(reading)
    if not said:
        return True
    own = source.years_at(source_position) or _first(source)
    return said == own if own else said in supplied.lent_years(source)


def _first(reading: Reading) -> tuple[int, ...]:
    return reading.marks.years[0].years if reading.marks.years else ()


def _part_of(reading: Reading, figure: Figure) -> Part:
    return max((p for p in reading.parts if p.start <= figure.start), key=lambda p: p.start)


def _score(terms: TermWeights, written: Figure, held: Figure) -> float:
    """Share 0..1 of the words beside a figure that stand beside the other, and a little for those before."""
    near = _shared(terms, written.near, _WEIGHTS["near"], held) + _shared(
        terms, written.behind, _WEIGHTS["behind"], held
    )
    total = terms.mass(written.near | written.behind)
    far = terms.share(written.far, held.near | held.far) if written.far else 0.0
    return (near / total if total else 0.0) + FAR * far


def _shared(terms: TermWeights, words: Iterable[str], weights: dict[str, float], held: Figure) -> float:
    places = (("near", held.near), ("far", held.far), ("behind", held.behind))
    return sum(
        terms.weight(word) * max((weights[name] for name, there in places if word in there), default=0.0)
        for word in words
    )
