"""Which rung a line stands on: every ladder of the five files, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from corpus.articles import counts_articles
from corpus.fold import fold
from corpus.ladder import read_marker
from corpus.marker import Rank
from corpus.model import ClauseKind

# line, in a law?, rank, kind, prefix, value, number as printed, rest
RUNGS = [
    ("一、发展基础与面临形势", False, Rank.SECTION, ClauseKind.SECTION, "", "1", "一、", "发展基础与面临形势"),  # 000 L27
    ("二十一、吉林", False, Rank.SECTION, ClauseKind.SECTION, "", "21", "二十一、", "吉林"),  # 002 L1241
    ("(一)发展基础。", False, Rank.SUBSECTION, ClauseKind.SECTION, "", "1", "(一)", "发展基础。"),  # 000 L29
    ("（一）数字设施升级工程。", False, Rank.SUBSECTION, ClauseKind.SECTION, "", "1", "(一)", "数字设施升级工程。"),  # 001 L7
    ("(十一)严厉打击违法违规行为。", False, Rank.SUBSECTION, ClauseKind.SECTION, "", "11", "(十一)", "严厉打击违法违规行为。"),  # 002 L798
    ("1.加快关键核心数字技术攻关。", False, Rank.POINT, ClauseKind.SECTION, "", "1", "1.", "加快关键核心数字技术攻关。"),  # 000
    ("1．加快建设信息基础设施。", False, Rank.POINT, ClauseKind.SECTION, "", "1", "1.", "加快建设信息基础设施。"),  # 001 L8
    ("１．加快建设", False, Rank.POINT, ClauseKind.SECTION, "", "1", "1.", "加快建设"),
    ("1、推动省际协作发展", False, Rank.POINT, ClauseKind.SECTION, "", "1", "1、", "推动省际协作发展"),  # 002 L2149
    ("16.构筑宁镇扬数字经济发展新格局。", False, Rank.POINT, ClauseKind.SECTION, "", "16", "16.", "构筑宁镇扬数字经济发展新格局。"),  # 004 L88
    ("(1)专业化。企业专注于", False, Rank.SUBPOINT, ClauseKind.ITEM, "", "1", "(1)", "专业化。企业专注于"),  # 002 L1058
    ("（１）专业化", False, Rank.SUBPOINT, ClauseKind.ITEM, "", "1", "(1)", "专业化"),
    ("①申请表", False, Rank.CIRCLED, ClauseKind.ITEM, "", "1", "①", "申请表"),
    ("A. 主导产品销售收入", False, Rank.LETTER, ClauseKind.ITEM, "", "A", "A.", "主导产品销售收入"),  # 002 L1121
    ("第一章 总则", False, Rank.CHAPTER, ClauseKind.CHAPTER, "c", "1", "第一章", "总则"),  # 002 L1283
    ("第二章  数据安全与发展", True, Rank.CHAPTER, ClauseKind.CHAPTER, "c", "2", "第二章", "数据安全与发展"),  # 002 L1320
    ("第一编　总则", False, Rank.PART, ClauseKind.CHAPTER, "b", "1", "第一编", "总则"),
    ("第二节 登记", True, Rank.LAW_SECTION, ClauseKind.CHAPTER, "j", "2", "第二节", "登记"),
    ("第十八条 国家建立健全数据交易管理制度", True, Rank.ARTICLE, ClauseKind.ARTICLE, "a", "18", "第十八条", "国家建立健全数据交易管理制度"),  # 002 L1317
    ("第18条 国家建立", True, Rank.ARTICLE, ClauseKind.ARTICLE, "a", "18", "第18条", "国家建立"),
    ("第一百二十条之一 有下列情形", True, Rank.ARTICLE, ClauseKind.ARTICLE, "a", "120-1", "第一百二十条之一", "有下列情形"),
    ("第三条国家保护", True, Rank.ARTICLE, ClauseKind.ARTICLE, "a", "3", "第三条", "国家保护"),
    ("(六)在国家举办重大活动期间", True, Rank.SUBSECTION, ClauseKind.ITEM, "i", "6", "(六)", "在国家举办重大活动期间"),  # 002 L1451
    ("——创新能力有所突破。", False, Rank.RUN_IN, ClauseKind.DASH, "d", None, "——", "创新能力有所突破。"),  # 002 L607
    ("———数字产业强劲增长引领发展。", False, Rank.RUN_IN, ClauseKind.DASH, "d", None, "———", "数字产业强劲增长引领发展。"),  # 002 L2649
    ("专栏1:创新能力提升指引", False, Rank.BOX, ClauseKind.BOX, "x", "1", "专栏1", "创新能力提升指引"),  # 002 L634
    ("专栏6  安全可靠保障工程", False, Rank.BOX, ClauseKind.BOX, "x", "6", "专栏6", "安全可靠保障工程"),  # 002 L1691
    ("附件:名词解释", False, Rank.ATTACHMENT, ClauseKind.ATTACHMENT, "att", None, "附件:", "名词解释"),  # 002 L1689
    ("附件２：申请表", False, Rank.ATTACHMENT, ClauseKind.ATTACHMENT, "att", "2", "附件2:", "申请表"),
    ("一、《行动计划》的出台背景是什么?", False, Rank.SECTION, ClauseKind.QUESTION, "q", "1", "一、", "《行动计划》的出台背景是什么?"),  # 002 L1477
    ("9、如何保障《行动计划》落地见效?", False, Rank.SECTION, ClauseKind.QUESTION, "q", "9", "9、", "如何保障《行动计划》落地见效?"),  # 002 L1742
    ("二、怎么申领？", False, Rank.SECTION, ClauseKind.QUESTION, "q", "2", "二、", "怎么申领?"),
    ("壹、总论", False, Rank.FORMAL, ClauseKind.SECTION, "", "1", "壹、", "总论"),
    ("一．总体要求", False, Rank.SECTION, ClauseKind.SECTION, "", "1", "一.", "总体要求"),
    ("㈠提升认知", False, Rank.SUBSECTION, ClauseKind.SECTION, "", "1", "(一)", "提升认知"),
    ("（一）、企业申报", False, Rank.SUBSECTION, ClauseKind.SECTION, "", "1", "(一)", "企业申报"),
    ("⒈开展培训", False, Rank.POINT, ClauseKind.SECTION, "", "1", "1.", "开展培训"),
    ("1.5G基站建设", False, Rank.POINT, ClauseKind.SECTION, "", "1", "1.", "5G基站建设"),
    ("3.2025年底前完成", False, Rank.POINT, ClauseKind.SECTION, "", "3", "3.", "2025年底前完成"),
    ("2）科研成果", False, Rank.HALF_BRACKET, ClauseKind.ITEM, "", "2", "2)", "科研成果"),
    ("b）设备原值", False, Rank.LETTER, ClauseKind.ITEM, "", "b", "b)", "设备原值"),
    ("第一章总则", False, Rank.CHAPTER, ClauseKind.CHAPTER, "c", "1", "第一章", "总则"),
    ("第二部分　建设内容", False, Rank.PART, ClauseKind.SECTION, "", "2", "第二部分", "建设内容"),
    ("附 件 2：分工表", False, Rank.ATTACHMENT, ClauseKind.ATTACHMENT, "att", "2", "附 件 2:", "分工表"),
    ("附录A", False, Rank.ATTACHMENT, ClauseKind.ATTACHMENT, "att", "A", "附录A", ""),
]  # fmt: skip


@pytest.mark.parametrize(("line", "in_law", "rank", "kind", "prefix", "value", "number", "rest"), RUNGS)
def test_rungs(
    line: str,
    in_law: bool,
    rank: Rank,
    kind: ClauseKind,
    prefix: str,
    value: str | None,
    number: str,
    rest: str,
) -> None:
    marker = read_marker(line, in_law=in_law)
    assert marker is not None
    assert (marker.rank, marker.kind, marker.prefix, marker.value) == (rank, kind, prefix, value)
    assert (marker.number, fold(marker.rest)) == (number, rest)


# Paragraphs, in a law and out of it, that a reader does not take for headings.
PLAIN = [
    "",
    "依照第三条规定处理",
    "第五条规定的情形除外。",
    "第三条、第四条所列义务",
    "第四十条第二款的规定",
    "第二十六条至第三十条的规定",
    "第三款所称数据",
    "一是需求导向,全面涵盖。",  # 002 L189
    "一,建立工作协调机制",  # 002 L1271
    "一、二、三产业融合发展",
    "问题导向:坚持",
    "1.3以下",
    "2021年1月23日,财政部",  # 002 L858
    "9月2日,国家主席",  # 002 L856
    "5G融合应用正处于规模化发展的关键期。",  # 002 L1479
    "100%覆盖",
    "第一,推动5G应用发展",  # 002 L1483
    "第三方机构应当",
    "第三章规定的处罚",
    "第二节所称企业，包括个体工商户",
    "一、二级医院适用本说明",
    "3、4项指标",
    "1.5毫秒以内",
    "A.1 基础设施",
    "附录所列企业",
    "(含5000万元)",
    "(此件公开发布)",  # 002 L2272
    "十四五时期",
    "专栏里列出的重点工程由各部门按照职责分工负责,并且每年向领导小组报告一次进展情况,不得拖延",
]


@pytest.mark.parametrize("in_law", [False, True])
@pytest.mark.parametrize("line", PLAIN)
def test_plain_paragraphs(line: str, in_law: bool) -> None:
    assert read_marker(line, in_law=in_law) is None


LAWS = [
    ([], False),
    (["第一条 为了规范", "第二条 本法所称"], True),
    (["第一条　为了规范", "第二条　本法所称"], True),
    (["第一条 为了规范"], False),
    (["第一条为了规范", "第二条本法所称", "第三条国家保护"], True),
    (["第五条规定的情形", "第六条规定的情形", "第七条规定的情形"], False),
    (["第三条高速公路", "第四条高速公路", "第五条高速公路"], False),
    (["第一章 总则", "第二章 附则"], False),
    (["一、总体要求", "（一）指导思想"], False),
]


@pytest.mark.parametrize(("lines", "expected"), LAWS)
def test_counts_articles(lines: list[str], expected: bool) -> None:
    assert counts_articles(lines) is expected


def test_every_article_of_the_two_shipped_laws(source_lines: Mapping[str, list[str]]) -> None:
    # 002 L1281-1385: 1..31 and 36..53; L1418-1468: 1..16. Counted in the file without the parser.
    for first, last, expected in (
        (1281, 1385, [*range(1, 32), *range(36, 54)]),
        (1418, 1468, [*range(1, 17)]),
    ):
        lines = [line.strip() for line in source_lines["002"][first - 1 : last]]
        opened = [line for line in lines if re.match(r"第[一二三四五六七八九十]+条\s", line)]
        markers = [read_marker(line, in_law=True) for line in opened]
        assert [int(m.value) for m in markers if m and m.value] == expected
