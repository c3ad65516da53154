"""The machine contract: one JSON object in, one out, a line each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Protocol, TextIO

from assistant.model import Answer, Cell, Chart, Citation, Failure, Hit, Refusal, Reply, Segment
from index.model import Passage

Json = dict[str, object]


_NOTHING: Json = {
    "status": "",
    "kind": "policy",
    "reason": None,
    "answer": "",
    "segments": [],
    "citations": [],
    "hits": [],
    "warnings": [],
    "elapsed_ms": 0.0,
    "reading": None,
    "timings_ms": {},
}


class Asks(Protocol):
    """Anything that answers."""

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer | Refusal:
        """Answer a question."""


def to_dict(reply: Reply) -> Json:
    """A reply as the object that every door hands out."""
    if isinstance(reply, Failure):
        return {**_NOTHING, "status": reply.status, "reason": reply.reason, "elapsed_ms": reply.elapsed_ms}
    if isinstance(reply, Refusal):
        return _object(reply, "policy", reply.reason, ())
    return _object(reply, reply.kind.value, None, reply.citations)


def _object(reply: Answer | Refusal, kind: str, reason: str | None, citations: tuple[Citation, ...]) -> Json:
    return {
        "status": reply.status,
        "kind": kind,
        "reason": reason,
        "answer": reply.text,
        "segments": [_segment(s) for s in reply.segments],
        "citations": [_citation(c) for c in citations],
        "hits": [_hit(h) for h in reply.hits],
        "warnings": list(reply.warnings),
        "elapsed_ms": reply.elapsed_ms,
        "reading": reply.reading,
        "timings_ms": dict(reply.timings_ms),
    }


def _segment(segment: Segment) -> Json:
    return {
        "kind": segment.kind.value,
        "text": segment.text,
        "citations": list(segment.citations),
        "emphasis": [list(pair) for pair in segment.emphasis],
        "rows": [[_cell(cell) for cell in row] for row in segment.rows],
        "chart": _chart(segment.chart) if segment.chart is not None else None,
    }


def _chart(chart: Chart) -> Json:
    return {
        "unit": chart.unit,
        "bars": [
            {
                "label": bar.label,
                "value": bar.value,
                "high": bar.high,
                "comparator": bar.comparator.value,
                "text": bar.text,
                "citation": bar.citation,
            }
            for bar in chart.bars
        ],
    }


def _cell(cell: Cell) -> Json:
    return {
        "text": cell.text,
        "citations": list(cell.citations),
        "segments": [_segment(s) for s in cell.segments],
    }


def _citation(citation: Citation) -> Json:
    return {
        "n": citation.n,
        "clause_id": citation.clause_id,
        "document": citation.document,
        "title": citation.title,
        "number": citation.number,
        "address": citation.address,
        "text": citation.text,
        "quote": citation.quote,
        "file": citation.file,
        "spans": [list(span) for span in citation.spans],
        "status_note": citation.status_note,
        "footnote": citation.footnote,
    }


def _hit(hit: Hit) -> Json:
    passage = hit.passage
    return {
        "clause_id": passage.clause_id,
        "clause_ids": list(passage.clause_ids),
        "file": passage.file,
        "spans": [list(span) for span in passage.spans],
        "text": passage.text,
        "score": round(hit.score, 4),
        "also": [_twin(twin) for twin in hit.also],
    }


def _twin(passage: Passage) -> Json:
    return {"clause_id": passage.clause_id, "file": passage.file}


def serve(assistant: Asks | None, lines: Iterable[str], out: TextIO, broken: str = "") -> None:
    """Answer each line, in order, flushed; blank lines are skipped.

    Without an assistant every line fails with the reason `broken`: a reader of the stream must never
    mistake a broken installation for an empty one.
    """
    for line in lines:
        if not line.strip():
            continue
        identity, reply = _reply(assistant, line, broken)
        out.write(json.dumps({"id": identity, **to_dict(reply)}, ensure_ascii=False) + "\n")
        out.flush()


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _reply(assistant: Asks | None, line: str, broken: str) -> tuple[object, Reply]:
    try:
        item = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None, Failure("这一行不是有效的 JSON，请每行写一个对象。", 0.0)
    if not isinstance(item, dict):
        return None, Failure('每行应当是一个 JSON 对象，例如 {"id": "1", "question": "……"}。', 0.0)
    identity = item.get("id")
    if assistant is None:
        return identity, Failure(broken, 0.0)
    question, history = item.get("question"), item.get("history")
    history = [] if history is None else history
    if not isinstance(question, str):
        return identity, Failure("question 应当是字符串。", 0.0)
    if not isinstance(history, list) or not all(isinstance(h, str) for h in history):
        return identity, Failure("history 应当是字符串数组，按时间从早到晚。", 0.0)
    return identity, assistant.ask(question, history)
