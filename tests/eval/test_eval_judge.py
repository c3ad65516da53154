"""Hits against evidence, and answers against keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eval.case import Case, EvidenceGroup, Quote
from eval.judge import answer_correct, groups_met, meets, plain
from eval.outcome import Outcome, SeenHit, Status


def group(*quotes: tuple[str, str]) -> EvidenceGroup:
    return EvidenceGroup(tuple(Quote(doc, quote) for doc, quote in quotes))


# 003 L30 prints NBSP inside numbers, 001 is full-width: neither may decide whether a quote is found.
@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("到\u00a02023\u00a0年，全市网络零售额达到5000亿元", "到2023年,全市网络零售额达到 5000 亿元", True),
        ("（六）夯实５Ｇ\n基础设施", "(六)夯实5G基础设施", True),
        ("网络零售额达到5000亿元", "网络零售额达到6000亿元", False),
        ("", "网络零售额", False),
    ],
)
def test_width_and_blanks_do_not_matter(text: str, quote: str, found: bool) -> None:
    assert meets(SeenHit(text, "003_x.txt"), group(("003", quote))) is found


def test_the_file_or_a_twin_must_be_the_right_one() -> None:
    evidence = group(("000", "数字经济"))
    assert meets(SeenHit("数字经济", "000_x.txt"), evidence)
    assert not meets(SeenHit("数字经济", "002_x.txt"), evidence)
    assert meets(SeenHit("数字经济", "002_x.txt", also=("000_x.txt",)), evidence)
    assert meets(SeenHit("数字经济", "002_x.txt"), group(("000", "数字经济"), ("002", "字经")))


def test_only_the_first_600_characters_of_a_hit_count() -> None:
    # 595 + 5 = 600 characters: the quote just fits; one more before it and its last character is cut.
    evidence = group(("003", "五千亿元。"))
    assert meets(SeenHit("甲" * 595 + "五千亿元。", "003"), evidence)
    assert not meets(SeenHit("甲" * 596 + "五千亿元。", "003"), evidence)


def test_groups_are_numbered_by_place() -> None:
    evidence = (group(("9", "甲")), group(("9", "乙")))
    hits = [SeenHit("丙", "9"), SeenHit("乙甲", "9"), SeenHit("乙", "9")]
    assert groups_met(hits, evidence) == (frozenset(), frozenset({0, 1}), frozenset({1}))


def test_markers_and_blanks_are_taken_out_of_answer_and_key(build_case: Callable[..., Case]) -> None:
    assert plain("到 2023年[1]\n达[23]到[注]") == "到2023年达到[注]"
    case = build_case(("甲",), keys=("5000 亿元", "增长\n10%[2]"))
    assert answer_correct(case, Outcome(Status.ANSWERED, "目标为50[1]00亿元，增长 10%。[1]"))
    assert not answer_correct(case, Outcome(Status.ANSWERED, "目标为5000亿元。[1]"))
    assert not answer_correct(case, Outcome(Status.REFUSED, "5000亿元，增长10%"))
    assert not answer_correct(case, Outcome(Status.MISSING))


@pytest.mark.parametrize(
    ("type_", "limit"),
    [
        ("fact_number", 600),
        ("colloquial", 600),
        ("list", 2_000),
        ("comparison", 2_000),
        ("article_lookup", 2_000),
        ("procedure_condition", 2_000),
    ],
)
def test_keys_count_up_to_the_limit_of_the_type(
    build_case: Callable[..., Case], type_: str, limit: int
) -> None:
    case = build_case(("甲",), type=type_, keys=("关键",))
    # Blanks and markers are taken out before the cut: they use up none of the limit.
    assert answer_correct(case, Outcome(Status.ANSWERED, "某 [1]" * (limit - 2) + "关键"))
    assert not answer_correct(case, Outcome(Status.ANSWERED, "某" * (limit - 1) + "关键"))
