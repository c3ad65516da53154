"""A reply for people at a terminal: how it was understood, warnings, the answer, its sources as footnotes."""

from __future__ import annotations

from assistant.model import Answer, Refusal


def render(reply: Answer | Refusal) -> str:
    """Plain Chinese text."""
    lines = [reply.reading] if reply.reading else []
    lines += [f"注意：{warning}" for warning in reply.warnings]
    lines += ["", reply.text] if lines else [reply.text]
    if isinstance(reply, Answer) and reply.citations:
        lines += ["", "出处："]
        lines += [f"[{citation.n}] {citation.footnote}" for citation in reply.citations]
    return "\n".join(lines)
