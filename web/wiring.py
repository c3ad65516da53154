"""The composition root of the web edge: settings, the assistant behind a service, the application."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from assistant.settings import AssistantSettings
from corpus.decode import UnreadableFile
from corpus.drafts import DraftError
from corpus.registry import RegistryError
from corpus.settings import CorpusSettings, read_section
from web.feedback.wiring import open_recorder
from web.library.engine import EngineError, ProcessEngine
from web.library.library import Library, LibraryError
from web.opening import Opening
from web.portal.portal import open_portal
from web.service import Service
from web.settings import WebSettings
from web.slots import Slots
from web.warm import warmed

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from assistant.wiring import Workshop


def known_problems() -> tuple[type[Exception], ...]:
    """Errors below us whose messages are Chinese sentences for people."""
    from assistant.problems import PROBLEMS
    from corpus.folder import FolderError

    return (
        *PROBLEMS, FolderError, RegistryError, UnreadableFile, DraftError, LibraryError, EngineError,
    )  # fmt: skip


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

        @cache
        def workshop() -> Workshop:
            """Imported in the loading thread, so that the server answers meanwhile."""
            from assistant.wiring import open_workshop

            return open_workshop(slots.aside)

        service = Service(
            lambda: warmed(workshop().open()[0]), known_problems(), slots, settings.running_questions
        )
        library = Library(service, ProcessEngine(workshop), data_dir)
        service.start(settings.prepare_suggestions)  # beside Gradio's import, which takes seconds of its own
        from assistant.jsonl import to_dict
        from web.application import create_app

        recorder = open_recorder(settings.feedback, data_dir)
        return create_app(service, settings, to_dict, clock(as_of), portal, recorder, library)

    return Opening(build, settings)
