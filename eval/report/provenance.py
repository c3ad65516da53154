"""Where a report comes from: code, corpus, index, settings, questions."""

from __future__ import annotations

import hashlib
import platform
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.settings import ROOT


@dataclass(frozen=True)
class Provenance:
    """All that is needed to run the same evaluation again."""

    commit: str | None  # None outside a git checkout
    uncommitted_changes: bool | None
    corpus_hash: str
    index_manifest: Mapping[str, object]
    settings: Mapping[str, object]
    as_of: str | None
    questions: Mapping[str, str]  # file name -> sha256
    split: str
    cases: int
    seed: int
    resamples: int
    baselines: str
    started: str  # ISO 8601, UTC
    python: str


def git_state() -> tuple[str | None, bool | None]:
    """Commit of the checkout, and whether tracked files differ from it; None where git cannot tell."""
    commit = _git("rev-parse", "HEAD")
    changes = _git("status", "--porcelain", "--untracked-files=no")
    return commit, None if changes is None else bool(changes)


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def file_hashes(paths: Iterable[Path]) -> dict[str, str]:
    """sha256 of each file, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def now() -> str:
    """The current time, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def python_version() -> str:
    """Version and machine, as in 3.11.9 x86_64."""
    return f"{platform.python_version()} {platform.machine()}"
