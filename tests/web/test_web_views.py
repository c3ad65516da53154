"""Clauses, documents and the panel as pages show them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from web_fakes import CLAUSES, CORPUS, DOCUMENT, NEWS, QUOTE, QUOTE_SPAN, TODAY

from corpus.model import Clause, ClauseKind, Span
from web.clause_view import clause_view, heading_end, label
from web.document_view import document_view, outline, rows
from web.panel_view import panel_view


def clause(text: str, number: str | None, heading: str | None) -> Clause:
    return Clause("d#x", "d", "x", None, ClauseKind.ITEM, number, heading, "", text, "f", (Span(0, 1),))


@pytest.mark.parametrize(
    ("text", "number", "heading", "printed"),
    [
        ("一、总体要求", "一、", "总体要求", "一、总体要求"),
        ("(一)指导思想\n坚持以", "(一)", "指导思想", "(一)指导思想"),
        ("5G产业。依托苏州国家级", None, "5G产业", "5G产业。"),  # suzhou-plan s2.3.1.r1
        ("第十八条国家建立健全", "第十八条", None, "第十八条"),  # dsl-draft2, 002 L1281 ff.
        ("第一章总则", "第一章", "总则", "第一章总则"),
        ("１．加快建设", "１．", "加快建设", "１．加快建设"),
        ("为贯彻落实", None, None, ""),
        ("正文里提到总体要求", None, "总体要求", ""),  # not a heading: other words stand before it
        ("", None, None, ""),
    ],
)
def test_where_a_heading_ends(text: str, number: str | None, heading: str | None, printed: str) -> None:
    assert text[: heading_end(clause(text, number, heading))] == printed


@pytest.mark.parametrize(
    ("text", "number", "heading", "expected"),
    [
        ("第一章总则", "第一章", "总则", "第一章 总则"),
        ("(一)指导思想\n坚持以", "(一)", "指导思想", "(一)指导思想"),
        ("第十八条国家建立健全", "第十八条", None, "第十八条 国家建立健全"),
        ("为贯彻落实", None, None, "为贯彻落实"),
        ("长" * 50, None, None, "长" * 33 + "…"),
    ],
)
def test_labels(text: str, number: str | None, heading: str | None, expected: str) -> None:
    assert label(clause(text, number, heading)) == expected


def test_a_clause_with_its_quote_marked() -> None:
    view = clause_view(CLAUSES[1], CORPUS, (QUOTE_SPAN,))
    assert view.heading is not None
    assert [p.text for p in view.heading] == ["(一)总体目标"]
    assert view.level == 3  # below 一、
    assert view.marked
    assert "".join(p.text for line in view.paragraphs for p in line if p.marked) == QUOTE


def test_clauses_join_to_their_text_whatever_is_marked() -> None:
    for held in CLAUSES:
        view = clause_view(held, CORPUS, (Span(3, 60),))
        lines = ([view.heading] if view.heading else []) + list(view.paragraphs)
        assert "\n".join("".join(p.text for p in line) for line in lines) == held.text


def test_the_outline_names_sections() -> None:
    assert [(o.addr, o.label, o.depth) for o in outline("plan", CORPUS)] == [
        ("s1", "一、总体要求", 0),
        ("s1.1", "(一)总体目标", 1),
        ("s1.2", "(二)基本原则", 1),
        ("s2", "二、保障措施", 0),
    ]


def test_rows_step_through_the_document_and_show_gaps_where_they_are() -> None:
    shown = rows(DOCUMENT, CORPUS)
    assert [(r.previous and r.previous.addr, r.next and r.next.addr) for r in shown] == [
        (None, "s1.1"), ("s1", "s1.2"), ("s1.1", "s2"), ("s1.2", None),
    ]  # fmt: skip
    # The gap's line is 7, 加强统筹, whose clause begins on line 6.
    assert [r.gaps for r in shown] == [(), (), (), ("附表原文为图片，没有文字",)]


def test_the_panel_shows_the_clause_among_its_neighbours() -> None:
    view = panel_view("plan", "s1.1", CORPUS, TODAY, (QUOTE_SPAN,))
    assert [v.addr for v in view.before] == ["s1"]
    assert view.current.addr == "s1.1"
    assert view.current.marked
    assert [v.addr for v in view.after] == ["s1.2", "s2"]
    assert view.previous is not None
    assert view.next is not None
    assert (view.previous.addr, view.next.addr) == ("s1", "s1.2")


@pytest.mark.parametrize(("document", "addr"), [("plan", "s9"), ("none", "s1"), ("plan", ""), ("", "")])
def test_the_panel_of_nothing_is_an_error(document: str, addr: str) -> None:
    with pytest.raises(KeyError):
        panel_view(document, addr, CORPUS, TODAY)


def test_a_reprint_leads_to_its_original() -> None:
    reprint = replace(NEWS, reprint_of="plan")
    assert document_view(reprint, CORPUS, TODAY).reprint_of == ("plan", DOCUMENT.title)
    assert document_view(DOCUMENT, CORPUS, TODAY).reprint_of is None
