"""What a model wrote, cut into sentences with the numbers that each cites."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.writing.manner import clean
from corpus.sentences import ranges

_CITES = re.compile(r"\s*[\[［【]\s*(\d{1,3}(?:\s*[,，、;；\-–—~～]\s*\d{1,3})*)\s*[\]］】]")  # noqa: RUF001  # models write full-width brackets and dashes
_BEHIND = re.compile(r"([。！？!?；;]+[”’\"'」』）)]*)((?:\s*[\[［【][\d\s,，、;；\-–—~～]{1,40}[\]］】])+)")  # noqa: RUF001  # models write full-width brackets and dashes
_BULLET = re.compile(r"^\s*(?:[-*•·●]\s+|#+\s*|[（(]?\d{1,2}[）)][、.]?\s*|\d{1,2}[、.．](?!\d)\s*|>\s*)")
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.S | re.I)
_WHOLE = re.compile(r"[。！？!?；;][”’\"'」』）)]*$")
_LONGEST = 10_000  # characters: sentences of a model are not cut at ；


@dataclass(frozen=True)
class Draft:
    """A reply of a model, as far as it came."""

    text: str
    finished: bool  # the model stopped by itself; else its last sentence may be half of one


@dataclass(frozen=True)
class Claim:
    """One written sentence, as it would be shown, and the numbers that it cites."""

    text: str
    cites: tuple[int, ...]
    whole: bool = True  # False of the sentence at which a reply was cut off


def claims(draft: Draft) -> tuple[Claim, ...]:
    """The sentences of a draft, in order.

    >>> claims(Draft("- **零售额**达5000亿元[1][2]。\\n由市商务局牵头。[3] 到20", finished=False))
    (Claim(text='零售额达5000亿元。', cites=(1, 2), whole=True), Claim(text='由市商务局牵头。', cites=(3,), whole=True), Claim(text='到20', cites=(), whole=False))
    """
    text = _THOUGHTS.sub("", clean(draft.text)).replace("**", "")
    text = _BEHIND.sub(r"\2\1", text)
    found: list[Claim] = []
    for start, end in ranges(text, _LONGEST):
        cites = tuple(n for m in _CITES.finditer(text, start, end) for n in _numbers(m[1]))
        shown = _BULLET.sub("", _CITES.sub("", text[start:end])).strip()
        if not shown:
            continue
        last = not text[end:].strip()
        whole = draft.finished or not last or _WHOLE.search(shown) is not None
        found.append(Claim(shown, tuple(dict.fromkeys(cites)), whole))
    return tuple(found)


def _numbers(listed: str) -> tuple[int, ...]:
    """The numbers between brackets; of a range, all of them."""
    found: list[int] = []
    for part in re.split(r"[,，、;；]", listed):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        found.extend(range(ends[0], min(ends[-1], ends[0] + 50) + 1) if len(ends) == 2 else ends)
    return tuple(found)
