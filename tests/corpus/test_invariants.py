"""What holds for every clause of the five files, and for the same files in another dress."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus_samples import FILES, MakeFolder, load

from corpus.fold import comparison_form, fold_spans, is_blank
from corpus.model import Corpus


def test_text_is_what_stands_at_the_spans(shipped: Corpus) -> None:
    for clause in shipped.clauses:
        source = shipped.texts[clause.file]
        assert clause.text == fold_spans(source, clause.spans).text, clause.id
        assert clause.text, clause.id
        assert all(0 <= s.start < s.end <= len(source) for s in clause.spans), clause.id


def test_every_character_with_ink_is_in_exactly_one_place(shipped: Corpus) -> None:
    for file, source in shipped.texts.items():
        places = [0] * len(source)
        clause_spans = [s for c in shipped.clauses if c.file == file for s in c.spans]
        for start, end in [*clause_spans, *shipped.metadata[file], *shipped.furniture[file]]:
            for offset in range(start, end):
                places[offset] += 1
        assert max(places) == 1, file  # pairwise disjoint
        missing = [i for i, c in enumerate(source) if not is_blank(c) and not places[i]]
        assert not missing, (file, source[missing[0] : missing[0] + 40])


def test_more_than_one_span_only_around_what_does_not_belong(shipped: Corpus) -> None:
    for clause in shipped.clauses:
        source = shipped.texts[clause.file]
        for before, after in zip(clause.spans, clause.spans[1:], strict=False):
            displaced = after.start < before.end
            between = source[before.end : after.start].strip()
            joined = any("接续" in note for note in clause.notes)
            assert displaced or between or joined, clause.id


def test_ids_are_unique_and_parents_come_first(shipped: Corpus) -> None:
    seen: set[str] = set()
    for clause in shipped.clauses:
        assert clause.id == f"{clause.document}#{clause.addr}"
        assert clause.id not in seen
        assert clause.parent is None or clause.parent in seen, clause.id
        seen.add(clause.id)
    order = [clause.id for clause in shipped.clauses]
    walked = [
        c.id for d in shipped.documents for root in shipped.roots(d.id) for c in shipped.subtree(root.id)
    ]
    assert walked == order  # children follow their parent before its next sibling


def test_addresses_are_made_of_the_letters_of_the_design(shipped: Corpus) -> None:
    part = r"(?:front|back|att\d+|[scbjarpdxqki]\d+(?:-\d+)?|\d+(?:-\d+)?|[A-Z])(?:~\d+)?"
    for clause in shipped.clauses:
        assert re.fullmatch(rf"{part}(?:\.{part})*", clause.addr), clause.addr


def test_repeats_have_the_words_of_their_twin(shipped: Corpus) -> None:
    repeats = [c for c in shipped.clauses if c.repeat_of]
    assert [c.id for c in repeats] == [
        "zjtx#s3.1.3~2",
        "zjtx#s3.1.4~2",
        "zjtx#s3.2~2",
        "zjtx#s3.2~2.1",
    ]  # 002 L991-994
    for clause in repeats:
        assert comparison_form(clause.text) == comparison_form(shipped.clause(clause.repeat_of or "").text)


def test_every_moved_line_says_so_on_its_clause(shipped: Corpus) -> None:
    for clause in shipped.clauses:
        if any(b.start < a.end for a, b in zip(clause.spans, clause.spans[1:], strict=False)):
            assert any("排版错位" in note for note in clause.notes), clause.id


def _signature(corpus: Corpus) -> list[tuple[str, str | None, str, str]]:
    return [(c.id, c.parent, comparison_form(c.address), comparison_form(c.text)) for c in corpus.clauses]


def _paragraphs(corpus: Corpus) -> list[list[str]]:
    return [[comparison_form(p) for p in c.text.split("\n")] for c in corpus.clauses]


def _wide_numbers(text: str) -> str:
    """Full-width digits and marks in the numbering at the start of lines; page numbers stay."""
    wide = str.maketrans("0123456789.()", "０１２３４５６７８９．（）")
    numbering = re.compile(
        r"^([\s\u3000]*)(\d{1,2}[.．](?!\d)|\(\d{1,2}\)|\([一二三四五六七八九十]+\))", re.MULTILINE
    )
    return numbering.sub(lambda m: m[1] + m[2].translate(wide), text)


DRESSES: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "BOM": lambda text: "\ufeff" + text,
    "trailing blanks": lambda text: re.sub(r"(?m)$", " \u00a0\u3000\t", text),
    "leading blanks": lambda text: re.sub(r"(?m)^", "\u3000\u3000", text),
    "full-width numbering": _wide_numbers,
    "full-width digits": lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_the_tree_does_not_depend_on_dress(
    shipped: Corpus, folder_with: MakeFolder, shipped_folder: Path, dress: str
) -> None:
    changed = {
        name: DRESSES[dress]((shipped_folder / name).read_bytes().decode()).encode()
        for name in FILES.values()
    }
    assert all(data != (shipped_folder / name).read_bytes() for name, data in changed.items())
    corpus = load(folder_with(changed))
    assert corpus.problems == ()
    assert _signature(corpus) == _signature(shipped)
    assert _paragraphs(corpus) == _paragraphs(shipped)
    if not dress.startswith("full-width"):
        assert [c.text for c in corpus.clauses] == [c.text for c in shipped.clauses]


def test_gb18030_gives_the_same_corpus(
    shipped: Corpus, folder_with: MakeFolder, shipped_folder: Path
) -> None:
    changed = {n: (shipped_folder / n).read_bytes().decode().encode("gb18030") for n in FILES.values()}
    assert load(folder_with(changed)).clauses == shipped.clauses


def test_ids_do_not_depend_on_other_documents(shipped: Corpus, folder_with: MakeFolder) -> None:
    folder = folder_with({"000_aaa.txt": "关于算力的通知\n一、总体要求\n坚持统筹。\n".encode()})
    more = load(folder)
    assert len(more.documents) == len(shipped.documents) + 1
    assert [c for c in more.clauses if c.file != "000_aaa.txt"] == list(shipped.clauses)
    (folder / FILES["002"]).unlink()
    (folder / "000_aaa.txt").unlink()
    fewer = load(folder)
    assert list(fewer.clauses) == [c for c in shipped.clauses if c.file != FILES["002"]]
    assert [p for p in fewer.problems if FILES["002"] in p] == list(fewer.problems)
