"""The admin page of documents: what the check says of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from corpus.findings import CheckReport, DocumentReport, Finding, Severity
from web.admin.checks import Checks
from web.admin.guard import Guard
from web.admin.layout import DOCUMENTS, admin_page
from web.admin.session import Admitted
from web.badges import Badge, badges
from web.marks import source_link
from web.service import Loading, Service, without_paths


@dataclass(frozen=True)
class Remark:
    """One thing that a person should look at, and the clause that it is about."""

    severity: Severity
    topic: str
    message: str
    href: str = ""
    addr: str = ""


@dataclass(frozen=True)
class Checked:
    """One document with what the check found."""

    id: str
    title: str
    href: str
    badges: tuple[Badge, ...]
    clauses: int
    coverage_percent: str
    moved: int
    repeats: int
    gaps: tuple[str, ...]
    remarks: tuple[Remark, ...]

    def count(self, severity: Severity) -> int:
        """Number of remarks of one severity."""
        return sum(r.severity is severity for r in self.remarks)


def checked(report: DocumentReport, as_of: date) -> Checked:
    """A document's report in the form in which it is printed."""
    document = report.document
    return Checked(
        id=document.id,
        title=document.title,
        href=source_link(document.id),
        badges=badges(document, as_of),
        clauses=report.clauses,
        # 99.96% must not be shown as complete
        coverage_percent="100%" if report.coverage == 1 else f"{min(report.coverage, 0.9999):.2%}",
        moved=len(report.moved),
        repeats=len(report.repeats),
        gaps=tuple(g.what for g in document.gaps),
        remarks=tuple(_remark(document.id, f) for f in report.findings),
    )


def _remark(document: str, finding: Finding) -> Remark:
    addr = finding.clause_id.split("#", 1)[1] if finding.clause_id else ""
    href = source_link(document, addr) if addr else ""
    return Remark(finding.severity, finding.topic.value, without_paths(finding.message), href, addr)


def everywhere(report: CheckReport) -> tuple[Remark, ...]:
    """What belongs to no single document."""
    return tuple(Remark(f.severity, f.topic.value, without_paths(f.message)) for f in report.findings)


def documents_page(service: Service, guard: Guard, checks: Checks, today: Callable[[], date]) -> APIRouter:
    """The route; while there are no documents it says why."""
    router = APIRouter()

    @router.get(DOCUMENTS, response_class=HTMLResponse)
    def documents(admitted: Admitted = guard.reads) -> HTMLResponse:
        corpus = service.corpus
        report = checks.of(corpus) if corpus else None
        return admin_page(
            "admin/documents.html",
            DOCUMENTS,
            admitted,
            problem="" if report else getattr(service.state, "reason", ""),
            loading=isinstance(service.state, Loading),
            documents=tuple(checked(d, today()) for d in report.documents) if report else (),
            remarks=everywhere(report) if report else (),
            severities=tuple((s, report.count(s)) for s in Severity) if report else (),
            clauses=sum(d.clauses for d in report.documents) if report else 0,
        )

    return router
