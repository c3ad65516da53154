"""Near-duplicates become one hit that names both places."""

from __future__ import annotations

from assistant.fold_twins import Ranked, fold_twins, shingles
from corpus.model import Span
from index.model import Passage

TEXT = "优先布局新型数字基础设施。加快5G独立组网建设,推动千兆光纤网络向城乡覆盖,打造双千兆示范城市。"


def passage(name: str, text: str, file: str = "a", start: int = 0) -> Passage:
    return Passage(
        name, name, f"{name}#s1", (f"{name}#s1",), "", text, file, (Span(start, start + len(text)),)
    )


def ranked(*passages: Passage) -> list[Ranked]:
    return [Ranked(p, float(-i), ()) for i, p in enumerate(passages)]


def prefer_plan(p: Passage) -> float:
    return -1.0 if "reprint" in p.id else 0.0


def test_a_reprint_is_folded_and_the_original_speaks() -> None:
    reprint, original = passage("reprint", TEXT.replace("。", "、", 1), "b"), passage("plan", TEXT)
    (hit,) = fold_twins(ranked(reprint, original), 10, prefer_plan).kept
    assert hit.passage.id == "plan"
    assert [p.id for p in hit.also] == ["reprint"]
    assert hit.score == 0.0  # of the better of the two


def test_an_overlapping_window_is_left_out() -> None:
    first, second = passage("plan", TEXT), passage("plan", TEXT[4:], start=4)
    (hit,) = fold_twins(ranked(first, second), 10, prefer_plan).kept
    assert hit.passage is first
    assert hit.also == ()


def test_a_longer_text_is_not_lost_behind_a_shorter_one() -> None:
    lead, full = (
        passage("news", TEXT[:20], "b"),
        passage("plan", TEXT + "其余内容完全不同的另一段话很长很长。" * 3),
    )
    assert len(fold_twins(ranked(lead, full), 10, prefer_plan).kept) == 2


def test_different_texts_stay_apart_and_the_limit_holds() -> None:
    many = [passage(f"d{i}", f"第{i}条互不相同的内容{i * 7919}与其他条款没有任何重复{i}") for i in range(15)]
    assert len(fold_twins(ranked(*many), 10, prefer_plan).kept) == 10


def test_shingles_ignore_width_and_blanks() -> None:
    assert shingles("５Ｇ 网络　建设规划") == shingles("5G网络建设规划")
