"""Addresses for machines and for people; spans that fold to the text."""

from __future__ import annotations

import pytest
from corpus_samples import clauses_of

from corpus.fold import fold_spans
from corpus.model import Corpus, Span


def test_a_number_repeated_under_one_parent_gets_a_tilde_and_its_children_hang_there() -> None:
    text = "一、上海\n(一)基本条件\n1.登记。连续经营。\n(一)基本条件\n1.登记。另一条件。\n"
    clauses = clauses_of(text)
    assert [c.addr for c in clauses] == ["s1", "s1.1", "s1.1.1", "s1.1~2", "s1.1~2.1"]
    assert clauses[3].repeat_of == "d#s1.1"
    assert "原文此处重复印刷" in clauses[3].notes
    assert clauses[4].repeat_of is None  # its words differ, and it is the first 1. of its parent
    assert clauses[4].parent == "d#s1.1~2"


def test_a_number_repeated_with_other_words_is_no_repeat() -> None:
    clauses = clauses_of("一、北京\n(一)基本条件\n登记。\n(一)基本条件(须同时符合)\n登记两年。\n")
    assert [c.addr for c in clauses] == ["s1", "s1.1", "s1.1~2"]
    assert clauses[2].repeat_of is None


# Address for people of clauses of the shipped files.
PEOPLE = {
    "jiangsu-plan#s3.6.1": "三、主要任务 › (六)夯实新型基础设施 › 1.优先布局新型数字基础设施",  # 000 L27, 243, 247
    "zhenjiang-opinion#s2.4.12": "二、重点任务 › (四)大力提升数字治理能力 › 12.完善智慧民生服务体验",  # 004 L74
    "dc-plan#s2.1.x1": "二、重点任务 › (一)新型数据中心建设布局优化行动 › 专栏1 云边协同工程",  # 002 L1614
    "iot-plan#s2.1.x1": "二、重点任务 › (一)创新能力提升行动 › 专栏1 创新能力提升指引",  # 002 L634
    "dsl-draft2#a7.k2": "第一章 总则 › 第七条 › 第2款",  # 002 L1302
    "vuln-rules#a9.i6": "第九条 › (六)",  # 002 L1451
    "stat-explained#s1": "01 数字经济的界定",  # 002 L162, 164
    "yrd-comment#s1": "NO.1 |壹",  # 002 L2147
    "jiangsu-opinion#s2.1.1": "二、主要任务 › (一)数字设施升级工程 › 1.加快建设信息基础设施",  # 001 L8
    "zjtx#s11.3.1.A": "十一、重庆 › 3.满足下列条件一项以上 › (1) › A",  # 002 L1121
    "zjtx#s3.1.4": "三、上海 › (一)基本条件(须同时符合) › 第4项",  # 002 L981
    "stat-classes#s5.1": "五、有关说明 › (一)",  # 002 L268
    "jiangsu-plan#front.p1": "文首第1段",
    "zhenjiang-opinion#back.p2": "文末第2段",
}


@pytest.mark.parametrize(("clause_id", "address"), PEOPLE.items())
def test_address_for_people(shipped: Corpus, clause_id: str, address: str) -> None:
    assert shipped.clause(clause_id).address == address


def test_the_last_part_of_an_address_is_never_empty(shipped: Corpus) -> None:
    for clause in shipped.clauses:
        parts = clause.address.split(" › ")
        assert all(part.strip() for part in parts), clause.id
        assert len(parts) == len(shipped.ancestors(clause.id)) + 1, clause.id


def test_neighbouring_paragraphs_share_a_span() -> None:
    text = "一、要求\r\n\r\n坚持创新。\r\n坚持融合。\r\n二、任务\r\n"
    first, second = clauses_of(text)
    assert first.spans == (Span(0, text.index("二") - 2),)
    assert first.text == "一、要求\n坚持创新。\n坚持融合。"
    assert second.text == fold_spans(text, second.spans).text == "二、任务"
