"""The composition root of the web edge: settings, the assistant behind a service, the application."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from assistant.settings import AssistantSettings
from corpus.settings import CorpusSettings, read_section
from web.feedback.wiring import open_recorder
from web.needed import Assistant
from web.opening import Opening
from web.portal.portal import open_portal
from web.service import Service
from web.settings import WebSettings
from web.slots import Slots

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from assistant.aside import Aside


WARM_UP = "数字经济核心产业增加值的目标是多少？"


def _open_assistant(aside: Aside) -> Assistant:
    """The real assistant; imported here, in the loading thread, so that the server answers meanwhile."""
    from assistant.wiring import open_assistant

    assistant = open_assistant(aside)
    unwanted = threading.Event()
    unwanted.set()  # a language model need not write for this
    assistant.ask(WARM_UP, (), unwanted)  # word lists and kernels load on first use: no reader waits for that
    return assistant


def known_problems() -> tuple[type[Exception], ...]:
    """Errors below us whose messages are Chinese sentences for people."""
    from assistant.problems import PROBLEMS

    return PROBLEMS


def clock(as_of: date | None) -> Callable[[], date]:
    """Today, or the day that settings fix."""
    return (lambda: as_of) if as_of else date.today


def open_application() -> ASGIApp:
    """The application with the real assistant; both load once the server runs. Raises SettingsError."""
    settings = read_section("web", WebSettings)
    as_of = read_section("assistant", AssistantSettings).as_of  # badges and warnings share one date

    portal = open_portal(settings.portal) if settings.portal is not None else None
    data_dir = read_section("corpus", CorpusSettings).data_dir

    def build() -> ASGIApp:
        slots = Slots(settings.parallel_questions)
        service = Service(
            lambda: _open_assistant(slots.aside), known_problems(), slots, settings.running_questions
        )
        service.start(settings.prepare_suggestions)  # beside Gradio's import, which takes seconds of its own
        from assistant.jsonl import to_dict
        from web.application import create_app

        recorder = open_recorder(settings.feedback, data_dir)
        return create_app(service, settings, to_dict, clock(as_of), portal, recorder)

    return Opening(build, settings)
