"""Read a reply in the JSON form of the machine contract into an Outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corpus.model import Span
from eval.outcome import Outcome, SeenBar, SeenCell, SeenCitation, SeenHit, SeenSegment, Status


class ReplyError(ValueError):
    """A reply does not have the form of the machine contract."""


def outcome_of_reply(reply: Mapping[str, Any]) -> Outcome:
    """The outcome that one reply object tells of.

    Raises ReplyError where a field that is judged is missing or of the wrong type.
    """
    try:
        return Outcome(
            status=Status(reply["status"]),
            answer=reply["answer"] or "",
            hits=tuple(_hit(hit) for hit in reply["hits"] or ()),
            citations=tuple(_citation(citation) for citation in reply["citations"] or ()),
            elapsed_ms=None if reply.get("elapsed_ms") is None else float(reply["elapsed_ms"]),
            segments=tuple(_segment(segment) for segment in reply.get("segments") or ()),
            notes=tuple(str(n) for n in (reply.get("reading"), *(reply.get("warnings") or ())) if n),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ReplyError(
            f"回答 {reply.get('id')!r} 不符合接口格式（{type(error).__name__}：{error}）。"
        ) from error


def _hit(hit: Mapping[str, Any]) -> SeenHit:
    return SeenHit(
        text=str(hit["text"]),
        file=str(hit["file"]),
        also=tuple(str(twin["file"]) for twin in hit["also"]),
        clause_ids=tuple(hit["clause_ids"]),
    )


def _citation(citation: Mapping[str, Any]) -> SeenCitation:
    return SeenCitation(
        clause_id=str(citation["clause_id"]),
        quote=str(citation["quote"]),
        file=str(citation["file"]),
        spans=tuple(Span(int(start), int(end)) for start, end in citation["spans"]),
        n=int(citation.get("n", 0)),
        document=str(citation.get("document", "")),
        title=str(citation.get("title", "")),
        number=citation.get("number"),
        address=str(citation.get("address", "")),
    )


def _segment(segment: Mapping[str, Any]) -> SeenSegment:
    return SeenSegment(
        kind=str(segment["kind"]),
        text=str(segment["text"]),
        citations=tuple(int(n) for n in segment["citations"]),
        rows=tuple(
            tuple(SeenCell(tuple(_segment(s) for s in cell["segments"])) for cell in row)
            for row in segment.get("rows") or ()
        ),
        bars=tuple(
            SeenBar(str(bar["label"]), str(bar["text"]), int(bar["citation"]))
            for bar in (segment.get("chart") or {}).get("bars", ())
        ),
    )
