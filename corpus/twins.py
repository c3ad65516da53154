"""Link each clause of a reprint to the same clause of the original."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from corpus.fold import comparison_form
from corpus.model import Clause, Document

MIN_LIKENESS = 0.8  # of a clause that a scan has damaged; clauses of different content stay below 0.5
_NO_LETTER = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The words of a text without spaces and marks, which printers change: 1、 for 1., “ for 「.

    >>> letters("1、 打造“数字 工厂”。") == letters("1.打造「数字工厂」")
    True
    """
    return _NO_LETTER.sub("", comparison_form(text))


def link_reprints(documents: Iterable[Document], clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """All clauses, those of reprints with `twin_of` where the original holds the same clause."""
    originals = {d.id: d.reprint_of for d in documents if d.reprint_of}
    groups: dict[str, list[Clause]] = {id: [] for id in {*originals, *originals.values()}}
    for clause in clauses:
        if clause.document in groups:
            groups[clause.document].append(clause)
    twins: dict[str, str] = {}
    for reprint, original in originals.items():
        twins |= twins_of(groups[reprint], groups[original])
    return tuple(replace(c, twin_of=twins[c.id]) if c.id in twins else c for c in clauses)


def twins_of(reprint: Sequence[Clause], original: Sequence[Clause]) -> Mapping[str, str]:
    """Clause ids of a reprint to those of the original; no clause of the original is used twice.

    The same words at the same address come first, then the same words elsewhere, then nearly the same
    words at the same address.
    """
    words = {c.id: letters(c.text) for c in (*reprint, *original)}
    by_addr = {c.addr: c for c in original}
    twins: dict[str, str] = {}
    for clause in reprint:
        there = by_addr.get(clause.addr)
        if there is not None and words[there.id] == words[clause.id]:
            twins[clause.id] = there.id
    used = set(twins.values())
    elsewhere: dict[str, list[Clause]] = {}
    for clause in reversed(original):
        if clause.id not in used:
            elsewhere.setdefault(words[clause.id], []).append(clause)
    for clause in reprint:
        if clause.id not in twins and elsewhere.get(words[clause.id]):
            twins[clause.id] = elsewhere[words[clause.id]].pop().id
    used = set(twins.values())
    for clause in reprint:
        there = by_addr.get(clause.addr)
        if clause.id in twins or there is None or there.id in used:
            continue
        if SequenceMatcher(None, words[there.id], words[clause.id], autojunk=False).ratio() >= MIN_LIKENESS:
            twins[clause.id] = there.id
    return twins
