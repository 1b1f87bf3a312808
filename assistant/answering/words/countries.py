"""Foreign countries, to notice when a question asks about one that no document names."""

import re

_NAMES = (
    "日本 韩国 朝鲜 蒙古国 越南 老挝 柬埔寨 泰国 缅甸 马来西亚 新加坡 印度尼西亚 "
    "印尼 菲律宾 文莱 印度 巴基斯坦 孟加拉国 尼泊尔 斯里兰卡 阿富汗 哈萨克斯坦 "
    "乌兹别克斯坦 吉尔吉斯斯坦 塔吉克斯坦 土库曼斯坦 伊朗 伊拉克 沙特 阿联酋 卡塔尔 "
    "科威特 以色列 巴勒斯坦 土耳其 叙利亚 俄罗斯 乌克兰 白俄罗斯 波兰 捷克 匈牙利 "
    "罗马尼亚 塞尔维亚 希腊 意大利 西班牙 葡萄牙 法国 德国 英国 爱尔兰 荷兰 "
    "比利时 卢森堡 瑞士 奥地利 瑞典 挪威 芬兰 丹麦 冰岛 美国 加拿大 墨西哥 古巴 "
    "巴西 阿根廷 智利 秘鲁 哥伦比亚 委内瑞拉 埃及 南非 尼日利亚 肯尼亚 埃塞俄比亚 "
    "坦桑尼亚 摩洛哥 阿尔及利亚 澳大利亚 新西兰"
)
_COUNTRY = re.compile(
    # 今日本市 and 近日本报 name no country.
    "|".join(
        f"(?<![今近节昨当次即明每假]){name}" if name == "日本" else name
        for name in sorted(_NAMES.split(), key=lambda name: (-len(name), name))
    )
)
# 日企, 中美, 对德: a country by the first character of its name.
_SHORT = r"(?:[中对赴访驻]{0}|{0}(?:方|企|资|商|系|籍|国人|元))"


def countries_of(folded: str) -> tuple[str, ...]:
    """The foreign countries that a folded text names, in order, each once."""
    return tuple(dict.fromkeys(match.group() for match in _COUNTRY.finditer(folded)))


def means_country(name: str, folded: str) -> bool:
    """Whether a folded text speaks of a country, by its name or by the first character of it.

    >>> means_country("日本", "三家日企落户"), means_country("法国", "德国记者")
    (True, False)
    """
    return name in folded or re.search(_SHORT.format(name[0]), folded) is not None
