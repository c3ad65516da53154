"""Waiting for slow answers: given up when the reader stops or leaves, and in nobody else's way."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import aclosing

import httpx
import pytest
from web_app import at_once, make_app
from web_fakes import TODAY, FakeAssistant, answer

from assistant.aside import AsideRewriter, AsideWriter
from assistant.model import Answer, Refusal
from assistant.writing.draft import Draft
from web.conversation import Conversation
from web.service import STOPPED, Ready, Service
from web.session import Session
from web.settings import WebSettings
from web.slots import Slots

ENOUGH_SECONDS = 10.0  # a fake that is not told to stop waits so long; a test that meets this fails


class Writes(FakeAssistant):
    """Waits on 写 for a language model until nobody wants the answer, or it may go on; holds no slot meanwhile."""

    def __init__(self, slots: Slots) -> None:
        super().__init__()
        self.slots = slots
        self.begun, self.go, self.given_up = threading.Event(), threading.Event(), threading.Event()

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        cancelled: threading.Event | None = None,
        within: frozenset[str] | None = None,
    ) -> Answer | Refusal:
        if "写" not in question:
            return super().ask(question, history, cancelled, within)
        assert cancelled is not None
        with self.slots.aside():
            self.begun.set()
            end = time.monotonic() + ENOUGH_SECONDS
            while not (self.go.is_set() or cancelled.wait(0.01)):
                assert time.monotonic() < end
        if cancelled.is_set():
            self.given_up.set()
        return answer()


@pytest.fixture
def writes() -> Writes:
    return Writes(Slots(1))


@pytest.fixture
def service(writes: Writes) -> Service:
    made = Service(lambda: writes, slots=writes.slots)
    made.load()
    return made


@pytest.fixture
def conversation(service: Service) -> Conversation:
    return Conversation(service, WebSettings(), lambda: TODAY, pause=at_once)


def begun(writes: Writes) -> asyncio.Future[bool]:
    return asyncio.ensure_future(asyncio.to_thread(writes.begun.wait, ENOUGH_SECONDS))


def test_closing_the_stream_ends_the_waiting_and_keeps_nothing(
    conversation: Conversation, service: Service, writes: Writes
) -> None:
    async def leave() -> None:
        async with aclosing(conversation.ask("写一段", Session())) as states:
            assert "loading" in (await anext(states)).live_html
            assert "loading" in (await anext(states)).live_html  # a tick, by which a lost reader is noticed
            assert writes.begun.is_set()

    asyncio.run(leave())
    assert writes.given_up.wait(ENOUGH_SECONDS)
    assert isinstance(service.state, Ready)
    assert service.state.recent.get("写一段", ()) is None


def test_cancelling_the_task_ends_the_waiting(conversation: Conversation, writes: Writes) -> None:
    """As Gradio does when 停止 is pressed."""

    async def stop() -> None:
        async def consume() -> None:
            async with aclosing(conversation.ask("写一段", Session())) as states:
                async for _ in states:
                    pass

        task = asyncio.ensure_future(consume())
        await begun(writes)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(stop())
    assert writes.given_up.wait(ENOUGH_SECONDS)


def test_others_are_answered_while_a_model_writes(
    conversation: Conversation, service: Service, writes: Writes
) -> None:
    """One slot, thirty writing questions: whoever asks a plain one meanwhile has the answer at once."""

    async def both() -> str:
        async def write(n: int) -> Session:
            return [s async for s in conversation.ask(f"写{n}", Session())][-1]

        writing = [asyncio.ensure_future(write(n)) for n in range(30)]
        await begun(writes)
        plain = [s async for s in conversation.ask("苏州?", Session())][-1]
        assert not any(task.done() for task in writing)
        writes.go.set()
        done = await asyncio.gather(*writing)
        assert all("网络零售额" in s.live_html for s in done)
        return plain.live_html

    assert "网络零售额" in asyncio.run(both())
    assert not writes.given_up.is_set()


def test_a_long_wait_is_told_in_steps(
    conversation: Conversation, writes: Writes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.waiting.TICK_SECONDS", 0.01)

    async def watch() -> list[str]:
        seen: list[str] = []
        async with aclosing(conversation.ask("写一段", Session())) as states:
            async for now in states:
                seen.append(now.live_html)
                if len(seen) == 22:  # half a second each
                    writes.go.set()
        return list(dict.fromkeys(seen))

    seen = asyncio.run(watch())
    assert "正在查找已收录文件" in seen[0]
    assert "已等 5 秒" in seen[1]
    assert "已等 10 秒" in seen[2]
    assert "网络零售额" in seen[-1]


@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/export"])
def test_a_client_that_leaves_ends_the_waiting(path: str, service: Service, writes: Writes) -> None:
    app = make_app(service, WebSettings())
    body = b'{"question": "\xe5\x86\x99\xe4\xb8\x80\xe6\xae\xb5"' + (
        b', "format": "md"}' if path.endswith("export") else b"}"
    )

    async def leave() -> None:
        messages = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, object]:
            if messages:
                return messages.pop()
            while not writes.begun.is_set():
                await asyncio.sleep(0.01)
            return {"type": "http.disconnect"}

        async def send(_message: object) -> None:
            return None

        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "path": path,
            "raw_path": path.encode(), "query_string": b"", "root_path": "", "scheme": "http",
            "headers": [(b"content-type", b"application/json"), (b"host", b"test")],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
        }  # fmt: skip
        await app(scope, receive, send)

    asyncio.run(leave())
    assert writes.given_up.wait(ENOUGH_SECONDS)


def test_fifty_waiting_requests_leave_the_server_free(service: Service, writes: Writes) -> None:
    """More than Starlette has threads for: pages and health answer meanwhile, and each request in the end."""
    app = make_app(service, WebSettings())

    async def many() -> None:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test", timeout=60) as client:
            waiting = [
                asyncio.ensure_future(client.post("/api/v1/ask", json={"question": f"写{n}"}))
                for n in range(50)
            ]
            await begun(writes)
            assert (await client.get("/healthz")).status_code == 200
            assert (await client.get("/source/plan")).status_code == 200
            assert not any(task.done() for task in waiting)
            writes.go.set()
            assert {reply.json()["status"] for reply in await asyncio.gather(*waiting)} == {"answered"}

    asyncio.run(many())


def test_a_question_given_up_in_the_queue_is_never_asked(service: Service, writes: Writes) -> None:
    unwanted = threading.Event()
    unwanted.set()
    reply = service.ask("苏州?", (), unwanted)
    assert (reply.status, getattr(reply, "reason", None)) == ("failed", STOPPED)
    assert writes.asked == []


def test_who_waits_aside_holds_no_slot() -> None:
    clock = iter(range(100))
    slots = Slots(1, clock=lambda: float(next(clock)))
    with slots.held():
        assert slots.quiet_seconds == 0
        with slots.aside():
            assert slots.quiet_seconds > 0
            with slots.held():  # would wait for ever if the slot were still taken
                assert slots.quiet_seconds == 0
        assert slots.quiet_seconds == 0
    with slots.aside():  # without a slot, nothing is given back
        pass
    assert slots.quiet_seconds > 0


def test_a_model_that_breaks_gives_its_slot_back() -> None:
    slots = Slots(1)

    class Broken:
        def write(self, *_: object) -> Draft | None:
            raise RuntimeError

        def rewrite(self, *_: object) -> str | None:
            raise RuntimeError

    calls: tuple[Callable[[], object], ...] = (
        lambda: AsideWriter(Broken(), slots.aside).write("?", (), None),
        lambda: AsideRewriter(Broken(), slots.aside).rewrite("?", ()),
    )
    for call in calls:
        with slots.held(), pytest.raises(RuntimeError):
            call()
    with slots.held():
        assert slots.quiet_seconds == 0
    assert slots.quiet_seconds >= 0


def test_what_may_be_offered_is_tried_only_while_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.service.PREPARE_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr("web.service.QUIET_SECONDS", 0.05)
    slots, fake = Slots(1), FakeAssistant()
    service = Service(lambda: fake, slots=slots)
    with slots.held():  # a question is being answered
        thread = service.start()
        time.sleep(0.2)
        assert service.state.__class__.__name__ == "Ready"  # long before anything is tried
        assert fake.prepared == 0
    thread.join(ENOUGH_SECONDS)
    assert fake.prepared == 3


def test_closing_ends_the_trying(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.service.PREPARE_PAUSE_SECONDS", 60.0)
    fake = FakeAssistant()
    service = Service(lambda: fake)
    thread = service.start()
    service.close()
    thread.join(ENOUGH_SECONDS)
    assert not thread.is_alive()
    assert fake.prepared == 0


def test_nothing_is_tried_where_settings_say_so() -> None:
    fake = FakeAssistant()
    Service(lambda: fake).start(prepare=False).join(ENOUGH_SECONDS)
    assert fake.prepared == 0
