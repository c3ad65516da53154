"""The default model's tokenizer, rebuilt from its vocabulary; and which tokens carry words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.e5file import Vocabulary

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_WORD = re.compile(r"\w")
SPACE = "\u2581"  # SentencePiece's mark for a space


def make_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """XLM-R's Unigram tokenizer, with NFKC in place of SentencePiece's own normalisation table."""
    from tokenizers import AddedToken, Regex, Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.normalizers import NFKC, Replace, Sequence, Strip
    from tokenizers.pre_tokenizers import Metaspace
    from tokenizers.processors import TemplateProcessing

    tokenizer = Tokenizer(Unigram(list(vocabulary.pieces), unk_id=vocabulary.unk, byte_fallback=False))
    tokenizer.normalizer = Sequence([NFKC(), Replace(Regex(r"\s+"), " "), Strip()])
    tokenizer.pre_tokenizer = Metaspace(replacement=SPACE, prepend_scheme="always")
    bos, eos = (vocabulary.pieces[i][0] for i in (vocabulary.bos, vocabulary.eos))
    tokenizer.post_processor = TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    v = vocabulary
    specials = sorted({v.bos, v.eos, v.pad, v.unk, len(v.pieces) - 1})  # the last piece is <mask>
    tokenizer.add_special_tokens([AddedToken(v.pieces[i][0], special=True) for i in specials])
    return tokenizer


def kept_rows(
    text: str, prefix: str, offsets: Iterable[tuple[int, int]], special: Iterable[int]
) -> list[int]:
    """Rows of the tokens that carry words of `prefix + text`.

    Special tokens, those wholly inside the prefix, and punctuation are left out: a comma matches every
    other comma, which says nothing about meaning and makes late interaction a sixth dearer.
    """
    whole = prefix + text
    return [
        i
        for i, ((start, end), is_special) in enumerate(zip(offsets, special, strict=True))
        if not is_special and end > len(prefix) and _WORD.search(whole, max(start, len(prefix)), end)
    ]


def token_places(prefix: str, offsets: Sequence[Sequence[int]], kept: Sequence[int]) -> NDArray[np.int64]:
    """Half-open ranges `(length, 2)` of the kept tokens in the text behind `prefix`."""
    places = np.array([offsets[i] for i in kept], np.int64).reshape(-1, 2)
    shifted: NDArray[np.int64] = np.maximum(places - len(prefix), 0)
    return shifted
