"""The application over a hand-written assistant, and the real server for a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from web_app import make_app
from web_fakes import FakeAssistant

from web.service import Service
from web.settings import WebSettings


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="session")
def pages() -> Iterator[tuple[TestClient, FakeAssistant]]:
    """One application for all read-only tests: building Gradio's pages takes a second."""
    fake = FakeAssistant()
    service = Service(lambda: fake)
    service.load()
    settings = WebSettings(frame_ancestors=("'self'", "https://portal.example.cn"))
    with TestClient(make_app(service, settings)) as client:
        yield client, fake


@pytest.fixture(scope="session")
def client(pages: tuple[TestClient, FakeAssistant]) -> TestClient:
    return pages[0]
