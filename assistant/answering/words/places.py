"""Names of provinces and cities of China, to notice when a question asks about another place."""

import math
import re
from functools import lru_cache
from itertools import pairwise

from assistant.answering.words.evidence import Evidence
from assistant.answering.words.forest import MODELS
from assistant.answering.words.question import Question
from assistant.answering.words.terms import background_weight
from assistant.text import tokens

# 安康, 中山, 海北 and the like are also common words: only with 市, 州 or 省 after them.
_AMBIGUOUS = frozenset(
    [
        "安康",
        "中山",
        "海北",
        "海西",
        "黄山",
        "泰安",
        "山南",
        "阿里",
        "白银",
        "大同",
        "安顺",
        "宁德",
        "新乡",
        "保定",
        "德州",
        "中卫",
        "吉安",
        "长治",
        "怒江",
        "红河",
        "北海",
        "四平",
        "平凉",
        "黄石",
        "乐山",
        "永州",
    ]
)


def _read_names() -> frozenset[str]:
    lines = (MODELS / "places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


# Of several provinces: no document is silently about one of them.
REGIONS = frozenset({"长三角", "珠三角", "京津冀", "粤港澳大湾区", "长江中游城市群"})
PLACES = _read_names() | REGIONS
PROVINCES = frozenset(
    re.findall(
        r"\S+",
        "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 "
        "湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆",
    )
)
# The names of cities stand in the order of their provinces, the capital of each first.
_CAPITALS = {
    "石家庄": "河北",
    "太原": "山西",
    "呼和浩特": "内蒙古",
    "沈阳": "辽宁",
    "长春": "吉林",
    "哈尔滨": "黑龙江",
    "南京": "江苏",
    "杭州": "浙江",
    "合肥": "安徽",
    "福州": "福建",
    "南昌": "江西",
    "济南": "山东",
    "郑州": "河南",
    "武汉": "湖北",
    "长沙": "湖南",
    "广州": "广东",
    "南宁": "广西",
    "海口": "海南",
    "成都": "四川",
    "贵阳": "贵州",
    "昆明": "云南",
    "拉萨": "西藏",
    "西安": "陕西",
    "兰州": "甘肃",
    "西宁": "青海",
    "银川": "宁夏",
    "乌鲁木齐": "新疆",
}


def _read_provinces() -> dict[str, str]:
    found: dict[str, str] = {}
    province = ""
    for name in (MODELS / "places.txt").read_text(encoding="utf-8").splitlines():
        province = _CAPITALS.get(name, province)
        if province and name:
            found[name] = province
    return found


# 四川 for 绵阳: what a province decides holds in its cities.
PROVINCE_OF = _read_provinces()
# Several in one word.
JOINED = {
    "川渝": ("四川", "重庆"),
    "成渝": ("四川", "重庆"),
    "渝川": ("四川", "重庆"),
    "京津": ("北京", "天津", "河北"),
    "苏浙": ("江苏", "浙江", "上海", "安徽"),
    "江浙": ("江苏", "浙江", "上海"),
    "粤港澳": ("广东",),
    "云贵": ("云南", "贵州", "四川"),
    "陕甘": ("陕西", "甘肃", "宁夏"),
}
_PATTERN = re.compile(
    "|".join(
        f"{re.escape(name)}(?=[市省州县区])" if name in _AMBIGUOUS else re.escape(name)
        for name in sorted(PLACES, key=lambda name: (-len(name), name))
    )
)


# What no name of a place has: counters, pronouns, particles, and what one goes or does it with.
_NO_NAME = "[的是在为了和与及有个各座几哪些多少一两往到把给用被让去]"
# What may begin one (从江县, 来安县) and never ends it: 无人机从市里, 有人来市里.
_NO_END = r"(?!.[从来向对由将朝])"
# Two characters and 区, 新区 or 县: no 社区, 开发区, 全县, 区域 or 国家级新区.
_DISTRICT = re.compile(
    r"(?![的是在和与及各哪]|.[的是在和与及各哪高级市城])[一-龥]{2}新区|"
    rf"(?!.?{_NO_NAME}){_NO_END}[一-龥]{{2}}(?:(?<![全各本该每我们此区州郊])县(?!级|委|[市区城域])|"
    r"(?<![社小园片景地灾山校库辖城郊市县洋假态全本我们该此每街牧林矿专战时学商厂能范验护济政发税游省])"
    r"(?<![^高]新)区(?![域别划间分位级委县]))"
)
# Two characters and 市, where they name a city: no 城市, 全市 or 市场.
_CITY = re.compile(
    rf"(?!.?{_NO_NAME}){_NO_END}(?P<name>[一-龥]{{2}})(?<![全本该我们每此两三四五六七八九十几])"
    r"(?<![城股楼超都上门夜集菜车房债入开闹早跨])市(?![场民政区值委长级面容域内外])"
)
# Two characters and 镇 or 村, where they name one: no 乡镇, 示范村 or 村民.
_TOWN = re.compile(
    rf"(?!.?{_NO_NAME}){_NO_END}(?!.?[省市县区州镇乡])(?P<name>[一-龥]{{2}})(?:"
    r"(?<![城乡村小集古全该本各强重特制心我们此每年])镇(?![域区长政上里村级静痛压定江])|"
    r"(?<![农乡年全本该各山新政然中困每我们此驻进离返下入渔古荒空个些户范点色丽明])村(?![民委里级庄干医支落务集镇规居上口办]))"
)
_TOKENS = {name: frozenset(tokens(name)) for name in PLACES - _AMBIGUOUS}


def places_of(folded: str) -> tuple[str, ...]:
    """Provinces and cities named in folded text, in order, without repeats."""
    return tuple(dict.fromkeys(match.group() for match in _PATTERN.finditer(folded)))


@lru_cache(maxsize=4096)
def places_among(grams: frozenset[str]) -> tuple[str, ...]:
    """Provinces and cities whose names are among the search tokens of a text, in no order of it."""
    return tuple(sorted(name for name, parts in _TOKENS.items() if parts <= grams))


def places_asked(folded: str) -> tuple[str, ...]:
    """The places that a question names; of 湖北省武汉市 the city alone, which says the province."""
    places = places_of(folded)
    within = {
        whole
        for whole, part in pairwise(places)
        if re.search(f"{whole}(?:省|市|自治区|州)?{part}", folded)
    }
    return tuple(place for place in places if place not in within)


def districts_of(folded: str) -> tuple[str, ...]:
    """Districts, counties and lesser-known cities in folded text (河西区, 长宁县), each once."""
    found = [
        (match.start(), match.group())
        for match in _DISTRICT.finditer(folded)
        if not folded.startswith("里", match.end())  # 洪灾县里转移了多少人: one's own county
    ]
    found += [
        (match.start(), match.group())
        for match in _CITY.finditer(folded)
        if match["name"] not in PLACES and background_weight(match["name"]) == math.inf
    ]
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def towns_of(folded: str) -> tuple[str, ...]:
    """Towns and villages named in folded text (青石镇, 沙沟村), each once."""
    return tuple(
        dict.fromkeys(
            match.group()
            for match in _TOWN.finditer(folded)
            if background_weight(match["name"]) == math.inf
        )
    )


def areas_of(folded: str) -> tuple[str, ...]:
    """Places, cities and districts named in folded text, known or not (云泽市), without repeats."""
    return tuple(dict.fromkeys((*places_of(folded), *districts_of(folded), *towns_of(folded))))


def stands_above(name: str, evidence: Evidence) -> bool:
    """Whether a name stands in the title, the beginning or the labels above the evidence."""
    above = evidence.context.head_grams | evidence.context.label_grams
    return above.issuperset(tokens(name))


def joined_provinces(folded: str) -> tuple[str, ...]:
    """The provinces that a text names several in one word: 四川 and 重庆 of 川渝."""
    return tuple(name for short, names in JOINED.items() if short in folded for name in names)


def place_met(question: Question, best: Evidence) -> float:
    """1 when the places asked about are named in or above the evidence, -1 when others are.

    0 when the question names no place, -0.5 when the evidence names none.
    """
    asked = places_asked(question.folded)
    if not asked:
        return 0.0
    own = places_of(best.sentence.folded)
    if all(place in own for place in asked):
        return 1.0
    around = {place for sentence in best.context.sentences for place in places_of(sentence.folded)}
    present = best.context.head_grams | best.context.label_grams
    if all(place in own or place in present or place[:2] in present for place in asked):
        return 0.8
    joined = joined_provinces(best.sentence.folded)
    if own or (joined and any(place in PROVINCES and place not in joined for place in asked)):
        return -1.0
    if all(place in around for place in asked):
        return 0.4
    # A sentence that names no place speaks of the one in its document's title.
    head = places_among(best.context.head_grams)
    elsewhere = bool(head) and around <= set(head) and not set(head) & set(asked)
    return -1.0 if elsewhere else -0.5
