"""The admin page of questions: which were refused or rated down, export of them, and deleting one."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from corpus.model import Corpus
from web.admin.guard import Guard
from web.admin.layout import QUESTIONS, admin_page
from web.admin.overview import NOT_KEPT, UNREADABLE
from web.admin.question_view import CHOICES, Choice, Row, chosen, row
from web.admin.session import Admitted
from web.export_api import disposition
from web.feedback.cases import case_lines
from web.feedback.recorder import Recorder
from web.feedback.schema import StoreError
from web.service import Service
from web.source import notice

log = logging.getLogger("youju.web")

PAGE_ROWS = 50
EXPORT = f"{QUESTIONS}.jsonl"
DELETE = f"{QUESTIONS}/delete"
EXPORT_ROWS = 10_000  # the newest; more is for the command


@dataclass(frozen=True)
class Shown:
    """One page of questions, or why there is none."""

    unknown: str = ""
    rows: tuple[Row, ...] = ()
    counts: tuple[tuple[Choice, int], ...] = ()
    pages: int = 1


def _look(recorder: Recorder | None, corpus: Corpus | None, choice: Choice, page: int) -> Shown:
    if recorder is None:
        return Shown(NOT_KEPT)
    try:
        with recorder.kept() as store:
            counts = tuple((c, store.count(c.where)) for c in CHOICES)
            found = store.latest(choice.where, PAGE_ROWS, (page - 1) * PAGE_ROWS)
    except (sqlite3.Error, StoreError) as problem:
        log.error("feedback could not be read: %s", problem)
        return Shown(UNREADABLE)
    return Shown(
        "", tuple(row(kept, corpus) for kept in found), counts, max(-(-dict(counts)[choice] // PAGE_ROWS), 1)
    )


def questions_page(service: Service, guard: Guard, recorder: Recorder | None) -> APIRouter:
    """The routes; without a recorder the page says that nothing is kept."""
    router = APIRouter()

    @router.get(QUESTIONS, response_class=HTMLResponse)
    def questions(show: str = "", page: str = "1", admitted: Admitted = guard.reads) -> HTMLResponse:
        choice = chosen(show)
        number = int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 6 else 1
        shown = _look(recorder, service.corpus, choice, max(number, 1))
        return admin_page(
            "admin/questions.html", QUESTIONS, admitted, shown=shown, chosen=choice, page=max(number, 1)
        )

    @router.get(EXPORT, dependencies=[guard.reads])
    def export(show: str = "") -> Response:
        if recorder is None:
            return notice(403, "没有记录", NOT_KEPT)
        try:
            with recorder.kept() as store:
                lines = [*case_lines(reversed(store.latest(chosen(show).where, EXPORT_ROWS)))]
        except (sqlite3.Error, StoreError) as problem:
            log.error("feedback could not be read: %s", problem)
            return notice(503, "没有导出", UNREADABLE)
        headers = {"content-disposition": disposition(f"有据-{chosen(show).name}.jsonl")}
        return Response("".join(f"{x}\n" for x in lines), media_type="application/x-ndjson", headers=headers)

    @router.post(DELETE, dependencies=[guard.writes])
    def delete(
        exchange: Annotated[str, Form(alias="id")] = "", show: Annotated[str, Form()] = ""
    ) -> Response:
        if recorder is None:
            return notice(403, "没有记录", NOT_KEPT)
        try:
            with recorder.kept() as store:
                store.delete(exchange)
        except (sqlite3.Error, StoreError) as problem:
            log.error("feedback could not be deleted: %s", problem)
            return notice(503, "没有删除", UNREADABLE)
        return RedirectResponse(f"{QUESTIONS}?show={chosen(show).key}", 303)

    return router
