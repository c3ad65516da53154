"""Kill changes of the library at each of their touches of the disk, one after the other; run by test_library_crash.

`python library_crash_script.py ROOT CHANGE…`: prints a JSON object per touch with what a restart found. One
process for all changes, since what it imports takes longer than most of them.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from killing import killed_at
from library_engine import SmallEngine

from web.library.progress import Phase

FIRST = "通知一\n一、对象\n企业可申领算力券。\n"
SECOND = "通知二\n一、对象\n企业可申领数据券。\n"
MAX_TOUCHES = 300


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
        died = killed_at(at, root / "site", lambda: change(SmallEngine(root / "site"), what))
        row = {"change": what, "at": at, "died": died, **restarted(root)}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        if not died:
            return
        shutil.rmtree(root / "site")
        shutil.copytree(kept, root / "site")


if __name__ == "__main__":
    for each in sys.argv[2:]:
        kill_everywhere(Path(sys.argv[1]) / each, each)
