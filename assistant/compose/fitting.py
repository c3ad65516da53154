"""Which sentences may stand in a cell: those that say something, of the row's own thing and year, of the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.asks import Ask
from assistant.compose.matching import Figures
from assistant.compose.support import Weighed
from assistant.definitions import asked_term
from assistant.pick import Scored
from assistant.question import Question
from assistant.sharing import Apart
from assistant.terms import TermWeights, pieces
from corpus.model import ClauseKind
from corpus.quantity import find_quantities

SAYING = 14  # characters: a longer heading says something, 打造“光芯屏端网”、大健康等万亿产业集群
NAMED = 0.6  # share of the words that set a row apart which its clause must say
KINDS: dict[Ask, re.Pattern[str]] = {
    Ask.BODY: re.compile(
        r"牵头|负责|主管|由.{2,20}(组织|承担|统筹|处理|备案)|会同|统筹|组织实施|领导小组|联席会议|审批|批准"
    ),
    Ask.PENALTY: re.compile(r"罚|责令|处分|吊销|警告|依法处理|追究|没收|停业"),
}
_GOAL = re.compile(r"目标|指标|多少|规模|占比|比重|增速|PUE|能效|利用率|门槛|上限|下限")
_DATED = re.compile(r"\d{2,4}\s*年|\d{1,2}\s*[月日]")
_SETS = re.compile(r"到(20\d\d年|“?十四五”?末)|力争|努力|建成|达到|打造成|实现")
_WAYS = re.compile(r"怎么(?!定)|怎样|如何|措施|举措|抓手|做法|什么打算|支持|安排|布局")
# a heading that reads as a sentence
_TITLED = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）.、．].{1,16}[。]?$")
_INTRODUCES = re.compile(
    r"[:：]$|包括[^,，、;；]{2,8}(和|与|、)[^,，、;；]{2,8}。$|(如下|下列|以下)(几|[二三四五六七八九])?(个|项|类|条)?(条件|规定|要求|指标|内容|标准|方面|情形)。$"
)
_SEVERAL = re.compile(r"[和与、及]|哪些|分别|各(类|项|个|种)|什么(目标|指标|要求)")
_BODY_ASKED = re.compile(r"(协调|领导|议事|组织|工作|统筹|专门)[的]?(机构|机制)")
_CONVENED = re.compile(r"领导小组|联席会议|委员会|工作专班|(成立|组建|设立|建立).{0,30}(机构|专班|小组)")
_BODIES = re.compile(r"^[(（][^()（）]{2,200}(牵头|负责)[)）]?[。]?$")


def asks_figure(part: Question) -> bool:
    """Whether a part asks for a value, or for a goal that may have one."""
    return part.wants(Ask.FIGURE) or _GOAL.search(part.text) is not None


def asks_all(part: Question) -> bool:
    """Whether all that stands under the heading of the matter is asked for."""
    return part.wants(Ask.LIST, Ask.CONDITION, Ask.PROCEDURE) or _WAYS.search(part.text) is not None


def asks_several(part: Question) -> bool:
    """Whether several figures are asked for at once: 营业收入和利润, 哪些指标."""
    return _SEVERAL.search(part.text) is not None


def plainly(part: Question) -> Question:
    """A part without the words 是什么 taken for a question about a word: 目标是什么 asks for the goal."""
    if Ask.DEFINITION not in part.asks or asked_term(part.text) is not None:
        return part
    return replace(part, asks=tuple(a for a in part.asks if a is not Ask.DEFINITION) or (Ask.GENERAL,))


def sets_goal(part: Question, scored: Scored) -> bool:
    """Whether a sentence says what is to be reached, where a part asks for that and not for a number."""
    asked = "目标" in part.text and not part.wants(Ask.FIGURE)
    return asked and _SETS.search(scored.sentence.text) is not None


def convenes(part: Question, scored: Scored) -> bool:
    """Whether a sentence names a body, where a part asks for one that is to be set up."""
    return _BODY_ASKED.search(part.text) is not None and _CONVENED.search(scored.sentence.text) is not None


def quantified(scored: Scored) -> bool:
    """Whether a sentence states a quantity."""
    return next(find_quantities(scored.sentence.text), None) is not None


def dated(scored: Scored) -> bool:
    """Whether a sentence states a date or a year."""
    return _DATED.search(scored.sentence.text) is not None


@dataclass(frozen=True)
class Fitting:
    """Sorts sentences out. Immutable after construction."""

    terms: TermWeights
    figures: Figures

    def quotable(self, part: Question, scored: Sequence[Scored]) -> tuple[Scored, ...]:
        """The sentences that say something of the row's own."""
        kept = [s for s in scored if _says_something(part, s)]
        if part.apart is Apart.WORDS:
            kept = [s for s in kept if self._names(part, s)]
        if part.apart is Apart.YEAR:
            kept = [s for s in kept if self._of_year(part, s)]
        return tuple(kept)

    def of_kind(self, weighed: Weighed) -> Sequence[Scored]:
        """Sentences that state a figure of the asked indicator, else those of the kind that is asked for, else all."""
        scored, part = weighed.scored, weighed.part
        stated = [
            s
            for s in scored
            if any(
                m.target.clause_id == s.sentence.clause.id and m.target.statement in s.sentence.text
                for m in weighed.figures
            )
        ]
        kinds = [pattern for ask, pattern in KINDS.items() if ask in part.asks[:2]]
        fitting = [s for s in scored if all(k.search(s.sentence.text) for k in kinds)]
        if part.wants(*KINDS):
            named = [s for s in fitting if _BODIES.match(s.sentence.text)]
            # who is responsible is not told by a sentence that names nobody
            return named if named and part.wants(Ask.BODY) else fitting
        if part.wants(Ask.DATE):
            fitting = [s for s in fitting if dated(s)]
        if part.wants(Ask.FIGURE):
            fitting = [s for s in fitting if quantified(s)]
        return stated or fitting or scored

    def _names(self, part: Question, scored: Scored) -> bool:
        """Whether the clause of a sentence says the words that set the row apart."""
        clause = scored.sentence.clause
        said = pieces(clause.text) | pieces(clause.address)
        return self.terms.share(pieces(part.name), said) >= NAMED

    def _of_year(self, part: Question, scored: Scored) -> bool:
        """Whether a sentence is about the row's year: it prints it, or a figure of it does by the text before."""
        if any(str(year) in scored.sentence.text for year in part.years):
            return True
        clause, text = scored.sentence.clause.id, scored.sentence.text
        return any(
            f.clause_id == clause and f.year in part.years and f.statement in text for f in self.figures.all
        )


def _says_something(part: Question, scored: Scored) -> bool:
    sentence = scored.sentence
    if sentence.clause.kind is ClauseKind.FRONT or (sentence.is_heading and len(sentence.text) < SAYING):
        return False
    if _INTRODUCES.search(sentence.text):
        return False
    titled = _TITLED.match(sentence.text) and next(find_quantities(sentence.text[4:]), None) is None
    return not titled and (part.wants(Ask.BODY) or not _BODIES.match(sentence.text))
