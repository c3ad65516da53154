"""Any order of the lines that policy texts are made of parses into a partition with unique ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.articles import law_lines
from corpus.fold import fold_spans, is_blank
from corpus.parse import ParsedFile, parse_file

LINES = [
    "", " \u3000", "一、总体要求", "二、任务", "一、谁可以申领？", "（一）基本条件", "(二)专项条件", "1.登记。连续经营三年。",
    "２．建设", "3、推动", "（1）专业化。企业专注。", "①申请表", "A.收入50%以上;", "——目标明确。规模增长。", "第一章 总则", "第二章 附则",
    "第一条 为了规范，制定本法。", "第二条 适用本法。", "第二条之一 有下列情形：", "第三条规定的除外。", "专栏1 工程", "专栏", "附件1", "附件：名单",
    "加快网络建设。推进部署。", "优化算力布局。强化供给。", "登录平台。", "2021年8月10日", "某市人民政府", "（此件公开发布）", "来源:新华社",
    "某政发〔2025〕1号", "01", "数 志", "政策专篇", "12", "## 一、标题", "问：怎么办？", "到2025年,规模达到100 EFLOPS,", "围绕" + "市民生活需要建设" * 9,
    "“引号”。", "(以下无正文)", "<b>x</b>", "5G\u00a0网络 A B",
]  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(LINES), max_size=40)


def _check(text: str, parsed: ParsedFile) -> None:
    ids = [c.id for c in parsed.clauses]
    assert len(set(ids)) == len(ids)
    seen: set[str | None] = {None}
    places = [0] * len(text)
    for clause in parsed.clauses:
        assert clause.parent in seen
        seen.add(clause.id)
        assert clause.text == fold_spans(text, clause.spans).text
        assert clause.text
        assert re.fullmatch(r"[a-zA-Z0-9.~-]+", clause.addr)
    for start, end in [*(s for c in parsed.clauses for s in c.spans), *parsed.metadata, *parsed.furniture]:
        for offset in range(start, end):
            places[offset] += 1
    assert all(n == 1 for n, char in zip(places, text, strict=True) if not is_blank(char))
    assert all(n <= 1 for n in places)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_order_of_lines_is_a_partition(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    parsed = parse_file(text, "x.txt", None, [])
    if parsed.documents:
        _check(text, parsed)
    else:
        assert parsed.problems  # nothing but blanks or page headers, and it says so
    again = parse_file("\u3000" + text.replace(newline, " " + newline), "x.txt", None, [])
    assert [c.id for c in again.clauses] == [c.id for c in parsed.clauses]


def test_an_empty_text_is_named() -> None:
    parsed = parse_file("", "空.txt", None, [])
    assert (parsed.documents, parsed.clauses) == ((), ())
    assert parsed.problems == ("文件《空.txt》只有页眉页码，没有正文，未收录。",)


CARRIED = [
    ([], []),
    (["一、要求", "（一）目标"], [False, False]),
    (["办法", "第一条 甲", "第二条 乙", "（一）丙"], [False, True, True, True]),
    (
        ["一、要求", "附件1", "第一章 总则", "第一条 甲", "第二条 乙", "附件2", "一、名单"],
        [False, False, True, True, True, False, False],
    ),
    (["现印发：", "一、请遵照执行", "第一条 甲", "第二条 乙"], [False, False, True, True]),
]


@pytest.mark.parametrize(("lines", "flags"), CARRIED)
def test_a_notice_may_carry_a_law(lines: list[str], flags: list[bool]) -> None:
    assert law_lines(lines) == flags
