"""The ASGI application: routes, the two Gradio pages, and the middleware around them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from assistant.model import Reply
from web.admin.checks import Checks
from web.admin.documents import documents_page
from web.admin.door import admin_router
from web.admin.guard import Guard, NotAdmittedError, not_admitted
from web.admin.overview import overview_page
from web.admin.questions import questions_page
from web.admin.session import Sessions
from web.api import WRONG_METHOD, api_router, failed, invalid_request
from web.ask_filter import EmptyChoiceError
from web.assets import STATIC
from web.conversation import Conversation
from web.documents_api import documents_router
from web.dress import Dress
from web.export_api import export_router
from web.feedback.api import feedback_router
from web.feedback.deletion import deletion_router
from web.feedback.model import Door
from web.feedback.recorder import Recorder
from web.gate import NOT_FOUND, Gate
from web.library.library import Library
from web.library.limits import BodyLimits
from web.library.routes import library_pages
from web.portal.admission import Admission
from web.portal.exchange import exchange_router
from web.portal.portal import Portal
from web.service import BROKEN, Loading, Ready, Service
from web.settings import WebSettings
from web.source import source_router
from web.theme import gradio_theme, theme_css


async def _http_error(_request: Request, error: Exception) -> Response:
    """Errors of the framework in Chinese: its own texts are English."""
    status = getattr(error, "status_code", 500)
    reasons = {404: NOT_FOUND, 405: WRONG_METHOD}
    return failed(status, reasons.get(status, BROKEN))


def _admin(
    service: Service,
    settings: WebSettings,
    today: Callable[[], date],
    sessions: Sessions,
    library: Library | None,
    recorder: Recorder | None,
) -> APIRouter:
    """The admin pages; a new one is a router of its own in this list, and an entry of its navigation."""
    guard = Guard(sessions)
    checks = Checks()
    pages = [
        overview_page(service, guard, checks, recorder),
        questions_page(service, guard, recorder),
        documents_page(service, guard, checks, today),
    ]
    if library is not None:
        pages.append(library_pages(library, guard, settings.upload_limit_bytes))
    return admin_router(guard, pages)


def _living(
    service: Service, library: Library | None, recorder: Recorder | None
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """What ends with the application."""

    @asynccontextmanager
    async def living(_app: FastAPI) -> AsyncIterator[None]:
        yield
        if library is not None:
            library.close()
        service.close()
        if recorder is not None:
            await asyncio.to_thread(recorder.close)

    return living


async def _nothing_left(_request: Request, error: Exception) -> Response:
    """A filter that leaves no document is the asker's to widen."""
    return failed(422, str(error))


def create_app(
    service: Service,
    settings: WebSettings,
    to_dict: Callable[[Reply], Mapping[str, object]],
    today: Callable[[], date] = date.today,
    portal: Portal | None = None,
    recorder: Recorder | None = None,
    library: Library | None = None,
) -> ASGIApp:
    """The application; `service` may still be loading.

    `portal` vouches for readers where there is one; without a `recorder` nothing is kept, and without a
    `library` documents are not changed here.
    """
    from web.chat import build_chat
    from web.quiet_gradio import gradio as gr

    app = FastAPI(
        lifespan=_living(service, library, recorder), docs_url=None, redoc_url=None, openapi_url=None
    )  # its pages load scripts from a CDN
    app.add_exception_handler(RequestValidationError, invalid_request)
    app.add_exception_handler(NotAdmittedError, not_admitted)
    app.add_exception_handler(EmptyChoiceError, _nothing_left)
    app.add_exception_handler(404, _http_error)
    app.add_exception_handler(405, _http_error)
    app.add_exception_handler(Exception, _http_error)  # Starlette logs it and tells nobody more than this
    app.include_router(api_router(service, settings, to_dict, recorder, today))
    app.include_router(feedback_router(recorder, settings.feedback.comment_limit_chars))
    app.include_router(deletion_router(recorder))
    app.include_router(export_router(service, settings, today))
    app.include_router(source_router(service, today))
    app.include_router(documents_router(service, today))
    sessions = Sessions(settings.admin_token.get_secret_value() if settings.admin_token else None)
    app.include_router(_admin(service, settings, today, sessions, library, recorder))
    if portal is not None:
        app.include_router(exchange_router(portal))
    app.mount("/youju/static", StaticFiles(directory=STATIC))

    @app.get("/healthz")
    async def healthz() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @app.get("/readyz")
    async def readyz() -> JSONResponse:
        state = service.state
        if isinstance(state, Ready):
            return JSONResponse({"status": "ready"})
        status = "loading" if isinstance(state, Loading) else "failed"
        return JSONResponse({"status": status, "reason": state.reason}, status_code=503)

    @app.get("/youju/theme.css")
    def theme() -> PlainTextResponse:
        return PlainTextResponse(theme_css(settings.accent), media_type="text/css")

    @app.get("/favicon.ico")  # which browsers ask for beside the icon that a page names
    def icon() -> FileResponse:
        return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml")

    @app.get("/embed.js")
    def embed_script() -> PlainTextResponse:
        script = (STATIC / "embed.js").read_text(encoding="utf-8")
        return PlainTextResponse(script, media_type="text/javascript")

    for path, compact in (("/embed", True), ("/", False)):  # "/" takes what is left, so it comes last
        conversation = Conversation(
            service,
            settings,
            today,
            debug=settings.debug and not compact,
            recorder=recorder,
            door=Door.EMBED if compact else Door.PAGE,
        )
        gr.mount_gradio_app(
            app,
            build_chat(service, conversation, settings, today, compact),
            path=path,
            footer_links=[],
            run_history=False,
            ssr_mode=False,
            show_error=False,
            enable_monitoring=False,
            mcp_server=False,
            theme=gradio_theme(),
        )
    admitted: ASGIApp = Admission(app, portal.sessions) if portal is not None and portal.required else app
    limits = BodyLimits(sessions, settings.body_limit_bytes, settings.upload_limit_bytes)
    return Dress(Gate(admitted, limits), settings)
