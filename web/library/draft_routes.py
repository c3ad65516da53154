"""Routes of one draft: look at it, put it right, accept it, throw it away."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from corpus.drafts import Draft
from corpus.preview import Preview
from web.admin.guard import Guard
from web.admin.session import Admitted
from web.library.corrections import placed, typed_in, without
from web.library.pages import PROBLEMS, Pages, to, words_of
from web.library.said import supplied_by

Form = dict[str, str]
Correct = Callable[[Draft, Preview, Form], Draft]


def _said(draft: Draft, shown: Preview, form: Form) -> Draft:
    return draft.model_copy(update={"supplied": supplied_by(form, shown.stated)})


def _without(draft: Draft, _shown: Preview, form: Form) -> Draft:
    return without(draft, form)


_CORRECTIONS: dict[str, Correct] = {"said": _said, "place": placed, "picture": typed_in, "undo": _without}


def _part(name: str, form: Form) -> str:
    """The part of the page that a correction leads back to: a line that was placed, where it stands now."""
    if name == "place":
        return f"l-{int(form['line'])}"
    pictures = name == "picture" or form.get("sort") == "transcripts"
    return "pictures" if pictures else "place" if name == "undo" else "said"


def draft_routes(guard: Guard, pages: Pages) -> APIRouter:
    """The routes below /admin/library/draft."""
    router = APIRouter(prefix="/draft/{token}")

    @router.get("", response_class=HTMLResponse)
    def look(token: str, admitted: Admitted = guard.reads) -> HTMLResponse:
        return pages.draft(token, admitted)

    @router.post("/accept")
    def accept(token: str, admitted: Admitted = guard.writes) -> Response:
        try:
            pages.library.accept(token)
        except PROBLEMS as error:
            return pages.draft(token, admitted, str(error))
        return to()

    @router.post("/discard")
    def discard(token: str, admitted: Admitted = guard.writes) -> Response:
        try:
            pages.library.discard(token)
        except PROBLEMS as error:
            return pages.list(admitted, str(error))
        return to()

    for name in _CORRECTIONS:
        _add(router, name, guard, pages)
    return router


def _add(router: APIRouter, name: str, guard: Guard, pages: Pages) -> None:
    how = _CORRECTIONS[name]
    library = pages.library

    def corrected(token: str, form: Form) -> None:
        draft = library.get(token)
        library.save(how(draft, library.look(draft), form))

    @router.post(f"/{name}", name=f"draft-{name}")
    async def route(token: str, request: Request, admitted: Admitted = guard.writes) -> Response:
        form = words_of(await request.form())
        try:
            await run_in_threadpool(corrected, token, form)
        except PROBLEMS as error:
            return await run_in_threadpool(pages.draft, token, admitted, str(error))
        return to(f"/draft/{token}#{_part(name, form)}")
