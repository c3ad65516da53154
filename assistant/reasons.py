"""What a refusal says: what was not found, and never that something does not exist."""

from __future__ import annotations

from assistant import phrases
from assistant.look_up import Missing
from assistant.particulars import Particular
from assistant.retrieve import Found
from assistant.unstated import Unsaid
from corpus.model import Corpus, Document, Gap


def reason_of(
    corpus: Corpus, found: Found, gap: tuple[Document, Gap] | None, undefined: str | None = None
) -> str:
    """One Chinese sentence: what was not found; `undefined` is the word that no text defines."""
    if found.looked_up.missing:
        return not_found(corpus, found.looked_up.missing[0])
    if found.question.unheld:
        return phrases.NOT_FOUND_TITLE.format(title=found.question.unheld[0])
    if gap:
        return phrases.NOT_FOUND_GAP.format(title=gap[0].title, gap=phrases.gap_phrase(gap[1].what))
    return phrases.NOT_DEFINED.format(term=undefined) if undefined else phrases.NOT_FOUND


def unsaid_reason(corpus: Corpus, unsaid: Unsaid | None) -> str | None:
    """One Chinese sentence: what the nearest text does not say; None where nothing is known to be unsaid."""
    if unsaid is None:
        return None
    title = corpus.document(unsaid.clause.document).title
    return phrases.NOT_STATED.format(title=title, what=unsaid.what)


def not_found(corpus: Corpus, missing: Missing) -> str:
    """One Chinese sentence: an article that a held document does not hold, and why where that is known."""
    document = corpus.document(missing.document)
    title = document.title
    if isinstance(missing.ref, Particular) and (value := _listed(document, missing.ref)):
        return phrases.NOT_FOUND_LISTED.format(title=title, what=missing.ref.label, value=value)
    if missing.gap:
        return phrases.NOT_FOUND_GAP.format(title=title, gap=phrases.gap_phrase(missing.gap.what))
    return phrases.NOT_FOUND_ARTICLE.format(title=title, article=missing.ref.label)


def _listed(document: Document, wanted: Particular) -> str | None:
    """What the metadata say although no sentence of the text does, for people."""
    if wanted is Particular.NUMBER:
        return document.number
    day = document.written or document.published
    if wanted is Particular.DATE and day is not None:
        return f"{day.year}年{day.month}月{day.day}日"
    return None
