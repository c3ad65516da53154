"""Any sentence-transformers model, by folder or name, as an embedder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from index.model import Embeddings, EmbedKind
from index.onnx_embedder import unit_rows
from index.problems import ModelMissing
from index.tokens import kept_rows, token_places

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceTransformerEmbedder:
    """Pooled rows and token rows of one forward pass; torch is imported when the first one is made."""

    def __init__(
        self,
        model: str,
        *,
        query_prefix: str | None = None,
        passage_prefix: str | None = None,
        threads: int = 1,
        batch: int = 16,
        precision: Literal["fp32", "bf16"] = "fp32",
        name: str | None = None,
    ) -> None:
        """Load `model`; a prefix of None is the prompt that the model declares, or nothing.

        Raises ModelMissing where the model, or sentence-transformers itself, is not to be had.
        """
        try:
            import torch
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelMissing("没有安装 sentence-transformers 与 torch。请运行 make install。") from error
        torch.set_num_threads(threads)
        try:
            self._model: SentenceTransformer = SentenceTransformer(model, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelMissing(
                f"向量模型“{Path(model).name}”无法载入。"
                "请检查设置 index.model 是否为可用的本地文件夹或模型名称。"
            ) from error
        if not getattr(self._model.tokenizer, "is_fast", False):
            raise ModelMissing(
                f"向量模型“{Path(model).name}”不能给出每个字词的向量和位置（例如静态词向量模型），"
                "不能用于检索。请在设置 index.model 中换一个模型。"
            )
        self._model.eval()
        prompts = self._model.prompts
        self._prefixes: dict[EmbedKind, str] = {
            "query": _prompt(query_prefix, prompts, "query"),
            "passage": _prompt(passage_prefix, prompts, "passage", "document"),
        }
        self._batch = batch
        self._halved = precision == "bf16"
        marks = "|".join(self._prefixes[k] for k in ("query", "passage"))
        identity = f"{name or _identify(model)}{'-bf16' if self._halved else ''}"
        self._name = f"{identity}-{hashlib.sha256(marks.encode()).hexdigest()[:6]}"
        self._dim = int(self._model.get_embedding_dimension() or 0)

    @property
    def name(self) -> str:
        """Model, a digest of its files where it is a folder, and a digest of the prefixes."""
        return self._name

    @property
    def dim(self) -> int:
        """Dimension of all vectors."""
        return self._dim

    def embed(self, texts: list[str], kind: EmbedKind) -> Embeddings:
        """Vectors of the texts, in order; batches hold texts of like length, which pads least."""
        import torch

        prefix = self._prefixes[kind]
        pooled = np.zeros((len(texts), self._dim), np.float32)
        tokens: list[NDArray[np.float32]] = [np.zeros((0, self._dim), np.float32)] * len(texts)
        places: list[NDArray[np.int64]] = [np.zeros((0, 2), np.int64)] * len(texts)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(order), self._batch):
            chosen = order[start : start + self._batch]
            encoded = self._model.tokenizer(
                [prefix + texts[i] for i in chosen],
                padding=True,
                truncation=True,
                max_length=self._model.get_max_seq_length(),
                return_offsets_mapping=True,
                return_special_tokens_mask=True,
                return_tensors="pt",
            )
            offsets = encoded.pop("offset_mapping").tolist()
            special = encoded.pop("special_tokens_mask").tolist()
            with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=self._halved):
                out = self._model({k: v.to(self._model.device) for k, v in encoded.items()})
            pooled[chosen] = unit_rows(out["sentence_embedding"].float().numpy(force=True))
            states = out["token_embeddings"].float().numpy(force=True)
            for row, i in enumerate(chosen):
                kept = kept_rows(texts[i], prefix, [(a, b) for a, b in offsets[row]], special[row])
                tokens[i] = unit_rows(states[row, kept])
                places[i] = token_places(prefix, offsets[row], kept)
        return Embeddings(pooled, tuple(tokens), tuple(places))


def _prompt(configured: str | None, declared: Mapping[str, str | None], *names: str) -> str:
    """The configured prefix, else the first that the model declares under one of the names."""
    if configured is not None:
        return configured
    return next((found for n in names if (found := declared.get(n))), "")


def _identify(model: str) -> str:
    """The model's name, with a digest of its weights where it is a local folder."""
    folder = Path(model)
    if not folder.is_dir():
        return model
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".safetensors", ".bin", ".json", ".model"}:
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as stream:
                while chunk := stream.read(1 << 20):
                    digest.update(chunk)
    return f"{folder.name}@{digest.hexdigest()[:12]}"
