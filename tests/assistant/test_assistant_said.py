"""How much of a question the passages say, against the definition written out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.said import LEAST, NOTHING, UNSAID, said
from assistant.terms import TermWeights, asking_ranges
from index.model import TokenMatches

TERMS = TermWeights(
    ["到2023年,全市网络零售额达5000亿元", "培育电子商务平台", "网络安全", "网络产品安全漏洞"]
)  # 003 L58, 002 L1426


def matches(spans: list[tuple[int, int]], *rows: list[float]) -> TokenMatches:
    return TokenMatches(
        np.array(spans, np.int64).reshape(-1, 2),
        np.array(rows, np.float32).reshape(len(rows), len(spans)),
    )


@pytest.mark.parametrize(
    ("question", "spans", "rows"),
    [
        ("", [], []),
        ("", [], [[]]),
        ("网络零售额", [], [[], []]),  # an embedder that tells no places
        ("网络零售额", [(0, 2)], []),  # no passage
    ],
)
def test_without_tokens_or_passages_nothing_is_said(
    question: str, spans: list[tuple[int, int]], rows: list[list[float]]
) -> None:
    assert said(question, matches(spans, *rows), TERMS) == NOTHING


def test_words_that_only_ask_do_not_count() -> None:
    question = "请问网络零售额是多少"
    spans = [(0, 2), (2, 4), (4, 7), (7, 8), (8, 10)]
    found = said(question, matches(spans, [0.1, 0.9, 0.8, 0.7, 0.1]), TERMS)
    # 请问 and 多少 ask; 网络, 零售额 and 是 are left
    assert found.least == pytest.approx(np.quantile([0.9, 0.8, 0.7], LEAST), abs=1e-6)
    assert found.unsaid_near == 0.0
    assert 0.7 < found.mean < 0.9


def test_a_question_made_of_asking_words_keeps_all_of_them() -> None:
    found = said("多少", matches([(0, 2)], [0.5]), TERMS)
    assert (found.mean, found.least, found.least_near, found.unsaid_near) == (0.5, 0.5, 0.5, 0.0)


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    spans = [(0, 2), (2, 4)]  # 网络 stands in three of four texts, 骆驼 in none
    rare_said = said("网络骆驼", matches(spans, [0.0, 1.0]), TERMS)
    common_said = said("网络骆驼", matches(spans, [1.0, 0.0]), TERMS)
    assert rare_said.mean > 0.5 > common_said.mean
    assert rare_said.mean + common_said.mean == pytest.approx(1.0)


def test_each_token_is_met_by_the_passage_that_says_it_best() -> None:
    spans = [(0, 2), (2, 5)]
    found = said("网络零售额", matches(spans, [0.9, 0.1], [0.2, 0.8]), TERMS)
    assert found.least < 0.3 < 0.8 <= found.least_near
    assert found.unsaid_near == 0.0
    alone = said("网络零售额", matches(spans, [0.9, 0.1]), TERMS)
    assert alone.unsaid_near == 0.5


def test_full_width_and_mixed_script_tokens_have_weights() -> None:
    found = said("５Ｇ基站PUE", matches([(0, 2), (2, 4), (4, 7)], [0.6, 0.6, 0.6]), TERMS)
    assert found.mean == pytest.approx(0.6, abs=1e-6)


@settings(deadline=None)
@given(
    st.text(alphabet="网络零售额请问多少的5G骆驼", max_size=12), st.integers(1, 3), st.integers(0, 2**32 - 1)
)
def test_it_is_the_definition(question: str, passages: int, seed: int) -> None:
    """Weighted mean, quantile and share over the tokens that do not only ask, token by token."""
    spans = [(i, min(i + 2, len(question))) for i in range(0, len(question), 2)]
    rows = np.random.default_rng(seed).uniform(-1, 1, (passages, len(spans))).astype(np.float32)
    found = said(question, TokenMatches(np.array(spans, np.int64).reshape(-1, 2), rows), TERMS)
    asking = {i for a, b in asking_ranges(question) for i in range(a, b)}
    kept = [n for n, (a, b) in enumerate(spans) if not set(range(a, b)) <= asking] or list(range(len(spans)))
    if not kept:
        assert found == NOTHING
        return
    near = [max(float(rows[p, n]) for p in range(passages)) for n in kept]
    first = [float(rows[0, n]) for n in kept]
    assert min(first) - 1e-6 <= found.mean <= max(first) + 1e-6
    assert found.least == pytest.approx(np.quantile(first, LEAST), abs=1e-5)
    assert found.least_near == pytest.approx(np.quantile(near, LEAST), abs=1e-5)
    assert found.unsaid_near == pytest.approx(sum(v < UNSAID for v in near) / len(near))
    assert all(map(math.isfinite, (found.mean, found.least, found.least_near, found.unsaid_near)))
