"""`python -m assistant.calibrate FILE…`: fit the refusal's coefficients on the tune split of question files."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.assistant import Assistant
from assistant.features import FEATURES
from assistant.refusal import ANY_MODEL, CALIBRATION, Calibration, features_for, read_fits
from assistant.settings import AssistantSettings
from assistant.wiring import make_extras
from corpus.settings import CorpusSettings, read_section
from corpus.wiring import corpus_hash, load_corpus
from index.builtin import TUNED
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


@dataclass(frozen=True)
class Judgements:
    """The features of every question of the tune split that refusal has to decide."""

    values: tuple[dict[str, float], ...]
    answerable: NDArray[np.bool_]  # (n,)

    def rows(self, features: Sequence[str]) -> NDArray[np.float64]:
        """The named features `(n, features)`."""
        return np.array([[values[name] for name in features] for values in self.values])


def fit(judged: Judgements, features: tuple[str, ...]) -> Calibration:
    """Coefficients; the threshold lets `WRONG_REFUSALS` of the answerable fall below, out of fold."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    rows, answerable = judged.rows(features), judged.answerable
    means, spreads = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    scaled = (rows - means) / spreads
    model = LogisticRegression(  # type: ignore[no-untyped-call]  # no annotations
        C=REGULARISATION, class_weight="balanced", max_iter=2000
    )
    held_out = cross_val_predict(model, scaled, answerable, cv=10, method="predict_proba")[:, 1]
    threshold = float(np.quantile(held_out[answerable], WRONG_REFUSALS))
    model.fit(scaled, answerable)
    return Calibration(
        features,
        tuple(round(float(v), 6) for v in means),
        tuple(round(float(v), 6) for v in spreads),
        tuple(round(float(v), 6) for v in model.coef_[0]),
        round(float(model.intercept_[0]), 6),
        round(threshold, 4),
    )


def judge_cases(assistant: Assistant, cases: Sequence[Case]) -> Judgements:
    """What is looked up by number is answered or absent; everything else is judged."""
    values: list[dict[str, float]] = []
    answerable: list[bool] = []
    for case in cases:
        found = assistant.find(case.question, case.history)
        if found.hits and not found.looked_up.clauses and not found.looked_up.missing:
            parts = assistant.judge(found)
            values += parts
            answerable += [case.answerable] * len(parts)
    return Judgements(tuple(values), np.array(answerable))


def main(paths: Sequence[Path]) -> int:
    """Fit for the configured embedder, and with the default one for all others; say what came out."""
    corpus = load_corpus(read_section("corpus", CorpusSettings))
    of_index, settings = read_section("index", IndexSettings), read_section("assistant", AssistantSettings)
    index = open_index(of_index, corpus)
    extras = make_extras(settings, of_index.query_threads)
    judged = judge_cases(Assistant(corpus, index, settings, NEUTRAL, extras=extras), read_cases(paths))
    # the engines of one builtin model differ by rounding only
    model = index.manifest.model.removesuffix("-onnx")
    origin = {
        "split": "tune",
        "questions": {p.name: hashlib.sha256(p.read_bytes()).hexdigest()[:16] for p in paths},
        "corpus": corpus_hash(corpus),
        "model": index.manifest.model,
    }
    fits = read_fits()
    for key in (model, ANY_MODEL) if of_index.model == TUNED else (model,):
        made = fit(judged, features_for(key))
        fits[key] = {**asdict(made), "provenance": {**origin, **_figures(made, judged)}}
        sys.stdout.write(f"{key}：{json.dumps(_figures(made, judged), ensure_ascii=False)}\n")
    text = json.dumps({"fits": fits}, ensure_ascii=False, indent=1) + "\n"
    CALIBRATION.write_text(text, encoding="utf-8")
    return 0


def _figures(made: Calibration, judged: Judgements) -> dict[str, float]:
    below = np.array([made.probability(values) < made.threshold for values in judged.values])
    return {
        "answerable": int(judged.answerable.sum()),
        "unanswerable": int((~judged.answerable).sum()),
        "refusal_recall_on_tune": round(float(below[~judged.answerable].mean()), 3),
        "wrong_refusals_on_tune": round(float(below[judged.answerable].mean()), 3),
    }


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("用法：python -m assistant.calibrate 题目文件.jsonl…")
    sys.exit(main([Path(p) for p in sys.argv[1:]]))
