"""The searchable index: passages with every raw score that a question gives them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseIndex
from index.late import TokenRows
from index.lexical import Lexicon
from index.manifest import Manifest
from index.model import USUAL, Candidates, Embedder, Embeddings, Passage, Reach, TokenMatches
from index.sentence_vectors import Place, SentenceVectors

_REMEMBERED = 64  # questions whose vectors are kept: a follow-up asks again with the same words


class Index:
    """Read-only once made; safe to share between threads."""

    def __init__(
        self,
        passages: Sequence[Passage],
        vectors: NDArray[np.float32],
        tokens: TokenRows,
        lexicon: Lexicon,
        embedder: Embedder,
        manifest: Manifest,
        sentences: SentenceVectors | None = None,
    ) -> None:
        """`vectors (n, dim) float32`, unit rows, parallel to the n passages."""
        self.passages = tuple(passages)
        self.vectors = vectors
        self.lexicon = lexicon
        self.manifest = manifest
        self.embedder = embedder
        self._tokens = tokens
        self._position = {p.id: i for i, p in enumerate(self.passages)}
        self._sentences = sentences
        self._dense = DenseIndex(vectors)
        self._asked: OrderedDict[str, Embeddings] = OrderedDict()

    @property
    def corpus_hash(self) -> str:
        """Hash of the corpus that the passages were cut from."""
        return self.manifest.corpus_hash

    def search(self, question: str, reach: Reach = USUAL) -> Candidates:
        """The passages within reach of a question, each with all its scores."""
        depth, only = reach.depth, reach.only
        asked = self.embed_question(question)
        bm25, covered = self.lexicon.scores(question)
        if only is None:
            near, _ = self._dense.nearest(asked.pooled[0], depth)
            worded = np.argsort(-bm25, kind="stable")[:depth]
        else:
            near = only[np.argsort(-(self.vectors[only] @ asked.pooled[0]), kind="stable")[:depth]]
            worded = only[np.argsort(-bm25[only], kind="stable")[:depth]]
        worded = worded[bm25[worded] > 0]
        positions = np.unique(np.concatenate([near, worded, np.array(reach.extra, np.int64)])).astype(
            np.int64
        )
        return Candidates(
            positions=positions,
            dense=(self.vectors[positions] @ asked.pooled[0]).astype(np.float32),
            lexical=bm25[positions],
            late=self._tokens.max_sim(asked.tokens[0], positions),
            coverage=covered[positions],
        )

    def similar_sentences(self, question: str, places: Sequence[Place]) -> NDArray[np.float32]:
        """Inner products `(k,)`, -1..1, of a question with k sentences; 0 where there are no vectors."""
        if self._sentences is None or not places:
            return np.zeros(len(places), np.float32)
        return self._sentences.similar(self.embed_question(question).pooled[0], places)

    def token_matches(self, question: str, passage_ids: Sequence[str]) -> TokenMatches:
        """For each token of a question that carries words, its best match in each of the passages."""
        asked = self.embed_question(question)
        if not asked.spans:
            return TokenMatches(np.zeros((0, 2), np.int64), np.zeros((len(passage_ids), 0), np.float32))
        rows = [self._tokens.best(asked.tokens[0], self._position[i]) for i in passage_ids]
        similar = np.array(rows, np.float32).reshape(len(passage_ids), len(asked.spans[0]))
        return TokenMatches(asked.spans[0], similar)

    def embed_question(self, question: str) -> Embeddings:
        """Vectors of one question; recent ones are remembered."""
        known = self._asked.get(question)
        if known is None:
            known = self.embedder.embed([question], "query")
            self._asked[question] = known
            while len(self._asked) > _REMEMBERED:
                self._asked.popitem(last=False)
        return known

    def positions_of(self, clause_id: str) -> tuple[int, ...]:
        """Positions of the passages that hold text of this clause itself."""
        return self._of_clause.get(clause_id, ())

    def positions_in(self, document_id: str) -> tuple[int, ...]:
        """Positions of all passages of one document."""
        return self._of_document.get(document_id, ())

    @cached_property
    def _of_clause(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for i, passage in enumerate(self.passages):
            for clause_id in passage.clause_ids:
                found.setdefault(clause_id, []).append(i)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def _of_document(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for i, passage in enumerate(self.passages):
            found.setdefault(passage.document, []).append(i)
        return {k: tuple(v) for k, v in found.items()}
