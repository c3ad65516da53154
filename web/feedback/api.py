"""POST /api/v1/feedback: a thumb under an answer that this service gave."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StrictStr

from web.api import WRONG_METHOD, failed
from web.feedback.model import Reason, Value
from web.feedback.recorder import Recorder
from web.feedback.schema import StoreError
from web.feedback.writer import BUSY
from web.question import without_nulls

CLOSED = "这个服务没有开启评价记录。"
UNKNOWN = "没有这次回答的记录：可能已到期删除，或者当时没有记录。"


class FeedbackRequest(BaseModel):
    """Body of POST /api/v1/feedback."""

    model_config = ConfigDict(extra="forbid")
    answer_id: StrictStr = Field(min_length=1, max_length=64)
    rating: Value
    reason: Reason | None = None
    comment: StrictStr = ""


def feedback_router(recorder: Recorder | None, comment_limit_chars: int) -> APIRouter:
    """The route; without a recorder it says that nothing is kept."""
    router = APIRouter(prefix="/api/v1")

    @router.post("/feedback")
    async def rate(body: FeedbackRequest) -> JSONResponse:
        if recorder is None:
            return failed(403, CLOSED)
        comment = without_nulls(body.comment)
        if len(comment) > comment_limit_chars:
            return failed(422, f"说明太长（{len(comment)}字），请缩短到{comment_limit_chars}字以内。")
        writing = recorder.rate(body.answer_id, body.rating, body.reason, comment)
        if writing is None:
            return failed(503, BUSY)
        try:
            known = await asyncio.wrap_future(writing)
        except StoreError:
            return failed(503, BUSY)
        return JSONResponse({"status": "ok"}) if known else failed(404, UNKNOWN)

    @router.get("/feedback")
    def not_by_get() -> JSONResponse:
        # Without this route Gradio's pages, mounted at "/", would answer that there is no such address.
        return failed(405, WRONG_METHOD)

    return router
