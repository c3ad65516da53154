"""The questions that can be made from the clauses of a document, in the order of the document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant import phrases
from assistant.places import places
from assistant.suggest import wording
from assistant.suggest.candidate import Candidate, Kind
from assistant.suggest.forms import body_form, measures_form, target_form
from corpus.bodies import ResponsibleBody, find_bodies
from corpus.model import Clause, ClauseKind, Corpus, Document, DocumentKind
from corpus.targets import Target, find_targets

_DEFINED = re.compile(
    r"(?:^|[。\n])(?:本[\u4e00-\u9fff]{1,4}所称的?)?[“\"]?([\u4e00-\u9fffA-Za-z0-9]{2,14})[”\"]?[,，]?是指"
)
_PART = re.compile("([\u4e00-\u9fff]{2,4})[:：]")  # 河北:办好中国国际数字经济博览会
_SHORT_TEXT = 40  # characters of its own beside the heading that a clause needs to be worth a question


@dataclass(frozen=True)
class _Spot:
    """A clause with what every question about it needs."""

    clause: Clause
    title: str
    place: str | None
    order: int
    below: frozenset[str]  # ids of the clause and all under it

    def make(
        self, kind: Kind, text: str, matter: str, own: bool = False, place: str | None = None
    ) -> Candidate:
        """A candidate that the clause must answer, `own` by its own text alone."""
        supports = frozenset({self.clause.id}) if own else self.below
        return Candidate(text, kind, self.clause.id, supports, matter, place or self.place, self.order)


class Candidates:
    """Makes candidates, each document once. Threads may share it."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.of = lru_cache(maxsize=2_048)(self._of)

    @cached_property
    def _targets(self) -> dict[str, list[Target]]:
        found: defaultdict[str, list[Target]] = defaultdict(list)
        for target in find_targets(self._corpus):
            found[target.clause_id].append(target)
        return found

    @cached_property
    def _bodies(self) -> dict[str, list[ResponsibleBody]]:
        found: defaultdict[str, list[ResponsibleBody]] = defaultdict(list)
        for body in find_bodies(self._corpus):
            found[body.clause_id].append(body)
        return found

    @cached_property
    def by_matter(self) -> dict[str, tuple[Candidate, ...]]:
        """Targets of all documents by what they measure: the same figure in another place."""
        found: defaultdict[str, list[Candidate]] = defaultdict(list)
        for document in self._corpus.documents:
            for candidate in self.of(document.id):
                if candidate.kind is Kind.TARGET:
                    found[measure(candidate.matter)].append(candidate)
        return {key: tuple(group) for key, group in found.items()}

    def _of(self, document_id: str) -> tuple[Candidate, ...]:
        """Candidates of one document, each text once; none of a copy or a report of a text that is held."""
        document = self._corpus.document(document_id)
        title = wording.title(document)
        if document.reprint_of or document.summarises or document.superseded_by or title is None:
            return ()
        made: dict[str, Candidate] = {}
        for order, clause in enumerate(self._corpus.clauses_of(document_id)):
            for candidate in self._from(document, title, clause, order):
                made.setdefault(candidate.text, candidate)
        return tuple(made.values())

    def _from(self, document: Document, title: str, clause: Clause, order: int) -> Iterator[Candidate]:
        below = frozenset(c.id for c in self._corpus.subtree(clause.id))
        spot = _Spot(clause, title, wording.place_of(document), order, below)
        yield from self._figures(spot)
        if document.kind is DocumentKind.POLICY:
            yield from self._headed(spot)
        yield from self._listed(spot, document)
        yield from _named_place(spot)
        for term in filter(wording.term, _DEFINED.findall(clause.text)):
            yield spot.make(Kind.DEFINITION, phrases.NEXT_DEFINITION.format(title=title, matter=term), term)
        if clause.kind is ClauseKind.ARTICLE and clause.number:
            number = re.sub(r"\s", "", clause.number)
            yield spot.make(Kind.ARTICLE, phrases.NEXT_ARTICLE.format(title=title, matter=number), number)

    def _figures(self, spot: _Spot) -> Iterator[Candidate]:
        for target in self._targets.get(spot.clause.id, ()):
            if words := wording.indicator(target):
                yield spot.make(
                    Kind.TARGET, target_form(target, words, spot.place, spot.title), words, own=True
                )

    def _headed(self, spot: _Spot) -> Iterator[Candidate]:
        words = wording.act(spot.clause) or wording.matter(spot.clause)
        if words is None:
            return
        if bodies := self._bodies.get(spot.clause.id):
            yield spot.make(Kind.BODY, body_form(bodies, words, spot.place, spot.title), words, own=True)
        if len(spot.clause.text) >= len(words) + _SHORT_TEXT:
            yield spot.make(Kind.MEASURES, measures_form(spot.clause, words, spot.place, spot.title), words)

    def _listed(self, spot: _Spot, document: Document) -> Iterator[Candidate]:
        words = wording.list_name(spot.clause)
        if words is None or "~" in spot.clause.addr or not self._lists(spot.clause):
            return
        above = self._place_above(spot.clause)
        if above:
            form = phrases.NEXT_LIST_BELOW.format(title=spot.title, above=above, matter=words)
            yield spot.make(Kind.LIST, form, words, place=above)
        elif document.kind is DocumentKind.POLICY:
            yield spot.make(Kind.LIST, phrases.NEXT_LIST.format(title=spot.title, matter=words), words)

    def _lists(self, clause: Clause) -> bool:
        kinds = [c.kind for c in self._corpus.children(clause.id)]
        return any(kinds.count(kind) > 1 for kind in set(kinds))

    def _place_above(self, clause: Clause) -> str | None:
        """The place that the section above is about, in a collection by places."""
        above = self._corpus.ancestors(clause.id)
        heading = (above[-1].heading or "") if above else ""
        return heading if heading and places(heading) == (heading,) else None


def measure(words: str) -> str:
    """What an indicator measures, in one writing."""
    plain = re.sub(r"规模以上|全市|全省|累计|拥有量|总量|占", "", words)
    return plain.replace("GDP", "地区生产总值").replace("网上", "网络")


def _named_place(spot: _Spot) -> Iterator[Candidate]:
    """The part of a collection that is about one place."""
    part = _PART.match(spot.clause.heading or "")
    if part and places(part.group(1)) == (part.group(1),):
        text = phrases.NEXT_PART.format(title=spot.title, place=part.group(1))
        yield spot.make(Kind.MEASURES, text, part.group(1), place=part.group(1))
