"""Answers from the first second: a door that stands open while Gradio is imported and the pages are built."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.assets import asset
from web.policy import security_headers
from web.service import CANNOT_LOAD, STILL_LOADING
from web.settings import WebSettings
from web.templating import render

log = logging.getLogger("youju.web")


@contextlib.asynccontextmanager
async def lifespan(app: ASGIApp) -> AsyncIterator[None]:
    """Start an ASGI application, and shut it down at the end. Raises RuntimeError where it does not start."""
    orders: asyncio.Queue[Message] = asyncio.Queue()
    reports: asyncio.Queue[Message] = asyncio.Queue()
    scope: Scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": {}}
    task = asyncio.ensure_future(app(scope, orders.get, reports.put))
    await orders.put({"type": "lifespan.startup"})
    report = await reports.get()
    if report["type"] != "lifespan.startup.complete":
        raise RuntimeError(f"the application did not start: {report.get('message', '')}")
    try:
        yield
    finally:
        await orders.put({"type": "lifespan.shutdown"})
        await task


class Opening:
    """Builds the application in a thread and hands every request over to it once it stands."""

    def __init__(self, build: Callable[[], ASGIApp], settings: WebSettings) -> None:
        self._build = build
        self._settings = settings
        self._app: ASGIApp | None = None
        self._broken = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection, or live from the server's start to its end."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._app is not None:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._meanwhile(scope["path"])(scope, receive, send)

    def _meanwhile(self, path: str) -> Response:
        reason = CANNOT_LOAD if self._broken else STILL_LOADING
        response: Response
        if path == "/healthz":
            response = JSONResponse({"status": "ok"})
        elif (found := asset(path, self._settings)) is not None:
            response = found  # the page that says so is no bare text
        elif path == "/readyz" or path.startswith("/api/"):
            status = "failed" if self._broken or path != "/readyz" else "loading"
            response = JSONResponse({"status": status, "reason": reason}, status_code=503)
        else:
            heading = "系统未能载入" if self._broken else "正在载入"
            page = render("notice.html", heading=heading, text=reason, refresh=not self._broken, home=False)
            response = HTMLResponse(page, status_code=503, headers={"retry-after": "2"})
        response.headers.update(dict(security_headers(path, self._settings, "none")))
        return response

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        closing = asyncio.Event()
        opened = asyncio.create_task(self._open(closing))
        opened.add_done_callback(self._report)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        closing.set()
        await asyncio.wait([opened])
        await send({"type": "lifespan.shutdown.complete"})

    async def _open(self, closing: asyncio.Event) -> None:
        app = await asyncio.to_thread(self._build)
        async with lifespan(app):
            self._app = app
            await closing.wait()

    def _report(self, opened: asyncio.Task[None]) -> None:
        problem = None if opened.cancelled() else opened.exception()
        if problem is not None:
            self._broken = True
            log.error("the pages could not be built", exc_info=problem)
