"""An assistant's first question, asked before a reader asks one."""

from __future__ import annotations

import threading

from web.needed import Assistant

WARM_UP = "数字经济核心产业增加值的目标是多少？"


def warmed(assistant: Assistant) -> Assistant:
    """The assistant after a question: word lists and kernels load on first use, and no reader waits for that."""
    unwanted = threading.Event()
    unwanted.set()  # a language model need not write for this
    assistant.ask(WARM_UP, (), unwanted)
    return assistant
