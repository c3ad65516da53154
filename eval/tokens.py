"""Words and character pairs of Chinese text, for idf and for the baselines' BM25."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING

from corpus.fold import comparison_form

if TYPE_CHECKING:
    from jieba import Tokenizer

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"\w")


def tokens(text: str) -> list[str]:
    """jieba's search tokens (punctuation dropped), then every pair of neighbouring Han characters.

    >>> tokens("到2023年！")
    ['到', '2023', '年']
    >>> tokens("数据")
    ['数据', '数据']
    """
    folded = comparison_form(text)
    words = [w for w in _jieba().cut_for_search(folded) if _WORD.search(w)]
    pairs = [run[i : i + 2] for run in _HAN_RUN.findall(folded) for i in range(len(run) - 1)]
    return words + pairs


@cache
def _jieba() -> Tokenizer:
    """jieba's tokenizer with its own dictionary; loading it takes a second, so only when it is used."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()
