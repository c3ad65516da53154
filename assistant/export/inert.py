"""Text that Markdown reads as text: escapes, and emphasis only where its marks are read as such."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from assistant.export.stretches import stretches
from assistant.export.visible import visible

_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~#$^&@]")
_LINKS = re.compile(r"(?i)(?<=\w):(?=//)|(?<=www)\.")  # addresses that readers of GitHub's form make links of
_AT_START = re.compile(r"^([-+=:]|\d{1,9}(?=[.)](?:\s|$)))")


def inert(text: str) -> str:
    """`text` with a backslash before each mark that could mean something, wherever in a line it stands.

    >>> inert("<b>见[1]*附件*</b> https://a.cn")
    '\\\\<b\\\\>见\\\\[1\\\\]\\\\*附件\\\\*\\\\</b\\\\> https\\\\://a.cn'
    """
    return _LINKS.sub(lambda m: "\\" + m[0], _ANYWHERE.sub(lambda m: "\\" + m[0], text))


def line_start(line: str) -> str:
    """An inert line whose beginning is neither a list nor a rule nor code.

    >>> [line_start(line) for line in ("    - 甲", "1. 乙", "1.丙", "+ 丁", "2023年")]
    ['\\\\- 甲', '1\\\\. 乙', '1.丙', '\\\\+ 丁', '2023年']
    """
    line = line.strip()
    start = _AT_START.match(line)
    if start is None:
        return line
    mark = start[1]
    return f"{mark}\\{line[len(mark) :]}" if mark.isdigit() else f"\\{line}"


def strong(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Inert text with ** around the ranges; a range whose marks would be read as asterisks has none.

    CommonMark opens and closes emphasis by what stands beside the mark: **10%**以上 is not emphasis,
    since a closing mark between a sign and a letter does not close.

    >>> strong("达到5000亿元。", [(2, 8)]), strong("增长10%以上", [(2, 5)])
    ('达到**5000亿元**。', '增长10%以上')
    """
    out: list[str] = []
    for start, end, emphatic in stretches(text, ranges):
        words = inert(visible(text[start:end]))
        marked = emphatic and "\n" not in words and _flanks(text, start, end)
        out.append(f"**{words}**" if marked else words)
    return "".join(out)


def _flanks(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    first, last = text[start], text[end - 1]
    opens = not first.isspace() and (not _is_sign(first) or before.isspace() or _is_sign(before))
    closes = not last.isspace() and (not _is_sign(last) or after.isspace() or _is_sign(after))
    return opens and closes


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
