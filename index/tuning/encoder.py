"""The encoder while it is trained: pooled and token vectors, with gradients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor
from torch.nn import functional

from index.convert import PREFIXES, bert_tensors, torch_config
from index.e5file import E5File
from index.model import EmbedKind
from index.tokens import kept_rows, make_tokenizer

if TYPE_CHECKING:
    from transformers import BertModel


CHUNK = 10  # texts of like length that share a forward pass: padding to the longest of 40 cost half the time


@dataclass(frozen=True)
class Encoded:
    """Vectors of n texts; `tokens` are padded to the longest."""

    pooled: Tensor  # (n, dim), unit rows
    tokens: Tensor  # (n, length, dim), unit rows
    mask: Tensor  # (n, length) bool: tokens that carry words


class Encoder:
    """A BertModel over a weights file's tensors, and its tokenizer."""

    def __init__(self, file: E5File, max_tokens: int) -> None:
        """Build the model in float32; texts are cut at `max_tokens`."""
        self.model = make_bert(file)
        # embeddings stay as they are: 2,000 clauses cannot teach anything about 40,000 words
        self.model.embeddings.requires_grad_(False)
        self._tokenizer = make_tokenizer(file.vocabulary)
        self._tokenizer.enable_truncation(max_tokens)
        self._tokenizer.enable_padding(pad_id=file.vocabulary.pad)

    def encode(self, texts: Sequence[str], kind: EmbedKind) -> Encoded:
        """Vectors of the texts under the caller's autocast and gradient mode."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        parts = [order[i : i + CHUNK] for i in range(0, len(order), CHUNK)]
        made = [self._encode([texts[i] for i in part], kind) for part in parts]
        back = torch.tensor(order).argsort()
        longest = max(e.mask.shape[1] for e in made)
        pads = [longest - e.mask.shape[1] for e in made]
        return Encoded(
            torch.cat([e.pooled for e in made])[back],
            torch.cat([functional.pad(e.tokens, (0, 0, 0, n)) for e, n in zip(made, pads, strict=True)])[
                back
            ],
            torch.cat([functional.pad(e.mask, (0, n)) for e, n in zip(made, pads, strict=True)])[back],
        )

    def _encode(self, texts: Sequence[str], kind: EmbedKind) -> Encoded:
        prefix = PREFIXES[kind]
        encodings = self._tokenizer.encode_batch([prefix + t for t in texts])
        ids = torch.tensor([e.ids for e in encodings])
        attention = torch.tensor([e.attention_mask for e in encodings])
        mask = torch.zeros_like(ids, dtype=torch.bool)
        for row, (text, e) in enumerate(zip(texts, encodings, strict=True)):
            mask[row, kept_rows(text, prefix, e.offsets, e.special_tokens_mask)] = True
        states = self.model(input_ids=ids, attention_mask=attention).last_hidden_state.float()
        weight = attention[:, :, None]
        pooled = (states * weight).sum(dim=1) / weight.sum(dim=1)
        return Encoded(functional.normalize(pooled, dim=-1), functional.normalize(states, dim=-1), mask)


def make_bert(file: E5File) -> BertModel:
    """The file's weights as a BertModel without dropout, in evaluation mode."""
    from transformers import BertConfig, BertModel

    config: Any = torch_config(file)["config.json"]
    settings = {k: v for k, v in config.items() if k not in {"architectures", "model_type", "dtype"}}
    bert = BertConfig(**settings, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
    bert._attn_implementation = (
        "eager"  # on the build machines the fused kernel's backward pass took four times as long
    )
    model = BertModel(bert, add_pooling_layer=False)
    state = {name: torch.from_numpy(values) for name, values in bert_tensors(file).items()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or any("position_ids" not in name for name in missing):
        raise ValueError(f"weights do not fit: {missing} {unexpected}")
    model.train(False)
    return model
