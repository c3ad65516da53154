"""Chinese words for what an explanation holds: signals, kinds of asking, and how a question was understood."""

from __future__ import annotations

from assistant.asks import Ask
from assistant.explain import Explanation, Understood

SIGNALS = {
    "late": "逐词相近",
    "lexical": "字面相合",
    "dense": "整句相近",
    "place_match": "地区相符",
    "place_mentioned": "提到地区",
    "place_mismatch": "地区不符",
    "document_named": "点名文件",
    "summary": "转述转载",
    "superseded": "已有新版",
    "talk_wanted": "要看解读",
    "ask_match": "问什么有什么",
    "defines": "正是定义",
    "year_match": "年份",
    "looked_up": "按编号直查",
    "reranker": "重排模型",
}
ASKS = {
    Ask.FIGURE: "数字",
    Ask.BODY: "单位",
    Ask.LIST: "清单",
    Ask.DEFINITION: "定义",
    Ask.CONDITION: "条件",
    Ask.PENALTY: "处罚",
    Ask.COMPARISON: "比较",
    Ask.PROCEDURE: "程序",
    Ask.ARTICLE: "条款",
    Ask.DATE: "时间",
    Ask.REASON: "缘由",
    Ask.GENERAL: "一般",
}
RAW = ("逐词原始分", "整句原始分", "字面原始分", "覆盖率")  # Explained.late, dense, lexical, coverage
SHOWN = 0.005  # contributions below this print as 0.00


def signal_words(signals: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """Contributions that can be seen, by their Chinese names, the weightiest first.

    >>> signal_words((("late", 0.2), ("dense", 0.0), ("place_mismatch", -1.2)))
    (('地区不符', -1.2), ('逐词相近', 0.2))
    """
    seen = [(SIGNALS[name], value) for name, value in signals if abs(value) >= SHOWN]
    return tuple(sorted(seen, key=lambda item: -abs(item[1])))


def understood_words(question: Understood) -> tuple[tuple[str, str], ...]:
    """What a question was understood to say, label by label; nothing of what it does not say."""
    rows = (
        ("问题", question.text),
        ("检索", question.searched if question.searched != question.text else ""),
        ("补充的政策用语", "、".join(question.policy_words)),
        ("模型补充的检索词", "、".join(question.rewritten)),
        ("改正的错字", "、".join(f"{before}→{after}" for before, after in question.slips)),
        ("地区", "、".join(question.places)),
        (
            "原话中的地区",
            "、".join(question.named_places) if question.named_places != question.places else "",
        ),
        ("沿用上一问的地区", "、".join(question.inherited)),
        ("层级", question.level or ""),
        ("点名的文件", "".join(f"《{title}》" for title in question.documents)),
        ("未收录的文件", "".join(f"《{title}》" for title in question.unheld)),
        ("条款号", "、".join(question.articles)),
        ("文内编号", "、".join(question.items)),
        ("直查到", "、".join(question.looked_up)),
        ("文件中没有的编号", "、".join(question.missing)),
        ("年份", "、".join(map(str, question.years))),
        ("问的是", "、".join(ASKS[Ask(ask)] for ask in question.asks)),
        ("拆成", "；".join(question.parts)),
    )
    return tuple((label, value) for label, value in rows if value)


def standing(explained: Explanation) -> tuple[str, ...]:
    """For each candidate, its rank, the hit that speaks for it, or that it stands behind the hits.

    A twin that stands in the same place of a file as its hit is an overlapping window of one text.
    """
    ranks = {c.passage.id: c.rank for c in explained.candidates}
    return tuple(
        str(c.rank)
        if c.rank is not None
        else f"并入{ranks[c.folded_into]}"
        if c.folded_into is not None
        else "—"
        for c in explained.candidates
    )
