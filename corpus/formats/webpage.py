"""Web pages (.html, .htm): the document's own text, block by block; tables row by row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.decode import UnreadableFile, decode
from corpus.formats.extracted import Extracted, LineFacts, LineWriter
from corpus.formats.tables import write_table
from corpus.formats.webpage_main import main_part
from corpus.formats.webpage_pictures import caption_of
from corpus.formats.webpage_tables import data_grid, header_rows

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

MAX_HTML_BYTES = 8 * 1024 * 1024  # the tree of a page takes some forty times its bytes
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE
)
MAX_DEPTH = 500  # the parser's time grows with the square of it; a page made by hand has thirty levels
_NESTING = re.compile(
    r"<(/?)(?:div|span|font|table|ul|ol|dl|section|article|center|blockquote|a|b|i|u|em|strong|big|small)\b",
    re.IGNORECASE,
)
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li", "main", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_HEADING = re.compile(r"h([1-6])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SITE = re.compile(r"\s*[_|｜–—-]+\s*[^_|｜–—-]*$")  # <title>…的通知_某市人民政府
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")


def read_webpage(data: bytes, name: str) -> Extracted:
    """The main text of a page; the page's title comes first where the text lacks it. Raises UnreadableFile."""
    if len(data) > MAX_HTML_BYTES:
        raise UnreadableFile(
            f"网页文件《{name}》超过 {MAX_HTML_BYTES // 1024 // 1024} MB，未读取。请只保存正文，或另存为 .txt 后再放入文件夹。"
        )
    from bs4 import BeautifulSoup, Comment  # only where a page is read

    source = page_text(data, name)
    _refuse_depth(source, name)
    page = BeautifulSoup(source, "lxml")
    for comment in page.find_all(string=lambda s: isinstance(s, Comment)):
        comment.extract()
    head = _head(page)
    title_tag = page.h1.get_text(" ", strip=True) if page.h1 else ""
    main = main_part(page)
    writer = LineWriter(name)
    opening = re.sub(r"\s", "", main.get_text())[:400]
    title = title_tag or head[0]
    if title and re.sub(r"\s", "", title) not in opening:
        writer.add(title, LineFacts(heading_level=1))
    if head[1] and head[1] not in opening:
        writer.add(f"发布日期：{head[1]}")
    _Blocks(writer).walk(main)
    return writer.finish()


def _refuse_depth(source: str, name: str) -> None:
    depth = 0
    for tag in _NESTING.finditer(source):
        depth = max(0, depth + (-1 if tag[1] else 1))
        if depth > MAX_DEPTH:
            raise UnreadableFile(
                f"网页文件《{name}》的标签嵌套超过 {MAX_DEPTH} 层，未读取。请只保存正文，或另存为 .txt 后再放入文件夹。"
            )


def page_text(data: bytes, name: str) -> str:
    """Decoded source of a page, by its own declaration where it holds. Raises UnreadableFile."""
    declared = _DECLARED.search(data[:4096])
    encoding = declared[1].decode("ascii").lower() if declared else ""
    if encoding in ("gb2312", "gbk", "gb18030", "x-gbk"):
        try:
            return data.decode("gb18030")  # pages that declare gb2312 use characters beyond it
        except UnicodeDecodeError:
            pass
    return decode(data, name)


def _head(page: BeautifulSoup) -> tuple[str, str]:
    """Title and day of publication that the page's head states, "" where it does not."""
    stated = {
        str(meta.get("name")).lower(): str(meta.get("content") or "").strip()
        for meta in page.find_all("meta")
        if meta.get("name")
    }
    title = page.title.get_text(" ", strip=True) if page.title else ""
    title = stated.get("articletitle") or _SITE.sub("", title) or title
    day = _DAY.match(stated.get("pubdate", ""))
    return title, f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}" if day else ""


class _Blocks:
    """Walks a tree without recursion: pages nest a thousand levels deep."""

    def __init__(self, writer: LineWriter) -> None:
        self.writer = writer
        self.words: list[str] = []
        self.captions: list[str] = []  # of pictures that stand in the block at hand
        self.level: int | None = None
        self.counts: list[int | None] = []  # of the lists around: the last number; None without numbers

    def walk(self, top: Tag) -> None:
        from bs4.element import NavigableString, Tag

        stack: list[tuple[Tag, list[PageElement]]] = [(top, list(reversed(top.contents)))]
        self._enter(top)
        while stack:
            tag, rest = stack[-1]
            if not rest:
                self._leave(tag)
                stack.pop()
                continue
            element = rest.pop()
            if isinstance(element, NavigableString):
                self.words.append(_BLANKS.sub(" ", str(element)))
            elif isinstance(element, Tag):
                if element.name == "br":
                    self._flush()
                elif element.name == "table" and (grid := data_grid(element)) is not None:
                    self._flush()
                    caption = element.find("caption")
                    if caption is not None:
                        self.writer.add(caption.get_text(" ", strip=True))
                    write_table(self.writer, grid, header_rows(element))
                    for image in element.find_all("img"):
                        self._picture(image)
                    self._flush()
                else:
                    self._enter(element)
                    stack.append((element, list(reversed(element.contents))))

    def _picture(self, tag: Tag) -> None:
        if tag.name == "img" and (caption := caption_of(tag)) is not None:
            self.captions.append(caption)

    def _enter(self, tag: Tag) -> None:
        if tag.name in _BLOCKS:
            self._flush()
        self._picture(tag)
        heading = _HEADING.fullmatch(tag.name)
        if heading:
            self.level = int(heading[1])
        if tag.name in ("ol", "ul"):
            start = str(tag.get("start") or "1")
            counted = tag.name == "ol" and tag.get("type") in (None, "1") and start.isdigit()
            self.counts.append(int(start[:6]) - 1 if counted else None)
        elif tag.name == "li" and self.counts and (last := self.counts[-1]) is not None:
            self.counts[-1] = last + 1
            self.words.append(f"{last + 1}. ")  # the number that a browser prints

    def _leave(self, tag: Tag) -> None:
        if tag.name in _BLOCKS:
            self._flush()
        if tag.name == "li":
            self.words = []  # an item without words leaves its number behind
        if _HEADING.fullmatch(tag.name):
            self.level = None
        if tag.name in ("ol", "ul") and self.counts:
            self.counts.pop()

    def _flush(self) -> None:
        line = "".join(self.words)
        if line.strip():
            if re.fullmatch(r"\s*\d+\. ", line):
                return  # the number of an item whose words stand in a paragraph of their own
            self.writer.add(_BLANKS.sub(" ", line).strip(" "), LineFacts(heading_level=self.level))
        self.words = []
        for caption in self.captions:
            self.writer.picture(caption)
        self.captions = []
