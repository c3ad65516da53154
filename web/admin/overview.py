"""The admin pages' first: whether the service answers, and what it answers from."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from corpus.findings import Severity
from web.admin.checks import Checks
from web.admin.guard import Guard
from web.admin.layout import OVERVIEW, admin_page
from web.admin.session import Admitted
from web.service import Service


def overview_page(service: Service, guard: Guard, checks: Checks) -> APIRouter:
    """The route of /admin."""
    router = APIRouter()

    @router.get(OVERVIEW, response_class=HTMLResponse)
    def overview(admitted: Admitted = guard.reads) -> HTMLResponse:
        corpus = service.corpus
        report = checks.of(corpus) if corpus else None
        return admin_page(
            "admin/overview.html",
            OVERVIEW,
            admitted,
            problem="" if report else getattr(service.state, "reason", ""),
            documents=len(report.documents) if report else 0,
            errors=report.errors if report else 0,
            warnings=report.count(Severity.WARNING) if report else 0,
        )

    return router
