"""Pictures of every format: each place is a gap, and what a person types in there is marked as typed in."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.shared import Cm
from format_samples import W, word, word_body
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from corpus.drafts import Draft, Drafts
from corpus.formats.extracted import LineRole
from corpus.formats.plain import read_markdown, read_plain
from corpus.formats.reader import DocumentReader
from corpus.formats.webpage import read_webpage
from corpus.formats.word import read_word
from corpus.model import Corpus
from corpus.preview import Preview, preview
from corpus.transcripts import HEADING, NOTE, Transcript, notes_to_show, with_transcripts

Look = Callable[[Draft], Preview]
EMPTY = Corpus((), (), {}, {}, {})
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path)


@pytest.fixture
def look(drafts: Drafts) -> Iterator[Look]:
    with DocumentReader() as reader:
        yield lambda draft: preview(draft, drafts.path(draft), EMPTY, reader)


def png(width: int = 60, height: int = 40) -> io.BytesIO:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height)).save(buffer, "PNG")
    buffer.seek(0)
    return buffer


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[图片]", "原文在“一、标准”之后有图片，其中的文字未收录"),
        ("　　【图片1】", "原文在“一、标准”之后有图片，其中的文字未收录"),
        ("（图片：补贴标准一览表）", "原文图片“补贴标准一览表”中的文字未收录"),
        ("[Image: 补贴 标准]", "原文图片“补贴标准”中的文字未收录"),
        ("[图片：第三条的标准]", "原文在“一、标准”之后有图片，其中的文字未收录"),  # names no article
        ("图片", None),
        ("（图片来源：新华社）", None),
        ("见[图片]所示。", None),
        ("(一)图片管理", None),
        ("[1]", None),
    ],
)
def test_what_stands_in_a_text_in_the_place_of_a_picture(line: str, said: str | None) -> None:
    found = read_plain(f"通知\n一、标准\n{line}\n二、期限\n".encode(), "a.txt")
    assert [(g.what, g.line) for g in found.gaps] == ([] if said is None else [(said, 3)])
    assert (3 in found.facts) is bool(found.gaps)
    assert found.text == f"通知\n一、标准\n{line}\n二、期限\n"  # spans point into the file as it is


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("![](a.png)", 1),
        ("![标准][图一]", 1),
        ("[![标准](a.png)](https://example.cn/a.png)", 1),
        ('<p align="center"><img src="a.png" alt="标准"></p>', 1),
        ("![](a.png) ![](b.png)", 2),
        ("[图片]", 1),
        ("标准如图 ![](a.png) 所示。", 0),
        ("[标准](a.pdf)", 0),
    ],
)
def test_pictures_of_markdown(line: str, count: int) -> None:
    found = read_markdown(f"# 通知\n\n## 一、标准\n\n{line}\n\n发放。\n".encode(), "a.md")
    assert [g.line for g in found.gaps] == [5] * bool(count)
    assert sum("2 张图片" in g.what for g in found.gaps) == (count == 2)


PAGE = (
    "<html><body><div class='logo'><img src='/logo.png' width=300></div><div class=TRS_Editor><h1>补贴细则</h1>"
    "<p>一、对象</p><p>在本市新建公共停车场的企业均可申请补贴，由市城市管理局受理并公布结果。</p>{}"
    "<p>二、期限</p><p>受理之日起20个工作日内办结。</p></div></body></html>"
)


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ("<p><img src='W02.png'></p>", 3),
        ("<p><img src='W02.png' width='640' height=480 alt='标准'></p>", 3),
        ("<p>标准<br><img src='W02.png'><br>如上</p>", 4),
        ("<p><img src='W02.png'>标准</p>", 4),  # below the words of its own block
        ("<table><tr><td>级别</td><td>标准</td></tr><tr><td>甲</td><td><img src=a.png></td></tr></table>", 5),
        ("<p><img data-src='W02.png'><img src='W03.png'></p>", 3),
        ("<p><img src='images/icon_doc.gif'>附件</p>", None),
        ("<p><img src='a.png' width='16'>附件</p>", None),
        ("<p><img src='a.png' style='WIDTH: 20px; height:20px'>附件</p>", None),
        ("<p><img src='data:image/png;base64,iVBO'></p>", None),
        ("<p><img class='qrcode' src='x1.png'></p>", None),
        ("<p><img></p>", None),
        ("<p><img src='W02.png' style='max-width: 100%; display:none'></p>", None),
    ],
)
def test_pictures_of_a_web_page(inside: str, line: int | None) -> None:
    found = read_webpage(PAGE.format(inside).encode(), "a.html")
    assert [g.line for g in found.gaps] == ([] if line is None else [line])


def filled(build: Callable[[WordDocument], object]) -> list[tuple[str, int | None]]:
    return [(g.what, g.line) for g in read_word(word(build), "a.docx").gaps]


def test_pictures_of_a_word_file() -> None:
    def build(document: WordDocument) -> None:
        document.add_paragraph("一、标准")
        document.add_picture(png(), width=Cm(12))
        document.add_picture(png(), width=Cm(12))
        document.add_paragraph("标志").add_run().add_picture(png(), width=Cm(1))
        table = document.add_table(rows=2, cols=2)
        for i, words in enumerate(("级别", "标准", "甲")):
            table.cell(i // 2, i % 2).text = words
        table.cell(1, 1).paragraphs[0].add_run().add_picture(png(), width=Cm(6))

    assert filled(build) == [
        ("原文在“一、标准”之后有 2 张图片，其中的文字未收录", 1),
        ("原文在“级别：甲”之后有图片，其中的文字未收录", 4),  # below the header, whose words no row repeats
    ]


def test_a_picture_before_all_words_and_what_word_says_of_one() -> None:
    def build(document: WordDocument) -> None:
        for described in ("补贴标准一览表", "图片包含 游戏机, 画\n\n描述已自动生成", "logo"):
            document.add_picture(png(), width=Cm(12))
            shape = document.inline_shapes[len(document.inline_shapes) - 1]
            shape._inline.docPr.set("descr", described)
        document.add_paragraph("一、标准")

    assert filled(build) == [("原文 3 张图片“补贴标准一览表”中的文字未收录", 0)]


@pytest.mark.parametrize(
    ("size", "found"),
    [("width:300pt;height:200pt", 1), ("width:5cm;height:40mm", 1), ("width:30pt;height:12pt", 0), ("", 0)],
)
def test_pictures_in_the_older_markup(size: str, found: int) -> None:
    picture = f'<w:pict><v:shape {VML} style="{size}"><v:imagedata/></v:shape></w:pict>'
    deleted = f"<w:del><w:r>{picture}</w:r></w:del>"
    xml = f"<w:p><w:r><w:t>标准</w:t>{picture}</w:r>{deleted}</w:p>"
    assert len(read_word(word_body(xml), "a.docx").gaps) == found
    assert W.startswith("xmlns:w=")


def word_file() -> bytes:
    def build(document: WordDocument) -> None:
        document.add_paragraph("关于发放算力券的通知")
        document.add_paragraph("一、标准")
        document.add_picture(png(), width=Cm(12))
        document.add_paragraph("二、期限")
        document.add_paragraph("自2023年6月1日起施行。")
        document.add_picture(png(), width=Cm(12))

    return word(build)


BODY = "二、期限\n自2023年6月1日起施行。\n"
FILES = [
    ("通知.txt", f"关于发放算力券的通知\n一、标准\n[图片]\n{BODY}[图片]\n".encode()),
    ("通知.md", f"# 关于发放算力券的通知\n\n一、标准\n\n![](a.png)\n\n{BODY}\n![](b.png)\n".encode()),
    (
        "通知.html",
        (
            "<h1>关于发放算力券的通知</h1><p>一、标准</p><p><img src=a.png></p><p>二、期限</p>"
            "<p>自2023年6月1日起施行。</p><img src=b.png>"
        ).encode(),
    ),
    ("通知.docx", word_file()),
]


@pytest.mark.parametrize(("name", "content"), FILES, ids=[name for name, _ in FILES])
def test_a_picture_is_typed_in_where_it_stands(drafts: Drafts, look: Look, name: str, content: bytes) -> None:
    draft = drafts.take(name, content)
    bare = look(draft)
    assert [c.addr for c in bare.corpus.clauses] == ["s1", "s2"]
    first, second = bare.gaps
    assert (first.pages, second.pages, bare.coverage, bare.corpus.problems) == (None, None, 1.0, ())
    assert first.line is not None
    assert second.line is not None
    typed = Transcript(after=first.line, text="一般企业每年10万元。\n骨干企业每年50万元。")
    shown = look(draft.model_copy(update={"transcripts": (typed,)}))
    supplied = [c for c in shown.corpus.clauses if c.heading == HEADING]
    assert [(c.addr, c.text) for c in supplied] == [
        ("s1.p1", "一般企业每年10万元。"),
        ("s1.p2", "骨干企业每年50万元。"),
    ]
    for clause in supplied:
        assert clause.address == f"一、标准 › {HEADING}"  # what stands below every quote
        assert NOTE in clause.notes
    said = [notes_to_show(c, then) for c, then in pairwise((*shown.corpus.clauses, None)) if c is not None]
    assert [NOTE in notes for notes in said] == [False, False, True, False]  # once, below the last line
    printed = {c.id: c.text for c in shown.corpus.clauses if c.heading != HEADING}
    assert printed == {c.id: c.text for c in bare.corpus.clauses}
    left = shown.document.gaps  # only the other one is still missing, at its line of the text as it is now
    assert [(g.what, g.line) for g in left] == [(second.what, second.line + 2)]
    assert shown.gaps == bare.gaps  # both can still be put right, under the numbers of the file


def test_a_picture_without_words_is_no_gap(drafts: Drafts, look: Look) -> None:
    draft = drafts.take(*FILES[0])
    seen = tuple(Transcript(after=g.line or 0, text="") for g in look(draft).gaps)
    shown = look(draft.model_copy(update={"transcripts": seen}))
    assert shown.document.gaps == ()
    assert [c.addr for c in shown.corpus.clauses] == ["s1", "s2"]
    assert shown.corpus.texts["通知.txt"].encode() == FILES[0][1]


def test_pictures_without_words_between_them_are_one_place() -> None:
    text = "[图片]\n一、标准\n[图片：甲]\n\n[图片：乙]\n【图片】\n二、期限\n[图片]\n"
    gaps = read_plain(text.encode(), "a.txt").gaps
    assert [(g.what, g.line) for g in gaps] == [
        ("原文在开头有图片，其中的文字未收录", 1),
        ("原文 3 张图片“甲”、“乙”中的文字未收录", 3),
        ("原文在“二、期限”之后有图片，其中的文字未收录", 8),
    ]


def test_as_many_pictures_as_a_file_can_hold_take_no_time() -> None:
    many = 50_000  # lines; looking back over them from each would take minutes
    found = read_plain(("[图片]\n" * many + "一、标准\n").encode(), "a.txt")
    assert [(g.what, g.line) for g in found.gaps] == [(f"原文在开头有 {many} 张图片，其中的文字未收录", 1)]


def test_words_of_a_page_fill_no_gap_of_a_line() -> None:
    (gap,) = read_plain("标准\n[图片]\n".encode(), "a.txt").gaps
    assert not Transcript(after=2, page=2, text="字").fills(gap)
    assert Transcript(after=2, text="字").fills(gap)
    assert not Transcript(after=1, text="字").fills(gap)


LINES = st.lists(
    st.sampled_from(["一、标准", "每年10万元。", "", "[图片]", "（图片：标准）"]), min_size=1, max_size=12
)


@given(LINES, st.data())
def test_what_is_typed_in_changes_nothing_else(lines: list[str], data: st.DataObject) -> None:
    bare = read_plain("\n".join(("办法", *lines)).encode(), "a.txt")
    filled = [g for g in bare.gaps if data.draw(st.booleans())]
    words = data.draw(st.sampled_from(["", "录入甲", "录入甲\n\n录入乙"]))
    typed = tuple(Transcript(after=g.line or 0, text=words) for g in filled)
    full = with_transcripts(bare, typed, "a.txt")
    supplied = {n for n, facts in full.facts.items() if facts.role is LineRole.SUPPLIED}
    assert len(supplied) == len(filled) * len(words.split())
    kept = [line for n, line in enumerate(full.text.split("\n"), start=1) if n not in supplied]
    assert "\n".join(kept).rstrip("\n") == bare.text.rstrip("\n")
    left = [g for g in bare.gaps if g not in filled]
    assert [g.what for g in full.gaps] == [g.what for g in left]
    stands = dict(zip((n for n in range(1, 99) if n not in supplied), range(1, 99), strict=False))
    assert [stands[g.line or 0] for g in full.gaps] == [g.line for g in left]
