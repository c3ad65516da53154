"""How a question is worded: as people talk, or as policy is written."""

from __future__ import annotations

import re

from assistant.normalise import normalise
from assistant.question import Question

# Colloquial turns that policy prose and formal questions do not use.
_COLLOQUIAL = re.compile(
    r"咱|俺|啥|咋|弄|捣鼓|人家|呗|哩|得了|好使|干活|瞎|凭|非得|上头|那拨|玩意|掰扯|折腾|倒腾|整个|掏|攒|挣|捞|蹭|靠谱|"
    r"那边|这边|一块儿|一个样|一趟|好几|没人|有人|别人|自己|自个|老(?=给|是|让|被|要)|光(?=靠|给|是)|还得|得(?=交|跑|去|有|多|按|先|花|找|备|怎)|能不能|会不会|要不要|是不是|有没有|管不管|帮不帮|行不行|可不可以|"
    r"东西|事儿|地方|盖(?=房|楼|机)|跑|拿(?=到|着|来|了)|给(?=我|咱|点|他|人|钱)|吗[?]?$|呢[?]?$|不[?]?$|怕|想(?=在|要|把|跟|找|做|当|去|弄|开|不)"
)


def colloquial(question: Question) -> float:
    """0..1: how colloquial a question is; its words are then no measure of what the texts hold."""
    return min(1.0, len(_COLLOQUIAL.findall(normalise(question.raw))) / 2)
