"""Settings of the web edge."""

from __future__ import annotations

import re

from pydantic import Field, SecretStr, field_validator

from corpus.settings import Section
from web.feedback.settings import FeedbackSettings
from web.portal.settings import PortalSettings

_FRAME_SOURCE = r"^('self'|'none'|https?://[A-Za-z0-9.*\-]+(:[0-9*]+)?)$"

ADMIN_TOKEN_CHARS = 16  # at least; guessing is slowed down besides


class WebSettings(Section):
    """Section [web] of youju.toml."""

    frame_ancestors: tuple[str, ...] = ("'self'",)  # sources of CSP frame-ancestors: who may frame /embed
    accent: str = Field(default="#1d4a86", pattern=r"^#[0-9a-fA-F]{6}$")  # deep blue, 8.6:1 on white
    question_limit_chars: int = Field(default=1000, ge=50, le=20_000)
    history_limit: int = Field(default=20, ge=0, le=200)  # earlier questions that are handed on
    turns_limit: int = Field(default=40, ge=1, le=500)  # turns that one open page keeps
    body_limit_bytes: int = Field(default=65_536, ge=1024, le=10_000_000)
    upload_limit_bytes: int = Field(
        default=20_971_520, ge=1024, le=67_108_864
    )  # of a file in the admin pages
    parallel_questions: int = Field(default=2, ge=1, le=64)  # questions that compute at once; others wait
    running_questions: int = Field(default=32, ge=1, le=256)  # those that wait for a language model included
    prepare_suggestions: bool = True  # try what may be offered next in the pauses after the start
    queue_size: int = Field(default=64, ge=1, le=10_000)  # chat questions that may wait
    debug: bool = False  # shows below each answer how it was found; never in a frame
    admin_token: SecretStr | None = None  # opens /admin; without one it is closed
    feedback: FeedbackSettings = FeedbackSettings()
    segment_pause_seconds: float = Field(default=0.06, ge=0, le=2)  # between streamed segments
    portal: PortalSettings | None = None  # None: no tokens; who reaches the service may ask

    @field_validator("frame_ancestors", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Accept a comma-separated string too: environment variables hold nothing else."""
        return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value

    @field_validator("frame_ancestors")
    @classmethod
    def _only_sources(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """A source with a space or semicolon would smuggle a second directive into the header."""
        for source in value:
            if not re.match(_FRAME_SOURCE, source):
                raise ValueError(
                    f"frame_ancestors 中的“{source}”不是有效来源，应形如 https://portal.example.cn"
                )
        return value

    @field_validator("admin_token")
    @classmethod
    def _hard_to_guess(cls, value: SecretStr | None) -> SecretStr | None:
        """A header carries printable ASCII only, and a short token could be tried out; empty means none."""
        token = value.get_secret_value() if value is not None else ""
        if token and (len(token) < ADMIN_TOKEN_CHARS or not all("!" <= char <= "~" for char in token)):
            raise ValueError(f"admin_token 应为至少 {ADMIN_TOKEN_CHARS} 个不含空格的英文字符")
        return value if token else None
