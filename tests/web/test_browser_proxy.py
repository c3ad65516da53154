"""The files of docs/embed as they are shipped: systemd's command line, nginx before it, a portal's page around it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from web_browser import ask, awake, free_port, until, watched
from web_portal import Portal
from web_shipped import SHIPPED, changed, unit
from web_tokens import SECRET

from web.portal.settings import PortalSettings
from web.portal.token import TokenCheck

TABLE = "苏州和镇江的数字经济核心产业增加值目标分别是多少？"
MAIN = """
daemon off;
pid {folder}/nginx.pid;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/youju.conf;
}}
"""


@pytest.fixture(scope="module")
def proxy(open_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Debian's nginx with the shipped configuration."""
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None:
        pytest.fail("找不到 nginx。请先运行 make system-deps，或用 BROWSER=0 跳过浏览器测试。")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    shipped = (SHIPPED / "nginx.conf").read_text(encoding="utf-8")
    ports = {"127.0.0.1:7860": open_server.removeprefix("http://"), "listen 80;": f"listen 127.0.0.1:{port};"}
    (folder / "youju.conf").write_text(changed(shipped, **ports), encoding="utf-8")
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder), encoding="utf-8")
    process = subprocess.Popen(
        [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors.log")]
    )
    try:
        _wait_for(port, process, folder / "errors.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 15
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None or time.monotonic() > end:
            pytest.fail("nginx 没有启动：" + log.read_text(encoding="utf-8")[-2000:])
        time.sleep(0.1)


@pytest.mark.browser
def test_the_shipped_portal_page_works_through_nginx(
    browser: BrowserContext, proxy: str, portal: Portal
) -> None:
    shipped = (SHIPPED / "portal.html").read_text(encoding="utf-8")
    path = portal.put("/portal.html", changed(shipped, **{"http://youju.example.cn": proxy}))
    with watched(browser, proxy, portal.allowed) as page:
        page.goto(portal.allowed + path)
        chat = page.frame_locator("#zhengce > iframe")
        awake(chat)
        ask(chat, TABLE)
        expect(chat.locator("#yj-live .yj-answer")).to_contain_text("6000亿元")
        chat.locator("#yj-live .yj-chip").first.click()
        expect(chat.locator("#yj-panel mark").first).to_be_visible()
        frame = page.frames[1]
        sizes = "(() => { const e = document.scrollingElement; return e.scrollHeight - e.clientHeight; })()"
        until(frame, f"{sizes} === 0")


@pytest.mark.browser
def test_nginx_passes_headers_and_does_not_hold_streams_back(proxy: str, portal: Portal) -> None:
    with urllib.request.urlopen(f"{proxy}/embed", timeout=10) as reply:
        policy = reply.headers["content-security-policy"]
        assert policy.endswith(f"frame-ancestors 'self' {portal.allowed}")
        assert reply.headers["x-frame-options"] is None
        assert f'"root":"{proxy}/embed"' in reply.read().decode().replace(" ", "")
    # An endless stream of small pieces: held back, the first would never come.
    address = f"{proxy}/gradio_api/heartbeat/through-nginx"
    asked = urllib.request.Request(address, headers={"accept-encoding": "gzip"})  # as browsers ask
    with urllib.request.urlopen(asked, timeout=20) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.readline().startswith(b"data:")


def test_the_shipped_example_signs_tokens_that_count() -> None:
    text = (SHIPPED / "README.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.S)
    assert code
    names: dict[str, object] = {}
    exec(compile(code[1], "README.md", "exec"), names)
    made = names["portal_token"]
    assert callable(made)
    check = TokenCheck(PortalSettings(algorithm="HS256", secret=SECRET))
    assert check.subject(made("张三", SECRET.encode())) == "张三"


def test_the_shipped_commands_bind_to_this_machine_alone() -> None:
    keys = unit()
    assert "--host 127.0.0.1" in keys["ExecStart"][0]
    assert keys["IPAddressDeny"] == ["any"]
    assert keys["User"] == ["youju"]
