"""A figure of another kind, year or place is not quoted as an answer: what the text does not say is named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from assistant_fakes import SURE, FakeIndex, make_assistant

from assistant.assistant import Assistant
from assistant.calibrate import ANSWERABILITY
from assistant.model import Answer, Refusal
from assistant.settings import AssistantSettings
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus
from index.passages import build_passages
from index.settings import IndexSettings

HELD_OUT = Path(__file__).parent / "data" / "near_misses.jsonl"
SETTINGS = AssistantSettings(as_of=date(2026, 11, 22))


@pytest.fixture(scope="module")
def shipped() -> Assistant:
    """Refuses nothing by probability, so that every refusal is for what the quoted sentences do not say."""
    corpus = load_corpus(CorpusSettings())
    passages = build_passages(corpus, IndexSettings())
    sure = replace(SURE, threshold=-1.0)
    return Assistant(corpus, FakeIndex(corpus, passages), SETTINGS, sure)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("苏州建成五星级上云企业一家补多少钱？", "没有写补助或奖励的金额"),
        ("苏州数字经济领导小组下面建立几个专班？", "没有写“专班”的数量"),
        ("苏州通用软件产业规模由哪个部门牵头？", "没有写由哪个部门负责"),
        ("苏州2028年新型显示产业总产值达到多少亿元？", "没有写2028年的数字"),
        ("苏州明年新型显示产业总产值达到多少亿元？", "没有写2027年的数字"),
        ("明年苏州网络零售额目标", "没有写2027年的数字"),
        ("苏州2030年网络零售额的目标是什么", "没有写2030年的数字"),
    ],
)
def test_what_is_not_said_is_named(shipped: Assistant, question: str, said: str) -> None:
    reply = shipped.ask(question)
    assert isinstance(reply, Refusal)
    assert said in reply.reason
    assert "最接近的内容见《苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)》" in reply.text
    assert reply.hits


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("苏州到2023年建成五星级上云企业多少家？", "80家"),
        ("苏州数字经济领导小组下设几个推进组？", "6个推进组"),
        ("苏州2023年网络零售额目标", "5000亿元"),
        ("苏州2023年新型显示产业总产值达到多少亿元？", "3150亿元"),
        (
            "扬州的网络产品提供者应当在几日内报送漏洞信息？",
            "2日内",
        ),  # a rule of the nation holds in its cities
    ],
)
def test_what_is_said_is_answered(shipped: Assistant, question: str, quoted: str) -> None:
    reply = shipped.ask(question)
    assert isinstance(reply, Answer)
    assert quoted in reply.text
    assert not any("没有写" in warning for warning in reply.warnings)


def test_of_two_things_asked_the_one_that_is_not_said_is_a_warning(shipped: Assistant) -> None:
    reply = shipped.ask("苏州建成五星级上云企业有哪些要求，一家补多少钱？")
    assert isinstance(reply, Answer)
    assert "以上原文没有写补助或奖励的金额。" in reply.warnings


def test_an_article_that_is_asked_for_by_number_is_shown(shipped: Assistant) -> None:
    reply = shipped.ask("数据安全法第四十七条罚多少钱？")
    assert isinstance(reply, Answer)
    assert "依法给予处分" in reply.text
    assert "以上原文没有写罚款数额。" in reply.warnings


def test_empty_and_mixed_questions_go_their_way() -> None:
    small = make_assistant()
    assert isinstance(small.ask(""), Refusal)
    answered = small.ask("ＳＵＺＨＯＵ 苏州网络零售额达多少亿元？")
    assert isinstance(answered, Answer)
    assert "5000亿元" in answered.text


def test_the_held_out_questions_are_not_fitted_on() -> None:
    def questions(path: Path) -> list[str]:
        return [json.loads(line)["question"] for line in path.read_text(encoding="utf-8").splitlines()]

    held_out = questions(HELD_OUT)
    fitted = {q for path in ANSWERABILITY.glob("*.jsonl") for q in questions(path)}
    assert len(held_out) == 110
    assert not fitted.intersection(held_out)


def test_most_near_misses_that_were_held_out_are_refused_and_their_twins_answered(real: Assistant) -> None:
    """Counts alone are told: whoever reads the questions can no longer measure with them."""
    rows = [json.loads(line) for line in HELD_OUT.read_text(encoding="utf-8").splitlines()]
    refused = [isinstance(real.ask(row["question"]), Refusal) for row in rows]
    missing = [was for was, row in zip(refused, rows, strict=True) if not row["answerable"]]
    held = [was for was, row in zip(refused, rows, strict=True) if row["answerable"]]
    assert (len(missing), len(held)) == (55, 55)
    assert sum(missing) >= 36  # 38 when it was written
    assert sum(held) <= 2  # 1 when it was written
