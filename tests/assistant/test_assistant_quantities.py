"""Which kind of quantity is asked for, and which texts state one; sentences are those of the shipped documents."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import phrases
from assistant.counted_noun import counted_noun, uncounted
from assistant.normalise import normalise
from assistant.quantities import asks_once, quantity_asked
from assistant.relative_years import relative_years
from assistant.unstated import quantity_unstated

FIRMS = "到2023年,建成五星级上云企业80家、四星级上云企业500家、三星级上云企业1500家。"  # suzhou-plan s2.4.5
SHARE = "到2023年,工业软件产业规模超250亿元,国产化比重超50%。"  # suzhou-plan s2.3.2.r1
DAYS = "(二)应当在2日内向工业和信息化部网络安全威胁和漏洞信息共享平台报送相关漏洞信息。"  # vuln-rules a7.i2
FINE = "可以并处五万元以上五十万元以下罚款"  # dsl-draft2 a44
INCOME = "上年度营业收入不少于500万元,近两年主营业务收入保持正增长"  # zjtx s16, shortened


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("", None),
        ("苏州怎么推进数字政府？", None),
        ("苏州给企业上云补多少钱？", phrases.WHAT_GRANT),
        ("评上以后奖几万块？", phrases.WHAT_GRANT),
        ("补百分之几？", phrases.WHAT_SHARE),
        ("国产化要占到几成？", phrases.WHAT_SHARE),
        ("不报漏洞罚多少？", phrases.WHAT_FINE),
        ("一家企业最多能贷多少？", phrases.WHAT_LOAN),
        ("总投资要多少亿？", phrases.WHAT_COST),
        ("２０２０年卖了多少钱？", phrases.WHAT_MONEY),
        ("多少天能批下来？", phrases.WHAT_DAYS),
        ("资格管几年？", phrases.WHAT_YEARS),
        ("多久发布一次？", phrases.WHAT_INTERVAL),
        ("每年几月办？", phrases.WHAT_DAY),
        ("哪一年通车？", phrases.WHAT_TIME),
        ("要培养多少人？", phrases.WHAT_PERSONS),
        ("每年接多少人次？", phrases.WHAT_PERSONS),
        ("服务器要装多少台？", phrases.WHAT_NUMBER),
        ("PUE要降到多少？", phrases.WHAT_FIGURE),
        ("市场占有率要排第几？", None),  # a rank, not a share
        ("黑客哪天打上门，有没有预案？", None),  # any day
    ],
)
def test_the_kind_that_is_asked_for(question: str, label: str | None) -> None:
    kind = quantity_asked(normalise(question))
    assert (kind.label if kind else None) == label


@pytest.mark.parametrize(
    ("question", "text", "unstated"),
    [
        ("给企业上云补多少钱？", FIRMS, True),  # a number of firms is no money
        ("要有多少家五星级上云企业？", FIRMS, False),
        ("国产化要占到几成？", SHARE, False),
        ("国产化要占到几成？", FIRMS, True),
        ("几天之内要报？", DAYS, False),
        ("不报要罚多少？", DAYS, True),
        ("会罚多少？", FINE, False),
        ("会奖多少钱？", FINE, True),  # money, and no award
        ("营收要够多少万元？", INCOME, False),
        ("入库后资格管几年？", INCOME, True),  # 近两年 lasts nothing
        ("普及率要到多少？", "提出了5G个人用户普及率、5G网络接入流量占比2项量化指标", True),  # 5g-qa q4.r1
        ("怎么做？", "", False),
    ],
)
def test_whether_a_text_states_it(question: str, text: str, unstated: bool) -> None:
    assert quantity_unstated(normalise(question), [text]) is unstated


@given(st.text(max_size=60))
def test_no_text_states_what_an_empty_one_does_not_deny(text: str) -> None:
    question = normalise(text)
    assert quantity_unstated(question, []) is (quantity_asked(question) is not None)


@pytest.mark.parametrize(
    ("question", "texts", "noun", "apart"),
    [
        ("设了几个专班?", ["下设6个推进组,并建立若干专班,按照职能分工"], "专班", True),  # suzhou-plan s3.1
        ("要建多少座5G基站?", ["加快5G基站建设,到2025年,培育50个5G+行业应用示范项目"], "基站", True),
        ("建成多少座5G基站?", ["建成5G基站7.1万座,基本实现全覆盖"], "基站", False),  # jiangsu-plan s1.1.r5
        ("养出多少家小公司?", ["独角兽培育企业100家"], "公司", False),  # an everyday word is in no text
    ],
)
def test_what_is_counted_stands_with_a_figure(
    question: str, texts: list[str], noun: str, apart: bool
) -> None:
    assert counted_noun(question) == noun
    assert uncounted(noun, texts) is apart


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("江苏明年要建几座基站?", (2027,)),
        ("今年底利用率要到多少?", (2026,)),
        ("去年和前年各有多少?", (2024, 2025)),
        ("“十五五”末要到多少?", (2030,)),
        ("目前有多少?", ()),
        ("", ()),
    ],
)
def test_years_are_told_by_the_day_of_asking(question: str, years: tuple[int, ...]) -> None:
    assert relative_years(question, date(2026, 11, 22)) == years


@pytest.mark.parametrize(
    ("question", "once"),
    [("补多少钱?", True), ("要建几个、补多少钱?", False), ("是谁联合印发的,文号多少?", False), ("", True)],
)
def test_whether_one_thing_is_asked(question: str, once: bool) -> None:
    assert asks_once(question) is once
