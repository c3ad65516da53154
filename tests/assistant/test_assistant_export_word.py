"""A reply as a Word document: read again by python-docx and by our own reader, and sound as a package."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from posixpath import dirname, join, normpath

import docx
import pytest
from assistant_fakes import NEVER, make_assistant, make_corpus
from lxml.etree import _Element, fromstring

from assistant.export.forms import Form, exported
from assistant.export.sheet import make_sheet
from assistant.model import Answer, Cell, Refusal, Segment, SegmentKind
from corpus.formats.word import read_word

QUESTION = "苏州到2023年全市网络零售额的目标是多少？"
DAY = date(2026, 11, 22)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# The order that the schema (ECMA-376, CT_PPrBase, CT_RPr, CT_TcPr) gives what we set; Word repairs what is out of it.
ORDER = {
    "pPr": ["pStyle", "keepNext", "keepLines", "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr"],
    "rPr": ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "color", "spacing", "kern", "sz", "szCs", "u", "vertAlign", "lang"],
    "tcPr": ["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign"],
}  # fmt: skip


def word(reply: Answer | Refusal, question: str = QUESTION) -> bytes:
    return exported(make_sheet(question, reply, make_corpus(), DAY), Form.WORD)


def an_answer() -> Answer:
    reply = make_assistant().ask(QUESTION)
    assert isinstance(reply, Answer)
    return reply


def rich_answer() -> Answer:
    """Every kind of segment, two citations, warnings and a reading."""
    plain = an_answer()
    first = plain.citations[0]
    head = tuple(Cell((Segment(SegmentKind.LEAD, t),)) for t in ("地区", "目标"))
    quotes = Cell(
        (Segment(SegmentKind.QUOTE, "5000亿元", (1,), ((0, 4),)), Segment(SegmentKind.QUOTE, "20家", (2,)))
    )
    empty = Cell((Segment(SegmentKind.LEAD, "在该文件中未找到"),))
    rows = (
        head,
        (Cell((Segment(SegmentKind.LEAD, "苏州"),)), quotes),
        (Cell((Segment(SegmentKind.LEAD, "镇江"),)), empty),
    )
    segments = (
        Segment(SegmentKind.LEAD, "苏州："),
        *plain.segments,
        Segment(SegmentKind.ITEM, "(一)甲\n下一行", (1,)),
        Segment(SegmentKind.TABLE, "各地目标", (1, 2), (), rows),
        Segment(SegmentKind.WRITTEN, "丙。", (2,)),
    )
    return replace(
        plain, segments=segments, citations=(first, replace(first, n=2)), warnings=("规划期已过。",), reading="按“苏州”理解"
    )  # fmt: skip


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_it_reads_as_question_warnings_answer_table_sources_and_colophon() -> None:
    made = docx.Document(BytesIO(word(rich_answer())))
    texts = [p.text for p in made.paragraphs if p.text]
    assert texts[:3] == [QUESTION, "按“苏州”理解", "注意：规划期已过。"]
    assert made.paragraphs[0].style is not None
    assert made.paragraphs[0].style.name == "Heading 1"
    assert any("5000亿元" in t and t.endswith("[1]") for t in texts)
    assert "(一)甲\n下一行[1]" in texts
    assert "各地目标" not in texts
    sources = texts.index("出处")
    source = "《苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)》(苏委发〔2021〕1号) 4“数字贸易”"
    assert texts[sources + 1 : sources + 3] == [f"[1]\t{source}", f"[2]\t{source}"]
    assert texts[-1] == "由“有据”依据已收录文件生成，2026年11月22日。内容以原文为准。"
    (table,) = made.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["地区", "目标"],
        ["苏州", "5000亿元[1]\n20家[2]"],
        ["镇江", "在该文件中未找到"],
    ]
    assert table._tbl.tr_lst[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert [r.text for r in table.rows[1].cells[1].paragraphs[0].runs if r.bold] == ["5000"]
    about = made.core_properties
    assert (about.title, about.author, about.created.date()) == (QUESTION, "有据", DAY)  # type: ignore[union-attr]  # Word files may lack a date


def test_the_text_that_this_project_reads_of_it_is_the_answer() -> None:
    text = read_word(word(rich_answer()), "answer.docx").text
    assert "5000亿元" in text
    assert "三年行动计划(2021—2023年)》(苏委发〔2021〕1号)" in text


def test_every_reference_leads_to_its_source_and_every_mark_is_unique() -> None:
    body = fromstring(parts(word(rich_answer()))["word/document.xml"])
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    marks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    ids = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert anchors == set(marks) == {"source_1", "source_2"}
    assert len(ids) == len(set(ids)) == len(marks)
    assert sorted(ids) == sorted(mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkEnd"))


def test_the_package_is_whole_and_in_the_order_of_the_schema() -> None:
    held = parts(word(rich_answer()))
    types = fromstring(held["[Content_Types].xml"])
    named = {item.get("PartName") for item in types.iter(f"{TYPES}Override")}
    by_ending = {item.get("Extension") for item in types.iter(f"{TYPES}Default")}
    for name in held:
        assert f"/{name}" in named or name.rpartition(".")[2] in by_ending or name == "[Content_Types].xml"
    for name in (n for n in held if n.endswith(".rels")):
        folder = dirname(dirname(name))
        for relation in fromstring(held[name]).iter(f"{RELATIONS}Relationship"):
            assert relation.get("TargetMode") != "External"  # nothing in it leads out
            target = relation.get("Target") or ""
            assert normpath(target.lstrip("/") if target.startswith("/") else join(folder, target)) in held
    for name in ("word/document.xml", "word/styles.xml"):
        for kind, order in ORDER.items():
            for element in fromstring(held[name]).iter(f"{W}{kind}"):
                places = [order.index(tag) for tag in tags(element) if tag in order]
                assert all(a < b for a, b in pairwise(places)), (name, kind, tags(element))


def tags(element: _Element) -> list[str]:
    return [str(child.tag).removeprefix(W) for child in element]


def test_chinese_text_has_a_chinese_font() -> None:
    held = parts(word(rich_answer()))
    styles = {s.get(f"{W}styleId"): s for s in fromstring(held["word/styles.xml"]).iter(f"{W}style")}
    for name, font in (
        ("Normal", "宋体"),
        ("Heading1", "黑体"),
        ("Heading2", "黑体"),
        ("YoujuSource", "宋体"),
    ):
        fonts = styles[name].find(f"{W}rPr/{W}rFonts")
        assert fonts is not None
        assert fonts.get(f"{W}eastAsia") == font
        assert not [key for key in fonts.attrib if key.endswith("Theme")]
    used = {p.get(f"{W}val") for p in fromstring(held["word/document.xml"]).iter(f"{W}pStyle")}
    assert used <= set(styles)


@pytest.mark.parametrize(
    "text", ["</w:t>&lt;<b>", "\x00\x0b\ud800\ufffe", "😀", "\t制表\n换行", "=1+1", "字" * 10_000]
)
def test_hostile_text_is_text(text: str) -> None:
    reply = replace(
        rich_answer(), warnings=(text,), reading=text, segments=(Segment(SegmentKind.QUOTE, text, (1,)),)
    )
    made = docx.Document(BytesIO(word(reply, text)))
    assert len(made.paragraphs) >= 5


def test_a_refusal_names_what_stands_nearest() -> None:
    refusal = make_assistant(NEVER).ask("苏州的网络零售额补贴是多少？")
    assert isinstance(refusal, Refusal)
    texts = [p.text for p in docx.Document(BytesIO(word(refusal))).paragraphs]
    assert "最接近的条款（未必回答问题）" in texts
    assert "出处" not in texts
