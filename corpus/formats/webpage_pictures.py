"""Pictures of a web page that may hold words of the document, told apart from what decorates it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_MIN_WIDTH_PIXELS = 120  # narrower ones are icons, marks and portraits
_MIN_HEIGHT_PIXELS = 60
_MIN_DATA_CHARS = 2_000  # of an address that holds the picture itself: an icon has some hundred
_STYLED = re.compile(r"(?<![-\w])(width|height)\s*:\s*([\d.]+)px", re.IGNORECASE)
_DECORATION = re.compile(
    r"(?:^|[-_./ ])(?:icon|ico|logo|qr|qrcode|ewm|share|print|close|arrow|blank|spacer|space|bullet|dot|btn|button|banner"
    r"|emoji|avatar|loading|pixel|filetype)s?\d*(?:[-_. ]|$)",
    re.IGNORECASE,
)


def caption_of(image: Tag) -> str | None:
    """What an <img> is called, "" where it has no name; None where it is decoration."""
    address = str(image.get("src") or image.get("data-src") or "")
    if not address or (address.startswith("data:") and len(address) < _MIN_DATA_CHARS):
        return None
    file = "" if address.startswith("data:") else re.split(r"[?#]", address)[0].rsplit("/", 1)[-1]
    names = (file, str(image.get("id") or ""), " ".join(image.get_attribute_list("class")))
    if any(_DECORATION.search(name) for name in names):
        return None
    for side, least in (("width", _MIN_WIDTH_PIXELS), ("height", _MIN_HEIGHT_PIXELS)):
        stated = _pixels(image, side)
        if stated is not None and stated < least:
            return None
    caption = str(image.get("alt") or image.get("title") or "")
    return "" if re.fullmatch(r"[\w.\- %]*", caption, re.ASCII) else caption  # W020240203.png says nothing


def _pixels(image: Tag, side: str) -> float | None:
    """A side's length as far as the page states it in pixels; a page that states none shows the picture as it is."""
    stated = re.fullmatch(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*", str(image.get(side) or ""))
    if stated:
        return float(stated[1])
    styled = dict(_STYLED.findall(str(image.get("style") or "").lower()))
    return float(styled[side]) if re.fullmatch(r"\d+(?:\.\d+)?", styled.get(side, "")) else None
