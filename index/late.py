"""Late interaction: token vectors as int8 rows with a scale each, memory-mapped, scored by MaxSim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_STEPS = 127  # of int8, on either side of zero


@dataclass(frozen=True)
class TokenRows:
    """Token vectors of n passages, one after the other; row i is `rows[i] * scales[i]`."""

    rows: NDArray[np.int8]  # (all tokens, dim)
    scales: NDArray[np.float32]  # (all tokens,)
    offsets: NDArray[np.int64]  # (n + 1,): passage p owns rows offsets[p]:offsets[p + 1]

    def slice(self, position: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
        """Rows and scales of one passage."""
        start, end = self.offsets[position], self.offsets[position + 1]
        return self.rows[start:end], self.scales[start:end]

    def max_sim(self, query: NDArray[np.float32], positions: NDArray[np.int64]) -> NDArray[np.float32]:
        """Mean over the query's tokens `(m, dim)`, unit rows, of the best match in each passage, -1..1.

        Khattab and Zaharia 2020, with the mean for the sum so that long questions do not score higher.
        A question or a passage without tokens scores 0.
        """
        result = np.zeros(len(positions), np.float32)
        if not len(query):
            return result
        # one passage at a time stays inside the cache, which a single large product does not
        columns = np.ascontiguousarray(query.T)
        for i, position in enumerate(positions):
            result[i] = self._best(columns, int(position)).mean()
        return result

    def best(self, query: NDArray[np.float32], position: int) -> NDArray[np.float32]:
        """The best match `(m,)`, -1..1, of each query token `(m, dim)` in one passage; 0 in an empty one."""
        return self._best(np.ascontiguousarray(query.T), position)

    def _best(self, columns: NDArray[np.float32], position: int) -> NDArray[np.float32]:
        rows, scales = self.slice(position)
        if not len(rows):
            return np.zeros(columns.shape[1], np.float32)
        similar: NDArray[np.float32] = (rows.astype(np.float32) @ columns) * scales[:, None]
        best: NDArray[np.float32] = similar.max(axis=0)
        return best


def quantize(tokens: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows `(m, dim) int8` and scales `(m,) float32`; the largest entry of a row becomes 127."""
    scales = (np.abs(tokens).max(axis=1, initial=0.0) / _STEPS).astype(np.float32)
    rows = np.rint(tokens / np.maximum(scales, 1e-12)[:, None]).astype(np.int8)
    return rows, scales


def gather_rows(parts: Sequence[tuple[NDArray[np.int8], NDArray[np.float32]]], dim: int) -> TokenRows:
    """Token rows of passages in order, from their quantized parts."""
    sizes = [len(scales) for _, scales in parts]
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    rows = np.concatenate([np.empty((0, dim), np.int8), *(r for r, _ in parts)])
    scales = np.concatenate([np.empty(0, np.float32), *(s for _, s in parts)])
    return TokenRows(rows, scales, offsets)
