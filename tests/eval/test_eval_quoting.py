"""Cells of comparisons and whole lists, judged on replies written by hand."""

from __future__ import annotations

import pytest

from corpus.fold import fold_spans
from corpus.model import Clause, ClauseKind, Corpus, Document, Span
from eval.blocks import blocks
from eval.case import Case, EvidenceGroup, Quote
from eval.cells import cells_right
from eval.completeness import list_complete
from eval.outcome import Outcome, SeenCell, SeenCitation, SeenSegment, Status
from eval.quoting import Quoting

SUZHOU, ZHENJIANG, MANY = "003_s.txt", "004_z.txt", "002_m.txt"
CLAUSES = {  # id: file, address, text
    "su#s1": (SUZHOU, "一、目标", "新建数据中心PUE值达到1.3以下。累计建成5G基站2万座。"),
    "su#s2": (SUZHOU, "二、原则", "(一)坚持创新引领。瞄准前沿技术,加快突破。"),
    "su#s3": (SUZHOU, "二、原则", "(二)坚持统筹推进。深化部门协调。"),
    "zj#s1": (ZHENJIANG, "一、目标", "大型数据中心PUE降到1.35以下。大型数据中心PUE降到1.3以下。"),
    "mg#r1": (MANY, "二、各地条件 › 上海市", "研发经费占营业收入的比例不低于3%。"),
    "mg#r2": (MANY, "二、各地条件 › 四川省", "研发投入占营业收入的比重达到1.5%以上。"),
}
DOCUMENTS = (
    Document("su", "苏州市行动计划", SUZHOU, 1, 9, region="苏州"),
    Document("zj", "镇江市实施意见", ZHENJIANG, 1, 9, region="镇江"),
    Document("mg", "各地认定条件", MANY, 1, 9),
)


def _corpus() -> Corpus:
    texts: dict[str, str] = {}
    clauses = []
    for identity, (file, address, words) in CLAUSES.items():
        start = len(texts.get(file, ""))
        texts[file] = texts.get(file, "") + words + "\n"
        spans = (Span(start, start + len(words)),)
        document, addr = identity.split("#")
        text = fold_spans(texts[file], spans).text
        kind = ClauseKind.SECTION
        clauses.append(Clause(identity, document, addr, None, kind, None, None, address, text, file, spans))
    return Corpus(DOCUMENTS, tuple(clauses), texts, {}, {})


QUOTING = Quoting(_corpus())


def cites(n: int, clause: str, quote: str) -> SeenCitation:
    document = clause.split("#")[0]
    assert quote in CLAUSES[clause][2]
    return SeenCitation(clause, quote, CLAUSES[clause][0], (), n, document)


S = cites(1, "su#s1", "新建数据中心PUE值达到1.3以下。")
Z_OLD = cites(2, "zj#s1", "大型数据中心PUE降到1.35以下。")
Z = cites(3, "zj#s1", "大型数据中心PUE降到1.3以下。")
SH = cites(4, "mg#r1", "研发经费占营业收入的比例不低于3%。")
SC = cites(5, "mg#r2", "研发投入占营业收入的比重达到1.5%以上。")
ALL = (S, Z_OLD, Z, SH, SC)
BY_N = {c.n: c for c in ALL}


def lead(text: str) -> SeenSegment:
    return SeenSegment("lead", text)


def quote(n: int, kind: str = "quote") -> SeenSegment:
    return SeenSegment(kind, BY_N[n].quote, (n,))


def table(*rows: tuple[str, tuple[int, ...]]) -> SeenSegment:
    """A table of one aspect: rows of label and what the cell quotes."""
    heading = (SeenCell((lead("地区"),)), SeenCell((lead("规定"),)))
    body = [(SeenCell((lead(label),)), SeenCell(tuple(quote(n) for n in ns))) for label, ns in rows]
    return SeenSegment("table", "", rows=(heading, *body))


def said(*segments: SeenSegment) -> Outcome:
    answer = "".join(leaf.text for b in segments for leaf in _leaves(b))
    return Outcome(Status.ANSWERED, answer, citations=ALL, segments=segments)


def _leaves(segment: SeenSegment) -> list[SeenSegment]:
    return [s for row in segment.rows for cell in row for s in cell.segments] or [segment]


def group(doc: str, text: str) -> EvidenceGroup:
    return EvidenceGroup((Quote(doc, text),))


PUE = Case(
    "pue",
    "comparison",
    "苏州和镇江的PUE",
    (),
    (group("003", "数据中心 PUE 值达到1.3以下"), group("004", "大型数据中心PUE降到1.3以下。")),
    ("1.3以下",),
)
RESEARCH = Case(
    "rd",
    "comparison",
    "上海和四川的门槛",
    (),
    (group("002", "不低于3%"), group("002", "达到1.5%以上")),
    ("3%", "1.5%"),
)


@pytest.mark.parametrize(
    ("segments", "right"),
    [
        ([table(("苏州", (1,)), ("镇江", (3,)))], True),
        ([lead("苏州："), quote(1), lead("镇江："), quote(3)], True),
        ([lead("《苏州市行动计划》："), quote(1), lead("《镇江市实施意见》："), quote(3)], True),
        ([table(("《苏州市行动计划》", (1,)), ("《镇江市实施意见》", (3,)))], True),
        # The older figure beside the asked one is of the same row: not wrong, if the asked one is there.
        ([table(("苏州", (1,)), ("镇江", (2, 3)))], True),
        # The neighbouring sentence differs in nothing but its figure, and is no evidence.
        ([table(("苏州", (1,)), ("镇江", (2,)))], False),
        ([table(("苏州", (3,)), ("镇江", (1,)))], False),  # rows changed
        ([table(("苏州", (1, 3)), ("镇江", ()))], False),  # a cell filled from elsewhere
        ([table(("苏州", (1,)), ("镇江", (3, 1)))], False),  # right, and something of another's beside it
        ([lead("苏州："), quote(1), lead("镇江：在已收录文件中未找到。")], False),
        ([quote(1), quote(3)], False),  # nothing says which is whose
        ([lead("镇江："), quote(1), quote(3)], False),  # one label over both
    ],
)
def test_cells_by_hand(segments: list[SeenSegment], right: bool) -> None:
    assert cells_right(PUE, said(*segments), QUOTING) is right


@pytest.mark.parametrize(
    ("segments", "right"),
    [
        ([table(("上海", (4,)), ("四川", (5,)))], True),  # one document: the headings tell the places
        ([table(("上海", (5,)), ("四川", (4,)))], False),
        ([quote(4), quote(5)], False),
    ],
)
def test_places_inside_one_document(segments: list[SeenSegment], right: bool) -> None:
    assert cells_right(RESEARCH, said(*segments), QUOTING) is right


def test_rows_of_one_text_need_no_place() -> None:
    """2021年底 and 2023年底 of one clause: without labels, or with labels that are no places."""
    case = Case("y", "comparison", "?", (), (group("004", "1.35以下"), group("004", "1.3以下。")), ("1.35",))
    assert cells_right(case, said(quote(2), quote(3)), QUOTING)
    assert cells_right(case, said(table(("2021年底", (2,)), ("2023年底", (3,)))), QUOTING)
    assert not cells_right(case, said(quote(2)), QUOTING)


def test_keys_and_status_count_too() -> None:
    right = said(table(("苏州", (1,)), ("镇江", (3,))))
    wanting = Case(PUE.id, PUE.type, PUE.question, (), PUE.evidence, ("1.3以下", "2025年"))
    assert not cells_right(wanting, right, QUOTING)
    refused = Outcome(Status.REFUSED, right.answer, citations=ALL, segments=right.segments)
    assert not cells_right(PUE, refused, QUOTING)


def test_a_quote_meets_evidence_by_place_and_in_its_file() -> None:
    whole = cites(1, "su#s1", CLAUSES["su#s1"][2])
    assert QUOTING.meets(whole, group("003", "5G基站2万座"))  # the evidence inside the quote
    assert QUOTING.meets(S, group("003", CLAUSES["su#s1"][2]))  # the quote inside the evidence
    # 18 and 13 characters that share 10: more than half of 13.
    assert QUOTING.meets(S, group("003", "达到1.3以下。累计建成"))
    # 18 and 14 that share 4, 以下。 and one more: less than half of 14.
    assert not QUOTING.meets(S, group("003", "3以下。累计建成5G基站2万座"))
    assert not QUOTING.meets(S, group("004", "新建数据中心PUE值达到1.3以下。"))
    assert not QUOTING.meets(SeenCitation("su#s9", "x", SUZHOU, ()), group("003", "x"))


def test_blocks_in_order_with_their_citations() -> None:
    found = blocks(said(quote(1), lead("镇江："), quote(2), quote(2), table(("上海", (4,)), ("四川", ()))))
    assert [(b.label, [c.n for c in b.citations]) for b in found] == [
        ("", [1]),
        ("镇江", [2]),
        ("上海", [4]),
        ("四川", []),
    ]


FIRST = cites(1, "su#s2", "(一)坚持创新引领。")
SECOND = cites(2, "su#s3", "(二)坚持统筹推进。深化部门协调。")
PRINCIPLES = Case(
    "p",
    "list",
    "原则",
    (),
    (group("003", "坚持创新引领。瞄准前沿技术"), group("003", "坚持统筹推进。深化部门协调")),
    ("创新引领", "统筹推进"),
)


@pytest.mark.parametrize(
    ("order", "complete"),
    [
        ((FIRST, SECOND), True),
        ((SECOND, FIRST), False),  # not in the source's order
        ((FIRST,), False),
        ((SECOND,), False),
    ],
)
def test_lists_by_hand(order: tuple[SeenCitation, ...], complete: bool) -> None:
    items = tuple(SeenSegment("item", c.quote, (c.n,)) for c in order)
    outcome = Outcome(Status.ANSWERED, "".join(c.quote for c in order), citations=order, segments=items)
    assert list_complete(PRINCIPLES, outcome, QUOTING) is complete


def test_a_list_needs_its_evidence_quoted_and_not_only_its_keys() -> None:
    elsewhere = cites(3, "su#s3", "深化部门协调。")
    text = "坚持创新引领,坚持统筹推进。"
    outcome = Outcome(Status.ANSWERED, text, citations=(elsewhere,), segments=(quote(1),))
    assert not list_complete(PRINCIPLES, outcome, QUOTING)


def test_what_stands_before_a_list_may_come_from_anywhere() -> None:
    """The introducing sentence holds neither key nor evidence: its place does not count."""
    intro = cites(3, "su#s1", "累计建成5G基站2万座。")
    shown = (FIRST, SECOND, intro)
    items = tuple(SeenSegment("item", c.quote, (c.n,)) for c in shown)
    outcome = Outcome(Status.ANSWERED, "".join(c.quote for c in shown), citations=shown, segments=items)
    assert list_complete(PRINCIPLES, outcome, QUOTING)
