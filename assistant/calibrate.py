"""`python -m assistant.calibrate FILE…`: fit the refusal's coefficients on the tune split of question files."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.assistant import Assistant
from assistant.features import FEATURES
from assistant.refusal import CALIBRATION, Calibration
from assistant.settings import AssistantSettings
from assistant.wiring import make_extras
from corpus.settings import CorpusSettings, read_section
from corpus.wiring import corpus_hash, load_corpus
from index.settings import IndexSettings
from index.wiring import open_index

WRONG_REFUSALS = 0.035  # share of answerable tune questions that may fall below the threshold
REGULARISATION = 0.05  # scikit-learn's C: strong, for there are few refusals to learn from
NEUTRAL = Calibration(
    FEATURES, (0.0,) * len(FEATURES), (1.0,) * len(FEATURES), (0.0,) * len(FEATURES), 0.0, 0.0
)


@dataclass(frozen=True)
class Case:
    """A question of the tune split."""

    question: str
    history: tuple[str, ...]
    answerable: bool


def read_cases(paths: Sequence[Path]) -> tuple[Case, ...]:
    """Tune questions of all files; the check split is not even looked at."""
    cases: list[Case] = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            item = json.loads(line)
            if item["split"] == "tune":
                cases.append(Case(item["question"], tuple(item["history"]), bool(item["evidence"])))
    return tuple(cases)


def fit(rows: NDArray[np.float64], answerable: NDArray[np.bool_]) -> Calibration:
    """`rows (n, features)`; the threshold lets `WRONG_REFUSALS` of the answerable fall below, out of fold."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    means, spreads = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    scaled = (rows - means) / spreads
    model = LogisticRegression(  # type: ignore[no-untyped-call]  # no annotations
        C=REGULARISATION, class_weight="balanced", max_iter=2000
    )
    held_out = cross_val_predict(model, scaled, answerable, cv=10, method="predict_proba")[:, 1]
    threshold = float(np.quantile(held_out[answerable], WRONG_REFUSALS))
    model.fit(scaled, answerable)
    return Calibration(
        FEATURES,
        tuple(round(float(v), 6) for v in means),
        tuple(round(float(v), 6) for v in spreads),
        tuple(round(float(v), 6) for v in model.coef_[0]),
        round(float(model.intercept_[0]), 6),
        round(threshold, 4),
    )


def main(paths: Sequence[Path]) -> int:
    """Fit, write assistant/calibration.json, say what came out."""
    corpus = load_corpus(read_section("corpus", CorpusSettings))
    index_settings, settings = (
        read_section("index", IndexSettings),
        read_section("assistant", AssistantSettings),
    )
    index = open_index(index_settings, corpus)
    extras = make_extras(settings, index_settings.query_threads)
    assistant = Assistant(corpus, index, settings, NEUTRAL, extras=extras)
    cases = read_cases(paths)
    judged: list[dict[str, float]] = []
    kept: list[Case] = []
    for case in cases:
        found = assistant.find(case.question, case.history)
        if found.hits and not found.looked_up.clauses and not found.looked_up.missing:
            for values in assistant.judge(found):
                judged.append(values)
                kept.append(case)
    rows = np.array([[values[name] for name in FEATURES] for values in judged])
    answerable = np.array([case.answerable for case in kept])
    model = fit(rows, answerable)
    below = np.array([model.probability(values) < model.threshold for values in judged])
    provenance = {
        "split": "tune",
        "questions": {p.name: hashlib.sha256(p.read_bytes()).hexdigest()[:16] for p in paths},
        "answerable": int(answerable.sum()),
        "unanswerable": int((~answerable).sum()),
        "corpus": corpus_hash(corpus),
        "model": index.manifest.model,
        "refusal_recall_on_tune": round(float(below[~answerable].mean()), 3),
        "wrong_refusals_on_tune": round(float(below[answerable].mean()), 3),
    }
    content = {**{k: getattr(model, k) for k in model.__dataclass_fields__}, "provenance": provenance}
    CALIBRATION.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(provenance, ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("用法：python -m assistant.calibrate 题目文件.jsonl…")
    sys.exit(main([Path(p) for p in sys.argv[1:]]))
