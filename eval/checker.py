"""Prove the dev questions one by one: form, verbatim evidence, and colloquial distance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.fold import comparison_form
from corpus.model import Corpus
from eval.case import Case, QuestionType, Quote
from eval.judge import plain
from eval.overlap import covered_share
from eval.reading import FIELDS, CaseError, numbered_lines, parse_case
from index.lexical import Lexicon

COLLOQUIAL_LIMIT = 0.20  # share of the question's idf mass that its evidence may cover
SHORTEST_QUOTE = 6  # characters in comparison form; a shorter one would stand in clauses by chance


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with the questions, or a hint that does not fail them."""

    place: str  # file and line, or 题集 for the whole set
    text: str  # Chinese sentence
    fatal: bool = True


@dataclass(frozen=True)
class Checked:
    """The cases that could be read, and everything found."""

    cases: tuple[Case, ...]
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing fatal was found."""
        return not any(f.fatal for f in self.findings)


class Checker:
    """Checks question files against one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        # Not the index's own lexicon: questions can be checked before any index is built.
        self._lexicon = Lexicon.build([clause.text for clause in corpus.clauses])
        self._clauses: dict[str, list[str]] = {}  # file name -> its clauses in comparison form
        for clause in corpus.clauses:
            self._clauses.setdefault(clause.file, []).append(comparison_form(clause.text))
        self._files = {file: plain(text) for file, text in corpus.texts.items()}

    def check_files(self, paths: Iterable[Path]) -> Checked:
        """All findings of all files. Raises CaseError where a file cannot be opened."""
        cases: list[Case] = []
        findings: list[Finding] = []
        seen: dict[str, str] = {}
        for place, line in numbered_lines(paths):
            try:
                case = parse_case(line)
            except CaseError as error:
                findings.append(Finding(place, str(error)))
                continue
            named = f"{place}（{case.id}）"
            if case.id in seen:
                findings.append(Finding(named, f"编号与 {seen[case.id]} 重复。"))
            seen.setdefault(case.id, named)
            cases.append(case)
            findings += [Finding(named, text) for text in (*_fields(line), *self.flaws(case))]
            findings += [Finding(named, text, fatal=False) for text in self.hints(case)]
        return Checked(tuple(cases), tuple(findings))

    def flaws(self, case: Case) -> list[str]:
        """Everything that makes the case unfit, in Chinese."""
        flaws = [f"证据{text}" for group in case.evidence for q in group.any for text in self._quote_flaws(q)]
        if case.type not in list(QuestionType):
            flaws.append(f"题型 {case.type} 不在约定之列。")
        if case.split is None:
            flaws.append("没有写明 split（tune 或 check）。")
        if (case.type == QuestionType.UNANSWERABLE) is case.answerable:
            flaws.append("当且仅当题型为 unanswerable 时，evidence 才为空。")
        if bool(case.answer_keys) is not case.answerable:
            flaws.append("可回答的问题必须有 answer_keys，不可回答的不得有。")
        if case.type == QuestionType.FOLLOWUP and not case.history:
            flaws.append("追问必须有 history。")
        if case.type == QuestionType.COLLOQUIAL:
            share = covered_share(self._lexicon, case.question, evidence_text(case))
            if share > COLLOQUIAL_LIMIT:
                flaws.append(f"口语问题与证据重合 {share:.1%} 的 idf 质量，上限 {COLLOQUIAL_LIMIT:.0%}。")
        return flaws

    def hints(self, case: Case) -> list[str]:
        """What deserves a second look: a key that no file of the evidence holds as it is written."""
        docs = {q.doc for group in case.evidence for q in group.any}
        texts = [text for file, text in self._files.items() if any(file.startswith(d) for d in docs)]
        return [
            f"答案要点“{key}”没有原样出现在证据所在文件中。"
            for key in case.answer_keys
            if texts and not any(plain(key) in text for text in texts)
        ]

    def _quote_flaws(self, quote: Quote) -> list[str]:
        wanted = comparison_form(quote.quote)
        files = [file for file in self._clauses if file.startswith(quote.doc)]
        if len(files) != 1:
            return [f"的 doc {quote.doc} 对应 {len(files)} 个文件，应当恰好一个。"]
        if len(wanted) < SHORTEST_QUOTE:
            return [f"太短（不足 {SHORTEST_QUOTE} 字）：{quote.quote}"]
        if not any(wanted in text for text in self._clauses[files[0]]):
            return [f"没有逐字出现在 {files[0]} 的任何一个条款内：{quote.quote}"]
        return []


def evidence_text(case: Case) -> str:
    """All quotes of a case, alternatives included, one a line."""
    return "\n".join(q.quote for group in case.evidence for q in group.any)


def _fields(line: str) -> Sequence[str]:
    """The dev set writes every field of the contract and no other."""
    given = set(json.loads(line))
    lacking, beyond = [f for f in FIELDS if f not in given], sorted(given - set(FIELDS))
    return [
        *([f"缺少字段 {'、'.join(lacking)}。"] if lacking else []),
        *([f"有约定之外的字段 {'、'.join(beyond)}。"] if beyond else []),
    ]
