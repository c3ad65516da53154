"""Whether the documents held answer a question: features, a calibrated probability, and what a refusal says."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path

from assistant import phrases
from assistant.asks import Ask
from assistant.facts import Facts
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
    "coverage",
    "margin",
    "sentence_share",
    "hit_share",
    "top_share",
    "unknown_share",
    "place_absent",
    "unheld_title",
    "year_absent",
    "kind_absent",
    "gap",
    "short",
)


def features(
    found: Found, best: Scored | None, facts: list[Facts], terms: TermWeights, gap: Gap | None
) -> dict[str, float]:
    """What the answerability of a question is judged by, each about 0..1; `facts` are those of the hits."""
    question = found.question
    wanted = content(question.text)
    top = frozenset().union(*(f.body for f in facts[:_TOP]))
    first = facts[0] if facts else None
    unknown = terms.mass(p for p in wanted if not terms.known(p)) / max(1e-9, terms.mass(wanted))
    sentence = best.sentence.text if best else ""
    return {
        "late": found.late,
        "dense": found.dense,
        "coverage": found.coverage,
        "margin": found.margin,
        "sentence_share": best.share if best else 0.0,
        "hit_share": terms.share(wanted, first.body) if first else 0.0,
        "top_share": terms.share(wanted, top),
        "unknown_share": unknown,
        "place_absent": _place_absent(question, first),
        "unheld_title": 1.0 if question.unheld else 0.0,
        "year_absent": 1.0 if first and question.years and not set(question.years) & first.years else 0.0,
        "kind_absent": 1.0 if question.wants(Ask.FIGURE) and not re.search(r"\d", sentence) else 0.0,
        "gap": 1.0 if gap else 0.0,
        "short": 1.0 if len(wanted) <= 3 else 0.0,
    }


def _place_absent(question: Question, first: Facts | None) -> float:
    wanted = set(question.places) - {NATION}
    if not wanted or first is None or wanted & first.places:
        return 0.0
    return 0.5 if wanted & first.mentioned else 1.0


def gap_asked_for(corpus: Corpus, found: Found) -> tuple[Document, Gap] | None:
    """Text that the source does not hold and that the question uses the words of."""
    near = {h.passage.document for h in found.hits[:_TOP]} | set(found.question.documents)
    plain = flat(found.question.text).lower()
    for document in corpus.documents:
        if document.id not in near:
            continue
        for gap in document.gaps:
            if any(flat(topic).lower() in plain for topic in gap.topics if topic):
                return document, gap
    return None


def reason_of(corpus: Corpus, found: Found, gap: tuple[Document, Gap] | None) -> str:
    """One Chinese sentence: what was not found. It never says that something does not exist."""
    if found.looked_up.missing:
        first = found.looked_up.missing[0]
        title = corpus.document(first.document).title
        if first.gap:
            return phrases.NOT_FOUND_GAP.format(title=title, gap=phrases.gap_phrase(first.gap.what))
        return phrases.NOT_FOUND_ARTICLE.format(title=title, article=first.ref.label)
    if found.question.unheld:
        return phrases.NOT_FOUND_IN_TITLE.format(title=found.question.unheld[0])
    if gap:
        return phrases.NOT_FOUND_GAP.format(title=gap[0].title, gap=phrases.gap_phrase(gap[1].what))
    return phrases.NOT_FOUND
