"""Signing in and out, and the one router under which all admin pages stand."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from web.admin.guard import (
    CLOSED,
    COOKIE,
    FOREIGN,
    LOGIN,
    LOGOUT,
    PREFIX,
    Guard,
    client_of,
    denied_reason,
    from_elsewhere,
)
from web.admin.session import SESSION_SECONDS, Denied, Sessions
from web.gate import NOT_FOUND
from web.source import notice
from web.templating import render


def _login_page(problem: str = "", status: int = 200) -> HTMLResponse:
    page = render("admin/login.html", problem=problem, navigation=(), here="", signed_in=False)
    return HTMLResponse(page, status)


def _login_routes(sessions: Sessions) -> APIRouter:
    router = APIRouter()

    @router.get(LOGIN, response_class=HTMLResponse)
    def login(request: Request) -> Response:
        if not sessions.is_open:
            return notice(403, "管理页没有开启", CLOSED)
        if sessions.find(request.cookies.get(COOKIE, "")):
            return RedirectResponse(PREFIX, 303)
        return _login_page()

    @router.post(LOGIN)
    async def enter(request: Request) -> Response:
        if not sessions.is_open:
            return notice(403, "管理页没有开启", CLOSED)
        if from_elsewhere(request):
            return notice(403, "没有登录", FOREIGN)
        token = str((await request.form()).get("token", ""))
        entered = sessions.enter(token.strip(), client_of(request))
        if isinstance(entered, Denied):
            page = _login_page(denied_reason(entered), 429 if entered.wait_seconds else 401)
            if entered.wait_seconds:
                page.headers["retry-after"] = str(entered.wait_seconds)
            return page
        reply = RedirectResponse(PREFIX, 303)
        reply.set_cookie(
            COOKIE, entered.key, max_age=int(SESSION_SECONDS), path=PREFIX, httponly=True, samesite="strict",
            secure=request.url.scheme == "https",
        )  # fmt: skip
        return reply

    return router


def admin_router(guard: Guard, pages: Sequence[APIRouter]) -> APIRouter:
    """Everything below /admin; `pages` are routers whose paths begin with it."""
    router = APIRouter()
    router.include_router(_login_routes(guard.sessions))

    @router.post(LOGOUT, dependencies=[guard.writes])
    def leave(request: Request) -> Response:
        guard.sessions.leave(request.cookies.get(COOKIE, ""))
        reply = RedirectResponse(LOGIN, 303)
        reply.delete_cookie(COOKIE, path=PREFIX)
        return reply

    for page in pages:
        router.include_router(page)

    # Without this, Gradio's pages, mounted at "/", would answer for what is not here.
    @router.api_route(PREFIX + "/{rest:path}", methods=["GET", "POST"], dependencies=[guard.reads])
    def nothing() -> Response:
        return notice(404, "没有这一页", NOT_FOUND)

    return router
