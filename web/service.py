"""The assistant behind the pages: loaded in the background, asked by a few at a time, never seen to crash."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from assistant.explain import Explanation
from assistant.model import Answer, Failure, Reply
from corpus.model import Corpus
from web.needed import Assistant
from web.recent import Recent
from web.slots import Slots

T = TypeVar("T")
log = logging.getLogger("youju.web")

RECENT_REPLIES = 64  # of all readers together; an older answer is found anew when it is exported
STILL_LOADING = "正在载入文件和索引，通常需要十几秒。请稍候再问。"
BROKEN = "系统内部出错，已记录在日志中。请稍后再试；仍不行时请联系管理员。"
STOPPED = "已停止回答。"
QUIET_SECONDS = 1.0  # after a question, before what may be offered next is tried on
PREPARE_PAUSE_SECONDS = 0.15  # after each of these, which take some 30 ms: a fifth of one processor
CANNOT_LOAD = "系统未能载入，原因已记录在日志中。请联系管理员查看日志。"
_ABSOLUTE_PATH = re.compile(r"(?<![\w/:])(?:/|[A-Za-z]:\\)[\w.\-]+(?:[/\\][\w.\-]+)+")


def without_paths(message: str) -> str:
    """A message without the machine's folders; file names stay, since they say what to look for.

    >>> without_paths("找不到 /srv/youju/index/built，请运行 make index")
    '找不到 built，请运行 make index'
    """
    return _ABSOLUTE_PATH.sub(lambda m: re.split(r"[/\\]", m[0])[-1], message)


@dataclass(frozen=True)
class Loading:
    """The assistant is being loaded."""

    reason: str = STILL_LOADING


@dataclass(frozen=True)
class Ready:
    """The assistant answers. A question keeps the one that it began with, whatever takes its place."""

    assistant: Assistant
    recent: Recent = field(default_factory=lambda: Recent(RECENT_REPLIES), compare=False)


@dataclass(frozen=True)
class Unready:
    """The assistant could not be loaded; `reason` is Chinese and says what to do."""

    reason: str


State = Loading | Ready | Unready


class Service:
    """Holds the assistant's state and guards every call of it."""

    def __init__(
        self,
        open_assistant: Callable[[], Assistant],
        known_problems: tuple[type[Exception], ...] = (),
        slots: Slots | None = None,
        running: int = 32,
    ) -> None:
        """`known_problems` carry a Chinese sentence that people may read; of others they see none.

        `running` questions at most are worked on, of which only those that hold one of `slots` compute.
        """
        self._open = open_assistant
        self._known = known_problems
        self._slots = slots or Slots(2)
        self._threads = ThreadPoolExecutor(running, thread_name_prefix="question")
        self._closing = threading.Event()
        self._prepares = False
        self._state: State = Loading()

    @property
    def state(self) -> State:
        """What the service can do right now."""
        return self._state

    @property
    def corpus(self) -> Corpus | None:
        """The documents, once they are loaded."""
        return self._state.assistant.corpus if isinstance(self._state, Ready) else None

    def start(self, prepare: bool = True) -> threading.Thread:
        """Load in the background, and then `prepare` what may be offered; the caller may join the thread."""

        def work() -> None:
            self.load()
            if prepare:
                self.prepare()

        self._prepares = prepare

        thread = threading.Thread(target=work, name="load-assistant", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """End what runs for no reader; what readers wait for goes on."""
        self._closing.set()
        self._threads.shutdown(wait=False)

    def swap(self, assistant: Assistant) -> None:
        """Put another assistant in the place of this one, in one step; questions that run finish on the old one."""
        self._state = Ready(assistant)
        if self._prepares and not self._closing.is_set():
            threading.Thread(target=self.prepare, name="prepare-suggestions", daemon=True).start()

    def prepare(self) -> None:
        """Try what may be offered next, in the pauses between questions, until the assistant is replaced."""
        state = self._state
        if isinstance(state, Ready):
            self.guard(
                lambda: state.assistant.prepare_suggestions(
                    lambda: self._must_stop() or self._state is not state
                ),
                BROKEN,
            )

    def _must_stop(self) -> bool:
        """Waits until nobody wants the processor; whether the service was closed meanwhile."""
        closed = self._closing.wait(PREPARE_PAUSE_SECONDS)
        while not closed and self._slots.quiet_seconds < QUIET_SECONDS:
            closed = self._closing.wait(PREPARE_PAUSE_SECONDS)
        return closed

    def begin(self, call: Callable[[], T]) -> Future[T]:
        """Run a call in one of the threads for questions."""
        return self._threads.submit(call)

    def load(self) -> None:
        """Load the assistant now; a problem becomes the state, not an exception."""
        loaded = self.guard(self._open, CANNOT_LOAD)
        self._state = Unready(loaded.reason) if isinstance(loaded, Failure) else Ready(loaded)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        cancelled: threading.Event | None = None,
        within: frozenset[str] | None = None,
        on: Ready | None = None,
    ) -> Reply:
        """The assistant's reply, or a Failure that says why there is none; soon, once `cancelled` is set.

        `within` are ids of the only documents that are searched; None: all.
        Who shows the reply beside the documents names the state `on` which both stand.
        """
        state = on or self._state
        if not isinstance(state, Ready):
            return Failure(reason=state.reason, elapsed_ms=0.0)
        with self._slots.held():
            if cancelled is not None and cancelled.is_set():
                return Failure(reason=STOPPED, elapsed_ms=0.0)
            reply = self.guard(
                lambda: state.assistant.ask(question, tuple(history), cancelled, within), BROKEN
            )
        unread = cancelled is not None and cancelled.is_set()  # and perhaps cut short
        if not isinstance(reply, Failure) and not unread:
            state.recent.put(question, history, reply, within)
        return reply

    def reply_to(
        self,
        question: str,
        history: Sequence[str] = (),
        cancelled: threading.Event | None = None,
        within: frozenset[str] | None = None,
        on: Ready | None = None,
    ) -> Reply:
        """The reply that was lately given, else a new one: what is exported is what was read.

        A language model would word a second answer differently, and take its time again.
        """
        state = on or self._state
        given = state.recent.get(question, history, within) if isinstance(state, Ready) else None
        return given or self.ask(question, history, cancelled, within, on)

    def explain(self, question: str, history: Sequence[str] = ()) -> Explanation | None:
        """How a question that was answered was searched for; None where that cannot be said, which is logged."""
        state = self._state
        if not isinstance(state, Ready):
            return None
        with self._slots.held():
            explained = self.guard(lambda: state.assistant.explain(question, tuple(history)), BROKEN)
        return None if isinstance(explained, Failure) else explained

    def suggest(
        self, question: str, history: Sequence[str] = (), within: frozenset[str] | None = None
    ) -> tuple[str, ...]:
        """Next questions after a reply that was lately given; none where that cannot be said, which is logged."""
        state = self._state
        reply = state.recent.get(question, history, within) if isinstance(state, Ready) else None
        if not isinstance(state, Ready) or reply is None:
            return ()
        with self._slots.held():
            found = self.guard(lambda: state.assistant.suggest(question, tuple(history), reply), BROKEN)
        if isinstance(found, Failure):
            return ()
        if within is None:
            return found
        # what all documents answer, those that were chosen need not
        return tuple(q for q in found if isinstance(self.ask(q, (), None, within, state), Answer))

    def guard(self, call: Callable[[], T], unknown: str) -> T | Failure:
        """The result of a call, or a Failure; the only broad except of the project stands here."""
        started = time.perf_counter()
        try:
            return call()
        except self._known as problem:
            log.warning("%s: %s", type(problem).__name__, problem)
            reason = without_paths(str(problem))
        except Exception:
            log.exception("unexpected error behind the web edge")
            reason = unknown
        return Failure(reason=reason, elapsed_ms=(time.perf_counter() - started) * 1000)
