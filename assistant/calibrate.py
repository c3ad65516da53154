"""`python -m assistant.calibrate FILE…`: fit the refusal's coefficients.

On the tune split of the question files, and on the questions of answerability/ that were written for it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

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

ANSWERABILITY = Path(__file__).parent / "answerability"
# Share of the answerable tune questions that may fall below the threshold, out of fold. 3% are asked for of
# questions not seen, on which fits come out higher than on tune (once .047 for .025 out of fold, once .032 for .02).
WRONG_REFUSALS = 0.015
REGULARISATION = 0.3  # scikit-learn's C; .1 and .5 did as well out of fold
FOLDS = 10
NEUTRAL = Calibration(
    FEATURES, (0.0,) * len(FEATURES), (1.0,) * len(FEATURES), (0.0,) * len(FEATURES), 0.0, 0.0
)


@dataclass(frozen=True)
class Case:
    """A question to learn from."""

    question: str
    history: tuple[str, ...]
    answerable: bool
    pair: str  # questions of a minimal pair share it, so that no fold learns one from the other
    measured_alike: bool  # of the question files: their share of answerable questions is what users ask


def read_cases(paths: Sequence[Path]) -> tuple[Case, ...]:
    """Tune questions of all files; the check split is not even looked at."""
    cases: list[Case] = []
    for item in (i for path in paths for i in _objects(path)):
        if item["split"] == "tune":
            cases.append(
                Case(item["question"], tuple(item["history"]), bool(item["evidence"]), item["id"], True)
            )
    return tuple(cases)


def read_answerability(paths: Sequence[Path]) -> tuple[Case, ...]:
    """The questions that were written for fitting alone: as many without an answer as with one."""
    return tuple(
        Case(i["question"], tuple(i["history"]), i["answerable"], i["id"].rstrip("ab"), False)
        for path in paths
        for i in _objects(path)
    )


def _objects(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@dataclass(frozen=True)
class Judgements:
    """The features of every question that refusal has to decide; of a comparison, a row for each part."""

    values: tuple[dict[str, float], ...]  # n rows
    answerable: NDArray[np.bool_]  # (n,)
    question: NDArray[np.int64]  # (n,): which question a row belongs to
    pair: NDArray[np.int64]  # (n,): which questions must not be parted by a fold
    measured_alike: NDArray[np.bool_]  # (n,)

    def rows(self, features: Sequence[str]) -> NDArray[np.float64]:
        """The named features `(n, features)`."""
        return np.array([[values[name] for name in features] for values in self.values])

    def weights(self) -> NDArray[np.float64]:
        """Weights `(n,)`: a question counts once, and unanswerable ones as often as users ask them.

        So the probability is one, and not a share of a set in which every second question has no answer.
        """
        each = 1.0 / np.bincount(self.question)[self.question]
        asked = float(each[self.answerable & self.measured_alike].sum())
        unanswerable = float(each[~self.answerable & self.measured_alike].sum())
        all_asked, all_unanswerable = (float(each[m].sum()) for m in (self.answerable, ~self.answerable))
        if not (asked and unanswerable):
            return each
        factor = unanswerable / asked * all_asked / all_unanswerable
        made: NDArray[np.float64] = np.where(self.answerable, each, each * factor)
        return made


def fit(judged: Judgements, features: tuple[str, ...]) -> Calibration:
    """Coefficients; the threshold lets `WRONG_REFUSALS` of the answerable fall below, out of fold."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    rows, answerable, weights = judged.rows(features), judged.answerable, judged.weights()
    means, spreads = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    scaled = (rows - means) / spreads

    def fitted(chosen: NDArray[np.int64]) -> LogisticRegression:
        model = LogisticRegression(C=REGULARISATION, max_iter=3000)
        model.fit(scaled[chosen], answerable[chosen], sample_weight=weights[chosen])
        return model

    held_out = np.zeros(len(rows))
    folds = min(FOLDS, len(np.unique(judged.pair)))
    for learned, asked in GroupKFold(folds).split(scaled, answerable, judged.pair):
        held_out[asked] = fitted(learned).predict_proba(scaled[asked])[:, 1]
    model = fitted(np.arange(len(rows)))
    return Calibration(
        features,
        tuple(round(float(v), 6) for v in means),
        tuple(round(float(v), 6) for v in spreads),
        tuple(round(float(v), 6) for v in model.coef_[0]),
        round(float(model.intercept_[0]), 6),
        round(_threshold(judged, held_out), 4),
    )


def _threshold(judged: Judgements, probability: NDArray[np.float64]) -> float:
    """Below which `WRONG_REFUSALS` of the answerable tune questions fall; the best part of each counts."""
    best: dict[int, float] = {}
    counted = judged.answerable & (judged.measured_alike if judged.measured_alike.any() else True)
    for question, counts, value in zip(judged.question, counted, probability, strict=True):
        if counts:
            best[int(question)] = max(float(value), best.get(int(question), 0.0))
    return float(np.quantile(list(best.values()), WRONG_REFUSALS))


def judge_cases(assistant: Assistant, cases: Sequence[Case]) -> Judgements:
    """What is looked up by number is answered or absent; everything else is judged."""
    values: list[dict[str, float]] = []
    origin: list[int] = []
    for number, case in enumerate(cases):
        found = assistant.find(case.question, case.history)
        if found.hits and not found.looked_up.clauses and not found.looked_up.missing:
            parts = assistant.judge(found)
            values += parts
            origin += [number] * len(parts)
    pairs = {pair: n for n, pair in enumerate(dict.fromkeys(c.pair for c in cases))}
    return Judgements(
        tuple(values),
        np.array([cases[n].answerable for n in origin], np.bool_),
        np.array(origin, np.int64),
        np.array([pairs[cases[n].pair] for n in origin], np.int64),
        np.array([cases[n].measured_alike for n in origin], np.bool_),
    )


def main(paths: Sequence[Path]) -> int:
    """Fit for the configured embedder, and with the default one for all others; say what came out."""
    corpus = load_corpus(read_section("corpus", CorpusSettings))
    of_index, settings = read_section("index", IndexSettings), read_section("assistant", AssistantSettings)
    index = open_index(of_index, corpus)
    extras = make_extras(settings, of_index.query_threads)
    written = sorted(ANSWERABILITY.glob("*.jsonl"))
    cases = (*read_cases(paths), *read_answerability(written))
    judged = judge_cases(Assistant(corpus, index, settings, NEUTRAL, extras=extras), cases)
    # the engines of one builtin model differ by rounding only
    model = index.manifest.model.removesuffix("-onnx")
    origin = {
        "split": "tune, and the questions written for fitting",
        "questions": {p.name: hashlib.sha256(p.read_bytes()).hexdigest()[:16] for p in (*paths, *written)},
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
    """In sample, by question; `_tune` of the question files alone."""
    best = np.zeros(int(judged.question.max()) + 1)
    np.maximum.at(best, judged.question, [made.probability(values) for values in judged.values])
    each, first = np.unique(judged.question, return_index=True)
    below, answerable = best[each] < made.threshold, judged.answerable[first]
    tune = judged.measured_alike[first]

    def share(chosen: NDArray[np.bool_]) -> float:
        return round(float(below[chosen].mean()), 3) if chosen.any() else 0.0

    return {
        "answerable": int(answerable.sum()),
        "unanswerable": int((~answerable).sum()),
        "refusal_recall": share(~answerable),
        "wrong_refusals": share(answerable),
        "refusal_recall_on_tune": share(~answerable & tune),
        "wrong_refusals_on_tune": share(answerable & tune),
    }


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("用法：python -m assistant.calibrate 题目文件.jsonl…")
    sys.exit(main([Path(p) for p in sys.argv[1:]]))
