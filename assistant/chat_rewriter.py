"""Any endpoint that speaks OpenAI's chat protocol, as a rewriter that can fail without being noticed."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from assistant.settings import RewriterSettings
from index.problems import ModelMissing

PROMPT = Path(__file__).with_name("rewrite_prompt.txt")
REPLY_TOKENS = 120  # eight words of policy take fewer; what is not written is not waited for
log = logging.getLogger("youju.assistant")


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message


class _Reply(BaseModel):
    choices: list[_Choice]


class ChatRewriter:
    """Asks one model, with one deadline for everything, and rests after a failure.

    The client's own timeouts hold for each read: an endpoint that drips bytes would never meet them.
    So requests run on a loop in a thread, where they can be cancelled.
    """

    def __init__(self, settings: RewriterSettings) -> None:
        """Make the client; nothing is sent yet. Raises ModelMissing where openai is not installed."""
        try:
            from openai import AsyncOpenAI, OpenAIError
        except ImportError as error:
            raise ModelMissing(
                "设置中有 assistant.rewriter，但没有安装 openai。"
                "请运行 pip install openai，或去掉设置中的 [assistant.rewriter]。"
            ) from error
        self._settings = settings
        self._problems: tuple[type[Exception], ...] = (OpenAIError, TimeoutError)
        self._prompt = PROMPT.read_text(encoding="utf-8").strip()
        self._client = AsyncOpenAI(
            base_url=str(settings.base_url),
            # without a key the library would take the one of the environment to wherever base_url points
            api_key=settings.api_key.get_secret_value() if settings.api_key else "none",
            timeout=settings.timeout_seconds,
            max_retries=1,
        )
        self._rests_until = 0.0  # monotonic seconds
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="rewriter", daemon=True)
        self._thread.start()

    def rewrite(self, question: str, history: Sequence[str]) -> str | None:
        """The model's words, unchecked, within `timeout_seconds`; None where it fails or says too much."""
        if time.monotonic() < self._rests_until:
            return None
        future = asyncio.run_coroutine_threadsafe(self._ask(question, history), self._loop)
        try:
            body = future.result(self._settings.timeout_seconds)
        except self._problems as problem:
            future.cancel()
            self._rests_until = time.monotonic() + self._settings.rest_seconds
            _tell(f"{type(problem).__name__} {getattr(problem, 'status_code', '')}".strip())
            return None
        words, wrong = _words_of(body, self._settings.max_chars)
        if wrong:
            _tell(wrong)
        return words

    def close(self) -> None:
        """Close connections and end the thread; for tests and tools, a server keeps it for life."""
        asyncio.run_coroutine_threadsafe(self._client.close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _ask(self, question: str, history: Sequence[str]) -> str:
        """The raw body: what the library makes of a malformed one, it leaves to be found out later."""
        asked = json.dumps({"问题": question, "之前的问题": list(history)}, ensure_ascii=False)
        raw = await self._client.chat.completions.with_raw_response.create(
            model=self._settings.model,
            messages=[{"role": "system", "content": self._prompt}, {"role": "user", "content": asked}],
            temperature=0,
            max_tokens=REPLY_TOKENS,
        )
        return raw.text


def _words_of(body: str, most: int) -> tuple[str | None, str]:
    """The words of a reply, or None and what is wrong with it."""
    try:
        choices = _Reply.model_validate_json(body).choices
    except ValidationError:
        return None, "回复不是约定的格式"
    words = (choices[0].message.content or "").strip() if choices else ""
    if not words:
        return None, "回复为空"
    if len(words) > most:
        return None, f"回复有 {len(words)} 字，超过 max_chars"
    return words, ""


def _tell(reason: str) -> None:
    """Neither question, reply nor key goes into the log."""
    log.warning("检索词补充未成功（%s），本次按原问题检索。", reason)
