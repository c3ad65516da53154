"""One writing for sentences that are compared: half width, simplified, no blanks, numerals in digits."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from assistant.normalise import normalise

_FORMAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩〇", "一二二三三四五六六七八九十百千万亿两零")
_ONES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_RUN = re.compile(r"(?<![\d.])[零一二两三四五六七八九十][零一二两三四五六七八九十百千万亿点]+")
_D = "[一二两三四五六七八九]"
_SMALL = rf"(?:{_D}千)?(?:零?{_D}百)?(?:零?{_D}?十)?(?:零?{_D})?"
_WHOLE = re.compile(rf"(?:(?P<yi>{_SMALL})亿)?(?:零?(?P<wan>{_SMALL})万)?零?(?P<ones>{_SMALL})")
_CUT_SHORT = re.compile(rf"[百千万亿]{_D}$")  # 一百二 says 120 and 三万五 says 35000: not read, so not shown
_ORDINAL = re.compile(rf"(?<=第)({_D})(?=[条款项章节])")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_BLANK = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")


@lru_cache(maxsize=8_192)
def plain(text: str) -> str:
    """The form in which a written sentence and a clause are compared.

    >>> plain("到二〇二五年，占比 超过百分之十，达一点六万亿元")
    '到2025年,占比超过10%,达1.6万亿元'
    >>> plain("第九条：处三万五千元、“十四五”末")
    '第9条:处35000元、“十四五”末'
    """
    text = unicodedata.normalize("NFKC", text).translate(_FORMAL)
    text = _BLANK.sub("", text)
    text = _THOUSANDS.sub(lambda m: m[0].replace(",", ""), text)
    text = _ORDINAL.sub(lambda m: str(_ONES[m[1]]), text)
    return _BLANK.sub("", normalise(_RUN.sub(_digits, text)))


def _digits(match: re.Match[str]) -> str:
    """A numeral in digits, a scale behind it kept; what is no plain numeral (十四五, 三四十) as it is."""
    run = match[0]
    scale = re.search(r"[万亿]+$", run)
    bare = run[: scale.start()] if scale else run
    total = _number(run) if re.search(r"[万亿]", bare) else None  # 三亿五千万 is one number
    if total is not None:
        return total
    number = _number(bare) if bare else None
    if number is None:
        return run
    return f"{number}{scale[0] if scale else ''}"


def _number(run: str) -> str | None:
    if len(run) == 1:
        return None if run not in _ONES and run != "十" else ("10" if run == "十" else str(_ONES[run]))
    if re.fullmatch(r"[零一二三四五六七八九]{2,}", run):
        return "".join(str(_ONES[c]) for c in run) if "零" in run or len(run) == 4 else None
    whole, point, part = run.partition("点")
    if point:
        if not part or any(c not in _ONES for c in part):
            return None
        number = _number(whole) if whole != "零" else "0"
        return None if number is None else f"{number}.{''.join(str(_ONES[c]) for c in part)}"
    match = _WHOLE.fullmatch(run)
    if match is None or _CUT_SHORT.search(run):
        return None
    total = sum(
        _small(match[name] or "") * factor for name, factor in (("yi", 10**8), ("wan", 10**4), ("ones", 1))
    )
    return str(Decimal(total))


def _small(run: str) -> int:
    total, digit = 0, 0
    for char in run:
        if char in _ONES:
            digit = _ONES[char]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    return total + digit
