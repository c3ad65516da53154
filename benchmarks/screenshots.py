"""The README's pictures: `python -m benchmarks.screenshots` with the real server and Debian's chromium."""

from __future__ import annotations

import argparse
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"
LIMIT_BYTES = 200_000
START_SECONDS = 120
FIGURE = "苏州到2023年全市网络零售额的目标是多少？"
TABLE = "苏州和镇江的数字经济核心产业增加值目标分别是多少？"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def serving() -> Iterator[str]:
    """The server as it is shipped, with a fixed day and nothing of this machine's state."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as state:
        fixed = {"YOUJU_ASSISTANT__AS_OF": "2026-11-21", "YOUJU_CORPUS__DATA_DIR": state}
        process = subprocess.Popen(
            [sys.executable, "ui.py", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, **fixed},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait(base, process)
            yield base
        finally:
            process.terminate()
            process.wait(20)


def _wait(base: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise SystemExit("服务没有就绪；请先运行 make index。")


def ask(page: Page, question: str) -> None:
    """Ask, and wait for the complete answer."""
    box = page.get_by_label("问题")
    box.fill(question)
    box.press("Enter")
    page.locator("#yj-live .yj-turn.yj-done", has_text=question).wait_for(timeout=30_000)
    page.locator("#yj-next button:visible").first.wait_for(timeout=30_000)


def keep(page: Page, name: str) -> None:
    """The page as a picture of few colours, under the limit."""
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    for colours in (256, 128, 64, 32):
        path = FOLDER / f"{name}.png"
        picture.convert("RGB").quantize(colours).save(path, optimize=True)
        if path.stat().st_size < LIMIT_BYTES:
            return
    raise SystemExit(f"{name}.png 超过 {LIMIT_BYTES} 字节。")


def take(base: str) -> None:
    """All three: an answer beside its source, a comparison in the dark, the empty page of a phone."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("找不到 chromium。请先运行 make system-deps。")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        desk = browser.new_context(viewport={"width": 1360, "height": 820}, locale="zh-CN")
        page = desk.new_page()
        page.goto(base)
        ask(page, FIGURE)
        page.locator("#yj-live .yj-chip").first.click()
        page.locator("#yj-panel mark").first.wait_for()
        keep(page, "answer")
        page.keyboard.press("Escape")
        page.close()
        dark = browser.new_context(
            viewport={"width": 1360, "height": 820}, locale="zh-CN", color_scheme="dark"
        ).new_page()
        dark.goto(base)
        ask(dark, TABLE)
        dark.locator("#yj-live .yj-chip").last.focus()
        keep(dark, "comparison")
        phone = browser.new_context(viewport={"width": 390, "height": 780}, locale="zh-CN").new_page()
        phone.goto(base)
        phone.locator("#yj-documents .yj-held").wait_for()
        keep(phone, "phone")
        browser.close()


if __name__ == "__main__":
    argparse.ArgumentParser(description="为 README 拍三张页面图，存到 docs/screenshots/。").parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serving() as address:
        take(address)
