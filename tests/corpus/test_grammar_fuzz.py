"""A tree is drawn from the grammar, written down with the noise that files have, parsed, and found again."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from synthetic import (
    LADDERS,
    PRINTED,
    TURNED,
    Expected,
    Planned,
    chinese,
    expected,
    laws,
    notices,
    plans,
    standards,
    turned_plans,
    written,
)

from corpus.fold import comparison_form, fold_spans, is_blank
from corpus.numerals import parse_number
from corpus.parse import ParsedFile, parse_file

TITLE = "某市数字经济发展办法"
EXAMPLES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_INDENTS = ["", "　　", "    ", "\u00a0\u00a0", "\t", "　 "]
_BLANKS = ["", "", " ", "　", "\u00a0 ", "\t"]
_GAPS = ["", "", "\n", "\n\n", "\n　\n", "\n \t\n"]
_HEADER = "数 志", "政策专篇"
_MIN_PAGES = 6  # a running header shows itself by coming again and again
_MIN_CUT = 30  # shorter lines before a page break may be headings


@dataclass(frozen=True)
class Noise:
    """How a document is written down."""

    newline: str
    wide_digits: bool
    pages: bool  # running headers stand between lines, and one of them inside a paragraph
    seed: list[int]

    def pick(self, at: int, choices: list[str]) -> str:
        """One of the choices, drawn anew at each line."""
        return choices[self.seed[at % len(self.seed)] % len(choices)]


NOISE = st.builds(
    Noise,
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    wide_digits=st.booleans(),
    pages=st.booleans(),
    seed=st.lists(st.integers(0, 59), min_size=3, max_size=11),
)


def render(lines: list[str], noise: Noise) -> str:
    """The lines of a document as a file holds them."""
    page = 0
    parts: list[str] = []

    def emit(line: str, at: int) -> None:
        text = line.translate(_WIDE) if noise.wide_digits else line
        parts.append(
            noise.pick(at, _INDENTS) + text + noise.pick(at + 1, _BLANKS) + noise.pick(at + 2, _GAPS)
        )

    def turn_page() -> None:
        nonlocal page
        page += 1
        parts.extend([f"{page + 10}", "", _HEADER[0], "", _HEADER[1], ""])

    every = max(1, len(lines) // _MIN_PAGES)
    for at, line in enumerate([TITLE, *lines]):
        cut = _MIN_CUT + noise.seed[0] % 5
        # A full-width file keeps its widths on both sides of the cut.
        if (
            noise.pages
            and at
            and at % every == 0
            and len(line) > cut + 5
            and line[cut - 1] not in "。；：）”！？"
        ):
            emit(line[:cut], at)
            turn_page()
            emit(line[cut:], at + 1)
        else:
            emit(line, at)
            if noise.pages and at % every == 0:
                turn_page()
    for _ in range(_MIN_PAGES if noise.pages else 0):
        turn_page()
    return noise.newline.join("\n".join(parts).split("\n"))


def found(parsed: ParsedFile) -> list[Expected]:
    """The tree that the parser sees, with texts in the form in which quotes are compared."""
    prefix = f"{parsed.documents[0].id}#"
    return [
        Expected(c.addr, c.parent.removeprefix(prefix) if c.parent else None, comparison_form(c.text))
        for c in parsed.clauses
    ]


def compared(nodes: list[Planned]) -> list[Expected]:
    """The tree that was drawn, in the same form."""
    return [Expected(e.addr, e.parent, comparison_form(e.text)) for e in expected(nodes)]


def check_partition(text: str, parsed: ParsedFile) -> None:
    """Addresses unique, each clause's text that of its spans, each character with ink in exactly one place."""
    assert len({c.addr for c in parsed.clauses}) == len(parsed.clauses)
    held = [0] * len(text)
    for start, end in [*(s for c in parsed.clauses for s in c.spans), *parsed.metadata, *parsed.furniture]:
        for i in range(start, end):
            held[i] += 1
    assert [i for i, char in enumerate(text) if not is_blank(char) and held[i] != 1] == []
    for clause in parsed.clauses:
        assert clause.text == fold_spans(text, clause.spans).text


def check(nodes: list[Planned], noise: Noise) -> None:
    text = render(list(written(nodes)), noise)
    parsed = parse_file(text, "d.txt", None, [])
    assert found(parsed) == compared(nodes)
    check_partition(text, parsed)


@EXAMPLES
@given(plans(), NOISE)
def test_a_plan_is_found_again(nodes: list[Planned], noise: Noise) -> None:
    check(nodes, noise)


@EXAMPLES
@given(turned_plans(), NOISE)
def test_a_ladder_in_another_order_is_found_again(nodes: list[Planned], noise: Noise) -> None:
    check(nodes, noise)


@EXAMPLES
@given(laws(), NOISE)
def test_a_law_is_found_again(nodes: list[Planned], noise: Noise) -> None:
    check(nodes, noise)


@EXAMPLES
@given(notices(), NOISE)
def test_a_notice_with_attachments_is_found_again(nodes: list[Planned], noise: Noise) -> None:
    check(nodes, noise)


@EXAMPLES
@given(standards(), NOISE)
def test_a_standard_is_found_again(nodes: list[Planned], noise: Noise) -> None:
    check(nodes, noise)


@EXAMPLES
@given(st.one_of(plans(), turned_plans(), laws(), notices()), NOISE)
def test_what_was_parsed_parses_to_itself(nodes: list[Planned], noise: Noise) -> None:
    parsed = parse_file(render(list(written(nodes)), noise), "d.txt", None, [])
    again = parse_file("\n".join([TITLE, *(c.text for c in parsed.clauses)]), "d.txt", None, [])
    assert found(again) == found(parsed)


@given(st.integers(1, 99))
def test_numbers_are_printed_as_they_are_read(n: int) -> None:
    assert parse_number(chinese(n)) == n


# What no grammar can tell: each line as the first below a heading, and whether it opens a clause of its own.
LIMITS = [
    (
        "1.5G基站建设。新建基站2000座。",
        ["s1", "s1.1"],
    ),  # the commonest reading; 1.5G as a measure of data is lost
    ("1.5毫秒以内，抖动低于0.1毫秒。", ["s1"]),
    ("1.2025年底前，完成改造。", ["s1", "s1.1"]),
    ("2025.6版标准，自发布之日起，开始实施。", ["s1"]),
    ("一、二、三产业融合，协同发展，相互促进。", ["s1"]),
    ("3、4项指标，可以放宽，由专家认定。", ["s1"]),
    ("第三方机构应当独立评估，出具报告，接受监督。", ["s1"]),
]


@pytest.mark.parametrize(("line", "addresses"), LIMITS)
def test_known_limits(line: str, addresses: list[str]) -> None:
    parsed = parse_file(f"{TITLE}\n一、总体要求\n{line}\n", "d.txt", None, [])
    assert [c.addr for c in parsed.clauses] == addresses


def test_every_rung_is_drawn() -> None:
    assert {rung for ladder in [*LADDERS, *TURNED] for rung in ladder} == set(PRINTED)
