"""A page's main text whole: trafilatura tells where it stands, the page what stands there.

trafilatura drops text that lies beside paragraphs instead of in one, as pages of
offices often have it. What it kept tells the part of the page that holds the
text; every line of that part is read, but for links and buttons around the text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.ingest.assembly import Line
from assistant.ingest.credits import ACCOUNT, credit_line
from assistant.ingest.hypertext import Placed, placed_lines

FURNITURE = frozenset(("nav", "footer", "header", "aside", "form"))

_HOLDER_NAMES = "article body center div fieldset html main section td"
_HOLDERS = frozenset(_HOLDER_NAMES.split())
_PAGE = frozenset(("body", "html"))
# The part that holds this share of what was kept holds the text: titles and dates stand outside.
_SHARE_OF_TEXT = 0.9
# A shorter line may stand in the text by chance, as the word 通知 in a menu does.
_TELLING_CHARS = 10
_FEWEST_LINES = 2
_SHARE_OF_LINKS = 0.8
_ATTACHED = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar|7z|txt|jpe?g|png)\b", re.I)
_BUTTONS = re.compile(
    r"^[【\[\s]*(?:字[号体]|打印|关闭|收藏|返回|分享|扫一扫|上一[篇条页]|下一[篇条页]|浏览|阅读|点击|访问|"
    r"责任编辑|当前位置|您(?:的|所在的?|现在的?)位置|首页|相关(?:链接|新闻|文章|阅读|稿件|信息|解读)|"
    r"版权所有|主办|承办|网站(?:地图|标识码)|[\S]{0,4}公网安备|\S{0,4}ICP备)"
)
_LONGEST_BUTTON_CHARS = 60
# 解读机关：某市医保局　解读人：章一苇, which pages set apart under the text.
_SIGNED = re.compile(
    r"^(?:解读|撰稿|供稿|拟稿|起草|填表|制表)(?:机关|单位|部门|科室|处室|人)\s*[:：]"
)


def with_what_stands_between(tree: Any, found: Sequence[Placed]) -> list[Line]:
    """The lines of a page's main text; [] where the page cannot be matched with what was found.

    `found` are the lines that trafilatura kept, `tree` is the page.
    """
    lines = placed_lines(tree)
    text = "".join(placed.words for placed in found)
    own = {placed.words for placed in found}
    kept = [_is_kept(placed, text, own) for placed in lines]
    part = _part(tree, lines, kept)
    if part is None:
        return []
    chosen = _Chosen(part, [placed for placed, is_kept in zip(lines, kept, strict=True) if is_kept])
    first, last = kept.index(True), len(kept) - kept[::-1].index(True)
    credits = _under_title(lines, kept)
    result = [
        placed
        for place, (placed, is_kept) in enumerate(zip(lines, kept, strict=True))
        if is_kept or place in credits or chosen.restores(placed, first < place < last)
    ]
    if sum(len(placed.words) for placed in result) < len(text):
        return []
    return [placed.line for placed in result]


def _under_title(lines: Sequence[Placed], kept: Sequence[bool]) -> frozenset[int]:
    """Which lines between the page's heading and its text say who wrote it, where, and when.

    They stand in an element of their own: 原创 张三 某某发布 2025年4月27日 18:32.
    """
    body = (n for n, each in enumerate(lines) if kept[n] and each.line.level != 1)
    begin = next(body, 0)
    heading = next((n for n in reversed(range(begin)) if lines[n].line.level == 1), None)
    if heading is None:
        return frozenset()
    return frozenset(
        place
        for place in range(heading + 1, begin)
        if ACCOUNT.match(lines[place].line.text) or credit_line(lines[place].line.text) is not None
    )


def _is_kept(placed: Placed, text: str, own: set[str]) -> bool:
    return placed.words in own or (len(placed.words) >= _TELLING_CHARS and placed.words in text)


def _part(tree: Any, lines: Sequence[Placed], kept: Sequence[bool]) -> Any:
    """The innermost element that holds the text; None where nothing was kept."""
    sizes: defaultdict[Any, int] = defaultdict(int)
    for placed, is_kept in zip(lines, kept, strict=True):
        if is_kept and placed.line.level != 1:
            for holder in _upwards(placed.holder):
                sizes[holder] += len(placed.words)
    if not sizes:
        return None
    whole = sizes[tree] * _SHARE_OF_TEXT
    part = tree
    while True:
        inner = next((child for child in part if sizes.get(child, 0) >= whole), None)
        if inner is None:
            break
        part = inner
    # A single paragraph, in whatever holds it alone, is a piece of the text.
    counts = Counter(holder for placed in lines for holder in _upwards(placed.holder))
    while counts[part] < _FEWEST_LINES and part is not tree:
        part = part.getparent()
    return _container(part)


def _container(element: Any) -> Any:
    """The element that holds a paragraph's or an item's block among others; itself where it may."""
    return next(
        each for each in _upwards(element) if each.tag in _HOLDERS or each.getparent() is None
    )


def _upwards(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()


class _Chosen:
    """The part of a page that holds the text, and what of it is no text."""

    def __init__(self, part: Any, kept: Sequence[Placed]) -> None:
        from trafilatura.xpaths import OVERALL_DISCARD_XPATH

        self._part = part
        self._is_page = part.tag in _PAGE
        self._around = {element for rule in OVERALL_DISCARD_XPATH for element in rule(part)}
        self._beside = {_container(placed.holder) for placed in kept}

    def restores(self, placed: Placed, is_between: bool) -> bool:
        """Whether a line that was not kept belongs to the text.

        Where the text lies in the page itself, with its menus, only what stands
        between lines that were kept or in the same element does.
        """
        # What stands around a text is left out, but for who wrote it and when: <div class="meta">.
        signed = bool(_SIGNED.match(placed.line.text))
        credited = signed or credit_line(placed.line.text) is not None
        if not self._holds(placed.holder, credited):
            return False
        if signed:
            return True
        if self._is_page and not is_between and not self._is_beside(placed):
            return False
        return not (_is_button(placed) or self._is_menu(placed))

    def _holds(self, holder: Any, credited: bool) -> bool:
        for element in _upwards(holder):
            if element is self._part:
                return True
            if element.tag in FURNITURE or (element in self._around and not credited):
                return False
        return False

    def _is_beside(self, placed: Placed) -> bool:
        return _container(placed.holder) in self._beside

    def _is_menu(self, placed: Placed) -> bool:
        """Whether a line is a link, neither among the text nor to an attachment."""
        if placed.linked < len(placed.words) * _SHARE_OF_LINKS:
            return False
        if self._is_beside(placed):
            return False
        links = (str(link.get("href", "")) for link in placed.holder.iter("a"))
        return not any(_ATTACHED.search(link) for link in links)


def _is_button(placed: Placed) -> bool:
    return len(placed.words) <= _LONGEST_BUTTON_CHARS and bool(_BUTTONS.match(placed.words))
