"""Gradio's page made ours: Chinese, with nonces on its scripts and without what advertises or calls out."""

from __future__ import annotations

import re

_SCRIPT = re.compile(r"<script(?=[\s>])")
# Open Graph and Twitter cards name Gradio and a picture on another host.
_CARDS = re.compile(r"\s*<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>", re.S)
# Gradio tells whoever frames it, under any origin, to switch scrolling off, and loads a script that would
# answer to any parent; ours speak to allowed parents only.
_TO_ANYBODY = re.compile(r"window\.parent\?\.postMessage\([^;]*\"\*\"\s*\);")
_RESIZER = re.compile(
    r"<script>(?:(?!</script>).)*iframeResizer\.contentWindow(?:(?!</script>).)*</script>", re.S
)
_STYLES = (
    "base",
    "chat",
    "panel",
    "parts",
    "print",
    "embed",
    "feedback",
)  # in the order in which they overrule
_SCRIPTS = (
    "chat",
    "feedback",
    "forget",
    "talk",
    "history",
    "filter",
    "preview",
    "divider",
    "keys",
    "slow",
    "paper",
    "draft",
)
_MANIFEST = re.compile(r"\s*<link rel=\"manifest\"[^>]*>")


def rewrite(html: str, nonce: str, compact: bool, early: str = "") -> str:
    """The page with our style sheets and script; `compact` is the page made to stand in a frame.

    `early` is markup for scripts that must run before any of Gradio's.
    """
    html = _RESIZER.sub("", _TO_ANYBODY.sub("", html))
    html = _MANIFEST.sub("", _CARDS.sub("", html))
    html = _SCRIPT.sub(f'<script nonce="{nonce}"', html)
    kind = "yj-embed" if compact else "yj-full"
    html = re.sub(r"<html\s+lang=\"\w+\"", f'<html lang="zh-CN" class="{kind}"', html, count=1)
    if compact:  # /embed is served without a redirect, so "./" would lead to the other page's files
        html = html.replace('<base href="./"', '<base href="/embed/"', 1)
    # Gradio's own palette stays light: every colour that shows is ours, in palette.css.
    html = html.replace("<gradio-app", '<gradio-app theme_mode="light"', 1)
    head = (
        '<link rel="icon" href="/youju/static/icon.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="/youju/static/palette.css">'
        '<link rel="stylesheet" href="/youju/theme.css">'
        + "".join(f'<link rel="stylesheet" href="/youju/static/{name}.css">' for name in _STYLES)
        # not deferred: the look stands before anything is painted
        + f'<script nonce="{nonce}" src="/youju/static/look.js"></script>'
        + "".join(
            f'<script nonce="{nonce}" src="/youju/static/{name}.js" defer></script>' for name in _SCRIPTS
        )
    )
    html = html.replace("<head>", "<head>" + early, 1)
    html = html.replace("</head>", head + "</head>", 1)
    # Shown until the application has drawn itself, so that nobody looks at an empty page.
    waiting = '<div id="yj-opening">正在打开……</div>'
    return re.sub(r"(<body[^>]*>)", lambda m: m[1] + waiting, html, count=1)
