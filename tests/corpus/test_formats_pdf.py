"""PDF with a text layer: paragraphs whole, pages known, headers and page numbers apart."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from format_samples import load, pdf, printed, read
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.decode import UnreadableFile
from corpus.fold import fold_spans
from corpus.formats.pdf_furniture import page_furniture
from corpus.formats.pdf_lines import PageLine
from corpus.formats.radicals import fold_radicals
from corpus.model import Corpus

ARTICLE = (
    "第{}条 为了规范数据处理活动，保障数据安全，促进数据开发利用，保护个人、组织的合法权益，维护国家主权、安全和发展利益，"
    "依照有关法律，结合本省实际，制定本条例（{}）。"
)
NUMBERS = "一二三四五六七八九十"
PARAGRAPHS = ["第一章 总则", *(ARTICLE.format(n, n) for n in NUMBERS)]
TITLE = [(9, "某省数据条例")]


def regulation(header: str = "某省人民政府公报", footer: str = "— {} —") -> bytes:
    pages = printed(PARAGRAPHS)
    return pdf([TITLE + pages[0], *pages[1:]], header, footer)


def test_a_sentence_is_whole_across_lines_and_pages(tmp_path: Path) -> None:
    (tmp_path / "甲.pdf").write_bytes(regulation())
    corpus = load(tmp_path)
    assert corpus.problems == ()
    assert corpus.documents[0].title == "某省数据条例"
    assert [c.addr for c in corpus.clauses] == ["c1", *(f"a{n}" for n in range(1, 11))]
    for clause, words in zip(corpus.clauses, PARAGRAPHS, strict=True):
        assert clause.text == words.replace(" ", ""), clause.addr
        assert clause.notes == ()


def test_pages_and_spans(tmp_path: Path) -> None:
    (tmp_path / "甲.pdf").write_bytes(regulation())
    corpus = load(tmp_path)
    pages = {c.addr: c.pages for c in corpus.clauses}
    # 12 lines a page: a chapter line, then articles of three lines each.
    assert pages["c1"] == (1,)
    assert (pages["a3"], pages["a4"], pages["a5"]) == ((1,), (1, 2), (2,))
    assert pages["a10"] == (3,)
    text = corpus.texts["甲.pdf"]
    for clause in corpus.clauses:
        assert fold_spans(text, clause.spans).text == clause.text
        assert len(clause.spans) == len(clause.pages)  # only a page's end parts a clause


def test_headers_and_page_numbers_are_furniture(tmp_path: Path) -> None:
    (tmp_path / "甲.pdf").write_bytes(regulation())
    corpus = load(tmp_path)
    text = corpus.texts["甲.pdf"]
    found = [text[s.start : s.end] for s in corpus.furniture["甲.pdf"]]
    assert sorted(found) == sorted(
        ["某省人民政府公报", "— 1 —", "某省人民政府公报", "— 2 —", "某省人民政府公报", "— 3 —"]
    )
    places = [s for c in corpus.clauses for s in c.spans] + [
        *corpus.furniture["甲.pdf"],
        *corpus.metadata["甲.pdf"],
    ]
    assert sum(len(text[s.start : s.end].replace(" ", "")) for s in places) == len("".join(text.split()))


@pytest.mark.parametrize("footer", ["{}", "- {} -", "第 {} 页", "第{}页 共3页", "{} / 3", "·{}·"])
def test_page_numbers_in_every_dress(tmp_path: Path, footer: str) -> None:
    (tmp_path / "甲.pdf").write_bytes(regulation(header="", footer=footer))
    corpus = load(tmp_path)
    assert [c.addr for c in corpus.clauses] == ["c1", *(f"a{n}" for n in range(1, 11))]
    assert len(corpus.furniture["甲.pdf"]) == 3


def test_without_indents_words_tell_where_a_paragraph_begins(tmp_path: Path) -> None:
    lines = [line for words in PARAGRAPHS for line in [words[i : i + 36] for i in range(0, len(words), 36)]]
    pages = [[(0.0, line) for line in lines[i : i + 12]] for i in range(0, len(lines), 12)]
    (tmp_path / "甲.pdf").write_bytes(pdf([[(9, "某省数据条例"), *pages[0]], *pages[1:]]))
    corpus = load(tmp_path)
    assert [c.text for c in corpus.clauses] == [p.replace(" ", "") for p in PARAGRAPHS]


def test_latin_words_stay_apart_where_a_line_ends(tmp_path: Path) -> None:
    pages = printed(["数" * 32 + "AB", "据" * 40])
    pages[0].insert(1, (0, "CD 与数据要素市场建设"))
    text = read(tmp_path, "甲.pdf", pdf(pages))
    assert "AB CD 与数据要素市场建设" in text


def line(text: str, page: int, top: float, size: float = 12) -> PageLine:
    return PageLine(text, page, 595, 72, 200, top - size, top)


def test_what_repeats_apart_from_the_text_is_furniture_and_no_more() -> None:
    heights = [800, 780, 740, 720, 700, 680, 40]  # a header of two lines, four lines of text, a page number
    lines = [
        line(text, page, heights[i])
        for page in range(1, 6)
        for i, text in enumerate(
            ["公报", f"第{page}件", "同样的话", "甲" * 70, "乙" * 70, "丙" * page, f"{page}"]
        )
    ]
    found = {lines[i].text for i in page_furniture(lines)}
    assert found == {"公报", "第1件", "第2件", "第3件", "第4件", "第5件", "1", "2", "3", "4", "5"}


def test_a_sentence_that_repeats_at_the_top_of_pages_is_text() -> None:
    lines = [
        line(text, page, 700 - 20 * i)
        for page in range(1, 6)
        for i, text in enumerate(["同样的话", "甲" * page, "乙"])
    ]
    assert page_furniture(lines) == frozenset()


def test_a_header_in_small_type_right_above_the_text_is_furniture() -> None:
    # As Chrome prints 004: the header 16 points above the first line, lines 18 points apart.
    lines = [
        line(text, page, top, size)
        for page in range(1, 4)
        for text, top, size in [
            ("11/22/26 镇江", 777, 9),
            ("甲" * page, 761, 12),
            ("乙" * page, 743, 12),
            ("丙", 725, 12),
        ]
    ]
    assert {lines[i].text for i in page_furniture(lines)} == {"11/22/26 镇江"}


def test_numbers_that_count_sections_and_not_pages_are_text() -> None:
    lines = [
        line(text, page, 800 - 20 * i)
        for page, number in enumerate(["07", "02"], 1)
        for i, text in enumerate([number, "正文" * page])
    ]
    assert page_furniture(lines) == frozenset()


def test_radicals_are_characters() -> None:
    assert fold_radicals("") == ""
    assert fold_radicals("⼯⼈智能⻓江三⾓洲第⼀⻚⻔⼾⺠⽣") == "工人智能长江三角洲第一页门户民生"
    assert fold_radicals("工人 Ａ1０") == "工人 Ａ1０"  # widths are the text's own
    assert all(not "\u2f00" <= c <= "\u2fdf" for c in fold_radicals("".join(map(chr, range(0x2F00, 0x2FD6)))))


def scanned(pages: int, words: str = "") -> bytes:
    """Pages that are pictures; `words` are the text of the first."""
    picture = io.BytesIO()
    Image.new("L", (40, 60), 200).save(picture, "PNG")
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(pages):
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        if words and number == 0:
            for i in range(0, len(words), 36):
                canvas.setFont("STSong-Light", 12)
                canvas.drawString(72, 760 - i, words[i : i + 36])
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_a_scan_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, "扫描.pdf", scanned(3))
    assert str(caught.value) == (
        "文件《扫描.pdf》是扫描件：3 页中有 3 页只有图片、没有文字层，未读取。"
        "请先用 OCR（文字识别）软件转换成可以复制文字的 PDF 或 Word，或向发文单位索取电子版，再放入文件夹。"
    )


def test_a_page_that_is_a_picture_is_a_gap(tmp_path: Path) -> None:
    pdf([[]])  # registers the font
    words = "某市人民政府为加快数字经济发展，制定本办法，请各单位认真执行。" * 4
    (tmp_path / "甲.pdf").write_bytes(scanned(2, words))
    corpus: Corpus = load(tmp_path)
    assert [(g.what, g.pages) for g in corpus.documents[0].gaps] == [
        ("第 2 页是图片，没有文字层，其内容未收录", "2")
    ]


def test_an_empty_pdf_and_a_locked_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有文字"):
        read(tmp_path, "空.pdf", pdf([[]]))
    with pytest.raises(UnreadableFile, match=r"《锁\.pdf》设有打开密码，未读取。请取消密码保护"):
        read(tmp_path, "锁.pdf", pdf([TITLE], password="secret"))
