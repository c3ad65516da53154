"""The lexicon: example sentences for every line, its hygiene against the shipped documents, and what breaks it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from assistant_fakes import shipped_corpus

from assistant.lexicon import MOST, policy_terms, read_lexicon, shipped_lexicon
from assistant.lexicon_file import LexiconError
from assistant.normalise import normalise
from index.manifest import embedded_text
from index.passages import build_passages
from index.settings import IndexSettings

COMMON = 5  # clauses: a word that more of them use is the documents' own and needs no translation
CARRIERS = ("{}怎么办", "我们{}，政府管不管", "有没有关于{}的政策")


def cases(kind: str) -> list[tuple[str, frozenset[str]]]:
    lines = (Path(__file__).parent / "lexicon_cases.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        (row[1], frozenset(row[2].split()) if len(row) > 2 else frozenset()) for row in rows if row[0] == kind
    ]


ADDED, NOT_ADDED, FORMAL = cases("补"), cases("不补"), cases("书面")


@pytest.mark.parametrize(("sentence", "wanted"), ADDED)
def test_everyday_words_add_policy_words(sentence: str, wanted: frozenset[str]) -> None:
    assert wanted
    assert wanted <= set(policy_terms(normalise(sentence)))


@pytest.mark.parametrize(("sentence", "unwanted"), NOT_ADDED)
def test_the_same_characters_in_another_sense_add_nothing_of_it(
    sentence: str, unwanted: frozenset[str]
) -> None:
    assert not unwanted & set(policy_terms(normalise(sentence)))


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in FORMAL])
def test_formal_questions_stay_as_they_are(sentence: str) -> None:
    assert policy_terms(normalise(sentence)) == ()


def test_each_line_has_an_example_sentence() -> None:
    lexicon = shipped_lexicon()
    shown = {
        entry.line
        for sentence, wanted in ADDED
        for _, entry in lexicon.matches(normalise(sentence))
        if wanted & set(entry.policy)
    }
    assert [entry for entry in lexicon.entries if entry.line not in shown] == []


def test_each_accident_is_one() -> None:
    """A negative row proves something only where the characters stand there and the line would bring the word."""
    entries = shipped_lexicon().entries
    for sentence, unwanted in NOT_ADDED:
        lines = [e for e in entries if any(word in normalise(sentence) for word in e.everyday)]
        assert unwanted, sentence
        assert unwanted <= {term for e in lines for term in e.policy}, sentence
    assert len(NOT_ADDED) >= 60
    assert len(FORMAL) >= 20


def test_each_everyday_word_is_heard_in_plain_sentences() -> None:
    lexicon = shipped_lexicon()
    for entry in lexicon.entries:
        for word in entry.everyday:
            assert normalise(word) == word  # a question arrives normalised, so nothing else would ever match
            for carrier in CARRIERS:
                assert word in [m for m, _ in lexicon.matches(carrier.format(word))], carrier.format(word)


def test_each_exception_is_heeded() -> None:
    lexicon = shipped_lexicon()
    for entry in lexicon.entries:
        for word in entry.other_sense:
            assert entry not in [e for _, e in lexicon.matches(f"这个{word}是什么")], word


def test_each_policy_word_stands_in_a_shipped_document() -> None:
    passages = build_passages(shipped_corpus(), IndexSettings())
    texts = "\n".join(embedded_text(p) for p in passages).lower()
    terms = {term for entry in shipped_lexicon().entries for term in entry.policy}
    assert sorted(term for term in terms if term.lower() not in texts) == []


def test_no_everyday_word_is_the_documents_own() -> None:
    lexicon = shipped_lexicon()
    uses: Counter[str] = Counter()
    for clause in shipped_corpus().clauses:
        uses.update({word for word, _ in lexicon.matches(normalise(clause.text))})
    assert {word: count for word, count in uses.items() if count > COMMON} == {}


def test_themes_are_not_scattered() -> None:
    themes = [entry.theme for entry in shipped_lexicon().entries]
    assert len(set(themes)) == 1 + sum(a != b for a, b in pairwise(themes))


def test_never_more_than_the_limit() -> None:
    everything = "".join(sentence for sentence, _ in ADDED)
    assert len(policy_terms(normalise(everything))) == MOST
    assert policy_terms("") == ()


def write(folder: Path, text: str) -> Path:
    path = folder / "试.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_input_method_s_signs_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff## 买卖\r\n网店　网购 ＝ 电子商务 ！ 官网店招\r\n3D = VR\r\n")
    lexicon = read_lexicon(path)
    assert lexicon.terms("开网店") == ("电子商务",)
    assert lexicon.terms("官网店招") == ()
    assert lexicon.terms("3d和3D") == ("VR",)


def test_the_leftmost_and_longest_wins(tmp_path: Path) -> None:
    lexicon = read_lexicon(write(tmp_path, "## 医\n看病 = 就医\n看病的记录 = 病历\n"))
    assert lexicon.terms("看病的记录") == ("病历",)
    assert lexicon.terms("看病和看病的记录") == ("就医", "病历")


def test_an_empty_lexicon_adds_nothing(tmp_path: Path) -> None:
    assert read_lexicon(write(tmp_path, "# 空\n")).terms("网店") == ()


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("网店 电子商务", "应有一个“=”"),
        ("网店 = 电子商务 = 网络零售", "应有一个“=”"),
        ("网店 = 电子商务 ! 甲网店 ! 乙网店", "至多一个“!”"),
        ("= 电子商务", "不能空着"),
        ("网店 =", "不能空着"),
        ("网店 = 电子商务 !", "不能空着"),
        ("娃 = 教育", "“娃”只有一个字"),
        ("网店 = 电子商务 电子商务", "“电子商务”在本行写了两次"),
        ("网店 = 电子商务 ! 快递柜", "例外词“快递柜”不含本行左边的任何说法"),
        ("网店 网店 = 电子商务", "“网店”在第 3 行已经写过"),
        ("机房 = 电子商务", "“机房”在第 2 行已经写过"),
        ("3d = VR\n3D = AR", "“3D”在第 3 行已经写过"),
    ],
)
def test_errors_name_line_and_cause(tmp_path: Path, line: str, cause: str) -> None:
    with pytest.raises(LexiconError) as caught:
        read_lexicon(write(tmp_path, f"## 主题\n机房 = 数据中心\n{line}\n"))
    number = 3 + line.count("\n")
    assert str(caught.value).startswith(f"试.txt 第 {number} 行：")
    assert cause in str(caught.value)


def test_every_error_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="第 1 行：不在任何主题下") as caught:
        read_lexicon(write(tmp_path, "网店 = 电子商务\n## 主题\n坏行\n"))
    assert "第 3 行：应有一个" in str(caught.value)


def test_a_word_is_not_everyday_here_and_another_sense_there(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="第 3 行：例外词“走后门”在第 2 行是日常说法"):
        read_lexicon(write(tmp_path, "## 主题\n走后门 = 徇私舞弊\n后门 = 漏洞 ! 走后门\n"))


def test_a_file_that_is_not_utf8_is_told_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "旧.txt"
    path.write_bytes("## 主题\n网店 = 电子商务\n".encode("gb18030"))
    with pytest.raises(LexiconError, match=r"旧\.txt 不是 UTF-8"):
        read_lexicon(path)
