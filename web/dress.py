"""Headers of what goes out, and Gradio's pages made ours. Pure ASGI: streams must not be buffered."""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.early import early_scripts
from web.policy import security_headers
from web.settings import WebSettings
from web.shell import rewrite

_SHELLS = {"/": False, "/embed": True, "/embed/": True}  # path of a Gradio page -> is it the compact one


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
            compact = _SHELLS[path]
            early = early_scripts(self._settings, compact, nonce)
            body = rewrite(page.decode("utf-8"), nonce, compact, early).encode("utf-8")
            out = MutableHeaders(scope=start)
            out["content-length"] = str(len(body))
            out["cache-control"] = "no-store"  # the nonce must not be used twice
            await send(start)
            await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

        await self._app(scope, receive, dressed)
