"""Whether an answer quotes the sentences that answer, and how much beside them.

`python -m benchmarks.quoted` asks the answerable questions of `assistant/answerability/`. `quoted.jsonl` names for
each the fewest sentences that a colleague would quote, told by reading the clause; the best stands first. The
questions served to fit refusal and to choose constants: the figures compare versions, and promise nothing for
questions not seen (for those: `eval/judged/`).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import phrases
from assistant.assistant import Assistant
from assistant.calibrate import ANSWERABILITY
from assistant.model import Answer, Citation, Segment
from assistant.wiring import open_assistant
from corpus.fold import comparison_form

LABELS = Path(__file__).with_name("quoted.jsonl")


@dataclass(frozen=True)
class Quoted:
    """One answered question."""

    holds: bool  # the best sentence is quoted
    right: int  # quotes that hold, or stand in, a sentence that answers
    shown: int  # quotes in all, those under 可能有关的原文 left out


def main() -> int:
    """Print the shares by register."""
    labels = {row["id"]: row["sentences"] for row in map(json.loads, _lines(LABELS))}
    assistant = open_assistant()
    found: dict[str, list[Quoted]] = defaultdict(list)
    for path in sorted(ANSWERABILITY.glob("*.jsonl")):
        for item in map(json.loads, _lines(path)):
            wanted = [comparison_form(s) for s in labels.get(item["id"], ())]
            quoted = _asked(assistant, item["question"], item["history"], wanted) if wanted else None
            if quoted is not None:
                found[path.stem].append(quoted)
    every = [q for each in found.values() for q in each]
    for name, each in (*found.items(), ("all", every)):
        shown = sum(q.shown for q in each)
        sys.stdout.write(
            f"{name}: n={len(each)}, holds the best sentence {_share(q.holds for q in each):.3f}, "
            f"quotes that answer {sum(q.right for q in each) / shown:.3f}, quotes an answer {shown / len(each):.2f}\n"
        )
    return 0


def _asked(
    assistant: Assistant, question: str, history: Sequence[str], wanted: Sequence[str]
) -> Quoted | None:
    """What an answer quotes; None for a refusal."""
    reply = assistant.ask(question, history)
    if not isinstance(reply, Answer):
        return None
    citations = {c.n: c for c in reply.citations}
    quotes = [comparison_form(q) for q in _quotes(reply.segments, citations)]
    right = [q for q in quotes if any(w in q or q in w for w in wanted)]
    return Quoted(any(wanted[0] in q for q in quotes), len(right), len(quotes))


def _quotes(segments: Sequence[Segment], citations: dict[int, Citation]) -> Iterator[str]:
    """The quotes of an answer, of tables cell by cell, up to what is only near."""
    for segment in segments:
        if segment.text == phrases.ALSO_NEAR:
            return
        for row in segment.rows:
            for cell in row:
                yield from _quotes(cell.segments, citations)
        if segment.citations and not segment.rows:
            yield citations[segment.citations[0]].quote


def _share(flags: Iterator[bool]) -> float:
    held = list(flags)
    return sum(held) / len(held)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    sys.exit(main())
