"""Folding: what becomes of whitespace, and where each folded character came from."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fold import comparison_form, fold, fold_spans, is_blank
from corpus.model import Span

NBSP, WIDE, ZERO = "\u00a0", "\u3000", "\u200b"

FOLDED = [
    ("", ""),
    ("   \n\t\r\n ", ""),
    (f"{WIDE}{WIDE}一、总体要求", "一、总体要求"),
    (f"到{NBSP}2023{NBSP}年", "到2023年"),
    (f"5G{NBSP}及下一代互联网", "5G及下一代互联网"),
    ("R&D 投入 2.5 %", "R&D投入2.5 %"),
    ("GB/T 4754-2017", "GB/T 4754-2017"),
    ("GB/T  \t 4754", "GB/T 4754"),
    ("第一章\r\n\r\n\r\n第一条", "第一章\n第一条"),
    ("第一章 \n 第一条", "第一章\n第一条"),
    (f"数{ZERO}字", "数字"),
    ("数字\u2028经济", "数字\n经济"),
    ("（一） 基本 条件", "（一）基本条件"),
    ("１． 加快 ５Ｇ 建设", "１．加快５Ｇ建设"),  # widths are kept: only blanks are folded
    ("《办法》 (工信部)", "《办法》(工信部)"),
    ("“A B” C", "“A B”C"),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


def test_fold_of_a_real_line(source_lines: Mapping[str, list[str]]) -> None:
    line = source_lines["003"][26 - 1]  # 003 L26: NBSP stands around every number
    assert NBSP in line
    assert fold(line).startswith("到2023年,全市数字经济核心产业增加值达到6000亿元,年均增长率达16%以上。")


COMPARED = [
    ("", ""),
    (f" {WIDE}{NBSP}\n{ZERO}", ""),
    ("（六） １Ｇ\u3000网络", "(六)1G网络"),
    ("①②", "12"),
    ("到 2023 年,\n达 50%", "到2023年,达50%"),
    ("工信部通信﹝2021﹞76号", "工信部通信〔2021〕76号"),
    ("１．加快", "1.加快"),
]


@pytest.mark.parametrize(("text", "expected"), COMPARED)
def test_comparison_form(text: str, expected: str) -> None:
    assert comparison_form(text) == expected


# Blanks, breaks, Han, full-width, Latin: the characters between which folding decides.
TEXTS = st.text(alphabet=st.sampled_from(" \t\u00a0\u3000\u200b\r\n\u2028数字，。（５a1.%-"), max_size=60)


@given(TEXTS)
def test_fold_is_idempotent_and_keeps_all_ink(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert [c for c in folded if not is_blank(c)] == [c for c in text if not is_blank(c)]


@given(TEXTS)
def test_the_short_way_folds_as_the_one_that_knows_origins(text: str) -> None:
    assert fold(text) == fold_spans(text, [Span(0, len(text))]).text


@given(TEXTS)
def test_origins_point_at_the_very_characters(text: str) -> None:
    folded = fold_spans(text, [Span(0, len(text))])
    assert len(folded.origins) == len(folded.text) == len(folded.pieces)
    assert list(folded.origins) == sorted(folded.origins)
    for char, origin in zip(folded.text, folded.origins, strict=True):
        assert text[origin] == char or (is_blank(char) and is_blank(text[origin]))


@given(TEXTS, st.data())
def test_spans_of_fold_to_exactly_the_slice(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    pieces = [Span(0, cut), Span(cut, len(text))]
    folded = fold_spans(text, pieces)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    spans = folded.spans_of(start, end)
    assert fold_spans(text, spans).text == folded.text[start:end].strip("\n ")
    assert all(s.start < s.end for s in spans)
    assert all(any(p.start <= s.start and s.end <= p.end for p in pieces) for s in spans)


def test_spans_of_leaves_out_what_lies_between_pieces() -> None:
    source = "支持建设\n36\n数 志\n物联网。完"
    pieces = [Span(0, 4), Span(source.index("物"), len(source))]
    folded = fold_spans(source, pieces)
    assert folded.text == "支持建设物联网。完"
    assert folded.spans_of(2, 7) == (Span(2, 4), Span(12, 15))
