"""The chat page as a Gradio Blocks app: wiring between components and the conversation, nothing else."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import date
from typing import Any

from web.context import read_context
from web.conversation import SUGGESTIONS, Conversation
from web.examples import EMBED_EXAMPLES, EXAMPLES
from web.intro_view import render_documents, render_status
from web.quiet_gradio import gradio as gr
from web.service import Loading, Service
from web.session import Session
from web.settings import WebSettings

TITLE = "有据 · 政策条款问答"
BRAND = '<div><h1><span class="yj-brand">有据</span></h1><span class="yj-tag">政策条款问答</span></div>'
WELCOME = (
    '<div><p class="yj-hello">政策文件里怎么说？</p><p>用平常的话提问。回答只用文件原文，逐句注明出处；'
    "文件里没有的，会如实告诉您没有找到。</p></div>"
)
UNKEPT = "不记录我的提问（默认匿名记录，用于改进）"
PLACEHOLDER = "请输入问题，按回车发送"
POLL_SECONDS = 1.5  # while the assistant is being loaded
SESSION_SECONDS = 12 * 3600  # what a page left open keeps is forgotten after a working day

Updates = dict[Any, Any]  # Gradio's form of "these components change"; its components are untyped


def _html(elem_id: str, value: str = "") -> gr.Markdown:
    """A place for our own escaped HTML; Markdown sanitises it once more, and gr.HTML would need eval."""
    return gr.Markdown(value, elem_id=elem_id, latex_delimiters=[], sanitize_html=True)


def build_chat(
    service: Service,
    conversation: Conversation,
    settings: WebSettings,
    today: Callable[[], date],
    compact: bool,
) -> gr.Blocks:
    """The page's components and events; `compact` is the page made to stand in a frame."""
    blocks: gr.Blocks
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=False) as blocks:
        session = gr.State(Session(), time_to_live=SESSION_SECONDS)
        with gr.Row(elem_id="yj-header"):
            _html("yj-brand", BRAND)
            fresh = gr.Button("新对话", elem_id="yj-new", size="sm", visible=False)
        status = _html("yj-status")
        with gr.Column(elem_id="yj-intro") as intro:
            if not compact:
                _html("yj-welcome", WELCOME)
            samples = _examples(compact)
            documents = _html("yj-documents")
        past = _html("yj-past")
        with gr.Column(elem_id="yj-now"):
            live = _html("yj-live")
            with gr.Column(elem_id="yj-next", visible=False) as following:
                gr.Markdown("接着可以问", elem_classes="yj-group-name")
                offers = [gr.Button(elem_classes="yj-example", size="sm") for _ in range(SUGGESTIONS)]
        private = gr.Checkbox(label=UNKEPT, elem_id="yj-private", container=False, visible=conversation.keeps)
        with gr.Row(elem_id="yj-composer"):
            box = gr.Textbox(
                elem_id="yj-box", label="问题", show_label=False, container=False, placeholder=PLACEHOLDER,
                lines=1, max_lines=6, autofocus=not compact, scale=1,
            )  # fmt: skip
            send = gr.Button("发送", elem_id="yj-send", variant="primary", scale=0)
            stop = gr.Button("停止", elem_id="yj-stop", visible=False, scale=0)
        context = gr.Textbox(elem_id="yj-context", show_label=False, container=False)  # hidden; see chat.css
        timer = gr.Timer(POLL_SECONDS, active=True)

        def poll() -> Updates:
            return {
                status: render_status(service.state),
                documents: render_documents(service.corpus, today(), compact),
                timer: gr.Timer(active=isinstance(service.state, Loading)),
            }

        async def running(
            question: str, held: Session, unkept: bool, said: str
        ) -> AsyncGenerator[Updates, None]:
            """Changes of the page from the question to its complete answer.

            Gradio cancels it on 停止 and closes it when the page is gone, which gives the question up.
            """
            busy = {send: gr.Button(visible=False), stop: gr.Button(visible=True)}
            idle = {send: gr.Button(visible=True), stop: gr.Button(visible=False)}
            first = True
            async with aclosing(conversation.ask(question, held, unkept, read_context(said))) as states:
                async for now in states:
                    changes: Updates = {live: now.live_html, session: now}
                    if first:
                        hidden = {intro: gr.Column(visible=False), fresh: gr.Button(visible=True)}
                        hidden[following] = gr.Column(visible=False)
                        changes |= {past: now.past_html, box: ""} | hidden | busy
                        first = False
                    yield changes
            yield idle

        def stopped(held: Session) -> Updates:
            held = conversation.stop(held)
            return {
                live: held.live_html, session: held,
                send: gr.Button(visible=True), stop: gr.Button(visible=False),
            }  # fmt: skip

        def offered(held: Session) -> Updates:
            """What could be asked next, found only after the answer stands."""
            found = conversation.suggestions(held)
            padded = (*found, *[""] * (len(offers) - len(found)))
            buttons = {
                button: gr.Button(text, visible=bool(text))
                for button, text in zip(offers, padded, strict=True)
            }
            return {following: gr.Column(visible=bool(found)), **buttons}

        def cleared() -> Updates:
            return {
                following: gr.Column(visible=False), session: Session(), past: "", live: "", box: "",
                intro: gr.Column(visible=True), fresh: gr.Button(visible=False),
                send: gr.Button(visible=True), stop: gr.Button(visible=False),
            }  # fmt: skip

        shown = [session, past, live, box, intro, fresh, send, stop, following]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        once: dict[str, Any] = {"trigger_mode": "once", **quiet}  # Enter pressed twice asks once
        asked = [gr.on([box.submit, send.click], running, [box, session, private, context], shown, **once)]
        asked += [
            ready.click(running, [ready, session, private, context], shown, **once)
            for ready in (*samples, *offers)
        ]
        # Past the queue: a question asked just as another queued event ends would lose its stream
        # (Gradio's client closes the shared one), and its reader would wait for ever.
        aside: dict[str, Any] = {"queue": False, **quiet}
        for event in asked:
            event.then(offered, [session], [following, *offers], **aside)
        stop.click(stopped, [session], [live, session, send, stop], cancels=asked, **aside)
        fresh.click(cleared, None, shown, cancels=asked, **aside)
        gr.on([blocks.load, timer.tick], poll, None, [status, documents, timer], **aside)
    # api_open=False: questions go through the queue of the page or through /api/v1/ask.
    blocks.queue(
        default_concurrency_limit=settings.running_questions, max_size=settings.queue_size, api_open=False
    )
    return blocks


def _examples(compact: bool) -> list[gr.Button]:
    """Buttons that ask an example question, by kind on the full page."""
    if compact:
        with gr.Column(elem_id="yj-examples"):
            return [gr.Button(q, elem_classes="yj-example", size="sm") for q in EMBED_EXAMPLES]
    buttons = []
    with gr.Column(elem_id="yj-examples"):
        for group in EXAMPLES:
            with gr.Row(elem_classes="yj-group"):
                gr.Markdown(group.name, elem_classes="yj-group-name")
                buttons += [gr.Button(q, elem_classes="yj-example", size="sm") for q in group.questions]
    return buttons
