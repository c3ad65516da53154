"""Settings of the assistant: today's date, limits, and the weights of the fusion."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from corpus.settings import Section


class Weights(Section):
    """What each signal adds to a passage's score, in units of one standard deviation of the late score.

    Fitted on the tune split only; docs/decisions/0004-fusion.md says how.
    """

    lexical: float = Field(default=1.0, ge=0, le=5)  # times the coverage of the best lexical hit
    lexical_floor: float = Field(default=0.05, ge=0, le=5)  # even where nothing is covered
    dense: float = Field(default=0.1, ge=0, le=5)
    place_match: float = Field(default=1.2, ge=0, le=10)
    place_mentioned: float = Field(default=0.3, ge=0, le=10)
    place_mismatch: float = Field(default=1.2, ge=0, le=10)
    document_named: float = Field(default=1.5, ge=0, le=10)
    heading: float = Field(default=0.8, ge=0, le=10)
    title: float = Field(default=0.5, ge=0, le=10)
    summary: float = Field(default=0.7, ge=0, le=10)  # a news item yields to the text that it is about
    talk_wanted: float = Field(default=0.7, ge=0, le=10)
    ask_match: float = Field(default=0.2, ge=0, le=10)
    year_match: float = Field(default=0.2, ge=0, le=10)
    defines: float = Field(default=4.0, ge=0, le=10)  # says what exactly the term of the question is


class Limits(Section):
    """How much goes in and out."""

    question_chars: int = Field(default=1000, ge=50, le=5000)
    history: int = Field(default=6, ge=0, le=50)  # earlier questions that are looked at
    hits: int = Field(default=10, ge=1, le=50)
    depth: int = Field(default=100, ge=10, le=1000)  # candidates asked of the index
    long_answer_chars: int = Field(default=2000, ge=200, le=5000)


class AssistantSettings(Section):
    """The assistant's section of the settings file."""

    as_of: date | None = None  # today where None; fixed in tests
    weights: Weights = Weights()
    limits: Limits = Limits()
    refusal_threshold: float | None = Field(default=None, ge=0, le=1)  # None: the calibrated one
