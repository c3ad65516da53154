"""Ladders that do not hold: numbers that are skipped, come twice or run back, and marks that are unknown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from corpus.findings import Finding, Severity, Topic
from corpus.model import Clause, Document
from corpus.numerals import parse_number

_LAST = re.compile(r"(?:^|\.)[a-z]*(\d+)(?:-(\d+))?(?:~\d+)?$")
_DIGITS = re.compile(r"[〇零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰]+|\d+")
_RANGE = re.compile(
    r"第?([一二三四五六七八九十百]+|\d+)[条问项章节]?(?:[—–~-]|至)第?([一二三四五六七八九十百]+|\d+)[条问项章节]"
)
_UNIT = "[毫微纳秒分时天年月元万亿千百个家倍米度公吨克升兆位%]"  # 1.5毫秒 is a figure, 1.5建设 a mark
_UNKNOWN = re.compile(
    r"(?:[甲乙丙丁戊己庚辛壬癸子丑寅卯][、.．)）]|[a-z][.．)）、]|[(（][a-zA-Z甲乙丙丁戊己][)）]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅰⅱⅲⅳⅴⅵ]+[、.．)）]"
    rf"|\d{{1,2}}[)）]|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{1,2}})*(?=[、.．]|(?!{_UNIT})[\u4e00-\u9fff])|[●■◆▲★▶►◇□○•](?=\s*\S))"
)
Value = tuple[int, int]  # 120 and 1 of 第一百二十条之一


def numbering_findings(document: Document, clauses: Sequence[Clause]) -> Iterator[Finding]:
    """What is odd in the printed numbers of one document; `clauses` in reading order."""
    last: dict[tuple[str, str], Value] = {}  # ladder of siblings -> value of its last rung
    running: dict[tuple[int, str], Value] = {}  # depth and style -> last value anywhere, for running numbers
    for clause in clauses:
        match = _LAST.search(clause.addr)
        if clause.number is None or match is None or clause.repeat_of:
            continue
        style = _style(clause.number)
        value = int(match[1]), int(match[2] or 0)
        ladder, level = (_ladder(clause), style), (clause.addr.count("."), style)
        before = last.get(ladder)
        message = _first(value, running.get(level)) if before is None else _step(before, value, document)
        if message:
            yield Finding(Severity.WARNING, Topic.LADDER, f"“{clause.number}”{message}", clause.id)
        last[ladder] = running[level] = value


def unknown_marks(clauses: Sequence[Clause]) -> Iterator[Finding]:
    """Lines that open with a mark of counting that no rung of the ladder knows."""
    for clause in clauses:
        for i, line in enumerate(clause.text.split("\n")):
            if i == 0 and clause.number is not None:
                continue
            if match := _UNKNOWN.match(line):
                yield Finding(
                    Severity.WARNING,
                    Topic.LADDER,
                    f"这一段以“{match[0].strip()}”开头，像是未识别的序号，没有单独成条：{line[:20]}",
                    clause.id,
                )
                break


def _ladder(clause: Clause) -> str:
    if re.search(r"(?:^|\.)a\d", clause.addr):
        # Articles count on through all chapters; an attachment counts anew.
        attachment = re.match(r"att[^.]+\.", clause.addr)
        if re.search(r"(?:^|\.)a[\d~-]+$", clause.addr):
            return f"{attachment[0] if attachment else ''}a"
    return clause.parent or ""


def _style(number: str) -> str:
    """A printed number with its digits taken out: (六) and (十一) are one style.

    >>> _style("（六）") == _style("(十一)"), _style("1、") == _style("12."), _style("一、") == _style("1、")
    (True, True, False)
    >>> _style("壹、") == _style("贰、")
    True
    """
    plain = unicodedata.normalize("NFKC", number).replace("、", ".")
    kind = "N" if re.search(r"\d", plain) else "C"
    return _DIGITS.sub(kind, plain).split("之")[0]


def _first(value: Value, running: Value | None) -> str | None:
    if value[0] <= 1 or (running is not None and value[0] == running[0] + 1):
        return None
    return f"是这一级的第一个序号，前面缺 {value[0] - 1} 个，请核对原文。"


def _step(before: Value, value: Value, document: Document) -> str | None:
    if value[0] == before[0] + 1 or (value[0] == before[0] and value[1] == before[1] + 1):
        return None
    if value == before:
        return "与上一条序号相同，请核对原文。"
    if value < before:
        return f"排在 {before[0]} 之后，序号倒退，请核对原文次序。"
    missing = range(before[0] + 1, value[0])
    if any(low <= missing[0] and missing[-1] <= high for low, high in _known_missing(document)):
        return None
    return f"之前缺 {_span(missing)}，请核对原文是否漏印或未识别。"


def _span(missing: range) -> str:
    return str(missing[0]) if len(missing) == 1 else f"{missing[0]}—{missing[-1]}"


def _known_missing(document: Document) -> Iterator[tuple[int, int]]:
    """Ranges of numbers that the document's gaps already account for."""
    for gap in document.gaps:
        for low, high in _RANGE.findall(gap.what):
            first, last = parse_number(low), parse_number(high)
            if first is not None and last is not None:
                yield first, last
