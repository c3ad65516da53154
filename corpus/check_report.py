"""A check's report, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.findings import CheckReport, DocumentReport, Finding, Severity

_MARKS = {Severity.ERROR: "✘", Severity.WARNING: "!", Severity.NOTE: "·"}


def report_lines(report: CheckReport) -> Iterator[str]:
    """The report for people: a block a document, then what belongs to none, then the sum."""
    for document in report.documents:
        yield from _document_lines(document)
    if report.findings:
        yield "全部文件"
        yield from (_finding_line(f) for f in report.findings)
    yield (
        f"合计：{len(report.documents)} 份文件，{sum(d.clauses for d in report.documents)} 条条款，"
        f"{report.errors} 个错误，{report.count(Severity.WARNING)} 个警告，"
        f"{report.count(Severity.NOTE)} 个说明。"
    )


def _document_lines(report: DocumentReport) -> Iterator[str]:
    document = report.document
    yield f"《{document.title}》 {document.id}"
    facts = [f"条款 {report.clauses}", f"收录率 {report.coverage:.2%}"]
    facts += [f"缺漏 {len(document.gaps)}"] if document.gaps else []
    facts += [f"移位或接续 {len(report.moved)}"] if report.moved else []
    facts += [f"重复印刷 {len(report.repeats)}"] if report.repeats else []
    if document.reprint_of:
        facts.append(f"转载自 {document.reprint_of}，已对应 {report.twins} 条")
    yield f"  {'｜'.join(facts)}"
    if document.superseded_by:
        yield f"  旧版本，已由 {document.superseded_by} 取代"
    for gap in document.gaps:
        yield f"  ⚠ 缺：{gap.what}" + (f"（第 {gap.line} 行）" if gap.line else "")
    for clause in report.moved:
        yield f"  ✎ {clause.addr}：{'；'.join(clause.notes)}"
    for clause in report.repeats:
        yield f"  ↺ {clause.addr}：与 {clause.repeat_of} 文字相同，原文重复印刷"
    yield from (_finding_line(f) for f in report.findings)


def _finding_line(finding: Finding) -> str:
    addr = finding.clause_id.split("#", 1)[1] + "：" if finding.clause_id else ""
    return f"  {_MARKS[finding.severity]} {finding.severity}（{finding.topic}）{addr}{finding.message}"


def report_to_dict(report: CheckReport) -> dict[str, object]:
    """The report for machines."""
    return {
        "errors": report.errors,
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
        "documents": [_document_to_dict(d) for d in report.documents],
        "findings": [_finding_to_dict(f) for f in report.findings],
    }


def _document_to_dict(report: DocumentReport) -> dict[str, object]:
    document = report.document
    return {
        "id": document.id,
        "title": document.title,
        "file": document.file,
        "clauses": report.clauses,
        "coverage": round(report.coverage, 6),
        "gaps": [{"what": g.what, "line": g.line, "pages": g.pages} for g in document.gaps],
        "moved": [{"clause_id": c.id, "notes": list(c.notes)} for c in report.moved],
        "repeats": [{"clause_id": c.id, "repeat_of": c.repeat_of} for c in report.repeats],
        "reprint_of": document.reprint_of,
        "twins": report.twins,
        "supersedes": list(document.supersedes),
        "superseded_by": document.superseded_by,
        "findings": [_finding_to_dict(f) for f in report.findings],
    }


def _finding_to_dict(finding: Finding) -> dict[str, object]:
    return {
        "severity": finding.severity.name.lower(),
        "topic": finding.topic.name.lower(),
        "message": finding.message,
        "clause_id": finding.clause_id,
    }
