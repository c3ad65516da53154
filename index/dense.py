"""Nearest passages by inner product: an exact FAISS index behind two methods."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.problems import IndexProblem


class DenseIndex:
    """Exact search over unit rows."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        """Index `(n, dim) float32` unit rows."""
        try:
            import faiss
        except ImportError as error:
            raise IndexProblem("没有安装 faiss-cpu。请运行 make install。") from error
        # its idle threads would spin against the embedder's on a small machine
        faiss.omp_set_num_threads(1)
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors, np.float32))

    def nearest(
        self, query: NDArray[np.float32], depth: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Positions and inner products (-1..1) of the `depth` rows nearest to `query (dim,)`, best first."""
        depth = min(depth, self._index.ntotal)
        if depth <= 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        values, positions = self._index.search(np.ascontiguousarray(query[None, :], np.float32), depth)
        return positions[0].astype(np.int64), values[0].astype(np.float32)
