"""The checker of the dev questions rejects what is unfit; the dev set itself passes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.model import Corpus
from corpus.settings import CorpusSettings
from eval.case import Case, QuestionType, Split
from eval.checker import Checker
from eval.overlap import covered_share
from eval.quotas import quota_findings
from eval.settings import EvalSettings
from eval.wiring import open_checker
from index.lexical import Lexicon

QUOTE = "网络零售额达到 5000 亿元"
Build = Callable[..., Case]


@pytest.fixture
def checker(demo_corpus: Corpus) -> Checker:
    return Checker(demo_corpus)


def test_a_good_case_passes(checker: Checker, build_case: Build) -> None:
    assert checker.flaws(build_case((QUOTE,))) == []
    assert checker.flaws(build_case(type="unanswerable")) == []
    assert checker.flaws(build_case((QUOTE,), type="followup", history=("上一问",))) == []


@pytest.mark.parametrize(
    ("quotes", "changes", "said"),
    [
        (("网络零售额达到6000亿元",), {}, "没有逐字出现"),
        (("零售额达到5000亿元。二、责任分工",), {}, "没有逐字出现"),  # runs over into the next clause
        (("网站地图联系我们",), {}, "没有逐字出现"),  # furniture
        (("零售额达到",), {}, "太短"),  # 5 characters
        ((QUOTE,), {"type": "riddle"}, "题型"),
        ((QUOTE,), {"split": None}, "split"),
        ((QUOTE,), {"type": "unanswerable"}, "当且仅当"),
        ((), {"type": "list"}, "当且仅当"),
        ((QUOTE,), {"keys": ()}, "answer_keys"),
        ((QUOTE,), {"type": "followup"}, "history"),
    ],
)
def test_bad_cases_are_told(
    checker: Checker, build_case: Build, quotes: tuple[str, ...], changes: dict[str, object], said: str
) -> None:
    flaws = checker.flaws(build_case(*((q,) for q in quotes), **changes))
    assert [said in flaw for flaw in flaws] == [True]


def test_every_alternative_quote_must_stand(checker: Checker, build_case: Build) -> None:
    assert len(checker.flaws(build_case((QUOTE, "网络零售额达到6000亿元")))) == 1


def test_colloquial_questions_must_be_far_from_their_evidence(checker: Checker, build_case: Build) -> None:
    near = build_case((QUOTE,), type="colloquial", question="网络零售额要做到多少")
    far = build_case((QUOTE,), type="colloquial", question="咱这儿买卖能做多大")
    assert ["idf" in flaw for flaw in checker.flaws(near)] == [True]
    assert checker.flaws(far) == []


def test_covered_share_by_hand() -> None:
    """N = 4; df(vr) = 1, df(ar) = 2, df(xr) = 0."""
    lexicon = Lexicon.build(["VR", "AR", "AR AR", "MR"])
    # ln(1 + 3.5/1.5) = 1.20397; ln(1 + 2.5/2.5) = 0.69315; ln(1 + 4.5/0.5) = 2.30259; sum 4.19971.
    assert covered_share(lexicon, "VR AR XR", "ar") == pytest.approx(0.69315 / 4.19971, abs=1e-5)
    assert covered_share(lexicon, "VR AR XR vr", "ＸＲ，AR VR") == pytest.approx(1.0)
    assert covered_share(lexicon, "VR", "MR") == 0.0
    assert covered_share(lexicon, "？", "VR") == 0.0


def test_files_are_checked_line_by_line(checker: Checker, tmp_path: Path) -> None:
    good = {
        "id": "a",
        "type": "fact_number",
        "question": "问",
        "history": [],
        "evidence": [{"any": [{"doc": "900", "quote": QUOTE}]}],
        "answer_keys": ["7000亿元"],
        "split": "tune",
        "note": "",
    }
    lines = [good, {**good, "extra": 1}, {k: v for k, v in good.items() if k != "note"} | {"id": "b"}]
    path = tmp_path / "x.jsonl"
    path.write_text(
        "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n[]\n", encoding="utf-8"
    )
    checked = checker.check_files([path])
    assert [(f.place, f.text) for f in checked.findings if f.fatal] == [
        ("x.jsonl 第 2 行（a）", "编号与 x.jsonl 第 1 行（a） 重复。"),
        ("x.jsonl 第 2 行（a）", "有约定之外的字段 extra。"),
        ("x.jsonl 第 3 行（b）", "缺少字段 note。"),
        ("x.jsonl 第 4 行", "应当是一个 JSON 对象。"),
    ]
    assert not checked.passed
    hints = [f.text for f in checked.findings if not f.fatal]
    assert hints == ["答案要点“7000亿元”没有原样出现在证据所在文件中。"] * 3


def full_set(build_case: Build) -> list[Case]:
    """400 cases that meet every quota: 80 unanswerable, the other types share 320."""
    sizes = dict.fromkeys(QuestionType, 20)
    sizes |= {QuestionType.COLLOQUIAL: 100, QuestionType.COMPARISON: 30, QuestionType.ARTICLE_LOOKUP: 30}
    sizes |= {QuestionType.UNANSWERABLE: 80, QuestionType.FACT_NUMBER: 40}
    cases = []
    for type_, size in sizes.items():
        for i in range(size):
            split: Split = "tune" if i % 2 else "check"
            groups = () if type_ is QuestionType.UNANSWERABLE else ((QUOTE,),)
            cases.append(build_case(*groups, id=f"{type_}{i}", type=type_.value, split=split))
    return cases


def test_quotas(build_case: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.quotas.MAGAZINE", "900")
    cases = full_set(build_case)
    assert len(cases) == 400
    assert quota_findings(cases) == ()
    [missed] = quota_findings([c for c in cases if c.id != "unanswerable0"] + [build_case((QUOTE,))])
    assert missed.text == "unanswerable 题共 79 道，少于 80 道。"
    texts = [f.text for f in quota_findings(cases[:1])]
    assert "全部问题共 1 道，少于 400 道。" in texts
    assert "fact_number 题只有 0/1 道属于 tune，划分不均。" in texts


def test_the_dev_set_is_proven() -> None:
    paths = sorted(EvalSettings().questions_dir.glob("*.jsonl"))
    checked = open_checker(CorpusSettings()).check_files(paths)
    fatal = [f for f in (*checked.findings, *quota_findings(checked.cases)) if f.fatal]
    assert fatal == []
