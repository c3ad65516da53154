"""Look over a corpus: what every document holds, lacks, repeats, and where its numbering does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.added import PREFIX
from corpus.duplicates import repeated_inside, shared_between_documents, suspicious_lengths
from corpus.findings import CheckReport, DocumentReport, Finding, Severity, Topic
from corpus.fold import is_blank
from corpus.model import Clause, Corpus, Document, Span
from corpus.numbering import numbering_findings, unknown_marks

MIN_COVERAGE = 0.995  # of a document's characters with ink, furniture apart
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")


def check_corpus(corpus: Corpus, wanted: str | None = None) -> CheckReport:
    """Check all documents, or the one with the id `wanted`."""
    shared = shared_between_documents(corpus)
    coverage = _coverage_by_document(corpus)
    reports = tuple(
        _check_document(corpus, d, coverage[d.id], shared.get(d.id, []))
        for d in corpus.documents
        if wanted in (None, d.id)
    )
    everywhere = [Finding(Severity.ERROR, Topic.READING, problem) for problem in corpus.problems]
    everywhere += [Finding(Severity.WARNING, Topic.VERSION, doubt) for doubt in corpus.doubts]
    return CheckReport(reports, tuple(everywhere))


def _check_document(
    corpus: Corpus, document: Document, covered: _Covered, shared: list[Finding]
) -> DocumentReport:
    clauses = corpus.clauses_of(document.id)
    findings = [
        *_loose_findings(document),
        *_coverage_findings(covered),
        *numbering_findings(document, clauses),
        *unknown_marks(clauses),
        *suspicious_lengths(document, clauses),
        *repeated_inside(clauses),
        *shared,
        *_twin_findings(corpus, document, clauses),
    ]
    return DocumentReport(
        document=document,
        clauses=len(clauses),
        coverage=covered.share,
        moved=tuple(c for c in clauses if c.notes and not c.repeat_of),
        repeats=tuple(c for c in clauses if c.repeat_of),
        twins=sum(c.twin_of is not None for c in clauses),
        findings=tuple(findings),
    )


@dataclass
class _Covered:
    """Characters with ink between a document's first and last line, by what became of them."""

    placed: int = 0
    twice: int = 0
    lost: int = 0

    @property
    def share(self) -> float:
        total = self.placed + self.lost
        return self.placed / total if total else 1.0


def _coverage_by_document(corpus: Corpus) -> Mapping[str, _Covered]:
    """Count every character once a document; furniture is left out."""
    texts, documents = _by_file(corpus)
    found: dict[str, _Covered] = {}
    for file, text in corpus.texts.items():
        places = bytearray(len(text))
        for start, end in (*texts[file], *corpus.metadata[file]):
            for offset in range(start, end):
                places[offset] = min(places[offset] + 1, 2)
        furniture = bytearray(len(text))
        for start, end in corpus.furniture[file]:
            furniture[start:end] = b"\1" * (end - start)
        starts = [match.start() for match in _LINE.finditer(text)]
        for document in documents[file]:
            covered = found[document.id] = _Covered()
            stop = starts[document.last_line] if document.last_line < len(starts) else len(text)
            for offset in range(starts[document.first_line - 1], stop):
                if furniture[offset] or is_blank(text[offset]):
                    continue
                covered.placed += places[offset] > 0
                covered.twice += places[offset] > 1
                covered.lost += places[offset] == 0
    return found


def _by_file(corpus: Corpus) -> tuple[Mapping[str, list[Span]], Mapping[str, list[Document]]]:
    spans: dict[str, list[Span]] = {file: [] for file in corpus.texts}
    for clause in corpus.clauses:
        spans[clause.file] += clause.spans
    documents: dict[str, list[Document]] = {file: [] for file in corpus.texts}
    for document in corpus.documents:
        documents[document.file].append(document)
    return spans, documents


def _coverage_findings(covered: _Covered) -> Iterator[Finding]:
    if covered.share < MIN_COVERAGE:
        message = f"有 {covered.lost} 字没有归入任何条款（收录率 {covered.share:.2%}）。请报告这份文件。"
        yield Finding(Severity.ERROR, Topic.COVERAGE, message)
    if covered.twice:
        yield Finding(Severity.ERROR, Topic.COVERAGE, f"有 {covered.twice} 字归入了两条。请报告这份文件。")


def _loose_findings(document: Document) -> Iterator[Finding]:
    """A file that was laid into the folder by hand: its id is made of its words and goes with them."""
    name = document.file.removeprefix(PREFIX)
    if name != document.file and "/" not in name:
        message = f"文件《{name}》没有登记，内容一改，ID 就会变。请用 python -m corpus add 登记。"
        yield Finding(Severity.WARNING, Topic.READING, message)


def _twin_findings(corpus: Corpus, document: Document, clauses: Sequence[Clause]) -> Iterator[Finding]:
    """Clauses of a reprint without a counterpart in the original, and the other way round."""
    if document.reprint_of is None or document.reprint_of not in corpus.by_document_id:
        return
    linked = {c.twin_of for c in clauses}
    for clause in clauses:
        if clause.twin_of is None:
            message = f"原件 {document.reprint_of} 中没有对应的条款。"
            yield Finding(Severity.NOTE, Topic.REPRINT, message, clause.id)
    for clause in corpus.clauses_of(document.reprint_of):
        if clause.id not in linked:
            message = f"原件的 {clause.id} 在转载中没有对应的条款。"
            yield Finding(Severity.NOTE, Topic.REPRINT, message)
