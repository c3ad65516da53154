"""Cutting text loses nothing and keeps every range."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from web.pieces import cut, cut_lines

TEXT = st.text(alphabet="零售额5000亿元。\nab<&", max_size=40)
RANGES = st.lists(st.tuples(st.integers(-5, 45), st.integers(-5, 45)), max_size=4)


@given(TEXT, RANGES, RANGES)
def test_pieces_join_to_the_text(
    text: str, strong: list[tuple[int, int]], marked: list[tuple[int, int]]
) -> None:
    assert "".join(p.text for p in cut(text, strong, marked)) == text


@given(TEXT, RANGES)
def test_exactly_the_ranges_are_marked(text: str, marked: list[tuple[int, int]]) -> None:
    expected = {i for i in range(len(text)) for s, e in marked if s <= i < e}
    at, found = 0, set()
    for piece in cut(text, (), marked):
        if piece.marked:
            found |= set(range(at, at + len(piece.text)))
        at += len(piece.text)
    assert found == expected


@given(TEXT, RANGES)
def test_lines_hold_what_the_whole_holds(text: str, marked: list[tuple[int, int]]) -> None:
    lines = cut_lines(text, (), marked)
    assert ["".join(p.text for p in line) for line in lines] == [line for line in text.split("\n") if line]
    whole = "".join(p.text for p in cut(text, (), marked) if p.marked)
    assert "".join(p.text for line in lines for p in line if p.marked) == whole.replace("\n", "")


def test_empty_text_has_no_pieces() -> None:
    assert cut("", [(0, 3)], [(0, 3)]) == ()
    assert cut_lines("") == ()
