"""Whether citations quote what stands at their spans."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from corpus.fold import fold_spans
from eval.outcome import SeenCitation


def citation_valid(citation: SeenCitation, texts: Mapping[str, str]) -> bool:
    """Whether the folded slices of the file at the citation's spans are exactly its quote.

    `texts` maps file names to the decoded texts that spans point into. An empty quote, an unknown
    file and spans that leave the file, overlap or run backwards are all invalid.
    """
    source = texts.get(citation.file)
    if source is None or not citation.quote or not citation.spans:
        return False
    for start, end in citation.spans:
        if not 0 <= start < end <= len(source):
            return False
    ordered = sorted(citation.spans)
    if any(left.end > right.start for left, right in pairwise(ordered)):
        return False
    return fold_spans(source, citation.spans).text == citation.quote
