"""A document whose every name tries to be more than a name: markup, handlers, reversed and endless text."""

from __future__ import annotations

from dataclasses import replace

from web_fakes import CLAUSES, CORPUS, DOCUMENT, citation

from assistant.model import Answer, AnswerKind, Segment, SegmentKind
from corpus.model import Clause, ClauseKind, Corpus, Span

FILE = "bad.txt"
MARKUP = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
BREAKING = "\"'><svg onload=window.hacked=1> [点](javascript:window.hacked=1)"
REVERSED = "\u202e件文\u2066"  # an override and an isolate that nothing ends
HEBREW = "מסמך"  # turned around by right
ENDLESS = "长" * 400 + "A" * 400
SOURCE = f"一、{MARKUP}\n到2023年,目标为1亿元。\n二、{ENDLESS}\n加强统筹。\n"
HOSTILE = replace(
    DOCUMENT,
    id="bad",
    title=f"{MARKUP}{REVERSED}{ENDLESS}",
    file=FILE,
    last_line=4,
    number=f"{BREAKING}{HEBREW}",
    issuer=f"{MARKUP}{HEBREW}",
    region=f"{HEBREW}{MARKUP}{REVERSED}{ENDLESS}",
    gaps=(),
)


def _clause(addr: str, number: str, heading: str, text: str) -> Clause:
    start = SOURCE.index(number)
    span = Span(start, start + len(text))
    assert SOURCE[span.start : span.end] == text
    return Clause(
        id=f"bad#{addr}",
        document="bad",
        addr=addr,
        parent=None,
        kind=ClauseKind.SECTION,
        number=number,
        heading=heading,
        address=f"{number}{heading}{REVERSED}",
        text=text,
        file=FILE,
        spans=(span,),
    )


QUOTE = "到2023年,目标为1亿元。"
OWN = (
    _clause("s1", "一、", MARKUP, f"一、{MARKUP}\n{QUOTE}"),
    _clause("s2", "二、", ENDLESS, f"二、{ENDLESS}\n加强统筹。"),
)
HOSTILE_CORPUS = Corpus(
    (*CORPUS.documents, HOSTILE),
    (*CLAUSES, *OWN),
    {**CORPUS.texts, FILE: SOURCE},
    {**CORPUS.furniture, FILE: ()},
    {**CORPUS.metadata, FILE: ()},
    CORPUS.problems,
)


def hostile_answer() -> Answer:
    """An answer that cites that document."""
    at = SOURCE.index(QUOTE)
    cited = citation(
        1, clause_id="bad#s1", document="bad", title=HOSTILE.title, number=HOSTILE.number, file=FILE,
        address=OWN[0].address, text=OWN[0].text, quote=QUOTE, spans=(Span(at, at + len(QUOTE)),),
        footnote=f"《{HOSTILE.title}》({HOSTILE.number}) 一、",
    )  # fmt: skip
    return Answer(
        kind=AnswerKind.POLICY, text=f"{QUOTE}[1]", segments=(Segment(SegmentKind.QUOTE, QUOTE, (1,)),),
        citations=(cited,), hits=(), warnings=(), elapsed_ms=1.0,
    )  # fmt: skip
