"""Small real models, written to a folder: random weights, real files, real forward passes.

torch and transformers are imported where they are used, which takes seconds: every process that only
collects the tests imports this.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

if TYPE_CHECKING:
    from transformers import BertConfig

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


def save_tokenizer(folder: Path, text: str) -> int:
    """One token a character of `text`; the size of the vocabulary."""
    from transformers import PreTrainedTokenizerFast

    vocab = {token: n for n, token in enumerate((*SPECIAL, *sorted(set(text) - {" ", "\n"})))}
    tokenizer = Tokenizer(models.WordLevel(vocab, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Split(Regex("."), "isolated")]
    )
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", vocab["[SEP]"]), ("[CLS]", vocab["[CLS]"]))
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=256,
    ).save_pretrained(folder)
    return len(vocab)


def _config(size: int, labels: int) -> BertConfig:
    from transformers import BertConfig

    return BertConfig(
        vocab_size=size,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=256,
        num_labels=labels,
        initializer_range=0.5,  # scores far enough apart to put texts in an order
    )


def save_cross_encoder(folder: Path, text: str, labels: int = 1) -> Path:
    """A two-layer CrossEncoder."""
    import torch
    from transformers import BertForSequenceClassification

    torch.manual_seed(20)
    BertForSequenceClassification(_config(save_tokenizer(folder, text), labels)).save_pretrained(folder)
    return folder


def save_encoder(folder: Path, text: str) -> Path:
    """The same without a scoring head: an embedding model."""
    import torch
    from transformers import BertModel

    torch.manual_seed(20)
    BertModel(_config(save_tokenizer(folder, text), 1)).save_pretrained(folder)
    return folder
