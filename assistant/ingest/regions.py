"""Names of places and of wholes (全国, 全市) as they stand before a figure. A general list."""

import re

from assistant.types import Span

_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 "
    "广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
_CITIES = (
    "石家庄 太原 沈阳 长春 哈尔滨 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 广州 海口 成都 "
    "贵阳 昆明 西安 兰州 西宁 呼和浩特 南宁 拉萨 银川 乌鲁木齐 深圳 青岛 大连 宁波 厦门 苏州 无锡"
)
_WHOLES = (
    "全国 我国 全球 世界 全省 全市 全区 全县 全州 我省 我市 我区 我县 两省市 两地 国内 "
    "东部 中部 西部 东北 西部地区 中部地区 东部地区 京津冀 长三角 粤港澳 大湾区 珠三角 川渝 成渝"
)
_NAMES = "|".join(sorted((_PROVINCES + " " + _CITIES + " " + _WHOLES).split(), key=len)[::-1])
_KIND = (
    "特别行政区|自治区|自治州|自治县|双城经济圈|经济圈|城市群|都市圈|经济带|示范区|开发区|高新区|新区|"
    "地区(?!生产)|省|市|县|区|州"
)
_NOT_OF_NAMES = (
    "年月日来自去未力争在到从个各某该全对为和与及等把被由向以是也就建副至而经邻按其两三四五"
)
_PLAIN = rf"[一-鿿](?<![{_NOT_OF_NAMES}])"
_REGION = re.compile(
    rf"(?:{_NAMES})(?:地区(?!生产))?(?:{_KIND})?(?!大学|银行|日报|建设|规划)"
    rf"|(?<![一-鿿])(?:{_PLAIN}){{2,4}}(?:市|自治州|县|新区|经济圈|城市群|都市圈)(?![场民政值委域级])"
)


def regions(text: str, start: int, end: int) -> list[Span]:
    """The places named in `text[start:end]`, in order."""
    return [Span(match.start(), match.end()) for match in _REGION.finditer(text, start, end)]
