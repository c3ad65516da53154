"""What the answerability of a question is judged by."""

from __future__ import annotations

from dataclasses import dataclass

from assistant import needs
from assistant.asks import Ask
from assistant.definitions import asked_term, defines
from assistant.facts import Facts
from assistant.lists import Listed
from assistant.normalise import normalise
from assistant.other_fields import OtherFields
from assistant.pick import Scored, unmet
from assistant.places import NATION
from assistant.premises import progress_asked, undoing_presumed
from assistant.question import Question
from assistant.register import colloquial
from assistant.rerank import without_reranker
from assistant.retrieve import Found
from assistant.said import Said
from assistant.terms import TermWeights, content
from assistant.units import unit_absent
from assistant.unstated import quantity_unstated
from corpus.model import Corpus

NEAR = 3  # hits whose words count as near

FEATURES = (
    "late",
    "dense",
    "late_mean",
    "coverage",
    "score",
    "lead",
    "sentence_share",
    "hit_share",
    "top_share",
    "unknown_share",
    "length",
    "colloquial",
    "formal_unknown",
    "formal_missing",
    "formal_unsaid",
    "unit_absent",
    "quantity_absent",
    "year_conflict",
    "detail_asked",
    "other_title",
    "other_topic",
    "place_absent",
    "gap",
    "said",
    "least_said",
    "least_said_near",
    "unsaid_near",
    "meaning",
    "nearest_meaning",
    "best_score",
    "progress_asked",
    "undoing_presumed",
    "detail_unsaid",
    "asked_detail_unsaid",
    "other_period",
    "figure_astray",
    "formal_figure_astray",
    "elsewhere",
    "nationwide",
    "widened",
    "ask_unmet",
    "listed",
    "undefined",
)

_REQUIRED = FEATURES[FEATURES.index("progress_asked") :]  # what an answer must hold beside the topic

# Raw similarities: their scale is the embedder's own, so coefficients for them serve no other model.
OF_THE_EMBEDDER = (
    "late",
    "dense",
    "late_mean",
    "said",
    "least_said",
    "least_said_near",
    "unsaid_near",
    "meaning",
    "nearest_meaning",
)


@dataclass(frozen=True)
class Judged:
    """A question, its hits and its best sentences, as judging needs them."""

    found: Found
    best: tuple[Scored, ...]
    facts: tuple[Facts, ...]  # of the hits
    gap: float  # 0..1: how surely a gap of the source holds what is asked for
    said: Said
    listed: Listed | None  # the list that would be shown, where one is asked for
    best_facts: Facts | None  # of the passage in which the best sentence stands


def features(corpus: Corpus, terms: TermWeights, others: OtherFields, judged: Judged) -> dict[str, float]:
    """All of `FEATURES`, each about 0..1.

    Words that the texts lack count against a formal question; a colloquial one lacks them by nature.
    """
    found, best, facts = judged.found, judged.best, judged.facts
    question = found.question
    wanted = content(question.text)
    first = facts[0].body if facts else frozenset[str]()
    top = frozenset[str]().union(*(f.body for f in facts[:NEAR]))
    near = " ".join(h.passage.text for h in found.hits[:NEAR])
    unknown = terms.mass(frozenset(p for p in wanted if not terms.known(p))) / max(1e-9, terms.mass(wanted))
    share = best[0].share if best else 0.0
    top_share = terms.share(wanted, top)
    formal = 1.0 - colloquial(question)
    scores = [without_reranker(h.score, h.signals) for h in found.hits[:2]]
    return {
        "late": found.late,
        "dense": found.dense,
        "late_mean": found.late_mean,
        "coverage": found.coverage,
        "score": scores[0] if scores else 0.0,
        "lead": scores[0] - scores[1] if len(scores) == 2 else 0.0,
        "sentence_share": share,
        "hit_share": terms.share(wanted, first),
        "top_share": top_share,
        "unknown_share": unknown,
        "length": min(1.0, len(question.text) / 40),
        "colloquial": 1.0 - formal,
        "formal_unknown": formal * unknown,
        "formal_missing": formal * (1 - top_share),
        "formal_unsaid": formal * (1 - share),
        "unit_absent": unit_absent(question, [s.sentence for s in best[:2]]),
        "quantity_absent": float(quantity_unstated(question.text, [s.sentence.text for s in best[:2]])),
        "year_conflict": needs.year_conflict(corpus, question, best[0].sentence if best else None),
        "detail_asked": needs.detail_asked(question),
        "other_title": needs.other_title(question, near),
        "other_topic": 1.0 if others.asked_about(question.text) else 0.0,
        "place_absent": _place_absent(question, facts[0] if facts else None),
        "gap": judged.gap * (1 - share),
        **_meant(judged),
        **_required(corpus, terms, judged, near),
    }


def _meant(judged: Judged) -> dict[str, float]:
    """How near the passages and the best sentences are in meaning."""
    best, said = judged.best, judged.said
    return {
        "said": said.mean,
        "least_said": said.least,
        "least_said_near": said.least_near,
        "unsaid_near": said.unsaid_near,
        "meaning": best[0].meaning if best else 0.0,
        "nearest_meaning": max((s.meaning for s in best), default=0.0),
        "best_score": best[0].score if best else 0.0,
    }


def _required(corpus: Corpus, terms: TermWeights, judged: Judged, near: str) -> dict[str, float]:
    """What an answer must hold beside the topic: the figure's own indicator, the place, the period."""
    question = judged.found.question
    if not judged.best:
        return {**dict.fromkeys(_REQUIRED, 1.0), "listed": 0.0}  # nothing that is required is there
    sentence = judged.best[0].sentence
    title = corpus.document(sentence.clause.document).title
    around = normalise(f"{title} {sentence.clause.address} {near}")
    astray = needs.figure_astray(question, sentence, terms)
    elsewhere = _place_absent(question, judged.best_facts)
    term = asked_term(question.text) if question.wants(Ask.DEFINITION) else None
    return {
        "progress_asked": progress_asked(question.text, normalise(sentence.text)),
        "undoing_presumed": undoing_presumed(question.text, around),
        "detail_unsaid": (1.0 - colloquial(question)) * needs.detail_unsaid(question, around),
        "asked_detail_unsaid": needs.asked_detail_unsaid(question, around),
        "other_period": needs.other_period(question, around),
        "figure_astray": astray,
        "formal_figure_astray": (1.0 - colloquial(question)) * astray,
        "elsewhere": float(elsewhere == _ELSEWHERE),
        "nationwide": float(elsewhere == _NATIONWIDE),
        "widened": float(elsewhere == _WIDENED),
        "ask_unmet": float(unmet(question, sentence)),
        "listed": min(1.0, judged.listed.score) if judged.listed else 0.0,
        "undefined": float(term is not None and not any(defines(term, s.sentence.text) for s in judged.best)),
    }


_NAMED, _WIDENED, _NATIONWIDE, _ELSEWHERE = 0.0, 0.5, 0.75, 1.0


def _place_absent(question: Question, facts: Facts | None) -> float:
    """How far a passage's place is from the one asked about.

    宁波 read as 浙江 is widened: the province's figure is not the city's. A text of the nation may hold in
    a city too; a neighbour city's never does.
    """
    wanted, said = set(question.places) - {NATION}, set(question.named_places) - {NATION}
    if not wanted or facts is None or said & (facts.places | facts.mentioned):
        return _NAMED
    if wanted & (facts.places | facts.mentioned):
        return _WIDENED if said - wanted else _NAMED
    return _NATIONWIDE if NATION in facts.places else _ELSEWHERE
