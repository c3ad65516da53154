"""Whose words a clause holds: the place of its document, or of the nearest heading in a collection by place."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.normalise import normalise
from assistant.places import NATION, places
from assistant.question import Question
from assistant.sharing import Apart
from corpus.model import Clause, Corpus

_OPENING = re.compile(r"[^。,,:;]{0,30}(条件|认定|申报|企业)")  # 四川省“专精特新”中小企业认定

Allows = Callable[[Clause], bool]


class Owner:
    """Answers for each clause which places it speaks for. Immutable but for its memory."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.places = lru_cache(maxsize=16_384)(self._places)

    def _places(self, clause: Clause) -> frozenset[str]:
        region = self._corpus.document(clause.document).region
        if region:
            return frozenset(places(normalise(region))) or frozenset({region})
        for above in reversed((*self._corpus.ancestors(clause.id), clause)):
            named = places(normalise(above.heading)) if above.heading else ()
            if named:
                return frozenset(named)
        opening = _OPENING.match(normalise(clause.text))
        return frozenset(places(opening.group()) if opening else ()) or frozenset({NATION})

    def allows(self, part: Question) -> Allows:
        """Which clauses may stand in the row of a part: its own place's, its own document's, nobody else's."""
        documents, held, said = frozenset(part.documents), frozenset(part.places), part.named_places
        # 杭州 asked for, 浙江 held: only what names the city speaks for it
        city = next((name for name in said if name not in held), None)

        def own(clause: Clause) -> bool:
            if documents and clause.document not in documents:
                return False
            if held and part.apart is not Apart.DOCUMENT and not held & self.places(clause):
                return False
            return city is None or city in clause.text or city in clause.address

        return own

    def holds(self, part: Question) -> bool:
        """Whether any text of the part's own is held, whatever it says."""
        allowed = self.allows(part)
        return any(allowed(clause) for clause in self._corpus.clauses)
