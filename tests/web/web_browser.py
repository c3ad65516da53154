"""A real server and a real browser for tests, and a reader's moves in it."""

from __future__ import annotations

import os
import shlex
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

import pytest
from playwright.sync_api import BrowserContext, Frame, FrameLocator, Page, expect

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 90  # a busy machine; an idle one needs under 15
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    except OSError:
        return 0


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(
    command: str = "{python} ui.py --host 127.0.0.1 --port {port}", **environment: str
) -> Iterator[str]:
    """The real server with the real index on a free port, which is filled into the command."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    # Of its own, unless a test says otherwise: what people asked here is none of this checkout's business.
    with tempfile.TemporaryFile() as log, tempfile.TemporaryDirectory() as data_dir:
        process = subprocess.Popen(
            shlex.split(command.format(python=sys.executable, port=port)),
            cwd=ROOT,
            stdout=log,
            stderr=log,
            env={**os.environ, "YOUJU_CORPUS__DATA_DIR": data_dir, **environment},
        )
        try:
            end = time.monotonic() + READY_SECONDS
            while _status(f"{base}/readyz") != 200:
                if process.poll() is not None or time.monotonic() > end:
                    log.seek(0)
                    pytest.fail("服务没有就绪：" + log.read().decode("utf-8", "replace")[-2000:])
                time.sleep(0.2)
            yield base
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def watched(browser: BrowserContext, *servers: str) -> Iterator[Page]:
    """A page that fails its test when a request goes elsewhere or the console shows an error."""
    made = browser.new_page()
    left: list[str] = []
    errors: list[str] = []
    ours = (*servers, "data:", "blob:")
    made.on("request", lambda r: left.append(r.url) if not r.url.startswith(ours) else None)
    made.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    made.on("pageerror", lambda e: errors.append(str(e)))
    yield made
    made.close()
    assert left == []
    assert errors == []


def until(page: Page | Frame, condition: str, timeout_seconds: float = 30.0) -> None:
    """Wait until an expression of JavaScript holds in a page.

    Playwright's own wait_for_function evaluates a string inside the page as soon as the condition does not
    hold at once, which a content policy without eval refuses; a single `evaluate` it does not.
    """
    end = time.monotonic() + timeout_seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"not in {timeout_seconds} s: {condition}"
        page.wait_for_timeout(50)


def awake(chat: Page | FrameLocator) -> None:
    """Wait until the chat listens: Gradio draws its box some time before."""
    expect(chat.locator("#yj-documents a").first).to_be_attached(timeout=30_000)
    expect(chat.get_by_label("问题")).to_be_visible()


def ask(page: Page | FrameLocator, question: str) -> None:
    """Type a question, send it, and wait for all that comes of it."""
    box = page.get_by_label("问题")
    expect(box).to_be_visible(timeout=30_000)
    if page.locator("#yj-documents").count():  # nothing was asked yet
        awake(page)
    box.fill(question)
    box.press("Enter")
    # The question stands in the live turn before its answer does.
    expect(page.locator("#yj-live .yj-question")).to_contain_text(question[:20])
    expect(page.locator("#yj-live .yj-state.loading")).to_have_count(0, timeout=20_000)
    expect(page.locator("#yj-send")).to_be_visible(timeout=20_000)


def first_character_ms(page: Page, question: str) -> float:
    """Milliseconds from the click to the first character of the answer, as the page itself sees them."""
    page.get_by_label("问题").fill(question)
    waited: float = page.evaluate(
        """question => new Promise(done => {
            const began = performance.now();
            const live = document.getElementById('yj-live');
            new MutationObserver((_changes, watch) => {
                const asked = live.querySelector('.yj-question')?.textContent === question;
                if (asked && live.querySelector('.yj-answer')?.textContent.trim()) {
                    watch.disconnect();
                    done(performance.now() - began);
                }
            }).observe(live, {childList: true, subtree: true, characterData: true});
            document.getElementById('yj-send').click();
        })""",
        question,
    )
    expect(page.locator("#yj-send")).to_be_visible(timeout=20_000)
    return waited
