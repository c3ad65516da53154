"""Pooled passage vectors, kept on disk by text hash so that a second run embeds nothing."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.runner import Progress
from index.model import Embedder

BATCH = 32  # texts


class VectorStore:
    """Vectors of one embedder in one .npz file below `folder`."""

    def __init__(self, folder: Path, embedder: Embedder, progress: Progress) -> None:
        self._path = folder / f"{hashlib.sha256(embedder.name.encode()).hexdigest()[:16]}.npz"
        self._embedder = embedder
        self._progress = progress

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, dim) float32, unit rows, in the order of the texts."""
        keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        known = self._load()
        missing = {k: t for k, t in zip(keys, texts, strict=True) if k not in known}
        todo = list(missing.items())
        for start in range(0, len(todo), BATCH):
            batch = todo[start : start + BATCH]
            pooled = self._embedder.embed([text for _, text in batch], "passage").pooled
            known.update(zip((key for key, _ in batch), pooled, strict=True))
            self._progress(f"基线向量：{min(start + BATCH, len(todo))}/{len(todo)}")
        if todo:
            self._save(known)
        return np.stack([known[k] for k in keys]).astype(np.float32)

    def _load(self) -> dict[str, NDArray[np.float32]]:
        if not self._path.exists():
            return {}
        try:
            with np.load(self._path) as stored:
                return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            self._progress("基线向量缓存已损坏，重新计算。")
            return {}

    def _save(self, vectors: dict[str, NDArray[np.float32]]) -> None:
        fresh = self._path.with_name(f"{self._path.stem}.{os.getpid()}.tmp.npz")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            np.savez(fresh, keys=np.array(list(vectors)), vectors=np.stack(list(vectors.values())))
            fresh.replace(self._path)
        except OSError as error:  # the evaluation can go on; only the next one will be slow again
            self._progress(f"基线向量无法缓存（{error.strerror}），下次评测将重新计算。请检查数据文件夹。")
