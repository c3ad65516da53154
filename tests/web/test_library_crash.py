"""kill -9 at any moment of a change: a restart serves the old state or the new one, whole, without rebuilding."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from killing import told_by
from library_crash_script import FIRST, SECOND

SCRIPT = Path(__file__).parent / "library_crash_script.py"
# what is served and how many drafts wait, before and after
STATES = {
    "accept": (([FIRST], 1), ([FIRST, SECOND], 0)),
    "remove": (([FIRST], 1), ([], 1)),
    "back": (([FIRST, SECOND], 0), ([FIRST], 0)),
}


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What a restart found after each kill of each change."""
    return told_by(SCRIPT, str(tmp_path_factory.mktemp("library")), *STATES)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the crash script forks")
@pytest.mark.parametrize("change", STATES)
def test_a_kill_at_every_touch_of_the_disk(kills: list[dict[str, Any]], change: str) -> None:
    rows = [r for r in kills if r["change"] == change]
    assert [r["died"] for r in rows] == [True] * (len(rows) - 1) + [False]
    before, after = STATES[change]
    seen = []
    for row in rows:
        assert row["problems"] == [], row["at"]
        state = (row["texts"], row["drafts"])
        assert state in (before, after), row["at"]
        assert row["hits"] >= 1, row["at"]  # the index of just these documents is there
        seen.append(state)
    switch = seen.index(after)
    assert all(state == before for state in seen[:switch])  # one switch, no way back
    assert all(state == after for state in seen[switch:])
    assert 1 < switch < len(rows) - 1  # killed on both sides of it
