"""ASGI middleware: what is let in, and the headers of what goes out. Pure ASGI, since streams must not be buffered."""

from __future__ import annotations

import json
import re
import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.policy import security_headers
from web.settings import WebSettings
from web.shell import rewrite

# What Gradio's page needs of its server. Uploads, file= (which also fetches addresses), proxy=, the
# API description and everything that later versions add stay shut.
_GRADIO_OPEN = re.compile(
    r"^(/embed)?/(gradio_api/(queue/(join|data)|cancel|heartbeat/[\w-]+|startup-events|reset/?)|"
    r"config/?|theme\.css|robots\.txt|favicon\.ico|(assets|static|svelte)/.+)?$"
)
_OURS = re.compile(r"^/(healthz|readyz|embed\.js|source(/.*)?|api/.*|youju/.*)$")
_SHELLS = {"/": False, "/embed": True, "/embed/": True}
TOO_LARGE = "请求内容过大，请缩短后再试。"
NOT_FOUND = "没有这个地址。"


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = json.dumps({"status": "failed", "reason": reason}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class Gate:
    """Lets in what the pages use, with bodies up to a limit, and turns /embed into Gradio's /embed/."""

    def __init__(self, app: ASGIApp, body_limit_bytes: int) -> None:
        self._app = app
        self._limit = body_limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # no page uses WebSockets
        if scope["path"] == "/embed":  # Starlette would redirect; a frame should get its page at once
            scope = {**scope, "path": "/embed/", "raw_path": b"/embed/"}
        path: str = scope["path"]
        if not (_OURS.match(path) or _GRADIO_OPEN.match(path)):
            await _refuse(send, 404, NOT_FOUND)
            return
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self._limit:
            await _refuse(send, 413, TOO_LARGE)
            return
        if scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        # Read first: a chunked body states no length, and a handler that began cannot be answered for.
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._limit:
                await _refuse(send, 413, TOO_LARGE)
                return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self._app(scope, replay, send)


class Dress:
    """Adds the security headers, and makes Gradio's pages ours."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        nonce = secrets.token_urlsafe(16)
        headers = security_headers(path, self._settings, nonce)
        start: Message | None = None
        page = bytearray()

        async def dressed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in headers:
                    out[name] = value
                if "server" in out:
                    del out["server"]
                is_html = out.get("content-type", "").startswith("text/html")
                if path in _SHELLS and is_html and message["status"] == 200:
                    start = message  # the length is not known before the page is rewritten
                    return
            if start is None:
                await send(message)
                return
            page.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            body = rewrite(page.decode("utf-8"), nonce, compact=_SHELLS[path]).encode("utf-8")
            out = MutableHeaders(scope=start)
            out["content-length"] = str(len(body))
            out["cache-control"] = "no-store"  # the nonce must not be used twice
            await send(start)
            await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

        await self._app(scope, receive, dressed)
