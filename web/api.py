"""The HTTP API: one question in, the machine contract's object out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr

from assistant.model import Reply
from web.ask_filter import AskFilter, chosen
from web.feedback.model import Door, Reason, Value
from web.feedback.recorder import Asked, Recorder
from web.question import checked, earlier
from web.service import Ready, Service
from web.settings import WebSettings
from web.waiting import GONE, while_connected

WRONG_METHOD = "这个地址不接受这种请求方式；提问请用 POST。"
HISTORY_MAX = 200  # entries that a request may hold; only the last ones are used


class AskRequest(BaseModel):
    """Body of POST /api/v1/ask."""

    model_config = ConfigDict(extra="forbid")
    question: StrictStr
    history: Annotated[list[StrictStr], Field(max_length=HISTORY_MAX)] = Field(default_factory=list)
    record: StrictBool = True  # false: the question is not kept
    filter: AskFilter | None = None


def failed(status: int, reason: str) -> JSONResponse:
    """An error in the words of the contract."""
    return JSONResponse({"status": "failed", "reason": reason}, status_code=status)


_FIELDS = {
    "question": "question 应为一段文字",
    "history": f"history 应为文字的列表，最多 {HISTORY_MAX} 条",
    "format": "format 应为一段文字",
    "record": "record 应为 true 或 false",
    "answer_id": "answer_id 应为 /api/v1/ask 返回的编号",
    "rating": f"rating 应为 {' 或 '.join(Value)}",
    "reason": f"reason 应为 null 或 {'、'.join(Reason)} 之一",
    "comment": "comment 应为一段文字",
    "pages": "pages 应为网页密钥的列表，1 到 200 个",
    "filter": "filter 应为对象，其中 places、levels、statuses、documents 各为文字的列表",
}


async def invalid_request(_request: Request, error: Exception) -> JSONResponse:
    """Say in Chinese what is wrong with a request's body."""
    wrong: list[str] = []
    if isinstance(error, RequestValidationError):
        for item in error.errors():
            names = [str(part) for part in item["loc"] if part != "body"]
            if item["type"] == "json_invalid" or not names:
                wrong.append('请求内容应为 JSON 对象，形如 {"question": "…", "history": []}')
            elif item["type"] == "missing":
                wrong.append(f"缺少 {names[0]}")
            elif item["type"] == "extra_forbidden":
                wrong.append(f"不接受 {names[0][:40]} 这一项")
            else:
                wrong.append(_FIELDS.get(names[0], "请求内容有误"))
    return failed(422, "；".join(dict.fromkeys(wrong)) + "。")


def api_router(
    service: Service,
    settings: WebSettings,
    to_dict: Callable[[Reply], Mapping[str, object]],
    recorder: Recorder | None = None,
    today: Callable[[], date] = date.today,
) -> APIRouter:
    """The routes of the API; `to_dict` turns a reply into the contract's object, `recorder` keeps it.

    `today` dates the badges by which documents may be chosen.
    """
    router = APIRouter(prefix="/api/v1")

    @router.post("/ask")
    async def ask(body: AskRequest, request: Request) -> JSONResponse:
        state = service.state
        if not isinstance(state, Ready):
            return failed(503, state.reason)
        question = checked(body.question, settings.question_limit_chars)
        if question.problem:
            return failed(422, question.problem)
        history = earlier(body.history, settings.history_limit, settings.question_limit_chars)
        started = time.monotonic()
        within = chosen(body.filter, state.assistant.corpus, today())
        reply = await while_connected(
            request, service, lambda unwanted: service.ask(question.text, history, unwanted, within)
        )
        if reply is None:
            return failed(499, GONE)
        answer_id = None
        if recorder is not None and body.record:
            waited_ms = (time.monotonic() - started) * 1000
            answer_id = recorder.record(
                Asked(question.text, history, Door.API, "", waited_ms, within is not None), reply
            )
        return JSONResponse({"id": None, **to_dict(reply), "answer_id": answer_id})

    @router.get("/ask")
    def not_by_get() -> JSONResponse:
        # Without this route Gradio's pages, mounted at "/", would answer that there is no such address.
        return failed(405, WRONG_METHOD)

    return router
