"""A machine without a way out, for the server of a test: what tries to leave is noted and fails.

Python imports this by itself where the folder is on PYTHONPATH.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_HERE = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "")
_TRIED = os.environ.get("YOUJU_TEST_TRIED")


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = str(address[0]) if isinstance(address, tuple) else ""  # a path: a socket of this machine
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        asked = arguments[0]
        host = asked.decode("ascii", "replace") if isinstance(asked, bytes) else str(asked or "")
    else:
        return
    if host not in _HERE:
        with Path(str(_TRIED)).open("a", encoding="utf-8") as tried:
            tried.write(f"{event} {host}\n")
        raise OSError(101, "Network is unreachable")


if _TRIED is not None:  # a test runner that merely looks at this file stays free
    sys.addaudithook(_watch)
