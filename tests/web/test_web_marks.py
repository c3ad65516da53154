"""Spans in links, and spans on folded text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_fakes import CLAUSES, QUOTE, QUOTE_SPAN, SOURCE

from corpus.model import Span
from web.marks import MARKS_LIMIT, decode_marks, encode_marks, marked_ranges, source_link

SPANS = st.lists(
    st.tuples(st.integers(0, 10**8), st.integers(1, 10**6)).map(lambda p: Span(p[0], p[0] + p[1])),
    max_size=MARKS_LIMIT,
)


@given(SPANS)
def test_a_link_carries_its_spans(spans: list[Span]) -> None:
    assert decode_marks(encode_marks(spans)) == tuple(spans)


@given(st.text(max_size=60))
def test_any_text_decodes_to_ordered_spans(value: str) -> None:
    assert all(0 <= start < end for start, end in decode_marks(value))


@pytest.mark.parametrize(
    "value", [None, "", "5-", "5-5", "9-3", "a-b", "1-2;3-4", "１-２０", "-1-2", "1-2,", "<b>"]
)
def test_what_is_not_spans_marks_nothing(value: str | None) -> None:
    assert decode_marks(value) == ()


def test_a_hostile_id_cannot_leave_its_place_in_the_link() -> None:
    assert source_link('a"/../b?x#y', 's1"><b') == "/source/a%22%2F..%2Fb%3Fx%23y#s1%22%3E%3Cb"


def test_the_mark_falls_on_the_folded_quote() -> None:
    clause = CLAUSES[1]
    # In the source the quote has blanks around 2023 and 5000; folded it has none.
    ((start, end),) = marked_ranges(clause, SOURCE, (QUOTE_SPAN,))
    assert clause.text[start:end] == QUOTE


def test_other_clauses_stay_unmarked() -> None:
    assert [marked_ranges(c, SOURCE, (QUOTE_SPAN,)) for c in (CLAUSES[0], CLAUSES[2], CLAUSES[3])] == [
        (),
        (),
        (),
    ]


@given(st.integers(0, len(SOURCE)), st.integers(1, len(SOURCE)))
def test_marked_characters_come_from_inside_the_mark(start: int, length: int) -> None:
    mark = Span(start, start + length)
    inside = "".join(SOURCE[start : start + length].split())
    for clause in CLAUSES:
        for a, b in marked_ranges(clause, SOURCE, (mark,)):
            assert "".join(clause.text[a:b].split()) in inside
