"""Write feedback for ever and say what is on disk; run by test_web_feedback_store, which kills it.

`python feedback_crash.py DATABASE FIRST`: prints the id of every exchange once its rating is acknowledged.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from feedback_samples import exchange

from web.feedback.model import Rating, Value
from web.feedback.store import Store
from web.feedback.writer import Writer


def main(path: Path, first: int) -> None:
    writer = Writer(lambda: Store(path), retention_days=3650, queue_size=1000)
    for number in itertools.count(first):
        kept = exchange(number)
        writer.put(kept)
        done = writer.put(Rating(kept.id, kept.asked_at, Value.UP))
        assert done is not None
        assert done.result(30)
        sys.stdout.write(f"{kept.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
