"""Settings of the evaluation stage."""

from __future__ import annotations

from pathlib import Path

from corpus.settings import ROOT, Section


class EvalSettings(Section):
    """Where the dev questions are, and where vectors of the baselines are kept."""

    questions_dir: Path = ROOT / "eval" / "questions"
    vectors_dir: Path | None = None  # None: `eval` below the data folder; may be deleted at any time
