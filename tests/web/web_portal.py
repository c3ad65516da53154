"""A portal on another origin than the service: pages by path, with the policy that each test wants."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Portal:
    """`allowed` and `refused` are the same server under two names, hence two origins."""

    port: int
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)  # path -> (body, policy)

    @property
    def allowed(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def refused(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def put(self, path: str, body: str, policy: str = "") -> str:
        """Serve `body` at `path`; returns the path."""
        self.pages[path] = (body, policy)
        return path


@contextmanager
def portal_serving(port: int = 0) -> Iterator[Portal]:
    """A portal that runs until the block ends."""
    pages: dict[str, tuple[str, str]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, policy = pages.get(self.path.partition("?")[0], ("", ""))
            data = body.encode()
            self.send_response(200 if data else 204)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(data)))
            if policy:
                self.send_header("content-security-policy", policy)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_arguments: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Portal(server.server_address[1], pages)
        finally:
            server.shutdown()
            thread.join()


def page_with(script: str, inside: str = "") -> str:
    """A portal's page as people write them, with text above and below the chat."""
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>门户</title></head>'
        f'<body><h1>某单位内部门户</h1><p>通知公告</p>{inside}{script}<p id="below">页脚</p></body></html>'
    )
