"""What a text states about itself: 文号, dates, issuer, period, title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.fold import comparison_form
from corpus.lines import Placed
from corpus.model import Force, Period

_NUMBER = re.compile(r"[(（]?([\u4e00-\u9fff]{2,12}[〔﹝\[(（]\d{4}[〕﹞\])）]\d+号)[)）]?")
_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日(?:印发)?")
_PUBLISHED = re.compile(r"(?:发布日期|发布时间|时间)[:：]\s*(\d{4})-(\d{1,2})-(\d{1,2})")
_STATUS = re.compile(r"状态[:：]\s*(?:现行)?(有效|失效|废止)")  # as portals print it
_SOURCE = re.compile(r"(?:文章)?来源[:：]")
_ISSUER_LABEL = re.compile(r"(?:发文单位|发文机关|发布机构)[:：]\s*(\S+)")
_PERIOD = re.compile(r"[(（]\s*(\d{4})\s*[-—–~至]+\s*(\d{4})\s*年?\s*[)）]")
_FIVE_YEAR_PLANS = {"十三五": Period(2016, 2020), "十四五": Period(2021, 2025), "十五五": Period(2026, 2030)}
_BODY = re.compile(r"[\u4e00-\u9fff 、]{2,60}(?:政府|办公室|办公厅|委员会|部|局|厅|院|署)")
_MAX_TITLE_CHARS = 60
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
    return compared.strip("《》") == comparison_form(title)


def read_stated(lines: Sequence[Placed], title: str) -> Stated:
    """Facts that the metadata lines, head and signature of a document state."""
    texts = [p.line.text for p in lines]
    head = texts[: _HEAD_LINES * 2]
    number = next((m[1] for t in head if (m := _NUMBER.fullmatch(t))), None)
    published = next((_date(m) for t in head if (m := _PUBLISHED.match(t))), None)
    written, issuer = None, next((m[1] for t in head if (m := _ISSUER_LABEL.match(t))), None)
    for i, text in enumerate(texts):
        match = _DATE.fullmatch(text)
        if match:
            written = written or _date(match)
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


def guess_title(lines: Sequence[Placed], fallback: str) -> str:
    """The title of a document that no record describes: its first short lines, joined."""
    parts: list[str] = []
    for placed in lines[:4]:
        text = placed.line.text.strip("#* ").strip()
        if _NUMBER.fullmatch(text) or (_DATE.search(text) and len(text) < 30) or "来源" in text[:4]:
            if parts:
                break
            continue
        if (
            len(text) > _MAX_TITLE_CHARS
            or re.search(r"[。；;:：]$", text)
            or re.match(r"第.{1,3}[章条]|一、", text)
        ):
            break
        parts.append(text)
        if re.search(
            r"(?:通知|意见|办法|规定|条例|方案|规划|计划|细则|决定|公告|法|指南|问答)(?:[(（].*[)）])?$", text
        ):
            break
        if len(parts) == 2:
            break
    return "".join(parts).strip("《》") or fallback


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
