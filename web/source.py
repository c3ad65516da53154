"""Routes of the reading page and of the source panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from web.document_view import document_view, outline, rows
from web.intro_view import document_groups
from web.marks import decode_marks, source_link
from web.panel_view import panel_view
from web.service import Loading, Ready, Service, Unready, without_paths
from web.templating import render

NO_DOCUMENT = "没有收录这份文件，或者地址写错了。"
NO_CLAUSE = "这份文件中没有这一条，或者地址写错了。"


def notice(status: int, heading: str, text: str, refresh: bool = False, home: bool = True) -> HTMLResponse:
    """A page that says one thing."""
    page = render("notice.html", heading=heading, text=text, refresh=refresh, home=home)
    return HTMLResponse(page, status_code=status)


def not_ready(state: Loading | Unready) -> HTMLResponse:
    """The page while there are no documents to show."""
    if isinstance(state, Unready):
        return notice(503, "系统未能载入", state.reason)
    return notice(503, "正在载入", state.reason, refresh=True, home=False)


def source_router(service: Service, today: Callable[[], date]) -> APIRouter:
    """The routes below /source; `today` decides whether a plan's period is over."""
    router = APIRouter(prefix="/source")

    @router.get("", response_class=HTMLResponse)
    def library() -> HTMLResponse:
        state = service.state
        if not isinstance(state, Ready):
            return not_ready(state)
        corpus = state.assistant.corpus
        groups = document_groups(corpus, today())
        return HTMLResponse(
            render(
                "library.html",
                groups=groups,
                count=len(corpus.documents),
                problems=tuple(map(without_paths, corpus.problems)),
            )
        )

    @router.get("/{document_id}", response_class=HTMLResponse)
    def page(document_id: str, mark: str | None = Query(default=None)) -> HTMLResponse:
        state = service.state
        if not isinstance(state, Ready):
            return not_ready(state)
        corpus = state.assistant.corpus
        document = corpus.by_document_id.get(document_id)
        if document is None:
            return notice(404, "找不到文件", NO_DOCUMENT)
        return HTMLResponse(
            render(
                "source.html",
                view=document_view(document, corpus, today()),
                outline=outline(document_id, corpus),
                rows=rows(document, corpus, decode_marks(mark)),
            )
        )

    @router.get("/{document_id}/panel", response_class=HTMLResponse)
    def panel(document_id: str, addr: str = "", mark: str | None = Query(default=None)) -> HTMLResponse:
        state = service.state
        if not isinstance(state, Ready):
            return HTMLResponse(render("panel_notice.html", text=state.reason), 503)
        corpus = state.assistant.corpus
        marks = decode_marks(mark)
        try:
            view = panel_view(document_id, addr, corpus, today(), marks)
        except KeyError:
            return HTMLResponse(render("panel_notice.html", text=NO_CLAUSE), 404)
        return HTMLResponse(
            render(
                "panel.html",
                view=view,
                link=lambda to: source_link(document_id, to, marks),
                whole=source_link(document_id, addr, marks),
                permanent=source_link(document_id, addr),
            )
        )

    return router
