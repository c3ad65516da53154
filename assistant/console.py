"""A reply for people at a terminal: the answer, its sources as footnotes, warnings."""

from __future__ import annotations

from assistant.model import Answer, Citation, Refusal


def render(reply: Answer | Refusal) -> str:
    """Plain Chinese text."""
    lines = [reply.text]
    if isinstance(reply, Answer) and reply.citations:
        lines += ["", "出处："]
        lines += [footnote(citation) for citation in reply.citations]
    lines += [f"注意：{warning}" for warning in reply.warnings]
    return "\n".join(lines)


def footnote(citation: Citation) -> str:
    """[1] 《文件名》（文号） 三、(六)1."""
    number = f"（{citation.number}）" if citation.number else ""
    return f"[{citation.n}] 《{citation.title}》{number} {citation.address}".rstrip()
