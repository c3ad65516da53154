"""Documents in other formats, made by the libraries that offices' files are made by."""

from __future__ import annotations

import atexit
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import corpus_samples
import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.formats.reader import DocumentReader
from corpus.model import Corpus

FONT = "STSong-Light"  # named, not embedded: every PDF reader brings a substitute
SIZE = 12
LEFT, TOP, STEP = 72, 760, 22
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(build: Callable[[WordDocument], object]) -> bytes:
    """A .docx that `build` has filled."""
    document = docx.Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_body(xml: str) -> bytes:
    """A .docx whose body holds `xml`, given with the prefix w."""

    def build(document: WordDocument) -> None:
        body = document.element.body
        for element in parse_xml(f"<w:body {W}>{xml}</w:body>"):
            body.insert(len(body) - 1, element)  # the section's properties stay last

    return word(build)


def repacked(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    """An archive with other contents for some of its parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
    return buffer.getvalue()


def pdf(
    pages: Sequence[Sequence[tuple[float, str]]],
    header: str = "",
    footer: str = "",
    *,
    password: str | None = None,
) -> bytes:
    """A PDF of printed lines: of each its indent in characters and its words; {} in a footer is the page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    encrypt = StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(buffer, pagesize=(595, 842), encrypt=encrypt, invariant=True)
    for number, lines in enumerate(pages, start=1):
        canvas.setFont(FONT, 9)
        canvas.drawString(LEFT, 805, header)
        canvas.setFont(FONT, SIZE)
        for i, (indent, words) in enumerate(lines):
            canvas.drawString(LEFT + indent * SIZE, TOP - i * STEP, words)
        canvas.setFont(FONT, 9)
        canvas.drawString(280, 30, footer.format(number))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def printed(
    paragraphs: Sequence[str], width: int = 36, lines_a_page: int = 12
) -> list[list[tuple[float, str]]]:
    """Paragraphs broken into lines and pages as a word processor prints them: two characters in, then full."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    lines: list[tuple[float, str]] = []
    for paragraph in paragraphs:
        lines.append((2, ""))
        used = 2.0
        for char in paragraph:
            em = pdfmetrics.stringWidth(char, FONT, 1)
            if used + em > width:
                lines.append((0, ""))
                used = 0.0
            used += em
            lines[-1] = (lines[-1][0], lines[-1][1] + char)
    return [lines[i : i + lines_a_page] for i in range(0, len(lines), lines_a_page)]


def read(tmp_path: Path, name: str, data: bytes) -> str:
    """The text that the reader finds in a file."""
    path = tmp_path / name
    path.write_bytes(data)
    return _shared_reader().read(path, name).text


def load(folder: Path) -> Corpus:
    """The corpus of a folder, read by the process that the tests of formats share."""
    return corpus_samples.load(folder, _shared_reader())


@cache
def _shared_reader() -> DocumentReader:
    """One reading process: to start one for each small file took most of the time of these tests."""
    reader = DocumentReader()
    atexit.register(reader.close)
    return reader
