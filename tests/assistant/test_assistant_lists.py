"""Which list a question asks for, over plans made of real lines."""

from __future__ import annotations

import pytest
from assistant_fakes import Line, make_corpus, passage_of
from hypothesis import given
from hypothesis import strategies as st

from assistant.asks import Ask
from assistant.counted import asked_count
from assistant.lists import Listed, find_list, list_asked_for
from assistant.model import Hit
from assistant.naming import DocumentNames
from assistant.question import Question, Reader
from assistant.terms import TermWeights
from corpus.model import Clause, Corpus, Document

DOCUMENT = Document("plan", "某市数字经济发展规划", "plan.txt", 1, 99, region="苏州")
OPEN = "2.工作重点。围绕产业数字化，重点做好以下工作："
LINES: list[Line] = [
    # 004 L5-16 in short: a list of its children
    ("plan", "s1", None, "一、", "基本原则", "一、基本原则"),
    ("plan", "s1.d1", "s1", None, None, "——坚持创新引领、数字驱动。瞄准数字经济领域前沿技术。"),
    ("plan", "s1.d2", "s1", None, None, "——坚持统筹推进、融合发展。深化部门协调和市区联动。"),
    ("plan", "s1.d3", "s1", None, None, "——坚持开放合作、互利共赢。积极融入区域合作。"),
    ("plan", "s1.p1", "s1", None, None, "以上各条须统筹把握。"),
    # 002 L1741-1744 in short: ordinal sentences, the first inside the sentence before
    ("plan", "s2", None, "二、", "推进策略", "二、推进策略。策略分三步：“1”是加快先进绿色技术产品应用。“2”是持续提升能效。“3”是优化绿色管理。"),
    # 002 L1395: 一是 … 二是
    ("plan", "s3", None, "三、", "保障监督", "三、保障监督。一是加强组织领导。二是强化统筹联动。三是完善考核。"),
    # paragraphs behind a colon without a common parent
    ("plan", "s4", None, "四、", "工作安排", "四、工作安排"),
    ("plan", "s4.p1", "s4", None, None, OPEN),
    ("plan", "s4.p2", "s4", None, None, "一是建设工业互联网平台。"),
    ("plan", "s4.p3", "s4", None, None, "二是推广智能制造。"),
    ("plan", "s4.p4", "s4", None, None, "此外，加强宣传。"),
    ("plan", "s4.p5", "s4", None, None, "三是不在此列。"),
    # 000 in short: members named by their words
    ("plan", "s5", None, "五、", "空间布局", "五、空间布局"),
    ("plan", "s5.r1", "s5", None, "创新高地", "创新高地。建设创新策源地。"),
    ("plan", "s5.r2", "s5", None, "应用高地", "应用高地。打造５Ｇ应用标杆。"),
    ("plan", "s6", None, "六、", "总体要求", "六、总体要求。全面推进ＡＩ赋能。"),
]  # fmt: skip
CORPUS = make_corpus({"plan.txt": LINES}, (DOCUMENT,))
TERMS = TermWeights(c.text for c in CORPUS.clauses)
READER = Reader(DocumentNames((DOCUMENT,)), frozenset({"苏州"}))


def read(text: str) -> Question:
    return READER.read(text)


def hits(*addresses: str, corpus: Corpus = CORPUS) -> list[Hit]:
    found = [passage_of(corpus, corpus.clause(f"plan#{a}")) for a in addresses]
    return [Hit(p, rank, 1.0, ()) for rank, p in enumerate(found, 1)]


def shown(listed: Listed | None) -> list[str]:
    if listed is None:
        return []
    return [c.addr for c in listed.members] or [s.text for s in listed.sentences]


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("基本原则有哪四项?", 4),
        ("建设的三大高地是什么", 3),
        ("哪５个方面", 5),
        ("分十二条,哪十二条", 12),
        ("是哪两个方面", 2),
        ("推进的一项工作", None),  # one is no list
        ("苏州30条措施", None),  # too many to be shown
        ("2023年的目标", None),
        ("有哪些原则", None),
        ("", None),
    ],
)
def test_the_count_that_a_question_tells(question: str, count: int | None) -> None:
    assert asked_count(read(question)) == count


@given(st.integers(2, 20), st.sampled_from(["个", "项", "条", "类", "方面", "点"]))
def test_any_count_up_to_twenty_is_read(count: int, unit: str) -> None:
    assert asked_count(read(f"原则是哪{count}{unit}")) == count


@pytest.mark.parametrize(
    ("question", "address", "members"),
    [
        ("基本原则有哪些?", "s1", ["s1.d1", "s1.d2", "s1.d3"]),  # the paragraph of another kind is no member
        ("苏州的基本原则有哪些?", "s1", ["s1.d1", "s1.d2", "s1.d3"]),  # the place need not stand in the head
        ("保障监督有哪些措施", "s3", ["一是加强组织领导。", "二是强化统筹联动。", "三是完善考核。"]),
        ("工作重点有哪些", "s4.p1", ["s4.p2", "s4.p3"]),  # what stands behind another paragraph is not of it
        ("空间布局有哪些高地", "s5", ["s5.r1", "s5.r2"]),
        ("总体要求有哪些", "s6", []),  # no list there
        ("养老金有哪些", "s1", []),  # a list of something else
        ("", "s1", []),
    ],
)
def test_the_whole_list(question: str, address: str, members: list[str]) -> None:
    assert shown(list_asked_for(CORPUS, TERMS, read(question), hits(address))) == members


def test_the_first_ordinal_stands_inside_the_sentence_before() -> None:
    found = find_list(CORPUS, TERMS, read("推进策略分哪些步"), hits("s2"))
    assert shown(found) == [
        "策略分三步：“1”是加快先进绿色技术产品应用。",
        "“2”是持续提升能效。",
        "“3”是优化绿色管理。",
    ]


def test_a_list_is_looked_for_only_where_one_is_asked_for() -> None:
    question = read("基本原则怎么理解")
    assert not question.wants(Ask.LIST)
    assert list_asked_for(CORPUS, TERMS, question, hits("s1")) is None
    assert shown(find_list(CORPUS, TERMS, question, hits("s1"))) == ["s1.d1", "s1.d2", "s1.d3"]


def test_the_count_asked_for_chooses_between_lists() -> None:
    """Both heads say as little of the question; three members stand under s1 and s3, two under s5."""
    three = find_list(CORPUS, TERMS, read("哪三个方面"), hits("s5", "s1"))
    two = find_list(CORPUS, TERMS, read("哪两个方面"), hits("s1", "s5"))
    assert len(shown(three)) == 3
    assert shown(two) == ["s5.r1", "s5.r2"]


def test_the_words_of_the_members_count() -> None:
    named = find_list(CORPUS, TERMS, read("空间布局有哪些创新高地和应用高地"), hits("s5"))
    plain = find_list(CORPUS, TERMS, read("空间布局有哪些"), hits("s5"))
    unnamed = find_list(CORPUS, TERMS, read("空间布局有哪些海洋牧场和水产基地"), hits("s5"))
    assert named is not None
    assert plain is not None
    assert named.score > (unnamed.score if unnamed else 0.0)


def test_of_equal_lists_the_first_hit_goes_before_and_only_three_are_read() -> None:
    first = find_list(CORPUS, TERMS, read("哪三个方面"), hits("s3", "s1"))
    assert first is not None
    assert first.head.addr == "s3"
    assert find_list(CORPUS, TERMS, read("基本原则有哪些"), hits("s6", "s6", "s6", "s1")) is None
    assert find_list(CORPUS, TERMS, read("基本原则有哪些"), []) is None


@given(
    st.permutations([c for c in CORPUS.clauses if c.document == "plan"]),
    st.sampled_from(["哪三个方面", "有哪些"]),
)
def test_members_are_of_one_head_in_reading_order(order: list[Clause], question: str) -> None:
    found = find_list(CORPUS, TERMS, read(question), hits(*(c.addr for c in order)))
    if found is None:
        return
    assert bool(found.members) != bool(found.sentences)
    places = [c.spans[0].start for c in found.members] or [
        s.clause.spans[0].start + s.start for s in found.sentences
    ]
    assert places == sorted(set(places))
    assert len(places) > 1
