"""Turns that are no plain answer, the buttons below them, and that nothing hostile comes alive."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendered import HOSTILE, check_inert, seen
from web_fakes import CORPUS, QUOTE, REFUSAL, TODAY, answer, citation

from assistant.model import AnswerKind, Failure, Segment, SegmentKind
from web.turn_view import (
    render_answer,
    render_failure,
    render_hint,
    render_loading,
    render_refusal,
    render_stopped,
)


def test_how_a_question_was_read_stands_above_answers_and_refusals() -> None:
    for html in (
        render_answer("?", answer(reading="按“镇江”理解", warnings=("规划期已过",)), CORPUS, TODAY),
        render_refusal("?", replace(REFUSAL, reading="按“镇江”理解"), CORPUS, TODAY),
    ):
        check_inert(html)
        assert html.index('<p class="yj-reading">按“镇江”理解</p>') < html.index("yj-question") + 200
        assert html.index("yj-reading") < html.index("未找到" if "refused" in html else "yj-warning")


def payload_of(html: str) -> dict[str, object]:
    (span,) = re.findall(r'<span class="yj-payload">(.*?)</span>', html)
    held: dict[str, object] = json.loads(unescape(span))
    return held


@pytest.mark.parametrize("text", ["苏州?", "a  b\n\n\t<b>&amp;\u202e\u3000", "😀\U000e0041"])
def test_the_buttons_know_the_question_as_it_was_asked(text: str) -> None:
    html = render_answer(text, answer(), CORPUS, TODAY, history=("江苏?", text))
    held = payload_of(html)
    assert (held["question"], held["history"]) == (text, ["江苏?", text])
    assert str(held["text"]).startswith(QUOTE)
    assert "[1] 《苏州市三年行动计划》" in str(held["text"])
    assert payload_of(render_refusal(text, REFUSAL, CORPUS, TODAY))["question"] == text
    assert html.count('class="yj-action"') == 3


def test_what_is_not_complete_or_no_policy_has_no_buttons() -> None:
    talk = answer(Segment(SegmentKind.LEAD, "您好！"), kind=AnswerKind.SMALL_TALK, citations=())
    for html in (
        render_answer("?", answer(), CORPUS, TODAY, shown=1),
        render_answer("?", talk, CORPUS, TODAY),
        render_failure("?", Failure("请稍后再试。", 0.0)),
        render_loading("?"),
    ):
        assert 'class="yj-action"' not in html


def test_small_talk_has_no_evidence() -> None:
    reply = answer(Segment(SegmentKind.LEAD, "您好！"), kind=AnswerKind.SMALL_TALK, citations=())
    html = render_answer("你好", reply, CORPUS, TODAY)
    assert "您好！" in html
    assert "yj-evidence" not in html


def test_states_look_different_and_say_what_to_do() -> None:
    html = {
        "loading": render_loading("?"),
        "refused": render_refusal("?", REFUSAL, CORPUS, TODAY),
        "failed": render_failure("?", Failure("请稍后再试。", 0.0)),
        "hint": render_hint("?", "请缩短。"),
        "stopped": render_stopped("?"),
    }
    for state, page in html.items():
        check_inert(page)
        assert [s for s in html if f"yj-state {s}" in page] == [state]
    assert "在已收录文件中未找到相关规定" in html["refused"]
    assert "换一种说法" in html["refused"]
    assert 'href="/source"' in html["refused"]
    assert "最接近的条款" in html["refused"]
    assert "未找到" not in html["failed"]  # an error is never "no answer"


@pytest.mark.parametrize(
    ("reason", "text", "shown"),
    [
        ("没有提到火星。", "未找到相关规定。", ("未找到相关规定。", "没有提到火星。")),
        ("未找到。", "未找到。最接近的内容见《甲》。", ("未找到。", "最接近的内容见《甲》。")),
        ("未找到。", "未找到。", ("未找到。",)),
    ],
)
def test_a_refusal_says_each_thing_once(reason: str, text: str, shown: tuple[str, ...]) -> None:
    html = render_refusal("?", replace(REFUSAL, reason=reason, text=text, hits=()), CORPUS, TODAY)
    assert (
        tuple(re.findall(r'yj-state-title">([^<]*)</div> (?:<p>([^<]*)</p>)?', html)[0])[: len(shown)]
        == shown
    )
    assert seen(html).count(shown[0]) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_questions_and_documents_are_inert(text: str) -> None:
    segments = (
        Segment(SegmentKind.LEAD, text),
        Segment(SegmentKind.QUOTE, text, (1,), ((0, 3),)),
        Segment(SegmentKind.ITEM, text, (1,)),
    )
    reply = answer(
        *segments,
        citations=(citation(title=text, address=text, number=text, status_note=text),),
        warnings=(text,),
    )
    for html in (
        render_answer(text, reply, CORPUS, TODAY),
        render_failure(text, Failure(text, 0.0)),
        render_hint(text, text),
    ):
        check_inert(html)


@given(st.text(max_size=80))
def test_any_question_is_inert(text: str) -> None:
    check_inert(render_loading(text))
