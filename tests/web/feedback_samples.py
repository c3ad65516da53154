"""Exchanges as they are kept, for tests."""

from __future__ import annotations

from web.feedback.model import Cited, Door, Exchange, Rated, Rating, Reason, Value

NOON = 1_795_000_000.0  # a moment on 2026-11-18, in whatever zone the test runs
DAY = 86_400.0


def exchange(number: int = 1, **changes: object) -> Exchange:
    """An answered question about the retail target of Suzhou."""
    values: dict[str, object] = {
        "id": f"id-{number}", "asked_at": NOON + number, "session": "0123456789abcdef", "door": Door.PAGE,
        "question": f"苏州的目标是多少？{number}", "history": (), "status": "answered", "kind": "policy",
        "answer": "到2023年,全市网络零售额达到5000亿元。[1]",
        "cited": (Cited("plan#s1.1", "plan.txt", "到2023年,全市网络零售额达到5000亿元。"),),
        "elapsed_ms": 40.0, "waited_ms": 55.0,
    }  # fmt: skip
    return Exchange(**{**values, **changes})  # type: ignore[arg-type]  # the table above types them


def rated(
    number: int,
    value: Value | None = None,
    reason: Reason | None = None,
    comment: str = "",
    **changes: object,
) -> Rated:
    """A kept exchange, rated where a value is given."""
    held = exchange(number, **changes)
    rating = Rating(held.id, held.asked_at, value, reason, comment) if value else None
    return Rated(held, rating)
