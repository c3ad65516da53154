"""What hangs under what, shown on small texts in the forms that the files use."""

from __future__ import annotations

import pytest
from corpus_samples import clauses_of, outline

from corpus.headings import heading_of

HEADINGS = [
    ("", "", (None, True)),
    ("发展基础。", "", ("发展基础", False)),  # 000 L29
    ("总体要求", "一、总体要求", ("总体要求", False)),  # 003 L14
    ("推进数字政务建设。全面推进信息技术", "", ("推进数字政务建设", True)),  # 004 L70
    ("已认定为“专精特新”中小企业", "", ("已认定为“专精特新”中小企业", False)),  # 002 L880
    ("营业利润率达到5%以上。", "", ("营业利润率达到5%以上", False)),  # 002 L1117
    ("经营范围:(1)在吉林省行政区域内", "", ("经营范围", True)),  # 002 L1243
    ("主导产品销售收入占本企业销售收入50%以上;", "", (None, True)),  # 002 L1121
    ("满足下列条件一项以上:", "", ("满足下列条件一项以上", True)),  # 002 L1119
    (
        "基本原则  统筹协调,均衡有序。坚持系统观念",
        "(二)基本原则  统筹协调,均衡有序。坚持系统观念",
        ("基本原则", True),
    ),  # 002 L1591
    ("数据安全与发展", "第二章  数据安全与发展", ("数据安全与发展", False)),  # 002 L1320
]


@pytest.mark.parametrize(("rest", "raw", "expected"), HEADINGS)
def test_heading_of(rest: str, raw: str, expected: tuple[str | None, bool]) -> None:
    assert heading_of(rest, raw) == expected


def test_an_empty_document_has_no_clauses() -> None:
    assert outline("") == []


def test_a_plan_in_three_rungs_with_run_ins() -> None:  # the ladder of 000
    text = (
        "各市人民政府:\n一、总体要求\n(一)指导思想。\n坚持创新。\n二、主要任务\n(一)夯实基础。\n1.优先布局。\n"
        "建设先进网络。加快5G部署。\n构建绿色算力。优化数据中心。\n2.加快升级。\n打造交通网络。推进感知。\n加强能源网络。推进电网。\n"
    )
    assert outline(text) == [
        ("front.p1", "各市人民政府:"),
        ("s1", "一、总体要求"),
        ("s1.1", "(一)指导思想。\n坚持创新。"),
        ("s2", "二、主要任务"),
        ("s2.1", "(一)夯实基础。"),
        ("s2.1.1", "1.优先布局。"),
        ("s2.1.1.r1", "建设先进网络。加快5G部署。"),
        ("s2.1.1.r2", "构建绿色算力。优化数据中心。"),
        ("s2.1.2", "2.加快升级。"),
        ("s2.1.2.r1", "打造交通网络。推进感知。"),
        ("s2.1.2.r2", "加强能源网络。推进电网。"),
    ]


def test_full_width_ladder_of_whole_line_clauses() -> None:  # the ladder of 001
    text = "　　一、主要任务\n　　（一）数字设施。\n　　１．加快建设。推进５Ｇ。（省工信厅负责）\n　　2．全面升级。推动公路。（省交通厅负责）\n"
    assert outline(text) == [
        ("s1", "一、主要任务"),
        ("s1.1", "（一）数字设施。"),
        ("s1.1.1", "１．加快建设。推进５Ｇ。（省工信厅负责）"),
        ("s1.1.2", "2．全面升级。推动公路。（省交通厅负责）"),
    ]


def test_numbers_that_run_on_across_sections_keep_what_is_printed() -> None:  # the ladder of 004
    addresses = [
        a
        for a, _ in outline("一、任务\n(一)甲。\n1.建设。内容。\n2.升级。内容。\n(二)乙。\n3.推动。内容。\n")
    ]
    assert addresses == ["s1", "s1.1", "s1.1.1", "s1.1.2", "s1.2", "s1.2.3"]


def test_a_law_with_paragraphs_and_items() -> None:
    text = (
        "第一章 总则\n第一条 为了规范，制定本法。\n第二条 适用本法。\n境外损害的，依法追究。\n"
        "第三条 应当履行下列义务：\n（一）立即验证；\n（二）二日内报送。\n平台同步通报。\n"
        "第四条 责令改正；\n有下列情形之一的，处罚款：\n（一）拒不改正的；\n第四条之一 依照第三条规定执行。\n"
    )
    assert [a for a, _ in outline(text)] == [
        "c1", "a1", "a2", "a2.k2", "a3", "a3.i1", "a3.i2", "a3.k2", "a4", "a4.k2", "a4.k2.i1", "a4-1",
    ]  # fmt: skip


def test_references_inside_sentences_open_nothing() -> None:
    text = "第一条 为了规范，制定本法。\n第二条 有下列情形的除外。\n依照第一条规定处理的，适用本法。\n第一条规定的情形，由法院决定。\n"
    assert [a for a, _ in outline(text)] == ["a1", "a2", "a2.k2", "a2.k3"]


def test_questions_and_answers() -> None:
    text = "解读如下:\n一、出台背景是什么?\n党中央高度重视。\n二、怎么申领？\n登录平台。\n提交材料。\n"
    assert outline(text) == [
        ("front.p1", "解读如下:"),
        ("q1", "一、出台背景是什么?\n党中央高度重视。"),
        ("q2", "二、怎么申领？\n登录平台。\n提交材料。"),
    ]


def test_dash_items_and_the_paragraph_after_them() -> None:  # 002 L2668-2675
    text = "一、目标\n到2025年,取得成效。\n——数字产业壮大。规模增长。\n——治理现代。体系健全。\n到2035年,全面繁荣,综合水平居于前列。\n"
    assert outline(text) == [
        ("s1", "一、目标\n到2025年,取得成效。"),
        ("s1.d1", "——数字产业壮大。规模增长。"),
        ("s1.d2", "——治理现代。体系健全。"),
        ("s1.p1", "到2035年,全面繁荣,综合水平居于前列。"),
    ]


def test_numbering_goes_on_after_a_box() -> None:  # 002 L649-672
    text = "一、行动\n(一)应用。\n6.社会治理。推动管理。\n专栏3:建设指引\n智慧城市。推进。\n数字乡村。加快。\n7.行业应用。面向农业。\n"
    assert [a for a, _ in outline(text)] == [
        "s1",
        "s1.1",
        "s1.1.6",
        "s1.1.x3",
        "s1.1.x3.r1",
        "s1.1.x3.r2",
        "s1.1.7",
    ]


def test_a_long_line_without_a_full_stop_goes_on() -> None:  # 004 L74, L76
    cut = (
        "12.完善服务。"
        + "围绕市民衣食住行等基本生活需要建设一批便民服务应用场景和平台" * 2
        + ",建设智慧交通,"
    )
    clauses = clauses_of(f"一、任务\n{cut}\n构建大数据模型。\n")
    assert [c.addr for c in clauses] == ["s1", "s1.12"]
    assert clauses[1].text == cut + "构建大数据模型。"
    assert clauses[1].notes == ("原文在此处断行，已与上文接续",)


def test_signature_and_date_are_back_matter() -> None:
    text = "一、任务\n加快建设。\n工业和信息化部 公安部\n2021年5月27日\n"
    assert outline(text)[-2:] == [("back.p1", "工业和信息化部公安部"), ("back.p2", "2021年5月27日")]


def test_a_signature_before_the_attachments() -> None:
    text = (
        "一、任务\n加快建设。\n二、附则\n自印发之日起施行。\n某市人民政府\n２０２５年３月８日\n（此件公开发布）\n"
        "附件1\n补贴办法\n第一章 总则\n第一条 为了规范，制定本办法。\n第二条 适用本市。\n附件2：任务分工\n一、市工信局\n牵头。\n"
    )
    assert outline(text) == [
        ("s1", "一、任务\n加快建设。"),
        ("s2", "二、附则\n自印发之日起施行。"),
        ("back.p1", "某市人民政府"),
        ("back.p2", "２０２５年３月８日"),
        ("back.p3", "（此件公开发布）"),
        ("att1", "附件1\n补贴办法"),
        ("att1.c1", "第一章总则"),
        ("att1.a1", "第一条为了规范，制定本办法。"),
        ("att1.a2", "第二条适用本市。"),
        ("att2", "附件2：任务分工"),
        ("att2.s1", "一、市工信局\n牵头。"),
    ]


def test_markdown_and_unnumbered_questions() -> None:
    assert outline("## 一、总体要求\n坚持创新。\n**（一）目标**\n增长。\n") == [
        ("s1", "##一、总体要求\n坚持创新。"),
        ("s1.1", "**（一）目标**\n增长。"),
    ]
    assert outline("问：谁可以申领？\n答：中小企业。\n问：补多少？\n答：30%。\n") == [
        ("q1", "问：谁可以申领？\n答：中小企业。"),
        ("q2", "问：补多少？\n答：30%。"),
    ]


def test_a_text_without_any_ladder_is_paragraphs() -> None:
    assert [a for a, _ in outline("新华社电 今日发布。\n《条例》明确了职责。\n")] == ["p1", "p2"]
