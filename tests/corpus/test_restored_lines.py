"""Lines that were taken for page headers or particulars and are text: a person turns them back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from format_samples import pdf, word

from corpus.drafts import Drafts
from corpus.formats.reader import DocumentReader
from corpus.model import Corpus
from corpus.placements import Placement, Role
from corpus.preview import Preview, preview

Look = Callable[..., Preview]
EMPTY = Corpus((), (), {}, {}, {})
HEADER = "数据要素"
# Six pages, each with a number and the same line: what a running header looks like.
PAGES = "".join(
    f"{n}\n{HEADER}\n（{c}）第{n}项任务由市数据局牵头。\n" for n, c in enumerate("一二三四五六", 1)
)
GAZETTE = f"行动方案\n一、任务\n{PAGES}"
NOTE = "原按页眉页脚处理，已改作正文（收录时更正）"


@pytest.fixture
def look(tmp_path: Path) -> Iterator[Look]:
    drafts = Drafts(tmp_path)
    with DocumentReader() as reader:

        def looked(content: bytes | str, *placements: Placement, name: str = "方案.txt") -> Preview:
            data = content.encode() if isinstance(content, str) else content
            draft = drafts.take(name, data).model_copy(update={"placements": placements})
            return preview(draft, drafts.path(draft), EMPTY, reader)

        yield looked


def furniture(shown: Preview) -> list[str]:
    (name,) = shown.corpus.texts
    return [shown.corpus.texts[name][a:b] for a, b in shown.corpus.furniture[name]]


def texts(shown: Preview) -> dict[str, str]:
    return {c.addr: c.text for c in shown.corpus.clauses}


def put(role: Role, line: int, quote: str, last: int | None = None) -> Placement:
    return Placement(role=role, line=line, last=last or line, quote=quote)


def test_one_of_many_headers_is_text(look: Look) -> None:
    bare = look(GAZETTE)
    assert furniture(bare).count(HEADER) == 6
    assert texts(bare)["s1"] == "一、任务"
    shown = look(GAZETTE, put("text", 4, HEADER))  # the first of them stands in line 4
    assert texts(shown)["s1"] == f"一、任务\n{HEADER}"
    assert NOTE in shown.corpus.clauses[0].notes
    assert furniture(shown).count(HEADER) == 5
    assert (shown.coverage, shown.corpus.problems) == (1.0, ())
    rest = {addr: text for addr, text in texts(bare).items() if addr != "s1"}
    assert {addr: text for addr, text in texts(shown).items() if addr != "s1"} == rest


def test_a_run_of_lines_is_turned_back_at_once(look: Look) -> None:
    contents = "方案\n目录\n一、对象\n二、期限\n一、对象\n企业。\n二、期限\n三年。\n"
    assert furniture(look(contents)) == ["目录", "一、对象", "二、期限"]
    shown = look(contents, put("text", 2, "目录", 4))
    assert furniture(shown) == []
    assert [c.text for c in shown.corpus.clauses] == [
        "目录",
        "一、对象",
        "二、期限",
        "一、对象\n企业。",
        "二、期限\n三年。",
    ]
    assert (shown.coverage, shown.acceptable) == (1.0, True)


def test_any_role_said_of_one_line_is_meant(look: Look) -> None:
    shown = look(GAZETTE, put("section", 4, HEADER))
    assert texts(shown)["r1"] == HEADER
    assert furniture(look(GAZETTE, put("metadata", 4, HEADER))).count(HEADER) == 5
    within = look(GAZETTE, put("own", 5, "（一）", 8))  # a page's header inside a run of lines stays one
    assert furniture(within).count(HEADER) == 6
    again = look(GAZETTE, put("text", 4, HEADER), put("furniture", 4, HEADER))
    assert texts(again) == texts(look(GAZETTE))


def test_a_line_taken_for_a_particular_is_text(look: Look) -> None:
    text = "某市行动方案\n某政办发〔2024〕12号\n一、任务\n由市数据局牵头。\n"
    assert list(texts(look(text))) == ["s1"]
    shown = look(text, put("text", 2, "某政办发"))
    assert texts(shown)["front.p1"] == "某政办发〔2024〕12号"
    assert shown.document.number == "某政办发〔2024〕12号"  # it is still what the text states
    assert NOTE not in shown.corpus.clauses[0].notes


def test_a_file_of_nothing_but_headers_can_be_saved(look: Look) -> None:
    text = "目录\n一、对象\n二、期限\n一、对象\n二、期限\n"
    shown = look(text, put("text", 1, "目录", 3))
    assert len(shown.corpus.clauses) == 5
    (name,) = shown.corpus.texts
    assert (furniture(shown), name) == ([], "方案.txt")


def test_a_header_of_a_pdf_and_the_sentence_around_it(look: Look) -> None:
    first = "（一）市数据局会同市财政局按照国家和省有关规定研究制定全市算力券发放"
    rest = "管理办法，每家企业每年领取的总额不超过五十万元。"
    pages = [
        [(0, "行动方案"), (0, "一、任务"), (0, first)],
        [(0, rest), (0, "（二）加强统筹。")],
        [(0, "（三）落实。")],
    ]
    data = pdf(pages, header=HEADER, footer="- {} -")
    bare = look(data, name="方案.pdf")
    whole = texts(bare)["s1.1"]
    assert whole == first + rest  # joined over the end of the page
    line = next(x.number for x in bare.lines if x.text == HEADER and bare.pages[x.number] == 2)
    shown = look(data, put("text", line, HEADER), name="方案.pdf")
    told = [c for c in shown.corpus.clauses if HEADER in c.text]
    assert len(told) == 1
    assert NOTE in told[0].notes
    assert furniture(shown).count(HEADER) == furniture(bare).count(HEADER) - 1
    assert (shown.coverage, shown.corpus.problems) == (1.0, ())
    for clause in shown.corpus.clauses:
        text = shown.corpus.texts[clause.file]
        assert "".join("".join(text[a:b] for a, b in clause.spans).split()) == "".join(clause.text.split())


def test_a_table_of_contents_of_word_is_text(look: Look) -> None:
    def build(document: WordDocument) -> None:
        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("行动方案")
        document.add_paragraph("专项任务清单", style="toc 1")
        document.add_paragraph("一、任务")

    data = word(build)
    assert furniture(look(data, name="方案.docx")) == ["专项任务清单"]
    shown = look(data, put("text", 2, "专项任务清单"), name="方案.docx")
    assert furniture(shown) == []
    assert texts(shown) == {"front.p1": "专项任务清单", "s1": "一、任务"}
