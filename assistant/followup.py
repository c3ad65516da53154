"""Complete a follow-up question from the questions before it, newest first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asks import Ask, asks
from assistant.naming import DocumentNames, flat
from assistant.normalise import NUMERAL, normalise, years
from assistant.places import Mention, mentions

_LEADING = re.compile(r"^(那么?|那|还有|另外|再|那再|然后|嗯|哦|好的?|那请问|请问|顺便|对了)[,,、\s]*")
_POINTING = re.compile(
    r"它|其中|这个|那个|这些|那些|这里|那里|那边|这边|该(项|类|条|办法|规定|意见|计划|规划|市|省|平台|文件|机制|目标)|上述|前者|后者|此事|这事|这方面|这项|这类|这份|这条|这部|这块|他们|她|同样|也(是|有|要|得|能)|上一?(条|个|问)|刚才|前面"
)
_ELLIPTIC = re.compile(r"^.{1,16}呢[??]?$")
# Words of a question that carry no topic: what is left without them is what it is about.
_EMPTY_WORDS = re.compile(
    r"什么|啥|哪些|哪个|哪|多少|几个|几|怎么样?|怎样|如何|为什么|为啥|是谁|谁来|谁|是|的|了|呢|吗|吧|啊|呀|要|有|会|能|可以|应该|应当|"
    r"那么?|还|又|再|也|都|就|和|与|跟|由|在|到|对|把|被|给|让|请问|请|一下|一共|总共|具体|主要|时候|年|月|日|"
    r"负责|牵头|配合|部门|单位|目标|要求|规定|措施|内容|条件|标准|任务|期限|时间|数量|金额|多久|多长|多大|主体|处罚|罚款|罚|"
    r"同一|同样|打算|想要|准备|计划(?=再|新)|列出|说说|讲讲|介绍|详细|分别|各自|达到|完成|做|办|定|[?,。!??,.!、:;《》“”\"'\s\d]"
)
_TOPIC_LENGTH = 4  # characters: a question with a topic shorter than this cannot stand alone
_SHORT = 14  # characters of a normalised question that may still be elliptic


def complete(question: str, history: Sequence[str], names: DocumentNames) -> str:
    """The normalised question, with what it leaves out taken from the newest question that has it.

    A question that stands on its own is returned as it is, so that a change of topic takes nothing along.
    """
    text = normalise(question)
    earlier = [h for h in history if h.strip()]
    if not earlier or not text or not leans(text, names):
        return text
    before = complete(earlier[-1], earlier[:-1], names)
    return _replaced(text, before, names) or _joined(text, before)


def leans(text: str, names: DocumentNames) -> bool:
    """Whether a normalised question needs the one before it.

    >>> names = DocumentNames(())
    >>> [leans(t, names) for t in ("那浙江呢?", "牵头的是谁?", "区块链产业到2025年要达到什么水平?")]
    [True, True, False]
    """
    if names.named(text).documents and not _POINTING.search(text) and len(topic(text)) >= _TOPIC_LENGTH:
        return False
    if _POINTING.search(text) or _ELLIPTIC.match(text):
        return True
    if _LEADING.match(text) and len(text) <= 2 * _SHORT:
        return True
    return len(topic(text)) < _TOPIC_LENGTH and len(text) <= 2 * _SHORT


def topic(text: str) -> str:
    """What is left of a normalised question without places, question words and other empty words."""
    for mention in reversed(mentions(text)):
        text = text[: mention.start] + text[mention.end :]
    return _EMPTY_WORDS.sub("", text)


def _replaced(text: str, before: str, names: DocumentNames) -> str | None:
    """The earlier question with its place, year or document exchanged: 那浙江呢? 2025年呢?"""
    rest = topic(_LEADING.sub("", text))
    new_places, old_places = mentions(text), mentions(before)
    if new_places and len(rest) < 2:
        if old_places:
            exchanged = _exchange(before, old_places, text[new_places[0].start : new_places[-1].end])
            return _with_asks(_exchange_years(exchanged, years(text)), text)
        named = names.named(before)
        if named.spans:
            plain = flat(before)
            start, end, _ = named.spans[0]
            return _with_asks(plain[:start] + new_places[0].place + plain[end:], text)
        return _with_asks(f"{new_places[0].place}{before}", text)
    if len(rest) < 2 and years(text) and years(before) and not names.named(text).documents:
        return _with_asks(_exchange_years(before, years(text)), text)
    below = _BELOW.search(flat(text))
    if below and not _ARTICLE.search(flat(text)) and _ARTICLE.search(flat(before)):
        named, plain = names.named(before), flat(before)
        title = plain[slice(*named.spans[0][:2])] if named.spans else ""
        article = _ARTICLE_ONLY.search(plain)
        return f"{title}{article.group() if article else ''}{below.group()}"
    wanted = _ARTICLE.search(flat(text))
    if wanted and len(rest.replace(wanted.group(), "")) < _TOPIC_LENGTH and not names.named(text).documents:
        named = names.named(before)
        title = flat(before)[slice(*named.spans[0][:2])] if named.spans else ""
        place = old_places[0].place if old_places and _ARTICLE.search(flat(before)) else ""
        return f"{title or place}{wanted.group()}" if title or place else None
    return None


_BELOW = re.compile(rf"第{NUMERAL}款|第\(?{NUMERAL}\)?项")
_ARTICLE_ONLY = re.compile(rf"第{NUMERAL}条(之{NUMERAL})?")
_ARTICLE = re.compile(rf"第{NUMERAL}条(之{NUMERAL})?(第{NUMERAL}款)?(第\(?{NUMERAL}\)?项)?")


def _exchange(before: str, old: tuple[Mention, ...], new: str) -> str:
    """`before` with its first place replaced and a place joined to it dropped."""
    first = old[0]
    last = old[-1] if old[-1].start - first.end <= 2 * len(old) else first
    return before[: first.start] + new + before[last.end :]


def _exchange_years(before: str, new: tuple[int, ...]) -> str:
    return re.sub(r"(20)?\d{2}年|二[零〇]..年", f"{new[0]}年", before, count=1) if new else before


def _with_asks(replaced: str, text: str) -> str:
    """The exchanged question, with the new one behind it where that asks for something else."""
    new = asks(text)
    if new == (Ask.GENERAL,) or new[0] in asks(replaced):
        return replaced
    return f"{replaced} {_LEADING.sub('', text)}"


def _joined(text: str, before: str) -> str:
    """Both questions: the topic of the earlier one, what is asked for of the newer one."""
    own = _LEADING.sub("", text)
    new_places, old_places = mentions(own), mentions(before)
    if new_places and old_places:
        # two places side by side would read as a comparison
        before = _exchange(before, old_places, own[new_places[0].start : new_places[-1].end])
    topic_only = _ASKING.sub("", before).rstrip("?。., ") if asks(own) != (Ask.GENERAL,) else before
    return f"{topic_only} {own}".strip()


# Dropped from the earlier question so that it does not ask a second time: 目标是多少, 由谁牵头.
_ASKING = re.compile(
    r"(一共|总共|具体|分别)?(要|会|需要|应当|应该)?(是|有|达到|包括|建|设|指)?(多少|几个|几|哪些|哪个|哪|什么|啥|多大|多高|多久)[^,,。;;]{0,4}[?。]?$|(是|由|归)?谁(来)?(牵头|负责|管|主管)[?。]?$|怎么(样|说|做|办)?(的)?[?。]?$"
)
