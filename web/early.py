"""The scripts that run before any of Gradio's: they watch the frame and carry the session."""

from __future__ import annotations

from markupsafe import Markup

from web.settings import WebSettings

_FRAME = Markup('<script nonce="{}" src="/youju/static/frame.js" data-parents="{}"></script>')
_SESSION = Markup('<script nonce="{}" src="/youju/static/session.js" data-closed="{}"></script>')


def early_scripts(settings: WebSettings, compact: bool, nonce: str) -> str:
    """Markup for the head of a chat page; what settings decide is told in attributes."""
    scripts = Markup("")
    if compact:
        scripts += _FRAME.format(nonce, " ".join(settings.frame_ancestors))
    if settings.portal is not None:  # after frame.js, which asks the parent for the token
        scripts += _SESSION.format(nonce, "1" if settings.portal.required else "0")
    return str(scripts)
