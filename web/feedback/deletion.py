"""POST /api/v1/feedback/delete: readers have deleted what was kept of their own questions."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StrictStr

from web.api import WRONG_METHOD, failed
from web.context import PAGE_KEY
from web.feedback.api import CLOSED
from web.feedback.recorder import Recorder
from web.feedback.schema import StoreError
from web.feedback.writer import BUSY

PAGES_MAX = 200  # of one request; a browser that remembers more asks several times


class DeletionRequest(BaseModel):
    """Body of POST /api/v1/feedback/delete: keys that only the browser holds which asked the questions."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    pages: Annotated[
        list[Annotated[StrictStr, Field(pattern=PAGE_KEY)]], Field(min_length=1, max_length=PAGES_MAX)
    ]


def deletion_router(recorder: Recorder | None) -> APIRouter:
    """The route. A key proves that a question was one's own: what is kept under it carries a pseudonym alone.

    No cookie counts here, so that a page of somebody else can bring nothing about. POST, since a DELETE with
    a body is stopped by many proxies.
    """
    router = APIRouter(prefix="/api/v1/feedback")

    @router.post("/delete")
    async def delete(body: DeletionRequest) -> JSONResponse:
        if recorder is None:
            return failed(403, CLOSED)
        deleting = recorder.forget(body.pages)
        if deleting is None:
            return failed(503, BUSY)
        try:
            return JSONResponse({"status": "ok", "deleted": await asyncio.wrap_future(deleting)})
        except StoreError:
            return failed(503, BUSY)

    @router.get("/delete")
    def not_by_get() -> JSONResponse:
        return failed(405, WRONG_METHOD)

    return router
