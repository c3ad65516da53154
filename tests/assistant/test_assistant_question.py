"""Question understanding: tables of input and what is understood."""

from __future__ import annotations

import pytest
from assistant_fakes import DOCUMENTS
from hypothesis import given
from hypothesis import strategies as st

from assistant.articles import ArticleRef
from assistant.asks import Ask
from assistant.naming import DocumentNames
from assistant.normalise import normalise, number, years
from assistant.question import Question, Reader
from corpus.model import Document

HELD = frozenset({"苏州", "镇江", "江苏", "浙江", "青海", "全国"})


def read(text: str) -> Question:
    return Reader(DocumentNames(DOCUMENTS), HELD).read(text)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("", ""),
        ("　鎮江的５Ｇ基站  要建多少？ ", "镇江的5G基站 要建多少?"),
        ("蘇州到２０23年全市網絡零售額目標", "苏州到2023年全市网络零售额目标"),
        ("百分之十以上", "10%以上"),
        ("\ud800坏字符", "?坏字符"),
    ],
)
def test_normalise(given_text: str, expected: str) -> None:
    assert normalise(given_text) == expected


@pytest.mark.parametrize(
    ("question", "ask"),
    [
        ("苏州到2023年全市网络零售额的目标是多少?", Ask.FIGURE),
        ("工业互联网由哪些部门牵头?", Ask.BODY),
        ("谁牵头?", Ask.BODY),
        ("基本原则有哪几项?", Ask.LIST),
        ("什么是新型数据中心?", Ask.DEFINITION),
        ("申报专精特新要什么条件?", Ask.CONDITION),
        ("违反规定要罚多少钱?", Ask.PENALTY),
        ("镇江和苏州的目标有什么区别?", Ask.COMPARISON),
        ("漏洞规定第九条", Ask.ARTICLE),
        ("什么时候施行?", Ask.DATE),
        ("数字经济", Ask.GENERAL),
    ],
)
def test_what_is_asked_for(question: str, ask: Ask) -> None:
    assert read(question).ask is ask


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("镇江和苏州各自怎么引进数字人才", ("镇江", "苏州")),
        ("全国数据中心", ("全国",)),
        ("西宁的牧民", ("青海",)),  # no text of the city is held, one of its province is
        ("深圳的条件", ("深圳",)),  # neither is: the place stays, to be missed
        ("苏浙两省的目标", ("江苏", "浙江")),
        ("数字经济", ()),
    ],
)
def test_places(question: str, places: tuple[str, ...]) -> None:
    assert read(question).places == places


@pytest.mark.parametrize(
    ("question", "documents", "unheld"),
    [
        ("《数据安全法》第十八条", ("dsl",), ()),
        ("数安法怎么说", ("dsl",), ()),
        ("漏洞规定第九条第六项", ("vuln",), ()),
        ("《苏州市推进数字经济和数字化发展三年行动计划（2021—2023年）》", ("suzhou",), ()),
        ("个人信息保护法第十三条", (), ("个人信息保护法",)),
        ("《网络安全法》怎么说", (), ("网络安全法",)),
    ],
)
def test_documents(question: str, documents: tuple[str, ...], unheld: tuple[str, ...]) -> None:
    understood = read(question)
    assert (understood.documents, understood.unheld) == (documents, unheld)


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        ("漏洞规定第九条第六项", (ArticleRef(9, item=6),)),
        ("漏洞规定第九条第（六）项", (ArticleRef(9, item=6),)),
        ("数据安全法18条", (ArticleRef(18),)),
        ("數據安全法第１８條第二款", (ArticleRef(18, paragraph=2),)),
        ("第一百二十条之一", (ArticleRef(120, sub=1),)),
        ("数据安全法第32到35条", (ArticleRef(32), ArticleRef(33), ArticleRef(34), ArticleRef(35))),
        ("第六章", (ArticleRef(6, chapter=True),)),
        ("上海27条讲了什么", ()),  # the name of a set of measures, not an article
        ("一条龙服务", ()),
    ],
)
def test_articles(question: str, articles: tuple[ArticleRef, ...]) -> None:
    assert read(question).articles == articles


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("镇江和苏州各自怎么引进数字人才", ["镇江怎么引进数字人才", "苏州怎么引进数字人才"]),
        ("镇江、苏州的数据中心目标有什么区别", ["镇江的数据中心目标", "苏州的数据中心目标"]),
        ("漏洞规定和数据安全法对处罚的规定有什么不同", ["漏洞规定对处罚的规定", "数据安全法对处罚的规定"]),
        ("人在浙江干活,回苏州看病怎么办", []),  # two places, one question
        ("苏州到2023年的目标是多少", []),
    ],
)
def test_comparisons_are_split(question: str, parts: list[str]) -> None:
    assert [p.text for p in read(question).parts] == parts


def test_policy_words_are_added_for_everyday_words() -> None:
    assert "数据中心" in read("盖机房费电吗").searched


@given(st.integers(min_value=1, max_value=999))
def test_numerals_read_back(value: int) -> None:
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    written = (f"{digits[hundreds]}百" if hundreds else "") + (
        f"{digits[tens]}十" if tens else "零" if hundreds and ones else ""
    )
    assert number(written + (digits[ones] if ones else "")) == value


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert read(text).asks


def test_years() -> None:
    assert years("23年和二零二五年,GB/T 4754-2017") == (2023, 2025, 2017)


@pytest.mark.parametrize(
    ("question", "spelled_out"),
    [
        ("江苏意见和规划对5G基站的要求一样吗", "江苏意见和江苏规划对5G基站的要求一样吗"),
        ("江苏的规划、意见有什么不同", "江苏规划、江苏意见有什么不同"),
        ("镇江意见和规划有什么不同", "镇江意见和规划有什么不同"),  # of 镇江 only one is held
        ("江苏意见和建议", "江苏意见和建议"),
    ],
)
def test_a_place_is_said_once_for_two_of_its_documents(question: str, spelled_out: str) -> None:
    plan = Document("plan", "江苏省规划", "x.txt", 1, 2, region="江苏", short_names=("江苏规划",))
    opinion = Document("opinion", "江苏省意见", "y.txt", 1, 2, region="江苏", short_names=("江苏意见",))
    other = Document("zhen", "镇江市意见", "z.txt", 1, 2, region="镇江", short_names=("镇江意见",))
    assert DocumentNames((plan, opinion, other)).spelled_out(question) == spelled_out
