"""Settings of what is kept."""

from __future__ import annotations

from pydantic import Field

from corpus.settings import Section


class FeedbackSettings(Section):
    """Section [web.feedback] of youju.toml."""

    enabled: bool = True  # false: nothing is stored, and no answer can be rated
    retention_days: int = Field(default=90, ge=1, le=3650)  # then questions and ratings are deleted
    comment_limit_chars: int = Field(default=500, ge=0, le=5000)
    queue_size: int = Field(default=1000, ge=1, le=100_000)  # what waits to be written; more is dropped
    busy_timeout_seconds: float = Field(default=10.0, ge=0.1, le=300)  # while another process writes
