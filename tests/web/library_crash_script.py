"""Kill changes of the library at each of their touches of the disk, one after the other; run by test_library_crash.

`python library_crash_script.py ROOT CHANGE…`: prints a JSON object per touch with what a restart found. One
process for all changes, since what it imports takes longer than most of them.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from library_engine import SmallEngine

from web.library.progress import Phase

TOUCHES = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree"})
FIRST = "通知一\n一、对象\n企业可申领算力券。\n"
SECOND = "通知二\n一、对象\n企业可申领数据券。\n"
MAX_TOUCHES = 300


def armed(at: int, root: str) -> Callable[[str, tuple[object, ...]], None]:
    """An audit hook that kills this process just before touch number `at` of anything that is kept."""
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event not in TOUCHES or not any(
            isinstance(a, str | os.PathLike) and root in str(a) for a in arguments
        ):
            return
        if event == "open" and len(arguments) > 1 and arguments[1] in ("r", "rb", None):
            return  # reading changes nothing
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


def change(engine: SmallEngine, what: str) -> None:
    """The change under test, to its end."""
    _, library = engine.library()
    if what == "accept":
        for draft in library.drafts():
            library.accept(draft.token)
    elif what == "remove":
        library.remove(library.register().documents[0].id)
    else:
        library.go_back()
    library.join(60)
    assert library.progress.phase is Phase.DONE, library.progress


def attempt(root: Path, what: str, at: int) -> bool:
    """Fork, change, die at touch `at`; whether it died."""
    child = os.fork()
    if child == 0:
        sys.addaudithook(armed(at, str(root / "site")))
        change(SmallEngine(root / "site"), what)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
    return os.WIFSIGNALED(status)


def restarted(root: Path) -> dict[str, object]:
    """What a service that starts now serves, and what waits."""
    engine = SmallEngine(root / "site")
    _, library = engine.library()
    looker = engine.start()
    return {
        "texts": sorted(t for name, t in looker.corpus.texts.items() if name.startswith("added/")),
        "problems": list(looker.corpus.problems),
        "hits": len(looker.index.search("申领数据券").positions),
        "drafts": len(library.drafts()),
    }


def kill_everywhere(root: Path, what: str) -> None:
    """Kill at touch 1, 2, 3 … until the change lives through."""
    engine = SmallEngine(root / "site")
    engine.library()
    engine.drafts.take("一.txt", FIRST.encode())
    change(engine, "accept")
    engine.drafts.take("二.txt", SECOND.encode())
    if what == "back":
        change(engine, "accept")
    kept = root / "kept"
    shutil.copytree(root / "site", kept)
    for at in range(1, MAX_TOUCHES):
        died = attempt(root, what, at)
        row = {"change": what, "at": at, "died": died, **restarted(root)}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        if not died:
            return
        shutil.rmtree(root / "site")
        shutil.copytree(kept, root / "site")


if __name__ == "__main__":
    for each in sys.argv[2:]:
        kill_everywhere(Path(sys.argv[1]) / each, each)
