"""Years that a question names by the day on which it is asked: 明年, 去年底, 十五五末."""

from __future__ import annotations

import re
from datetime import date

_STEPS = (("前年", -2), ("去年", -1), ("今年", 0), ("明年", 1), ("后年", 2))
_PLANS = (("十三五", 2020), ("十五五", 2030))  # 十四五末 is read as 2025 with the years in digits


def relative_years(text: str, today: date) -> tuple[int, ...]:
    """The years that a normalised question means by such words.

    >>> relative_years("江苏明年要建多少座基站?", date(2026, 11, 1)), relative_years("目前有多少?", date(2026, 11, 1))
    ((2027,), ())
    """
    found = [today.year + step for word, step in _STEPS if re.search(rf"(?<![目以之]){word}", text)]
    found += [year for plan, year in _PLANS if re.search(rf"{plan}[”\"]?(期?末|结束|收官)", text)]
    return tuple(dict.fromkeys(found))
