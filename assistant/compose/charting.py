"""Which figures of a table a chart shows better than its rows: three or more of one unit, told apart by one thing."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.table import Plot, Plotted
from assistant.compose.target_rows import Owned, statement
from corpus.model import Corpus

FEWEST = 3  # two values are compared faster by reading
MOST = 15  # more bars than that are no longer a small chart


def plot(corpus: Corpus, rows: Sequence[Owned]) -> Plot | None:
    """The largest group of one unit, as bars; None where too few are comparable.

    Values of one unit are told apart by place, by year, or by indicator; where no one of these tells
    all of them apart, bars side by side would not say what they are.
    """
    units = dict.fromkeys(r.target.unit for r in rows if r.target.unit)
    groups = [[r for r in rows if r.target.unit == unit] for unit in units]
    group = max(groups, key=len, default=[])
    if not FEWEST <= len(group) <= MOST:
        return None
    names = _names(group)
    unit = group[0].target.unit
    if names is None or unit is None:
        return None
    bars = tuple(
        Plotted(
            name,
            r.target.low,
            r.target.high,
            r.target.comparator,
            r.target.value_text,
            r.cited or statement(corpus, r.target),
        )
        for name, r in zip(names, group, strict=True)
    )
    return Plot(unit, bars)


def _names(group: Sequence[Owned]) -> list[str] | None:
    """A name for each bar, all different."""
    places = [r.name for r in group]
    years = [f"{r.target.year}年" for r in group if r.target.year is not None]
    indicators = [r.target.indicator for r in group]
    verbatim = all(r.target.indicator in r.target.statement for r in group)
    for names in (places, years, indicators if verbatim else []):
        if len(names) == len(set(names)) == len(group):
            return names
    return None
