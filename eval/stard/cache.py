"""Vectors of many texts on disk, written chunk by chunk so that a run that is killed goes on where it was.

<folder>/<digest of the model's name>/chunk-<digest of its texts>/{keys,pooled,rows,scales,offsets}.npy
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.stard.dataset import StardError
from index.late import TokenRows, gather_rows, quantize
from index.manifest import text_key
from index.model import Embedder

CHUNK = 1_024  # texts
_STEP = 64  # texts between two steps of the progress bar
_CHUNK_PREFIX, _WORK_PREFIX = "chunk-", ".work-"

Say = Callable[[str], None]


@dataclass(frozen=True)
class ChunkedTokens:
    """Token rows of n texts that lie in several memory-mapped chunks."""

    chunks: tuple[TokenRows, ...]
    chunk: NDArray[np.int64]  # (n,) which chunk holds a text
    row: NDArray[np.int64]  # (n,) its position there

    def max_sim(self, query: NDArray[np.float32], positions: NDArray[np.int64]) -> NDArray[np.float32]:
        """As TokenRows.max_sim: (m,) float32, -1..1."""
        scores = np.zeros(len(positions), np.float32)
        for number in np.unique(self.chunk[positions]):
            here = self.chunk[positions] == number
            scores[here] = self.chunks[number].max_sim(query, self.row[positions[here]])
        return scores


@dataclass(frozen=True)
class Vectors:
    """Vectors of n texts, in their order."""

    pooled: NDArray[np.float32]  # (n, dim), unit rows
    tokens: ChunkedTokens


class VectorCache:
    """The chunks of one embedder below a folder; may be deleted at any time."""

    def __init__(self, folder: Path, embedder: Embedder, say: Say) -> None:
        self._folder = folder / hashlib.sha256(embedder.name.encode()).hexdigest()[:16]
        self._embedder = embedder
        self._say = say

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts; those that are not held are embedded. Raises StardError where disk fails."""
        keys = [text_key(text) for text in texts]
        try:
            held = {key for path in self._paths() for key in self._keys(path)}
            missing = {k: t for k, t in zip(keys, texts, strict=True) if k not in held}
            if missing:
                self._embed(missing, len(set(keys)))
            return self._open(keys)
        except OSError as error:
            raise StardError(
                f"向量缓存无法读写（{error.strerror or error}）。请检查数据文件夹的权限与磁盘空间。"
            ) from error

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob(f"{_CHUNK_PREFIX}*"))

    def _keys(self, path: Path) -> list[str]:
        """Text keys of a chunk; a damaged one is removed."""
        try:
            keys: list[str] = np.load(path / "keys.npy").tolist()
            pooled, tokens = _load(path)
            if not len(keys) == len(pooled) == len(tokens.offsets) - 1:
                raise ValueError(path.name)
        except (OSError, ValueError, EOFError):
            self._say(f"缓存 {path.name} 已损坏，重新计算。")
            shutil.rmtree(path)
            return []
        return keys

    def _embed(self, missing: dict[str, str], total: int) -> None:
        from tqdm import tqdm

        self._folder.mkdir(parents=True, exist_ok=True)
        todo = list(missing.items())
        known = total - len(todo)
        with tqdm(total=total, initial=known, desc="计算向量", unit="段", mininterval=2) as bar:
            for start in range(0, len(todo), CHUNK):
                self._write(todo[start : start + CHUNK], bar.update)

    def _write(self, chunk: Sequence[tuple[str, str]], step: Callable[[int], object]) -> None:
        """One chunk, complete or not at all. Texts of like length go through the model together."""
        ordered = sorted(chunk, key=lambda item: len(item[1]))
        pooled: list[NDArray[np.float32]] = []
        tokens: list[tuple[NDArray[np.int8], NDArray[np.float32]]] = []
        for start in range(0, len(ordered), _STEP):
            texts = [text for _, text in ordered[start : start + _STEP]]
            made = self._embedder.embed(texts, "passage")
            pooled.append(made.pooled)
            tokens += [quantize(rows) for rows in made.tokens]
            step(len(texts))
        rows = gather_rows(tokens, self._embedder.dim)
        keys = np.array([key for key, _ in ordered], dtype="U64")
        work = Path(tempfile.mkdtemp(prefix=_WORK_PREFIX, dir=self._folder))
        try:
            for name, array in (
                ("keys", keys),
                ("pooled", np.concatenate(pooled)),
                ("rows", rows.rows),
                ("scales", rows.scales),
                ("offsets", rows.offsets),
            ):
                np.save(work / f"{name}.npy", array, allow_pickle=False)
            digest = hashlib.sha256("".join(keys.tolist()).encode()).hexdigest()[:16]
            work.rename(self._folder / f"{_CHUNK_PREFIX}{digest}")
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def _open(self, keys: Sequence[str]) -> Vectors:
        wanted = dict.fromkeys(keys)
        place: dict[str, tuple[int, int]] = {}
        chunks: list[TokenRows] = []
        pooled: list[NDArray[np.float32]] = []
        for path in self._paths():
            for at, key in enumerate(np.load(path / "keys.npy").tolist()):
                if key in wanted:
                    place[key] = (len(chunks), at)
            vectors, tokens = _load(path)
            chunks.append(tokens)
            pooled.append(vectors)
        places = np.array([place[key] for key in keys], np.int64)
        chunk, row = places[:, 0], places[:, 1]
        first = np.cumsum([0, *(len(p) for p in pooled)])
        together = np.concatenate(pooled)[first[chunk] + row]
        return Vectors(together, ChunkedTokens(tuple(chunks), chunk, row))


def _load(path: Path) -> tuple[NDArray[np.float32], TokenRows]:
    """Pooled rows, and token rows that stay on disk until they are touched."""
    rows = np.load(path / "rows.npy", mmap_mode="r")
    tokens = TokenRows(rows, np.load(path / "scales.npy"), np.load(path / "offsets.npy"))
    pooled: NDArray[np.float32] = np.load(path / "pooled.npy")
    return pooled, tokens
