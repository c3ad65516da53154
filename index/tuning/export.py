"""From the trained encoder to the file that is shipped: pruned words in 4 bits, trained weights in 8."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.convert import bert_name
from index.e5file import E5File, Tensor, encode_q8
from index.e5write import Encoded, write_e5
from index.tuning.prune import kept_pieces, prune

if TYPE_CHECKING:
    from transformers import BertModel

WORDS = "emb.word"


def pruned(file: E5File) -> E5File:
    """The same model over the kept words only; every other tensor is shared with `file`."""
    kept = kept_pieces(file.vocabulary)
    blocks = file.blocks(WORDS).reshape(file.shape.vocab, -1)[kept]
    data = np.concatenate([file.data, blocks.reshape(-1)])
    words = Tensor("q4", len(kept) * file.shape.hidden, len(file.data), blocks.nbytes)
    return E5File(
        replace(file.shape, vocab=len(kept)),
        prune(file.vocabulary, kept),
        {**file.tensors, WORDS: words},
        data,
    )


def export(file: E5File, model: BertModel, path: Path) -> None:
    """Write the model; matrices of the layers in 8 bits with a scale a row, words as they were, the rest in full."""
    state = {name: tensor.detach().numpy() for name, tensor in model.state_dict().items()}
    tensors = {
        name: _words(file) if name == WORDS else _encoded(name, state[bert_name(name)])
        for name in file.tensors
    }
    write_e5(path, file.shape, file.vocabulary, tensors)


def _words(file: E5File) -> Encoded:
    return "q4", file.tensors[WORDS].count, file.blocks(WORDS).reshape(-1)


def _encoded(name: str, values: NDArray[np.float32]) -> Encoded:
    if values.ndim == 2 and not name.startswith("emb."):
        return "q8", values.size, encode_q8(values)
    return "f32", values.size, np.ascontiguousarray(values, "<f4").reshape(-1).view(np.uint8)
