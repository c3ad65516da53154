"""Rendered HTML as a test reads it: elements, attributes, text, and that nothing in it comes alive."""

from __future__ import annotations

import re
from html.parser import HTMLParser

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[点我](javascript:alert(1))",
    "![图](http://evil.example/x.png)",
    "</div></div><form action=http://evil.example><input>",
    "```\n</code></pre><b>x</b>",
    "\n\n# 标题\n\n<style>*{display:none}</style>",
    "$$\\href{javascript:alert(1)}{x}$$",
    "\u202e反向\u202c[1](#cite-1)",
    "😀" * 20,
    "字" * 10_000,
)


class Elements(HTMLParser):
    """Names and attributes of all elements, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


OURS = {
    "div",
    "bdi",
    "p",
    "a",
    "span",
    "strong",
    "ul",
    "li",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "button",
    "figure",
    "figcaption",
    "svg",
    "rect",
    "title",
    "desc",
}


OUR_ATTRIBUTES = {
    "class",
    "href",
    "title",
    "role",
    "scope",
    "type",
    "value",
    "tabindex",
    "width",
    "height",
    "x",
    "y",
}


def check_inert(html: str) -> Elements:
    """One Markdown block made of our own elements, with links to our own pages only."""
    assert "\n" not in html  # a blank line would end the block, and Markdown would read what follows
    assert html.startswith("<div")
    found = Elements(html)
    assert set(found.tags) <= OURS
    for name, value in found.attributes:
        assert name in OUR_ATTRIBUTES
        assert name != "href" or value.startswith("/source")
    assert not any(mark in html for mark in ("\u202e", "\u202c", "\u2066"))
    return found


def seen(html: str) -> str:
    """What a reader sees: without what only the page's script reads."""
    return re.sub(r'<span class="yj-payload">.*?</span>', "", html)
