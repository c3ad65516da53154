"""An index beside the one in use: laid there, found by what it was made of, and left by whoever wanted it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from character_embedder import CharacterEmbedder
from test_index_store import CHANGED, CORPUS, opened, silent

from corpus.model import Corpus
from corpus.settings import ROOT
from index.build import Built, Model, build
from index.candidate import ORPHANED
from index.passages import build_passages
from index.sentence_vectors import sentence_texts
from index.settings import IndexSettings
from index.store import POINTER, PREVIOUS, Store
from index.wiring import corpus_hash, use_index


def lay(corpus: Corpus, folder: Path, *, use: bool) -> Built:
    own = CharacterEmbedder()
    passages = build_passages(corpus, IndexSettings())
    model = Model(own.name, lambda: own)
    texts = sentence_texts(corpus)
    return build(passages, texts, corpus_hash(corpus), model, Store(folder), silent, use=use)


def test_a_candidate_is_found_by_its_documents_and_used_later(tmp_path: Path) -> None:
    lay(CORPUS, tmp_path, use=True)
    before = (tmp_path / POINTER).read_text()
    assert lay(CHANGED, tmp_path, use=False).embedded == 1
    assert (tmp_path / POINTER).read_text() == before
    assert opened(tmp_path, CORPUS).corpus_hash == corpus_hash(CORPUS)
    candidate = opened(tmp_path, CHANGED)
    assert candidate.corpus_hash == corpus_hash(CHANGED)
    use_index(candidate, IndexSettings(built_dir=tmp_path))
    assert (tmp_path / PREVIOUS).read_text() == before
    assert (tmp_path / POINTER).read_text() != before
    back = lay(CORPUS, tmp_path, use=False)  # is there already
    assert (back.embedded, back.changed) == (0, False)


def test_candidates_that_were_never_used_do_not_pile_up(tmp_path: Path) -> None:
    lay(CORPUS, tmp_path, use=True)
    lay(CHANGED, tmp_path, use=True)
    kept = {p.name for p in tmp_path.glob("gen-*")}
    smaller = [Corpus(CORPUS.documents, CORPUS.clauses[:n], CORPUS.texts, {}, {}) for n in (1, 2)]
    for corpus in smaller:
        lay(corpus, tmp_path, use=False)
    names = {p.name for p in tmp_path.glob("gen-*")}
    assert kept <= names
    assert len(names) == len(kept) + 1


def test_the_process_ends_with_whoever_wanted_it(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("通知\n一、对象\n企业可申领算力券。\n", encoding="utf-8")
    order = {
        "corpus": {"documents_dir": str(tmp_path / "documents"), "data_dir": str(tmp_path / "var")},
        "index": {"built_dir": str(tmp_path / "built")},
        "entries": [],
    }
    done = subprocess.run(  # its input ends with the order, as if the service had been killed
        [sys.executable, "-m", "index.candidate"], input=json.dumps(order) + "\n", cwd=ROOT, capture_output=True,
        text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == ORPHANED
    assert not (tmp_path / "built" / POINTER).exists()
    wrong = subprocess.run(
        [sys.executable, "-m", "index.candidate"], input="{}\n", cwd=ROOT, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert wrong.returncode == 2
    assert "有 3 处错误" in json.loads(wrong.stdout)["problem"]
