"""The same words in two places, and clauses whose length says that something went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpus.findings import Finding, Severity, Topic
from corpus.model import Clause, Corpus, Document
from corpus.twins import letters

_MIN_LETTERS = 30  # shorter clauses (各地区各部门要高度重视) are alike in many documents
_MUCH = 0.5  # share of a document's long clauses that makes it a copy of the other
_LONG_CHARS = 2000  # the longest clause of the shipped documents has 1,100
_FEW_CHARS = 60  # a document of one sentence is a file that was cut or a page of a picture


def shared_between_documents(corpus: Corpus) -> Mapping[str, list[Finding]]:
    """Findings by document id: how many long clauses it shares with each earlier document."""
    first: dict[str, Clause] = {}
    long_clauses: Counter[str] = Counter()
    shared: Counter[tuple[str, str]] = Counter()
    for clause in corpus.clauses:
        words = letters(clause.text)
        if len(words) < _MIN_LETTERS:
            continue
        long_clauses[clause.document] += 1
        earlier = first.setdefault(words, clause)
        if earlier.document != clause.document:
            shared[clause.document, earlier.document] += 1
    found: dict[str, list[Finding]] = {}
    for (later, earlier_id), count in shared.items():
        document, other = corpus.document(later), corpus.document(earlier_id)
        if not _accounted_for(document, other):
            much = count >= _MUCH * min(long_clauses[later], long_clauses[earlier_id])
            message = f"有 {count} 条与《{other.title}》（{other.id}）文字相同" + (
                "，可能是同一文件收录了两次或其转载。" if much else "。"
            )
            finding = Finding(Severity.WARNING if much else Severity.NOTE, Topic.DUPLICATE, message)
            found.setdefault(later, []).append(finding)
    return found


def _accounted_for(one: Document, other: Document) -> bool:
    """Whether it is known why two documents share words: a reprint, a report on the other, a version."""
    pairs = ((one, other), (other, one))
    return any(b.id in (a.reprint_of, a.summarises, a.superseded_by) for a, b in pairs)


def repeated_inside(clauses: Sequence[Clause]) -> Iterator[Finding]:
    """Long clauses of one document that stand in it twice, at addresses that do not say so."""
    first: dict[str, Clause] = {}
    for clause in clauses:
        words = letters(clause.text)
        if len(words) < _MIN_LETTERS or clause.repeat_of:
            continue
        earlier = first.setdefault(words, clause)
        if earlier is not clause:
            message = f"与 {earlier.addr} 文字相同，请核对原文是否重复印刷。"
            yield Finding(Severity.NOTE, Topic.DUPLICATE, message, clause.id)


def suspicious_lengths(document: Document, clauses: Sequence[Clause]) -> Iterator[Finding]:
    """Clauses that are too long, and headings with nothing below them."""
    total = sum(len(c.text) for c in clauses)
    if total < _FEW_CHARS and not document.gaps:
        yield Finding(Severity.WARNING, Topic.LENGTH, f"全文只有 {total} 字，请核对文件是否完整。")
    parents = {c.parent for c in clauses}
    for clause in clauses:
        if len(clause.text) > _LONG_CHARS:
            message = f"这一条有 {len(clause.text)} 字，可能有层级未识别。"
            yield Finding(Severity.WARNING, Topic.LENGTH, message, clause.id)
        elif clause.id not in parents and clause.number and _bare(clause) and not document.gaps:
            yield Finding(Severity.WARNING, Topic.LENGTH, "只有序号或标题，下面没有内容。", clause.id)


def _bare(clause: Clause) -> bool:
    """Whether a clause holds its number and heading alone, without a stop that would make it a sentence."""
    words = letters(clause.text)
    return len(words) <= len(
        letters((clause.number or "") + (clause.heading or ""))
    ) and not clause.text.endswith(("。", "；", ";", "！", "?", "？"))
