"""How much of a sentence is made of a source's own words, and whether a name in it is the source's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.writing.words import FILLERS, FREE, MODALS

_RUN = re.compile(r"[\u3400-\u9fffA-Za-z]+")
SHORTEST = 2  # characters in a row that count as the source's words
_JOINS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]|[和与及或的各到为在将并等]")


def phrases_of(text: str) -> tuple[str, ...]:
    """Runs of characters and letters between the words that claim nothing; numbers are left out.

    >>> phrases_of("到□□□□□,全市网络零售额的目标为□□□□")
    ('全市网络零售额',)
    """
    said = MODALS.sub("□", text)
    return tuple(run for part in FILLERS.split(said) for run in _RUN.findall(part))


def has_own_order(text: str, source: str, above: str) -> bool:
    """Whether the runs that a text shares with a source stand in it in the same order.

    Who does what to whom is told by order: 部门向企业报告 is not 企业向部门报告. Runs that only the headings
    hold may stand anywhere.

    >>> source = "企业应当向主管部门报告情况"
    >>> [has_own_order(t, source, "数据安全") for t in ("企业向主管部门报告", "主管部门向企业报告", "数据安全情况")]
    [True, False, True]
    """
    cursor, i = 0, 0
    while i < len(text):
        end, lent = _shared(text, i, source), _shared(text, i, above)
        if lent > end:
            i = lent
            continue
        if end - i < SHORTEST or FILLERS.fullmatch(text[i:end]):
            i += 1
            continue
        while end - i >= SHORTEST and source.find(text[i:end], cursor) < 0:
            end -= 1
        if end - i < SHORTEST:
            return False
        cursor = source.find(text[i:end], cursor) + end - i
        i = end
    return True


def is_whole_name(phrase: str, held: Iterable[str], said: str = "") -> bool:
    """Whether nothing that limits it stands before a phrase in the source's phrases: 规模以上工业 is not 工业.

    Scopes, places and verbs may be left out, and what the sentence says elsewhere; of several occurrences
    one is enough.

    >>> held = phrases_of("实现全市网络零售额达□,规模以上工业增加值达□")
    >>> [is_whole_name(p, held) for p in ("网络零售额", "规模以上工业增加值", "工业增加值")]
    [True, True, False]
    """
    before = [h[: m.start()] for h in held for m in re.finditer(re.escape(phrase), h)]
    return not before or any(FREE.fullmatch(b) or (len(b) >= SHORTEST and b in said) for b in before)


def is_own_name(phrase: str, source: str, above: str = "") -> bool:
    """Whether a phrase stands in the source, at most members of an enumeration left out of it.

    数字经济增加值 is not what 数字经济核心产业增加值 names. Words of the headings may stand before it.

    >>> source = "培育电子商务平台和龙头企业,数字经济核心产业增加值"
    >>> [is_own_name(p, source, "苏州市") for p in ("龙头企业", "培育龙头企业", "苏州龙头企业", "数字经济增加值")]
    [True, True, True, False]
    """
    if phrase in source or phrase in above:
        return True
    return any(
        _rest_is_own(phrase, end, source)
        for end in range(len(phrase) - 1, SHORTEST - 1, -1)
        if phrase[:end] in source or phrase[:end] in above
    )


def _rest_is_own(phrase: str, start: int, source: str) -> bool:
    """Whether what follows is made of runs that each begin behind a stop or a joining word of the source."""
    if start == len(phrase):
        return True
    return any(
        _begins(phrase[start:end], source) and _rest_is_own(phrase, end, source)
        for end in range(_shared(phrase, start, source), start + SHORTEST - 1, -1)
    )


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
