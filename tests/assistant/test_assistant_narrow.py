"""Questions put to some documents only, against the same search with everything else taken away."""

from __future__ import annotations

import numpy as np
import pytest
from assistant_fakes import FakeIndex

from assistant.assistant import Assistant
from assistant.model import Answer, Refusal
from assistant.narrow import Narrowed, NarrowIndex, narrow_corpus
from index.index import Index
from index.model import Reach


def test_a_narrow_index_scores_as_one_that_holds_nothing_else(real: Assistant) -> None:
    corpus = real.corpus
    documents = frozenset({"suzhou-plan", "zhenjiang-opinion"})
    narrow = NarrowIndex(FakeIndex(corpus), documents)
    alone = FakeIndex(narrow_corpus(corpus, documents))
    assert [p.id for p in narrow.passages] == [p.id for p in alone.passages]
    for question in ("苏州网络零售额目标", "镇江5G基站", "火星"):
        ours, theirs = (i.search(question, Reach(20, (3,))) for i in (narrow, alone))
        np.testing.assert_array_equal(ours.positions, theirs.positions)
        np.testing.assert_array_equal(ours.late, theirs.late)
    for clause in alone.passages[:40]:
        assert narrow.positions_of(clause.clause_id) == alone.positions_of(clause.clause_id)
    assert narrow.positions_in("suzhou-plan") == alone.positions_in("suzhou-plan")
    assert narrow.positions_in("jiangsu-plan") == ()
    assert narrow.positions_of("jiangsu-plan#s1") == ()


def test_the_real_index_looks_at_nothing_else(opened: tuple[Assistant, Index]) -> None:
    _, index = opened
    only = np.array(index.positions_in("suzhou-plan"), np.int64)
    found = index.search("数字经济核心产业增加值", Reach(10, only=only))
    assert set(found.positions) <= set(only)
    nearest = only[
        np.argsort(-(index.vectors[only] @ index.embed_question("数字经济核心产业增加值").pooled[0]))[:10]
    ]
    assert set(nearest) <= set(found.positions)  # brute force


@pytest.mark.parametrize(
    ("question", "within", "words"),
    [
        ("苏州到2023年全市网络零售额的目标是多少？", {"suzhou-plan"}, "5000亿元"),
        ("《数据安全法》第十八条", {"dsl-draft2"}, "数据交易"),
        (
            "江苏2025年数字经济核心产业占比目标是多少？",
            {"jiangsu-reprint"},
            "10%",
        ),  # the original is folded otherwise
        ("数字经济核心产业增加值目标是多少？", {"suzhou-plan", "zhenjiang-opinion"}, "6000亿元"),
    ],
)
def test_an_answer_speaks_from_the_chosen_documents_and_says_so(
    real: Assistant, question: str, within: set[str], words: str
) -> None:
    reply = real.ask(question, (), None, frozenset(within))
    assert isinstance(reply, Answer)
    assert words in reply.text
    assert {c.document for c in reply.citations} <= within
    assert {h.passage.document for h in reply.hits} <= within
    assert reply.reading is not None
    assert reply.reading.startswith(f"只在所选的{len(within)}份文件中查找")
    assert "已收录" not in reply.text + "".join(reply.warnings)


def test_a_refusal_claims_nothing_of_the_documents_left_out(real: Assistant) -> None:
    reply = real.ask("苏州到2023年全市网络零售额的目标是多少？", (), None, frozenset({"zhenjiang-opinion"}))
    assert isinstance(reply, Refusal)
    assert reply.reason.startswith("在所选的1份文件中未找到相关规定，其余文件没有查找")
    assert "已收录" not in reply.text
    named = real.ask("《数据安全法》第十八条", (), None, frozenset({"zhenjiang-opinion"}))
    assert isinstance(named, Refusal)
    assert "不在所选的1份文件之内" in named.reason


def test_without_a_choice_nothing_changes(real: Assistant) -> None:
    question = "苏州和镇江的数字经济核心产业增加值目标分别是多少？"
    plain = real.ask(question)
    everything = real.ask(question, (), None, frozenset(real.corpus.by_document_id))
    assert isinstance(plain, Answer)
    assert isinstance(everything, Answer)
    assert [c.clause_id for c in everything.citations] == [c.clause_id for c in plain.citations]
    assert plain.reading is None


def test_a_talk_is_no_matter_of_documents_and_a_cell_claims_nothing_of_others(real: Assistant) -> None:
    only = frozenset({"zhenjiang-opinion"})
    greeted, plain = real.ask("你好", (), None, only), real.ask("你好")
    assert isinstance(greeted, Answer)
    assert isinstance(plain, Answer)
    assert (greeted.text, greeted.reading) == (plain.text, plain.reading)
    table = real.ask("苏州和镇江的数字经济核心产业增加值目标分别是多少？", (), None, only)
    assert isinstance(table, Answer)
    assert "在所选文件中未找到" in table.text
    assert "已收录" not in "".join(cell.text for s in table.segments for row in s.rows for cell in row)


def test_only_the_last_choices_are_kept() -> None:
    made: list[frozenset[str]] = []

    def make(documents: frozenset[str]) -> int:
        made.append(documents)
        return len(made)

    held = Narrowed(make, most=2)
    a, b, c = frozenset("a"), frozenset("b"), frozenset("c")
    assert [held.of(x) for x in (a, b, a, c, a, b)] == [1, 2, 1, 3, 1, 4]
