"""Every sentence that a model wrote, checked against the clauses that it cites; in doubt it is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.terms import TermWeights
from assistant.writing.claim_parts import (
    Aligned,
    align,
    decides_otherwise,
    loses_condition,
    main_source,
    other_year,
    says_otherwise,
    turns_sense,
)
from assistant.writing.draft import Claim
from assistant.writing.evidence import Source, Supplied
from assistant.writing.indicator import source_of
from assistant.writing.manner import unfit
from assistant.writing.names import (
    has_role,
    new_article,
    new_body,
    new_number,
    new_place,
    new_quotation,
    new_title,
)
from assistant.writing.overlap import phrases_of
from assistant.writing.reading import Reading, read


class Fault(StrEnum):
    """Why a sentence is not shown."""

    HALF = "未写完"
    MANNER = "含标记、网址、电话或对读者的话"
    NO_CITATION = "没有引用"
    NOT_SUPPLIED = "引用了没有提供的条款"
    EMPTY = "没有可核对的内容"
    FIGURE = "数字、单位、比较词、年份或所指的指标与原文不符"
    WORDS = "用词多不在原文"
    SPLICED = "一句话由几处原文拼成"
    NAME = "文件名、文号、条号、地名、机构或引语不在原文"
    NUMERAL = "数词或外文不在原文"
    DECIDING = "限定词不在原文"
    SENSE = "否定、应当或可以与原文不符"
    CONDITION = "略去了原文的条件"
    YEAR = "年份或日期与原文不符"


@dataclass(frozen=True)
class Supported:
    """A sentence that stands, and the sentences that it rests on, in the order of their clauses."""

    text: str
    sources: tuple[Source, ...]


class Verifier:
    """Checks claims against supplied clauses. Holds nothing but the weights of words."""

    def __init__(self, terms: TermWeights) -> None:
        self._terms = terms

    def check(self, claim: Claim, supplied: Mapping[int, Supplied]) -> Supported | Fault:
        """The claim with what supports it, or why it is dropped. `supplied` by number."""
        if not claim.whole:
            return Fault.HALF
        if not claim.cites:
            return Fault.NO_CITATION
        if any(n not in supplied for n in claim.cites):
            return Fault.NOT_SUPPLIED
        cited = [supplied[n] for n in sorted(claim.cites)]
        if unfit(claim.text, "".join(s.clause.text for s in cited)):
            return Fault.MANNER
        reading = read(claim.text)
        aligned = self._aligned(reading, cited)
        if isinstance(aligned, Fault):
            return aligned
        by_number = {s.n: s for s in cited}
        if _spliced(reading, aligned):
            return Fault.SPLICED
        used = [by_number[n] for n in sorted({a.source.n for a in aligned})]
        sources = _in_order(a.source for a in aligned)
        fault = _names(reading, used, sources) or _segments(reading, aligned, by_number)
        return fault or Supported(claim.text, sources)

    def _aligned(self, reading: Reading, cited: Sequence[Supplied]) -> list[Aligned] | Fault:
        """Each segment that says anything with its source; that of a figure is where the figure stands."""
        aligned: list[Aligned] = []
        everywhere = [s for c in cited for s in c.sources]
        main = main_source(self._terms, reading, everywhere)
        for part in reading.parts:
            end = part.start + len(part.text)
            figures = [f for f in reading.figures if part.start <= f.start < end]
            holders = [source_of(self._terms, reading, f, cited) for f in figures]
            if None in holders:
                return Fault.FIGURE
            found = [h for h in holders if h is not None]
            if not part.content:
                if figures and (not aligned or any(f is not aligned[-1].source for f in found)):
                    return Fault.FIGURE  # what it measures stands before it, so its source is that one's
                continue
            own = align(self._terms, part, found or everywhere, main)
            own = own or align(self._terms, part, everywhere, main)
            if own is None:
                if _said_above(part.text, cited):
                    continue
                return Fault.WORDS
            if any(f is not own.source for f in found):
                return Fault.FIGURE
            aligned.append(own)
        return aligned or Fault.EMPTY


def _spliced(reading: Reading, aligned: Sequence[Aligned]) -> bool:
    """Whether what no ； parts rests on several sentences: the matter of one under the subject of another.

    A heading, and the brackets that name the bodies, may come from beside it in the same clause.
    """
    clauses: dict[int, set[int]] = {}
    sentences: dict[int, set[int]] = {}
    for item in aligned:
        unit = reading.text.count(";", 0, item.part.start)
        clauses.setdefault(unit, set()).add(item.source.n)
        if not item.source.sentence.is_heading and not has_role(item.part.text):
            sentences.setdefault(unit, set()).add(item.source.sentence.start)
    return any(len(found) > 1 for found in (*clauses.values(), *sentences.values()))


def _said_above(text: str, cited: Sequence[Supplied]) -> bool:
    """Whether a segment only names the heading or the document."""
    return any(all(p in s.about for p in phrases_of(text)) for s in cited)


def _in_order(sources: Iterable[Source]) -> tuple[Source, ...]:
    distinct = {(s.n, s.sentence.start): s for s in sources}
    return tuple(distinct[key] for key in sorted(distinct))


def _names(reading: Reading, used: Sequence[Supplied], sources: Sequence[Source]) -> Fault | None:
    """Names, numerals and deciding words, of the whole sentence against all that it rests on."""
    text = "。".join(s.reading.text for s in sources)
    about = "。".join(s.about for s in used)
    if (
        new_title(reading, used, sources)
        or new_number(reading, used, sources)
        or new_article(reading, used, sources)
        or new_quotation(reading, f"{text}。{about}")
        or new_place(reading, used, sources)
        or new_body(reading, sources, about)
    ):
        return Fault.NAME
    words = {w for s in sources for w in s.reading.words} | {w for s in used for w in read(s.about).words}
    if set(reading.words) - words or any(n not in text and n not in about for n in reading.numerals):
        return Fault.NUMERAL
    if any(day not in text for day in reading.marks.days):
        return Fault.YEAR
    named = {y.years for s in sources for y in s.reading.marks.years}
    lent = [by.lent_years(s.reading) for s in sources for by in used if by.n == s.n]
    named = named.union(*lent)
    if any(y.years not in named for y in reading.marks.years):
        return Fault.YEAR
    edges = {(y.years, y.edge) for s in sources for y in s.reading.marks.years}
    if any(y.edge and (y.years, y.edge) not in edges for y in reading.marks.years):
        return Fault.YEAR
    return None


def _segments(reading: Reading, aligned: Sequence[Aligned], supplied: Mapping[int, Supplied]) -> Fault | None:
    """The sense of each segment against the one that it rests on."""
    groups: dict[tuple[int, int, int], list[Aligned]] = {}
    taken: dict[tuple[int, int], set[int]] = {}
    for item in aligned:
        key = (item.source.n, item.source.sentence.start)
        groups.setdefault((*key, item.best.start), []).append(item)
        taken.setdefault(key, set()).update(p.start for p in item.taken)
    if any(map(turns_sense, groups.values())):
        return Fault.SENSE
    for item in aligned:
        if loses_condition(item, frozenset(taken[(item.source.n, item.source.sentence.start)])):
            return Fault.CONDITION
        if decides_otherwise(item, supplied[item.source.n]):
            return Fault.DECIDING
        if other_year(reading, item, supplied[item.source.n]):
            return Fault.YEAR
        if says_otherwise(item, supplied[item.source.n]):
            return Fault.WORDS
    return None
