"""kill -9 at every touch of the disk, one after the other, each in a fork: what the crash tests share."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.settings import ROOT

TOUCHES = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree"})
_WRITES = os.O_WRONLY | os.O_RDWR


def armed(at: int, root: Path, reads: bool = False) -> Callable[[str, tuple[object, ...]], None]:
    """An audit hook that kills this process just before touch number `at` of anything below `root`.

    Files that are opened to be read count only with `reads`: that changes nothing.
    """
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event not in TOUCHES or not any(
            isinstance(a, str | os.PathLike) and str(root) in str(a) for a in arguments
        ):
            return
        if event == "open" and not reads and not arguments[2] & _WRITES:
            return
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


def killed_at(at: int, root: Path, work: Callable[[], None], reads: bool = False) -> bool:
    """Fork, work, die at touch `at` of anything below `root`; whether it died."""
    child = os.fork()
    if child == 0:
        sys.addaudithook(armed(at, root, reads))
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
    return os.WIFSIGNALED(status)


def told_by(script: Path, *arguments: str) -> list[dict[str, Any]]:
    """What a script prints, a JSON object a line: forks want a process without threads of pytest's."""
    places = (ROOT, ROOT / "tests", script.parent)
    done = subprocess.run(
        [sys.executable, str(script), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places))},
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines()]
