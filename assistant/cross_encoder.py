"""Any sentence-transformers CrossEncoder, by folder or name, as a reranker."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.problems import ModelMissing

BATCH = 8  # texts a forward pass; they are sorted by length inside, and small batches pad less
_SCORING_HEADS = ("ForSequenceClassification", "ForCausalLM")  # what CrossEncoder can score with


class CrossEncoderReranker:
    """One forward pass a text; torch is imported when the first one is made."""

    def __init__(self, model: str, *, threads: int = 1, precision: Literal["fp32", "bf16"] = "fp32") -> None:
        """Load `model`. Raises ModelMissing where it is not to be had or gives no single score."""
        try:
            import torch
            from sentence_transformers import CrossEncoder
        except ImportError as error:
            raise ModelMissing("没有安装 sentence-transformers 与 torch。请运行 make install。") from error
        torch.set_num_threads(threads)
        shown = Path(model).name
        try:
            self._model = CrossEncoder(model, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelMissing(
                f"重排模型“{shown}”无法载入。"
                "请检查设置 assistant.reranker 是否为可用的本地文件夹或模型名称；不需要重排时去掉这一项。"
            ) from error
        heads = getattr(getattr(self._model.model, "config", None), "architectures", None) or _SCORING_HEADS
        # an embedding model loads too, with a head of random weights, and would shuffle the hits
        if self._model.num_labels != 1 or not str(heads[0]).endswith(_SCORING_HEADS):
            raise ModelMissing(
                f"“{shown}”不是重排模型：重排模型（CrossEncoder）对一个问题和一段原文给出一个分数。"
                "请在设置 assistant.reranker 中换一个模型，或去掉这一项。"
            )
        self._model.eval()
        self._identity = torch.nn.Identity()
        self._halved = precision == "bf16"

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n,) raw logits; a sigmoid would press the good ones together."""
        if not texts:
            return np.zeros(0, np.float32)
        import torch

        pairs = [(question, text) for text in texts]
        with torch.autocast("cpu", torch.bfloat16, enabled=self._halved):
            made = self._model.predict(
                pairs, batch_size=BATCH, show_progress_bar=False, activation_fn=self._identity
            )
        return np.asarray(made, np.float32)
