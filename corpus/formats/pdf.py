"""PDF with a text layer: pages to lines with their places, by pypdfium2."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from corpus.decode import UnreadableFile
from corpus.formats.extracted import Extracted, LineFacts, LineRole, LineWriter, check_chars
from corpus.formats.pdf_furniture import page_furniture
from corpus.formats.pdf_lines import PageLine, paragraphs
from corpus.formats.radicals import fold_radicals
from corpus.model import Gap

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]  # it ships no types

MAX_PAGES = 2_000  # a five-year plan has a hundred or two
MAX_SECONDS = 50.0  # between pages; the process that reads has a limit of its own
_MIN_CHARS = 20  # a page number or a stamp on a scanned page is not its text
_UNMAPPED_SHARE = 0.2
_BOX_STEP = 6  # every sixth character is measured
_PASSWORD = "password"  # pdfium's word for it


def read_pdf(data: bytes, name: str, clock: Callable[[], float] = time.monotonic) -> Extracted:
    """Text of a PDF, a paragraph a line where no page ends inside it. Raises UnreadableFile."""
    import pypdfium2  # native code, and only where a PDF is read

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise UnreadableFile(
                f"文件《{name}》设有打开密码，未读取。请取消密码保护（另存为不加密的 PDF）后再放入文件夹。"
            ) from error
        raise UnreadableFile(
            f"文件《{name}》已损坏或不是 PDF，未读取。请用阅读软件打开并另存后重试。"
        ) from error
    with document:
        return _read(document, name, clock)


def _read(document: PdfDocument, name: str, clock: Callable[[], float]) -> Extracted:
    import pypdfium2

    count, started = len(document), clock()
    if count > MAX_PAGES:
        raise UnreadableFile(
            f"文件《{name}》有 {count} 页，超过 {MAX_PAGES} 页的上限，未读取。请拆分成几个文件后再放入文件夹。"
        )
    lines: list[PageLine] = []
    pictures: list[int] = []
    chars = 0
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
            found = _page_lines(page, number)
            if sum(len(line.text) for line in found) < _MIN_CHARS and _has_picture(page):
                pictures.append(number)
            page.close()
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile(
                f"文件《{name}》第 {number} 页已损坏，未读取。请用阅读软件打开并另存后重试。"
            ) from error
        lines += found
        chars += sum(len(line.text) for line in found)
        check_chars(chars, name)
        if clock() - started > MAX_SECONDS:
            raise UnreadableFile(
                f"文件《{name}》读到第 {number} 页已超过 {MAX_SECONDS:.0f} 秒，未读取。请拆分或另存后重试。"
            )
    _refuse_scans(name, count, chars, pictures)
    _refuse_garbled(name, lines)
    return _extracted(name, lines, pictures)


def _page_lines(page: PdfPage, number: int) -> list[PageLine]:
    """The printed lines of one page in the order of its text."""
    from pypdfium2 import raw

    width = page.get_width()
    textpage = page.get_textpage()
    count = textpage.count_chars()
    codes = [raw.FPDFText_GetUnicode(textpage, i) for i in range(count)]
    lines: list[PageLine] = []
    start = 0
    for i in range(count + 1):
        if i < count and codes[i] not in (10, 13):
            continue
        ink = [k for k in range(start, i) if not _blank(codes[k])]
        if ink:
            # 一 and — are flat: some more characters tell how high the type is.
            boxes = [_box(textpage, k) for k in (ink[0], *ink[1:-1:_BOX_STEP], ink[-1])]
            text = _characters(codes[ink[0] : ink[-1] + 1])
            if text:
                bottom, top = min(b[1] for b in boxes), max(b[3] for b in boxes)
                lines.append(
                    PageLine(fold_radicals(text), number, width, boxes[0][0], boxes[-1][2], bottom, top)
                )
        start = i + 1
    textpage.close()
    return lines


def _blank(code: int) -> bool:
    return code < 32 or code in (0xFFFE, 0xFFFF) or chr(code).isspace()


def _characters(codes: list[int]) -> str:
    """Code units to text: a character beyond the first plane may come as two of them."""
    units = "".join(chr(c) for c in codes if c and c not in (0xFFFE, 0xFFFF))
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()


def _box(textpage: Any, index: int) -> tuple[float, float, float, float]:
    left, bottom, right, top = textpage.get_charbox(index, loose=True)
    return left, bottom, right, top


def _has_picture(page: PdfPage) -> bool:
    from pypdfium2 import raw

    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


def _refuse_scans(name: str, count: int, chars: int, pictures: list[int]) -> None:
    if pictures and len(pictures) * 2 >= count and chars < _MIN_CHARS * count:
        raise UnreadableFile(
            f"文件《{name}》是扫描件：{count} 页中有 {len(pictures)} 页只有图片、没有文字层，未读取。"
            "请先用 OCR（文字识别）软件转换成可以复制文字的 PDF 或 Word，或向发文单位索取电子版，再放入文件夹。"
        )


def _refuse_garbled(name: str, lines: list[PageLine]) -> None:
    text = "".join(line.text for line in lines)
    unmapped = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    if unmapped > _UNMAPPED_SHARE * len(text):
        raise UnreadableFile(
            f"文件《{name}》的文字层是乱码（字体没有字符对照表），未读取。"
            "请用原文档重新导出 PDF，或用 OCR（文字识别）软件转换后再放入文件夹。"
        )


def _extracted(name: str, lines: list[PageLine], pictures: list[int]) -> Extracted:
    furniture = page_furniture(lines)
    writer = LineWriter(name)
    for paragraph in paragraphs(lines, furniture):
        role = LineRole.FURNITURE if paragraph.furniture else None
        writer.add(paragraph.text, LineFacts(page=paragraph.page, role=role, joins=paragraph.joins))
    gaps = tuple(
        Gap(what=f"第 {page} 页是图片，没有文字层，其内容未收录", line=None, pages=str(page))
        for page in pictures
    )
    return writer.finish(gaps)
