"""The JSON report of the machine contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from eval.evaluation import Evaluation
from eval.provenance import Provenance
from eval.summary import Table

PROVENANCE_KEY = "provenance"  # beside the configurations, which all hold `overall`


def report_json(evaluation: Evaluation, provenance: Provenance) -> str:
    """`{config: {"overall": {metric: {"value", "lo", "hi", "n"}}, "by_type": …}, "provenance": …}`.

    A metric that was not measured has null for value, lo and hi, and n 0.
    """
    content: dict[str, object] = {
        summary.name: {
            "overall": _table(summary.overall),
            "by_type": {name: _table(table) for name, table in summary.by_type.items()},
        }
        for summary in evaluation.summaries
    }
    origin: dict[str, object] = asdict(provenance)
    if evaluation.gain is not None:
        origin["gain_over_better_baseline"] = {
            "config": evaluation.gain.ours,
            "baseline": evaluation.gain.baseline,
            "difference": _table(evaluation.gain.by_metric),
        }
    content[PROVENANCE_KEY] = origin
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _table(table: Table) -> Mapping[str, object]:
    return {metric.value: asdict(estimate) for metric, estimate in table.items()}
