"""When to refuse: a calibrated probability that the documents held answer a question."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.features import FEATURES, OF_THE_EMBEDDER

CALIBRATION = Path(__file__).with_name("calibration.json")
ANY_MODEL = "*"  # the key of the fit for every model that has none of its own
_AGAIN = "请运行 python -m assistant.calibrate 重新生成。"


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


def load_calibration(model: str, path: Path = CALIBRATION) -> Calibration:
    """The committed fit for an embedder of this name, else the one that reads no raw similarity.

    A fit made for one embedder refuses nearly everything, or nothing, with another: tuning alone moved
    all similarities from about .9 to about .5. Raises CalibrationError.
    """
    fits = read_fits(path)
    key = max((k for k in fits if model.startswith(k)), key=len, default=ANY_MODEL)
    try:
        data = fits[key]
        fit = Calibration(
            tuple(data["features"]),
            tuple(data["means"]),
            tuple(data["spreads"]),
            tuple(data["coefficients"]),
            float(data["intercept"]),
            float(data["threshold"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise CalibrationError(f"拒答校准数据缺失或损坏，{_AGAIN}") from error
    if fit.features != features_for(key):
        raise CalibrationError(f"拒答校准数据与当前版本不符，{_AGAIN}")
    return fit


def read_fits(path: Path = CALIBRATION) -> dict[str, dict[str, Any]]:
    """All fits by the name that an embedder's begins with. Raises CalibrationError."""
    try:
        fits: dict[str, dict[str, Any]] = dict(json.loads(path.read_text(encoding="utf-8"))["fits"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CalibrationError(f"拒答校准数据缺失或损坏，{_AGAIN}") from error
    return fits


def features_for(key: str) -> tuple[str, ...]:
    """What a fit may read."""
    return FEATURES if key != ANY_MODEL else tuple(f for f in FEATURES if f not in OF_THE_EMBEDDER)
