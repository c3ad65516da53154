"""Word documents (.docx): paragraphs with the numbers that Word prints, tables, footnotes; no page numbers."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from corpus.decode import UnreadableFile
from corpus.formats.extracted import Extracted, LineFacts, LineRole, LineWriter
from corpus.formats.tables import Cell, cell_text, write_table
from corpus.formats.word_archive import check_archive, damaged
from corpus.formats.word_numbers import NumberCounter
from corpus.formats.word_pictures import captions
from corpus.formats.word_styles import Styles

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# A fallback repeats the text box that it stands for; w:rt is the reading printed above a character.
_DELETED = {f"{_W}del", f"{_W}moveFrom", f"{_W}rt", _FALLBACK}
_ELSEWHERE = frozenset({*_DELETED, f"{_W}txbxContent"})  # pictures in a text box come with its paragraphs
_MARKS = {f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-", f"{_W}br": "\n", f"{_W}cr": "\n"}
_CONTENTS = re.compile(r"toc \d|toc heading|目录 ?\d?", re.IGNORECASE)


def read_word(data: bytes, name: str) -> Extracted:
    """Text of a .docx, in reading order. Raises UnreadableFile."""
    check_archive(data, name)
    import docx  # 0.2 s, and only where a Word file is read
    from docx.opc.exceptions import OpcError

    # Of a damaged package python-docx raises whatever its next line raises; lxml's error is a SyntaxError.
    broken = (OpcError, SyntaxError, zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError)
    try:
        walk = _Walk(docx.Document(io.BytesIO(data)), name)
    except (*broken, TypeError, AttributeError) as error:
        if "emory" in str(error):  # lxml says so of XML that does not fit
            raise MemoryError from error
        raise damaged(name) from error
    try:
        return walk.read()
    except UnreadableFile:
        raise  # it names its reason, and is a ValueError
    except broken as error:
        raise damaged(name) from error


class _Walk:
    """One pass over a document's body. Elements are lxml's, which has no types."""

    def __init__(self, document: WordDocument, name: str) -> None:
        self.body: Any = document.element.body
        self.notes = [rel.target_part for rel in document.part.rels.values() if rel.reltype == _NOTES]
        self.styles = Styles(document)
        self.counters: dict[str, NumberCounter] = {}
        self.writer = LineWriter(name)

    def read(self) -> Extracted:
        self._blocks(self.body)
        self._footnotes()
        return self.writer.finish()

    def _blocks(self, container: Any) -> None:
        for element in container:
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._table(element)
            elif element.tag == f"{_W}sdt":
                # A content control holds blocks of its own; python-docx leaves them out.
                for content in element.iterchildren(f"{_W}sdtContent"):
                    self._blocks(content)
            elif element.tag in (f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"):
                self._blocks(element)

    def _paragraph(self, element: Any) -> None:
        style = self.styles.of(element)
        text = _text(element)
        number = ""
        if style.numbering is not None:  # an empty paragraph counts too, as in Word
            scheme, level = style.numbering
            counter = self.counters.setdefault(scheme, NumberCounter(self.styles.levels(scheme)))
            number = counter.next(level)
        contents = bool(_CONTENTS.fullmatch(style.name))
        facts = LineFacts(
            heading_level=None if contents else style.heading_level,
            role=LineRole.FURNITURE if contents else None,
        )
        for i, line in enumerate(text.split("\n")):
            self.writer.add(number + line if i == 0 and line.strip() else line, facts)
        self._pictures(element)
        for box in _boxes(element):
            self._blocks(box)

    def _pictures(self, element: Any) -> None:
        for caption in captions(element, _ELSEWHERE):
            self.writer.picture(caption)

    def _table(self, element: Any) -> None:
        grid, header_rows = self._grid(element)
        if grid and max(map(len, grid)) > 1:
            write_table(self.writer, grid, header_rows)
            self._pictures(element)
            return
        for row in element.iterchildren(f"{_W}tr"):  # one column is a frame: 专栏 in a box
            for cell in row.iterchildren(f"{_W}tc"):
                self._blocks(cell)

    def _grid(self, element: Any) -> tuple[list[list[Cell]], int | None]:
        grid: list[list[Cell]] = []
        headers = 0
        for row in element.iterchildren(f"{_W}tr"):
            above = grid[-1] if grid else []
            cells: list[Cell] = []
            for cell in row.iter(f"{_W}tc"):
                if _owner(cell, f"{_W}tr") is not row:
                    continue  # of a table inside this cell, whose words are the cell's
                merge, span = cell.find(f"{_W}tcPr/{_W}vMerge"), cell.find(f"{_W}tcPr/{_W}gridSpan")
                width = int(span.get(f"{_W}val", "1")) if span is not None else 1
                goes_on = merge is not None and merge.get(f"{_W}val") != "restart" and len(cells) < len(above)
                held = above[len(cells)] if goes_on else Cell(cell_text(_paragraphs(cell)))
                cells += [held] * max(1, min(width, 64))
            grid.append(cells)
            if row.find(f"{_W}trPr/{_W}tblHeader") is not None and headers == len(grid) - 1:
                headers += 1
        width = max(map(len, grid), default=0)
        return [row + [Cell("")] * (width - len(row)) for row in grid], headers or None

    def _footnotes(self) -> None:
        from docx.oxml import parse_xml

        for part in self.notes:
            for note in parse_xml(part.blob).iterchildren(f"{_W}footnote"):
                if note.get(f"{_W}type") in (None, "normal"):
                    self.writer.add(cell_text(_paragraphs(note)))


def _owner(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag))


def _paragraphs(container: Any) -> list[str]:
    return [_text(p).replace("\n", " ") for p in container.iter(f"{_W}p")]


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes that hang on a paragraph; one inside another comes with the outer one."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(a.tag in (*_DELETED, f"{_W}txbxContent") for a in _up_to(box, paragraph)):
            yield box


def _up_to(element: Any, top: Any) -> Iterator[Any]:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return
        yield ancestor


def _text(paragraph: Any) -> str:
    """Words of a paragraph as printed: insertions in, deletions and text boxes out."""
    parts: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in (f"{_W}t", _FORMULA):
            parts.append(element.text or "")
        elif element.tag in _MARKS:
            parts.append(_MARKS[element.tag])
        elif element.tag not in _DELETED and element.tag not in (f"{_W}txbxContent", f"{_W}pPr"):
            stack.append(iter(element))
    return "".join(parts)
