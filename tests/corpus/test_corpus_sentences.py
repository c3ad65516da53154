"""Sentence splitting, and where each sentence stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fold import fold_spans
from corpus.model import Corpus
from corpus.sentences import ranges, sentences, spans_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("　 \n", []),
        ("一、总则：５Ｇ、AI＋制造。Ｏ２Ｏ！", ["一、总则：５Ｇ、AI＋制造。", "Ｏ２Ｏ！"]),
        ("真的吗？！走。", ["真的吗？！", "走。"]),
        ("多余)的。括号。", ["多余)的。", "括号。"]),
        ("一句。两句!三句?", ["一句。", "两句!", "三句?"]),
        ("他说“好。真好。”然后走了。完", ["他说“好。真好。”然后走了。", "完"]),
        ("含(甲。乙)的。(市工信局牵头)", ["含(甲。乙)的。", "(市工信局牵头)"]),
        ("标题\n正文。", ["标题", "正文。"]),
        ("未闭合(的括号\n下一行。好", ["未闭合(的括号", "下一行。", "好"]),
        # vuln-rules a16, magazine L1468
        ("第十六条本规定自2021年9月1日起施行。", ["第十六条本规定自2021年9月1日起施行。"]),
    ],
)
def test_ranges(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in ranges(text)] == expected


def test_a_long_sentence_is_cut_at_semicolons() -> None:
    text = "甲" * 100 + "；" + "乙" * 100 + "。"
    assert [b - a for a, b in ranges(text)] == [101, 101]


@given(st.text(alphabet="甲乙。！；“”()\n a1", max_size=120))
def test_ranges_are_ordered_disjoint_and_lose_no_ink(text: str) -> None:
    found = ranges(text, longest=20)
    assert all(a < b for a, b in found)
    assert all(found[i][1] <= found[i + 1][0] for i in range(len(found) - 1))
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == "".join(text.split())


def test_spans_fold_to_the_sentence(shipped: Corpus) -> None:
    """Of every clause that ships: folding what the spans cover gives the sentence, and no sentence is empty."""
    checked = 0
    for clause in shipped.clauses:
        for sentence in sentences(clause):
            spans = spans_of(shipped, clause, sentence.start, sentence.end)
            assert fold_spans(shipped.texts[clause.file], spans).text == sentence.text
            assert sentence.text.strip() == sentence.text != ""
            checked += 1
    assert checked > len(shipped.clauses) > 500
