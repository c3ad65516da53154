"""The nouns of feedback: an exchange that took place, and how somebody rated it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Door(StrEnum):
    """Where a question came in."""

    PAGE = "page"
    EMBED = "embed"
    API = "api"


class Value(StrEnum):
    """A thumb."""

    UP = "up"
    DOWN = "down"


class Reason(StrEnum):
    """Why an answer was of no use."""

    OFF_TOPIC = "off_topic"
    INCOMPLETE = "incomplete"
    WRONG_EVIDENCE = "wrong_evidence"
    OUTDATED = "outdated"
    UNCLEAR = "unclear"
    SHOULD_ANSWER = "should_answer"
    OTHER = "other"


REASON_NAMES = {
    Reason.OFF_TOPIC: "答非所问",
    Reason.INCOMPLETE: "没有答全",
    Reason.WRONG_EVIDENCE: "依据不对",
    Reason.OUTDATED: "内容过时",
    Reason.UNCLEAR: "看不明白",
    Reason.SHOULD_ANSWER: "文件里有，却没有找到",
    Reason.OTHER: "其他",
}


@dataclass(frozen=True)
class Cited:
    """A clause that stood under an answer, or that was nearest to a refusal; then without a quote."""

    clause_id: str
    file: str
    quote: str = ""


@dataclass(frozen=True)
class Exchange:
    """A question and what came of it. Times are seconds since 1970, durations milliseconds."""

    id: str  # random: whoever has it may rate the answer
    asked_at: float
    session: str | None  # pseudonym of one open page; None where there is no page
    door: Door
    question: str
    history: tuple[str, ...]
    status: str  # answered, refused or failed
    kind: str  # policy or small_talk
    answer: str
    cited: tuple[Cited, ...]
    elapsed_ms: float  # of the assistant
    waited_ms: float  # of the reader, time in the queue included
    narrowed: bool = False  # only chosen documents were searched


@dataclass(frozen=True)
class Rating:
    """What somebody thought of an answer; a later one replaces it."""

    exchange: str
    rated_at: float
    value: Value
    reason: Reason | None = None
    comment: str = ""


@dataclass(frozen=True)
class Deletion:
    """All that was asked on some pages is to be forgotten; `sessions` are their pseudonyms."""

    sessions: tuple[str, ...]


@dataclass(frozen=True)
class Rated:
    """An exchange with its rating, if it has one."""

    exchange: Exchange
    rating: Rating | None
