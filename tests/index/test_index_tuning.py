"""Training: pairs, batches without false negatives, losses against NumPy, the weights file there and back."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.builtin import UNTUNED, find_builtin
from index.e5file import Shape, Vocabulary, encode_q8, read_e5
from index.e5write import write_e5
from index.late import gather_rows, quantize
from index.model import Embeddings, EmbedKind
from index.tokens import make_tokenizer
from index.tuning.batches import batches
from index.tuning.encoder import Encoder
from index.tuning.export import export, pruned
from index.tuning.held_out import recall
from index.tuning.loss import contrastive, late_scores, pooled_scores
from index.tuning.pairs import (
    PAIRS_DIR,
    Pair,
    PairsError,
    Source,
    Statutes,
    read_statutes,
    read_written,
    split_held_out,
)
from index.tuning.prune import kept_pieces, prune
from index.tuning.train import Recipe, Step, train

# From the repository's own pairs and from the civil code; none of them is a dev question.
QUESTION = "小店欠的钱，要拿我家里的钱去还吗"
CLAUSE = "个体工商户的债务，个人经营的，以个人财产承担；家庭经营的，以家庭财产承担。"


def pair(question: str, clause: str, *answers: str, group: str = "某条例") -> Pair:
    return Pair(question, Source(clause, f"{group} › {clause}\n条文", group), frozenset(answers or (clause,)))


def statutes_folder(folder: Path) -> Path:
    rows = [
        {
            "id": "L1",
            "law": "民法典",
            "chapter": "第一编 总则/第二章",
            "article": "第五十六条",
            "text": CLAUSE,
        },
        {
            "id": "L2",
            "law": "民法典",
            "chapter": "",
            "article": "第五十四条",
            "text": "自然人从事工商业经营……",
        },
    ]
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    queries = [
        {"id": "S0", "text": QUESTION, "split": "train"},
        {"id": "S1", "text": "什么是个体户", "split": "dev"},
    ]
    (folder / "queries.jsonl").write_text("".join(json.dumps(q) + "\n" for q in queries), encoding="utf-8")
    (folder / "qrels.tsv").write_text("S0\tL1\t1\nS0\tL2\t1\nS1\tL2\t1\n", encoding="utf-8")
    return folder


def test_statutes_give_a_pair_for_each_answer_of_the_train_split_only(tmp_path: Path) -> None:
    statutes = read_statutes(statutes_folder(tmp_path))
    assert [(p.question, p.source.id) for p in statutes.train] == [(QUESTION, "L1"), (QUESTION, "L2")]
    assert statutes.train[0].answers == {"L1", "L2"}
    assert statutes.articles["L1"].text == f"民法典 › 第一编 总则 › 第二章 › 第五十六条\n{CLAUSE}"
    assert statutes.articles["L2"].text.startswith("民法典 › 第五十四条\n")


def test_missing_statutes_are_named(tmp_path: Path) -> None:
    with pytest.raises(PairsError, match="--stard"):
        read_statutes(tmp_path)


@pytest.mark.parametrize("line", ["{", '{"id": "L9", "questions": []}', '{"id": "L1", "questions": [{}]}'])
def test_a_malformed_line_is_named_by_file_and_number(tmp_path: Path, line: str) -> None:
    statutes = Statutes({"L1": Source("L1", CLAUSE, "民法典")}, ())
    (tmp_path / "some.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(PairsError, match=r"some.jsonl 第 1 行"):
        read_written(tmp_path, statutes)


def written_lines() -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(PAIRS_DIR.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def test_the_written_pairs_are_as_many_and_as_colloquial_as_they_claim() -> None:
    registers: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    for line in written_lines():
        for q in line["questions"]:
            registers[q["register"]] += 1
            questions[q["q"]] += 1
    assert sum(questions.values()) >= 2_500
    assert max(questions.values()) == 1
    assert set(registers) == {"plain", "spoken", "slang"}
    assert registers["slang"] / sum(registers.values()) > 0.25


def test_no_written_pair_is_about_the_shipped_documents_or_repeats_a_dev_question() -> None:
    lines = written_lines()
    composed = [str(line["text"]) for line in lines if "text" in line]
    assert not [t for t in composed if any(place in t for place in ("江苏", "苏州", "镇江", "浙江"))]
    folder = Path(__file__).parents[2] / "eval" / "questions"
    dev = {
        json.loads(row)["question"]
        for p in folder.glob("*.jsonl")
        for row in p.read_text(encoding="utf-8").splitlines()
    }
    assert not dev & {q["q"] for line in lines for q in line["questions"]}


def test_a_clause_is_held_out_with_all_its_questions() -> None:
    pairs = [pair(f"问{n}.{i}", f"c{n}") for n in range(200) for i in range(3)]
    kept, back = split_held_out(pairs)
    assert not {p.source.id for p in kept} & {p.source.id for p in back}
    assert len(kept) + len(back) == 600
    assert 20 <= len(back) <= 120  # a tenth of 600, by hash


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5)), max_size=120), st.floats(0, 1))
def test_no_batch_holds_two_answers_to_one_question(drawn: list[tuple[int, int]], neighbours: float) -> None:
    # clause n also answers what n + 1 is asked, so the two may never meet
    pairs = [pair(f"问{n}", f"c{n}", f"c{n}", f"c{n + 1}", group=f"条例{g}") for n, g in drawn]
    for batch in batches(pairs, 8, seed=1, neighbours=neighbours):
        assert len(batch) == 8
        for a in batch:
            assert [b.source.id for b in batch if b.source.id in a.answers] == [a.source.id]


def test_batches_are_the_same_for_one_seed_and_bring_neighbours_together() -> None:
    pairs = [pair(f"问{n}", f"c{n}", group=f"条例{n % 60}") for n in range(1_200)]

    def together(share: float) -> float:
        made = list(batches(pairs, 40, seed=3, neighbours=share))
        same = sum(a is not b and a.source.group == b.source.group for x in made for a in x for b in x)
        return same / sum(len(x) for x in made)

    assert list(batches(pairs, 40, 3)) == list(batches(pairs, 40, 3))
    assert together(0.0) < 1.0 < together(1.0)  # 39 others over 60 documents: 0.65 by chance


class Directions:
    """Each character is a direction of its own, so that shared characters are all that is near."""

    name, dim = "directions", 8

    def embed(self, texts: list[str], kind: EmbedKind) -> Embeddings:
        rows = [np.array([np.eye(8, dtype=np.float32)["abcdefgh".index(c)] for c in text]) for text in texts]
        return Embeddings(unit(np.array([r.sum(axis=0) for r in rows])), tuple(rows))


def test_recall_counts_clauses_that_stand_before_the_right_one() -> None:
    texts = ["abc", "abd", "aef", "beg", "ceh", "dfh"]
    pool = [Pair("a", Source(t, t, "某办法"), frozenset({t})) for t in texts]
    right, second = Pair("abc", pool[0].source, frozenset()), Pair("abc", pool[1].source, frozenset())
    # abd shares two of three characters with the question: one clause stands before it, by either score
    assert recall(Directions(), [right, second], pool) == {"pooled": (0.5, 1.0), "late": (0.5, 1.0)}
    assert recall(Directions(), [Pair("abc", pool[5].source, frozenset())], pool)["late"] == (0.0, 0.0)


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=-1, keepdims=True)
    return scaled


def test_late_scores_are_those_of_the_index() -> None:
    rng = np.random.default_rng(0)
    questions = unit(rng.normal(size=(3, 5, 8)).astype(np.float32))
    passages = unit(rng.normal(size=(4, 9, 8)).astype(np.float32))
    q_len, p_len = [5, 2, 3], [9, 1, 4, 6]
    q_mask = torch.tensor([[i < n for i in range(5)] for n in q_len])
    p_mask = torch.tensor([[i < n for i in range(9)] for n in p_len])
    scores = late_scores(torch.from_numpy(questions), q_mask, torch.from_numpy(passages), p_mask).numpy()
    for i, n in enumerate(q_len):
        rows = gather_rows([quantize(passages[j, :m]) for j, m in enumerate(p_len)], 8)
        np.testing.assert_allclose(scores[i], rows.max_sim(questions[i, :n], np.arange(4)), atol=0.01)


def test_the_loss_is_the_mean_cross_entropy_of_the_diagonal_both_ways() -> None:
    scores = torch.tensor([[0.9, 0.1], [0.3, 0.5]])
    x = scores.numpy() / 0.1
    by_row = -np.mean([x[i, i] - np.log(np.exp(x[i]).sum()) for i in range(2)])
    by_column = -np.mean([x[i, i] - np.log(np.exp(x[:, i]).sum()) for i in range(2)])
    assert contrastive(scores, 0.1).item() == pytest.approx((by_row + by_column) / 2, rel=1e-5)


def test_pooled_scores_are_cosines() -> None:
    rows = torch.eye(3)
    assert pooled_scores(rows[:2], rows).tolist() == [[1, 0, 0], [0, 1, 0]]


@given(st.integers(1, 40), st.integers(1, 70))
def test_eight_bit_rows_come_back_within_half_a_step(rows: int, columns: int) -> None:
    weights = np.random.default_rng(rows * 100 + columns).normal(size=(rows, columns)).astype(np.float32)
    data = encode_q8(weights)
    scales = data[: 4 * rows].copy().view("<f4")
    restored = data[4 * rows :].view(np.int8).reshape(rows, columns) * scales[:, None]
    assert np.all(np.abs(restored - weights) <= scales[:, None] * 0.501)


def test_a_written_file_is_read_back(tmp_path: Path) -> None:
    shape = Shape(32, 1, 2, 64, 5, 4, 2, 1e-12)
    vocabulary = Vocabulary(
        (("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("政策", -3.5), ("<mask>", 0.0)), 0, 2, 1, 3
    )
    plain = np.arange(6, dtype="<f4")
    matrix = np.random.default_rng(1).normal(size=(3, 32)).astype(np.float32)
    path = tmp_path / "weights.bin"
    write_e5(
        path, shape, vocabulary, {"a": ("f32", 6, plain.view(np.uint8)), "b.w": ("q8", 96, encode_q8(matrix))}
    )
    file = read_e5(path)
    assert (file.shape.hidden, file.shape.vocab, file.vocabulary) == (32, 5, vocabulary)
    assert file.decode("a").tolist() == [0, 1, 2, 3, 4, 5]
    np.testing.assert_allclose(file.decode("b.w").reshape(3, 32), matrix, atol=0.02)


def test_pruning_keeps_what_chinese_text_uses_and_the_same_vectors() -> None:
    full = read_e5(find_builtin(UNTUNED).path)
    small = pruned(full)
    assert 30_000 < small.shape.vocab == len(small.vocabulary.pieces) < 60_000
    kept = kept_pieces(full.vocabulary)
    assert prune(full.vocabulary, kept) == small.vocabulary
    before, after = make_tokenizer(full.vocabulary), make_tokenizer(small.vocabulary)
    for text in ("个体工商户的债务", "PUE不高于1.3，5G基站2.5万座", "①工信部〔2021〕44号《5G》%", ""):
        assert before.encode(text).tokens == after.encode(text).tokens
    assert after.token_to_id("<unk>") not in after.encode("Kubernetes PostgreSQL qzxj").ids


def test_a_step_of_training_lowers_the_loss_and_is_exported_as_it_was_learned(tmp_path: Path) -> None:
    file = pruned(read_e5(find_builtin(UNTUNED).path))
    encoder = Encoder(file, 64)
    articles = [
        f"第{n}条 {word}由市工业和信息化局负责管理" for n, word in enumerate(["路灯", "基站", "机房", "车间"])
    ]
    pairs = [Pair(f"{a[4:6]}归哪家管", Source(a, a, "某办法"), frozenset({a})) for a in articles]
    steps: list[Step] = []
    train(encoder, pairs, Recipe(batch=4, passes=4, rate=1e-4, neighbours=0.0), steps.append)
    assert [s.step for s in steps] == [1, 2, 3, 4]
    assert steps[-1].pooled_loss + steps[-1].late_loss < steps[0].pooled_loss + steps[0].late_loss
    export(file, encoder.model, tmp_path / "tuned.bin")
    again = Encoder(read_e5(tmp_path / "tuned.bin"), 64)
    with torch.inference_mode():
        learned, restored = encoder.encode(articles, "passage"), again.encode(articles, "passage")
    assert (learned.pooled * restored.pooled).sum(dim=1).min() > 0.99  # what 8-bit rows cost
    np.testing.assert_array_equal(learned.mask, restored.mask)
