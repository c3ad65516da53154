"""An endpoint on 127.0.0.1 that speaks OpenAI's chat protocol and behaves, or misbehaves, as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler"], None]


class Endpoint(ThreadingHTTPServer):
    """Keeps every request that it got."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour: Behaviour = says("")
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.over = threading.Event()  # lets stalling answers go

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """Who was hung up on says nothing about it."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Endpoint
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # header and body leave at once

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.keys.append(self.headers["Authorization"])
        self.server.asked.append({"path": self.path, **json.loads(body)})
        self.server.behaviour(self)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def answer(
        self, status: int, body: bytes, kind: str = "application/json", length: int | None = None
    ) -> None:
        """A whole answer, or less of it than its header says."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


def completion(content: str | None) -> bytes:
    """A well-formed completion."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    reply = {"id": "1", "object": "chat.completion", "created": 1, "model": "small", "choices": [choice]}
    return json.dumps(reply, ensure_ascii=False).encode()


def says(content: str | None) -> Behaviour:
    return lambda handler: handler.answer(200, completion(content))


def fails(status: int) -> Behaviour:
    return lambda handler: handler.answer(status, b'{"error": {"message": "no", "code": "no"}}')


def sends(body: bytes, kind: str = "application/json") -> Behaviour:
    return lambda handler: handler.answer(200, body, kind)


def stalls(handler: Handler) -> None:
    handler.server.over.wait(30)


def drips(handler: Handler) -> None:
    """A byte now and then: no single read ever takes long."""
    handler.answer(200, b"{", length=10_000)
    while not handler.server.over.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def cuts_off(handler: Handler) -> None:
    whole = completion("电子商务 网络零售")
    handler.answer(200, whole[: len(whole) // 2], length=len(whole))
    handler.close_connection = True


def fails_once(content: str) -> Behaviour:
    def behaviour(handler: Handler) -> None:
        (fails(500) if len(handler.server.asked) == 1 else says(content))(handler)

    return behaviour


def late(seconds: float, content: str) -> Behaviour:
    def behaviour(handler: Handler) -> None:
        time.sleep(seconds)
        says(content)(handler)

    return behaviour
