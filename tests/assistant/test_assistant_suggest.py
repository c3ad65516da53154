"""Next questions: made from the clauses' own words, of different kinds, and each one answered when it is asked."""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from assistant_fakes import NEVER, FakeIndex, make_assistant, make_corpus, shipped_corpus

from assistant.assistant import Assistant
from assistant.model import Answer, AnswerKind
from assistant.normalise import normalise
from assistant.places import places
from assistant.refusal import load_calibration
from assistant.settings import AssistantSettings
from assistant.suggest import wording
from assistant.suggest.candidate import Candidate, Kind
from assistant.suggest.gather import Candidates, measure
from corpus.model import Clause, ClauseKind, Corpus
from index.passages import build_passages
from index.settings import IndexSettings

QUESTIONS = Path(__file__).resolve().parents[2] / "eval" / "questions"
SAMPLE = 60


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return shipped_corpus()


@pytest.fixture(scope="module")
def shipped(corpus: Corpus) -> Assistant:
    """Refuses as the shipped one does with a model of no fit of its own; searches by shared characters."""
    index = FakeIndex(corpus, build_passages(corpus, IndexSettings()))
    return Assistant(corpus, index, AssistantSettings(), load_calibration("*"))


def conversations() -> list[tuple[str, list[str]]]:
    files = sorted(QUESTIONS.glob("*.jsonl"))
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines() if line]
    items = [item for item in map(json.loads, lines) if item["split"] == "tune"]
    return [(item["question"], item["history"]) for item in items]


@pytest.mark.parametrize("seed", range(3))
def test_every_suggestion_is_answered_from_its_own_clause(shipped: Assistant, seed: int) -> None:
    """60 replies altogether, refusals among them; asked in the conversation in which it was offered."""
    offered = 0
    candidates = Candidates(shipped.corpus)
    made = [c for d in shipped.corpus.documents for c in candidates.of(d.id)]
    for question, history in random.Random(seed).sample(conversations(), SAMPLE // 3):
        reply = shipped.ask(question, history)
        found = shipped.suggest(question, history, reply)
        assert 2 <= len(found) <= 3, question
        assert len(set(found)) == len(found)
        for text in found:
            answered = shipped.ask(text, [*history, question])
            assert isinstance(answered, Answer), (question, text)
            cited = {c.clause_id for c in answered.citations}
            assert any(cited & c.supports for c in made if c.text == text), (question, text)
            assert answered.reading is None or "草案" in answered.reading, text
            offered += 1
        kinds = [next(c.kind for c in made if c.text == text) for text in found]
        assert all(kinds.count(kind) <= 2 for kind in kinds)
    assert offered >= 2 * SAMPLE // 3


def test_what_was_asked_is_not_offered_again(shipped: Assistant) -> None:
    first = "镇江如何推进数字政务建设？"
    history: list[str] = []
    for _ in range(4):
        reply = shipped.ask(first, history)
        found = shipped.suggest(first, history, reply)
        said = {normalise(text) for text in (*history, first)}
        assert not said & {normalise(text) for text in found}
        if not found:
            break
        history, first = [*history, first], found[0]
    assert history


def test_small_talk_is_followed_by_questions_from_different_documents(shipped: Assistant) -> None:
    reply = shipped.ask("你好")
    assert isinstance(reply, Answer)
    assert reply.kind is AnswerKind.SMALL_TALK
    found = shipped.suggest("你好", (), reply)
    documents = [
        {c.document for c in answer.citations}
        for answer in map(shipped.ask, found)
        if isinstance(answer, Answer)
    ]
    assert len(documents) == len(found) >= 2
    assert not set.intersection(*documents)


def test_nothing_is_offered_that_is_refused() -> None:
    """An assistant that refuses all but what is addressed by number or section offers only that."""
    held = make_assistant(NEVER)
    for question in ("你好", "苏州网络零售额的目标", "数据安全法第十八条"):
        found = held.suggest(question, (), held.ask(question))
        assert all(held.ask(text).status == "answered" for text in found)
        assert all(held.find(text).looked_up.clauses for text in found)


def test_threads_get_what_one_gets(shipped: Assistant) -> None:
    asked = [question for question, history in conversations()[:12] if not history]
    replies = [shipped.ask(question) for question in asked]
    alone = [shipped.suggest(q, (), r) for q, r in zip(asked, replies, strict=True)]
    with ThreadPoolExecutor(4) as pool:
        assert (
            list(
                pool.map(lambda pair: shipped.suggest(pair[0], (), pair[1]), zip(asked, replies, strict=True))
            )
            == alone
        )


def test_candidates_are_clean(corpus: Corpus) -> None:
    """No half brackets, no doubled marks, no empty slots, a place or a title in each, none too long to read."""
    candidates = Candidates(corpus)
    made = [c for d in corpus.documents for c in candidates.of(d.id)]
    assert len(made) >= 300
    assert {c.kind for c in made} == set(Kind)
    for candidate in made:
        text = candidate.text
        assert text.endswith("？")
        assert text.count("？") == 1
        assert all(text.count(a) == text.count(b) for a, b in ("“”", "《》", "()", "（）")), text
        assert not any(mark in text for mark in ("None", "{", "  ", "，，", "。", ":", "；")), text
        assert "《" in text or "“" in text or places(text), text
        assert len(text) <= 75, text
        assert candidate.clause_id in candidate.supports
    assert all(
        len({c.text for c in candidates.of(d.id)}) == len(candidates.of(d.id)) for d in corpus.documents
    )


def test_a_copy_offers_nothing_of_its_own(corpus: Corpus) -> None:
    candidates = Candidates(corpus)
    for document in corpus.documents:
        if document.reprint_of or document.summarises:
            assert candidates.of(document.id) == ()


def test_the_same_figure_of_another_place_is_near(corpus: Corpus) -> None:
    """江苏, 镇江 and 浙江 each set 数字经济核心产业增加值占比: 000 四, 004 L26, 002 浙江规划 二."""
    groups = Candidates(corpus).by_matter
    key = measure("数字经济核心产业增加值占GDP比重")
    assert {c.place for c in groups[key]} >= {"江苏", "镇江", "浙江"}


def clause(heading: str, text: str = "") -> Clause:
    return Clause(
        "d#s1", "d", "s1", None, ClauseKind.SECTION, "一、", heading, heading, heading + text, "f", ()
    )


@pytest.mark.parametrize(
    ("heading", "act", "matter", "listed"),
    [
        ("推进数字政务建设", True, False, False),  # 004 10.
        ("全面升级传统基础设施", True, False, False),  # 001 (一)2.
        ("积极参与全球数字治理体系建设", True, False, False),  # 000 三(七)3
        ("大力引培高端数字人才", True, False, False),  # 000 三(一)4
        ("数字贸易", False, True, False),  # 003 二(三)4
        ("基本原则", False, False, True),  # 004 一(二)
        ("保障措施", False, False, True),  # 003 三
        ("基本条件(须同时符合)", False, False, True),  # 002 北京
        ("发展目标", False, False, False),
        ("产业数字化转型加快", False, False, False),  # 000 一(一): a state, not a matter
        ("数字基础设施更加坚实", False, False, False),
        ("提高认识,深刻理解数字化转型的重要意义", False, False, False),
        ("坚持创新引领、数字驱动", False, False, False),
        ("一是加强5G应用安全风险评估", False, False, False),
        ("", False, False, False),
    ],
)
def test_headings(heading: str, act: bool, matter: bool, listed: bool) -> None:
    held = clause(heading)
    found = (wording.act(held), wording.matter(held), wording.list_name(held))
    assert tuple(words is not None for words in found) == (act, matter, listed)


def test_titles(corpus: Corpus) -> None:
    shown = {d.id: wording.title(d) for d in corpus.documents}
    assert shown["dsl-draft2"] == "《数据安全法(二审草案)》"
    assert shown["dc-plan"] == "《新型数据中心发展三年行动计划》"
    assert shown["blockchain"] == "《关于加快推动区块链技术应用和产业发展的指导意见》"
    assert shown["zjtx"] == "“专精特新认定标准”"


def test_the_small_corpus_makes_its_articles() -> None:
    made: tuple[Candidate, ...] = Candidates(make_corpus()).of("dsl")
    assert "《数据安全法(二审草案)》第十八条是怎么规定的？" in {c.text for c in made}
