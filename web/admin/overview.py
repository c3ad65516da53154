"""The admin pages' first: whether the service answers, from what, how much it is asked, and how it does."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from corpus.findings import Severity
from web.admin.checks import Checks
from web.admin.guard import Guard
from web.admin.layout import OVERVIEW, admin_page
from web.admin.session import Admitted
from web.admin.volume_view import volume
from web.feedback.model import REASON_NAMES
from web.feedback.recorder import Recorder
from web.feedback.schema import StoreError
from web.feedback.summary import Summary, first_moment, summarise
from web.service import Loading, Service

log = logging.getLogger("youju.web")

DAYS = 30
NOT_KEPT = "没有记录提问：设置 web.feedback.enabled 关闭了记录，或者 data_dir 写不了（见日志）。"
UNREADABLE = "记录现在读不出来，原因已写在日志里。"


def seconds(milliseconds: float | None) -> str:
    """A duration for people.

    >>> seconds(44.4), seconds(1234.0), seconds(None)
    ('44 毫秒', '1.2 秒', '–')
    """
    if milliseconds is None:
        return "–"
    return f"{milliseconds:.0f} 毫秒" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} 秒"


def share(part: int, whole: int) -> str:
    """A percentage for people; empty of nothing.

    >>> share(1, 3), share(0, 0)
    ('33%', '')
    """
    return f"{part / whole:.0%}" if whole else ""


def overview_page(
    service: Service,
    guard: Guard,
    checks: Checks,
    recorder: Recorder | None,
    today: Callable[[], date] = date.today,
) -> APIRouter:
    """The route of /admin; `today` is the day on the server's clock, whatever day the documents are read on."""
    router = APIRouter()

    def summary() -> Summary | str:
        if recorder is None:
            return NOT_KEPT
        day = today()
        try:
            with recorder.kept() as store:
                return summarise(store.since(first_moment(day, DAYS)), day, DAYS)
        except (sqlite3.Error, StoreError) as problem:
            log.error("feedback could not be read: %s", problem)
            return UNREADABLE

    @router.get(OVERVIEW, response_class=HTMLResponse)
    def overview(admitted: Admitted = guard.reads) -> HTMLResponse:
        corpus = service.corpus
        report = checks.of(corpus) if corpus else None
        counted = summary()
        known = None if isinstance(counted, str) else counted
        return admin_page(
            "admin/overview.html",
            OVERVIEW,
            admitted,
            problem="" if report else getattr(service.state, "reason", ""),
            loading=isinstance(service.state, Loading),
            documents=len(report.documents) if report else 0,
            errors=report.errors if report else 0,
            warnings=report.count(Severity.WARNING) if report else 0,
            days=DAYS,
            unknown="" if known else counted,
            summary=known,
            volume=volume(known.days) if known else None,
            reasons=tuple((REASON_NAMES[r], n) for r, n in known.reasons) if known else (),
            seconds=seconds,
            share=share,
        )

    return router
