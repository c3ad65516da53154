"""The newer version of a clause answers, unless the question means the older one; both say what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from status_texts import DRAFT, ENACTED, NEW, OLD, texts_assistant

from assistant.assistant import Assistant
from assistant.model import Answer

REVISED = (
    "《苏州市算力券管理暂行办法》已被修订，最新版本是《苏州市算力券管理办法(2024年修订)》"
    "（2024-05-20，苏数规〔2024〕1号），请以最新版本为准。"
)
SUZHOU = 'region = "苏州"\n'


@pytest.fixture(scope="module")
def vouchers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("vouchers")
    assistant = texts_assistant(folder, {"old": OLD, "new": NEW}, {"old": SUZHOU, "new": SUZHOU})
    assert assistant.corpus.document("old").superseded_by == "new"
    return assistant


def answered(assistant: Assistant, question: str) -> Answer:
    reply = assistant.ask(question)
    assert isinstance(reply, Answer)
    return reply


@pytest.mark.parametrize(
    ("question", "document", "figure"),
    [
        ("单个企业每年算力券最高多少元", "new", "50万元"),
        ("苏州算力券管理办法第四条", "new", "50万元"),
        ("骗取算力券怎么罚", "new", "5万元"),
        ("旧版办法里算力券最高多少万元", "old", "20万元"),
        ("修订前算力券最高是多少万元", "old", "20万元"),
        ("暂行办法规定算力券最高多少万元", "old", "20万元"),
        ("2022年算力券最高金额是多少", "old", "20万元"),
        ("《苏州市算力券管理暂行办法》第四条", "old", "20万元"),
    ],
)
def test_the_newer_version_answers_unless_the_older_is_asked_for(
    vouchers: Assistant, question: str, document: str, figure: str
) -> None:
    reply = answered(vouchers, question)
    assert {c.document for c in reply.citations} == {document}
    assert figure in reply.text
    assert reply.warnings == ((REVISED,) if document == "old" else ())


def test_what_only_the_older_version_says_is_answered_with_the_warning(vouchers: Assistant) -> None:
    reply = answered(vouchers, "算力券有效期多久")
    assert "6个月" in reply.text
    assert reply.warnings == (REVISED,)


def test_a_change_between_versions_is_no_disagreement(vouchers: Assistant) -> None:
    assert "表述不同" not in answered(vouchers, "单个企业每年算力券最高多少元").text


def test_a_text_of_another_title_replaces_and_does_not_revise(tmp_path: Path) -> None:
    other = NEW.replace("苏州市算力券管理办法(2024年修订)", "苏州市算力服务奖补规定")
    more = {"old": SUZHOU, "new": SUZHOU + 'supersedes = ["old"]\n'}
    assistant = texts_assistant(tmp_path, {"old": OLD, "new": other}, more)
    assert answered(assistant, "《苏州市算力券管理暂行办法》第五条").warnings == (
        "《苏州市算力券管理暂行办法》已被《苏州市算力服务奖补规定》（2024-05-20，苏数规〔2024〕1号）取代，请以后者为准。",
    )


def test_a_draft_yields_to_the_text_of_its_title_and_both_figures_are_shown(tmp_path: Path) -> None:
    assistant = texts_assistant(tmp_path, {"draft": DRAFT, "law": ENACTED})
    reply = answered(assistant, "公共数据几个工作日内完成归集")
    assert [c.document for c in reply.citations] == ["law", "draft"]
    assert [s.text for s in reply.segments] == [
        "第二条公共数据应当在5个工作日内完成归集。",
        "另一处原文的表述不同（《南京市数据条例(征求意见稿)》）：",
        "第二条公共数据应当在3个工作日内完成归集。",
    ]
    assert reply.warnings == ("《南京市数据条例(征求意见稿)》：征求意见稿，非现行文本。",)
    assert [c.document for c in answered(assistant, "南京市数据条例第二条").citations] == ["law"]


def test_a_draft_that_is_asked_for_speaks_first(tmp_path: Path) -> None:
    assistant = texts_assistant(tmp_path, {"draft": DRAFT, "law": ENACTED})
    reply = answered(assistant, "征求意见稿里公共数据几个工作日内完成归集")
    assert reply.citations[0].document == "draft"
    assert "征求意见稿，非现行文本" in reply.warnings[0]
