"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# A property is no measurement: how long one example takes depends on what else the machine does.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
