"""What a question asks for and the sentences that would be quoted do not say: another kind, year, place or thing.

Judged of what is quoted, sentence by sentence; how likely an answer is at all is the refusal's to judge.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant import phrases
from assistant.asks import REASON, Ask, asks
from assistant.compose.pieces import Piece
from assistant.counted_noun import counted_noun, uncounted
from assistant.normalise import normalise, years
from assistant.places import NATION, mentions, province_of
from assistant.quantities import asks_once, plain_figures, quantity_asked
from assistant.question import Question
from assistant.relative_years import relative_years
from assistant.retrieve import Found
from corpus.model import Clause, Corpus

_BODY_ASKED = re.compile(
    r"(哪|什么|啥)一?(个|些|几个|几家|家)?(部门|机构|机关|司局|司|厅局?|局|委|处室|科室)|谁来?(牵头|负责|管|主管|审批|批准|统筹|组织)|牵头|归谁管|主管部门|责任单位"
)
_BODY = re.compile(
    r"牵头|负责|主管|部门|[省市区县].{1,12}[局厅委办]|领导小组|联席会议|工信部|网信|[国中].{1,12}(部|委|局|办|院|会)|工业和信息化部"
    r"|政府|公安|财政|银行|机构|中心|[局厅委办部](?=[、,，)负牵会承同联印发])"
)
_REASON_ASKED = re.compile(r"为什么|为何|为啥|凭什么|什么原因|原因是")
_REASON = re.compile(rf"{REASON}|核心是|因为|因此")
# A rule of the nation or the province holds in its cities; a goal or a count of theirs is not the city's.
_RULE_ASKED = re.compile(r"申报|申请|认定|评|报|够|资格|条件|门槛|须|应|必须|罚|违")
_GOAL_ASKED = re.compile(
    r"目标(是(多少|什么))?[?。]?$"
)  # 明年苏州网络零售额目标: a goal of another year is none
_SPAN = re.compile(r"(20\d\d)年?\s*[-—－~～至到]+\s*(20\d\d)")


@dataclass(frozen=True)
class Unsaid:
    """What the quoted sentences leave unsaid."""

    what: str  # for people: 金额, 2027年的数字
    clause: Clause  # the first that would be quoted
    alone: bool  # whether nothing else is asked, so that they answer nothing


def quantity_unstated(question: str, texts: Sequence[str]) -> bool:
    """Whether a normalised question asks for a kind of quantity that none of the texts states."""
    kind = quantity_asked(question)
    return kind is not None and not any(kind.stated_in(plain_figures(question, normalise(t))) for t in texts)


@dataclass(frozen=True)
class Unstated:
    """Compares what is asked with what would be quoted. Immutable."""

    corpus: Corpus
    places: Mapping[str, frozenset[str]]  # that each clause, by id, speaks for

    def of(self, found: Found, pieces: Sequence[Piece], today: date) -> Unsaid | None:
        """What is asked for and not said; None where it is, or where several things are compared."""
        quoted = [p for p in pieces if p.cited]
        clauses = [clause for p in quoted for clause in p.clauses]
        if found.parts or not clauses:
            return None
        question, asked = found.question, _newest(found.question)
        texts = [normalise(p.text) for p in quoted]
        what = (
            self._kind(asked, texts, clauses)
            or self._body(asked, clauses)
            or (self._year(question, texts, clauses, today) if _asks_figure(question, asked) else None)
            or (self._place(question, clauses) if _asks_figure(question, asked) else None)
        )
        if what is not None:
            addressed = bool(found.looked_up.clauses)  # 第四十七条罚多少 is shown the article
            return Unsaid(what, clauses[0], asks_once(asked) and not addressed)
        if _REASON_ASKED.search(question.focus or asked) and not any(
            _REASON.search(normalise(c.text)) for c in clauses
        ):
            return Unsaid(phrases.WHAT_REASON, clauses[0], alone=False)
        return None

    def _kind(self, asked: str, texts: Sequence[str], clauses: Sequence[Clause]) -> str | None:
        kind = quantity_asked(asked)
        if kind is not None and not any(kind.stated_in(plain_figures(asked, t)) for t in texts):
            return kind.label
        noun = counted_noun(asked)
        whole = [normalise(c.text) for c in clauses]
        apart = noun is not None and (uncounted(noun, texts) or uncounted(noun, whole))
        return phrases.WHAT_COUNT.format(said=noun) if apart else None

    def _body(self, asked: str, clauses: Sequence[Clause]) -> str | None:
        if not _BODY_ASKED.search(asked) or any(_BODY.search(normalise(c.text)) for c in clauses):
            return None
        return phrases.WHAT_BODY

    def _year(
        self, question: Question, texts: Sequence[str], clauses: Sequence[Clause], today: date
    ) -> str | None:
        wanted = {*question.years, *relative_years(question.text, today)}
        said = set().union(*map(_years_said, texts))
        if not wanted or wanted & said:
            return None
        # what names no year speaks of its plan's period
        ends = [p.end_year for c in clauses if (p := self.corpus.document(c.document).period) and p.end_year]
        after = len(ends) == len(clauses) and min(wanted) > max(ends)
        return phrases.WHAT_YEAR.format(year=min(wanted)) if said or after else None

    def _place(self, question: Question, clauses: Sequence[Clause]) -> str | None:
        wanted = set(question.named_places) - {NATION}
        if not wanted or any(wanted & self._spoken_of(clause) for clause in clauses):
            return None
        above = {NATION, *map(province_of, wanted)}
        if _RULE_ASKED.search(question.text) and any(above & self.places.get(c.id, above) for c in clauses):
            return None
        return phrases.WHAT_PLACE.format(said=next(p for p in question.named_places if p in wanted))

    def _spoken_of(self, clause: Clause) -> set[str]:
        named = mentions(
            normalise(f"{self.corpus.document(clause.document).title} {clause.address} {clause.text}")
        )
        return {*self.places.get(clause.id, ()), *(m.place for m in named)}


def _newest(question: Question) -> str:
    """Of a completed follow-up its own words, where they ask for something: the earlier ones asked for more."""
    focus = question.focus
    return focus if focus and asks(focus) != (Ask.GENERAL,) else question.text


def _asks_figure(question: Question, asked: str) -> bool:
    return (
        question.wants(Ask.FIGURE)
        or quantity_asked(asked) is not None
        or _GOAL_ASKED.search(asked) is not None
    )


def _years_said(text: str) -> set[int]:
    """Years that a normalised text names, those between the ends of a span included."""
    spans = (range(int(first), int(last) + 1) for first, last in _SPAN.findall(text))
    return set(years(text)).union(*spans)
