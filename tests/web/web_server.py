"""The real pages over a written assistant, served from this process: they are there in a second."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

START_SECONDS = 60  # a busy machine; an idle one needs two


@contextmanager
def serving_here(make: Callable[[], ASGIApp]) -> Iterator[str]:
    """The address of an application that `make` builds, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running: list[uvicorn.Server] = []

    def serve() -> None:
        # in a thread of its own throughout: the browser's driver holds a loop in this one
        running.append(
            uvicorn.Server(uvicorn.Config(make(), host="127.0.0.1", port=port, log_level="warning"))
        )
        asyncio.run(running[0].serve())

    thread = threading.Thread(target=serve)
    thread.start()
    end = time.monotonic() + START_SECONDS
    while not (running and running[0].started):
        assert time.monotonic() < end
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    running[0].should_exit = True
    thread.join(START_SECONDS)
