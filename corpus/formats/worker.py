"""The process that reads files of binary formats: what breaks here breaks no other document.

One JSON object a line in, `{"path", "name"}`; one out, the extracted text or `{"refused"}`. Started by
`corpus.formats.reader`, which ends it when a file takes too long.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.decode import UnreadableFile, read_bytes
from corpus.formats.extracted import Extracted, LineFacts, LineRole
from corpus.formats.pdf import read_pdf
from corpus.formats.webpage import read_webpage
from corpus.formats.word import read_word
from corpus.model import Gap

READERS: dict[str, Callable[[bytes, str], Extracted]] = {
    ".docx": read_word,
    ".pdf": read_pdf,
    ".html": read_webpage,
    ".htm": read_webpage,
}


def limit_memory(max_bytes: int) -> None:
    """Let this process ask for at most `max_bytes` of address space, where the system can hold it to that."""
    try:
        import resource
    except ImportError:
        return  # Windows: the limits of the readers themselves remain
    resource.setrlimit(resource.RLIMIT_AS, (max_bytes, max_bytes))


def answer(path: Path, name: str) -> dict[str, Any]:
    """The answer to one request."""
    try:
        extracted = READERS[path.suffix.lower()](read_bytes(path, name), name)
    except UnreadableFile as error:
        return {"refused": str(error)}
    except (MemoryError, RecursionError):
        return {
            "refused": f"文件《{name}》的结构过于庞大，读取它需要的内存超过上限，未读取。请拆分或另存后重试。"
        }
    return to_json(extracted)


def to_json(extracted: Extracted) -> dict[str, Any]:
    """An extracted text as plain JSON."""
    return {
        "text": extracted.text,
        "facts": [[number, asdict(facts)] for number, facts in extracted.facts.items()],
        "gaps": [asdict(gap) for gap in extracted.gaps],
    }


def from_json(content: dict[str, Any]) -> Extracted:
    """The reverse of `to_json`."""
    facts = {
        number: LineFacts(**{**known, "role": known["role"] and LineRole(known["role"])})
        for number, known in content["facts"]
    }
    gaps = tuple(Gap(**{**gap, "topics": tuple(gap["topics"])}) for gap in content["gaps"])
    return Extracted(content["text"], facts, gaps)


def main() -> int:
    """Serve requests until the input ends."""
    limit_memory(int(sys.argv[1]))
    # Libraries print to standard output at times; the answers go out by a way of their own.
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        for line in sys.stdin:
            request = json.loads(line)
            out.write(json.dumps(answer(Path(request["path"]), request["name"])) + "\n")
            out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
