"""The documents held, as data: what a question may be put to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from web.api import failed
from web.ask_filter import facets
from web.service import Ready, Service
from web.templating import plain


def documents_router(service: Service, today: Callable[[], date]) -> APIRouter:
    """The route; `today` decides whether a plan's period is over."""
    router = APIRouter(prefix="/api/v1")

    @router.get("/documents")
    def documents() -> JSONResponse:
        state = service.state
        if not isinstance(state, Ready):
            return failed(503, state.reason)
        listed = []
        for document in state.assistant.corpus.documents:
            own = facets(document, today())
            listed.append(
                {
                    "id": document.id,
                    "title": plain(document.title),
                    "number": plain(document.number) if document.number else None,
                    "place": own.place,
                    "level": own.level,
                    "statuses": list(own.statuses),
                }
            )
        return JSONResponse({"documents": listed})

    return router
