"""Sections that are asked for by what plans call them, and by nothing more."""

from __future__ import annotations

import pytest
from assistant_fakes import Line, make_corpus, shipped_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.naming import DocumentNames
from assistant.question import Question, Reader
from assistant.section_names import section_asked_for
from corpus.model import Corpus, Document, DocumentKind

# headings of 003 and 004; the second plan of 无锡 leaves its place without the one plan
DOCUMENTS = (
    Document("su", "苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)", "su.txt", 1, 9, region="苏州", short_names=("苏州行动计划",)),
    Document("zhen", "镇江市关于加快推进数字经济发展的实施意见", "zhen.txt", 1, 9, region="镇江", short_names=("镇江意见",)),
    Document("zhen-news", "镇江出台数字经济实施意见", "zhen.txt", 5, 9, region="镇江", kind=DocumentKind.NEWS, summarises="zhen"),
    Document("wuxi1", "无锡市数字经济规划", "wuxi.txt", 1, 9, region="无锡"),
    Document("wuxi2", "无锡市数字经济促进办法", "wuxi.txt", 5, 9, region="无锡"),
)  # fmt: skip
LINES: dict[str, list[Line]] = {
    "su.txt": [
        ("su", "s1", None, "一、", "总体要求", "一、总体要求"),
        ("su", "s1.1", "s1", "(一)", "基本原则", "(一)基本原则"),
        ("su", "s1.2", "s1", "(二)", "目标", "(二)目标。到2023年,全市网络零售额达5000亿元。"),
        ("su", "s1.3", "s1", "(三)", "发展目标", "(三)发展目标。数字经济核心产业增加值达到6000亿元。"),
        ("su", "s2", None, "二、", "重点任务", "二、重点任务"),
        ("su", "s2.1", "s2", "(一)", "人才任务", "(一)人才任务"),
        ("su", "s2.2", "s2", "(二)", "目标", "(二)目标"),
        ("su", "s3", None, "三、", "《保障措施》", "三、《保障措施》"),
    ],
    "zhen.txt": [
        ("zhen", "s1", None, "一、", "总体要求", "一、总体要求"),
        ("zhen", "s2", None, "二、", "主要任务", "二、主要任务"),
        ("zhen-news", "p1", None, None, "重点任务", "重点任务"),
    ],
    "wuxi.txt": [
        ("wuxi1", "s1", None, "一、", "重点任务", "一、重点任务"),
        ("wuxi2", "s1", None, "一、", "重点任务", "一、重点任务"),
    ],
}
CORPUS = make_corpus(LINES, DOCUMENTS)
READER = Reader(DocumentNames(DOCUMENTS), frozenset({"苏州", "镇江", "无锡"}))


def read(text: str) -> Question:
    return READER.read(text)


def found(question: str, corpus: Corpus = CORPUS) -> str | None:
    clause = section_asked_for(corpus, read(question))
    return clause.id if clause else None


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("苏州行动计划的重点任务有哪些？", "su#s2"),
        ("苏州的主要任务是什么", "su#s2"),  # another name of the same kind of section
        ("苏州行动计划的保障措施", "su#s3"),  # marks around a heading do not matter
        ("苏州行动计划坚持哪几项基本原则", "su#s1.1"),
        ("请列出苏州市数字经济的总体要求", "su#s1"),
        ("苏州行动计划提出的主要目标是什么", "su#s1.3"),  # 发展目标 is nearer than a bare 目标
        ("《镇江意见》重点任务", "zhen#s2"),  # the text, not the news item about it
        ("镇江的任务有哪些呢", "zhen#s2"),
        ("鎮江　總體要求　是 什麼", "zhen#s1"),
        # nothing more may be asked
        ("苏州在人才方面的重点任务有哪些", None),
        ("苏州网络零售额的目标是多少", None),
        ("苏州2023年的目标", None),
        ("苏州５Ｇ的主要任务", None),
        # one plan only
        ("重点任务有哪些", None),
        ("无锡的重点任务有哪些", None),
        ("苏州行动计划和镇江意见的总体要求", None),
        ("北京的重点任务", None),
        # no such section
        ("镇江的指导思想是什么", None),
        ("镇江的保障措施有哪些", None),
        ("苏州", None),
        ("", None),
    ],
)
def test_the_section_of_one_plan(question: str, clause: str | None) -> None:
    assert found(question) == clause


def test_the_plans_own_goals_stand_before_those_of_its_parts() -> None:
    bare = [(d, a, p, n, "目标" if h == "发展目标" else h, t) for d, a, p, n, h, t in LINES["su.txt"]]
    assert found("苏州的目标是什么", make_corpus({**LINES, "su.txt": bare}, DOCUMENTS)) == "su#s1.2"


NARROWING = st.text(alphabet="人才网络零售额制造业乡村", min_size=2, max_size=6)


@settings(deadline=None)  # an example takes longer on a busy machine
@given(NARROWING, st.sampled_from(["重点任务", "总体要求", "基本原则"]))
def test_whatever_else_is_asked_for_narrows_the_question(more: str, name: str) -> None:
    assert found(f"苏州{name}有哪些") is not None
    assert found(f"苏州{more}{name}有哪些") is None


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        # 000 L81, 001 L4, 004 L38
        ("江苏省数字经济发展十四五规划的主要目标有哪些", "jiangsu-plan#s2.4"),
        ("江苏意见的总体要求", "jiangsu-opinion#s1"),  # and not that of the plan
        ("镇江十四五目标", "zhenjiang-opinion#s1.3"),
        ("镇江意见的任务一共几个", "zhenjiang-opinion#s2"),
        ("苏州行动计划三大任务", None),  # it has seven
        ("镇江2025年的发展目标是什么", "zhenjiang-opinion#s1.3"),
        ("镇江到2025年要发展成什么样？", "zhenjiang-opinion#s1.3"),
        ("镇江数字经济2025年要达到什么水平", "zhenjiang-opinion#s1.3"),
        ("镇江2030年的发展目标是什么", None),  # it speaks of 2025
        ("镇江5G要发展成什么样", None),
        ("今年苏州数字经济目标", "suzhou-plan#s1.3"),  # the answer warns that the plan has ended
        ("江苏到2025年发展目标是什么", "jiangsu-plan#s2.4"),  # its 意见 has no section of goals
        ("江苏的主要任务", None),  # both have one
        ("浙江数字经济的目标", "zhejiang-plan#s2.2"),  # 定位与目标
        ("区块链有哪些重点任务", "blockchain#s2"),
        ("区块链产业2025年的发展目标", "blockchain#s1.3"),
        ("国有企业数字化转型工作的主要任务", None),
        ("算法治理要坚持什么原则", "algorithms#s1.2"),  # by its short name
        ("企业有哪些重点任务", None),  # words inside a title are not what it is about
        ("应用的保障措施", None),
        ("物联网三年行动计划要干哪些事", "iot-plan#s2"),
        ("物联网行动计划2023年目标", "iot-plan#s1.3"),
        ("苏州数字经济要做哪些工作", "suzhou-plan#s2"),
        ("南京的发展目标", None),  # what a province plans is no plan of its city
    ],
)
def test_sections_of_the_shipped_plans(question: str, clause: str | None) -> None:
    corpus = shipped_corpus()
    reader = Reader(DocumentNames(corpus.documents), frozenset({"江苏", "苏州", "镇江", "浙江"}))
    section = section_asked_for(corpus, reader.read(question))
    assert (section.id if section else None) == clause
