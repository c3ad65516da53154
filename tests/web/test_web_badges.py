"""Status in a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from web_fakes import DOCUMENT, NEWS, TODAY

from corpus.model import Copy, Document, Force, Period
from web.badges import badges
from web.document_view import brief_particulars, particulars, short_particulars


@pytest.mark.parametrize(
    ("document", "on", "expected"),
    [
        (DOCUMENT, TODAY, ["现行", "规划期已过"]),  # 2021-2023, read in 2026
        (DOCUMENT, date(2023, 12, 31), ["现行"]),  # the last day of the period
        (DOCUMENT, date(2024, 1, 1), ["现行", "规划期已过"]),
        (replace(DOCUMENT, force=Force.DRAFT, period=None), TODAY, ["草案"]),
        (replace(DOCUMENT, force=Force.EXPIRED, period=Period(2021, None)), TODAY, ["失效"]),
        (replace(DOCUMENT, force=Force.UNKNOWN, period=None), TODAY, []),
        (replace(DOCUMENT, period=None, copy=Copy.REPRINT), TODAY, ["现行", "转载"]),
        (NEWS, TODAY, ["报道"]),
    ],
)
def test_badges(document: Document, on: date, expected: list[str]) -> None:
    assert [b.text for b in badges(document, on)] == expected


def test_what_the_text_does_not_state_says_so() -> None:
    values = {f.name: f.value for f in particulars(NEWS)}
    assert values == {"文号": "原文未载", "发文单位": "原文未载", "成文日期": "原文未载"}
    assert short_particulars(NEWS) == brief_particulars(NEWS) == "文号、日期原文未载"


def test_particulars_name_what_was_supplied() -> None:
    fields = {f.name: (f.value, f.supplied) for f in particulars(DOCUMENT)}
    assert fields == {
        "文号": ("苏委发〔2021〕1号", False),
        "发文单位": ("苏州市委、市政府", True),
        "成文日期": ("2021年1月1日", False),
        "层级": ("市 · 苏州", False),
        "适用期": ("2021—2023年", False),
    }
    assert short_particulars(DOCUMENT) == "苏委发〔2021〕1号 · 苏州市委、市政府 · 2021年1月1日"
    assert brief_particulars(DOCUMENT) == "苏委发〔2021〕1号 · 2021年1月1日"
