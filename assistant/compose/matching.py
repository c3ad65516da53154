"""Which of the extracted figures a question asks for: by the words of their indicators, and by place, text and year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from assistant.places import mentions
from assistant.question import Question
from assistant.terms import TermWeights, content, pieces
from corpus.model import Clause, Corpus
from corpus.targets import Target, find_figures

# One indicator under several names; each is brought into the last.
_SAME = (
    (re.compile(r"GDP", re.I), "地区生产总值"),
    (re.compile(r"占比|比例|份额|百分比"), "比重"),
    (re.compile(r"总?产值|业务收入"), "规模"),
    (re.compile(r"PUE值?|电能使用效率|能效(?!标)", re.I), "电能利用效率"),
)
_YEARS = re.compile(
    r"(20)?\d{2}(年(底|末)?)?[—~-](20)?\d{2}年|(20)?\d{2}年(底|末|初)?|[“\"]?十四五[”\"]?(期间|末)?"
)
# What asks for a figure without saying of what.
_ASKING = re.compile(
    r"(?:要|计划|打算|准备)?(?:新?建设?|培育|打造|引进|发展)(?=多少|几[个家件项座])|(怎么|怎样|如何|有什么)(布局|安排|部署|推进|发展|搞|做|办|弄|说|提|抓)|(?<=的)安排|目标值?|指标|任务|数字(?=目标|指标)|数值|量化|打算|计划|预计|力争|要求|达到|建成|完成|实现|各类|各项|各个|各种|哪些|哪几|所有|全部|一共|总共|主要|具体|"
    r"分别|各自|各是|各为|多少[家个件项座]?|[几][家个件项座]?|多大|多高|怎么定的?|怎样|怎么|如何|设定|定了|有什么|什么|谁更?|一样吗?|方面|抓手|做法|情况|这件事|提法|程度|都要|都说了?|说了|"
    r"全市|全省|本市|我市|我省|新增|累计|由|是|要(?!素)|把|吗|呢|跟|的|在|上(?=有|$|各|怎)|里(?=的|有|$)"
)
# What is measured: a figure of the same matter that measures another thing is no answer.
_MEASURES = tuple(
    re.compile(p) for p in (r"比重|占[^,。;]{2,24}?\d[\d.]*%", "增长|增速|增幅", "利用率", "覆盖率", "普及率")
)
TRAIL = 0.5  # what a word in the headings above counts beside one in the indicator


@dataclass(frozen=True)
class Matched:
    """A figure with how well it fits a question."""

    target: Target
    share: float  # 0..1 of the mass of what is asked that the indicator names
    fit: float  # the same with the headings above it at `TRAIL`


def same_words(text: str) -> str:
    """A text with one name for each indicator.

    >>> same_words("核心产业增加值占GDP的比例")
    '核心产业增加值占地区生产总值的比重'
    """
    for pattern, name in _SAME:
        text = pattern.sub(name, text)
    return text


def asked_words(question: Question) -> str:
    """What a question asks the figure of: its text without places, years, and the words of asking."""
    text = question.text
    for mention in reversed(mentions(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return same_words(_ASKING.sub(" ", _YEARS.sub(" ", text)))


def measures(asked: str, text: str) -> bool:
    """Whether a text measures what is asked for.

    >>> measures("核心产业增加值的比重", "核心产业增加值达到6000亿元"), measures("网络零售额", "网络零售额达5000亿元")
    (False, True)
    """
    plain = same_words(text)
    return all(m.search(plain) for m in _MEASURES if m.search(asked))


def leans_unasked(figure: Target, asked: str) -> bool:
    """Whether a figure only says how fast the one before it grows, which nobody asked."""
    growth = _MEASURES[1]
    return bool(figure.subject and growth.search(figure.indicator) and not growth.search(asked))


class Figures:
    """The figures of a corpus, found once. Immutable for those who use it."""

    def __init__(self, corpus: Corpus, terms: TermWeights) -> None:
        self._corpus = corpus
        self._terms = terms

    @cached_property
    def all(self) -> tuple[Target, ...]:
        """In reading order, without those of reprints."""
        reprints = {d.id for d in self._corpus.documents if d.reprint_of is not None}
        return tuple(f for f in find_figures(self._corpus) if f.document not in reprints)

    @cached_property
    def _own(self) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
        """For each figure, by its identity, the words of its indicator and those of the headings above it."""
        return {id(f): (self._words(f), pieces(same_words(self._address(f)))) for f in self.all}

    def _words(self, figure: Target) -> frozenset[str]:
        said = (figure.subject or "", figure.indicator, figure.scope or "")
        return frozenset().union(*(pieces(same_words(part)) for part in said))

    def _titles(self, question: Question) -> frozenset[str]:
        """The words of the documents that a question names: they are no matter of it."""
        documents = [self._corpus.document(d) for d in question.documents]
        return frozenset().union(*(pieces(n) for d in documents for n in (d.title, *d.short_names)))

    def _address(self, figure: Target) -> str:
        return self._corpus.clause(figure.clause_id).address

    def matched(self, question: Question, allowed: Callable[[Clause], bool]) -> tuple[Matched, ...]:
        """Figures of allowed clauses that a question may ask for, in reading order."""
        asked = asked_words(question)
        wanted = frozenset().union(*(content(word) for word in asked.split()))
        wanted = (wanted - self._titles(question)) or wanted
        if not wanted:
            return ()
        found: list[Matched] = []
        for figure in self.all:
            if not measures(asked, f"{figure.subject or ''}{figure.indicator}") or leans_unasked(
                figure, asked
            ):
                continue
            own, trail = self._own[id(figure)]
            share = self._terms.share(wanted, own)
            if share and allowed(self._corpus.clause(figure.clause_id)):
                fit = share + TRAIL * (self._terms.share(wanted, own | trail) - share)
                found.append(Matched(figure, share, fit))
        return tuple(found)
