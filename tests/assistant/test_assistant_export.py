"""A reply as Markdown and as plain text: what stands in them, and that no text of a document becomes markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from assistant_fakes import NEVER, make_assistant, make_corpus, shipped_corpus
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.export.forms import Form, exported, file_name
from assistant.export.inert import inert, line_start, strong
from assistant.export.sheet import make_sheet
from assistant.export.stretches import stretches
from assistant.export.visible import visible
from assistant.model import Answer, Cell, Citation, Segment, SegmentKind

QUESTION = "苏州到2023年全市网络零售额的目标是多少？"
DAY = date(2026, 11, 22)
CORPUS = make_corpus()
READER = MarkdownIt("commonmark").enable("table")
HOSTILE = (
    "<script>alert(1)</script>",
    "[点我](javascript:alert(1)) ![图](http://evil.example/x.png)",
    "# 标题\n\n- 项\n1. 项\n> 引\n    代码\n***\n---\n===",
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
    "```\n代码\n```",
    "[^1]: 假的出处",
    "_斜_ *斜* **粗** ~~删~~ `码` &lt; \\*",
    "www.evil.example https://evil.example a@evil.example",
    "\u202e反\x00\u2066",
)


def label(text: str) -> Cell:
    return Cell((Segment(SegmentKind.LEAD, text),))


def an_answer() -> Answer:
    reply = make_assistant().ask(QUESTION)
    assert isinstance(reply, Answer)
    return reply


def with_table(first: Citation) -> tuple[Segment, tuple[Citation, ...]]:
    """A table of two quotes in one cell, and a cell in which nothing was found."""
    quotes = Cell(
        (Segment(SegmentKind.QUOTE, "5000亿元", (1,), ((0, 6),)), Segment(SegmentKind.QUOTE, "20家", (2,)))
    )
    rows = (
        (label("地区"), label("目标|数值")),
        (label("苏州"), quotes),
        (label("镇江"), label("在该文件中未找到")),
    )
    return Segment(SegmentKind.TABLE, "苏州：5000亿元20家", (1, 2), (), rows), (first, replace(first, n=2))


def markdown(reply: Answer, question: str = QUESTION) -> str:
    return exported(make_sheet(question, reply, CORPUS, DAY), Form.MARKDOWN).decode()


def plain(reply: Answer) -> str:
    return exported(make_sheet(QUESTION, reply, CORPUS, DAY), Form.PLAIN).decode()


def tokens(text: str) -> list[Token]:
    return [t for token in READER.parse(text) for t in (token, *(token.children or ()))]


def test_markdown_has_question_reading_warnings_answer_sources_and_colophon_in_this_order() -> None:
    reply = replace(an_answer(), reading="按“苏州”理解", warnings=("规划期已过。",))
    text = markdown(reply)
    marks = [
        f"# {QUESTION}",
        "按“苏州”理解",
        "> 注意：规划期已过。",
        "5000亿元",
        "[^1]: 《苏州市",
        "\n---\n",
        "“有据”",
    ]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert (
        "[^1]: 《苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)》(苏委发〔2021〕1号) 4“数字贸易”\n"
        in text
    )
    assert "2026年11月22日" in text
    assert "以原文为准" in text


def test_markdown_sets_off_the_figure_and_cites_it() -> None:
    (quote,) = [
        t
        for t in tokens(markdown(an_answer()))
        if t.type == "inline" and "零售" in t.content and "2023年全市" not in t.content[:9]
    ][-1:]
    bold = [after.content for t, after in pairwise(quote.children or ()) if t.type == "strong_open"]
    assert "5000亿元" in bold
    assert quote.content.endswith("[^1]")


def test_markdown_tables_are_tables() -> None:
    table, cited = with_table(an_answer().citations[0])
    text = markdown(replace(an_answer(), segments=(table,), citations=cited))
    found = tokens(text)
    assert [t.type for t in found].count("th_open") == 2
    cells = [t.content for t in found if t.type == "inline"]
    assert r"目标\|数值" in text
    assert "**5000亿元**[^1]<br>20家[^2]" in cells
    assert "在该文件中未找到" in cells
    assert "苏州：5000亿元" not in text
    assert "[^2]: " in text


def test_a_lead_a_list_and_a_written_answer_in_markdown() -> None:
    segments = (
        Segment(SegmentKind.LEAD, "苏州："),
        Segment(SegmentKind.ITEM, "(一)甲", (1,)),
        Segment(SegmentKind.ITEM, "(二)乙\n下一行", (1,)),
        Segment(SegmentKind.WRITTEN, "丙。", (1,)),
        Segment(SegmentKind.WRITTEN, "丁。", (1,)),
    )
    text = markdown(replace(an_answer(), segments=segments))
    assert "苏州：\n\n- (一)甲[^1]\n- (二)乙  \n  下一行[^1]\n\n丙。[^1]丁。[^1]\n" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert_in_markdown(text: str) -> None:
    first = an_answer().citations[0]
    segments = (
        Segment(SegmentKind.LEAD, text),
        Segment(SegmentKind.QUOTE, text, (1,)),
        Segment(SegmentKind.ITEM, text, (1,)),
        Segment(SegmentKind.TABLE, text, (1,), (), ((label(text),), (label(text),))),
    )
    reply = replace(
        an_answer(),
        segments=segments,
        citations=(replace(first, footnote=f"《{text}》 一"),),
        warnings=(text,),
        reading=text,
    )
    made = markdown(reply, text)
    found = tokens(made)
    kinds = {t.type for t in found}
    assert not kinds & {
        "html_block",
        "link_open",
        "image",
        "code_block",
        "fence",
        "code_inline",
        "em_open",
        "s_open",
        "lheading_open",
    }
    assert {t.content for t in found if t.type == "html_inline"} <= {"<br>"}
    assert [t.tag for t in found if t.type == "heading_open"] == ["h1"]
    assert len([t for t in found if t.type == "bullet_list_open"]) == 1
    assert len([t for t in found if t.type == "table_open"]) == 1
    assert len([t for t in found if t.type == "hr"]) == 1
    assert not {"\u202e", "\u2066", "\x00"} & set(made)


@given(st.text(max_size=60))
def test_any_line_reads_as_it_is(text: str) -> None:
    line = " ".join(text.split())
    made = line_start(inert(line))
    inlines = [t for t in READER.parse(made) if t.type == "inline"]
    shown = "".join(c.content for t in inlines for c in t.children or ())
    expected = "\ufffd".join(line.split("\x00"))
    assert shown == expected
    assert {t.type for t in READER.parse(made)} <= {"paragraph_open", "inline", "paragraph_close"}


@given(st.text(alphabet="增长10%以上。*[( \n", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_emphasis_is_read_as_such_or_not_marked(text: str, start: int, end: int) -> None:
    made = strong(text, [(start, end)])
    lines = [line_start(line) for line in made.split("\n") if line.strip()]
    for line in lines:
        assert "*" not in "".join(
            c.content for t in READER.parse(line) for c in t.children or () if c.type == "text" and not c.content.strip("*")
        ) or "*" in text  # fmt: skip
    if "**" in made.replace("\\*", ""):
        assert any(
            c.type == "strong_open" for line in lines for t in READER.parse(line) for c in t.children or ()
        )


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(-2, 22), st.integers(-2, 22)), max_size=4))
def test_stretches_are_the_text(text: str, ranges: list[tuple[int, int]]) -> None:
    found = list(stretches(text, ranges))
    assert "".join(text[a:b] for a, b, _ in found) == text
    emphatic = {i for a, b, is_emphatic in found if is_emphatic for i in range(a, b)}
    assert emphatic == {i for a, b in ranges for i in range(max(a, 0), min(b, len(text)))}


def test_plain_text_is_the_answer_with_its_sources_below() -> None:
    reply = replace(an_answer(), warnings=("规划期已过。",))
    lines = plain(reply).splitlines()
    assert lines[0] == "注意：规划期已过。"
    assert lines[2] == reply.text.splitlines()[0]
    assert "[1]" in reply.text
    assert lines[-4:-2] == [
        "出处：",
        "[1] 《苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)》(苏委发〔2021〕1号) 4“数字贸易”",
    ]
    assert lines[-1] == "（由“有据”依据已收录文件生成，2026年11月22日。内容以原文为准。）"
    assert QUESTION not in plain(reply)


def test_a_refusal_names_the_nearest_clauses_and_has_no_sources() -> None:
    refusal = make_assistant(NEVER).ask("苏州的网络零售额补贴是多少？")
    assert refusal.status == "refused"
    for form in (Form.MARKDOWN, Form.PLAIN):
        text = exported(make_sheet("补贴？", refusal, CORPUS, DAY), form).decode()
        assert "未找到" in text
        assert "最接近的条款（未必回答问题）" in text
        assert "《苏州市推进" in text.partition("最接近的条款")[2]
        assert "出处：" not in text
        assert "[^" not in text


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("苏州的目标是多少？", "有据-苏州的目标是多少.docx"),
        ("", "有据-答复.docx"),
        ("../../etc/passwd", "有据-etc-passwd.docx"),
        ('a"; filename=x.exe\r\nX: 1', "有据-a-filename-x-exe-X-1.docx"),
        ("《数据安全法》第十八条", "有据-《数据安全法》第十八条.docx"),
        ("\u202e反\x00", "有据-反.docx"),
        ("长" * 500, f"有据-{'长' * 40}.docx"),
        ("CON", "有据-CON.docx"),
    ],
)
def test_file_names_are_fit_for_every_system(question: str, name: str) -> None:
    assert file_name(question, Form.WORD) == name


def test_every_clause_of_the_shipped_documents_reads_in_markdown_as_it_is() -> None:
    shipped = shipped_corpus()
    for clause in shipped.clauses:
        for line in visible(clause.text).split("\n"):
            made = line_start(inert(line))
            found = READER.parse(made)
            assert [t.type for t in found] == ["paragraph_open", "inline", "paragraph_close"], clause.id
            assert "".join(c.content for c in found[1].children or ()) == line.strip(), clause.id
