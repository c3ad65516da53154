"""Style sheets, scripts and pictures of the pages: files that never change while the server runs."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.responses import FileResponse, PlainTextResponse, Response

from web.settings import WebSettings
from web.theme import theme_css

STATIC = Path(__file__).parent / "static"
_NAME = re.compile(r"^/youju/static/(\w[\w.-]*)$", re.ASCII)


def asset(path: str, settings: WebSettings) -> Response | None:
    """The file at a path of ours; None where there is none."""
    if path == "/youju/theme.css":
        return PlainTextResponse(theme_css(settings.accent), media_type="text/css")
    named = _NAME.match(path)
    file = STATIC / named[1] if named else None
    return FileResponse(file) if file is not None and file.is_file() else None
