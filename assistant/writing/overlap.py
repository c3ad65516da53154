"""How much of a sentence is made of a source's own words, and whether a name in it is the source's own."""

from __future__ import annotations

import re

from assistant.writing.words import FILLERS

_HAN = re.compile(r"[\u3400-\u9fff]")
SHORTEST = 2  # characters in a row that count as the source's words
_JOINS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]|[和与及或的各到为在将并等]")


def foreign(text: str, source: str) -> tuple[str, ...]:
    """Runs of Han characters of `text`, fillers left out, that are not in runs shared with `source`.

    >>> foreign("2023年全市网络零售额目标为5000亿元,并给予补贴", "到2023年,全市网络零售额达5000亿元")
    ('给予补贴',)
    """
    covered = [False] * len(text)
    for match in FILLERS.finditer(text):
        covered[match.start() : match.end()] = [True] * (match.end() - match.start())
    i = 0
    while i < len(text):
        end = _shared(text, i, source)
        if end - i >= SHORTEST:
            covered[i:end] = [True] * (end - i)
        i = max(i + 1, end - 1)  # the next run may begin within this one: 网络零售 and 零售额 overlap
    runs: list[str] = []
    run = ""
    for char, known in zip(text, covered, strict=True):
        if not known and _HAN.match(char):
            run += char
        elif run:
            runs.append(run)
            run = ""
    return tuple([*runs, run] if run else runs)


def is_own_name(phrase: str, source: str) -> bool:
    """Whether a phrase stands in the source, at most members of an enumeration left out of it.

    数字经济增加值 is not what 数字经济核心产业增加值 names.

    >>> source = "培育电子商务平台和龙头企业,数字经济核心产业增加值"
    >>> [is_own_name(p, source) for p in ("龙头企业", "培育龙头企业", "数字经济增加值")]
    [True, True, False]
    """
    i = 0
    while i < len(phrase):
        end = _shared(phrase, i, source)
        while end > i and i and not _begins(phrase[i:end], source):
            end -= 1
        if end == i or (end - i == 1 and len(phrase) > 1):
            return False
        i = end
    return True


def han_length(text: str) -> int:
    """How many Han characters of a text are no fillers."""
    return len(_HAN.findall(FILLERS.sub("", text)))


def _shared(text: str, start: int, source: str) -> int:
    """The end of the longest run from `start` that the source holds too."""
    end = start
    while end < len(text) and text[start : end + 1] in source:
        end += 1
    return end


def _begins(run: str, source: str) -> bool:
    """Whether a run stands somewhere in the source behind a stop or a joining word."""
    at = source.find(run)
    while at >= 0:
        if at == 0 or _JOINS.match(source[at - 1]):
            return True
        at = source.find(run, at + 1)
    return False
