"""A question that names no place and that two places answer is not answered from one of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from status_texts import OPINION, OTHER_CITY, PLAN, texts_assistant
from test_assistant_answers import assert_sound

from assistant.assistant import Assistant
from assistant.model import Answer

WUXI = 'region = "无锡"\nlevel = "市"\n'
CHANGZHOU = 'region = "常州"\nlevel = "市"\n'
PROVINCE = PLAN.replace("无锡市", "江苏省").replace("全市", "全省").replace("5000亿", "2万亿")


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    texts, more = {"wuxi": PLAN, "changzhou": OTHER_CITY}, {"wuxi": WUXI, "changzhou": CHANGZHOU}
    return texts_assistant(tmp_path_factory.mktemp("cities"), texts, more)


def ask(assistant: Assistant, question: str) -> Answer:
    reply = assistant.ask(question)
    assert isinstance(reply, Answer)
    assert_sound(assistant, reply)
    return reply


@pytest.mark.parametrize("question", ["5G基站建成多少个", "到2023年全市5G基站建成多少个"])
def test_each_place_answers_under_its_name(cities: Assistant, question: str) -> None:
    reply = ask(cities, question)
    assert {c.document for c in reply.citations} == {"wuxi", "changzhou"}
    by_lead = {reply.segments[i].text: reply.segments[i + 1].text for i in (0, 2)}
    assert by_lead == {
        "无锡：": "到2023年,建成5G基站3万个。",
        "常州：": "到2023年,建成5G基站2万个。",
    }


@pytest.mark.parametrize(
    "question", ["无锡5G基站建成多少个", "《无锡市推进数字经济发展三年行动计划》里5G基站建成多少个"]
)
def test_a_place_or_a_document_that_is_named_answers_alone(cities: Assistant, question: str) -> None:
    assert {c.document for c in ask(cities, question).citations} == {"wuxi"}


def test_a_follow_up_keeps_its_place(cities: Assistant) -> None:
    reply = cities.ask("5G基站建成多少个", ["无锡网络零售额的目标是多少"])
    assert isinstance(reply, Answer)
    assert {c.document for c in reply.citations} == {"wuxi"}


def test_a_city_does_not_stand_beside_a_province(tmp_path: Path) -> None:
    texts = {"wuxi": PLAN, "jiangsu": PROVINCE}
    assistant = texts_assistant(tmp_path, texts, {"wuxi": WUXI, "jiangsu": 'region = "江苏"\nlevel = "省"\n'})
    assert len({c.document for c in ask(assistant, "网络零售额的目标是多少").citations}) == 1


def test_two_texts_of_one_place_are_one_place(tmp_path: Path) -> None:
    assistant = texts_assistant(tmp_path, {"plan": PLAN, "opinion": OPINION}, {"plan": WUXI, "opinion": WUXI})
    assert "无锡：" not in ask(assistant, "5G基站目标是多少个").text


def test_a_place_that_says_nothing_of_it_is_not_shown(tmp_path: Path) -> None:
    silent = "常州市产业发展规划\n一、主要目标\n到2025年,培育动力电池企业50家。\n"
    assistant = texts_assistant(
        tmp_path, {"wuxi": PLAN, "silent": silent}, {"wuxi": WUXI, "silent": CHANGZHOU}
    )
    assert {c.document for c in ask(assistant, "5G基站建成多少个").citations} == {"wuxi"}


def test_places_that_state_the_figure_answer_before_one_that_only_speaks_of_the_matter(
    tmp_path: Path,
) -> None:
    talk = PLAN.replace("无锡市", "南通市").replace("建成5G基站3万个", "加快5G基站建设,实现城乡5G信号全覆盖")
    texts = {"wuxi": PLAN, "changzhou": OTHER_CITY, "nantong": talk}
    nantong = WUXI.replace("无锡", "南通")
    assistant = texts_assistant(tmp_path, texts, {"wuxi": WUXI, "changzhou": CHANGZHOU, "nantong": nantong})
    reply = ask(assistant, "5G基站要建多少个")
    assert {c.document for c in reply.citations} == {"wuxi", "changzhou"}
