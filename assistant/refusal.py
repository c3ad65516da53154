"""Whether the documents held answer a question: features, a calibrated probability, and what a refusal says."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from assistant import needs, phrases
from assistant.facts import Facts
from assistant.look_up import Missing
from assistant.naming import flat
from assistant.pick import Scored
from assistant.places import NATION
from assistant.question import Question
from assistant.retrieve import Found
from assistant.terms import TermWeights, content
from corpus.model import Corpus, Document, Gap

CALIBRATION = Path(__file__).with_name("calibration.json")
_TOP = 3  # hits whose words count as near


class CalibrationError(RuntimeError):
    """The committed coefficients are missing or do not fit the features of this version."""


@dataclass(frozen=True)
class Calibration:
    """A logistic model of answerability over standardised features."""

    features: tuple[str, ...]
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    coefficients: tuple[float, ...]
    intercept: float
    threshold: float  # refuse below this probability

    def probability(self, values: dict[str, float]) -> float:
        """Probability 0..1 that the question can be answered."""
        total = self.intercept
        for name, mean, spread, weight in zip(
            self.features, self.means, self.spreads, self.coefficients, strict=True
        ):
            total += weight * (values[name] - mean) / spread
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def load_calibration(path: Path = CALIBRATION) -> Calibration:
    """The committed model. Raises CalibrationError."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        model = Calibration(
            tuple(data["features"]),
            tuple(data["means"]),
            tuple(data["spreads"]),
            tuple(data["coefficients"]),
            float(data["intercept"]),
            float(data["threshold"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CalibrationError(
            "拒答校准数据缺失或损坏，请运行 python -m assistant.calibrate 重新生成。"
        ) from error
    if model.features != FEATURES:
        raise CalibrationError("拒答校准数据与当前版本不符，请运行 python -m assistant.calibrate 重新生成。")
    return model


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
    "year_conflict",
    "detail_asked",
    "other_title",
    "other_topic",
    "place_absent",
    "gap",
)


@dataclass(frozen=True)
class Judged:
    """A question, its hits and its best sentences, as judging needs them."""

    found: Found
    best: tuple[Scored, ...]
    facts: tuple[Facts, ...]  # of the hits
    gap: float  # 0..1: how surely a gap of the source holds what is asked for


def features(corpus: Corpus, terms: TermWeights, judged: Judged) -> dict[str, float]:
    """What the answerability of a question is judged by, each about 0..1.

    Words that the texts lack count against a formal question; a colloquial one lacks them by nature.
    """
    found, best, facts = judged.found, judged.best, judged.facts
    question = found.question
    wanted = content(question.text)
    first = facts[0].body if facts else frozenset[str]()
    top = frozenset[str]().union(*(f.body for f in facts[:_TOP]))
    near = " ".join(h.passage.text for h in found.hits[:_TOP])
    unknown = terms.mass(p for p in wanted if not terms.known(p)) / max(1e-9, terms.mass(wanted))
    share = best[0].share if best else 0.0
    top_share = terms.share(wanted, top)
    formal = 1.0 - needs.colloquial(question)
    scores = [h.score for h in found.hits[:2]]
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
        "unit_absent": needs.unit_absent(question, [s.sentence for s in best[:2]]),
        "year_conflict": needs.year_conflict(corpus, question, best[0].sentence if best else None),
        "detail_asked": needs.detail_asked(question),
        "other_title": needs.other_title(question, near),
        "other_topic": needs.other_topic(question, terms),
        "place_absent": _place_absent(question, facts[0] if facts else None),
        "gap": judged.gap * (1 - share),
    }


def _place_absent(question: Question, first: Facts | None) -> float:
    wanted = set(question.places) - {NATION}
    if not wanted or first is None:
        return 0.0
    if wanted & first.places:
        # 宁波 read as 浙江: the province's figure is not the city's
        widened = set(question.named_places) - wanted - {NATION} - first.mentioned
        return 0.5 if widened else 0.0
    return 0.5 if wanted & first.mentioned else 1.0


def gap_strength(found: Found, gap: tuple[Document, Gap] | None) -> float:
    """How surely a gap holds what is asked for: two of its words, and the first hit beside it."""
    if gap is None:
        return 0.0
    document, hole = gap
    plain = _without_names(flat(found.question.text).lower(), document)
    words = sum(flat(topic).lower() in plain for topic in hole.topics)
    beside = bool(found.hits) and found.hits[0].passage.document == document.id
    return min(words, 2) / 2 * (1.0 if beside else 0.5)


def _without_names(plain: str, document: Document) -> str:
    """The question without the document's own names: 上海27条 asks for the document, not for its 27条."""
    for name in sorted((document.title, *document.short_names), key=len, reverse=True):
        plain = plain.replace(flat(name).lower(), " ")
    return plain


def gap_asked_for(corpus: Corpus, found: Found) -> tuple[Document, Gap] | None:
    """Text that the source does not hold and that the question uses the words of."""
    near = {h.passage.document for h in found.hits[:_TOP]} | set(found.question.documents)
    text = flat(found.question.text).lower()
    for document in corpus.documents:
        if document.id not in near:
            continue
        plain = _without_names(text, document)
        for gap in document.gaps:
            if any(flat(topic).lower() in plain for topic in gap.topics if topic):
                return document, gap
    return None


def reason_of(corpus: Corpus, found: Found, gap: tuple[Document, Gap] | None) -> str:
    """One Chinese sentence: what was not found. It never says that something does not exist."""
    if found.looked_up.missing:
        return not_found(corpus, found.looked_up.missing[0])
    if found.question.unheld:
        return phrases.NOT_FOUND_TITLE.format(title=found.question.unheld[0])
    if gap:
        return phrases.NOT_FOUND_GAP.format(title=gap[0].title, gap=phrases.gap_phrase(gap[1].what))
    return phrases.NOT_FOUND


def not_found(corpus: Corpus, missing: Missing) -> str:
    """One Chinese sentence: an article that a held document does not hold, and why where that is known."""
    title = corpus.document(missing.document).title
    if missing.gap:
        return phrases.NOT_FOUND_GAP.format(title=title, gap=phrases.gap_phrase(missing.gap.what))
    return phrases.NOT_FOUND_ARTICLE.format(title=title, article=missing.ref.label)
