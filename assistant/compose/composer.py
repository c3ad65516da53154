"""Which kind of composition a question gets."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asks import Ask
from assistant.compose.addressed import compose_addressed
from assistant.compose.cell import Cells
from assistant.compose.comparison import Comparison
from assistant.compose.enumeration import compose_clause, compose_list
from assistant.compose.fact import FACT_CHARS, compose_fact
from assistant.compose.finish import Finisher
from assistant.compose.general import GENERAL_CHARS, compose_general
from assistant.compose.heads import introduces, opens
from assistant.compose.matching import Figures
from assistant.compose.owner import Owner
from assistant.compose.pieces import Piece, in_order
from assistant.compose.places_apart import compose_places, leaves_place_open
from assistant.compose.targets import Targets
from assistant.counted import asked_count, counted_names, enumerates
from assistant.lists import Listed, list_asked_for
from assistant.model import Hit
from assistant.needs import bare
from assistant.pick import Picker, Scored
from assistant.question import Question
from assistant.retrieve import Found
from assistant.settings import Limits
from assistant.sharing import Apart
from assistant.terms import TermWeights, content, pieces
from assistant.validity import asks_validity, tells_validity
from corpus.model import Corpus
from corpus.sentences import Sentence

LIST_LEAD = 0.8  # share of the best sentence's score that a list needs to be shown instead
DEPTH = 5  # hits whose sentences are weighed
SAID = 0.5  # share of what is asked that a sentence must say to answer alone
_FACTS = (Ask.FIGURE, Ask.BODY, Ask.DEFINITION, Ask.DATE, Ask.PENALTY)


class Composer:
    """Chooses what to say. Immutable after construction."""

    def __init__(self, corpus: Corpus, picker: Picker, terms: TermWeights, limits: Limits) -> None:
        self._corpus = corpus
        self._picker = picker
        self._terms = terms
        self._most = limits.long_answer_chars
        cells = self._cells = Cells(corpus, picker, terms, Figures(corpus, terms))
        owner = Owner(corpus)
        self._comparison = Comparison(corpus, cells, owner)
        self._targets = Targets(corpus, cells, owner)
        self.finisher = Finisher(corpus, limits.long_answer_chars)

    def compose(self, found: Found) -> tuple[Piece, ...]:
        """The pieces of the answer, in order; empty where nothing can be said."""
        if found.looked_up.clauses and not found.parts:
            addressed = compose_addressed(self._corpus, found, self._most)
            return self.finisher.preferred(found.question, addressed)
        if found.parts:
            compared = self._targets.compose(found) or self._comparison.compose(found)
            if compared or any(p.question.apart is not Apart.WORDS for p in found.parts):
                return self.finisher.followed(found.question, compared)
        figures = self._targets.compose(found)
        return figures or self.finisher.beside(found.question, self._plain(found.question, found.hits))

    def _plain(self, question: Question, hits: Sequence[Hit], most: int | None = None) -> tuple[Piece, ...]:
        """One question's answer with what it refers to, from the texts that stand."""
        chosen = self._chosen(question, self.finisher.standing(question, hits), most)
        return self.finisher.followed(question, self.finisher.preferred(question, chosen))

    def _chosen(self, question: Question, hits: Sequence[Hit], most: int | None) -> tuple[Piece, ...]:
        """The pieces that answer; without `most` each kind of composition keeps to its own length."""
        hits = self._picker.nation_first(question, hits)
        scored = self._picker.scored(question, hits, DEPTH)
        listed = list_asked_for(self._corpus, self._terms, question, hits)
        if told := _told(question, scored):
            return in_order(told)
        if listed is not None and (not scored or self._prefers(listed, question, scored[0])):
            return compose_list(listed, most or self._most)
        if asks_validity(question.text):
            scored = tuple(s for s in scored if tells_validity(s.sentence.text))
        if not scored:
            return ()
        if question.wants(*_FACTS) and not _many(question):
            return self._apart(question, hits, most) or compose_fact(scored, most or FACT_CHARS)
        if question.wants(Ask.LIST, Ask.CONDITION, Ask.PROCEDURE):
            best = scored[0].sentence
            # 条件包括基本条件、专项条件、分类条件。 names what is asked for, and says none of it
            members = introduces(best) and self._corpus.children(best.clause.id)
            if not members and self._says_it_all(question, best):
                return compose_fact(scored, most or FACT_CHARS)
            wanted = content(question.focus or bare(question))
            return compose_clause(self._corpus, self._terms, wanted, scored, most or self._most)
        return compose_general(self._corpus, scored, most or GENERAL_CHARS)

    def _prefers(self, listed: Listed, question: Question, best: Scored) -> bool:
        """Whether a list answers rather than the best sentence."""
        sentence = best.sentence
        if sentence.clause is listed.head and not sentence.is_heading and not opens(sentence.clause):
            return False  # what stands above the members says what is asked for
        return listed.score > LIST_LEAD * best.score and not self._says_it_all(question, sentence)

    def _says_it_all(self, question: Question, sentence: Sentence) -> bool:
        """Whether what is asked for stands in one sentence rather than in the members of what stands above it.

        依托哪些载体 is answered inside one item of 推动数字产业化; 有哪些基本条件 by all items below that heading.
        """
        # where something holds is told by where it stands as well as by its words
        wanted = content(bare(question)).difference(*map(pieces, question.named_places))
        own = self._terms.share(wanted, pieces(sentence.text))
        above = self._terms.share(wanted, pieces(sentence.clause.address))
        return own >= SAID and own > above and asked_count(question) is None

    def _apart(self, question: Question, hits: Sequence[Hit], most: int | None) -> tuple[Piece, ...]:
        """Of a question that names no place, what each place says; empty where one text answers."""
        if most is not None or not leaves_place_open(self._corpus, question):
            return ()
        scored = self._picker.scored(question, hits, len(hits))
        asked = question.ask is Ask.FIGURE
        figures = self._cells.matching(question, lambda _: True, question.years) if asked else ()
        return compose_places(self._corpus, scored, figures, compose_fact)


def _many(question: Question) -> bool:
    """Whether several things are asked for at once: 哪些条件, 分别是多少."""
    return question.wants(Ask.LIST) and question.ask not in {Ask.BODY, Ask.FIGURE, Ask.DATE, Ask.DEFINITION}


def _told(question: Question, scored: Sequence[Scored]) -> list[Sentence]:
    """For each thing that a question counts the one sentence that names as many; empty where one is not told so."""
    counted = counted_names(question)
    told = [next((s.sentence for s in scored if enumerates(s.sentence.text, *c)), None) for c in counted]
    found = [sentence for sentence in told if sentence is not None]
    return list(dict.fromkeys(found)) if len(found) == len(told) else []
