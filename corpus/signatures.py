"""Where a document is signed: signers, date, and the note on its publication."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.ladder import Marker, read_marker
from corpus.lines import Placed
from corpus.model import ClauseKind

_SIGNED_DATE = re.compile(
    r"[\d\u3007一二三四五六七八九十]{4}年\s*[\d一二三四五六七八九十]{1,3}月\s*[\d一二三四五六七八九十]{1,3}日(?:印发)?"
)
_SIGNER = re.compile(
    r"[^，。,；;：:]{2,40}(?:政府|办公室|办公厅|委员会|部|局|厅|院|会|公司|署)(?:\s[^，。]{2,40})*"
)
_PUBLICATION = re.compile(r"[(（]此件.{2,8}[)）]")
_MAX_SIGNERS = 12
_MAX_LINES_AFTER_DATE = 5  # a date further up is one that the text speaks of


def _first_signer(lines: Sequence[Placed], date: int, lowest: int) -> int:
    start = date
    while start > lowest and date - start < _MAX_SIGNERS and _SIGNER.fullmatch(lines[start - 1].line.text):
        start -= 1
    return start


def split_back(lines: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """Body and back matter: a signing date near the end, the signers before it, and what follows."""
    lines = list(lines)
    for i, placed in enumerate(lines):
        if placed.rung == "back":
            return lines[:i], lines[i:]
    for i in range(len(lines) - 1, max(len(lines) - 1 - _MAX_LINES_AFTER_DATE, 0), -1):
        marker = read_marker(lines[i].line.raw, in_law=False)
        if marker is not None and marker.kind is ClauseKind.ATTACHMENT:
            break  # the signature stands before it, inside
        if _SIGNED_DATE.fullmatch(lines[i].line.text):
            start = _first_signer(lines, i, lowest=1)
            return lines[:start], lines[start:]
    return lines, []


def inner_signatures(body: Sequence[Placed], markers: Sequence[Marker | None]) -> frozenset[int]:
    """Indexes of the lines of a signature that stands in the body because attachments follow it."""
    found: set[int] = set()
    for i, placed in enumerate(body):
        if not _SIGNED_DATE.fullmatch(placed.line.text) or not any(markers[:i]):
            continue
        after = i + 1
        while after < len(body) and _PUBLICATION.fullmatch(body[after].line.text):
            after += 1
        following = markers[after] if after < len(body) else None
        if following is not None and following.kind is ClauseKind.ATTACHMENT:
            found.update(range(_first_signer(body, i, lowest=0), after))
    return frozenset(found)
