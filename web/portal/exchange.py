"""The route where a portal's token becomes a session."""

from __future__ import annotations

import logging

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, StrictStr

from web.api import WRONG_METHOD, failed
from web.portal.portal import Portal
from web.portal.token import TokenError

log = logging.getLogger("youju.web")


class ExchangeRequest(BaseModel):
    """Body of POST /api/v1/session."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    token: StrictStr


def exchange_router(portal: Portal) -> APIRouter:
    """The token comes in a body, never in an address, which logs and history would keep."""
    router = APIRouter(prefix="/api/v1")

    @router.post("/session")
    def exchange(body: ExchangeRequest) -> JSONResponse:
        try:
            portal.check.subject(body.token)
        except TokenError as error:
            log.warning("portal token refused: %s", error)
            return failed(401, f"{error}请刷新门户页面后再试。")
        opened = {"session": portal.sessions.open(), "expires_in": portal.session_seconds}
        return JSONResponse(opened, headers={"cache-control": "no-store"})

    @router.get("/session")
    def not_by_get() -> JSONResponse:
        return failed(405, WRONG_METHOD)

    return router
