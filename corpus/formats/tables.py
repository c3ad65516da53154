"""Tables to lines: every row says its header, so that it can be read and cited alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.formats.extracted import LineFacts, LineRole, LineWriter

_COLUMN = "｜"  # does not end a sentence, and policies do not use it
_MAX_HEADER_CHARS = 30
_MAX_HEADER_ROWS = 3
_ENDS = re.compile(r"[。！？；：，、!?;:,]$")
_HEADER_WORDS = re.compile(
    r"(?:名称|名词|术语|序号|编号|指标|单位|解释|释义|内容|任务|责任|目标|项目|类别|类型|领域|部门|时间|时限|期限|进度"
    r"|标准|条件|依据|事项|备注|说明|数量|金额|比例|属性|基期|年份|地区|区域|对象|方式|举措|措施|(?<!\d)20\d\d年?)$"
)


@dataclass(frozen=True)
class Cell:
    """One cell; a merged cell is the same object in every place that it covers."""

    text: str


Grid = Sequence[Sequence[Cell]]  # rows of equal width


def cell_text(paragraphs: Sequence[str]) -> str:
    """The paragraphs of a cell as one line.

    >>> cell_text(["建设算力中心", "完善网络。", "其他"])
    '建设算力中心；完善网络。其他'
    """
    text = ""
    for part in (" ".join(p.split()) for p in paragraphs):
        text += ("；" if text and part and not _ENDS.search(text) else "") + part
    return text


def write_table(writer: LineWriter, grid: Grid, header_rows: int | None) -> None:
    """Append a table; `header_rows` is None where the format does not say which rows are headers."""
    for line in table_lines(grid, header_rows):
        writer.add(line, LineFacts(role=LineRole.ROW))


def table_lines(grid: Grid, header_rows: int | None) -> Iterator[str]:
    """A line a row, its cells as header：value; a row that is one cell stands for itself."""
    rows = [row for row in grid if any(cell.text for cell in row)]
    while rows and len(_distinct(rows[0])) == 1:
        yield rows[0][0].text  # the table's caption, printed inside it
        rows = rows[1:]
        header_rows = header_rows - 1 if header_rows else header_rows
    if not rows:
        return
    count = _header_rows(rows) if header_rows is None else min(header_rows, len(rows) - 1)
    headers = [_header(rows[:count], column) for column in range(len(rows[0]))]
    used: set[str] = set()
    body: list[str] = []
    for row in rows[count:]:
        cells = _distinct(row)
        used |= {headers[column] for column, cell in cells if len(cells) > 1 and cell.text}
        body.append(_row_line(cells, headers))
    if any(header and header not in used for header in headers):
        yield from (_row_line(_distinct(row), []) for row in rows[:count])  # an empty form: keep its words
    yield from body


def _distinct(row: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """The cells of a row with their first column, a cell that spans columns once."""
    return [(i, cell) for i, cell in enumerate(row) if i == 0 or cell is not row[i - 1]]


def _row_line(cells: Sequence[tuple[int, Cell]], headers: Sequence[str]) -> str:
    if len(cells) == 1:
        return cells[0][1].text
    parts = [
        f"{headers[column]}：{cell.text}" if headers and headers[column] else cell.text
        for column, cell in cells
        if cell.text
    ]
    return _COLUMN.join(parts)


def _header_rows(rows: Grid) -> int:
    """How many rows at the top are headers, judged by their words where the format does not tell."""
    first = [cell.text for _, cell in _distinct(rows[0])]
    if len(rows) < 2 or not all(0 < len(text) <= _MAX_HEADER_CHARS for text in first):
        return 0
    named = sum(bool(_HEADER_WORDS.search(re.sub(r"[(（].*[)）]|\s", "", text))) for text in first)
    if len(set(first)) < len(first) or named * 2 < len(first):
        return 0
    count = 1
    while count < min(_MAX_HEADER_ROWS, len(rows) - 1) and any(
        cell is above for cell, above in zip(rows[count], rows[count - 1], strict=True)
    ):
        count += 1  # a header cell reaches down into this row: 目标 over 2023年 and 2025年
    return count


def _header(rows: Grid, column: int) -> str:
    parts: list[Cell] = []
    for row in rows:
        if row[column].text and not any(row[column] is part for part in parts):
            parts.append(row[column])
    return "·".join(part.text for part in parts)
