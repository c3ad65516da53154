"""Settings of the assistant: today's date, limits, the weights of the fusion, and its parts."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, HttpUrl, SecretStr, field_validator

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
    summary: float = Field(default=0.7, ge=0, le=10)  # a news item yields to the text that it is about
    superseded: float = Field(default=1.0, ge=0, le=10)  # an older version yields; not fitted: none ships
    talk_wanted: float = Field(default=0.7, ge=0, le=10)
    ask_match: float = Field(default=0.2, ge=0, le=10)
    year_match: float = Field(default=0.2, ge=0, le=10)
    defines: float = Field(default=4.0, ge=0, le=10)  # says what exactly the term of the question is


class Limits(Section):
    """How much goes in and out."""

    question_chars: int = Field(default=1000, ge=50, le=5000)
    history: int = Field(default=6, ge=0, le=50)  # earlier questions that are looked at
    hits: int = Field(default=10, ge=1, le=50)
    depth: int = Field(default=64, ge=10, le=1000)  # asked of each search; together about 100 candidates
    long_answer_chars: int = Field(default=2000, ge=200, le=5000)


class Parts(Section):
    """Parts of the method that can be left out, each alone, to see what it brings. All on for users."""

    lexical: bool = True  # BM25: candidates and score
    coverage: bool = True  # words weigh by how much of the question they cover; else always the same
    dense: bool = True  # the pooled vector: candidates and score
    late: bool = True  # MaxSim; else the pooled vector takes its place
    place: bool = True  # the place of a question against the places of a text
    document_names: bool = True  # a document that is named goes ahead
    asks: bool = True  # what is asked for: its kind, its definition, its year
    policy_words: bool = True  # lexicon.txt: everyday words also search for those of policy
    homophones: bool = True  # slips of the input method are mended
    splitting: bool = True  # a comparison is asked part by part
    follow_up: bool = True  # a question is completed from those before it
    folding: bool = True  # twins become one hit
    look_up: bool = True  # numbered clauses go first


ALL_PARTS = Parts()


class ChatSettings(Section):
    """A language model behind any endpoint of OpenAI's chat protocol."""

    base_url: HttpUrl  # with its /v1; questions, and to a writer clauses, are sent there
    model: str = Field(min_length=1)
    api_key: SecretStr | None = None
    timeout_seconds: float = Field(gt=0, le=600)  # all that a question waits for it at most
    rest_seconds: float = Field(default=30.0, ge=0, le=3600)  # after a failure it is not asked for so long
    retries: int = Field(default=1, ge=0, le=5)  # of a failed connection, 429 and 5xx, within the time

    @field_validator("api_key")
    @classmethod
    def _fits_a_header(cls, value: SecretStr | None) -> SecretStr | None:
        """A key with a line break or a Chinese character would fail with every question instead of once."""
        key = value.get_secret_value() if value is not None else "-"
        if not key or not all("!" <= char <= "~" for char in key):
            raise ValueError("api_key 应为不含空格的英文字符")
        return value


class RewriterSettings(ChatSettings):
    """A language model that adds search words."""

    timeout_seconds: float = Field(default=3.0, gt=0, le=60)
    max_chars: int = Field(default=120, ge=10, le=500)  # a longer reply is not the few words asked for


class WriterSettings(ChatSettings):
    """A language model that writes the answer from numbered clauses; each sentence is then checked."""

    timeout_seconds: float = Field(default=30.0, gt=0, le=600)
    pause_seconds: float = Field(default=10.0, gt=0, le=300)  # longest wait for the next piece, and the first
    max_tokens: int = Field(default=600, ge=50, le=8000)  # of the reply
    max_chars: int = Field(default=4000, ge=200, le=40_000)  # of the reply; what is longer is cut off there
    clauses: int = Field(default=12, ge=1, le=40)  # that it is given
    clause_chars: int = Field(default=4000, ge=500, le=40_000)  # of all clauses that it is given


class AssistantSettings(Section):
    """The assistant's section of the settings file."""

    as_of: date | None = None  # today where None; fixed in tests
    weights: Weights = Weights()
    limits: Limits = Limits()
    parts: Parts = ALL_PARTS
    refusal_threshold: float | None = Field(default=None, ge=0, le=1)  # None: the calibrated one
    reranker: str | None = None  # a folder or name that CrossEncoder takes; None: none
    reranker_depth: int = Field(default=20, ge=1, le=200)  # first fused candidates that it sees
    reranker_weight: float = Field(default=1.0, ge=0, le=10)  # as `weights`; not fitted to any model
    reranker_precision: Literal["fp32", "bf16"] = "fp32"  # bf16: twice as fast where the CPU has AMX
    rewriter: RewriterSettings | None = None  # None: none
    writer: WriterSettings | None = None  # None: answers are the documents' own words
