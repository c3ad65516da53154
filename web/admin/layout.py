"""The frame of every admin page: its navigation, and who is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi.responses import HTMLResponse

from web.admin.guard import CSRF_FIELD, PREFIX
from web.admin.session import Admitted
from web.templating import render


@dataclass(frozen=True)
class Entry:
    """One page of the navigation."""

    path: str
    name: str


OVERVIEW = PREFIX
QUESTIONS = f"{PREFIX}/questions"
DOCUMENTS = f"{PREFIX}/documents"
LIBRARY = f"{PREFIX}/library"
# The order is the order on the page.
NAVIGATION = (
    Entry(OVERVIEW, "概况"),
    Entry(QUESTIONS, "提问与评价"),
    Entry(DOCUMENTS, "文件体检"),
    Entry(LIBRARY, "收录文件"),
)


def admin_page(
    template: str, here: str, admitted: Admitted, status: int = 200, **values: object
) -> HTMLResponse:
    """A page in the admin frame; `here` is the path of its entry, and `template` extends admin/base.html.

    A form that changes something includes admin/csrf.html, or a script sends X-CSRF-Token (the value stands
    in the meta element csrf-token).
    """
    common: dict[str, object] = {
        "navigation": NAVIGATION, "here": here, "csrf": admitted.csrf, "csrf_name": CSRF_FIELD, "signed_in": True,
    }  # fmt: skip
    page = render(template, **common, **values)
    return HTMLResponse(page, status)
