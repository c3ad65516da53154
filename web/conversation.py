"""How a question runs through the chat: a stream of states of the session, without Gradio."""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import date

from assistant.explain import Explanation
from assistant.model import Answer, AnswerKind, Failure, Refusal, Reply
from corpus.model import Corpus
from web.ask_filter import chosen
from web.context import Context
from web.feedback.model import Door
from web.feedback.recorder import Asked, Recorder
from web.question import CannotAskError, Checked, checked, earlier
from web.service import Ready, Service
from web.session import Session
from web.settings import WebSettings
from web.turn_view import (
    render_answer,
    render_failure,
    render_hint,
    render_loading,
    render_refusal,
    render_stopped,
)
from web.waiting import TICK_SECONDS, ticking

PLAIN = Context()
SUGGESTIONS = 3  # next questions that are offered at most
SAY_SECONDS = 5  # how often a reader who waits for long is told so; screen readers speak each time
STREAM_SECONDS = 0.9  # what streaming may add to a long answer altogether


class Conversation:
    """Runs questions; holds no state of any user."""

    def __init__(
        self,
        service: Service,
        settings: WebSettings,
        today: Callable[[], date],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        debug: bool = False,
        recorder: Recorder | None = None,
        door: Door = Door.PAGE,
    ) -> None:
        """`debug` shows below an answer how it was found; `recorder` keeps what came in by `door`."""
        self._service = service
        self._settings = settings
        self._today = today
        self._pause = pause
        self._debug = debug
        self._recorder = recorder
        self._door = door

    @property
    def keeps(self) -> bool:
        """Whether questions are kept, unless their reader says otherwise."""
        return self._recorder is not None

    async def ask(
        self, raw: str, session: Session, private: bool = False, context: Context = PLAIN
    ) -> AsyncGenerator[Session, None]:
        """The session as it looks from the question's arrival until its answer is complete.

        Nothing of a `private` question is kept.
        Closed or cancelled before, the question is given up, with what it asked of a language model.
        """
        question = checked(raw, self._settings.question_limit_chars)
        if not question.text and question.problem:
            return  # nothing was typed: the page stays as it is
        started = time.monotonic()
        session = self._begun(question.text, session, private, context)
        history = session.turns[-1].history
        try:
            state, within = self._searched(question, context)
        except CannotAskError as problem:
            yield session.update(render_hint(question.text, str(problem)))
            return
        yield session

        def call(unwanted: threading.Event) -> Reply:
            return self._service.ask(question.text, history, unwanted, within, on=state)

        async with aclosing(ticking(self._service, call)) as ticks:
            waited = 0.0
            async for reply in ticks:
                if reply is None:
                    waited += TICK_SECONDS
                    said = int(waited) // SAY_SECONDS * SAY_SECONDS
                    yield session.update(render_loading(question.text, said))
                    continue
                rating = None
                if self._recorder is not None and not private:
                    waited_ms = (time.monotonic() - started) * 1000
                    asked = Asked(
                        question.text, history, self._door, session.key, waited_ms, within is not None
                    )
                    rating = self._recorder.record(asked, reply)
                async for now in self._replied(session, reply, state.assistant.corpus, rating):
                    yield now

    def _begun(self, question: str, session: Session, private: bool, context: Context) -> Session:
        limits = self._settings
        session = session.resumed(context.earlier[-limits.turns_limit :], context.again)
        history = earlier(session.history, limits.history_limit, limits.question_limit_chars)
        if self._recorder is not None and not private:
            session = replace(session, key=context.page or session.key or secrets.token_urlsafe(16))
        return session.begin(question, render_loading(question), limits.turns_limit, history, context.filter)

    def _searched(self, question: Checked, context: Context) -> tuple[Ready, frozenset[str] | None]:
        """The state that answers, and the ids of the documents that are chosen. Raises CannotAskError."""
        state = self._service.state
        if question.problem:
            raise CannotAskError(question.problem)
        if not isinstance(state, Ready):
            raise CannotAskError(state.reason)
        return state, chosen(context.filter, state.assistant.corpus, self._today())

    async def _replied(
        self, session: Session, reply: Reply, corpus: Corpus, rating: str | None
    ) -> AsyncGenerator[Session, None]:
        today, turn = self._today(), session.turns[-1]
        question, history, wanted = turn.question, turn.history, turn.filter
        explains = self._debug and wanted is None  # the trace is that of a search in all documents
        match reply:
            case Answer():
                pieces = len(reply.segments)
                pause = min(self._settings.segment_pause_seconds, STREAM_SECONDS / max(pieces, 1))
                for shown in range(1, pieces):
                    yield session.update(render_answer(question, reply, corpus, today, shown), counts=True)
                    await self._pause(pause)
                html = render_answer(
                    question, reply, corpus, today, history=history, rating=rating, wanted=wanted
                )
                yield session.update(html, counts=True)
                if explains and reply.kind is AnswerKind.POLICY:
                    explained = await self._explained(question, history)
                    html = render_answer(
                        question, reply, corpus, today, explained=explained, history=history, rating=rating
                    )
                    yield session.update(html, counts=True)
            case Refusal():
                explained = await self._explained(question, history) if explains else None
                html = render_refusal(question, reply, corpus, today, explained, history, rating, wanted)
                yield session.update(html, counts=True)
            case Failure():
                yield session.update(render_failure(question, reply))

    async def _explained(self, question: str, history: Sequence[str]) -> Explanation | None:
        return await asyncio.wrap_future(
            self._service.begin(lambda: self._service.explain(question, history))
        )

    def suggestions(self, session: Session) -> tuple[str, ...]:
        """Questions to ask next; none unless the last one was answered or refused."""
        if not session.turns or not session.turns[-1].counts:
            return ()
        last, corpus = session.turns[-1], self._service.corpus
        if corpus is None:
            return ()
        within = chosen(last.filter, corpus, self._today())
        return self._service.suggest(last.question, last.history, within)[:SUGGESTIONS]

    @staticmethod
    def stop(session: Session) -> Session:
        """The session after its reader stopped the running answer."""
        if not session.turns:
            return session
        return session.update(render_stopped(session.turns[-1].question))
