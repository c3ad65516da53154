"""The door of the evaluation stage: `python -m eval` and `python -m eval check`."""

from __future__ import annotations

import sys

from eval.command import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
