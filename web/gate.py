"""What is let in: the paths that the pages use, with bodies up to a limit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.api import WRONG_METHOD
from web.source import notice

# What Gradio's page needs of its server. Uploads, file= (which also fetches addresses), proxy=, the
# API description and everything that later versions add stay shut.
_GRADIO_OPEN = re.compile(
    r"^(/embed)?/(gradio_api/(app_id|queue/(join|data)|run/predict|cancel|heartbeat/[\w-]+|startup-events|reset/?)|"
    r"config/?|theme\.css|robots\.txt|favicon\.ico|(assets|static|svelte)/.+)?$"
)
_OURS = re.compile(
    r"^/(healthz|readyz|embed\.js|admin(/[\w.-]+)*|source(/[^/]+(/panel)?)?|"
    r"api/v1/(ask|export|session|feedback(/delete)?|documents)|"
    r"youju/(theme\.css|static/[\w.-]+))$"
)
TOO_LARGE = "请求内容过大，请缩短后再试。"
NOT_FOUND = "没有这个地址。"
LOST = "地址可能写错了，或者这一页已经撤下。"


class BodyTooLargeError(ValueError):
    """A request's body is over the limit."""


async def refuse(send: Send, status: int, reason: str) -> None:
    """Answer a request that goes no further."""
    body = json.dumps({"status": "failed", "reason": reason}, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def read_body(receive: Receive, limit_bytes: int) -> bytes | None:
    """A request's whole body; None where the client left. Raises BodyTooLargeError.

    Read before a handler starts: a chunked body states no length, and a handler that began to answer
    cannot be answered for.
    """
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > limit_bytes:
            raise BodyTooLargeError
        if not message.get("more_body", False):
            return bytes(body)


def replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that hands out a body that was read, and then what comes next."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again


def _for_people(scope: Scope) -> bool:
    """Whether a browser asks for a page, rather than a program or a page's own script for data."""
    accepted = dict(scope["headers"]).get(b"accept", b"")
    return scope["method"] == "GET" and b"text/html" in accepted


class Gate:
    """Lets in what the pages use, and turns /embed into Gradio's /embed/."""

    def __init__(self, app: ASGIApp, limit_bytes: Callable[[Scope], int]) -> None:
        """`limit_bytes` says how much the body of a request may hold, before it is read."""
        self._app = app
        self._limit_bytes = limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection; WebSockets are dropped, since no page uses them."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/embed":  # Starlette would redirect; a frame should get its page at once
            scope = {**scope, "path": "/embed/", "raw_path": b"/embed/"}
        path: str = scope["path"]
        if not (_OURS.match(path) or _GRADIO_OPEN.match(path)):
            if _for_people(scope):
                await notice(404, NOT_FOUND.rstrip("。"), LOST)(scope, receive, send)
            else:
                await refuse(send, 404, NOT_FOUND)
            return
        if scope["method"] not in ("GET", "HEAD", "POST"):
            # Gradio, which takes what no route of ours does, would answer in English
            await refuse(send, 405, WRONG_METHOD)
            return
        if scope["method"] == "POST":
            try:
                body = await read_body(receive, self._limit_bytes(scope))
            except BodyTooLargeError:
                await refuse(send, 413, TOO_LARGE)
                return
            if body is None:
                return
            receive = replay(body, receive)
        await self._app(scope, receive, send)
