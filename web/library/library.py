"""Documents on their way in and out while answers go on: prepared aside, then switched to in one step."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.model import Failure
from corpus.drafts import Draft, Drafts
from corpus.formats.reader import DocumentReader
from corpus.model import Corpus
from corpus.preview import Preview
from corpus.registry import Entry, Register, added_folder, read_register
from corpus.release import Entries, Release, preparing
from web.library.engine import Engine, EngineError
from web.library.looking import Looking
from web.library.progress import Phase, Progress
from web.service import STILL_LOADING, Loading, Service

FAILED = "系统内部出错，已记录在日志中。原有内容照常提供，没有任何改动。"
Change = Callable[[Release], tuple[Entries, str]]  # what will be held, and the id of what is to be looked at


class LibraryError(Exception):
    """What was asked for cannot be done now; the message is a Chinese sentence."""


class Library:
    """Drafts, and one change of what is held at a time, in a thread of its own."""

    def __init__(self, service: Service, engine: Engine, data_dir: Path) -> None:
        self._service = service
        self._engine = engine
        self._data_dir = data_dir
        self._drafts = Drafts(data_dir)
        self._lock = threading.Lock()
        self._looking = Looking(self._drafts.path, self.held)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._progress = Progress()

    @property
    def progress(self) -> Progress:
        """The change that runs, or the last one."""
        return self._progress

    def close(self) -> None:
        """Give up what runs; what was held stays."""
        self._stop.set()

    def join(self, seconds: float) -> None:
        """Wait until no change runs, at most so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def register(self) -> Register:
        """What is held, and what it can be taken back to. Raises RegistryError."""
        return read_register(self._data_dir)

    def drafts(self) -> tuple[Draft, ...]:
        """Drafts that wait for a decision; one that was accepted just before a crash is cleared away."""
        if self._progress.phase is not Phase.RUNNING:
            self._drafts.tidy()
        accepted = {e.draft for e in self.register().documents}
        waiting = []
        for draft in self._drafts.all():
            if draft.token not in accepted:
                waiting.append(draft)
            elif self._progress.phase is not Phase.RUNNING:
                self._drafts.discard(draft.token)
        return tuple(waiting)

    def take(self, name: str, content: bytes, replaces: str | None = None) -> Draft:
        """Keep a file that was handed in and see whether it can be read. Raises DraftError or UnreadableFile.

        A new version starts with what was said of the old one.
        """
        old = self._entry(replaces) if replaces else None
        draft = self._drafts.take(name, content, replaces)
        if old is not None:
            draft = draft.model_copy(update={"supplied": old.supplied})
            self._drafts.save(draft)
        try:
            self.look(draft)
        except ValueError:
            self._drafts.discard(draft.token)
            raise
        return draft

    def again(self, document_id: str) -> Draft:
        """A draft of an added document as it is held, to put something right in it."""
        entry = self._entry(document_id)
        content = (added_folder(self._data_dir) / entry.file).read_bytes()
        draft = self._drafts.take(entry.original, content, document_id)
        known = ("supplied", "placements", "transcripts")
        draft = draft.model_copy(update={name: getattr(entry, name) for name in known})
        self._drafts.save(draft)
        return draft

    def get(self, token: str) -> Draft:
        """The draft of this token. Raises DraftError."""
        return self._drafts.get(token)

    def look(self, draft: Draft) -> Preview:
        """How a draft would be read. Raises UnreadableFile."""
        return self._looking.look(draft)

    def save(self, draft: Draft) -> None:
        """Keep what was put right in a draft, if it fits the file. Raises LibraryError or DraftError."""
        if problems := self.look(draft).corpus.problems:
            raise LibraryError("".join(problems))
        self._drafts.save(draft)

    def discard(self, token: str) -> None:
        """Throw a draft away. Raises DraftError or LibraryError."""
        with self._lock:
            if self._progress.phase is Phase.RUNNING:
                raise LibraryError("正在更新收录内容，请等它完成后再放弃。")
            self._drafts.discard(token)
        self._looking.forget()

    def held(self) -> Corpus:
        """The documents that answers are given from; before they are loaded, those that cannot change."""
        return self._service.corpus or self._engine.shipped()

    def accept(self, token: str) -> None:
        """Take a draft in. Raises DraftError or LibraryError."""
        draft = self._drafts.get(token)

        def change(release: Release) -> tuple[Entries, str]:
            with DocumentReader() as reader:
                return release.adding(draft, self._drafts.path(draft), reader)

        self._start(f"收录《{draft.original}》", change, lambda: self._drafts.discard(token))

    def remove(self, document_id: str) -> None:
        """Take an added document out; its file is kept for the way back. Raises LibraryError."""
        entry = self._entry(document_id)
        self._start(f"移除《{entry.original}》", lambda release: (release.removing(document_id), ""))

    def go_back(self) -> None:
        """Return to what was held before the last change. Raises LibraryError."""
        if self.register().previous is None:
            raise LibraryError("没有可以退回的上一版。")
        self._start("退回上一版", lambda release: (release.going_back(), ""))

    def renew(self) -> None:
        """Index what is registered and load it: after changes on the command line. Raises LibraryError."""
        self._start("重新建立索引", lambda release: (release.register.documents, ""))

    def _entry(self, document_id: str) -> Entry:
        entry = next((e for e in self.register().documents if e.id == document_id), None)
        if entry is None:
            raise LibraryError("没有收录过这份文件，或者它已经被移除。")
        return entry

    def _start(self, task: str, change: Change, after: Callable[[], None] = lambda: None) -> None:
        if isinstance(self._service.state, Loading):
            raise LibraryError(STILL_LOADING)
        with self._lock:
            if self._progress.phase is Phase.RUNNING:
                raise LibraryError(f"正在{self._progress.task}，请等它完成。")
            self._progress = Progress(Phase.RUNNING, task, "准备", number=self._progress.number + 1)
            self._thread = threading.Thread(
                target=self._run, args=(change, after), name="library", daemon=True
            )
            self._thread.start()

    def _run(self, change: Change, after: Callable[[], None]) -> None:
        done = self._service.guard(lambda: self._switch(change, after), FAILED)
        if isinstance(done, Failure):
            self._progress = replace(self._progress, phase=Phase.FAILED, doing=done.reason, done=0, of=0)
        else:
            href = f"/source/{done}" if done else ""
            self._progress = replace(
                self._progress, phase=Phase.DONE, doing="已生效", done=0, of=0, href=href
            )

    def _switch(self, change: Change, after: Callable[[], None]) -> str:
        """Prepare a change, make it take effect, swap; the id of the document to look at, or nothing."""
        with preparing(self._data_dir, self._engine.shipped()) as release:
            entries, shown = change(release)
            self._engine.build(entries, self._count, self._stop)
            self._count("载入新索引", 0, 0)
            assistant = self._engine.open(entries)
            if self._stop.is_set():
                raise EngineError("服务正在停止，没有继续；原有内容未受影响。")
            # From here on the new state is what a restart finds; readers get it with the next line.
            if entries != release.register.documents:
                release.take_effect(entries)
            self._service.swap(assistant)
            # Only tidies: an index that is not pointed at is still found by what it was made of.
            self._service.guard(self._engine.settle, FAILED)
        after()
        self._looking.forget()
        gc.collect()  # the old assistant is a ring of some 60 MB, and the collector comes seldom
        return shown

    def _count(self, doing: str, done: int, of: int) -> None:
        self._progress = replace(self._progress, doing=doing, done=done, of=of)
