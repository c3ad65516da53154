"""Word documents: what Word shows is what is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from format_samples import W, load, read, word, word_body

from corpus.fold import fold_spans
from corpus.formats.word_numbers import NumberCounter, NumberLevel, chinese, printed
from corpus.model import Corpus
from corpus.numerals import parse_number


def measures(document: WordDocument) -> None:
    document.add_paragraph("某市数据要素发展若干措施", style="Title")
    document.add_paragraph("为加快发展，制定本措施。")
    document.add_heading("一、总体要求", 1)
    document.add_paragraph("到2027年，规模达到100亿元。")
    document.add_heading("二、主要指标", 1)
    document.add_paragraph("主要指标如下：")
    table = document.add_table(3, 3)
    rows = [["指标", "2023年", "2025年"], ["规模（亿元）", "5000", "8000"], ["算力（PFLOPS）", "100", "300"]]
    for i, row in enumerate(rows):
        for j, words in enumerate(row):
            table.cell(i, j).text = words
    document.add_paragraph("以上为预期性指标。")
    document.add_heading("三、附则", 1)
    document.add_paragraph("自印发之日起施行。")


def test_paragraphs_and_tables_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "甲.docx").write_bytes(word(measures))
    corpus = load(tmp_path)
    assert corpus.problems == ()
    assert corpus.documents[0].title == "某市数据要素发展若干措施"
    assert [(c.addr, c.text) for c in corpus.clauses] == [
        ("front.p1", "为加快发展，制定本措施。"),
        ("s1", "一、总体要求\n到2027年，规模达到100亿元。"),
        ("s2", "二、主要指标\n主要指标如下："),
        ("s2.p1", "指标：规模（亿元）｜2023年：5000｜2025年：8000"),
        ("s2.p2", "指标：算力（PFLOPS）｜2023年：100｜2025年：300"),
        ("s2.p3", "以上为预期性指标。"),
        ("s3", "三、附则\n自印发之日起施行。"),
    ]
    text = corpus.texts["甲.docx"]
    assert all(c.text == fold_spans(text, c.spans).text for c in corpus.clauses)
    assert "".join(text.split()) == "".join(
        "".join(t for _, t in _all_places(corpus.texts["甲.docx"], corpus)).split()
    )


def _all_places(text: str, corpus: Corpus) -> list[tuple[int, str]]:
    spans = [s for c in corpus.clauses for s in c.spans]
    spans += [*corpus.metadata["甲.docx"], *corpus.furniture["甲.docx"]]
    return sorted((s.start, text[s.start : s.end]) for s in spans)


def numbered(document: WordDocument) -> None:
    """第一章 › 第一条 › （一）, all of it counted by Word."""
    levels = [
        (0, "chineseCounting", "第%1章", "space"),
        (1, "chineseCountingThousand", "第%2条", "tab"),
        (2, "chineseCounting", "（%3）", "nothing"),
        (3, "decimal", "%4.", "tab"),
    ]
    xml = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="{gap}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, style, text, gap in levels
    )
    # An article counts on through the chapters: it does not restart with the level above.
    xml = xml.replace(
        '<w:numFmt w:val="chineseCountingThousand"/>',
        '<w:numFmt w:val="chineseCountingThousand"/><w:lvlRestart w:val="0"/>',
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{xml}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    document.add_paragraph("某省数据条例")
    for level, words in [
        (0, "总则"), (1, "为了规范数据处理活动，制定本条例。"), (1, "有关部门履行下列职责："),
        (2, "制定规划；"), (2, "组织实施。"), (0, "法律责任"), (1, "违反本条例的，责令改正。"),
    ]:  # fmt: skip
        paragraph = document.add_paragraph(words)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))


def test_numbers_that_word_counts_are_part_of_the_text(tmp_path: Path) -> None:
    text = read(tmp_path, "甲.docx", word(numbered))
    assert text.splitlines() == [
        "某省数据条例", "第一章 总则", "第一条 为了规范数据处理活动，制定本条例。", "第二条 有关部门履行下列职责：",
        "（一）制定规划；", "（二）组织实施。", "第二章 法律责任", "第三条 违反本条例的，责令改正。",
    ]  # fmt: skip
    assert [c.addr for c in load(tmp_path).clauses] == ["c1", "a1", "a2", "a2.i1", "a2.i2", "c2", "a3"]


@pytest.mark.parametrize("count", [*range(1, 130), 200, 210, 999, 1000, 1001, 1010, 1100, 2345])
def test_a_printed_number_reads_back(count: int) -> None:
    assert parse_number(chinese(count)) == count


def test_number_formats() -> None:
    assert printed(12, "chineseLegalSimplified") == "拾贰"
    assert printed(3, "decimalFullWidth") == "３"
    assert (printed(2, "upperLetter"), printed(27, "upperLetter"), printed(9, "upperRoman")) == (
        "B",
        "27",
        "IX",
    )
    counter = NumberCounter(
        {0: NumberLevel("chineseCounting", "%1、", gap=""), 1: NumberLevel("decimal", "%1.%2", arabic=True)}
    )
    assert [counter.next(n) for n in (0, 1, 1, 0, 1, 5)] == ["一、", "1.1 ", "1.2 ", "二、", "2.1 ", ""]
    assert NumberCounter({0: NumberLevel("bullet", "\uf0b7")}).next(0) == ""


def test_what_word_shows_and_what_it_hides(tmp_path: Path) -> None:
    body = """
    <w:p><w:r><w:t>第一段</w:t></w:r><w:ins><w:r><w:t>已修订</w:t></w:r></w:ins><w:del><w:r><w:delText>已删除</w:delText></w:r></w:del>
      <w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>后</w:t><w:br/><w:t>下一行</w:t></w:r></w:p>
    <w:sdt><w:sdtContent><w:p><w:r><w:t>控件中的段落</w:t></w:r></w:p></w:sdtContent></w:sdt>
    <w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>
    <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>域结果</w:t></w:r></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>专栏1 算力工程</w:t></w:r></w:p><w:p><w:r><w:t>建设算力中心。</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
    """
    assert read(tmp_path, "甲.docx", word_body(body)).splitlines() == [
        "第一段已修订链接 后", "下一行", "控件中的段落", "文本框", "域结果", "专栏1 算力工程", "建设算力中心。",
    ]  # fmt: skip


def test_merged_cells_and_a_header_row_that_word_knows(tmp_path: Path) -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"

    body = (
        "<w:tbl>"
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('甲类')}{cell('乙类')}{cell('丙类')}</w:tr>"
        f"<w:tr>{cell('一', '<w:vMerge w:val=' + chr(34) + 'restart' + chr(34) + '/>')}{cell('二')}{cell('三')}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('四')}{cell('五')}</w:tr>"
        f"<w:tr>{cell('合并两列', '<w:gridSpan w:val=' + chr(34) + '2' + chr(34) + '/>')}{cell('六')}</w:tr>"
        "</w:tbl>"
    )
    assert read(tmp_path, "甲.docx", word_body(body)).splitlines() == [
        "甲类：一｜乙类：二｜丙类：三", "甲类：一｜乙类：四｜丙类：五", "甲类：合并两列｜丙类：六",
    ]  # fmt: skip


def test_a_table_of_contents_is_furniture(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        document.add_paragraph("某市数字经济规划")
        style = document.styles.add_style("toc 1", 1)
        document.add_paragraph("一、总体要求\t1", style=style)
        document.add_paragraph("一、总体要求")
        document.add_paragraph("坚持统筹发展。")
        document.add_paragraph("二、附则")

    (tmp_path / "甲.docx").write_bytes(word(build))
    corpus = load(tmp_path)
    text = corpus.texts["甲.docx"]
    assert [text[s.start : s.end] for s in corpus.furniture["甲.docx"]] == ["一、总体要求 1"]
    assert [c.addr for c in corpus.clauses] == ["s1", "s2"]


def test_headings_without_a_number_and_their_levels(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        document.add_heading("某市算力券管理办法", 0)
        for level, words in [(1, "申领条件"), (2, "企业"), (1, "申领程序")]:
            document.add_heading(words, level)
            document.add_paragraph(f"{words}由市级部门规定，另行公布，并按程序报批，接受监督。")

    (tmp_path / "甲.docx").write_bytes(word(build))
    corpus = load(tmp_path)
    assert [(c.addr, c.heading) for c in corpus.clauses] == [
        ("r1", "申领条件"),
        ("r1.r1", "企业"),
        ("r2", "申领程序"),
    ]


def test_spaces_between_runs_survive(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        paragraph = document.add_paragraph("5G ")
        paragraph.add_run("A")
        paragraph.runs[1]._r.find(qn("w:t")).set(qn("xml:space"), "preserve")

    assert read(tmp_path, "甲.docx", word(build)) == "5G A\n"
