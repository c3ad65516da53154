"""Text to search tokens: jieba's words with our policy terms, and character bigrams."""

from __future__ import annotations

import logging
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer

TERMS_FILE = Path(__file__).with_name("terms.txt")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"\w")


@cache
def segmenter() -> Tokenizer:
    """jieba's dictionary, in a tokenizer of our own so that nobody else's is changed; about a second."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    segmenter: Tokenizer = jieba.Tokenizer()
    segmenter.initialize()
    for line in TERMS_FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            segmenter.add_word(line.strip())
    return segmenter


def tokenize(text: str) -> list[str]:
    """Search tokens of a text, with repeats: words and their parts, then the bigrams that are no word here.

    >>> tokenize("5Ｇ 基站")
    ['5g', '基站']
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    cut = segmenter().cut_for_search(plain)
    words = [w for w in cut if _WORD.search(w)]
    known = set(words)
    runs = _HAN_RUN.findall(plain)
    pairs = (run[i : i + 2] for run in runs for i in range(len(run) - 1))
    return words + [pair for pair in pairs if pair not in known]
