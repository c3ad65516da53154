"""An assistant written by hand, and small documents for it to answer from."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.explain import Explained, Explanation, Understood
from assistant.model import Answer, AnswerKind, Cell, Citation, Hit, Refusal, Segment, SegmentKind
from corpus.fold import fold_spans
from corpus.model import (
    Clause,
    ClauseKind,
    Corpus,
    Document,
    DocumentKind,
    Force,
    Gap,
    Level,
    Period,
    Span,
)
from index.model import Passage

TODAY = date(2026, 11, 21)
FILE = "plan.txt"
# 苏州三年行动计划, cut down: seeds/003, the paragraph on online retail and its heading.
SOURCE = (
    "一、总体要求\n"
    "(一)总体目标\n到 2023 年,全市网络零售额达到 5000 亿元。年均增长 10%以上。\n"
    "(二)基本原则\n<script>alert(1)</script> [点我](javascript:alert(1)) <img src=x onerror=alert(1)>\n"
    "二、保障措施\n加强统筹。\n"
)
DOCUMENT = Document(
    id="plan",
    title="苏州市三年行动计划",
    file=FILE,
    first_line=1,
    last_line=7,
    number="苏委发〔2021〕1号",
    issuer="苏州市委、市政府",
    level=Level.CITY,
    region="苏州",
    written=date(2021, 1, 1),
    force=Force.IN_FORCE,
    period=Period(2021, 2023),
    gaps=(Gap("附表原文为图片，没有文字", 7),),
    supplied=frozenset({"issuer"}),
)
NEWS = Document(
    id="news", title="一则<b>报道</b>", file=FILE, first_line=8, last_line=8, kind=DocumentKind.NEWS
)


def _clause(
    addr: str, parent: str | None, number: str | None, heading: str | None, text: str, address: str
) -> Clause:
    start = SOURCE.index(text)
    span = Span(start, start + len(text))
    return Clause(
        id=f"plan#{addr}",
        document="plan",
        addr=addr,
        parent=f"plan#{parent}" if parent else None,
        kind=ClauseKind.SECTION,
        number=number,
        heading=heading,
        address=address,
        text=fold_spans(SOURCE, [span]).text,
        file=FILE,
        spans=(span,),
    )


CLAUSES = (
    _clause("s1", None, "一、", "总体要求", "一、总体要求", "一、总体要求"),
    _clause(
        "s1.1", "s1", "(一)", "总体目标",
        "(一)总体目标\n到 2023 年,全市网络零售额达到 5000 亿元。年均增长 10%以上。", "一、总体要求 › (一)总体目标",
    ),
    _clause(
        "s1.2", "s1", "(二)", "基本原则",
        "(二)基本原则\n<script>alert(1)</script> [点我](javascript:alert(1)) <img src=x onerror=alert(1)>",
        "一、总体要求 › (二)基本原则",
    ),
    _clause("s2", None, "二、", "保障措施", "二、保障措施\n加强统筹。", "二、保障措施"),
)  # fmt: skip
PROBLEM = "文件《坏.pdf》的格式暂不支持，未读取。"
CORPUS = Corpus((DOCUMENT, NEWS), CLAUSES, {FILE: SOURCE}, {FILE: ()}, {FILE: ()}, (PROBLEM,))

QUOTE_SOURCE = "到 2023 年,全市网络零售额达到 5000 亿元。"
QUOTE = "到2023年,全市网络零售额达到5000亿元。"
QUOTE_SPAN = Span(SOURCE.index(QUOTE_SOURCE), SOURCE.index(QUOTE_SOURCE) + len(QUOTE_SOURCE))


def citation(n: int = 1, **changes: object) -> Citation:
    """The citation of the online retail target."""
    values: dict[str, object] = {
        "n": n, "clause_id": "plan#s1.1", "document": "plan", "title": DOCUMENT.title, "number": DOCUMENT.number,
        "address": "一、总体要求 › (一)总体目标", "text": CLAUSES[1].text, "quote": QUOTE, "file": FILE,
        "spans": (QUOTE_SPAN,), "status_note": None, "footnote": "《苏州市三年行动计划》(苏委发〔2021〕1号) 一、(一)",
    }  # fmt: skip
    return Citation(**{**values, **changes})  # type: ignore[arg-type]  # the table above types them


def hit() -> Hit:
    """The passage of the online retail target as a hit."""
    clause = CLAUSES[1]
    passage = Passage(
        id="p1", document="plan", clause_id=clause.id, clause_ids=(clause.id,), trail="", text=clause.text,
        file=FILE, spans=clause.spans,
    )  # fmt: skip
    return Hit(passage, 1, 2.5, ())


def answer(*segments: Segment, **changes: object) -> Answer:
    """An answer of these segments; without any, the retail target."""
    made = segments or (
        Segment(SegmentKind.LEAD, "《苏州市三年行动计划》提出："),
        Segment(SegmentKind.QUOTE, QUOTE, (1,), ((QUOTE.index("5000"), QUOTE.index("5000") + 6),)),
    )
    values: dict[str, object] = {
        "kind": AnswerKind.POLICY, "text": f"{QUOTE}[1]", "segments": made, "citations": (citation(),),
        "hits": (hit(),), "warnings": (), "elapsed_ms": 1.0,
    }  # fmt: skip
    return Answer(**{**values, **changes})  # type: ignore[arg-type]  # the table above types them


def _label(text: str) -> Cell:
    return Cell((Segment(SegmentKind.LEAD, text),))


TABLE = Segment(
    SegmentKind.TABLE,
    "",
    (1,),
    (),
    (
        (_label("地区"), _label("目标")),
        (_label("苏州"), Cell((Segment(SegmentKind.QUOTE, "5000亿元", (1,)),))),
        (_label("镇江"), _label("在该文件中未找到")),
    ),
)
REFUSAL = Refusal(
    reason="文件中没有提到火星。",
    text="在已收录文件中未找到相关规定。",
    segments=(),
    hits=(hit(),),
    warnings=(),
    elapsed_ms=1.0,
)


def explanation(text: str, parts: tuple[Explanation, ...] = ()) -> Explanation:
    """The retail target as the first hit, with a twin that is folded into it and one that is none."""
    passage = hit().passage
    signals = (("late", 1.5), ("place_match", 1.2), ("dense", -0.2))
    first = Explained(
        passage, 1, 2.5, signals, 0.91, 0.88, 12.3, 0.456, None, DOCUMENT.title, CLAUSES[1].address
    )
    twin = replace(first, passage=replace(passage, id="p2"), rank=None, folded_into="p1", document=NEWS.title)
    other = replace(first, passage=replace(passage, id="p3"), rank=None, address=text)
    understood = Understood(
        text=text, searched=text, policy_words=(), slips=(("数聚", "数据"),), places=("苏州",),
        named_places=("苏州",), inherited=(), level=None, documents=(), unheld=(), articles=(), items=(), looked_up=(),
        missing=(), years=(2023,), asks=("figure",), parts=(),
    )  # fmt: skip
    return Explanation(understood, (first, twin, other), parts)


class FakeAssistant:
    """Answers by a word of the question and remembers what it was asked."""

    corpus = CORPUS

    def __init__(self) -> None:
        self.prepared = 0
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.within: list[frozenset[str] | None] = []
        self.explained: list[tuple[str, tuple[str, ...]]] = []
        self.suggested: list[tuple[str, tuple[str, ...], Answer | Refusal]] = []

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        cancelled: threading.Event | None = None,
        within: frozenset[str] | None = None,
    ) -> Answer | Refusal:
        """A refusal on 火星, an error on 出错, an answer on anything else."""
        self.asked.append((question, tuple(history)))
        self.within.append(within)
        if "出错" in question:
            raise RuntimeError("secret /srv/key")
        return REFUSAL if "火星" in question else answer()

    def prepare_suggestions(self, stop: Callable[[], bool]) -> int:
        """Three questions, at most."""
        self.prepared = 0
        while self.prepared < 3 and not stop():
            self.prepared += 1
        return self.prepared

    def suggest(self, question: str, history: Sequence[str], reply: Answer | Refusal) -> tuple[str, ...]:
        """Two questions after an answer, none after a refusal, an error on 没主意."""
        self.suggested.append((question, tuple(history), reply))
        if "没主意" in question:
            raise RuntimeError("secret /srv/key")
        return ("镇江的目标是多少？", "由谁牵头？") if reply.status == "answered" else ()

    def explain(self, question: str, history: Sequence[str] = ()) -> Explanation:
        """The retail target, whatever is asked; an error on 说不清."""
        self.explained.append((question, tuple(history)))
        if "说不清" in question:
            raise RuntimeError("secret /srv/key")
        return explanation(question)
