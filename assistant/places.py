"""Places: their names, what people call them, and which province a city belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

NATION = "全国"

# Nicknames that are safe inside running text; one-character names (苏, 浙) are not.
_PROVINCES = {
    "北京": "首都 京城", "上海": "魔都 沪上 申城", "天津": "津门", "重庆": "山城", "河北": "冀省", "山西": "晋省",
    "辽宁": "", "吉林": "", "黑龙江": "龙江", "江苏": "苏省 江苏省里", "浙江": "浙省 之江", "安徽": "皖省", "福建": "闽省",
    "江西": "赣省", "山东": "鲁省 齐鲁", "河南": "豫省 中原", "湖北": "鄂省", "湖南": "湘省", "广东": "粤省 粤",
    "海南": "琼省", "四川": "川省", "贵州": "黔省", "云南": "滇省", "陕西": "秦省", "甘肃": "", "青海": "", "台湾": "",
    "内蒙古": "内蒙", "广西": "桂省", "西藏": "", "宁夏": "", "新疆": "", "香港": "", "澳门": "",
}  # fmt: skip

_CITIES = {
    "江苏": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 张家港 常熟 太仓 丹阳 句容 扬中 江阴 宜兴",
    "浙江": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌",
    "广东": "广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮",
    "四川": "成都 绵阳 自贡 泸州 德阳 广元 遂宁 内江 乐山 南充 宜宾 达州",
    "安徽": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城",
    "福建": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德",
    "山东": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
    "湖北": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈", "湖南": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德",
    "河南": "郑州 开封 洛阳 平顶山 安阳 新乡 焦作 许昌 南阳 商丘 信阳", "河北": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安",
    "江西": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 上饶", "陕西": "西安 宝鸡 咸阳 渭南 延安 汉中 榆林",
    "辽宁": "沈阳 大连 鞍山 抚顺", "吉林": "长春 延边", "黑龙江": "哈尔滨 齐齐哈尔 大庆", "山西": "太原 大同 阳泉 长治 晋城",
    "广西": "南宁 柳州 桂林 北海", "海南": "海口 三亚", "贵州": "贵阳 遵义", "云南": "昆明 大理", "甘肃": "兰州 庆阳",
    "青海": "西宁", "内蒙古": "呼和浩特 包头 鄂尔多斯 乌兰察布", "宁夏": "银川 中卫", "新疆": "乌鲁木齐", "西藏": "拉萨",
}  # fmt: skip

# 全国 is a place of its own: a national rule against a local one. 国家级 and 国家层面 say the same.
_NATION_NAMES = r"全国|国家级|国家层面|国家对|国家的|国家有|中央"
_SHORT = {"苏": "江苏", "浙": "浙江", "沪": "上海", "粤": "广东", "深": "深圳", "杭": "杭州", "宁": "南京"}
# 中山大学, 长春花 and the like: names that are also ordinary words only count with 市 or 省 behind them.
_AMBIGUOUS = frozenset({"中山", "中原", "大理", "黄山", "中卫", "北海", "南平", "首都", "山城", "三明"})
# Words that hold a place's name without meaning the place.
_NOT_PLACES = re.compile(
    r"江苏(?=智造|制造)|南京(?=都市圈|大学)|浙江(?=大学)|北京(?=证券|冬奥)|沪苏浙皖|苏浙沪"
)


@dataclass(frozen=True)
class Mention:
    """A place in a text, with where it stands."""

    place: str
    start: int
    end: int


def province_of(place: str) -> str | None:
    """The province of a city; None for provinces and the nation."""
    return _parents().get(place)


@cache
def _parents() -> dict[str, str]:
    return {city: province for province, cities in _CITIES.items() for city in cities.split()}


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for province, nicknames in _PROVINCES.items():
        names |= dict.fromkeys((province, *nicknames.split()), province)
    names |= {city: city for city in _parents()}
    alternatives = "|".join(
        name + ("(?=市|省)" if name in _AMBIGUOUS else "") for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(f"(?P<nation>{_NATION_NAMES})|(?P<name>{alternatives})(?:市|省|自治区)?"), names


def mentions(text: str) -> tuple[Mention, ...]:
    """Places named in normalised text, in order.

    >>> [m.place for m in mentions("镇江和苏州市各自怎么引进人才,和全国比呢")]
    ['镇江', '苏州', '全国']
    """
    pattern, names = _pattern()
    blocked = [m.span() for m in _NOT_PLACES.finditer(text)]
    found: list[Mention] = []
    for match in pattern.finditer(text):
        if any(start <= match.start() < end for start, end in blocked):
            continue
        place = NATION if match.group("nation") else names[match.group("name")]
        found.append(Mention(place, match.start(), match.end()))
    return tuple(found) or _pair(text)


def _pair(text: str) -> tuple[Mention, ...]:
    """One-character names, only where two of them are joined: 苏浙两省, 沪和浙."""
    match = re.search(r"([苏浙沪粤])(和|跟|与|、)?([苏浙沪粤])(?=两|比|[,,]|省|哪|谁|都|在)", text)
    if match is None:
        return ()
    return (
        Mention(_SHORT[match.group(1)], match.start(1), match.end(1)),
        Mention(_SHORT[match.group(3)], match.start(3), match.end(3)),
    )


def places(text: str) -> tuple[str, ...]:
    """Names of the places in normalised text, each once, in order."""
    return tuple(dict.fromkeys(m.place for m in mentions(text)))
