"""What is asked of a document itself: its date, its number, from when it holds."""

from __future__ import annotations

from functools import cache

import pytest
from assistant_fakes import shipped_assistant, shipped_corpus
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.model import Answer, Refusal
from assistant.naming import DocumentNames
from assistant.normalise import normalise
from assistant.particulars import Particular, asked_of_document


@pytest.fixture(scope="module")
def shipped() -> Assistant:
    return shipped_assistant()


@cache
def names() -> DocumentNames:
    return DocumentNames(shipped_corpus().documents)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("", None),
        ("镇江意见是哪一天印发的？", Particular.DATE),
        ("镇江意见的落款日期是什么?", Particular.DATE),
        ("江苏规划印发于何时", Particular.DATE),
        ("什么时候发布的江苏规划", Particular.DATE),
        ("工业和信息化部、中央网信办区块链指导意见的成文日期", Particular.DATE),
        ("物联网三年行动计划（２０２１-２０２３年）哪年哪月印发的？", Particular.DATE),  # full-width
        ("漏洞规定从什么时候开始施行?", Particular.IN_FORCE),
        ("自哪天起施行?", Particular.IN_FORCE),
        ("5G扬帆 文号", Particular.NUMBER),
        ("江苏规划是多少号文?", Particular.NUMBER),
        # of its matter, not of the document
        ("江苏什么时候发布公共数据目录", None),
        ("江苏规划要求什么时候实施产业链强链工程", None),
        ("江苏规划由谁印发", None),
        ("镇江5G基站何时建成", None),
    ],
)
def test_what_is_asked(question: str, asked: Particular | None) -> None:
    assert asked_of_document(normalise(question), names()) is asked


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    assert asked_of_document(normalise(text), names()) in {None, *Particular}


@pytest.mark.parametrize(
    ("history", "question", "clause", "quote"),
    [
        # 004: the date below the letter, and with 印发 at the end of the file
        ([], "镇江意见的印发日期？", "zhenjiang-opinion#back.p2", "2021年7月30日印发"),
        ([], "区块链指导意见的落款日期是什么？", "blockchain#back.p2", "2021年5月27日"),
        ([], "算法意见是哪一天印发的？", "algorithms#front.p13", "2021年9月17日"),
        # 002: a plan whose date stands before its text, and a reprint of it is held as well
        ([], "江苏规划什么时候印发的？", "jiangsu-plan#front.p4", "2021年8月10日"),
        ([], "漏洞规定什么时候施行？", "vuln-rules#a16", "第十六条本规定自2021年9月1日起施行。"),
        (["漏洞规定是哪几个部门发布的?"], "自哪天起施行？", "vuln-rules#a16", "自2021年9月1日起施行。"),
        # the rules do not say when they were issued, the news of them does
        ([], "漏洞规定哪天发布的？", "vuln-news#p1", "7月14日"),
        ([], "5G扬帆计划的文号", "5g-qa#front.p1", "工信部联通信〔2021〕77号"),
        # of the plan's own number, its explanation prints it
        ([], "新型数据中心行动计划的发文字号", "dc-explained#front.p1", "工信部通信〔2021〕76号"),
    ],
)
def test_answered_from_the_sentence_that_states_it(
    shipped: Assistant, history: list[str], question: str, clause: str, quote: str
) -> None:
    reply = shipped.ask(question, history)
    assert isinstance(reply, Answer)
    (citation,) = reply.citations
    assert citation.clause_id == clause
    assert quote in citation.quote


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("浙江规划是什么时候印发的？", "中未找到印发日期。"),
        ("漏洞规定的文号是什么？", "中未找到文号。"),
        ("江苏规划的文号是多少？", "文件信息所载的文号是苏政办发〔2021〕44号。"),
    ],
)
def test_what_no_sentence_states_is_refused(shipped: Assistant, question: str, said: str) -> None:
    reply = shipped.ask(question)
    assert isinstance(reply, Refusal)
    assert said in reply.reason
