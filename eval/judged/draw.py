"""Draw sentences with their citations from the answers, each type of question by its share."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from random import Random

from corpus.fold import comparison_form
from eval.blocks import labelled_leaves
from eval.case import Case, type_order
from eval.judged.record import Record
from eval.outcome import Outcome, Status
from eval.quoting import by_number

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*")
SHORTEST = 6  # characters of a sentence in comparison form; 一、 alone says nothing that could be judged


def draw(cases: Sequence[Case], outcomes: Sequence[Outcome], n: int, seed: int) -> tuple[Record, ...]:
    """Up to n sentences, at most one of an answer, in the order of the cases.

    The types share n by how many answers with citations they have, largest remainders first. Answers to
    questions that cannot be answered take part: a reader sees them too. The same answers and seed give the
    same sample.
    """
    random = Random(seed)
    pools: dict[str, list[tuple[int, Record]]] = {}
    for place, (case, outcome) in enumerate(zip(cases, outcomes, strict=True)):
        if found := tuple(sentences(case, outcome)):
            pools.setdefault(case.type, []).append((place, random.choice(found)))
    shares = allot({kind: len(pool) for kind, pool in pools.items()}, n)
    drawn = [r for kind in sorted(pools, key=type_order) for r in random.sample(pools[kind], shares[kind])]
    return tuple(record for _, record in sorted(drawn, key=lambda pair: pair[0]))


def allot(sizes: dict[str, int], n: int) -> dict[str, int]:
    """n divided by size, largest remainders first; no more than there are.

    >>> allot({"a": 6, "b": 3, "c": 1}, 5)
    {'a': 3, 'b': 2, 'c': 0}
    """
    total = sum(sizes.values())
    n = min(n, total)
    exact = {kind: n * size / total for kind, size in sizes.items()}
    shares = {kind: math.floor(share) for kind, share in exact.items()}
    by_rest = sorted(sizes, key=lambda kind: (shares[kind] - exact[kind], type_order(kind)))
    for kind in by_rest[: n - sum(shares.values())]:
        shares[kind] += 1
    return shares


def sentences(case: Case, outcome: Outcome) -> Iterator[Record]:
    """Every cited sentence of an answer, with each of its citations that holds it."""
    if outcome.status is not Status.ANSWERED:
        return
    cited = by_number(outcome.citations)
    for under, segment in labelled_leaves(outcome):
        for sentence in (m.group().strip() for m in _SENTENCE.finditer(segment.text)):
            if len(comparison_form(sentence)) < SHORTEST:
                continue
            for citation in (cited[n] for n in segment.citations if n in cited):
                yield Record(
                    id=case.id,
                    type=case.type,
                    question=case.question,
                    history=case.history,
                    under=under,
                    sentence=sentence,
                    quote=citation.quote,
                    title=citation.title,
                    number=citation.number,
                    address=citation.address,
                    clause_id=citation.clause_id,
                )
