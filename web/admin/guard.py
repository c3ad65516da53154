"""What stands before every admin page: the session of a request, and that a change comes from our own page."""

from __future__ import annotations

import hmac
from typing import Any
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from web.admin.session import Admitted, Denied, Sessions
from web.source import notice

COOKIE = "youju_admin"
PREFIX = "/admin"
LOGIN = f"{PREFIX}/login"
LOGOUT = f"{PREFIX}/logout"
CSRF_FIELD = "csrf"
CSRF_HEADER = "x-csrf-token"
CLOSED = (
    "管理页没有开启。请在设置 [web] admin_token（或环境变量 YOUJU_WEB__ADMIN_TOKEN）中写上口令，再重新启动。"
)
FOREIGN = "这次操作不是从管理页发出的，或者页面放得太久了。请回到管理页刷新后再做一次。"
WRONG = "口令不对。"


class NotAdmittedError(Exception):
    """A request that goes no further; carries its answer."""

    def __init__(self, response: Response) -> None:
        super().__init__("not admitted")
        self.response = response


async def not_admitted(_request: Request, error: Exception) -> Response:
    """The answer that a refused request gets. Raises whatever else it is given."""
    if not isinstance(error, NotAdmittedError):
        raise error
    return error.response


def client_of(request: Request) -> str:
    """Who tries: the address of the connection, kept in memory only."""
    return request.client.host if request.client else ""


def from_elsewhere(request: Request) -> bool:
    """Whether a browser says that the request was made by another origin's page."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin")
    if origin is None:
        return False  # no browser: it sends one with every POST
    host = request.headers.get("host", "")
    came = urlsplit(origin)
    # A proxy may hand on the host without its port; the name must agree in any case.
    return came.netloc != host if ":" in host else came.hostname != host


class Guard:
    """Two dependencies for routes: `reads` lets see, `writes` lets change.

    A route says `admitted: Admitted = guard.reads`, or `dependencies=[guard.reads]` where it needs no session.
    """

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions
        self.reads: Any = Depends(self.reader)  # as FastAPI declares Depends
        self.writes: Any = Depends(self.writer)

    def reader(self, request: Request) -> Admitted:
        """Who asks. Raises NotAdmittedError: no token set, wrong token, not signed in."""
        if not self.sessions.is_open:
            raise NotAdmittedError(notice(403, "管理页没有开启", CLOSED))
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            shown = self.sessions.show(token.strip(), client_of(request))
            if isinstance(shown, Denied):
                raise NotAdmittedError(_denied(shown))
            return shown
        found = self.sessions.find(request.cookies.get(COOKIE, ""))
        if found is None:
            raise NotAdmittedError(RedirectResponse(LOGIN, 303))
        return found

    async def writer(self, request: Request) -> Admitted:
        """The same for a change: by header, or with the page's own secret. Raises NotAdmittedError."""
        admitted = self.reader(request)
        if admitted.by_header:
            return admitted
        given = request.headers.get(CSRF_HEADER)
        if given is None:
            given = str((await request.form()).get(CSRF_FIELD, ""))
        known = hmac.compare_digest(given.encode("utf-8", "replace"), admitted.csrf.encode())
        if not known or from_elsewhere(request):
            await request.close()  # a file that came along
            raise NotAdmittedError(notice(403, "没有执行", FOREIGN))
        return admitted


def _denied(denied: Denied) -> JSONResponse:
    body = {"status": "failed", "reason": denied_reason(denied)}
    if denied.wait_seconds:
        return JSONResponse(body, 429, {"retry-after": str(denied.wait_seconds)})
    return JSONResponse(body, 401, {"www-authenticate": "Bearer"})


def denied_reason(denied: Denied) -> str:
    """Why a token was not taken, for people."""
    if denied.wait_seconds:
        minutes = -(-denied.wait_seconds // 60)
        return f"试错的次数太多，请约 {minutes} 分钟后再试。"
    return WRONG
