"""When to refuse: a calibrated probability that the documents held answer a question."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from assistant.features import FEATURES

CALIBRATION = Path(__file__).with_name("calibration.json")


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
