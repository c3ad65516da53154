"""How much a request to the admin pages may hold: a file from whoever is signed in, and from nobody else."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.types import Scope

from web.admin.guard import COOKIE
from web.admin.layout import LIBRARY
from web.admin.session import Sessions

_UPLOAD = f"{LIBRARY}/upload"
_PICTURE = re.compile(re.escape(LIBRARY) + r"/draft/[0-9a-f]{24}/picture")
_AROUND_BYTES = 16 * 1024  # of a form, around the file in it
_TRANSCRIPT_BYTES = 256 * 1024  # 20,000 characters, each nine bytes in a form


class BodyLimits:
    """The limit of one request, asked for before its body is read."""

    def __init__(self, sessions: Sessions, otherwise_bytes: int, upload_bytes: int) -> None:
        self._sessions = sessions
        self._otherwise = otherwise_bytes
        self._upload = upload_bytes

    def __call__(self, scope: Scope) -> int:
        """Limit in bytes."""
        path: str = scope["path"]
        large = self._upload + _AROUND_BYTES if path == _UPLOAD else 0
        if _PICTURE.fullmatch(path):
            large = _TRANSCRIPT_BYTES
        if large <= self._otherwise:
            return self._otherwise
        key = Request(scope).cookies.get(COOKIE, "")
        return large if self._sessions.find(key) else self._otherwise
