"""The heading in the words after a printed number."""

from __future__ import annotations

import re

_MAX_HEADING_CHARS = 44


def heading_of(rest: str, raw: str) -> tuple[str | None, bool]:
    """The heading in the words after a number, and whether the line holds more than the heading.

    >>> heading_of("推进数字政务建设。全面推进信息技术", "")
    ('推进数字政务建设', True)
    >>> heading_of("发展基础。", "")
    ('发展基础', False)
    """
    spaced = re.match(r"\S.*?\S(?=[\s\u3000]{2,}\S)", raw)
    stop = rest.find("。")
    colon = re.match(r"[^。，,；;:]{2,14}:(?=.)", rest)
    if (
        spaced
        and "。" not in spaced[0]
        and len(spaced[0]) <= _MAX_HEADING_CHARS
        and len(spaced[0]) + 3 < len(raw)
    ):
        heading = re.sub(r"^[(（]?[^)）.、]{1,4}[)）.、]", "", spaced[0])
        if rest.startswith(
            heading
        ):  # else the blanks only part the number from its heading: 第二章  数据安全与发展
            return heading, True
    if colon:
        return colon[0][:-1], True
    if 0 < stop <= _MAX_HEADING_CHARS:
        more = stop < len(rest) - 1
        if more or not re.search(r"[，,；;\d]", rest[:stop]) or stop <= 14:
            return rest[:stop], more
        return None, True
    if rest and len(rest) <= _MAX_HEADING_CHARS and not re.search(r"[。；;：:，]$", rest):
        return rest.rstrip("。"), False
    if rest.endswith(":") and len(rest) <= _MAX_HEADING_CHARS and not re.search(r"[。；;]", rest):
        return rest[:-1], True  # 3.满足下列条件一项以上: introduces the items below it
    return None, True
