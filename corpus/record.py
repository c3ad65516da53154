"""The form of everything that is kept as JSON below data_dir: frozen, and unknown keys are refused."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A record that can be read back as it was written."""

    model_config = ConfigDict(frozen=True, extra="forbid")
