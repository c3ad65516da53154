"""Fold near-duplicates into one hit, and keep overlapping windows from crowding the top."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.fold import comparison_form
from index.model import Passage

SHINGLE = 6  # characters of comparison form; shorter ones meet by chance in policy prose
TWIN = 0.75  # share of the shingles of either text that the other must hold to be a twin
REPEAT = 0.95  # the same within one document: conditions of two provinces may differ by one figure
COVERED = 0.8  # share of a later text that an earlier hit must hold for the later one to be left out


@dataclass(frozen=True)
class Ranked:
    """A passage with its fused score and what contributed to it."""

    passage: Passage
    score: float
    signals: tuple[tuple[str, float], ...]
    also: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Folded:
    """The hits, and where each passage that was looked at went."""

    kept: tuple[Ranked, ...]
    homes: tuple[int, ...]  # of the passages as they came: position of the hit; none of those never looked at


@lru_cache(maxsize=4_096)
def shingles(text: str) -> frozenset[str]:
    """Overlapping pieces of `SHINGLE` characters of the comparison form."""
    plain = comparison_form(text)
    return frozenset(plain[i : i + SHINGLE] for i in range(max(1, len(plain) - SHINGLE + 1)))


def fold_twins(
    ranked: Iterable[Ranked],
    limit: int,
    preference: Callable[[Passage], float],
    differ: Callable[[Passage, Passage], bool] | None = None,
) -> Folded:
    """The first `limit` hits, best first, each with the twins that stand elsewhere.

    `preference` is higher for the passage that should speak for its twins (an original before a reprint);
    passages that `differ` are none, however alike: two cities' plans may share all but their figures.
    A later passage whose text stands in an earlier hit of the same place in the file is left out.
    """
    kept: list[Ranked] = []
    pieces: list[frozenset[str]] = []
    homes: list[int] = []
    for item in ranked:
        own = shingles(item.passage.text)
        home = _home(own, item.passage, kept, pieces, differ)
        if home is None:
            if len(kept) == limit:
                break
            homes.append(len(kept))
            kept.append(item)
            pieces.append(own)
            continue
        homes.append(home)
        if not _same_place(item.passage, kept[home].passage):
            kept[home], pieces[home] = _joined(kept[home], pieces[home], item, own, preference)
    return Folded(tuple(kept), tuple(homes))


def apart(ranked: Iterable[Ranked], limit: int) -> Folded:
    """The first `limit` passages as they come, none of them twice: what is left without folding."""
    kept: dict[str, Ranked] = {}
    homes: list[int] = []
    for item in ranked:
        if len(kept) == limit and item.passage.id not in kept:
            break
        kept.setdefault(item.passage.id, item)
        homes.append(list(kept).index(item.passage.id))
    return Folded(tuple(kept.values()), tuple(homes))


def _home(
    own: frozenset[str],
    passage: Passage,
    kept: list[Ranked],
    pieces: list[frozenset[str]],
    differ: Callable[[Passage, Passage], bool] | None,
) -> int | None:
    """Position of the kept hit that this passage repeats."""
    for position, held in enumerate(pieces):
        if differ is not None and differ(passage, kept[position].passage):
            continue
        common = len(own & held)
        covered = common / len(own)
        if _same_place(passage, kept[position].passage):
            if covered >= COVERED:
                return position
        elif passage.document == kept[position].passage.document:
            if min(covered, common / len(held)) >= REPEAT:
                return position
        elif covered >= COVERED or min(covered, common / len(held)) >= TWIN:
            return position
    return None


def _same_place(one: Passage, other: Passage) -> bool:
    """Whether two passages share characters of one file."""
    return one.file == other.file and any(
        a.start < b.end and b.start < a.end for a in one.spans for b in other.spans
    )


def _joined(
    kept: Ranked,
    pieces: frozenset[str],
    twin: Ranked,
    own: frozenset[str],
    preference: Callable[[Passage], float],
) -> tuple[Ranked, frozenset[str]]:
    """The kept hit with its twin; the preferred one of two full twins speaks."""
    alike = len(own & pieces) / max(len(own), len(pieces)) >= TWIN
    if alike and preference(twin.passage) > preference(kept.passage):
        also = (kept.passage, *kept.also)
        return Ranked(twin.passage, kept.score, kept.signals, also), own
    if any(_same_place(twin.passage, other) for other in kept.also):
        return kept, pieces
    return Ranked(kept.passage, kept.score, kept.signals, (*kept.also, twin.passage)), pieces
