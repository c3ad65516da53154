"""What an answer must hold for a question to be answered: a year, a name, a title."""

from __future__ import annotations

import re

from assistant.normalise import normalise, years
from assistant.question import Question
from assistant.sentences import Sentence
from corpus.model import Corpus

_DETAIL = re.compile(
    r"叫什么名字|名字是|姓名是|姓什么|(电话|热线|邮箱|网址)(是|号码|多少|几)|(联系|咨询|办公|服务)(电话|热线|邮箱|地址|地点)|联系方式|(上班|办公|工作)时间"
)
_TITLE = re.compile(
    r"([\u4e00-\u9fff]{2,14}?(?:暂行办法|实施细则|管理办法|办法|条例|细则|(?<![算做方看立司执想用说书语])法))(?=第|要求|规定|里|中|对|从|认定|列|是|的|什么|怎么|如何|关于|,|$)"
)
_ASKS = re.compile(r"什么|怎么|哪|有|没|啥")  # 有什么办法 names no measure


def year_conflict(corpus: Corpus, question: Question, best: Sentence | None) -> float:
    """1 where the sentence speaks of other years than the one asked about, 0.5 where it speaks of none."""
    if not question.years or best is None:
        return 0.0
    wanted = set(question.years)
    own = set(years(normalise(best.text)))
    if own:
        return 0.0 if wanted & own else 1.0
    context = [best.clause.text, best.clause.address, corpus.document(best.clause.document).title]
    if best.clause.parent is not None:
        context.append(corpus.clause(best.clause.parent).text)
    around = set(years(normalise(" ".join(context))))
    if wanted & around:
        return 0.0
    return 1.0 if around else 0.5


def detail_asked(question: Question) -> float:
    """1 where a name, a telephone number, an address is asked for: policy texts hold none."""
    return 1.0 if _DETAIL.search(question.text) else 0.0


def other_title(question: Question, near: str) -> float:
    """1 where the question names a law or measure that is neither held nor cited near by."""
    titles = list(question.unheld)
    if not titles and not question.documents:
        titles = [m.group(1) for m in _TITLE.finditer(question.text) if not _ASKS.search(m.group(1))]
    if not titles:
        return 0.0
    return 0.0 if any(t in near for t in titles) else 1.0
