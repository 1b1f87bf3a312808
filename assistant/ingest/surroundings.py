"""What sites, accounts and registers print around a document: above its title, under its end.

当前位置：首页 > 要闻, 上一版　下一版, 点击上方蓝字关注我们, 索引号：……; 相关阅读, 上一篇：……,
长按识别二维码, 版权所有. It belongs to the page, not to the document.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingest.furniture import is_furniture, is_of_the_site
from assistant.ingest.joining import PrintedLine, is_item

_MOST_ABOVE, _MOST_BELOW = 14, 24  # lines that are looked at
_MOST_NAMES_ABOVE = 3  # a site's name, its office's, a section's, over the menu
_LONGEST_NAME_CHARS = 30
_LONGEST_CELL_CHARS = 7
_FEWEST_CELLS = 3
_CELLS = re.compile(r"[\s　|｜·•]+")
_MENU_WORDS = frozenset(
    re.findall(
        r"\S+",
        "首页 网站首页 返回首页 登录 注册 搜索 无障碍 无障碍浏览 无障碍阅读 长者模式 繁體版 简体 "
        "English 设为首页 加入收藏 客户端 政务公开 政务服务 互动交流 信息公开 新闻 要闻 时政 财经 "
        "专题 视频",
    )
)
_PROMPT = re.compile(
    r"^[↑↓👆]?(?:点击(?:上方|下方)?(?:蓝字|卡片|名片)|点击.{0,16}关注|关注我们|长按.{0,12}二维码|请?输入关键[字词]|广告$|"
    r"网站支持IPv6|无障碍(?:浏览|阅读)|设为首页|今天是[：:]|A\+|微信扫一扫|[全本]文共?约?\d+字|DOI\s*[：:]|"
    r"第\s*\d+\s*卷|进入专题[：:]|选择字号|图集$|[上下]一[篇页条]\s*[：:])"
)
_ADDRESS = re.compile(r"https?://|www\.")
# 索 引 号：…, 发文机关 | …, 标    题<tab>…: a row of what a register says of a document.
_KEY = (
    r"(?:索引号|组配分类|主题分类|信息分类|公开类别|公开方式|公开目录|公开日期|发文机关|发布机构|发文日期|发文字号|"
    r"发布日期|成文日期|生成日期|生效时间|废止时间|内容概述|主题词|有效性|时效性|文号|标题|名称|体裁分类)"
)
_TITLE_KEY = r"(?:标[\s　]*题|名[\s　]*称)"
_REGISTER = re.compile(
    rf"^[【\[]?(?:{_KEY}|索\s*引\s*号|有\s*效\s*性|文[\s　]*号|{_TITLE_KEY})[】\]]?"
    r"\s*[：:]?\s*[|\t]"
)
_STATED_TITLE = re.compile(rf"{_TITLE_KEY}\s*[：:|\t]+\s*[|]?\s*(?P<title>[^|\t]{{6,80}})")
_OF_AN_ACCOUNT = re.compile('蓝字|关注我们|阅读原文|[“"]?在看|长按识别|往期推荐|喜欢此内容')
_FEWEST_ROWS = 2
_BELOW_HEAD = re.compile(
    r"^[【\[■●◆-]?\s*(?:相关(?:阅读|新闻|文章|推荐)|往期(?:推荐|回顾|精选)|热门推荐|推荐阅读|精彩推荐|网友评论|"
    r"猜你喜欢|[-—]+\s*(?:END|完)\s*[-—]+)\s*[】\]]?\s*[：:]?(?=$|[\s　])"
)
# 主办单位：… of an event is its text; a site's stands beside its number or its helpers.
_BELOW = re.compile(
    r"^(?:返回(?:首页|顶部|列表)|举报[/／]反馈|[上下]一[篇页条]\s*(?:[：:]|$)|共\s*\d+\s*页|分享(?:到|至)?\s*(?:[：:]|$)|"
    r"(?:扫一扫|扫码|长按).{0,12}(?:打开|阅读|二维码|关注|下载|查看)|扫一扫.{0,6}手机|阅读原文|阅读\s*\d+(?:\s|$)|"
    r"点(?:个)?[“\"](?:赞|在看)|点击(?:下方|上方)|微信号\s*[：:]|版权所有|网站标识码|Copyright|.{0,12}ICP备|"
    r"(?:主办|承办)(?:单位)?\s*[：:].{2,40}(?:技术支持|网站|标识码|备案)|"
    r"主办\s*[：:]\s*\S{2,24}(?:政府|办公[厅室]|管委会)\S{0,6}$|.{0,12}公网安备|预览时标签|收藏\s|A\+|文明上网|"
    r"\d{15,}$|喜欢此内容|.{0,16}版权所有|赞同\s*\d+)"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A document's own lines, and what its site, account or register printed around them.

    `title` is the title that a register states; "" for none.
    """

    above: tuple[str, ...]
    lines: tuple[PrintedLine, ...]
    below: tuple[str, ...]
    title: str = ""


def without_surroundings(lines: Sequence[PrintedLine]) -> Surroundings:
    """A text's lines parted from what stands above its title and under its end.

    A text that would lose all its lines keeps them.
    """
    texts = [line.text for line in lines]
    start, end = lines_above(texts), _end(texts)
    if start >= end:
        return Surroundings((), tuple(lines), ())
    stated = next(filter(None, map(_STATED_TITLE.search, texts[:start])), None)
    return Surroundings(
        tuple(texts[:start]),
        tuple(lines[start:end]),
        tuple(texts[end:]),
        stated["title"].strip() if stated else "",
    )


def is_of_an_account(around: Surroundings) -> bool:
    """Whether what stands around a text shows it to be one article of an account."""
    return any(_OF_AN_ACCOUNT.search(text) for text in (*around.above, *around.below))


def lines_above(texts: Sequence[str]) -> int:
    """How many of a text's first lines its site, account or register printed."""
    start = names = 0
    rows = sum(bool(_REGISTER.match(text)) for text in texts[:_MOST_ABOVE])
    for place, text in enumerate(texts[:_MOST_ABOVE]):
        register = rows >= _FEWEST_ROWS and bool(_REGISTER.match(text))
        certain = register or _is_way_or_menu(text)
        if certain or (start == place and (_PROMPT.match(text) or _is_above(text))):
            start = place + 1
        elif len(text) > _LONGEST_NAME_CHARS or re.search(r"[。！？；]", text) or is_item(text):
            break
        else:
            names += 1
            if names > _MOST_NAMES_ABOVE:
                break
    return start


def _is_way_or_menu(text: str) -> bool:
    """Whether a line is a site's menu, or the way through it: what stands over it is the site's."""
    if is_of_the_site(text) and not text.startswith(("放大", "字", "【", "打印", "分享")):
        return True
    if text in _MENU_WORDS:
        return True
    cells = [cell for cell in _CELLS.split(text) if cell]
    short = all(len(cell) <= _LONGEST_CELL_CHARS for cell in cells)
    return len(cells) >= _FEWEST_CELLS and short and not _MENU_WORDS.isdisjoint(cells)


def _is_above(text: str) -> bool:
    return is_of_the_site(text) or is_furniture(text) or bool(_ADDRESS.search(text))


def _end(texts: Sequence[str]) -> int:
    end = len(texts)
    first = max(1, end - _MOST_BELOW)
    for place in range(first, end):
        short = all("。" not in text for text in texts[place:])
        if short and _BELOW_HEAD.match(texts[place]):
            end = place
            break
    while end > first and _is_below(texts[end - 1]):
        end -= 1
    return end


def _is_below(text: str) -> bool:
    return "。" not in text and bool(_BELOW.match(text) or is_of_the_site(text))
