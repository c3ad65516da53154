"""Where a document is signed: signers, date, and the note on its publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from corpus.ladder import read_marker
from corpus.lines import Placed
from corpus.marker import Marker, Rank
from corpus.model import ClauseKind

_SIGNED_DATE = re.compile(
    r"[\d\u3007一二三四五六七八九十]{4}年\s*[\d一二三四五六七八九十]{1,3}月\s*[\d一二三四五六七八九十]{1,3}日(?:印发)?"
)
_SIGNER = re.compile(
    r"[^，。,；;：:]{2,40}(?:政府|办公室|办公厅|委员会|市委|省委|部|局|厅|院|会|公司|署|中心|银行)(?:\s[^，。]{2,40})*"
)
_PUBLICATION = re.compile(r"[(（]此件.{2,8}[)）]")
_MAX_SIGNERS = 12
_MAX_LISTED = 12
_MAX_LINES_TO_RESTART = 6
_MAX_LINES_AFTER_DATE = 5  # a date further up is one that the text speaks of


def _first_signer(lines: Sequence[Placed], date: int, lowest: int) -> int:
    start = date
    while start > lowest and date - start < _MAX_SIGNERS and _SIGNER.fullmatch(lines[start - 1].line.text):
        start -= 1
    return start


def _first_listed(lines: Sequence[Placed], signer: int) -> int | None:
    """Index at which the list of attachments right above a signature begins, if there is one."""
    for i in range(signer - 1, max(signer - 1 - _MAX_LISTED, -1), -1):
        marker = read_marker(lines[i].line.raw, in_law=False)
        if marker is None or marker.rank != Rank.POINT:
            listed = marker is not None and marker.kind is ClauseKind.ATTACHMENT and bool(marker.rest)
            return i if listed else None
    return None


def listed_attachments(lines: Sequence[Placed]) -> frozenset[int]:
    """Lines that only name the attachments, above the signature or the first attachment: 附件:1.申请表 / 2.汇总表."""
    found: set[int] = set()
    for i, placed in enumerate(lines):
        if _SIGNED_DATE.fullmatch(placed.line.text):
            below = _first_signer(lines, i, lowest=0)
            first = _first_listed(lines, below) if below < i else None
        elif _is_attachment(lines, i):
            below = i
            first = _first_listed(lines, below)
        else:
            continue
        if first is not None:
            found.update(range(first, below))
    return frozenset(found)


def _is_attachment(lines: Sequence[Placed], at: int) -> bool:
    """Whether 附件1 stands alone at a line, as it does above what is attached."""
    text = lines[at].line.text
    if not text.startswith("附") or at == 0:
        return False
    marker = read_marker(text, in_law=False)
    return marker is not None and marker.kind is ClauseKind.ATTACHMENT and not marker.rest


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
            listed = _first_listed(lines, start) if start < i else None
            start = start if listed is None else max(listed, 1)
            return lines[:start], lines[start:]
    return lines, []


def inner_signatures(body: Sequence[Placed], markers: Sequence[Marker | None]) -> frozenset[int]:
    """Indexes of the lines of a signature that stands in the body because attachments follow it.

    What a notice issues may follow without the word 附件: then its numbers begin anew.
    """
    opened = next((i for i, m in enumerate(markers) if m is not None), len(body))
    listed = listed_attachments(body)
    found = {i for i in listed if i > opened and _ends_above_attachment(body, listed, i)}
    for i, placed in enumerate(body):
        if i <= opened or not _SIGNED_DATE.fullmatch(placed.line.text):
            continue
        after = i + 1
        while after < len(body) and _PUBLICATION.fullmatch(body[after].line.text):
            after += 1
        following = markers[after] if after < len(body) else None
        first = _first_signer(body, i, lowest=0)
        attached = following is not None and following.kind is ClauseKind.ATTACHMENT
        if attached or (first < i and _begins_anew(markers, after)):
            while first - 1 in listed:
                first -= 1
            found.update(range(first, after))
    return frozenset(found)


def _ends_above_attachment(body: Sequence[Placed], listed: frozenset[int], at: int) -> bool:
    while at in listed:
        at += 1
    return _is_attachment(body, at)


def _begins_anew(markers: Sequence[Marker | None], after: int) -> bool:
    """Whether the first number below a signature is a 1 of a rung that was counted above it."""
    following = next((m for m in markers[after : after + _MAX_LINES_TO_RESTART] if m is not None), None)
    if following is None or following.value != "1" or following.rank > Rank.ARTICLE:
        return False
    return any(m is not None and m.rank == following.rank for m in islice(markers, after))
