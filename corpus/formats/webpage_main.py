"""The part of a web page that is the document: without menus, footers, scripts and what is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Size:
    """Characters with ink inside an element, and how many of them are the words of links."""

    chars: int
    linked: int

    @property
    def running(self) -> int:
        """Characters of running text: menus are made of links."""
        return self.chars - self.linked


def main_part(page: BeautifulSoup) -> Tag:
    """The smallest container that holds most of the page's text; what is no text has been removed."""
    body = page.body or page
    _drop_chrome(body)
    sizes = _sizes(body)
    total = sizes[id(body)].running
    best: Tag = body
    for tag in body.find_all(True):
        marked = tag.name in ("article", "main") or tag.get("role") == "main"
        if not marked and not (tag.name in ("div", "td", "section") and _CONTENT_NAMES.search(_names(tag))):
            continue
        running = sizes[id(tag)].running
        if max(_MOST * total, _MIN_CHARS) <= running <= sizes[id(best)].running:
            best = tag
    return best


def _names(tag: Tag) -> str:
    return f"{tag.get('id') or ''} {' '.join(tag.get_attribute_list('class'))}"


def _drop_chrome(body: Tag) -> None:
    sizes = _sizes(body)
    for tag in body.find_all(True):
        if tag.decomposed:
            continue
        # class="main-content menu-open" stands on the frame of everything
        named = sizes[id(tag)].chars * 2 <= sizes[id(body)].chars and _CHROME_NAMES.search(_names(tag))
        if (
            tag.name in _CHROME
            or named
            or tag.has_attr("hidden")
            or tag.get("aria-hidden") == "true"
            or str(tag.get("role") or "") in _ROLES
            or _HIDDEN.search(str(tag.get("style") or ""))
        ):
            tag.decompose()


def _sizes(top: Tag) -> dict[int, Size]:
    """Sizes of all elements by their id(), in one pass without recursion."""
    from bs4.element import Tag

    sizes: dict[int, Size] = {}
    counts = [[0, 0]]
    stack = [(top, iter(top.contents))]
    while stack:
        tag, rest = stack[-1]
        element = next(rest, None)
        if isinstance(element, Tag):
            stack.append((element, iter(element.contents)))
            counts.append([0, 0])
        elif element is not None:
            counts[-1][0] += len(str(element).strip())
        else:
            chars, linked = counts.pop()
            linked = chars if tag.name == "a" else linked
            sizes[id(tag)] = Size(chars, linked)
            stack.pop()
            if counts:
                counts[-1][0] += chars
                counts[-1][1] += linked
    return sizes
