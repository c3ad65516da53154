"""What the library needs to turn registered files into answers, and the real thing: a process that indexes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from corpus.model import Corpus
from corpus.registry import Entry
from corpus.settings import ROOT
from web.needed import Assistant
from web.warm import warmed

if TYPE_CHECKING:
    from assistant.wiring import Workshop
    from index.index import Index

Count = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


class EngineError(Exception):
    """An index could not be built; the message is a Chinese sentence."""


class Engine(Protocol):
    """Builds and opens without touching what is in use."""

    def shipped(self) -> Corpus:
        """The documents that cannot be changed."""

    def build(self, entries: Sequence[Entry], count: Count, stop: threading.Event) -> None:
        """Lay an index of these documents beside the one in use. Raises EngineError."""

    def open(self, entries: Sequence[Entry]) -> Assistant:
        """An assistant over these documents and that index."""

    def settle(self) -> None:
        """Make the index that was opened last the one in use, and clear away what nobody can go back to."""


class ProcessEngine:
    """Indexes in another process, at low priority, and opens in this one with the models that it has."""

    def __init__(self, workshop: Callable[[], Workshop]) -> None:
        """`workshop` is asked for when it is first needed: importing what it is made of takes seconds."""
        self._workshop = workshop
        self._opened: Index | None = None

    def shipped(self) -> Corpus:
        """The documents that cannot be changed."""
        from corpus.wiring import load_corpus

        return load_corpus(self._workshop().corpus, with_added=False)

    def build(self, entries: Sequence[Entry], count: Count, stop: threading.Event) -> None:
        """Run `python -m index.candidate` to its end, or kill it when `stop` is set. Raises EngineError."""
        workshop = self._workshop()
        order = {
            "corpus": workshop.corpus.model_dump(mode="json"),
            "index": workshop.index.model_dump(mode="json"),
            "entries": [e.model_dump(mode="json") for e in entries],
        }
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        process = subprocess.Popen(
            [sys.executable, "-m", "index.candidate"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # progress bars; what went wrong comes as a line of its own
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        ended = threading.Event()
        killer = threading.Thread(target=_kill_on, args=(process, stop, ended), daemon=True)
        killer.start()
        try:
            problem = _follow(process, json.dumps(order), count)
        finally:
            process.kill()
            process.wait()
            ended.set()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
        if stop.is_set():
            raise EngineError("服务正在停止，没有继续建立索引；原有内容未受影响。")
        if problem is not None:
            raise EngineError(problem)

    def open(self, entries: Sequence[Entry]) -> Assistant:
        """An assistant over these documents and that index."""
        assistant, self._opened = self._workshop().open(entries)
        return warmed(assistant)

    def settle(self) -> None:
        """Make the index that was opened last the one in use."""
        from index.wiring import use_index

        if self._opened is not None:
            use_index(self._opened, self._workshop().index)


def _follow(process: subprocess.Popen[str], order: str, count: Count) -> str | None:
    """Hand the order over and read what is told; the problem that kept it from being carried out, or None."""
    try:
        if process.stdin is not None:
            process.stdin.write(order + "\n")
            process.stdin.flush()
    except BrokenPipeError:
        pass  # it died at its start: there will be no last line
    for line in process.stdout or ():
        said = json.loads(line)
        if "problem" in said:
            return str(said["problem"])
        if "built" in said:
            return None
        count(said["doing"], said["done"], said["of"])
    return "建立索引的进程意外中断，可能是内存或磁盘空间不足。原有内容未受影响，可以重试。"


def _kill_on(process: subprocess.Popen[str], stop: threading.Event, ended: threading.Event) -> None:
    while not ended.is_set():
        if stop.wait(0.2):
            process.kill()
            return
