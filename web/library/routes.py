"""Routes of the library: plain forms that lead back to a page; a script only redraws the progress."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.datastructures import UploadFile

from web.admin.guard import Guard
from web.admin.layout import LIBRARY
from web.admin.session import Admitted
from web.library.draft_routes import draft_routes
from web.library.library import Library
from web.library.pages import PROBLEMS, Pages, to, words_of

NO_FILE = "请先选择文件。"
Act = Callable[[str], str]  # the id of a document in, the page to go on to out


def library_pages(library: Library, guard: Guard, limit_bytes: int) -> APIRouter:
    """Everything below /admin/library; `limit_bytes` is what a file may hold."""
    router = APIRouter(prefix=LIBRARY)
    pages = Pages(library, limit_bytes)

    @router.get("", response_class=HTMLResponse)
    def everything(admitted: Admitted = guard.reads) -> HTMLResponse:
        return pages.list(admitted)

    @router.get("/progress")
    def progress(_admitted: Admitted = guard.reads) -> JSONResponse:
        return JSONResponse(library.progress.to_dict())

    @router.post("/upload")
    async def upload(request: Request, admitted: Admitted = guard.writes) -> Response:
        async with request.form() as form:  # closes the file that it keeps for a large part
            file, replaces = form.get("file"), words_of(form).get("replaces")
            if not isinstance(file, UploadFile) or not file.filename:
                return await run_in_threadpool(pages.list, admitted, NO_FILE)
            content, name = await file.read(), file.filename
        try:
            draft = await run_in_threadpool(library.take, name, content, replaces or None)
        except PROBLEMS as error:
            return await run_in_threadpool(pages.list, admitted, str(error))
        return to(f"/draft/{draft.token}")

    for name, act in _acts(library).items():
        _add(router, name, act, guard, pages)
    router.include_router(draft_routes(guard, pages))
    return router


def _acts(library: Library) -> dict[str, Act]:
    def done(do: Callable[[], None]) -> str:
        do()
        return ""

    return {
        "remove": lambda document_id: done(lambda: library.remove(document_id)),
        "back": lambda _: done(library.go_back),
        "renew": lambda _: done(library.renew),
        "edit": lambda document_id: f"/draft/{library.again(document_id).token}",
    }


def _add(router: APIRouter, name: str, act: Act, guard: Guard, pages: Pages) -> None:
    @router.post(f"/{name}", name=name)
    async def route(request: Request, admitted: Admitted = guard.writes) -> Response:
        document_id = words_of(await request.form()).get("id", "")
        try:
            return to(await run_in_threadpool(act, document_id))
        except PROBLEMS as error:
            return await run_in_threadpool(pages.list, admitted, str(error))
