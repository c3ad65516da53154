"""Closes everything but the pages' shells to those without a session."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from web.gate import refuse
from web.portal.sessions import Sessions
from web.source import notice

HEADER = "x-youju-session"
FIELD = "session"
CLOSED = "本服务只对门户用户开放。请从门户页面打开；已经打开的，请刷新门户页面。"
# The shells hold no document and no answer; /admin asks for a secret of its own. New routes are closed.
_OPEN = re.compile(
    r"^(/embed)?/(config/?|theme\.css|robots\.txt|favicon\.ico|(assets|static|svelte)/.*)?$|"
    r"^/(healthz|readyz|embed\.js|youju/.*|api/v1/session|admin(/.*)?)$"
)


class Admission:
    """Lets through what is open, and the rest with a session in the header.

    A document that is opened in a new tab cannot carry a header: it is asked for by a form instead, so that
    the session stands in no address and in no cookie.
    """

    def __init__(self, app: ASGIApp, sessions: Sessions) -> None:
        self._app = app
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or _OPEN.match(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        is_page = scope["path"].split("/")[1] == "source" and not scope["path"].endswith("/panel")
        if is_page and scope["method"] == "POST":
            fields = parse_qs((await request.body()).decode("utf-8", "replace"))
            given = fields.get(FIELD, [""])[0]
            scope = {**scope, "method": "GET"}
        else:
            given = request.headers.get(HEADER, "")
        if self._sessions.is_open(given):
            await self._app(scope, receive, send)
        elif is_page:
            await notice(401, "请从门户打开", CLOSED, home=False)(scope, receive, send)
        else:
            await refuse(send, 401, CLOSED)
