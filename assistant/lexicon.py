"""Everyday words to the words of policy: what a question adds to its search."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).with_name("lexicon.txt")
MOST = 6  # terms that one question may add; more would drown its own words


@cache
def _entries() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    terms: dict[str, tuple[str, ...]] = {}
    for line in LEXICON.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            everyday, _, policy = line.partition(" = ")
            for word in everyday.split():
                terms[word] = (*terms.get(word, ()), *policy.split())
    alternatives = "|".join(re.escape(w) for w in sorted(terms, key=len, reverse=True))
    return re.compile(alternatives), terms


def policy_terms(question: str) -> tuple[str, ...]:
    """Policy terms for the everyday words of a normalised question, without those that it says itself.

    >>> policy_terms("盖机房费电吗")
    ('数据中心', '能耗', '节能', 'PUE', '电能利用效率')
    """
    pattern, terms = _entries()
    found = [t for match in pattern.finditer(question) for t in terms[match.group()]]
    return tuple(t for t in dict.fromkeys(found) if t not in question)[:MOST]
