"""Running headers are furniture; numbers that count sections are not."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from corpus_samples import lines_of

from corpus.furniture import contents_lines, running_headers
from corpus.model import Corpus


def _headed(pages: int, header: str = "政策专篇") -> str:
    return "\n".join(
        f"{n}\n\n数\u00a0 志\n\n{header}\n\n第{n}页的正文讲了一些不同的事情。" for n in range(1, pages + 1)
    )


def test_an_empty_file_has_none() -> None:
    assert running_headers(lines_of("")) == frozenset()


def test_headers_that_stand_on_many_pages() -> None:
    lines = lines_of(_headed(6))
    found = running_headers(lines)
    assert [line.text for line in lines if line.number not in found] == [
        f"第{n}页的正文讲了一些不同的事情。" for n in range(1, 7)
    ]


def test_four_pages_may_be_a_phrase_of_the_text() -> None:
    assert running_headers(lines_of(_headed(4))) == frozenset()


def test_full_width_page_numbers_and_dashes() -> None:
    text = "\n".join(f"－ {n} －\n数 志\n第{n}段正文。" for n in "１２３４５６")
    lines = lines_of(text)
    assert {line.text for line in lines if line.number not in running_headers(lines)} == {
        f"第{n}段正文。" for n in "１２３４５６"
    }


def test_the_172_page_headers_of_the_magazine(source_lines: Mapping[str, list[str]], shipped: Corpus) -> None:
    raw = source_lines["002"]
    headed = [
        i
        for i, line in enumerate(raw)
        if re.fullmatch(r"\d{2,3}", line.strip())
        and re.fullmatch(r"数\s+志", next((x.strip() for x in raw[i + 1 :] if x.strip()), ""))
    ]
    assert len(headed) == 172
    found = running_headers(lines_of("\n".join(raw)))
    assert {i + 1 for i in headed} <= found
    assert len(found) == 3 * 172  # number, 数 志, 政策专篇
    text = shipped.texts["002_f2acacaddcff9b90.txt"]
    of_file = [text[s.start : s.end] for s in shipped.furniture["002_f2acacaddcff9b90.txt"]]
    assert sum(1 for t in of_file if re.fullmatch(r"数\s+志", t)) == 172 + 1  # and once on the cover
    assert sum(1 for t in of_file if t == "政策专篇") == 172 + 1


def test_section_numbers_on_a_line_of_their_own_stay(
    source_lines: Mapping[str, list[str]], shipped: Corpus
) -> None:
    found = running_headers(lines_of("\n".join(source_lines["002"])))
    # 002 L164 01, L179 03, L195 02, L207 04, L215 05, L235 06 count the sections of the explanation.
    for number, printed in ((164, "01"), (179, "03"), (195, "02"), (207, "04"), (215, "05"), (235, "06")):
        assert source_lines["002"][number - 1].strip() == printed
        assert number not in found
    # L171 04 has the same form and is the page number of printed page 4: 数 志 follows it.
    assert source_lines["002"][171 - 1].strip() == "04"
    assert 171 in found
    assert shipped.clause("stat-explained#s2").number == "02"
    assert "02" in shipped.clause("stat-explained#s2").text.split("\n")


def test_the_other_files_have_no_running_header(source_lines: Mapping[str, list[str]]) -> None:
    for key in ("000", "001", "003", "004"):
        assert running_headers(lines_of("\n".join(source_lines[key]))) == frozenset()


CONTENTS = [
    ("", set()),
    ("目　录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 为了。\n第二章 附则\n", {1, 2, 3}),
    # dot leaders, page numbers, and an introduction between the entries and the text
    (
        "目录\n一、总体要求……1\n二、主要任务......12\n（一）建设网络 13\n为了。\n一、总体要求\n二、主要任务\n（一）建设网络。推进。\n",
        {1, 2, 3, 4},
    ),
    ("目录\nContents\n一、总体要求\n一、总体要求\n", set()),  # 002 L56: no entry follows
    ("目录\n一、编制目录\n按照要求。\n二、更新目录\n", set()),  # a text that speaks of 目录
    ("一、总体要求\n二、主要任务\n一、总体要求\n二、主要任务\n", set()),
]


@pytest.mark.parametrize(("text", "expected"), CONTENTS)
def test_a_table_of_contents_is_furniture(text: str, expected: set[int]) -> None:
    assert contents_lines(lines_of(text)) == expected
