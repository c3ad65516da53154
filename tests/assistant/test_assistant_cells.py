"""A cell, and an answer of several figures, hold the one sentence that answers and nothing beside it."""

from __future__ import annotations

import pytest
from test_assistant_answers import assert_sound
from test_assistant_tables import assert_table_sound, empty, table_of
from test_assistant_tables_real import assistant, plain

from assistant.compose.one_sentence import stating_all
from assistant.model import Answer, SegmentKind
from corpus.targets import Target, find_figures

# of one place, and all in one sentence: what the answer must say
TOGETHER = {
    "苏州工业软件到2023年规模和国产化比重各是多少": ("超250亿元", "超50%"),
    "苏州市车联网在标准规范、专利和白皮书方面分别有什么数量要求": ("17个", "16项", "3份"),
    "到2023年苏州高新技术企业、独角兽培育企业和核心技术攻关项目各要达到多少": (
        "3000家",
        "100家",
        "120项",
    ),
}


def ask(question: str) -> Answer:
    reply = assistant().ask(question)
    assert isinstance(reply, Answer)
    return reply


@pytest.mark.parametrize(("question", "said"), list(TOGETHER.items()))
def test_figures_of_one_sentence_are_answered_by_it(question: str, said: tuple[str, ...]) -> None:
    reply = ask(question)
    assert_sound(assistant(), reply)
    assert all(s.kind is not SegmentKind.TABLE for s in reply.segments)
    (citation,) = reply.citations
    assert all(plain(words) in plain(citation.quote) for words in said)


def test_figures_of_several_sentences_stay_a_table() -> None:
    reply = ask("苏州5G产业和新型显示产业的产值目标各是多少")
    assert_table_sound(assistant().corpus, reply)
    assert len({c.clause_id for c in reply.citations}) == 2


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("苏州与镇江的星级上云企业目标数各是多少", [1, 1]),  # three kinds of one place stand in one sentence
        ("苏州和镇江的网络零售额目标各是多少", [1, 0]),
        ("深圳和广州专精特新上年度营业收入门槛", [1, 1]),
        ("新建大型数据中心的PUE,2021年底和2023年底的要求各是多少", [1, 1]),
    ],
)
def test_a_cell_quotes_one_sentence_for_one_figure(question: str, cited: list[int]) -> None:
    reply = ask(question)
    assert_table_sound(assistant().corpus, reply)
    rows = table_of(reply).rows[1:]
    assert [len({n for cell in row[1:] for n in cell.citations}) for row in rows] == cited
    assert [any(map(empty, row[1:])) for row in rows] == [not n for n in cited]


def figures_of(*statements: str) -> list[Target]:
    held = {f.statement: f for f in find_figures(assistant().corpus)}
    return [held[s] for s in statements]


def test_one_figure_is_not_the_figure_of_two_things() -> None:
    scale, share = figures_of("工业软件产业规模超250亿元", "国产化比重超50%")
    corpus = assistant().corpus
    assert stating_all(corpus, [[scale], [scale]]) is None
    assert stating_all(corpus, [[scale]]) is None
    assert stating_all(corpus, [[scale], []]) is None
    both = stating_all(corpus, [[scale], [scale, share]])
    assert both is not None
    assert scale.statement in both.text
    assert share.statement in both.text
