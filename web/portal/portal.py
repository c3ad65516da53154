"""What the web edge knows of the portal: the check of its tokens, the sessions, and whether one is needed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from web.portal.sessions import Sessions
from web.portal.settings import PortalSettings
from web.portal.token import TokenCheck


@dataclass(frozen=True)
class Portal:
    """Collaborators of the routes and of the middleware."""

    check: TokenCheck
    sessions: Sessions
    session_seconds: int
    required: bool


def open_portal(settings: PortalSettings, clock: Callable[[], float] = time.monotonic) -> Portal:
    """Ready to check tokens. Raises SettingsError where the key cannot be used."""
    seconds = settings.session_minutes * 60
    return Portal(
        TokenCheck(settings), Sessions(seconds, settings.sessions_limit, clock), seconds, settings.required
    )
