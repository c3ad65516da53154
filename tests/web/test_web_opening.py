"""The door that stands open while the pages are built."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import ASGIApp

from web.opening import Opening
from web.settings import WebSettings


def wait_for(client: TestClient, path: str, status: int) -> None:
    for _ in range(200):
        if client.get(path).status_code == status:
            return
        time.sleep(0.02)
    raise AssertionError(f"{path} never answered {status}")


def test_health_is_answered_before_the_pages_stand() -> None:
    go = threading.Event()
    lived: list[str] = []

    def build() -> ASGIApp:
        go.wait(5)
        app = FastAPI()

        @app.get("/readyz")
        def readyz() -> str:
            return "ready"

        @app.get("/started")
        def started() -> list[str]:
            return lived

        app.router.lifespan_context = _lifespan(lived)
        return app

    with TestClient(Opening(build, WebSettings())) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        assert (client.get("/readyz").status_code, client.get("/readyz").json()["status"]) == (503, "loading")
        page = client.get("/")
        assert (page.status_code, "正在载入" in page.text) == (503, True)
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert client.post("/api/v1/ask").json()["status"] == "failed"
        go.set()
        wait_for(client, "/readyz", 200)
        assert client.get("/started").json() == ["started"]
    assert lived == ["started", "stopped"]


def _lifespan(lived: list[str]) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def context(_app: FastAPI) -> AsyncIterator[None]:
        lived.append("started")
        yield
        lived.append("stopped")

    return context


def test_pages_that_cannot_be_built_are_told_without_the_reason(caplog: object) -> None:
    def build() -> ASGIApp:
        raise RuntimeError("secret")

    with TestClient(Opening(build, WebSettings())) as client:
        for _ in range(100):
            if client.get("/readyz").json()["status"] == "failed":
                break
            time.sleep(0.02)
        page = client.get("/").text
        assert "系统未能载入" in page
        assert "secret" not in page
        assert client.get("/healthz").status_code == 200
