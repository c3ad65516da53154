"""The events of a streamed reply, read as they come and never trusted to be of the right shape or size."""

from __future__ import annotations

import codecs
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel, ValidationError

MOST_BYTES = 2_000_000  # of a whole stream: each character comes in an event of some 200 bytes
_DONE = "[DONE]"
_SHAPE = "回复不是约定的格式"


class _Delta(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    delta: _Delta
    finish_reason: str | None = None


class _Chunk(BaseModel):
    choices: list[_Choice]


@dataclass
class Received:
    """What has come so far. Changed by the reader and read after it, also where a deadline ends it."""

    max_chars: int
    parts: list[str] = field(default_factory=list)
    stopped: bool = False  # the model said that it was done, and not that it ran out of tokens
    wrong: str = ""  # Chinese: what was not as agreed
    chars: int = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)


async def read_events(blocks: AsyncIterator[bytes], into: Received, beat: Callable[[], None]) -> None:
    """Read until the end, or until something is wrong; `beat` is called with every event."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    held, seen, events = "", 0, 0
    async for block in blocks:
        seen += len(block)
        if seen > MOST_BYTES:
            into.wrong = f"回复超过 {MOST_BYTES} 字节"
            return
        *lines, held = (held + decoder.decode(block)).split("\n")
        for data in _data(lines):
            events += 1
            beat()
            if data == _DONE or not _take(data, into):
                return
    if not events:
        into.wrong = _SHAPE


def _data(lines: list[str]) -> Iterator[str]:
    """What the data lines say; comments, names of events and blank lines are passed over."""
    for line in lines:
        if line.startswith("data:"):
            yield line[5:].strip()


def _take(data: str, into: Received) -> bool:
    """Add one event; False where nothing after it is wanted."""
    try:
        choices = _Chunk.model_validate_json(data).choices
    except ValidationError:
        into.wrong = _SHAPE
        return False
    for choice in choices[:1]:
        text = choice.delta.content or ""
        into.chars += len(text)
        if into.chars > into.max_chars:
            into.wrong = f"回复超过 {into.max_chars} 字"
            return False
        if text:
            into.parts.append(text)
        into.stopped = into.stopped or choice.finish_reason == "stop"
    return True
