"""Mend slips of the input method: 数字经挤 is 数字经济 where the corpus writes it so."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from assistant.terms import TermWeights

COMMON = 5  # clauses that must hold a pair before a slip is read as it
# Characters that stand alone in any sentence: a pair with one of them is no slip.
_ALONE = frozenset(
    "的得地是不还给让被把从到在哪那这各有由没就也都要会能想找跟个几多少么吗呢去来说讲拿搞弄盯我你他它再又很太只才对里上下能全"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


@cache
def dictionary() -> frozenset[str]:
    """Words of two to four characters of jieba's dictionary; its tokenizer also guesses words, which slips are not."""
    import jieba

    with jieba.dt.get_dict_file() as file:
        words = (line.split(b" ", 1)[0].decode("utf-8") for line in file)
        return frozenset(word for word in words if 2 <= len(word) <= 4)


class Homophones:
    """Pairs of characters of the corpus by how they sound. Immutable after construction."""

    def __init__(self, terms: TermWeights, words: frozenset[str]) -> None:
        self._terms = terms
        self._words = words
        self._readings: dict[str, tuple[str, ...]] = {}
        sounds: defaultdict[str, list[str]] = defaultdict(list)
        for pair in terms.common(COMMON):
            if _HAN.fullmatch(pair) and pair in self._words:
                sounds[_spoken(pair)].append(pair)
        self._pairs = dict(sounds)

    def mend(self, text: str) -> str:
        """`text` with its slips mended."""
        return self.mended(text)[0]

    def mended(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """`text` with pairs that make no word replaced by common words that sound alike, and what became what.

        Only where both characters stand loose, and one of them stays: 试试 is not a slip for 实施, and
        产假 is a word although no clause holds it.
        """
        characters = list(text)
        slips: list[tuple[str, str]] = []
        for i in range(len(characters) - 1):
            pair = characters[i] + characters[i + 1]
            if _HAN.fullmatch(pair) and not self._terms.known(pair) and self._loose(text, i):
                better = self._alike(pair)
                if better is not None:
                    characters[i : i + 2] = better
                    slips.append((pair, better))
        return "".join(characters), tuple(slips)

    def _alike(self, pair: str) -> str | None:
        """The commonest word that sounds like a pair and keeps one of its characters."""
        found = [
            other
            for sound in self._sounds(pair)
            for other in self._pairs.get(sound, ())
            if (other[0] == pair[0] and pair[1] not in _ALONE)
            != (other[1] == pair[1] and pair[0] not in _ALONE)
        ]
        return max(found, key=lambda other: (-self._terms.weight(other), other), default=None)

    def _loose(self, text: str, i: int) -> bool:
        """Whether no word of two to four characters holds text[i] or text[i + 1]."""
        starts = range(max(0, i - 3), i + 2)
        around = (text[a:b] for a in starts for b in range(max(a + 2, i + 1), min(a + 4, len(text)) + 1))
        return not any(word in self._words for word in around)

    def _sounds(self, pair: str) -> set[str]:
        """All readings of what was typed: it is no word, so none of them is the usual one."""
        return {f"{a} {b}" for a in self._of(pair[0]) for b in self._of(pair[1])}

    def _of(self, character: str) -> tuple[str, ...]:
        if character not in self._readings:
            from pypinyin import Style, pinyin

            readings = pinyin(character, style=Style.NORMAL, heteronym=True)
            self._readings[character] = tuple(dict.fromkeys(readings[0]))
        return self._readings[character]


def _spoken(word: str) -> str:
    """How a word is read: 全市 is quan shi, although 市 alone may also be read fu, as 包 may."""
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(word))
