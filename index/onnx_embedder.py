"""The default embedder: the builtin model on ONNX Runtime, ready in a second and without torch."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.convert import GRAPH_FILE, MAX_TOKENS, PREFIXES, TOKENIZER_FILE
from index.model import Embeddings, EmbedKind
from index.problems import ModelMissing
from index.tokens import kept_rows, token_places

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]  # no stubs


class OnnxEmbedder:
    """Embeds one text a run, so that no vector depends on its neighbours in a batch."""

    def __init__(self, folder: Path, name: str, threads: int) -> None:
        """Load graph and tokenizer; `threads` texts run at a time.

        Raises ModelMissing where the folder cannot be used.
        """
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise ModelMissing("没有安装 onnxruntime 或 tokenizers。请运行 make install。") from error
        try:
            self._session: InferenceSession = onnxruntime.InferenceSession(
                str(folder / GRAPH_FILE), _options(), providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        except Exception as error:  # both libraries raise bare Exception subclasses of their own
            raise ModelMissing("转换后的向量模型无法读取。请删除模型缓存文件夹后运行 make index。") from error
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._name = name
        self._threads = threads
        self._dim = int(self._session.get_outputs()[0].shape[1])

    @property
    def name(self) -> str:
        """Name of the model, its conversion and its engine."""
        return self._name

    @property
    def dim(self) -> int:
        """Dimension of all vectors."""
        return self._dim

    def embed(self, texts: list[str], kind: EmbedKind) -> Embeddings:
        """Vectors of the texts, in order; pooled is the mean of all states, as the model was trained."""
        prefix = PREFIXES[kind]
        if self._threads == 1 or len(texts) <= 1:
            made = [self._run(prefix, t) for t in texts]
        else:
            # a thread a text uses two cores fully; two threads inside one text gain only half
            with ThreadPoolExecutor(self._threads) as pool:
                made = list(pool.map(partial(self._run, prefix), texts))
        pooled = np.array([row for row, *_ in made], np.float32).reshape(len(texts), self._dim)
        return Embeddings(pooled, tuple(t for _, t, _ in made), tuple(s for _, _, s in made))

    def _run(
        self, prefix: str, text: str
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64]]:
        """The pooled row `(dim,)`, token rows `(length, dim)` and their places `(length, 2)` of one text."""
        encoding = self._tokenizer.encode(prefix + text)
        states: NDArray[np.float32] = self._session.run(None, {"ids": np.array(encoding.ids, np.int64)})[0]
        kept = kept_rows(text, prefix, encoding.offsets, encoding.special_tokens_mask)
        places = token_places(prefix, encoding.offsets, kept)
        return unit_rows(states.mean(axis=0, keepdims=True))[0], unit_rows(states[kept]), places


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows `(n, dim) float32` divided by their lengths; a zero row stays zero."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    result: NDArray[np.float32] = rows / np.maximum(norms, 1e-12)
    return result


def _options() -> SessionOptions:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # on a CPU without VNNI the 8-bit products would saturate; this widens them there and nowhere else
    options.add_session_config_entry("session.x64quantprecision", "1")
    return options
