"""The library's two pages as responses, each with the problem that a form ran into."""

from __future__ import annotations

from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from corpus.decode import UnreadableFile
from corpus.drafts import DraftError
from corpus.formats.reader import SUFFIXES
from corpus.placements import ROLE_NAMES
from corpus.registry import RegistryError
from web.admin.layout import LIBRARY, admin_page
from web.admin.session import Admitted
from web.library.draft_view import draft_view
from web.library.library import Library, LibraryError
from web.library.list_view import list_view
from web.service import without_paths

PROBLEMS = (LibraryError, DraftError, UnreadableFile, RegistryError)  # their messages are for people


def words_of(form: FormData) -> dict[str, str]:
    """The fields of a form that are no files."""
    return {name: value for name, value in form.items() if isinstance(value, str)}


def to(path: str = "") -> RedirectResponse:
    """On to a page of the library, by GET."""
    return RedirectResponse(LIBRARY + path, 303)


class Pages:
    """Draws the pages."""

    def __init__(self, library: Library, limit_bytes: int) -> None:
        """`limit_bytes` is what a file may hold."""
        self.library = library
        self._limit = limit_bytes

    def list(self, admitted: Admitted, problem: str = "") -> HTMLResponse:
        """Everything that is held or waits."""
        try:
            view = list_view(self.library)
        except RegistryError as error:
            view, problem = None, problem or str(error)
        return admin_page(
            "admin/library.html", LIBRARY, admitted, status=422 if problem else 200, view=view,
            problem=without_paths(problem), progress=self.library.progress, suffixes=SUFFIXES,
            limit_mb=self._limit // (1024 * 1024),
        )  # fmt: skip

    def draft(self, token: str, admitted: Admitted, problem: str = "") -> HTMLResponse:
        """A draft with its preview; the list where it cannot be shown."""
        try:
            draft = self.library.get(token)
            view = draft_view(draft, self.library.look(draft))
        except PROBLEMS as error:
            return self.list(admitted, str(error))
        others = [d for d in self.library.held().documents if d.id != draft.replaces]
        return admin_page(
            "admin/draft.html", LIBRARY, admitted, status=422 if problem else 200, view=view,
            problem=without_paths(problem), roles=ROLE_NAMES, others=others, base=f"{LIBRARY}/draft/{draft.token}",
        )  # fmt: skip
