"""Waiting for an answer without holding a thread of the server, as long as somebody wants it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TypeVar

from starlette.requests import Request

from web.service import Service

T = TypeVar("T")
TICK_SECONDS = 0.5  # how often it is looked whether the reader is still there
GONE = "提问的一方已断开，没有继续回答。"


async def ticking(service: Service, call: Callable[[threading.Event], T]) -> AsyncGenerator[T | None, None]:
    """None at every tick, then the result of `call`, which runs in a thread of the service.

    The event that `call` gets is set when this is closed or cancelled: nobody waits any more.
    """
    unwanted = threading.Event()
    future = asyncio.wrap_future(service.begin(lambda: call(unwanted)))
    try:
        while not (await asyncio.wait((future,), timeout=TICK_SECONDS))[0]:
            yield None
        yield future.result()
    finally:
        unwanted.set()
        future.cancel()  # one that has not begun never will


async def while_connected(
    request: Request, service: Service, call: Callable[[threading.Event], T]
) -> T | None:
    """The result of `call`; None where the client left before."""
    async with aclosing(ticking(service, call)) as ticks:
        async for result in ticks:
            if result is not None:
                return result
            if await request.is_disconnected():
                break
    return None
