"""Settings of the index stage."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from corpus.settings import ROOT, Section
from index.builtin import TUNED


class IndexSettings(Section):
    """How passages are cut, which model embeds them, and where the index is kept."""

    built_dir: Path = ROOT / "index" / "built"
    # builtin, builtin-untuned, or a local folder or a name that SentenceTransformer takes
    model: str = TUNED
    engine: Literal["onnx", "torch"] = "onnx"  # of a builtin model; any other runs on torch
    model_dir: Path | None = None  # where converted models are kept; None is the user's cache folder
    query_prefix: str | None = None  # None: what the model itself declares
    passage_prefix: str | None = None
    threads: int = Field(default=2, ge=1, le=64)  # while building
    query_threads: int = Field(default=1, ge=1, le=64)  # for one question; more would spin against others
    torch_batch: int = Field(default=16, ge=1, le=512)  # passages a batch, torch engine only
    torch_precision: Literal["fp32", "bf16"] = "fp32"  # bf16: three times as fast where the CPU has AMX
    gather_chars: int = Field(default=560, ge=50, le=600)  # siblings are gathered up to this length
    limit_chars: int = Field(default=600, ge=100, le=600)  # no passage is longer


def model_cache(settings: IndexSettings) -> Path:
    """The folder that holds converted models."""
    if settings.model_dir is not None:
        return settings.model_dir
    from platformdirs import user_cache_path

    return user_cache_path("youju", appauthor=False) / "models"
