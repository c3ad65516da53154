"""Any endpoint that speaks OpenAI's chat protocol, as a rewriter that can fail without being noticed."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from assistant.chat_client import ChatClient
from assistant.settings import RewriterSettings

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
    """Asks one model for the words of policy. Threads may share it."""

    def __init__(self, settings: RewriterSettings) -> None:
        """Make the client; nothing is sent yet. Raises ModelMissing where openai is not installed."""
        self._client = ChatClient(settings, "rewriter")
        self._max_chars = settings.max_chars
        self._prompt = PROMPT.read_text(encoding="utf-8").strip()

    def rewrite(self, question: str, history: Sequence[str]) -> str | None:
        """The model's words, unchecked, within `timeout_seconds`; None where it fails or says too much."""
        if self._client.rests:
            return None
        asked = json.dumps({"问题": question, "之前的问题": list(history)}, ensure_ascii=False)
        body, problem = self._client.complete(self._prompt, asked, REPLY_TOKENS)
        if body is None:
            _tell(problem)
            return None
        words, wrong = _words_of(body, self._max_chars)
        if wrong:
            _tell(wrong)
        return words

    def close(self) -> None:
        """Close connections and end the thread; for tests and tools, a server keeps it for life."""
        self._client.close()


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
