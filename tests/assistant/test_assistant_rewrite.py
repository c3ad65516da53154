"""A language model may add words to a search; whatever else it says changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from chat_rewriting import QUESTION, assistant
from hypothesis import given
from hypothesis import strategies as st

from assistant.explain_words import understood_words
from assistant.places import mentions
from assistant.rewrite import MOST, search_words


class Saying:
    """A rewriter that says one thing."""

    def __init__(self, reply: str | None) -> None:
        self.reply = reply
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def rewrite(self, question: str, history: Sequence[str]) -> str | None:
        self.asked.append((question, tuple(history)))
        return self.reply


WORDS = [
    # question, reply, words that are searched for
    ("", "", ()),
    ("机房费电吗", "数据中心 绿色节能", ("数据中心", "绿色节能")),
    ("机房费电吗", "数据中心、数据中心,能耗；ＰＵＥ", ("数据中心", "能耗", "PUE")),
    ("机房费电吗", "數據中心\n能耗", ("数据中心", "能耗")),
    ("机房费电吗", "机房 能耗", ("能耗",)),
    ("机房费电吗", "江苏数据中心 苏州 能耗 2025年 十四五末", ("能耗",)),
    ("机房费电吗", "能\u200b耗\x00 绿\u202e色", ("能耗", "绿色")),
    ("机房费电吗", "a b c d 电", ()),
    ("机房费电吗", "能耗 " + "长" * 13, ("能耗",)),
    ("机房费电吗", " ".join(f"能耗{c}" for c in "甲乙丙丁戊己庚辛壬癸"), tuple(f"能耗{c}" for c in "甲乙丙丁戊己庚辛")),
    ("机房费电吗", "苏州的目标是5000亿元。", ()),
    ("机房费电吗", '{"filter": "江苏"}', ()),
    ("机房费电吗", "<script>alert</script>", ()),
    ("机房费电吗", "检索词：能耗", ()),
    ("机房费电吗", "```能耗```", ()),
    ("机房费电吗", "<think>想想</think> 能耗", ()),
]  # fmt: skip


@pytest.mark.parametrize(("question", "reply", "words"), WORDS)
def test_only_plain_words_are_taken(question: str, reply: str, words: tuple[str, ...]) -> None:
    assert search_words(reply, question) == words


@given(st.text(max_size=200), st.sampled_from([QUESTION, "", "机房费电吗"]))
def test_whatever_is_said_what_is_taken_is_few_plain_words(reply: str, question: str) -> None:
    words = search_words(reply, question)
    assert len(words) <= MOST
    assert all(2 <= len(w) <= 12 and w.isprintable() and not mentions(w) for w in words)
    assert not any(w in question for w in words)


def test_words_are_searched_for_and_change_nothing_else() -> None:
    said = "电子商务 网络零售额 数据安全法第三条"
    plain, more = (assistant(r).find(QUESTION).question for r in (None, Saying(said)))
    assert more.rewritten == ("电子商务", "网络零售额", "数据安全法第三条")
    assert more.widened == f"{plain.searched} 电子商务 网络零售额 数据安全法第三条"
    assert replace(more, rewritten=()) == plain


def test_words_move_the_right_clause_up() -> None:
    # 003 L58 holds 电子商务平台 and 网络零售额, and no word of the question
    question = "摆摊挣钱的门路"
    places = [
        [hit.passage.id for hit in assistant(r).find(question).hits].index("suzhou#s2.3.4.r1")
        for r in (None, Saying("电子商务平台 网络零售额"))
    ]
    assert places[0] > 0
    assert places[1] == 0


def test_every_part_of_a_comparison_gets_them_and_the_model_is_asked_once() -> None:
    rewriter = Saying("人才引进 苏州人才")
    found = assistant(rewriter).find("镇江和苏州各自怎么引进数字人才", ["数据安全法呢?"])
    assert len(rewriter.asked) == 1
    assert rewriter.asked[0][1] == ("数据安全法呢?",)
    assert [p.question.rewritten for p in found.parts] == [("人才引进",)] * 2
    assert [p.question.places for p in found.parts] == [("镇江",), ("苏州",)]


def test_it_is_not_asked_where_nothing_is_searched() -> None:
    rewriter = Saying("电子商务")
    for question in ("", "你好", "???", "长" * 2000):
        assistant(rewriter).ask(question)
    assert rewriter.asked == []


def test_a_model_cannot_talk_an_answer_into_being() -> None:
    """Answerability is judged by what the user's own words find, also where the model's found the hit."""
    question = "完全无关的话"
    found = assistant(Saying("全市网络零售额 电子商务平台 龙头企业")).find(question)
    assert found.hits[0].passage.id == "suzhou#s2.3.4.r1"
    assert (found.late, found.dense, found.lexical, found.coverage) == (0.0, 0.0, 0.0, 0.0)
    plain = assistant().find(question)
    assert found.late_mean == plain.late_mean


def test_an_explanation_says_which_words_a_model_added() -> None:
    explained = assistant(Saying("电子商务")).explain(QUESTION)
    rows = dict(understood_words(explained.question))
    assert rows["模型补充的检索词"] == "电子商务"
    assert "电子商务" in rows["检索"]
    assert "模型补充的检索词" not in dict(understood_words(assistant().explain(QUESTION).question))
