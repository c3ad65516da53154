"""Whose rules an answer without a place shows, and what a refusal says of a plan whose period is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from assistant_fakes import DOCUMENTS, NEVER, make_assistant, make_corpus
from hypothesis import given
from hypothesis import strategies as st

from assistant import phrases
from assistant.model import Citation, Refusal
from assistant.naming import DocumentNames
from assistant.places import NATION
from assistant.question import Question, Reader
from assistant.warn import warnings_about_named, warnings_about_place

CORPUS = make_corpus()
READER = Reader(DocumentNames(DOCUMENTS), frozenset({"苏州", "镇江", "北京"}))
AS_OF = date(2026, 11, 22)
# a collection by province, as 002 L876-1260 is one; its document speaks for no one place
BEIJING, SHANGHAI = "vuln#a9.i5", "vuln#a9.i6"
PLACES = {
    BEIJING: frozenset({"北京"}),
    SHANGHAI: frozenset({"上海"}),
    "vuln#a9": frozenset({NATION}),
    "suzhou#s3.2": frozenset({"苏州"}),
}


def read(text: str) -> Question:
    return READER.read(text)


def cited(*ids: str) -> list[Citation]:
    clauses = [CORPUS.clause(i) for i in ids]
    return [
        Citation(n, c.id, c.document, "题", None, c.address, c.text, c.text, c.file, c.spans, None)
        for n, c in enumerate(clauses, 1)
    ]


@pytest.mark.parametrize(
    ("question", "ids", "place"),
    [
        ("申报要符合什么条件？", (BEIJING,), "北京"),
        ("申报流程是什么", (BEIJING, BEIJING), "北京"),
        ("ＡＩ 企业申报条件", (BEIJING,), "北京"),
        ("申报要符合什么条件", (BEIJING, SHANGHAI), None),  # several places are shown, each under its name
        ("申报要符合什么条件", ("vuln#a9",), None),  # the nation's own
        ("申报要符合什么条件", (BEIJING, "vuln#a9"), None),
        ("申报要符合什么条件", ("vuln-news#p1",), None),  # a clause that speaks for no place of its own
        ("申报要符合什么条件", ("suzhou#s3.2",), None),  # a city's own text says whose it is by its title
        ("申报要符合什么条件", ("suzhou#s3.2", BEIJING), "北京"),
        ("北京申报要符合什么条件", (BEIJING,), None),  # the place is asked for
        ("漏洞信息有多少", (BEIJING,), None),  # no condition
        ("申报要符合什么条件", (), None),
        ("", (BEIJING,), None),
    ],
)
def test_of_whom_a_condition_is_that_was_asked_for_without_a_place(
    question: str, ids: tuple[str, ...], place: str | None
) -> None:
    expected = (phrases.WARN_ONE_PLACE.format(place=place),) if place else ()
    assert warnings_about_place(CORPUS, read(question), cited(*ids), PLACES) == expected


def test_a_place_of_the_question_before_is_one_and_a_comparison_names_its_own() -> None:
    question = read("申报要符合什么条件")
    followed = replace(question, inherited=("北京",))
    compared = replace(question, parts=(read("北京申报条件"), read("上海申报条件")))
    for asked in (followed, compared):
        assert warnings_about_place(CORPUS, asked, cited(BEIJING), PLACES) == ()


@given(
    st.lists(st.sampled_from(sorted(PLACES)), max_size=4),
    st.dictionaries(
        st.sampled_from([BEIJING, SHANGHAI]), st.sets(st.sampled_from(["北京", "上海", NATION]), min_size=1)
    ),
)
def test_it_is_said_exactly_where_one_place_speaks(ids: list[str], own: Mapping[str, set[str]]) -> None:
    """Oracle: all places that the collection's cited clauses speak for."""
    places = {**PLACES, **{k: frozenset(v) for k, v in own.items()}}
    spoken = [p for i in ids if not i.startswith("suzhou") for p in places[i]]
    found = warnings_about_place(CORPUS, read("申报要符合什么条件"), cited(*ids), places)
    assert bool(found) is (len(set(spoken)) == 1 and spoken[0] != NATION)


ENDED = "《苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)》的规划期为2021—2023年，已经结束，现行要求请以最新文件为准。"


@pytest.mark.parametrize(
    ("question", "as_of", "warned"),
    [
        ("苏州行动计划现在还有效吗？", AS_OF, True),
        ("苏州行动计划2025年的目标", AS_OF, True),  # later than the plan
        ("苏州行动计划还管用吗", AS_OF, True),
        ("苏州行动计划现在还有效吗", date(2023, 12, 31), False),
        ("苏州行动计划2023年的目标", AS_OF, False),
        ("苏州行动计划的目标", AS_OF, False),
        ("镇江意见现在还有效吗", AS_OF, False),  # no period is known
        ("现在还有效吗", AS_OF, False),  # names no text
        ("", AS_OF, False),
    ],
)
def test_an_ended_period_is_told_of_the_text_that_is_named(question: str, as_of: date, warned: bool) -> None:
    assert warnings_about_named(CORPUS, read(question), as_of) == ((ENDED,) if warned else ())


def test_a_refusal_says_that_the_period_is_over() -> None:
    reply = make_assistant(NEVER).ask("苏州行动计划现在还有效吗？")
    assert isinstance(reply, Refusal)
    assert ENDED in reply.warnings


def test_each_text_that_is_named_has_its_own_warnings_once() -> None:
    found = warnings_about_named(CORPUS, read("苏州行动计划和数据安全法现在还有效吗，苏州行动计划呢"), AS_OF)
    assert len(found) == 2
    assert ENDED in found
    assert any("二审草案，非现行文本" in w for w in found)
