"""The columns of a comparison: one for each thing that is asked of every row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import phrases
from assistant.asks import Ask
from assistant.question import Question

_KINDS: tuple[tuple[str, Ask, re.Pattern[str]], ...] = (
    (phrases.COLUMN_BODY, Ask.BODY, re.compile(r"(由|归)?(谁|哪(个|些)?部门)(来)?(牵头|负责|主管|管|抓)|(牵头|责任|负责|主管)(单位|部门|机构)|负责人|谁的(事|职责)")),
    (phrases.COLUMN_DATE, Ask.DATE, re.compile(r"(什么时候|何时|时间|期限|哪年)(要?完成|完成|达到|实现|施行)?")),
    (phrases.COLUMN_PENALTY, Ask.PENALTY, re.compile(r"处罚|罚款|罚多少|怎么罚")),
    (phrases.COLUMN_CONDITION, Ask.CONDITION, re.compile(r"申报条件|认定条件|条件|门槛")),
    (phrases.COLUMN_FIGURE, Ask.FIGURE, re.compile(r"(数量|规模)?(目标|指标)(值|数)?(是多少)?|多少[个家座亿万]?|建多少")),
    (phrases.COLUMN_HOW, Ask.GENERAL, re.compile(r"措施|举措|做法|任务|抓手|怎么(做|推进|支持|建设)")),
)  # fmt: skip
_JOINED = re.compile(
    r"^(是什么|是多少|是几家)?[\s]*([,。;、?]|和|与|及|以及|还有|并|由)+[\s]*(各|分别)?(由|要|会)?$"
)


@dataclass(frozen=True)
class Aspect:
    """A column: its fixed name, what it asks for, and the words of the other columns, which its question leaves out."""

    name: str
    ask: Ask | None  # None of the only column: whatever the question asks
    others: tuple[str, ...] = ()

    def of(self, part: Question) -> Question:
        """The question of one cell."""
        if self.ask is None:
            return part
        text = part.text
        for words in self.others:
            text = text.replace(words, "", 1)
        return replace(part, text=text, asks=(self.ask,))


def aspects(question: Question) -> tuple[Aspect, ...]:
    """The columns that a comparison asks for; one where it asks for one thing.

    Two kinds of thing side by side are two columns: 目标和牵头单位.
    """
    found = sorted(
        (
            (m.start(), m.end(), name, ask, m.group())
            for name, ask, pattern in _KINDS
            for m in [_last(pattern, question.text)]
            if m
        ),
    )
    kept: list[tuple[int, int, str, Ask, str]] = []
    for each in found:
        if kept and each[0] < kept[-1][1]:
            continue
        if not kept or _JOINED.match(question.text[kept[-1][1] : each[0]]):
            kept.append(each)
        elif len(kept) < 2:
            kept = [each]
    if len(kept) < 2:
        return (Aspect(_only(question), None),)
    return tuple(
        Aspect(name, ask, tuple(said for *_, said in (*kept[:i], *kept[i + 1 :])))
        for i, (_, _, name, ask, _) in enumerate(kept)
    )


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    matches: Sequence[re.Match[str]] = list(pattern.finditer(text))
    return matches[-1] if matches else None


def _only(question: Question) -> str:
    named = {
        Ask.BODY: phrases.COLUMN_BODY,
        Ask.CONDITION: phrases.COLUMN_CONDITION,
        Ask.PENALTY: phrases.COLUMN_PENALTY,
    }
    return next((named[ask] for ask in question.asks if ask in named), phrases.COLUMN_ONLY)
