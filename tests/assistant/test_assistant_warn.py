"""What an answer must say about the texts that it cites: drafts, ended periods, news, reprints, gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from assistant_fakes import make_assistant
from hypothesis import given, settings
from hypothesis import strategies as st
from status_texts import DRAFT, NEWS, PLAN, REPRINT, texts_assistant

from assistant.assistant import Assistant
from assistant.model import Answer, Refusal
from assistant.standing import draft_note, is_draft
from assistant.warn import warnings_for
from corpus.model import Document, DocumentKind, Force, Gap, Period

SMALL = make_assistant()
DRAFT_NOTE = "二审草案，非现行文本；第三十二至三十五条原文缺失"
WUXI = 'region = "无锡"\nlevel = "市"\n'


def answered(assistant: Assistant, question: str) -> Answer:
    reply = assistant.ask(question)
    assert isinstance(reply, Answer)
    assert reply.citations
    return reply


@pytest.mark.parametrize(
    "question", ["数据安全法第十八条", "数据安全法现行的第十八条是什么", "数据安全法所称数据是指什么"]
)
def test_an_answer_from_the_draft_law_says_so(question: str) -> None:
    assert DRAFT_NOTE in answered(SMALL, question).warnings


def test_a_note_names_its_document_where_several_are_cited() -> None:
    corpus = SMALL.corpus
    both = [
        *answered(SMALL, "数据安全法第十八条").citations,
        *answered(SMALL, "漏洞规定第九条第六项").citations,
    ]
    question = SMALL.understand("数据交易")
    warned = warnings_for(corpus, question, both, None, date(2026, 11, 22))
    assert warned == (f"《中华人民共和国数据安全法(二审草案)》：{DRAFT_NOTE}。",)


@pytest.mark.parametrize(
    ("title", "note"),
    [
        ("某某条例（征求意见稿）", "征求意见稿，非现行文本"),
        ("某某法(三审草案)", "三审草案，非现行文本"),
        ("某某办法送审稿", "送审稿，非现行文本"),
    ],
)
def test_any_draft_is_told_by_its_title(title: str, note: str) -> None:
    document = Document("a", title, "a.txt", 1, 2)
    assert is_draft(document)
    assert draft_note(document) == note


def test_a_draft_says_what_its_source_lacks() -> None:
    gap = Gap("第五条原文缺失。", 3)
    document = Document("a", "某某办法", "a.txt", 1, 2, force=Force.DRAFT, gaps=(gap,))
    assert draft_note(document) == "草案，非现行文本；第五条原文缺失"
    many = tuple(Gap(f"图{n}的文字未收录。", n) for n in range(1, 9))
    note = draft_note(replace(document, gaps=many))
    assert note == "草案，非现行文本；图1的文字未收录；图2的文字未收录；图3的文字未收录；另有 5 处缺漏"


@pytest.mark.parametrize(
    "document",
    [
        Document("a", "某某条例", "a.txt", 1, 2),
        Document("a", "关于某某条例草案的说明", "a.txt", 1, 2),
        Document("a", "某某条例(草案)", "a.txt", 1, 2, force=Force.IN_FORCE),
        Document("a", "某某条例(草案)", "a.txt", 1, 2, kind=DocumentKind.NEWS),
    ],
)
def test_what_is_no_draft_is_not_called_one(document: Document) -> None:
    assert not is_draft(document)


def test_a_refusal_says_that_the_text_asked_for_is_a_draft() -> None:
    reply = SMALL.ask("数据安全法第三十三条写了什么")
    assert isinstance(reply, Refusal)
    assert reply.warnings == (f"《中华人民共和国数据安全法(二审草案)》：{DRAFT_NOTE}。",)


@pytest.mark.parametrize(
    ("question", "as_of", "warned"),
    [
        ("苏州网络零售额现在的目标是多少", date(2026, 11, 22), True),
        ("苏州网络零售额现行的目标是多少", date(2026, 11, 22), True),
        ("苏州2025年网络零售额的目标是多少", date(2026, 11, 22), True),  # later than the plan
        ("苏州网络零售额现在的目标是多少", date(2023, 12, 31), False),
        ("苏州2025年网络零售额的目标是多少", date(2022, 1, 1), False),
        ("苏州到2023年网络零售额的目标是多少", date(2026, 11, 22), False),
        ("苏州网络零售额的目标是多少", date(2026, 11, 22), False),
    ],
)
def test_an_ended_period_warns_only_who_asks_about_now_or_later(
    question: str, as_of: date, warned: bool
) -> None:
    reply = make_assistant(as_of=as_of).ask(question)  # a goal for 2023 is none for 2025: that is refused
    ended = [w for w in reply.warnings if "的规划期为2021—2023年，已经结束" in w]
    assert bool(ended) is warned


def test_a_period_without_a_beginning_says_its_end() -> None:
    corpus = SMALL.corpus
    plan = replace(corpus.document("suzhou"), period=Period(None, 2020))
    held = replace(corpus, documents=(plan, *corpus.documents[1:]))
    citations = answered(SMALL, "苏州到2023年网络零售额的目标是多少").citations
    question = SMALL.understand("现在苏州网络零售额的目标是多少")
    (warned,) = warnings_for(held, question, citations, None, date(2026, 11, 22))
    assert "的规划期为截至2020年，已经结束" in warned


def test_a_text_out_of_force_says_so() -> None:
    corpus = SMALL.corpus
    documents = tuple(replace(d, force=Force.EXPIRED) if d.id == "vuln" else d for d in corpus.documents)
    citations = answered(SMALL, "漏洞规定第九条第六项").citations
    warned = warnings_for(
        replace(corpus, documents=documents), SMALL.understand("漏洞"), citations, None, date(2026, 11, 22)
    )
    assert warned == ("《网络产品安全漏洞管理规定》已失效或废止，不是现行文本。",)


def test_news_yields_to_the_text_or_names_it(tmp_path: Path) -> None:
    more = {"plan": WUXI, "news": WUXI + 'kind = "报道"\nsummarises = "plan"\n'}
    assistant = texts_assistant(tmp_path, {"plan": PLAN, "news": NEWS}, more)
    same = answered(assistant, "到2023年全市网络零售额的目标是多少")
    assert {c.document for c in same.citations} == {"plan"}
    assert same.warnings == ()
    own = answered(assistant, "带动什么企业集聚")
    assert {c.document for c in own.citations} == {"news"}
    assert own.warnings == (
        "以上出自报道《无锡发布三年行动计划》，正文见《无锡市推进数字经济发展三年行动计划(2021—2023年)》。",
    )


def test_news_of_a_text_that_is_not_held_says_what_it_is(tmp_path: Path) -> None:
    for note, said in (
        ("", "不是文件正文。"),
        ('status_note = "这是报道，不是全文"\n', "这是报道，不是全文。"),
    ):
        folder = tmp_path / ("noted" if note else "bare")
        folder.mkdir()
        assistant = texts_assistant(folder, {"news": NEWS}, {"news": WUXI + 'kind = "报道"\n' + note})
        assert answered(assistant, "带动什么企业集聚").warnings == (
            f"以上出自报道《无锡发布三年行动计划》，{said}",
        )
        assert answered(assistant, "专家怎么看带动什么企业集聚").warnings == ()  # asks for the talk itself


def test_a_reprint_yields_to_its_original_or_says_that_it_is_one(tmp_path: Path) -> None:
    (tmp_path / "both").mkdir()
    (tmp_path / "one").mkdir()
    more = {"plan": WUXI, "reprint": WUXI + 'copy = "转载"\nreprint_of = "plan"\n'}
    both = texts_assistant(tmp_path / "both", {"plan": PLAN, "reprint": REPRINT}, more)
    reply = answered(both, "到2023年全市网络零售额的目标是多少")
    assert {c.document for c in reply.citations} == {"plan"}
    assert reply.warnings == ()
    one = texts_assistant(tmp_path / "one", {"reprint": REPRINT}, {"reprint": WUXI + 'copy = "转载"\n'})
    assert answered(one, "到2023年全市网络零售额的目标是多少").warnings == (
        "以上出自转载的《无锡市推进数字经济发展三年行动计划(2021—2023年)》，原件未收录。",
    )


PICTURE = 'gaps = [{ what = "附件“指标表”原文为图片，没有文字", topics = ["指标表", "基站"] }]\n'


def test_a_picture_that_would_hold_the_answer_is_named(tmp_path: Path) -> None:
    assistant = texts_assistant(tmp_path, {"plan": PLAN}, {"plan": WUXI + PICTURE})
    held = "《无锡市推进数字经济发展三年行动计划(2021—2023年)》附件“指标表”原文为图片，没有文字。"
    assert answered(assistant, "无锡网络零售额在指标表里的目标").warnings == (held,)
    # the words of the gap stand in the answer: nothing is missing
    assert answered(assistant, "无锡5G基站建成多少万个").warnings == ()


def test_a_draft_that_is_only_held_as_one_says_so_of_itself(tmp_path: Path) -> None:
    assistant = texts_assistant(tmp_path, {"draft": DRAFT})
    warnings = answered(assistant, "公共数据几个工作日内完成归集").warnings
    assert warnings == ("征求意见稿，非现行文本",)


def test_whether_a_draft_is_in_force_is_refused_with_what_it_is(tmp_path: Path) -> None:
    reply = texts_assistant(tmp_path, {"draft": DRAFT}).ask("南京市数据条例施行了吗")
    assert isinstance(reply, Refusal)  # no sentence of it says from when it holds
    assert reply.warnings == ("《南京市数据条例(征求意见稿)》：征求意见稿，非现行文本。",)


@settings(max_examples=80, deadline=None)
@given(
    st.text(
        alphabet="苏州镇江数据安全法漏洞规定第九条六项人才现在零售额目标多少年2025?和",
        min_size=1,
        max_size=24,
    )
)
def test_every_warning_names_its_document_once_and_in_one_order(question: str) -> None:
    reply = SMALL.ask(question)
    if not isinstance(reply, Answer):
        return
    cited = [SMALL.corpus.document(d) for d in dict.fromkeys(c.document for c in reply.citations)]
    for warning in reply.warnings:
        named = any(f"《{d.title}》" in warning for d in cited)
        only = len(cited) == 1 and warning == cited[0].status_note
        missing = warning.startswith("在已收录文件中未找到")  # an article that was asked for beside others
        gap = any(g.what in warning for d in SMALL.corpus.documents for g in d.gaps)
        assert named or only or missing or gap, warning
    assert len(set(reply.warnings)) == len(reply.warnings)
    again = SMALL.ask(question)
    assert isinstance(again, Answer)
    assert again.warnings == reply.warnings
