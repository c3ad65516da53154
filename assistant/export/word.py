"""An exported reply as a Word document: headings, real tables, and [1] that leads to its source below."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

from assistant import phrases
from assistant.export.grouping import Group
from assistant.export.sheet import Sheet
from assistant.export.stretches import stretches
from assistant.export.visible import visible
from assistant.export.word_links import add_reference, add_target
from assistant.export.word_styles import CARE, QUIET, SOURCE, dress, mark_header_row
from assistant.model import Segment, SegmentKind

PRODUCT = "有据"
_HEADING_CHARS = 250  # of a title property; Word's own limit is 255


def to_word(sheet: Sheet) -> bytes:
    """The bytes of a .docx."""
    document = docx.Document()
    dress(document)
    day = datetime.combine(sheet.as_of, time())
    about = document.core_properties
    about.title, about.author, about.last_modified_by = sheet.question[:_HEADING_CHARS], PRODUCT, PRODUCT
    about.comments, about.language, about.created, about.modified = "", "zh-CN", day, day
    document.add_heading(sheet.question, level=1)
    if sheet.reading:
        document.add_paragraph(visible(sheet.reading), QUIET)
    for warning in sheet.warnings:
        document.add_paragraph(visible(warning), CARE)
    held = {note.n for note in sheet.notes}
    for group in sheet.groups:
        _add_group(document, group, held)
    _add_sources(document, sheet)
    document.add_paragraph(visible(sheet.colophon), QUIET)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add_group(document: Document, group: Group, held: set[int]) -> None:
    if group.kind is SegmentKind.TABLE:
        for segment in group.segments:
            _add_table(document, segment, held)
        return
    if group.kind is SegmentKind.ITEM:
        for segment in group.segments:
            _write(document.add_paragraph(style="List Bullet"), segment, held)
        return
    paragraph = document.add_paragraph()
    for segment in group.segments:
        _write(paragraph, segment, held)


def _add_table(document: Document, segment: Segment, held: set[int]) -> None:
    """The rows; the segment's own text says the same line by line, and would say it twice."""
    if not segment.rows:
        return
    width = max(len(row) for row in segment.rows)
    table = document.add_table(len(segment.rows), width, "Table Grid")
    for number, row in enumerate(segment.rows):
        for cell, place in zip(row, table.rows[number].cells, strict=False):
            for n, part in enumerate(cell.segments):
                _write(place.paragraphs[0] if n == 0 else place.add_paragraph(), part, held)
    mark_header_row(table)
    document.add_paragraph()  # Word would join a table that follows at once


def _write(paragraph: Paragraph, segment: Segment, held: set[int]) -> None:
    """A segment's words and its notes at the end of a paragraph; lines become line breaks."""
    for start, end, emphatic in stretches(segment.text, segment.emphasis):
        run = paragraph.add_run(visible(segment.text[start:end]))
        run.bold = True if emphatic else None
    for number in segment.citations:
        if number in held:
            add_reference(paragraph, number)


def _add_sources(document: Document, sheet: Sheet) -> None:
    if sheet.notes:
        document.add_heading(phrases.EXPORT_SOURCES, level=2)
    for note in sheet.notes:
        paragraph = document.add_paragraph(style=SOURCE)
        add_target(paragraph, note.n)
        paragraph.add_run(f"\t{visible(note.text)}")
    if sheet.nearest:
        document.add_heading(phrases.EXPORT_NEAREST, level=2)
    for text in sheet.nearest:
        document.add_paragraph(visible(text), "List Bullet")
