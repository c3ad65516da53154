"""The JSON report of the machine contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from eval.differences import Differences
from eval.evaluation import Evaluation
from eval.kinds import KindRefusals
from eval.report.provenance import Provenance
from eval.summary import Table

PROVENANCE_KEY = "provenance"  # beside the configurations, which all hold `overall`


def report_json(evaluation: Evaluation, provenance: Provenance) -> str:
    """`{config: {"overall": {metric: {"value", "lo", "hi", "n"}}, "by_type": …}, "provenance": …}`.

    A metric that was not measured has null for value, lo and hi, and n 0. What is not of one
    configuration alone (gain, differences, splits), or of one type (refusals by kind), stands under `provenance`, so that every other key
    is a configuration.
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
    if evaluation.differences is not None:
        origin["differences"] = _differences(evaluation.differences)
    if evaluation.splits:
        origin["tune_beside_check"] = {
            name: {gap.metric.value: asdict(gap) for gap in gaps} for name, gaps in evaluation.splits.items()
        }
    if evaluation.kinds:
        origin["refusals_by_kind"] = {
            name: {k.kind.value: {"overall": asdict(k.overall), **_by_split(k)} for k in kinds}
            for name, kinds in evaluation.kinds.items()
        }
    content[PROVENANCE_KEY] = origin
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _by_split(kind: KindRefusals) -> Mapping[str, object]:
    return {split: asdict(estimate) for split, estimate in kind.by_split.items()}


def _differences(found: Differences) -> Mapping[str, object]:
    """`{"reference": config, "configs": {config: {"overall": {metric: …}, "by_type": {type: …}}}}`."""
    return {
        "reference": found.reference,
        "configs": {
            row.config: {
                "overall": {metric.value: asdict(d) for metric, d in row.overall.items()},
                "by_type": {name: asdict(d) for name, d in row.by_type.items()},
            }
            for row in found.rows
        },
    }


def _table(table: Table) -> Mapping[str, object]:
    return {metric.value: asdict(estimate) for metric, estimate in table.items()}
