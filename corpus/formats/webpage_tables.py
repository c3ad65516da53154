"""Tables of a web page to grids: merged cells unfolded, tables that only lay out the page left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.formats.tables import Cell, cell_text

if TYPE_CHECKING:
    from bs4 import Tag

_MAX_CELL_CHARS = 600  # a longer cell is a page laid out with a table
_MAX_SPAN = 200
_MAX_CELLS = 200_000  # spans multiply: a small file can ask for a huge grid


def data_grid(table: Tag) -> list[list[Cell]] | None:
    """The cells of a table of data, merged ones repeated; None where a table only lays out the page."""
    if table.find("table") is not None:
        return None
    grid: list[list[Cell]] = []
    total = 0
    hanging: dict[int, tuple[Cell, int]] = {}  # column -> a cell from above and the rows that it still covers
    for row in table.find_all("tr"):
        cells: list[Cell] = []
        for tag in row.find_all(["td", "th"]):
            _take_hanging(cells, hanging)
            cell = Cell(cell_text(_paragraphs(tag)))
            if len(cell.text) > _MAX_CELL_CHARS:
                return None
            down = _span(tag, "rowspan")
            for _ in range(_span(tag, "colspan")):
                if down > 1:
                    hanging[len(cells)] = (cell, down - 1)
                cells.append(cell)
        _take_hanging(cells, hanging)
        grid.append(cells)
        total += len(cells)
        if total > _MAX_CELLS:
            return None
    width = max(map(len, grid), default=0)
    if width < 2 or len(grid) < 2:
        return None
    return [row + [Cell("")] * (width - len(row)) for row in grid]


def _take_hanging(cells: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> None:
    """Append the cells from above that cover the next columns."""
    while (held := hanging.get(len(cells))) is not None:
        cell, left = held
        if left > 1:
            hanging[len(cells)] = (cell, left - 1)
        else:
            del hanging[len(cells)]
        cells.append(cell)


def _span(tag: Tag, name: str) -> int:
    value = str(tag.get(name) or "1")
    return max(1, min(int(value), _MAX_SPAN)) if value.isdecimal() and len(value) < 6 else 1


def _paragraphs(tag: Tag) -> list[str]:
    for br in tag.find_all("br"):
        br.replace_with("\n")
    blocks = tag.find_all(["p", "li", "div"])
    leaves = [b for b in blocks if b.find(["p", "li", "div"]) is None]
    whole = tag.get_text()
    if leaves and sum(len(b.get_text().strip()) for b in leaves) >= len(whole.strip()) - len(leaves):
        return [line for b in leaves for line in b.get_text().split("\n")]
    return whole.split("\n") if not leaves else [whole]


def header_rows(table: Tag) -> int | None:
    """Rows at the top that are all <th> or stand in <thead>; None where the page does not say."""
    rows = table.find_all("tr")
    count = 0
    while count < len(rows) - 1 and (
        rows[count].find_parent("thead") is not None or rows[count].find("td") is None
    ):
        count += 1
    return count or None
