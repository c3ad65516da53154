"""Pictures that a file shows and whose words its text does not hold: each place is a gap until they are typed in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.fold import fold
from corpus.model import Gap

_MAX_CAPTION_CHARS = 60
_MAX_QUOTE_CHARS = 20
_MAX_NAMES = 3
# A gap that names an article would pass for the place of that article.
_NUMBERED = re.compile(r"第\s*[一二三四五六七八九十百零〇\d]+\s*[条章款项页]")
_LABEL = re.compile(rf"{_NUMBERED.pattern}\s*")


class Pictures:
    """The pictures of one file, by the line that they follow; those with no words between them are one gap."""

    def __init__(self) -> None:
        self._found: dict[int, list[str]] = {}

    def add(self, after: int, caption: str = "") -> None:
        """A picture after line `after`, 1-based; 0 is before the first. `caption` is "" where nothing names it."""
        text = fold(caption).strip()
        self._found.setdefault(after, []).append(text if len(text) <= _MAX_CAPTION_CHARS else "")

    def gaps(self, lines: Sequence[str]) -> tuple[Gap, ...]:
        """The gaps in the order of the text; `lines` are all lines of the file."""
        places: dict[int, tuple[int, list[str]]] = {}  # by the nearest line above that has words
        words = seen = 0
        for after, captions in sorted(self._found.items()):
            for number in range(seen + 1, after + 1):
                words = number if lines[number - 1].strip() else words
            seen = after
            places.setdefault(words, (after, []))[1].extend(captions)
        return tuple(
            Gap(_what(captions, _place(lines[above - 1] if above else "")), line=after)
            for above, (after, captions) in places.items()
        )


def _place(above: str) -> str:
    """Where a picture stands, by the words above it."""
    text = fold(above).strip()
    if not text:
        return "开头"
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    return f"“{text if len(text) <= _MAX_QUOTE_CHARS else text[:_MAX_QUOTE_CHARS] + '……'}”之后"


def _what(captions: Sequence[str], place: str) -> str:
    names = [f"“{c}”" for c in dict.fromkeys(captions) if c and not _NUMBERED.search(c)]
    named = "、".join(names[:_MAX_NAMES]) + ("等" if len(names) > _MAX_NAMES else "")
    count = f" {len(captions)} 张图片" if len(captions) > 1 else "图片"
    if named:
        return f"原文{count}{named}中的文字未收录"
    where = "" if _NUMBERED.search(place) else f"在{place}"
    return f"原文{where}有{count}，其中的文字未收录"
