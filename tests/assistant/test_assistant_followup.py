"""Follow-ups take what they lack from the history; a change of topic takes nothing."""

from __future__ import annotations

import pytest
from assistant_fakes import DOCUMENTS

from assistant.followup import complete
from assistant.naming import DocumentNames

NAMES = DocumentNames(DOCUMENTS)


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        (["江苏到2025年数字经济核心产业占比多少"], "那浙江呢?", "浙江到2025年数字经济核心产业占比多少"),
        (["江苏到2025年占比多少", "那浙江呢"], "苏州呢?2023年的", "苏州到2023年占比多少"),
        (["苏州2023年集成电路产业规模目标"], "那到2025年呢", "苏州2025年集成电路产业规模目标"),
        (["数据安全法第十八条讲什么?"], "第二十条呢", "数据安全法第二十条"),
        (["漏洞规定第九条第五项是什么?"], "第七项呢?", "漏洞规定第九条第七项"),
        (["苏州建设工业互联网的目标是什么?"], "牵头的是谁?", "苏州建设工业互联网的目标 牵头的是谁?"),
        # newest first: the place of the last question counts
        (["镇江的5G目标是多少", "苏州的5G目标是多少"], "牵头的是谁?", "苏州的5G目标 牵头的是谁?"),
    ],
)
def test_completed(history: list[str], question: str, expected: str) -> None:
    assert complete(question, history, NAMES) == expected


@pytest.mark.parametrize(
    "question",
    [
        "区块链产业到2030年要达到什么水平?",
        "上海专精特新要什么条件",
        "漏洞规定要求几日内报送漏洞信息?",
        "国企数字化转型怎么保障资源?",
    ],
)
def test_a_change_of_topic_takes_nothing_along(question: str) -> None:
    assert complete(question, ["苏州建设工业互联网的目标是什么?", "牵头的是谁?"], NAMES) == question


def test_no_history_changes_nothing() -> None:
    assert complete("那浙江呢?", [], NAMES) == "那浙江呢?"
