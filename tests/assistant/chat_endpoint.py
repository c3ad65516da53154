"""An endpoint on 127.0.0.1 that speaks OpenAI's chat protocol and behaves, or misbehaves, as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
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
        self.hung_up = threading.Event()  # the other side ended a stream

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


def chunk(content: str | None, finish: str | None = None) -> bytes:
    """One event of a streamed completion."""
    choice = {"index": 0, "finish_reason": finish, "delta": {} if content is None else {"content": content}}
    data = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "small", "choices": [choice]}
    return b"data: " + json.dumps(data, ensure_ascii=False).encode() + b"\n\n"


def opens_stream(handler: Handler) -> None:
    """The header of a stream whose length nobody knows."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True


def sends_events(handler: Handler, events: Iterable[bytes], pause_seconds: float = 0.0) -> None:
    """Events one by one, until the other side hangs up."""
    opens_stream(handler)
    try:
        for event in events:
            handler.wfile.write(event)
            handler.wfile.flush()
            if pause_seconds and handler.server.over.wait(pause_seconds):
                return
    except OSError:
        handler.server.hung_up.set()


def pieces_of(text: str, size: int = 3) -> list[str]:
    return [text[i : i + size] for i in range(0, len(text), size)]


def streams(text: str, finish: str | None = "stop", pause_seconds: float = 0.0) -> Behaviour:
    """A whole reply in small events; also to one who asked for no stream."""

    def behaviour(handler: Handler) -> None:
        events = [*(chunk(p) for p in pieces_of(text)), chunk(None, finish), b"data: [DONE]\n\n"]
        sends_events(handler, events, pause_seconds)

    return behaviour


def streams_reply(reply: Callable[[dict[str, Any]], str]) -> Behaviour:
    """A whole reply made from what was asked: the JSON of the user's message."""

    def behaviour(handler: Handler) -> None:
        streams(reply(json.loads(handler.server.asked[-1]["messages"][-1]["content"])))(handler)

    return behaviour


def streams_then_stalls(text: str) -> Behaviour:
    def behaviour(handler: Handler) -> None:
        sends_events(handler, map(chunk, pieces_of(text)))
        handler.server.over.wait(30)

    return behaviour


def streams_then_hangs_up(text: str) -> Behaviour:
    """The connection is reset with no end of the stream."""

    def behaviour(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        for piece in pieces_of(text):
            handler.wfile.write(chunk(piece))
        handler.wfile.flush()
        handler.close_connection = True

    return behaviour


def streams_raw(*events: bytes) -> Behaviour:
    return lambda handler: sends_events(handler, events)


def keeps_alive(handler: Handler) -> None:
    """Comments for ever: bytes come, and nothing is said."""
    sends_events(handler, (b": waiting\n\n" for _ in range(10_000)), 0.05)


def never_ends(handler: Handler) -> None:
    """One sentence after another, for ever."""
    sends_events(handler, (chunk("全市网络零售额达9999亿元[1]。") for _ in range(1_000_000)))


def endless_line(handler: Handler) -> None:
    sends_events(handler, (b"data: " if n == 0 else b"x" * 65_536 for n in range(10_000)))


def fails_then_streams(status: int, text: str) -> Behaviour:
    def behaviour(handler: Handler) -> None:
        (fails(status) if len(handler.server.asked) == 1 else streams(text))(handler)

    return behaviour


def fails_once(content: str) -> Behaviour:
    def behaviour(handler: Handler) -> None:
        (fails(500) if len(handler.server.asked) == 1 else says(content))(handler)

    return behaviour


def late(seconds: float, content: str) -> Behaviour:
    def behaviour(handler: Handler) -> None:
        time.sleep(seconds)
        says(content)(handler)

    return behaviour


@contextmanager
def serving() -> Iterator[Endpoint]:
    """An endpoint that answers in a thread of its own until the block ends."""
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.over.set()
        server.shutdown()
        thread.join()
