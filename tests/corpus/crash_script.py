"""Kill folder commands at each of their touches of the disk, one after the other; run by test_folder_crash.

`python crash_script.py ROOT CHANGE…`: prints a JSON object per touch with what stood there afterwards.
Each attempt runs in a fork that is killed by SIGKILL, as if the machine's owner had done it.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from killing import killed_at
from living_samples import CHANGED, FIRST, NEWER, file_of, folder_in, settings_in

from corpus.folder import Folder
from corpus.registry import Supplied
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus

MAX_TOUCHES = 100


def change(folder: Folder, what: str, root: Path, document_id: str) -> None:
    """The change under test."""
    if what == "add":
        folder.add(file_of(root, "新.txt", NEWER), Supplied())
    elif what == "replace":
        folder.replace(document_id, file_of(root, "改.txt", CHANGED), Supplied())
    else:
        folder.remove(document_id)


def change_alone(settings: CorpusSettings, what: str, root: Path, document_id: str) -> None:
    """The same in a folder that is opened for it."""
    with folder_in(settings) as folder:
        change(folder, what, root, document_id)


def state(settings: CorpusSettings) -> dict[str, Any]:
    """What a reader sees."""
    corpus = load_corpus(settings)
    texts = {d.id: corpus.texts[d.file] for d in corpus.documents if d.file.startswith("added/")}
    return {"texts": texts, "problems": list(corpus.problems)}


def kill_everywhere(root: Path, what: str) -> None:
    """Kill at touch 1, 2, 3 … until the change lives through."""
    settings = settings_in(root, small=True)
    with folder_in(settings) as folder:
        document_id = folder.add(file_of(root, "旧.txt", FIRST), Supplied()).document.id
    kept = root / "kept"
    shutil.copytree(settings.data_dir, kept)
    for at in range(1, MAX_TOUCHES):
        died = killed_at(
            at, settings.data_dir, lambda: change_alone(settings, what, root, document_id), reads=True
        )
        row: dict[str, Any] = {"change": what, "at": at, "died": died, "after": state(settings)}
        with folder_in(settings) as folder:
            folder.tidy()
            names = [p.name for p in settings.data_dir.rglob("*") if p.name.endswith(".tmp")]
            row |= {"left": names, "tidied": state(settings)}
            if died and document_id in row["after"]["texts"]:
                change(folder, what, root, document_id)
        row["again"] = state(settings)
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        if not died:
            return
        shutil.rmtree(settings.data_dir)
        shutil.copytree(kept, settings.data_dir)


if __name__ == "__main__":
    for each in sys.argv[2:]:
        kill_everywhere(Path(sys.argv[1]) / each, each)
