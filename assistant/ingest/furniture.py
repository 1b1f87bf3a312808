"""What belongs to a newspaper's page and to no article: mailboxes, editors, page numbers, jumps."""

import re

from assistant.ingest.labels import is_column
from assistant.ingest.names import is_person

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
_MAIL_WORDS = re.compile(r"投稿|来稿|征稿|来信|编辑|版面|周刊|副刊|本报|日报|晚报")
_MAILBOX_ALONE = re.compile(r"^[^@，。]{0,12}?[:：]?\s*[\w.+-]+@[\w.-]+$")
_EDITORS = re.compile(
    r"^(?:本版|本期|值班|版面|文字)?(?:责任编辑|责编|编辑|主编|副主编|执行主编|美编|美术编辑|校对|版式"
    r"|版面设计|版式设计|版面|制图|绘图|设计|视觉|视觉编辑|图编|图片编辑|编委|值班编委|总值班|统筹|审核|审校|排版"
    r"|组版|监制|策划|见习编辑)(\s*[:：/／|｜丨]\s*|\s+)([^。！？]{2,60})$"
)
_EDITOR_ROLES = frozenset(("责编", "编辑", "美编", "校对", "版式", "视觉", "图编", "制图"))
_CONTACT = re.compile(
    r"^(?:本报|本刊|本版|编辑部|读者|新闻)?(?:(?:投稿(?:邮箱|信箱|地址|热线|方式)?|来稿邮箱|新闻热线|报料热线"
    r"|爆料热线|广告热线|发行热线|订阅热线|读者热线|编辑部电话|本报地址|社址|邮政编码|邮编|国内统一(?:连续出版物号|刊号)"
    r"|邮发代号|零售价|定价|印刷|广告许可证|本报网址)"
    r"(?:\s*[:：]\s*|\s+|(?=[\dA-Za-z]))|来稿请[寄发注])[^。！？]{1,60}$"
)
_LETTERBOX = re.compile(
    r"^[一-鿿“”《》·\s]{0,16}(?:投稿|来稿|征稿)(?:邮箱|信箱|热线|电话|QQ|微信)[:：]?\s*\S{3,40}$"
)
_PAGE = r"第?\s*[A-Z0-9一二三四五六七八九十]{1,3}\s*版"
_PAGE_NUMBER = re.compile(
    rf"^(?:{_PAGE}|[—―─━═_=*~～·.-]{{5,}}|[A-Z]\s*\d{{1,2}}|版次\s*[:：].{{1,12}}|-\s*\d+\s*-)$"
)
_PAPER = r"[一-鿿]{2,6}(?:日报|晚报|晨报|早报|时报|商报|导报|周报|都市报|青年报|法治报|农民报)"
# A page's number, the paper's own name with its part's, who prints it, whose pictures they are.
_MASTHEAD = re.compile(
    rf"^(?:\d{{1,2}}|{_PAPER}(?:多媒体)?(?:数字报?刊?|电子[报版])?"
    r"(?:\s+[一-鿿·•]{2,10})?|[一-鿿]{2,16}(?:机关报|报业集团(?:主管|主办|出版)?)|总?第\s?\d+\s?期|"
    r"[图文]\s?[/／].{2,20}|本版(?:图片|照片|稿件|图文|插图|摄影|题图|邮箱).{2,40})$"
)
# 理论与实践　　06　　LINZHOU DAILY: the head or foot of a page copied from a PDF.
_CELLS_APART = re.compile(r"[ \t]{2,}|[\s　]*[　|｜丨·■◆][\s　]*")
_CELL = re.compile(
    rf"^(?:\d{{1,3}}|{_PAGE}|[A-Z][A-Z .&'’-]{{2,40}}|[A-Z]\d{{1,2}}|"
    r"(?:星期|周)[一二三四五六日天]|"
    r"农历.{2,12}|第\s?\d+\s?期|总第\s?\d+\s?期|"
    r"(?:19|20)\d{2}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?(?:\s*星期[一二三四五六日天])?|"
    rf"{_PAPER})$"
)
_JUMP = re.compile(rf"^[（(]?(?:下转|上接|紧接|转|接){_PAGE}[^。]{{0,12}}[）)]?$")
_JUMP_AT_END = re.compile(rf"(?<!\s)\s*+[（(](?:下转|紧接){_PAGE}[^（）。]{{0,12}}[）)]$")
_JUMP_AT_START = re.compile(rf"^[（(](?:上接|紧接){_PAGE}[^（）。]{{0,12}}[）)]\s*")
_DATE = re.compile(r"(?<!\d)\d{4}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}(?!\d)\s*日?")
_DATELINE = re.compile(
    r"^《[^《》]{2,20}》[^。！？，《》]{0,12}\d{4}年\d{1,2}月\d{1,2}日$|"
    r"^[^。！？，]{0,40}(?:星期[一二三四五六日天]|第?[A-Z0-9]{1,3}版|农历)[^。！？，]{0,40}$"
)
# （2025年3月20日 第1版） under a byline is the article's own.
_OWN_DAY = re.compile(r"^[（(]\s*\d{4}[年\-/.][^（）()]*[）)]$")
# 当前位置：首页 > 数据发布 > 统计新闻, as copies from web sites have it above the title.
_STEP = r"\s*(?:[>›»＞]{1,2}|(?<=首页)\s*[-－/／|｜])\s*[^>›»＞。，]{1,24}"
_TRAIL = re.compile(
    r"^(?:(?:您(?:现在|当前|目前)?(?:所在)?|(?:现在|当前|目前)(?:所在)?|所在)的?位置(?:是)?\s*[:：]\s*\S.{0,80}|"
    r"(?:[^/／。，]{2,12}[\s　]*[/／][\s　]*){1,5}正文|"
    r"[一-鿿]{2,12}(?:网|频道|客户端|在线)\s*[>›»]\s*[^>。，]{2,16}|"
    rf"(?:网站)?首页(?:{_STEP}){{1,6}}|[^>›»＞。，]{{2,16}}(?:{_STEP}){{2,6}})$"
)
# 上一版　下一版　版面导航　放大 ⊕　缩小 ⊖: the buttons of a paper's web edition.
_BUTTON = (
    r"上一[版篇页条]|下一[版篇页条]|(?:版面|标题)(?:导航|目录)|返回(?:目录|首页|列表|顶部)|放大|缩小|默认|"
    r"打印(?:本页)?|关闭(?:窗口|本页)?|收藏|分享到?|复制链接|微信|微博|QQ空间|朋友圈|字号|字体|朗读|听报|(?<![一-鿿])[大中小](?![一-鿿])"
)
_BUTTONS = re.compile(
    rf"^(?=(?:.*?(?:{_BUTTON})){{2}})(?:{_BUTTON}|[\s\[\]【】（）()<>《》|｜丨/·:：+＋\-－○⊕⊖●])+$"
)
_SCAN = re.compile(r"^(?:请)?扫(?:一扫|码|描)[^。]{0,20}$")
_MAX_CHARS = 90
_JUMP_CHARS = 40
_BARE_DATE_CHARS = 12  # 2023年11月15日 alone on a line


def is_furniture(text: str) -> bool:
    """Whether a line is the page's alone. Prose, however short, ends with a stop and is not."""
    if len(text) > _MAX_CHARS or text.endswith("。"):
        return False
    if "@" in text and _EMAIL.search(text):
        return _MAIL_WORDS.search(text) is not None or _MAILBOX_ALONE.match(text) is not None
    if _DATE.search(text) and _DATELINE.match(text):
        return not is_own_day(text)
    if _names_editors(text) or _is_running_line(text):
        return True
    rules = (_CONTACT, _LETTERBOX, _PAGE_NUMBER, _MASTHEAD, _JUMP, _SCAN, _TRAIL, _BUTTONS)
    return any(rule.match(text) for rule in rules)


def is_of_the_site(text: str) -> bool:
    """Whether a line is the way through a site to its page, or the page's buttons.

    >>> is_of_the_site("首页 > 新闻中心 > 省内要闻"), is_of_the_site("位置：县城东门外")
    (True, False)
    """
    return bool(_TRAIL.match(text) or _BUTTONS.match(text))


def _is_running_line(text: str) -> bool:
    """Whether a line's cells are a page's number, day, paper or column, a number or day among them.

    >>> _is_running_line("理论与实践　　06　　LINZHOU DAILY")
    True
    """
    cells = [cell for cell in _CELLS_APART.split(text) if cell]
    known = [cell for cell in cells if _CELL.match(cell)]
    named = [cell for cell in cells if cell not in known]
    if len(cells) < 2 or len(known) < len(cells) - 1:
        return False
    return all(is_column(cell) or _EDITORS.match(cell) for cell in named)


def is_own_day(text: str) -> bool:
    """Whether a line is the day of one article, in brackets under its byline."""
    return _OWN_DAY.match(text) is not None


def is_bare_date(text: str) -> bool:
    """Whether a line is a date alone: the page's at its top, a notice's own at its end."""
    return len(text) <= _BARE_DATE_CHARS and _DATE.search(text) is not None


def _names_editors(text: str) -> bool:
    """责任编辑：何静; without a colon only where persons follow (设计 让生活更美好 is a title)."""
    match = _EDITORS.match(text)
    if match is None:
        return False
    if match.group(1).strip():
        return True
    # 编辑 詹 薇: a name of two characters is set apart.
    closed = re.sub(r"(?<![一-鿿])([一-鿿])[ 　]([一-鿿])(?![一-鿿])", r"\1\2", match.group(2))
    parts = re.split(r"[\s、]+", closed)
    return all(is_person(part, certain=False) or part in _EDITOR_ROLES for part in parts)


def strip_jump(text: str) -> str:
    """A paragraph without （下转2版） at its end or （上接1版） at its beginning."""
    if "版" not in text[:_JUMP_CHARS] and "版" not in text[-_JUMP_CHARS:]:
        return text
    body, tail = text[:-_JUMP_CHARS], text[-_JUMP_CHARS:]
    return _JUMP_AT_START.sub("", body + _JUMP_AT_END.sub("", tail))
