"""Cut the clauses of a corpus into passages: siblings gathered, long clauses windowed."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.fold import fold_spans
from corpus.model import Clause, ClauseKind, Corpus, Span
from index.model import Passage
from index.packing import pack
from index.sentences import windows
from index.settings import IndexSettings
from index.trail import make_trail

CARRY_CHARS = 80  # an opening up to this length goes along with what follows it
_ENDS = ("。", "；", "！", "？", ";", "!", "?", "”", "）", ")")
_AROUND = frozenset({ClauseKind.FRONT, ClauseKind.BACK})


def build_passages(corpus: Corpus, settings: IndexSettings) -> tuple[Passage, ...]:
    """All passages, document by document in reading order; every clause that has text is in at least one."""
    result: list[Passage] = []
    for document in corpus.documents:
        cutter = _Cutter(corpus, settings)
        cutter.row((), corpus.roots(document.id))
        result.extend(cutter.passages)
    return tuple(result)


class _Cutter:
    """Walks one document's tree and collects its passages."""

    def __init__(self, corpus: Corpus, settings: IndexSettings) -> None:
        self._corpus = corpus
        self._aim = settings.gather_chars
        self._limit = settings.limit_chars
        self.passages: list[Passage] = []

    def row(self, opening: tuple[Clause, ...], siblings: Sequence[Clause]) -> None:
        """Siblings in order, the first preceded by `opening` (their parent, and what it carries)."""
        run = [opening] if opening else []
        for sibling in siblings:
            tree = tuple(self._corpus.subtree(sibling.id))
            glued = run[0] if len(run) == 1 and is_short(run[0]) else ()
            if length(glued + tree) <= self._limit:
                run.append(tree)
                continue
            carry = run.pop() if run and is_short(run[-1]) else ()
            self._gather(run)
            self._divide(carry, sibling)
            run = []
        self._gather(run)

    def _divide(self, carry: tuple[Clause, ...], clause: Clause) -> None:
        """One clause whose subtree, with the short clauses that it carries, is too long for a passage."""
        children = self._corpus.children(clause.id)
        if children and length((*carry, clause)) <= self._limit:
            self.row((*carry, clause), children)
            return
        self._window(carry, clause)
        self.row((), children)

    def _gather(self, units: Sequence[tuple[Clause, ...]]) -> None:
        joined = self._glue(units)
        for start, stop in pack([length(u) for u in joined], self._aim, self._limit):
            clauses = tuple(c for unit in joined[start:stop] for c in unit)
            if length(clauses):
                self._emit(clauses)

    def _glue(self, units: Sequence[tuple[Clause, ...]]) -> list[tuple[Clause, ...]]:
        """Units with each heading joined to the unit that follows it."""
        joined: list[tuple[Clause, ...]] = []
        for unit in units:
            fits = joined and length(joined[-1] + unit) <= self._limit
            if fits and is_heading(joined[-1]):
                joined[-1] += unit
            else:
                joined.append(unit)
        return joined

    def _emit(self, clauses: tuple[Clause, ...]) -> None:
        text = "\n".join(c.text for c in clauses if c.text)
        spans = tuple(s for c in clauses if c.text for s in c.spans)
        self.passages.append(self._passage(clauses, text, spans, self._parent(clauses[0]), 0))

    def _window(self, carry: tuple[Clause, ...], clause: Clause) -> None:
        """Windows of one clause's own text; `carry` opens the first."""
        before = length(carry)
        folded = fold_spans(self._corpus.texts[clause.file], clause.spans)
        room = self._aim - before - 1 if before else self._aim
        cuts = [(0, len(folded.text))]
        if len(folded.text) > (self._limit - before - 1 if before else self._limit):
            cuts = windows(folded.text, room, self._aim)
        for i, (start, end) in enumerate(cuts):
            spans = folded.spans_of(start, end)
            text = folded.text[start:end].strip()
            if i == 0:
                head = [c for c in carry if c.text]
                text = "\n".join([*(c.text for c in head), text])
                spans = (*(s for c in head for s in c.spans), *spans)
            members = (*carry, clause) if i == 0 else (clause,)
            above = self._parent(members[0]) if i == 0 else clause
            self.passages.append(self._passage(members, text, spans, above, i))

    def _passage(
        self,
        clauses: tuple[Clause, ...],
        text: str,
        spans: tuple[Span, ...],
        above: Clause | None,
        window: int,
    ) -> Passage:
        first, last = clauses[0], clauses[-1]
        return Passage(
            id=f"{first.id}:{last.addr}:{window}",
            document=first.document,
            clause_id=self._common(clauses).id,
            clause_ids=tuple(c.id for c in clauses),
            trail=make_trail(self._corpus, first.document, above),
            text=text,
            file=first.file,
            spans=spans,
        )

    def _parent(self, clause: Clause) -> Clause | None:
        return self._corpus.clause(clause.parent) if clause.parent is not None else None

    def _common(self, clauses: tuple[Clause, ...]) -> Clause:
        """Lowest common ancestor; of clauses at the top of a document, the first that is body text."""
        ids = {c.id for c in clauses}
        tops = [c for c in clauses if c.parent not in ids]
        if len(tops) == 1:
            return tops[0]
        parent = self._parent(tops[0])
        if parent is not None:
            return parent
        return next((c for c in tops if c.kind not in _AROUND), tops[0])


def length(clauses: Sequence[Clause]) -> int:
    """Characters of the clauses' own texts joined by newlines."""
    sizes = [len(c.text) for c in clauses if c.text]
    return sum(sizes) + max(len(sizes) - 1, 0)


def is_short(clauses: Sequence[Clause]) -> bool:
    """Whether an opening is little enough to go along with what follows it."""
    return length(clauses) <= CARRY_CHARS


def is_heading(clauses: Sequence[Clause]) -> bool:
    """Whether this is only a heading, or an address line: short, and not a finished sentence."""
    return is_short(clauses) and not clauses[-1].text.endswith(_ENDS)
