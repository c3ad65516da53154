"""Security headers of every response."""

from __future__ import annotations

from web.settings import WebSettings

_FRAMEABLE = ("/embed",)


def may_be_framed(path: str) -> bool:
    """Whether the allow-list of frame ancestors counts for this path."""
    return any(path == p or path.startswith(p + "/") for p in _FRAMEABLE)


def is_admin(path: str) -> bool:
    """Whether a path is one of the admin pages."""
    return path == "/admin" or path.startswith("/admin/")


def content_policy(path: str, settings: WebSettings, nonce: str) -> str:
    """The Content-Security-Policy: nothing from another host, no eval, no inline script without the nonce.

    Gradio sets inline styles on its elements, hence 'unsafe-inline' for styles alone.
    """
    ancestors = " ".join(settings.frame_ancestors) if may_be_framed(path) else "'self'"
    if is_admin(path):
        ancestors = "'none'"  # a frame around it could steal a click
    directives = (
        "default-src 'none'",
        f"script-src 'self' 'nonce-{nonce}'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "media-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "object-src 'none'",
        "frame-src 'none'",
        "worker-src 'none'",
        f"frame-ancestors {ancestors}",
    )
    return "; ".join(directives)


def security_headers(path: str, settings: WebSettings, nonce: str) -> tuple[tuple[str, str], ...]:
    """Names and values of the headers that every response carries."""
    kept = (("cache-control", "no-store"),) if is_admin(path) else ()  # nobody finds it with "back"
    return (
        *kept,
        ("content-security-policy", content_policy(path, settings, nonce)),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
        # embed.js is fetched by portals on other origins; everything else is ours alone.
        ("cross-origin-resource-policy", "cross-origin" if path == "/embed.js" else "same-origin"),
    )
