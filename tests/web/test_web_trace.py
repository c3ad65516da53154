"""The debug panel: the trace of an answer, only where the setting asks for it, and inert like everything else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from rendered import HOSTILE, OUR_ATTRIBUTES, OURS, Elements
from web_app import at_once, states
from web_fakes import CORPUS, REFUSAL, TODAY, FakeAssistant, answer, explanation

import web.application
from web.conversation import Conversation
from web.service import Service
from web.settings import WebSettings
from web.trace_view import trace_view
from web.turn_view import render_answer, render_refusal


def last(assistant: FakeAssistant, question: str, debug: bool) -> str:
    """The final HTML of a question's turn."""
    service = Service(lambda: assistant)
    service.load()
    made = Conversation(service, WebSettings(), lambda: TODAY, pause=at_once, debug=debug)
    return states(made, question)[-1].live_html


def test_rows_say_rank_scores_signals_and_source() -> None:
    view = trace_view(explanation("苏州?"))
    first, twin, other = view.rows
    assert (first.standing, twin.standing, other.standing) == ("1", "并入1", "—")
    assert (first.total, first.raw) == ("2.50", ("0.910", "0.880", "12.3", "0.46"))
    assert first.signals == ("逐词相近+1.50", "地区相符+1.20", "整句相近-0.20")
    assert first.href.startswith("/source/plan?mark=")
    assert [first.is_hit, twin.is_hit, other.is_hit] == [True, False, False]
    assert ("改正的错字", "数聚→数据") in view.understood


def test_the_panel_is_folded_below_the_answer() -> None:
    html = render_answer("苏州?", answer(), CORPUS, TODAY, explained=explanation("苏州?"))
    assert html.count("<details") == 1
    assert '<details class="yj-trace"><summary>检索过程</summary>' in html  # no `open`
    assert html.index("yj-evidence") < html.index("yj-trace")
    assert "逐词原始分" in html
    assert html.count("<tr") == 4  # the head and three passages


def test_a_comparison_shows_its_parts() -> None:
    whole = explanation("苏州和镇江?", (explanation("苏州?"), explanation("镇江?")))
    html = render_refusal("苏州和镇江?", REFUSAL, CORPUS, TODAY, whole)
    assert html.count("<table>") == 3
    assert html.index("第1部分") < html.index("第2部分")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_trace_is_inert(text: str) -> None:
    hostile = explanation(text, (explanation(text),))
    named = replace(hostile.candidates[0], document=text, address=text)
    html = render_answer(
        text, answer(), CORPUS, TODAY, explained=replace(hostile, candidates=(named, *hostile.candidates[1:]))
    )
    found = Elements(html)
    assert "\n" not in html
    assert set(found.tags) <= OURS | {"details", "summary"}
    for name, value in found.attributes:
        assert name in OUR_ATTRIBUTES
        assert name != "href" or value.startswith("/source")


def test_without_the_setting_nothing_is_explained(assistant: FakeAssistant) -> None:
    for question in ("苏州?", "火星?"):
        assert "检索过程" not in last(assistant, question, debug=False)
    assert assistant.explained == []


def test_with_it_answers_and_refusals_are_explained(assistant: FakeAssistant) -> None:
    for question in ("苏州?", "火星?"):
        assert "检索过程" in last(assistant, question, debug=True)
    assert assistant.explained == [("苏州?", ()), ("火星?", ())]
    assert "检索过程" not in last(assistant, "出错", debug=True)


def test_an_answer_stands_although_it_cannot_be_explained(assistant: FakeAssistant) -> None:
    html = last(assistant, "说不清", debug=True)
    assert "网络零售额" in html
    assert "检索过程" not in html
    assert "secret" not in html


def test_the_setting_is_off_unless_somebody_turns_it_on() -> None:
    assert WebSettings().debug is False


@pytest.mark.parametrize("debug", [False, True])
def test_never_in_a_frame(debug: bool, monkeypatch: pytest.MonkeyPatch, assistant: FakeAssistant) -> None:
    made: list[bool] = []

    def recorded(
        service: Service,
        settings: WebSettings,
        today: Callable[[], date],
        debug: bool = False,
        **_kept: object,
    ) -> Conversation:
        made.append(debug)
        return Conversation(service, settings, today, debug=debug)

    monkeypatch.setattr(web.application, "Conversation", recorded)
    service = Service(lambda: assistant)
    service.load()

    async def make() -> None:
        web.application.create_app(service, WebSettings(debug=debug), lambda _reply: json.loads("{}"))

    asyncio.run(make())
    assert made == [False, debug]  # /embed, then the full page
