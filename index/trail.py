"""What stands above a passage: its document's title and the headings down to it."""

from __future__ import annotations

from corpus.model import Clause, Corpus

SEPARATOR = " › "
MAX_CHARS = 150  # beyond this the model's 512 tokens would no longer hold a full passage


def make_trail(corpus: Corpus, document_id: str, above: Clause | None) -> str:
    """Title and address of `above`; a long one loses what lies between title and nearest heading."""
    title = corpus.document(document_id).title
    if above is None:
        return title[:MAX_CHARS]
    parts = [title, *above.address.split(SEPARATOR)]
    while len(parts) > 2 and len(SEPARATOR.join(parts)) > MAX_CHARS:
        del parts[1]
    return SEPARATOR.join(parts)[:MAX_CHARS]
