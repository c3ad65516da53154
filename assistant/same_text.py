"""The same sentence in another copy or version of a text, or in the text that a news item is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.masked import Masked, masked
from assistant.standing import newest_of
from corpus.model import Corpus, Document, DocumentKind
from corpus.sentences import Sentence, sentences
from corpus.titles import title_core

_MOST = 3  # counterparts of one sentence that are worth a look


@dataclass(frozen=True)
class Counterpart:
    """A sentence of another document that says nearly the same."""

    sentence: Sentence
    share: float  # 0..1 of the asked sentence's words, figures left out, that it holds
    alike: float  # 0..1 words in common over the words of both


@dataclass(frozen=True)
class _Held:
    """The sentences of one document, found by their shingles."""

    sentences: tuple[tuple[Sentence, Masked], ...]
    at: Mapping[str, tuple[int, ...]]  # shingle -> positions


class SameText:
    """Counterparts of sentences. Immutable; what it reads of a document it reads once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._held = lru_cache(maxsize=256)(self._read)
        self._related = lru_cache(maxsize=4_096)(self._find_related)
        self._cores: dict[str, list[str]] = defaultdict(list)
        for document in corpus.documents:
            if document.kind is DocumentKind.POLICY:
                self._cores[title_core(document.title)].append(document.id)
        self._about: dict[str, list[str]] = defaultdict(list)  # text -> its reprints, news, explanations
        for document in corpus.documents:
            for text in (document.reprint_of, document.summarises):
                if text is not None:
                    self._about[text].append(document.id)

    def related(self, document: Document) -> tuple[str, ...]:
        """Ids of the other documents that hold or tell the same text."""
        return self._related(document.id)

    def _find_related(self, document_id: str) -> tuple[str, ...]:
        document = self._corpus.document(document_id)
        texts = [t for t in (document.reprint_of, document.summarises) if t in self._corpus.by_document_id]
        core = title_core(document.title) if document.kind is DocumentKind.POLICY else ""
        found = [*(t for t in texts if t), *self._about[document.id], *(self._cores[core] if core else ())]
        return tuple(dict.fromkeys(other for other in found if other != document.id))

    def newest(self, document: Document) -> Document:
        """The newest version of a document; itself where nothing replaces it."""
        return newest_of(self._corpus, document) or document

    def counterparts(self, sentence: Sentence, document_id: str) -> tuple[Counterpart, ...]:
        """The sentences of a document that are most alike, best first; the same address goes first."""
        asked, held = masked(sentence.text), self._held(document_id)
        common = Counter(position for shingle in asked.shingles for position in held.at.get(shingle, ()))
        found: list[tuple[float, bool, Counterpart]] = []
        for position, count in common.items():
            other, words = held.sentences[position]
            alike = count / (len(asked.shingles) + len(words.shingles) - count)
            counterpart = Counterpart(other, count / len(asked.shingles), alike)
            found.append((alike, other.clause.addr == sentence.clause.addr, counterpart))
        ranked = sorted(found, key=lambda f: (-round(f[0], 2), not f[1], f[2].sentence.clause.spans[0].start))
        return tuple(counterpart for _, _, counterpart in ranked[:_MOST])

    def _read(self, document_id: str) -> _Held:
        read = tuple((s, masked(s.text)) for s in self._sentences(document_id))
        at: dict[str, list[int]] = defaultdict(list)
        for position, (_, words) in enumerate(read):
            for shingle in words.shingles:
                at[shingle].append(position)
        return _Held(read, {shingle: tuple(positions) for shingle, positions in at.items()})

    def _sentences(self, document_id: str) -> Iterator[Sentence]:
        for clause in self._corpus.clauses_of(document_id):
            yield from (s for s in sentences(clause) if not s.is_heading)
