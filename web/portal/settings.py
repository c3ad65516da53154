"""Settings of the portal's identity: which tokens count, and whether the service is closed without one."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, model_validator

from corpus.settings import Section

SECRET_MIN_BYTES = 32  # RFC 7518 3.2: as long as the hash


class PortalSettings(Section):
    """Table [web.portal] of youju.toml; without it everybody who reaches the service may ask."""

    algorithm: Literal["HS256", "RS256"]  # the only one that a token may name
    secret: SecretStr | None = None  # HS256: shared with the portal's server
    public_key_file: Path | None = None  # RS256: PEM
    audience: str = Field(default="youju", min_length=1)  # a token's aud
    issuer: str | None = None  # a token's iss; None: any
    required: bool = True  # False: the service is open, and tokens are merely accepted
    token_seconds: int = Field(default=300, ge=10, le=3600)  # exp - iat at most: how long one can be replayed
    leeway_seconds: int = Field(default=10, ge=0, le=120)  # by how much the two clocks may differ
    session_minutes: int = Field(default=480, ge=1, le=1440)  # then a new token is needed
    sessions_limit: int = Field(default=10_000, ge=1, le=1_000_000)  # the oldest beyond it end

    @model_validator(mode="after")
    def _one_key(self) -> PortalSettings:
        """A key of the other kind beside the right one would be an invitation to confuse them."""
        if self.algorithm == "HS256":
            secret = self.secret.get_secret_value().encode() if self.secret else b""
            if len(secret) < SECRET_MIN_BYTES or self.public_key_file is not None:
                raise ValueError(
                    f"HS256 只用 secret，且至少 {SECRET_MIN_BYTES} 个字节；不要再写 public_key_file"
                )
        elif self.public_key_file is None or self.secret is not None:
            raise ValueError("RS256 只用 public_key_file（门户的公钥，PEM 文件）；不要再写 secret")
        return self
