"""The nouns of a question set: a case, the groups of evidence that it asks for, and their quotes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Split = Literal["tune", "check"]
SPLITS: tuple[Split, ...] = ("tune", "check")


class QuestionType(StrEnum):
    """The types of the dev set. A set from elsewhere may use others, so `Case.type` is any string."""

    FACT_NUMBER = "fact_number"
    RESPONSIBLE_BODY = "responsible_body"
    LIST = "list"
    DEFINITION = "definition"
    ARTICLE_LOOKUP = "article_lookup"
    COLLOQUIAL = "colloquial"
    COMPARISON = "comparison"
    PROCEDURE_CONDITION = "procedure_condition"
    FOLLOWUP = "followup"
    NOISY = "noisy"
    UNANSWERABLE = "unanswerable"


CHINESE_TYPE_NAMES = {
    QuestionType.FACT_NUMBER: "数字事实",
    QuestionType.RESPONSIBLE_BODY: "责任单位",
    QuestionType.LIST: "列举",
    QuestionType.DEFINITION: "定义",
    QuestionType.ARTICLE_LOOKUP: "条款直查",
    QuestionType.COLLOQUIAL: "口语",
    QuestionType.COMPARISON: "比较",
    QuestionType.PROCEDURE_CONDITION: "程序条件",
    QuestionType.FOLLOWUP: "追问",
    QuestionType.NOISY: "噪声",
    QuestionType.UNANSWERABLE: "不可回答",
}


@dataclass(frozen=True)
class Quote:
    """Words that stand verbatim in a file whose name starts with `doc`."""

    doc: str
    quote: str


@dataclass(frozen=True)
class EvidenceGroup:
    """One thing that must be found; any one of its quotes will do."""

    any: tuple[Quote, ...]


@dataclass(frozen=True)
class Case:
    """One question with what a right answer to it stands on; no evidence means that a refusal is right."""

    id: str
    type: str
    question: str
    history: tuple[str, ...]  # the user's earlier questions, oldest first
    evidence: tuple[EvidenceGroup, ...]
    answer_keys: tuple[str, ...]  # all must stand in the answer
    split: Split | None = None  # None in a set that was never divided
    note: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the documents hold an answer."""
        return bool(self.evidence)


def chinese_type_name(name: str) -> str:
    """The name of a question type for people; an unknown type is shown as it is.

    >>> chinese_type_name("list"), chinese_type_name("riddle")
    ('列举', 'riddle')
    """
    return CHINESE_TYPE_NAMES[QuestionType(name)] if name in list(QuestionType) else name


def type_order(name: str) -> tuple[int, str]:
    """Sort key: the dev set's types in their usual order, then all others by name."""
    known = [t.value for t in QuestionType]
    return (known.index(name), "") if name in known else (len(known), name)
