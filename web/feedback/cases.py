"""Kept exchanges as cases of the question set, for a person to complete."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from assistant.asks import Ask, asks
from assistant.normalise import normalise
from web.feedback.model import REASON_NAMES, Exchange, Rated, Rating, Value

# Types of eval/questions/; web may not import eval, and a test holds these names to it.
_TYPES = {
    Ask.COMPARISON: "comparison",
    Ask.PENALTY: "procedure_condition",
    Ask.BODY: "responsible_body",
    Ask.FIGURE: "fact_number",
    Ask.DATE: "fact_number",
    Ask.DEFINITION: "definition",
    Ask.CONDITION: "procedure_condition",
    Ask.LIST: "list",
    Ask.PROCEDURE: "procedure_condition",
    Ask.ARTICLE: "article_lookup",
}
GUESSED_OTHERWISE = "colloquial"
FOLLOWUP = "followup"
UNANSWERABLE = "unanswerable"
TO_DO = "待补：核对证据和题型，写上 answer_keys"


@dataclass(frozen=True)
class _Asked:
    """All exchanges of one question after the same earlier ones; the last rated one speaks for them."""

    chosen: Rated
    times: int


def case_lines(kept: Iterable[Rated]) -> Iterator[str]:
    """One JSON object a question, in the order in which they were first asked; small talk and failures not.

    Evidence are the clauses that were cited: candidates, nothing that anybody has confirmed.
    """
    for asked in _together(kept):
        yield json.dumps(_case(asked), ensure_ascii=False)


def _together(kept: Iterable[Rated]) -> tuple[_Asked, ...]:
    found: dict[tuple[str, tuple[str, ...]], _Asked] = {}
    for rated in kept:
        exchange = rated.exchange
        if exchange.status == "failed" or exchange.kind != "policy":
            continue
        key = (exchange.question, exchange.history)
        before = found.get(key)
        if before is None:
            found[key] = _Asked(rated, 1)
            continue
        replaces = rated.rating is not None or before.chosen.rating is None
        found[key] = _Asked(rated if replaces else before.chosen, before.times + 1)
    return tuple(found.values())


def _case(asked: _Asked) -> dict[str, object]:
    exchange = asked.chosen.exchange
    return {
        "id": f"fb-{exchange.id}",
        "type": guessed_type(exchange),
        "question": exchange.question,
        "history": list(exchange.history),
        "evidence": [{"any": [{"doc": c.file, "quote": c.quote}]} for c in exchange.cited if c.quote],
        "answer_keys": [],
        "split": "tune",
        "note": "；".join(_notes(asked)),
    }


def guessed_type(exchange: Exchange) -> str:
    """The type that a question seems to be of; the set's reader accepts no empty one."""
    if exchange.status == "refused":
        return UNANSWERABLE
    if exchange.history:
        return FOLLOWUP
    return next((_TYPES[a] for a in asks(normalise(exchange.question)) if a in _TYPES), GUESSED_OTHERWISE)


def _notes(asked: _Asked) -> Iterator[str]:
    exchange, rating = asked.chosen.exchange, asked.chosen.rating
    yield TO_DO
    day = datetime.fromtimestamp(exchange.asked_at).date().isoformat()
    yield f"{day} 提问" + (f"，共 {asked.times} 次" if asked.times > 1 else "")
    yield "系统拒答" if exchange.status == "refused" else "系统作答"
    if exchange.narrowed:
        yield "提问时只查所选的文件，评测时查全部"
    if rating:
        yield _rating_note(rating)
    clauses = list(dict.fromkeys(c.clause_id for c in exchange.cited))
    if clauses:
        yield ("最接近 " if exchange.status == "refused" else "所引 ") + "、".join(clauses)


def _rating_note(rating: Rating) -> str:
    said = "评价：有用" if rating.value is Value.UP else "评价：没用"
    reason = f"（{REASON_NAMES[rating.reason]}）" if rating.reason else ""
    comment = f"“{rating.comment}”" if rating.comment else ""
    return said + reason + comment
