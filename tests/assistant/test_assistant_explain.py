"""An explanation lays the same search open: its hits are the answer's hits, with the same scores."""

from __future__ import annotations

import json

import pytest
from assistant_fakes import SURE, FakeIndex, make_assistant, make_corpus

import assistant.__main__ as door
from assistant.asks import Ask
from assistant.assistant import Assistant
from assistant.explain import Explanation
from assistant.explain_console import render_explanation
from assistant.explain_json import explanation_to_dict
from assistant.explain_words import ASKS, SIGNALS, understood_words
from assistant.retrieve import Found
from assistant.settings import AssistantSettings, Parts, Weights

FOLDING = "未经公安部同意,不得擅自发布网络产品安全漏洞信息"
QUESTIONS = (
    ("苏州到2023年全市网络零售额的目标是多少?", ()),
    ("漏洞规定第九条第六项", ()),
    (FOLDING, ()),
    ("镇江和苏州各自怎么引进数字人才", ()),
    ("漏洞规定和数据安全法对处罚的规定有什么不同", ()),
    ("那镇江呢?", ("苏州的人才有什么支持?",)),
    ("盖机房费电吗", ()),
    ("完全无关的话", ()),
)


def assert_same(explained: Explanation, found: Found) -> None:
    """The ranked candidates are the hits, and every score is the sum of its signals."""
    ranked = [c for c in explained.candidates if c.rank is not None]
    assert [(c.passage, c.rank, c.score, c.signals) for c in ranked] == [
        (h.passage, h.rank, h.score, h.signals) for h in found.hits
    ]
    for candidate in explained.candidates:
        assert candidate.score == pytest.approx(sum(value for _, value in candidate.signals))
        assert candidate.rank is None or candidate.folded_into is None
    ids = [c.passage.id for c in explained.candidates]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("question", "history"), QUESTIONS)
def test_the_hits_are_those_of_find(question: str, history: tuple[str, ...]) -> None:
    held = make_assistant()
    explained, found = held.explain(question, history), held.find(question, history)
    assert_same(explained, found)
    assert len(explained.parts) == len(found.parts)
    for own, part in zip(explained.parts, found.parts, strict=True):
        assert_same(own, part)


def test_all_candidates_are_there_and_not_only_the_hits() -> None:
    corpus = make_corpus()
    settings = AssistantSettings.model_validate({"limits": {"hits": 2}})
    held = Assistant(corpus, FakeIndex(corpus), settings, SURE)
    explained = held.explain("苏州的人才")
    assert len(explained.candidates) == len(corpus.clauses)
    assert [c.rank for c in explained.candidates[:2]] == [1, 2]
    assert all(c.rank is None for c in explained.candidates[2:])
    scores = [c.score for c in explained.candidates]
    assert scores == sorted(scores, reverse=True)


def test_raw_scores_are_those_of_the_index() -> None:
    held = make_assistant()
    found = held.find("苏州的人才")
    first = held.explain("苏州的人才").candidates[0]
    assert (first.late, first.dense, first.lexical, first.coverage) == (
        found.late,
        found.dense,
        found.lexical,
        found.coverage,
    )


def test_a_twin_names_the_hit_that_speaks_for_it() -> None:
    explained = make_assistant().explain(FOLDING)
    ids = {c.passage.id: c for c in explained.candidates}
    assert ids["vuln-news#p1"].folded_into == "vuln#a9.i6"
    assert ids["vuln#a9.i6"].rank == 1
    assert "并入1" in render_explanation(explained)


def test_where_the_original_speaks_for_a_better_reprint_it_has_the_better_score() -> None:
    # names nothing but words of the news item's title: it comes first, and the rules speak for it
    weights = Weights(summary=0.0)
    corpus = make_corpus()
    held = Assistant(corpus, FakeIndex(corpus), AssistantSettings(weights=weights), SURE)
    explained = held.explain("工信部等三部门发布 " + FOLDING)
    assert_same(explained, held.find("工信部等三部门发布 " + FOLDING))
    hit, twin = explained.candidates[:2]
    assert (hit.passage.id, hit.rank) == ("vuln#a9.i6", 1)
    assert (twin.passage.id, twin.folded_into, twin.score) == ("vuln-news#p1", "vuln#a9.i6", hit.score)


def test_nothing_is_folded_where_folding_is_off() -> None:
    corpus = make_corpus()
    held = Assistant(corpus, FakeIndex(corpus), AssistantSettings(parts=Parts(folding=False)), SURE)
    explained = held.explain(FOLDING)
    assert_same(explained, held.find(FOLDING))
    assert all(c.folded_into is None for c in explained.candidates)


def test_what_was_understood() -> None:
    question = make_assistant().explain("鎮江意见第99条的网洛要求", ["苏州的目标"]).question
    assert question.text == "镇江意见第99条的网络要求"
    assert question.slips == (("网洛", "网络"),)
    assert question.places == ("镇江",)
    assert question.documents == ("镇江市关于加快推进数字经济发展的实施意见",)
    assert question.articles == ("第99条",)
    assert question.looked_up == ()


def test_labels_name_only_what_is_there() -> None:
    rows = dict(understood_words(make_assistant().explain("漏洞规定第十七条和2023年").question))
    assert rows["文件中没有的编号"] == "第17条"
    assert rows["年份"] == "2023"
    assert "地区" not in rows
    assert all(rows.values())


def test_every_signal_and_ask_has_a_chinese_name() -> None:
    weighed = set(Weights.model_fields) - {"lexical_floor"}
    assert weighed | {"late", "looked_up", "reranker"} == set(SIGNALS)
    assert set(ASKS) == set(Ask)


def test_the_table_is_chinese_and_holds_every_candidate() -> None:
    explained = make_assistant().explain("镇江和苏州各自怎么引进数字人才")
    shown = render_explanation(explained)
    assert "拆成：镇江怎么引进数字人才；苏州怎么引进数字人才" in shown
    assert "【第2部分】" in shown
    tables = (explained, *explained.parts)
    assert shown.count("《") >= sum(len(t.candidates) for t in tables)
    assert "逐词相近+" in shown
    assert not any(name in shown for name in SIGNALS)


def test_the_object_can_be_read_back() -> None:
    explained = make_assistant().explain("漏洞规定第九条第六项")
    read = json.loads(json.dumps(explanation_to_dict(explained), ensure_ascii=False))
    assert read["question"]["looked_up"] == ["vuln#a9.i6"]
    assert [c["passage"] for c in read["candidates"]] == [c.passage.id for c in explained.candidates]
    assert read["candidates"][0]["signals"]["looked_up"] == 100.0


def test_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(door, "open_assistant", make_assistant)
    assert door.main(["--explain", "那镇江呢?", "--history", "苏州的人才有什么支持?"]) == 0
    assert "问题：镇江的人才有什么支持?" in capsys.readouterr().out
    assert door.main(["--explain", "--json", "苏州的人才"]) == 0
    assert json.loads(capsys.readouterr().out)["question"]["places"] == ["苏州"]
