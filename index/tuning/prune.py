"""The part of the vocabulary that Chinese office text uses."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from index.e5file import Vocabulary

LATIN_PIECES = 20_000  # the commonest pieces of Latin letters: names, units, English terms in Chinese text
_HAN = re.compile(r"▁?[\u2000-\u2bff\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\x21-\x7e·×°±]*")
_LETTERS = re.compile(r"▁?[\x21-\x7e]*")
_SYMBOLS = re.compile(
    r"▁?[\u2000-\u2bff\u3000-\u303f\uff00-\uffef\u00a0-\u00bf\u00d7\u0370-\u03ff\x21-\x40\[-`{-~]*"
)


def kept_pieces(vocabulary: Vocabulary) -> NDArray[np.int64]:
    """Ids of the pieces to keep, ascending: special ones, Han, punctuation, digits, common Latin."""
    pieces = vocabulary.pieces
    special = {vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk, len(pieces) - 1}
    latin = [i for i, (p, _) in enumerate(pieces) if _LETTERS.fullmatch(p) and not _SYMBOLS.fullmatch(p)]
    # short pieces stay whatever their rank: with every letter kept, no word of ASCII letters becomes unknown
    common = sorted(latin, key=lambda i: (len(pieces[i][0]) > 2, -pieces[i][1], i))[:LATIN_PIECES]
    others = {i for i, (p, _) in enumerate(pieces) if _SYMBOLS.fullmatch(p) or _is_han(p)}
    return np.array(sorted(special | set(common) | others), np.int64)


def prune(vocabulary: Vocabulary, kept: NDArray[np.int64]) -> Vocabulary:
    """The vocabulary of the kept ids, renumbered in their order."""
    new = {int(old): i for i, old in enumerate(kept)}
    v = vocabulary
    return Vocabulary(tuple(v.pieces[int(i)] for i in kept), new[v.bos], new[v.eos], new[v.pad], new[v.unk])


def _is_han(piece: str) -> bool:
    return bool(_HAN.fullmatch(piece)) and any(
        "\u3400" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" for c in piece
    )
