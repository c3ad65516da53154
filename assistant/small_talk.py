"""Greetings and questions about the assistant: a scripted reply, without citations."""

from __future__ import annotations

import re

from assistant import phrases

_POLITE = r"[,。.!~\s]*(?:啊|呀|哈|哦|啦|了|吗|呢|嘛|吧)?[,。.!~?\s]*"
_SCRIPTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"^(你好|您好|hi|hello|hey|嗨|哈喽|哈罗|早上好|上午好|中午好|下午好|晚上好|早|在吗|在不在|有人吗|你在吗|大家好|喂){_POLITE}(你好|您好|在吗)?{_POLITE}$",
            re.I,
        ),
        phrases.GREETING,
    ),
    (
        re.compile(
            rf"^(非常|十分|太)?(谢谢|感谢|多谢|谢了|辛苦|thanks|thank you|thx)(你|您|啦|了|你们|帮忙|你的帮助|您的帮助)*{_POLITE}(你|您)?{_POLITE}$",
            re.I,
        ),
        phrases.THANKS,
    ),
    (
        re.compile(rf"^(好的?|知道|明白|收到|懂|ok|okay|嗯+|行|可以|没事|没问题|不用){_POLITE}$", re.I),
        phrases.THANKS,
    ),
    (re.compile(rf"^(再见|拜拜|bye|goodbye|下次见|88|回头见|先这样){_POLITE}$", re.I), phrases.FAREWELL),
    (
        re.compile(
            r"^(?:请问|那)?,?(你|您|有据|这个(助手|系统|工具|机器人)|这)(到底)?(是|叫)(谁|什么|啥|干什么的?|干啥的?|做什么的?|哪位|什么名字|什么模型|什么东西|机器人|人工智能|真人|AI|不是)[^,]{0,8}$",
            re.I,
        ),
        phrases.WHO,
    ),
    (
        re.compile(
            r"^(?:请问|那)?,?(你|您|有据|这个(助手|系统|工具))?(能|会|可以|都能|都会|能够)(帮我|为我|帮)?(做|干|回答|查|提供|问|处理)?(些|哪些|点)?(什么|啥|哪些|哪方面)[^,]{0,10}[?]?$|^(你|您)(有|都有)(什么|哪些|啥)(功能|本事|能力|用)|^(怎么|如何)(使用|用|问)(你|您|它|这个)[^,]{0,6}$|^(帮助|help|使用说明|怎么用)[?]?$|^自我介绍|^介绍(一下)?(你|您)自己",
            re.I,
        ),
        phrases.CAPABILITIES,
    ),
    (
        re.compile(
            r"(你|您|这里|系统|库里|知识库)[^,]{0,4}(收录|有|包含|覆盖|掌握|装)了?(哪些|什么|啥|多少)(份|个|篇)?(文件|政策|资料|文档|材料)|(收录|库里有?)(了)?(哪些|什么|啥)(文件|政策|资料|文档)",
        ),
        phrases.HOLDINGS,
    ),
    (
        re.compile(
            r"(讲|说)(个|一个|点)(笑话|故事|段子)|^(你|您)(吃饭|吃了|喜欢|爱我|几岁|多大了|累|开心|高兴|生气|结婚)"
        ),
        phrases.OFF_TOPIC,
    ),
)


def small_talk(text: str, titles: tuple[str, ...]) -> str | None:
    """The scripted reply to normalised small talk; None where the question is about something else.

    >>> small_talk("你好!", ()) is not None, small_talk("5G基站要建多少?", ()) is None
    (True, True)
    """
    for pattern, script in _SCRIPTS:
        if pattern.search(text):
            return script.format(count=len(titles), titles="、".join(f"《{t}》" for t in titles[:6]))
    return None
