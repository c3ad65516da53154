"""What a text states about itself: 文号, dates, issuer, period, force."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.fold import comparison_form
from corpus.lines import Placed
from corpus.model import Force, Period
from corpus.numerals import parse_number

_NUMBER = re.compile(r"[(（]?([\u4e00-\u9fff]{2,12}[〔﹝\[(（]\d{4}[〕﹞\])）]\d+号)[)）]?")
_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日(?:印发)?")
_CHINESE_DATE = re.compile(
    r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日(?:印发)?"
)
_DAY = r"\s*(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})"
_PUBLISHED = re.compile(r"(?:发布日期|发布时间|公开日期|时间)[:：]" + _DAY)
_WRITTEN = re.compile(r"(?:成文日期|发文日期|生成日期)[:：]" + _DAY)
_STATUS = re.compile(r"(?:状态|有效性)[:：]\s*(?:现行)?(有效|失效|废止)")  # as portals print it
_NUMBER_LABEL = re.compile(r"(?:发文字号|文\s*号)[:：]\s*(.+)")
# What portals print above a text; words that no clause opens with.
_PORTAL = re.compile(
    r"(?:索\s*引\s*号|信息索引|主题分类|主题词|体裁分类|组配分类|发布机构|发文机关|发文字号|文\s*号|成文日期|发文日期|生成日期|公开日期"
    r"|有效性|效力状态|公开方式|公开范围|信息来源|浏览次数|阅读次数|责任编辑)\s*[:：]"
)
_SOURCE = re.compile(r"(?:文章)?来源[:：]")
_ISSUER_LABEL = re.compile(r"(?:发文单位|发文机关|发布机构)[:：]\s*(\S+)")
_PERIOD = re.compile(r"[(（]\s*(\d{4})\s*[-—–~至]+\s*(\d{4})\s*年?\s*[)）]")
_FIVE_YEAR_PLANS = {"十三五": Period(2016, 2020), "十四五": Period(2021, 2025), "十五五": Period(2026, 2030)}
_BODY = re.compile(r"[\u4e00-\u9fff 、]{2,60}(?:政府|办公室|办公厅|委员会|部|局|厅|院|署)")
_MAX_PORTAL_CHARS = 60  # a longer line goes on with a sentence
_HEAD_LINES = 12


@dataclass(frozen=True)
class Stated:
    """Facts read from a document's own lines; None where it does not state them."""

    number: str | None
    written: date | None
    published: date | None
    issuer: str | None
    period: Period | None
    force: Force | None = None


def is_metadata_line(text: str, title: str) -> bool:
    """Whether a line only says what the document is: its title, its 文号, where it was taken from."""
    compared = comparison_form(text)
    if _NUMBER.fullmatch(unicodedata.normalize("NFKC", text)) or _NUMBER.fullmatch(text):
        return True
    if _SOURCE.match(text) or _PUBLISHED.match(text):
        return True
    if _PORTAL.match(text) and len(text) <= _MAX_PORTAL_CHARS:
        return True
    return bool(title) and compared.strip("《》") == comparison_form(title)


def read_stated(lines: Sequence[Placed], title: str) -> Stated:
    """Facts that the metadata lines, head and signature of a document state."""
    texts = [p.line.text for p in lines]
    head = texts[: _HEAD_LINES * 2]
    labelled = [m[1] if (m := _NUMBER_LABEL.match(t)) else t for t in head]
    number = next((m[1] for t in labelled if (m := _NUMBER.fullmatch(t))), None)
    published = next((_date(m) for t in head if (m := _PUBLISHED.match(t))), None)
    written = next((_date(m) for t in head if (m := _WRITTEN.match(t))), None)
    issuer = next((m[1] for t in head if (m := _ISSUER_LABEL.match(t))), None)
    for i, text in enumerate(texts):
        if (signed := read_date(text)) is not None:
            written = written or signed
            signers: list[str] = []
            while i > 0 and _BODY.fullmatch(texts[i - 1]) and len(signers) < 12:
                i -= 1
                # Bodies that share a line stand apart there; folding has closed the gap.
                signers[:0] = lines[i].line.raw.split()
            issuer = issuer or ("、".join(signers) or None)
    status = next((m[1] for t in head if (m := _STATUS.search(t))), None)
    force = None if status is None else Force.IN_FORCE if status == "有效" else Force.EXPIRED
    return Stated(number, written, published, issuer, read_period(title), force)


def read_period(title: str) -> Period | None:
    """The years in a title: (2021-2023年), or those of the five-year plan that it names."""
    if match := _PERIOD.search(unicodedata.normalize("NFKC", title)):
        return Period(int(match[1]), int(match[2]))
    return next((period for name, period in _FIVE_YEAR_PLANS.items() if name in title), None)


def read_date(text: str) -> date | None:
    """The day that a line consists of.

    >>> read_date("二〇二四年七月三十日").isoformat(), read_date("2021年8月10日印发").isoformat(), read_date("2021年")
    ('2024-07-30', '2021-08-10', None)
    """
    if match := _DATE.fullmatch(unicodedata.normalize("NFKC", text)):
        return _date(match)
    if match := _CHINESE_DATE.fullmatch(text):
        year = "".join(str(parse_number(digit)) for digit in match[1])
        try:
            return date(int(year), parse_number(match[2]) or 0, parse_number(match[3]) or 0)
        except ValueError:
            return None
    return None


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
