"""kill -9 at any moment of add, replace and remove: the old state or the new one, never a third."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from killing import told_by
from living_samples import CHANGED, FIRST, NEWER, file_of, folder_in, settings_in

from corpus.registry import RegistryError, Supplied, changing
from corpus.settings import ROOT
from corpus.wiring import load_corpus

SCRIPT = Path(__file__).parent / "crash_script.py"
TEXTS = {"add": {FIRST, NEWER}, "replace": {CHANGED}, "remove": set()}  # after the change


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What stood there after each kill of each change."""
    return told_by(SCRIPT, str(tmp_path_factory.mktemp("folder")), *TEXTS)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the crash script forks")
@pytest.mark.parametrize("change", TEXTS)
def test_a_kill_at_every_touch_of_the_disk(kills: list[dict[str, Any]], change: str) -> None:
    rows = [r for r in kills if r["change"] == change]
    assert len(rows) > 5
    assert [r["died"] for r in rows] == [True] * (len(rows) - 1) + [False]
    seen: list[set[str]] = []
    for row in rows:
        assert row["after"]["problems"] == [], row["at"]
        texts = set(row["after"]["texts"].values())
        assert texts in ({FIRST}, TEXTS[change]), row["at"]
        assert row["tidied"] == row["after"], row["at"]  # clearing away changes nothing that is read
        assert row["left"] == [], row["at"]
        assert set(row["again"]["texts"].values()) == TEXTS[change], row["at"]  # a second try succeeds
        seen.append(texts)
    switch = seen.index(TEXTS[change])
    assert all(texts == {FIRST} for texts in seen[:switch])  # one switch, no way back
    assert all(texts == TEXTS[change] for texts in seen[switch:])
    assert 1 < switch < len(rows) - 1  # killed on both sides of it


def test_the_lock_of_a_killed_holder_is_free(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time\nfrom pathlib import Path\nfrom corpus.registry import changing\n"
            "with changing(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n",
            str(settings.data_dir),
        ],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert holder.stdout is not None
    with holder, holder.stdout:
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(RegistryError, match="另一个命令正在修改"),
            changing(settings.data_dir, wait_seconds=0.05),
        ):
            pytest.fail("two hold the lock")
        holder.kill()
    with folder_in(settings) as folder:
        assert not folder.add(file_of(tmp_path, "a.txt", FIRST), Supplied()).known


def test_commands_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, small=True)
    files = [file_of(tmp_path, f"{n}.txt", text) for n, text in enumerate((FIRST, NEWER, CHANGED))]
    environment = {
        **os.environ,
        "YOUJU_CORPUS__DOCUMENTS_DIR": str(settings.documents_dir),
        "YOUJU_CORPUS__DATA_DIR": str(settings.data_dir),
    }
    running = [
        subprocess.Popen([sys.executable, "-m", "corpus", "add", str(path)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        for path in files
    ]  # fmt: skip
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    corpus = load_corpus(settings)
    assert corpus.problems == ()
    added = {text for file, text in corpus.texts.items() if file.startswith("added/")}
    assert added == {FIRST, NEWER, CHANGED}
