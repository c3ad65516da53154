"""The application as tests build it."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp
from web_fakes import TODAY

from assistant.jsonl import to_dict
from web.application import create_app
from web.context import Context
from web.conversation import PLAIN, Conversation
from web.feedback.recorder import Recorder
from web.library.library import Library
from web.portal.portal import Portal
from web.service import Service
from web.session import Session
from web.settings import WebSettings


def make_app(
    service: Service,
    settings: WebSettings,
    portal: Portal | None = None,
    recorder: Recorder | None = None,
    library: Library | None = None,
) -> ASGIApp:
    """The application, built in a running loop: without one, Gradio opens loops that it never closes."""

    async def make() -> ASGIApp:
        return create_app(service, settings, to_dict, lambda: TODAY, portal, recorder, library)

    return asyncio.run(make())


async def at_once(_seconds: float) -> None:
    """A pause that does not last."""


def states(
    conversation: Conversation, question: str, session: Session | None = None, context: Context = PLAIN
) -> list[Session]:
    """All states of the session while a question is answered."""

    async def all_of() -> list[Session]:
        return [now async for now in conversation.ask(question, session or Session(), context=context)]

    return asyncio.run(all_of())
