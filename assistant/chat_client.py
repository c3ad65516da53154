"""The one client of OpenAI's chat protocol: deadlines that hold, cancellation, and rest after a failure."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import Future, wait
from typing import Any, TypeVar

from assistant.chat_stream import Received, read_events
from assistant.settings import ChatSettings
from index.problems import ModelMissing

MISSING = "设置中有 assistant.{section}，但没有安装 openai。请运行 pip install openai，或去掉设置中的 [assistant.{section}]。"
LOOK_SECONDS = 0.05  # how often a waiting thread looks whether its answer is still wanted
T = TypeVar("T")
log = logging.getLogger("youju.assistant")


class UnwantedError(Exception):
    """Nobody waits for the reply any more."""


class ChatClient:
    """Asks one model, with one deadline for everything, and rests after a failure. Threads may share it.

    The library's own timeouts hold for each read: an endpoint that drips bytes would never meet them.
    So requests run on a loop in a thread, where they can be cancelled. The library's retries are used:
    connections that fail, 408, 409, 429 and 5xx, with its pauses, all of them within the deadline.
    """

    def __init__(self, settings: ChatSettings, section: str) -> None:
        """Make the client; nothing is sent yet. Raises ModelMissing where openai is not installed."""
        try:
            from httpx2 import HTTPError  # openai's transport, whose errors it lets through while streaming
            from openai import AsyncOpenAI, OpenAIError
        except ImportError as error:
            raise ModelMissing(MISSING.format(section=section)) from error
        self._settings = settings
        self._problems: tuple[type[Exception], ...] = (OpenAIError, HTTPError, TimeoutError)
        self._client = AsyncOpenAI(
            base_url=str(settings.base_url),
            # without a key the library would take the one of the environment to wherever base_url points
            api_key=settings.api_key.get_secret_value() if settings.api_key else "none",
            timeout=settings.timeout_seconds,
            max_retries=settings.retries,
        )
        self._rests_until = 0.0  # monotonic seconds
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=section, daemon=True)
        self._thread.start()

    @property
    def rests(self) -> bool:
        """Whether it failed so lately that it should not be asked."""
        return time.monotonic() < self._rests_until

    def complete(self, system: str, user: str, max_tokens: int) -> tuple[str | None, str]:
        """The raw body of a reply, or None and what went wrong.

        Raw, because what the library makes of a malformed body it leaves to be found out later.
        """
        return self._waited(self._complete(system, user, max_tokens), None)

    def stream(
        self,
        system: str,
        user: str,
        max_tokens: int,
        pause_seconds: float,
        into: Received,
        cancelled: threading.Event | None,
    ) -> str:
        """Stream a reply into `into`, as far as it comes; says what went wrong, "" where nothing did.

        `pause_seconds` is the longest wait for an event, that for the first one and retries included.
        Raises UnwantedError once `cancelled` is set, with the request ended.
        """
        work = self._stream(system, user, max_tokens, pause_seconds, into)
        return self._waited(work, cancelled)[1] or into.wrong

    def close(self) -> None:
        """Close connections and end the thread; for tests and tools, a server keeps it for life."""
        asyncio.run_coroutine_threadsafe(self._client.close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _waited(
        self, work: Coroutine[Any, Any, T], cancelled: threading.Event | None
    ) -> tuple[T | None, str]:
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return self._result(future, cancelled), ""
        except self._problems as problem:
            future.cancel()
            self._rests_until = time.monotonic() + self._settings.rest_seconds
            return None, f"{type(problem).__name__} {getattr(problem, 'status_code', '')}".strip()

    def _result(self, future: Future[T], cancelled: threading.Event | None) -> T:
        deadline = time.monotonic() + self._settings.timeout_seconds
        while not wait((future,), LOOK_SECONDS if cancelled else self._settings.timeout_seconds).done:
            if cancelled is not None and cancelled.is_set():
                future.cancel()
                raise UnwantedError
            if time.monotonic() >= deadline:
                raise TimeoutError
        return future.result()

    async def _complete(self, system: str, user: str, max_tokens: int) -> str:
        raw = await self._client.chat.completions.with_raw_response.create(
            model=self._settings.model,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
            temperature=0,
            max_tokens=max_tokens,
        )
        return raw.text

    async def _stream(
        self, system: str, user: str, max_tokens: int, pause_seconds: float, into: Received
    ) -> None:
        now = asyncio.get_running_loop().time
        async with (
            asyncio.timeout(pause_seconds) as limit,
            self._client.chat.completions.with_streaming_response.create(
                model=self._settings.model,
                messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
                temperature=0,
                max_tokens=max_tokens,
                stream=True,
            ) as response,
        ):
            await read_events(response.iter_bytes(), into, lambda: limit.reschedule(now() + pause_seconds))
