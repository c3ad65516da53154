"""`python -m index.candidate`: lay an index beside the one in use, for documents that are not held yet.

Run by the service in a process of its own, at the lowest priority, so that answers go on. It reads one JSON
line (`Order`), writes a JSON line a step (`{"doing", "done", "of"}`) and last `{"built": n}` or
`{"problem": text}`. It ends at once when its input is closed: the process that wanted it is gone then.
"""

from __future__ import annotations

import json
import os
import sys
import threading

from pydantic import ValidationError

from corpus.record import Record
from corpus.registry import Entry
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus
from index.problems import IndexProblem
from index.settings import IndexSettings
from index.wiring import build_index

NICE = 15  # of 19: answers go first, and the machine's other work too
ORPHANED = 3  # exit status


class Order(Record):
    """What is to be built of what."""

    corpus: CorpusSettings
    index: IndexSettings
    entries: tuple[Entry, ...]


def _tell(**said: object) -> None:
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _count(doing: str, done: int, of: int) -> None:
    _tell(doing=doing, done=done, of=of)


def _end_with_parent() -> None:
    while sys.stdin.readline():
        pass
    os._exit(ORPHANED)  # also out of a native library


def main() -> int:
    """Build what the first line of the input orders; the exit status is 0 where that worked."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    try:
        order = Order.model_validate_json(sys.stdin.readline())
    except ValidationError as error:
        _tell(problem=f"建立索引的请求有 {error.error_count()} 处错误。")
        return 2
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _count("读取文件", 0, 0)
        corpus = load_corpus(order.corpus, entries=order.entries)
        settings = order.index.model_copy(update={"threads": 1})  # the other core is for answers
        built = build_index(
            corpus, settings, say=lambda line: _count(line.rstrip("。…"), 0, 0), use=False, count=_count
        )
    except (IndexProblem, OSError, ValueError) as error:
        _tell(problem=str(error))
        return 1
    _tell(built=built.embedded)
    return 0


if __name__ == "__main__":
    sys.exit(main())
