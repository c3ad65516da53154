"""500 generated lying answers over the shipped documents: nothing unsupported reaches the user.

The oracle is the generator's: it knows which of its sentences are true, because it copied them or said
them in a way that it knows to be the same, and nothing else that a model wrote may be shown. Beside it
stands a second one, which reads digits only: each number that is shown is in a cited clause or in its
document's name. Neither uses code of the verifier.
"""

from __future__ import annotations

import json
import random
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from assistant_fakes import SURE, FakeIndex, shipped_corpus
from chat_endpoint import Endpoint, serving, streams_reply
from writing_lies import LIES, OWN_CITATION, Clause, draft
from writing_lies import Draft as Made
from writing_truths import squeezed

from assistant.assistant import Assistant
from assistant.cite import Cited
from assistant.extras import Extras
from assistant.model import Answer, SegmentKind
from assistant.settings import AssistantSettings, WriterSettings
from assistant.terms import TermWeights
from assistant.writing.chat_writer import ChatWriter, as_data
from assistant.writing.draft import Draft, claims
from assistant.writing.evidence import Supplied, number
from assistant.writing.verify import Supported, Verifier
from assistant.writing.written import Writing, writable
from corpus.fold import fold_spans
from corpus.model import Corpus
from index.passages import build_passages
from index.settings import IndexSettings

QUESTIONS = Path(__file__).resolve().parents[2] / "eval" / "questions"
REPLIES = 500
SOCKET_REPLIES = 50  # of them
SEED = 20_261_122
VERBATIM_SURVIVE, REPHRASED_SURVIVE = 0.9, 0.75


@dataclass
class Lying:
    """A writer that makes its reply from the clauses that it is given, and keeps what it said."""

    rng: random.Random
    made: list[Made] = field(default_factory=list)

    def reply(self, sent: dict[str, object]) -> str:
        """A reply to the JSON of a request."""
        clauses = sent["条款"]
        assert isinstance(clauses, list)
        kinds = self.rng.sample(sorted(LIES), self.rng.randint(4, 7))
        if self.rng.random() < 0.5:
            kinds.append("+".join(self.rng.sample(sorted(LIES), 2)))
        self.made.append(draft(self.rng, clauses, kinds))
        return self.made[-1].text

    def write(
        self, question: str, supplied: Sequence[Supplied], cancelled: threading.Event | None
    ) -> Draft | None:
        return Draft(self.reply(json.loads(as_data(question, supplied))), finished=True)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return shipped_corpus()


@pytest.fixture(scope="module")
def index(corpus: Corpus) -> FakeIndex:
    return FakeIndex(corpus, build_passages(corpus, IndexSettings()))


def questions() -> list[str]:
    """Those of the tune split, in an order of their own."""
    lines = [
        line for path in sorted(QUESTIONS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    items = [json.loads(line) for line in lines if line.strip()]
    texts = [item["question"] for item in items if item["split"] == "tune" and item["evidence"]]
    random.Random(SEED).shuffle(texts)
    return texts


def assert_nothing_unsupported(reply: Cited, made: Made, corpus: Corpus) -> int:
    """The oracles; how many sentences of the model are shown."""
    true = {squeezed(t) for t in made.true}
    cited = {c.n: c for c in reply.citations}
    shown = [s for s in reply.segments if s.kind is SegmentKind.WRITTEN]
    for segment in shown:
        assert squeezed(segment.text) in true, segment.text
        for n in segment.citations:
            quote = cited[n].quote
            assert quote in cited[n].text
            assert fold_spans(corpus.texts[cited[n].file], cited[n].spans).text == quote
        assert not numbers(segment.text) - numbers(
            "".join(
                f"{c.text} {c.title} {c.number} {c.address}" for c in map(cited.get, segment.citations) if c
            )
        ), segment.text
    if not shown:  # the documents' own words
        for segment in reply.segments:
            assert all(cited[n].quote == segment.text for n in segment.citations)
    for kind, lie in made.false:
        if not set(kind.split("+")) & OWN_CITATION:  # of those the words are true, and a clause may be quoted
            assert squeezed(lie) not in squeezed(reply.text), lie
    return len(shown)


_NUMERALS = str.maketrans("〇零一二两三四五六七八九", "001223456789")


def numbers(text: str) -> set[str]:
    """Values of the numbers of a text, up to their power of ten: 1.6万亿, 16000亿 and 一点六万亿 are 16.

    Years and figures alike. What is lost (5亿 beside 5万) the first oracle holds.
    """
    text = unicodedata.normalize("NFKC", text).replace(",", "")
    found = {re.sub(r"\D", "", m).strip("0") for m in re.findall(r"\d+(?:\.\d+)?", text)}
    for run in re.findall(r"[〇零一二两三四五六七八九十百千点]{2,}", text):
        digits = re.sub(r"(?<![一二两三四五六七八九])十", "一", run)
        found.add(re.sub(r"[十百千点]", "", digits).translate(_NUMERALS).strip("0"))
    return found - {""}


@pytest.fixture(scope="module")
def lying_endpoint() -> Iterator[Endpoint]:
    with serving() as server:
        yield server


def asked(assistant: Assistant, lying: Lying, texts: Sequence[str], most: int) -> list[tuple[Cited, Made]]:
    """Replies to questions that are written for, each with what was written."""
    replies: list[tuple[Cited, Made]] = []
    for text in texts:
        before = len(lying.made)
        reply = assistant.ask(text)
        if len(lying.made) > before:
            assert isinstance(reply, Answer)
            assert any(w.startswith("模型所写") for w in reply.warnings)  # lies are said to be dropped
            replies.append((Cited(reply.text, reply.segments, reply.citations), lying.made[-1]))
        if len(replies) == most:
            break
    return replies


def written_again(
    corpus: Corpus, index: FakeIndex, lying: Lying, texts: Sequence[str], most: int
) -> list[tuple[Cited, Made]]:
    """The same without searching anew for each reply: several are written for each extractive answer."""
    assistant = Assistant(corpus, index, AssistantSettings(), SURE)
    writing = Writing(corpus, TermWeights(f"{c.address} {c.text}" for c in corpus.clauses), lying, None)
    replies: list[tuple[Cited, Made]] = []
    for text in texts:
        plain = assistant.ask(text)
        if not isinstance(plain, Answer):
            continue
        found, cited = assistant.find(text), Cited(plain.text, plain.segments, plain.citations)
        if writable(found, cited):
            for _ in range(4):
                written = writing.apply(found, cited)
                assert written.warnings
                replies.append((written.cited, lying.made[-1]))
        if len(replies) >= most:
            break
    return replies[:most]


def test_of_500_lying_answers_nothing_unsupported_is_shown(
    corpus: Corpus, index: FakeIndex, lying_endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    lying = Lying(random.Random(SEED))
    lying_endpoint.behaviour = streams_reply(lying.reply)
    settings = {"base_url": lying_endpoint.url, "model": "liar", "timeout_seconds": 60, "pause_seconds": 60}
    writer = ChatWriter(WriterSettings.model_validate({**settings, "max_chars": 40_000}))
    assistant = Assistant(corpus, index, AssistantSettings(), SURE, extras=Extras(writer=writer))
    texts = questions()
    replies = asked(assistant, lying, texts, SOCKET_REPLIES)
    writer.close()
    assert len(replies) == len(lying_endpoint.asked) == SOCKET_REPLIES
    replies += written_again(corpus, index, lying, texts[SOCKET_REPLIES:], REPLIES - SOCKET_REPLIES)
    assert len(replies) == REPLIES

    shown = [assert_nothing_unsupported(cited, made, corpus) for cited, made in replies]
    lies = Counter(kind for _, made in replies for one, _ in made.false for kind in one.split("+"))
    assert set(lies) == set(LIES)  # every kind was told
    assert sum(lies.values()) > 4 * REPLIES
    assert sum(map(bool, shown)) > 0.05 * REPLIES  # and yet the true sentences get to be shown


def test_true_sentences_survive(corpus: Corpus) -> None:
    """Verbatim and honestly rephrased sentences of every clause, among its neighbours."""
    verifier = Verifier(TermWeights(f"{c.address} {c.text}" for c in corpus.clauses))
    rng = random.Random(SEED)
    told: Counter[tuple[bool, bool]] = Counter()
    clauses = [c for c in corpus.clauses if len(c.text) > 30]
    for n in rng.sample(range(len(clauses) - 2), 400):
        supplied = number(corpus, clauses[n : n + 3])
        sent: list[Clause] = json.loads(as_data("", supplied))["条款"]
        made = draft(rng, sent, [], rephrased=0.7)
        for claim in claims(Draft(made.text, finished=True)):
            stands = isinstance(verifier.check(claim, {s.n: s for s in supplied}), Supported)
            told[claim.text in made.verbatim, stands] += 1
    for verbatim, least in ((True, VERBATIM_SURVIVE), (False, REPHRASED_SURVIVE)):
        total = told[verbatim, True] + told[verbatim, False]
        assert total > 150
        assert told[verbatim, True] / total >= least, told
