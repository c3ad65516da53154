"""Definitions that are asked for in so many words and that no text holds: its conditions do not say what a thing is."""

from __future__ import annotations

import re
from functools import cached_property

from assistant.definitions import NO_TERM
from corpus.fold import comparison_form
from corpus.model import Corpus

_TERM = r"(?P<term>[^“”\"《》?,。、的\s]{2,14}?)"
_QUOTED = rf"[“\"]{_TERM}[”\"]"
_WORD = r"(?:这个|这一|这种|一)?(?:名?词|概念|说法|提法|术语)?"
_SAY = r"(?:定义|界定|解释|下定义)"
_HOW = r"(?:怎么|如何|怎样)(?:来)?"
_MEANING = r"(?:是|有)?个?一?个?(?:什么|啥)(?:意思|概念|含义)"
_SENSE = r"(?:下)?的?(?:定义|含义|概念)(?:具体)?(?:是|为)?(?:什么|啥)?"
_TAIL = rf"{_WORD}(?:(?:是|被|作|做)*{_HOW}{_SAY}|{_MEANING}|{_SENSE})(?:的|呢|啊|呀)*[?。]?$"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:请问|那么?)?(?:什么(?:是|叫做|叫作|叫)|何谓|啥(?:是|叫))(?:所谓)?[“\"《]?{_TERM}[”\"》]?(?:呢|啊|呀)*[?。]?$",
        rf"{_QUOTED}{_TAIL}",
        rf"{_HOW}{_SAY}{_QUOTED}(?:的|呢)*[?。]?$",
        rf"^(?:.{{2,40}}(?:里面?|(?<=[法案定划见办知例告文书纲准])中)|请问)?{_TERM}{_TAIL}",
    )
)
# 四条原则, 对X, 在草案里: more than a word, or less
_NO_WORD = re.compile(
    r"[一二三四五六七八九十\d几]+(?:个|条|项|大|类)|^[对把给在将]|[里在]|中$|规定$|怎么|如何|怎样|什么|解释|定义|界定|分别|各$|又$"
)


def definition_asked(question: str) -> str | None:
    """The word whose definition a normalised question asks for; None where it may ask for anything else.

    >>> definition_asked("什么是专精特新企业?"), definition_asked("“数纽”体系指的是什么?")
    ('专精特新企业', None)
    """
    plain = comparison_form(question)
    found = next((m for pattern in _ASKED if (m := pattern.search(plain))), None)
    term = found.group("term") if found else ""
    return None if not term or _NO_WORD.search(term) or NO_TERM.search(term) else term


class Undefined:
    """Looks through all texts for sentences that say what a word means. Immutable."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def lacking(self, question: str) -> str | None:
        """The word that a question asks to have defined and that no text defines; None in every other case."""
        term = definition_asked(question)
        return None if term is None or self._defined(term) else term

    def _defined(self, term: str) -> bool:
        """Whether any sentence goes on from the word to what it is: X是指, X(简称)是, X,即."""
        word = re.escape(term)
        says = rf"{word}[”\"]?(?:\([^()]{{1,30}}\))?[,:]?[”\"]?(?:是指|指的是|是以|即|指|是)(?!否|不是|为)"
        called = rf"(?:称为|称作|叫做|叫作)[“\"]?{word}[”\"]?(?:[,。;]|$)"
        pattern = re.compile(f"{says}|{called}")
        return any(term in text and pattern.search(text) for text in self._texts)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(comparison_form(clause.text) for clause in self._corpus.clauses)
