"""The things whose figures a question asks for side by side: 发明专利和PCT专利, 规模和增速."""

from __future__ import annotations

import re

from assistant.compose.matching import asked_words
from assistant.question import Question

_AND = re.compile(r"和|与|以及|、|还有|,")
_MEASURE = re.compile(r"(规模|比重|增速|增长率|利用率|覆盖率|普及率)\s*$")


def asked_things(question: Question) -> list[str]:
    """What stands side by side in a question, each with the measure that only the last one names."""
    things = [t.strip() for t in _AND.split(asked_words(question)) if len(t.strip()) > 1]
    measure = _MEASURE.search(things[-1]) if things else None
    if measure is None:
        return things
    return [t if _MEASURE.search(t) else f"{t}{measure.group()}" for t in things]
