"""Why a case went wrong: where its evidence came among all candidates, and what put another passage first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.explain import Explained, Explanation
from assistant.explain_words import SIGNALS, understood_words
from corpus.model import Corpus
from eval.case import Case, EvidenceGroup
from eval.judge import meets
from eval.outcome import SeenHit
from index.model import Passage

NAMED = 3  # differences of signals that are told, the largest first
TOLD = 0.005  # differences below this print as 0.00


class Explains(Protocol):
    """Anything that can lay its search open."""

    def explain(self, question: str, history: Sequence[str] = ()) -> Explanation:
        """All candidates of a question, best first."""


@dataclass(frozen=True)
class Lead:
    """One signal of the evidence beside that of the passage that came first."""

    name: str  # Chinese
    wanted: float
    first: float

    @property
    def difference(self) -> float:
        """Positive where the first passage is ahead, in units of the fused score."""
        return self.first - self.wanted


@dataclass(frozen=True)
class Wanted:
    """Where one group of evidence stands, and where it came."""

    source: str  # 《document》address; says so where no passage holds the evidence
    text: str  # of the passage; empty where there is none
    place: int | None  # among all candidates, from 1, twins counted; None: not among them
    of: int  # how many candidates there were
    part: int | None  # of a comparison, the part (from 1) in which it came best
    explained: Explained | None
    first: Explained | None  # what came first there
    leads: tuple[
        Lead, ...
    ]  # every signal of either, the largest difference first; empty for the first itself


@dataclass(frozen=True)
class Why:
    """How a question was understood, and every group of its evidence."""

    understood: tuple[tuple[str, str], ...]  # label and value, in Chinese
    wanted: tuple[Wanted, ...]


class Inspector:
    """Explains cases by the assistant's own account of its search."""

    def __init__(self, assistant: Explains, passages: Sequence[Passage], corpus: Corpus) -> None:
        self._assistant = assistant
        self._passages = passages
        self._corpus = corpus

    def why(self, case: Case) -> Why:
        """The account of one case."""
        explanation = self._assistant.explain(case.question, case.history)
        return Why(
            understood_words(explanation.question),
            tuple(self._wanted(group, explanation) for group in case.evidence),
        )

    def _wanted(self, group: EvidenceGroup, explanation: Explanation) -> Wanted:
        searches = list(_searches(explanation))
        found = [
            (place, part, candidate, search)
            for part, search in searches
            for place, candidate in enumerate(search.candidates, 1)
            if _meets(candidate.passage, group)
        ]
        if not found:
            return self._absent(group, sum(len(search.candidates) for _, search in searches))
        place, part, candidate, search = min(found, key=lambda item: item[0])
        first = search.candidates[0]
        return Wanted(
            source_of(candidate),
            candidate.passage.text,
            place,
            len(search.candidates),
            part,
            candidate,
            first,
            leads(candidate, first) if place > 1 else (),
        )

    def _absent(self, group: EvidenceGroup, of: int) -> Wanted:
        held = next((p for p in self._passages if _meets(p, group)), None)
        if held is None:
            return Wanted("没有一个分段含有这条证据", "", None, of, None, None, None, ())
        title = self._corpus.document(held.document).title
        source = f"《{title}》{self._corpus.clause(held.clause_id).address}"
        return Wanted(source, held.text, None, of, None, None, None, ())


def _searches(explanation: Explanation) -> Iterator[tuple[int | None, Explanation]]:
    """What was searched: the question, or each part of a comparison with its number."""
    if explanation.parts:
        yield from enumerate(explanation.parts, 1)
    else:
        yield None, explanation


def _meets(passage: Passage, group: EvidenceGroup) -> bool:
    return meets(SeenHit(passage.text, passage.file), group)


def source_of(explained: Explained) -> str:
    """Where a passage stands."""
    return f"《{explained.document}》{explained.address}"


def leads(wanted: Explained, first: Explained) -> tuple[Lead, ...]:
    """Every signal that either has, the largest difference first."""
    own, other = dict(wanted.signals), dict(first.signals)
    made = [
        Lead(SIGNALS.get(name, name), own.get(name, 0.0), other.get(name, 0.0))
        for name in dict.fromkeys((*other, *own))
    ]
    return tuple(sorted(made, key=lambda lead: -abs(lead.difference)))


def place_words(wanted: Wanted) -> str:
    """Where the evidence came, as in 第 2 部分的 143 个候选中排第 12."""
    among = f"{wanted.of} 个候选"
    if wanted.part is not None:
        among = f"第 {wanted.part} 部分的 {among}"
    return f"不在 {among}之中" if wanted.place is None else f"{among}中排第 {wanted.place}"


def lead_words(found: Sequence[Lead]) -> str:
    """The largest differences, as in 排第一者高在逐词相近 +1.32；证据高在地区相符 +0.40."""
    told = [lead for lead in found if abs(lead.difference) >= TOLD][:NAMED]
    ahead = "、".join(f"{d.name} +{d.difference:.2f}" for d in told if d.difference > 0)
    behind = "、".join(f"{d.name} +{-d.difference:.2f}" for d in told if d.difference < 0)
    parts = (f"排第一者高在{ahead}" if ahead else "", f"证据高在{behind}" if behind else "")
    return "；".join(part for part in parts if part)
