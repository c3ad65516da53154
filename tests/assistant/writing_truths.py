"""Sentences that a model may honestly write from a clause: verbatim, or said in another way.

Made from the JSON that a model is sent, with none of the verifier's code.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

SCALES = "万亿|千亿|百亿|十亿|亿|千万|百万|万"
UNITS = "亿美元|美元|元|个百分点|%|平方公里|公里|EFLOPS|家|个|座|项|台|套|条|人|名|户|次|所|种|类|倍|吨|亩|处|标准机架"
YEAR = re.compile(r"(?<![\d.])(20\d{2})\s?年")
NUMBER = re.compile(
    rf"(?<![\d.A-Za-z])(\d[\d,]*(?:\.\d+)?)\s?((?:{SCALES})?)\s?((?:{UNITS})?)(?![\d.A-Za-z年月日])"
)
_HAN = "零一二三四五六七八九"


def squeezed(text: str) -> str:
    """Without blanks, for comparing what is shown with what was written."""
    return re.sub(r"[\s\u200b]+", "", text)


def sentences_of(text: str) -> list[str]:
    """Sentences of a clause that say something, without the number that they are printed under."""
    found = (
        re.sub(r"^(?:\d{1,2}[.、](?!\d)|[(（]\d{1,2}[)）])\s*", "", s)
        for s in re.findall(r"[^。\n]+。", text)
    )
    heading = re.compile(r"^[\d一二三四五六七八九十(（、.]+[^,，]{0,14}。$")
    return [
        s for s in found if 12 <= len(s) <= 200 and not re.search(r"[?!？！;；]", s) and not heading.match(s)
    ]


def han(value: str) -> str | None:
    """A whole number up to 99,999,999 or a short decimal in Chinese numerals; None for others.

    >>> [han(n) for n in ("5000", "20", "15", "1.6", "2023")]
    ['五千', '二十', '十五', '一点六', '二千零二十三']
    """
    if re.fullmatch(r"\d{1,2}\.\d{1,2}", value):
        whole, part = value.split(".")
        return f"{han(whole) if whole != '0' else '零'}点{''.join(_HAN[int(d)] for d in part)}"
    plain = value.replace(",", "")
    if not plain.isdigit() or not 0 < int(plain) < 100_000_000:
        return None
    high, low = divmod(int(plain), 10_000)
    if high:
        tail = ("零" if 0 < low < 1000 else "") + _below(low)
        return _below(high) + "万" + (tail if low else "")
    return _below(low)


def _below(number: int) -> str:
    out, gap = "", False
    for factor, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, factor)
        if digit:
            out += ("零" if gap and out else "") + _HAN[digit] + name
            gap = False
        elif out:
            gap = True
    return out[1:] if out.startswith("一十") else out


def verbatim(_: random.Random, sentence: str) -> str | None:
    return sentence


def to_han(rng: random.Random, sentence: str) -> str | None:
    """One figure in Chinese numerals: 5000亿元 as 五千亿元, 10% as 百分之十."""
    found = [
        m
        for m in NUMBER.finditer(sentence)
        if m[3] and (m[3] != "%" or not m[2]) and not _in_range(sentence, m)
    ]
    rng.shuffle(found)
    for match in found:
        numeral = han(match[1])
        # 五个百分点 is one word, 三亿 after a scale of its own would be read as another number
        if numeral is None or numeral in {"一", "二"} or (match[2] and "万" in numeral):
            continue
        new = f"百分之{numeral}" if match[3] == "%" else f"{numeral}{match[2]}{match[3]}"
        return sentence[: match.start()] + new + sentence[match.end() :]
    return None


def years_in_han(_: random.Random, sentence: str) -> str | None:
    """2025年 as 二〇二五年."""
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    new = YEAR.sub(lambda m: m[1].translate(digits) + "年", sentence)
    return new if new != sentence else None


def bare_year(_: random.Random, sentence: str) -> str | None:
    """到2025年 as 2025年."""
    new = re.sub(r"到\s?(20\d{2})\s?年(?![末底初])", r"\1年", sentence, count=1)
    return new if new != sentence else None


def full_width(_: random.Random, sentence: str) -> str | None:
    """Digits in full width."""
    new = re.sub(r"\d", lambda m: chr(ord(m[0]) + 0xFEE0), sentence)
    return new if new != sentence else None


def scaled(rng: random.Random, sentence: str) -> str | None:
    """1.6万亿元 as 16000亿元, 5000亿元 as 0.5万亿元."""
    for match in NUMBER.finditer(sentence):
        if _in_range(sentence, match) or not match[3]:
            continue
        if match[2] == "万亿" and "." in match[1]:
            whole, part = match[1].split(".")
            new = str(int(whole + (part + "0000")[:4])) + "亿"
        elif match[2] == "亿" and re.fullmatch(r"\d{4,5}", match[1]) and match[1].endswith("000"):
            new = f"{int(match[1]) / 10_000:g}万亿"
        elif not match[2] and re.fullmatch(r"[1-9]\d*0000", match[1]):
            new = f"{int(match[1]) // 10_000}万"
        else:
            continue
        return sentence[: match.start()] + new + match[3] + sentence[match.end() :]
    return None


def reordered(rng: random.Random, sentence: str) -> str | None:
    """The year's segment last, or two segments with a figure each the other way round."""
    body = sentence.rstrip("。")
    parts = re.split(r"[,，]", body)
    if len(parts) < 3 or re.search(r"[;；:：“”(（《]|其中|分别|同比|较|比|未经|不得|的$", body):
        return None
    if re.fullmatch(r"到?\s?20\d{2}\s?年[底末]?", parts[0]):
        rest = parts[1:]
        if len(rest) >= 2 and all(NUMBER.search(p) for p in rest):
            rng.shuffle(rest)
            return "，".join([parts[0], *rest]) + "。"
        return None
    return None


def first_only(_: random.Random, sentence: str) -> str | None:
    """Of several segments under one year, the year and the first."""
    parts = re.split(r"[,，]", sentence.rstrip("。"))
    if (
        len(parts) < 3
        or not re.fullmatch(r"到?\s?20\d{2}\s?年[底末]?", parts[0])
        or re.search(r"[;；“(（]", sentence)
    ):
        return None
    return f"{parts[0]}，{parts[1]}。"


def as_goal(_: random.Random, sentence: str) -> str | None:
    """到2023年,全市网络零售额达5000亿元,… as 2023年全市网络零售额的目标是5000亿元。"""
    parts = re.split(r"[,，]", sentence.rstrip("。"))
    if (
        len(parts) < 2
        or not re.fullmatch(r"到?\s?20\d{2}\s?年", parts[0])
        or re.search(r"[;；“(（]", sentence)
    ):
        return None
    match = re.fullmatch(rf"([^\d]{{4,30}}?)(?:达到|达)\s?({NUMBER.pattern})", parts[1])
    return f"{parts[0].lstrip('到 ')}{match[1]}的目标是{match[2]}。" if match else None


def leader(text: str) -> str | None:
    """Who leads, said as a sentence of its own."""
    match = re.search(r"[(（]([\u4e00-\u9fff]{2,12}[局委办厅部])牵头[,，]", text)
    return f"由{match[1]}牵头。" if match else None


def by_title(title: str) -> Callable[[random.Random, str], str | None]:
    """Under the name of its document: 根据《…》，…"""

    def rephrase(_: random.Random, sentence: str) -> str | None:
        return f"根据《{title}》，{sentence}" if "《" not in title else None

    return rephrase


def _in_range(sentence: str, match: re.Match[str]) -> bool:
    around = sentence[max(0, match.start() - 2) : match.start()] + sentence[match.end() : match.end() + 2]
    return re.search(r"[-—–~～至]|分之|第", around) is not None


REPHRASINGS: tuple[Callable[[random.Random, str], str | None], ...] = (
    to_han,
    years_in_han,
    bare_year,
    full_width,
    scaled,
    reordered,
    first_only,
    as_goal,
)
