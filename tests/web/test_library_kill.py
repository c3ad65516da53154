"""A real server with a real model, killed while it takes a document in: the old state serves after the restart."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from library_site import FACT, VOUCHERS, Admin, installed
from web_browser import READY_SECONDS, free_port

from corpus.settings import ROOT


def started(environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    """A server that a test may kill, once it answers."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "ui.py", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    base = f"http://127.0.0.1:{port}"
    end = time.monotonic() + READY_SECONDS
    with httpx.Client(trust_env=False) as client:
        while True:
            assert process.poll() is None
            assert time.monotonic() < end
            try:
                if client.get(f"{base}/readyz").status_code == 200:
                    return process, base
            except httpx.TransportError:
                pass  # it does not listen yet
            time.sleep(0.2)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9")
def test_a_server_killed_in_the_middle_serves_the_old_state_again(tmp_path: Path) -> None:
    site = installed(tmp_path)
    process, base = started(site)
    with Admin(base) as admin:
        at = admin.upload("办法.txt", VOUCHERS.encode()).headers["location"].removeprefix("/admin/library")
        admin.post(f"{at}/accept")
        while (now := admin.progress())["doing"] in ("准备", "读取文件"):
            assert now["phase"] == "running"
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait(20)
    process, base = started(site)
    try:
        with Admin(base) as admin:
            assert FACT not in admin.answer()
            assert "办法.txt" in admin.page()  # it still waits
            assert admin.post(f"{at}/accept").status_code == 303
            assert admin.settled()["phase"] == "done"
            assert FACT in admin.answer()
    finally:
        process.kill()
        process.wait(20)
