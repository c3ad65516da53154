"""The questions for fitting answerability: complete, about clauses that are held, and none of the measuring ones."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from assistant.calibrate import ANSWERABILITY
from assistant.normalise import normalise
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus

QUESTIONS = Path(__file__).resolve().parents[2] / "eval" / "questions"
FIELDS = {"id", "question", "history", "answerable", "kind", "clause", "note"}
TOO_ALIKE = 0.6  # Jaccard similarity of the character pairs of two questions
UNANSWERABLE = {
    "missing_detail", "wrong_year", "wrong_place", "absent_article", "unheld_text", "neighbour_topic",
    "other_field", "false_premise",
}  # fmt: skip
ANSWERABLE = {
    "figure", "body", "list", "definition", "condition", "penalty", "procedure", "article", "comparison",
    "general", "date",
}  # fmt: skip


def objects(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


WRITTEN = objects(ANSWERABILITY)


def plain(question: str) -> str:
    """A question without spaces and punctuation."""
    return re.sub(r"[\W_]", "", normalise(question)).lower()


def asked(item: dict[str, Any]) -> str:
    """What is asked, with the questions before it: a follow-up alone is alike to every other."""
    return plain("".join([*item["history"], item["question"]]))


def test_every_field_is_there_and_has_its_kind() -> None:
    for item in WRITTEN:
        assert set(item) == FIELDS, item["id"]
        assert isinstance(item["answerable"], bool)
        assert all(isinstance(q, str) and q.strip() for q in (item["question"], *item["history"])), item["id"]
        assert item["kind"] in (ANSWERABLE if item["answerable"] else UNANSWERABLE), item["id"]
        assert item["clause"] or not item["answerable"], item["id"]
    assert len(WRITTEN) > 1000


def test_ids_are_unique_and_pairs_are_one_of_each() -> None:
    assert [n for n, count in Counter(i["id"] for i in WRITTEN).items() if count > 1] == []
    pairs: dict[str, list[bool]] = defaultdict(list)
    for item in WRITTEN:
        assert re.fullmatch(r"[a-z]{2}-\d{4}[ab]?", item["id"])
        if item["id"][-1] in "ab":
            pairs[item["id"][:-1]].append(item["answerable"])
    # one of a pair may have been dropped, but no pair has the same answer twice
    assert all(len(set(answers)) == len(answers) for answers in pairs.values())
    assert sum(len(answers) == 2 for answers in pairs.values()) > 300


def test_no_question_is_asked_twice() -> None:
    assert [q for q, count in Counter(asked(i) for i in WRITTEN).items() if count > 1] == []


def test_the_clauses_named_are_held() -> None:
    held = {c.id for c in load_corpus(CorpusSettings(), with_added=False).clauses}
    assert [i["id"] for i in WRITTEN if i["clause"] is not None and i["clause"] not in held] == []


def test_none_is_a_question_of_the_measuring_sets() -> None:
    measured = {plain(i["question"]) for i in objects(QUESTIONS)}
    assert len(measured) > 500
    # the texts are compared, never shown
    assert [i["id"] for i in WRITTEN if plain(i["question"]) in measured] == []


def pairs_of(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("苏州目标", "苏州目标", 1.0),
        ("苏州目标", "镇江目标", 1 / 5),
        ("５Ｇ基站", "5g基站?", 1.0),
        ("", "", 0.0),
    ],
)
def test_likeness_is_that_of_the_pairs(a: str, b: str, expected: float) -> None:
    assert likeness(pairs_of(plain(a)), pairs_of(plain(b))) == pytest.approx(expected)


def test_none_is_much_like_a_question_of_the_check_split() -> None:
    check = [pairs_of(plain(i["question"])) for i in objects(QUESTIONS) if i["split"] == "check"]
    assert len(check) > 200
    holding: dict[str, list[int]] = defaultdict(list)
    for n, pairs in enumerate(check):
        for pair in pairs:
            holding[pair].append(n)
    alike: list[str] = []
    for item in WRITTEN:
        own = pairs_of(plain(item["question"]))
        shared = Counter(n for pair in own for n in holding.get(pair, ()))
        if any(likeness(own, check[n]) > TOO_ALIKE for n in shared if shared[n] > TOO_ALIKE * len(own)):
            alike.append(item["id"])
    assert alike == []
