"""The export route: one question in, the reply to it out as a file; nothing is kept on disk."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field, StrictStr

from assistant.export.forms import Form, exported, file_name
from assistant.export.sheet import make_sheet
from assistant.model import Failure
from web.api import HISTORY_MAX, WRONG_METHOD, failed
from web.ask_filter import AskFilter, chosen
from web.question import checked, earlier
from web.service import Ready, Service
from web.settings import WebSettings
from web.waiting import GONE, while_connected

WRONG_FORM = f"format 应为 {'、'.join(form.value for form in Form)} 之一。"


class ExportRequest(BaseModel):
    """Body of POST /api/v1/export."""

    model_config = ConfigDict(extra="forbid")
    question: StrictStr
    history: Annotated[list[StrictStr], Field(max_length=HISTORY_MAX)] = Field(default_factory=list)
    filter: AskFilter | None = None
    format: StrictStr


def disposition(name: str) -> str:
    """The header that names a download: RFC 5987 for the Chinese name, plain ASCII for who cannot read it.

    >>> print(disposition("有据-答复.md"))
    attachment; filename="youju.md"; filename*=UTF-8''%E6%9C%89%E6%8D%AE-%E7%AD%94%E5%A4%8D.md
    """
    ending = name.rpartition(".")[2]
    return f"attachment; filename=\"youju.{ending}\"; filename*=UTF-8''{quote(name, safe='')}"


def export_router(service: Service, settings: WebSettings, today: Callable[[], date]) -> APIRouter:
    """The route; `today` dates the export."""
    router = APIRouter(prefix="/api/v1")

    @router.post("/export")
    async def export(body: ExportRequest, request: Request) -> Response:
        state = service.state
        if not isinstance(state, Ready):
            return failed(503, state.reason)
        if body.format not in set(Form):
            return failed(400, WRONG_FORM)
        question = checked(body.question, settings.question_limit_chars)
        if question.problem:
            return failed(422, question.problem)
        history = earlier(body.history, settings.history_limit, settings.question_limit_chars)
        form = Form(body.format)
        within = chosen(body.filter, state.assistant.corpus, today())

        def made(unwanted: threading.Event) -> bytes | Failure:
            reply = service.reply_to(question.text, history, unwanted, within, on=state)
            if isinstance(reply, Failure):
                return reply
            return exported(make_sheet(question.text, reply, state.assistant.corpus, today()), form)

        content = await while_connected(request, service, made)
        if content is None:
            return failed(499, GONE)
        if isinstance(content, Failure):
            return failed(500, content.reason)
        headers = {
            "content-disposition": disposition(file_name(question.text, form)),
            "cache-control": "no-store",
        }
        return Response(content, media_type=form.media_type, headers=headers)

    @router.get("/export")
    def not_by_get() -> JSONResponse:
        # Without this route Gradio's pages, mounted at "/", would answer that there is no such address.
        return failed(405, WRONG_METHOD)

    return router
