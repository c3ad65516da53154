"""Headings outside any ladder: 01 on a line of its own, NO.1, 【支持对象】, 江苏: each told by its company."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from corpus.lines import Placed
from corpus.marker import Marker, Rank
from corpus.model import ClauseKind

_ORDINAL = re.compile(r"0[1-9]|[1-9]\d")
_NO = re.compile(r"(?:NO|No|PART|Part)\s*\.?\s*0?(\d{1,2})(?!\d)\s*[:|]?\s*")
_LABEL = re.compile(r"【([^【】]{2,16})】")
_REGION = re.compile(
    "(北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南"
    "|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|深圳|新疆生产建设兵团)(?:省|市|(?:壮族|回族|维吾尔)?自治区)?:"
)
_MAX_TITLE_CHARS = 30
_LOOKED_AT_CHARS = 120  # a longer line is no heading; of 5 MB in one line the start tells all
_MIN_REGIONS = 3
_MIN_LABELS = 2
_BELOW = 2  # ranks between a heading and what opens right below it


def bare_headings(lines: Sequence[Placed], markers: Sequence[Marker | None]) -> dict[int, Marker]:
    """Markers of such headings by index; a single one of a kind says nothing and is none."""
    texts = [unicodedata.normalize("NFKC", p.line.raw[:_LOOKED_AT_CHARS]) for p in lines]
    free = [i for i, p in enumerate(lines) if markers[i] is None and p.rung is None and not p.joins]
    return {
        **_ordinals(texts, free),
        **_numbered_words(texts, free),
        **_labels(texts, free, markers),
        **_regions(texts, free, markers),
    }


def _rank_below(markers: Sequence[Marker | None], first: int) -> int:
    """Just below the rung that stands before the first of the headings, or at the top of a text without any."""
    before = next((m for m in reversed(markers[:first]) if m is not None and m.value is not None), None)
    return int(Rank.SECTION) if before is None else before.rank + _BELOW


def _ordinals(texts: Sequence[str], free: Sequence[int]) -> dict[int, Marker]:
    """01, 02, 03 without a gap, each before a short line: bare numbers alone may be pages or counts."""
    found: dict[int, Marker] = {}
    open_lines = set(free)
    for i in free:
        if not _ORDINAL.fullmatch(texts[i]) or int(texts[i]) != len(found) + 1 or i + 1 not in open_lines:
            continue
        title = texts[i + 1]
        if len(title) <= _MAX_TITLE_CHARS and not re.search(r"[。;:]$|^\d+$", title):
            value = str(int(texts[i]))
            found[i] = Marker(Rank.FORMAL, ClauseKind.SECTION, "", value, texts[i], "", heading=title)
    return found if len(found) >= 2 else {}


def _numbered_words(texts: Sequence[str], free: Sequence[int]) -> dict[int, Marker]:
    found: dict[int, Marker] = {}
    for i in free:
        match = _NO.match(texts[i])
        if match and len(texts[i]) <= _MAX_TITLE_CHARS and not re.search(r"[。,;]", texts[i]):
            rest = texts[i][match.end() :]
            number = match[0].strip(" :|")
            found[i] = Marker(
                Rank.FORMAL, ClauseKind.SECTION, "", str(int(match[1])), number, rest, heading=rest or number
            )
    return found if len(found) >= 2 else {}


def _labels(texts: Sequence[str], free: Sequence[int], markers: Sequence[Marker | None]) -> dict[int, Marker]:
    found = {i: match for i in free if (match := _LABEL.match(texts[i]))}
    if len(found) < _MIN_LABELS:
        return {}
    rank = _rank_below(markers, min(found))
    return {
        i: Marker(
            rank,
            ClauseKind.RUN_IN,
            "r",
            None,
            None,
            texts[i][m.end() :],
            heading=m[1],
            leaf=m.end() < len(texts[i]),
        )
        for i, m in found.items()
    }


def _regions(
    texts: Sequence[str], free: Sequence[int], markers: Sequence[Marker | None]
) -> dict[int, Marker]:
    found = {i: match for i in free if (match := _REGION.match(texts[i]))}
    if len({m[1] for m in found.values()}) < _MIN_REGIONS:
        return {}
    rank = _rank_below(markers, min(found))
    regions: dict[int, Marker] = {}
    for i, match in found.items():
        # The region's text follows on its line.
        leaf = len(texts[i]) >= _LOOKED_AT_CHARS or texts[i].endswith(("。", ";"))
        heading = match[0].rstrip(":") if leaf else texts[i].rstrip(":")
        rest = texts[i][match.end() :]
        regions[i] = Marker(rank, ClauseKind.RUN_IN, "r", None, None, rest, heading=heading, leaf=leaf)
    return regions
