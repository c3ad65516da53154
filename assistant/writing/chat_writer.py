"""Any endpoint that speaks OpenAI's chat protocol, as a writer that can fail without being noticed."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from assistant.chat_client import ChatClient, UnwantedError
from assistant.chat_stream import Received
from assistant.settings import WriterSettings
from assistant.writing.draft import Draft
from assistant.writing.evidence import Supplied

PROMPT = Path(__file__).with_name("prompt.txt")
log = logging.getLogger("youju.assistant")


class ChatWriter:
    """Asks one model for an answer. Threads may share it."""

    def __init__(self, settings: WriterSettings) -> None:
        """Make the client; nothing is sent yet. Raises ModelMissing where openai is not installed."""
        self._client = ChatClient(settings, "writer")
        self._settings = settings
        self._prompt = PROMPT.read_text(encoding="utf-8").strip()

    def write(
        self, question: str, supplied: Sequence[Supplied], cancelled: threading.Event | None = None
    ) -> Draft | None:
        """The model's sentences, unchecked, within `timeout_seconds`.

        What came before a failure is handed on as unfinished; None where nothing did, where it rests
        after a failure, and where nobody wants the reply any more.
        """
        if self._client.rests or (cancelled is not None and cancelled.is_set()):
            return None
        into = Received(self._settings.max_chars)
        try:
            problem = self._client.stream(
                self._prompt,
                as_data(question, supplied),
                self._settings.max_tokens,
                self._settings.pause_seconds,
                into,
                cancelled,
            )
        except UnwantedError:
            return None
        text = into.text
        if not problem and not text.strip():
            problem = "回复为空"
        if problem:  # neither question, clauses, reply nor key goes into the log
            log.warning("语言模型写作未成功（%s），未写完的部分不采用。", problem)
        return Draft(text, into.stopped and not problem) if text.strip() else None

    def close(self) -> None:
        """Close connections and end the thread; for tests and tools, a server keeps it for life."""
        self._client.close()


def as_data(question: str, supplied: Sequence[Supplied]) -> str:
    """The question and the clauses as JSON: data in a message of their own, not part of the instructions."""
    clauses = [
        {
            "编号": s.n,
            "文件": s.document.title,
            "文号": s.document.number,
            "位置": s.clause.address,
            "原文": s.clause.text,
        }
        for s in supplied
    ]
    return json.dumps({"问题": question, "条款": clauses}, ensure_ascii=False)
