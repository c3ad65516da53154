"""Tables to lines: every row with its header."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.tables import Cell, cell_text, table_lines


def grid(*rows: str) -> list[list[Cell]]:
    """Rows of cells parted by blanks; ^ is the cell above, < the cell to the left, - is empty."""
    cells: list[list[Cell]] = []
    for row in rows:
        cells.append([])
        for column, word in enumerate(row.split(" ")):
            if word == "^":
                cells[-1].append(cells[-2][column])
            elif word == "<":
                cells[-1].append(cells[-1][-1])
            else:
                cells[-1].append(Cell("" if word == "-" else word))
    return cells


TABLES = [
    # a table of indicators as in plans: the header is known by its words
    (
        grid("指标名称 2023年 2025年", "数字经济规模（亿元） 5000 8000", "算力（PFLOPS） 100 300"),
        None,
        ["指标名称：数字经济规模（亿元）｜2023年：5000｜2025年：8000", "指标名称：算力（PFLOPS）｜2023年：100｜2025年：300"],
    ),
    # terms and what they mean
    (grid("名词 解释", "算力 计算能力", "数据要素 -"), 1, ["名词：算力｜解释：计算能力", "名词：数据要素"]),
    # a header of two rows, merged both ways
    (
        grid("指标 目标 <", "^ 2023年 2025年", "规模 5 8"),
        2,
        ["指标：规模｜目标·2023年：5｜目标·2025年：8"],
    ),
    (grid("指标 目标 <", "^ 2023年 2025年", "规模 5 8"), None, ["指标：规模｜目标·2023年：5｜目标·2025年：8"]),
    # a category that reaches over two rows stands in both
    (
        grid("类别 指标 单位", "数字产业 规模 亿元", "^ 增速 %"),
        None,
        ["类别：数字产业｜指标：规模｜单位：亿元", "类别：数字产业｜指标：增速｜单位：%"],
    ),
    # the caption inside, and a row that parts the table
    (
        grid("表1主要指标 < <", "序号 指标 单位", "一、发展 < <", "1 规模 亿元"),
        None,
        ["表1主要指标", "一、发展", "序号：1｜指标：规模｜单位：亿元"],
    ),
    # no header: words stay, nothing is invented
    (grid("张三 13800000000", "李四 13900000000"), None, ["张三｜13800000000", "李四｜13900000000"]),
    # a form to fill in: the header has no value to stand by
    (grid("单位名称 联系方式", "- -"), None, ["单位名称｜联系方式"]),
    (grid("单位名称 联系方式 备注", "甲公司 123 -"), 1, ["单位名称｜联系方式｜备注", "单位名称：甲公司｜联系方式：123"]),
    ([], None, []),
    (grid("- -"), None, []),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "headers", "lines"), TABLES)
def test_rows_say_their_header(rows: list[list[Cell]], headers: int | None, lines: list[str]) -> None:
    assert list(table_lines(rows, headers)) == lines


words = st.text(alphabet="数字经济名称指标0123年", max_size=6)


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(words, min_size=n, max_size=n), max_size=5)))
def test_no_word_of_a_table_is_lost(rows: list[list[str]]) -> None:
    lines = list(table_lines([[Cell(w) for w in row] for row in rows], None))
    for row in rows:
        for word in row:
            assert word == "" or any(word in line for line in lines)


def test_the_paragraphs_of_a_cell() -> None:
    assert cell_text([]) == ""
    assert cell_text(["　建设 中心\n", "", "完善。", "其他"]) == "建设 中心；完善。其他"
