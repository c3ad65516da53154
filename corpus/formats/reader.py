"""One door to all formats: a file's path to its extracted text, or a named refusal within limits."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.decode import UnreadableFile, check_size, read_bytes
from corpus.formats.extracted import Extracted
from corpus.formats.plain import read_markdown, read_plain
from corpus.formats.worker import READERS, from_json
from corpus.settings import ROOT

TEXT_READERS = {".txt": read_plain, ".md": read_markdown}
SUFFIXES = (*TEXT_READERS, *READERS)
_ADVICE = {
    ".doc": "请用 Word 或 WPS 另存为 .docx 后再放入文件夹。",
    ".wps": "请用 WPS 另存为 .docx 后再放入文件夹。",
    ".ofd": "请用 OFD 阅读软件转换成 PDF 后再放入文件夹。",
    ".rtf": "请用 Word 或 WPS 另存为 .docx 后再放入文件夹。",
}


@dataclass(frozen=True)
class Limits:
    """What reading one file may cost."""

    seconds: float = 60.0
    memory_bytes: int = 1024 * 1024 * 1024  # address space of the reading process, not of the service


def check_suffix(suffix: str, name: str) -> None:
    """Raises UnreadableFile, which says what to do, where no reader takes files of this ending."""
    if suffix not in SUFFIXES:
        advice = _ADVICE.get(suffix, f"可用格式：{'、'.join(SUFFIXES)}。")
        raise UnreadableFile(f"文件《{name}》的格式暂不支持，未读取。{advice}")


class DocumentReader:
    """Reads files of every format; binary ones in a process of its own, started when the first one comes.

    A context manager: the process ends with it.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path, name: str) -> Extracted:
        """The text of a file, called `name` in messages. Raises UnreadableFile with a Chinese sentence."""
        suffix = path.suffix.lower()
        if suffix in TEXT_READERS:
            return TEXT_READERS[suffix](read_bytes(path, name), name)
        check_suffix(suffix, name)
        check_size(path, name)
        return self._ask(path, name)

    def _ask(self, path: Path, name: str) -> Extracted:
        process = self._started()
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._limits.seconds, give_up)
        timer.start()
        line = ""
        try:
            if process.stdin is not None and process.stdout is not None:
                process.stdin.write(json.dumps({"path": str(path.resolve()), "name": name}) + "\n")
                process.stdin.flush()
                line = process.stdout.readline()
        except BrokenPipeError:
            pass  # it died between two files
        finally:
            timer.cancel()
            timer.join()
        if not line.endswith("\n"):
            self.close()
            reason = f"读取超过 {self._limits.seconds:.0f} 秒" if late.is_set() else "已损坏或结构异常"
            raise UnreadableFile(f"文件《{name}》{reason}，未读取。请用原软件打开并另存，或拆分后重试。")
        content = json.loads(line)
        if "refused" in content:
            raise UnreadableFile(content["refused"])
        return from_json(content)

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "corpus.formats.worker", str(self._limits.memory_bytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # tracebacks of damaged files; the refusal says what to do
                text=True,
                encoding="utf-8",
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
        return self._process

    def close(self) -> None:
        """End the reading process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):  # a request that nobody read
                    pipe.close()
        process.wait()
