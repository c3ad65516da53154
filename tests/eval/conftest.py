"""A hand-written corpus of one small file, a Case builder, and a small STARD."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from stard_samples import lay_out

from corpus.fold import fold_spans
from corpus.model import Clause, ClauseKind, Corpus, Document, Span
from eval.case import Case, EvidenceGroup, Quote

FILE = "900_demo.txt"
LINES = {
    "s1": "一、总体目标\n到２０２３年，网络零售额达到 5000亿元。",
    "s2": "二、责任分工",
    "s2.1": "(一)市商务局负责网络零售。",
    "s2.2": "(二)市工信局负责工业互联网。",
}
TEXT = "\n".join(LINES.values()) + "\n网站地图 联系我们\n"

BuildCase = Callable[..., Case]


@pytest.fixture(scope="session")
def demo_corpus() -> Corpus:
    """One document `demo` with the clauses of LINES; the last line is furniture."""
    clauses = []
    for addr, words in LINES.items():
        start = TEXT.index(words)
        spans = (Span(start, start + len(words)),)
        clauses.append(
            Clause(
                id=f"demo#{addr}",
                document="demo",
                addr=addr,
                parent="demo#s2" if "." in addr else None,
                kind=ClauseKind.SECTION,
                number=None,
                heading=None,
                address=addr,
                text=fold_spans(TEXT, spans).text,
                file=FILE,
                spans=spans,
            )
        )
    document = Document("demo", "示例意见", FILE, 1, 5)
    furniture = {FILE: (Span(TEXT.index("网站地图"), len(TEXT) - 1),)}
    return Corpus((document,), tuple(clauses), {FILE: TEXT}, furniture, {})


@pytest.fixture(scope="session")
def build_case() -> BuildCase:
    """Builds a case whose evidence is given as groups of quotes, all of file 900."""

    def build(
        *groups: tuple[str, ...],
        id: str = "q1",
        type: str = "fact_number",
        question: str = "网络零售额的目标是多少?",
        keys: tuple[str, ...] = ("5000亿元",),
        history: tuple[str, ...] = (),
        split: str | None = "tune",
    ) -> Case:
        evidence = tuple(EvidenceGroup(tuple(Quote("900", text) for text in group)) for group in groups)
        return Case(id, type, question, history, evidence, keys if groups else (), split)  # type: ignore[arg-type]  # tests give any split

    return build


@pytest.fixture
def stard_data(tmp_path: Path) -> Path:
    """A folder of forty articles in STARD's form."""
    return lay_out(tmp_path)
