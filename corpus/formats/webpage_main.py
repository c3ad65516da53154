"""The part of a web page that is the document: without menus, footers, scripts and what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_CHROME = (
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "iframe", "object",
    "svg", "canvas", "button", "select", "textarea", "dialog", "menu", "video", "audio", "map", "head",
)  # fmt: skip
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
# Whole words of a class or id, in the spellings of Chinese government portals.
_CHROME_NAMES = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|sidebar|footer|share|bdsharebuttonbox|toolbar|pager"
    r"|pagination|copyright|search|login|qrcode|ewm|related|recommend|hot|advert|ads?|comments?|dqwz|weizhi|friendlink|mbx)"
    r"(?:$|[-_ ])",
    re.IGNORECASE,
)
_CONTENT_NAMES = re.compile(
    r"(?:^|[-_ ])(?:TRS_Editor|TRS_UEDITOR|UCAP-CONTENT|pages_content|vsb_content|zoom|article[-_]?(?:content|body|con)"
    r"|news[-_]?(?:content|text|con)|xxgk[-_]?(?:content|con)|detail[-_]?(?:content|con)|content|main-?text)(?:$|[-_ ])",
    re.IGNORECASE,
)
_MOST = 0.6  # a container with this share of the page's running text holds the document
_MIN_CHARS = 30


def main_part(page: BeautifulSoup) -> Tag:
    """The smallest container that holds most of the page's text; what is no text has been removed."""
    body = page.body or page
    _drop_chrome(body)
    total = _running_chars(body)
    marked = body.select("article, main, [role=main]") + [
        tag for tag in body.find_all(["div", "td", "section"]) if _CONTENT_NAMES.search(_names(tag))
    ]
    best: Tag = body
    held = total
    for tag in marked:
        chars = _running_chars(tag)
        if chars >= max(_MOST * total, _MIN_CHARS) and chars <= held:
            best, held = tag, chars
    return best


def _names(tag: Tag) -> str:
    return f"{tag.get('id') or ''} {' '.join(tag.get_attribute_list('class'))}"


def _drop_chrome(body: Tag) -> None:
    total = len(body.get_text())
    for tag in body.find_all(True):
        if tag.decomposed:
            continue
        by_name = bool(_CHROME_NAMES.search(_names(tag)))
        if by_name and len(tag.get_text()) > total / 2:
            by_name = False  # class="main-content menu-open" on the frame of everything
        if (
            tag.name in _CHROME
            or by_name
            or tag.has_attr("hidden")
            or tag.get("aria-hidden") == "true"
            or str(tag.get("role") or "") in _ROLES
            or _HIDDEN.search(str(tag.get("style") or ""))
        ):
            tag.decompose()


def _running_chars(tag: Tag) -> int:
    """Characters that are not the words of links: menus are made of links."""
    linked = sum(len(a.get_text(strip=True)) for a in tag.find_all("a"))
    return len(tag.get_text(strip=True)) - linked
