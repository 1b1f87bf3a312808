"""Running heads and feet, page numbers and watermarks: what a page prints around the text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from assistant.ingest.furniture import is_furniture
from assistant.ingest.pdf.pieces import piece_rows
from assistant.ingest.pdf.printed import Page, Piece

_MARGIN = 0.13  # of the page's height, above and below
_MASTHEAD_MARGIN = 0.16
_MOST_ROWS = 3  # of a running head or foot
_FEWEST_PAGES = 2
_FEWEST_SHARE = 0.4  # of the pages; a head may stand on every other page
_MORE_PAGES, _MORE_SHARE = 3, 0.6  # in the text's own type
_SAME_PLACE = 6.0  # points
_WATERMARK_SIZE = 1.6  # times the text's
_PARTED = 1.3  # times the usual distance of the page's lines
_SAME_COLUMN = 24.0  # points
_FAR = 2.2  # in sizes of the type
_BESIDE_NUMBER = re.compile(r"^(?:\d{1,4}\s+\D.{0,28}|\D.{0,28}\s\d{1,4})$")
_MOST_PIECES = 3
_ISSUE = re.compile(
    r"(?:19|20)\d{2}\s*年\s*第\s*\d+\s*期|第\s*\d+\s*卷|总第\s*\d+\s*期|Vol\.\s*\d+"
)
_SMALLER = 0.95  # times the text's size: a head's that differs from page to page
_LONGEST_HEAD_CHARS = 45
# ①…, [1]…, 注：…: a note at the foot of a page.
NOTE_MARK = re.compile(
    r"^(?:[①-⑳㈠-㈩*＊]|\[\d{1,2}\]|［\d{1,2}］|〔\d{1,2}〕|注\s*\d{0,2}\s*[：:.]|"
    r"\d{1,2}\s*(?=[^\d\s.、年月日%％]))"
)
_DIGITS = re.compile(r"\d+")
# — 3 —, - 3 -, 3, 第3页, 第 3 页 共 10 页, 3 / 10, Page 3 of 10, ·3·
_NUMBER = re.compile(
    r"^[\s—–―\-·•.~～|_]*(?:第\s*)?(?:\d{1,4}|[IVXLCivxlc]{1,6})\s*(?:页)?"
    r"(?:\s*[,，/／|]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[\s—–―\-·•.~～|_]*$|^(?i:page)\s*\d+.{0,12}$"
)
# 某报 2024年10月10日 第5832期 03 区域, over a newspaper's page; its editors under it
_MASTHEAD = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日[\s　]*(?:星期|周[一二三四五六日]|第\s*\d+\s*期|总第|农历)"
)
_IMPRINT = re.compile(
    r"^(?:版面|责任|本版|值班|文字)?(?:编辑|责编)[\s　:：/].{0,30}(?:校对|版式|美编|热线|电话|邮箱)"
)
# What a browser prints: the address below, the day and the time above.
_ADDRESS = re.compile(r"^(?:https?|file)://\S+")
_PRINTED_AT = re.compile(
    r"^\d{2,4}[/\-.年]\d{1,2}[/\-.月]\d{1,4}日?[,，]?\s+(?:[上下]午)?\d{1,2}:\d{2}(?:\s?[AP]M)?"
)


def without_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages without what they print around the text, and what that was.

    What a browser printed (address, day and hour) is not given: it says nothing of the document.
    """
    dropped: dict[str, None] = {}
    body = body_size(pages)
    kept = [_without_masthead(page, dropped) for page in _without_watermarks(pages, body)]
    for _ in range(_MOST_ROWS):
        edges = [edge for page in kept for edge in _edges(page)]
        places = Counter((edge.key, edge.place) for edge in edges)
        styles = Counter((edge.style, edge.upper) for edge in edges)
        enough = max(_FEWEST_PAGES, _FEWEST_SHARE * len(kept))
        gone: set[int] = set()  # the identities of pieces
        for edge in edges:
            around = sum(places[edge.key, edge.place + step] for step in (-1, 0, 1))
            # Two pages may begin with the same words, in the text's own type.
            often = around >= max(_MORE_PAGES, _MORE_SHARE * len(kept))
            repeated = (often and edge.parted) or (around >= enough and edge.style[0] != body)
            # The head of the left page may be the journal's, of the right the article's.
            alike = edge.is_apart(body) and styles[edge.style, edge.upper] >= enough
            if repeated or alike or edge.is_furniture:
                gone.update(map(id, edge.pieces))
                if not edge.of_a_browser:
                    dropped[edge.text] = None
        if not gone:
            break
        kept = [
            replace(
                page,
                pieces=tuple(piece for piece in page.pieces if id(piece) not in gone),
            )
            for page in kept
        ]
    return kept, list(dropped)


def _without_masthead(page: Page, dropped: dict[str, None]) -> Page:
    """A newspaper's page without its masthead: the row of its day, and what is over it."""
    limit = page.height * _MASTHEAD_MARGIN
    days = [p for p in page.pieces if p.box.middle < limit and _MASTHEAD.search(p.text)]
    if not days:
        return page
    bottom = max(piece.box.bottom for piece in days)
    above = [piece for piece in page.pieces if piece.box.middle <= bottom]
    dropped.update((piece.text, None) for piece in above)
    return replace(page, pieces=tuple(piece for piece in page.pieces if piece not in above))


@dataclass(frozen=True, slots=True)
class _Edge:
    """The outermost row of a page's upper or lower margin: its pieces and their texts.

    `place` is the distance from the page's edge in steps, `style` what heads have in common
    whose texts differ, `parted` whether it stands farther off than the text's own lines.
    """

    pieces: tuple[Piece, ...]
    upper: bool
    texts: tuple[str, ...]
    place: int
    style: tuple[float, str, int]
    parted: bool

    @property
    def text(self) -> str:
        """The whole row."""
        return " ".join(self.texts)

    @property
    def key(self) -> tuple[str, bool]:
        """Its text, any number for a number."""
        return _DIGITS.sub("#", self.text), self.upper

    @property
    def of_a_browser(self) -> bool:
        """Whether a browser printed it: the address, or the day and hour of printing."""
        return any(_ADDRESS.match(each) or _PRINTED_AT.match(each) for each in self.texts)

    @property
    def is_furniture(self) -> bool:
        """Whether the row by itself is a page's number, or a newspaper's editors and columns."""
        numbers = all(map(_NUMBER.match, self.texts)) or _NUMBER.match(self.text)
        # Two pages on one sheet have two heads.
        doubled = len(self.texts) > 1 and min(Counter(self.texts).values()) > 1
        imprint = not self.upper and _IMPRINT.match(self.text)
        # 十二、农业　247, 第41卷　第4期: beside the page's number or the journal's issue
        numbered = any(map(_NUMBER.match, self.texts)) and len(self.texts) <= _MOST_PIECES
        numbered = numbered or _BESIDE_NUMBER.match(self.text) is not None
        headed = self.parted and (numbered or _ISSUE.search(self.text))
        running = is_furniture("　　".join(self.texts))
        doubled = doubled and self.parted
        return bool(numbers or doubled or imprint or headed or running or self.of_a_browser)

    def is_apart(self, body: float) -> bool:
        """Whether it is short, parted from the text and in smaller type, and no note."""
        short = len(self.text) <= _LONGEST_HEAD_CHARS and not NOTE_MARK.match(self.text)
        return short and self.parted and self.style[0] <= _SMALLER * body


def _edges(page: Page) -> list[_Edge]:
    """The uppermost and the lowest row of a page, where they stand in its margins."""
    found = []
    rows = piece_rows(page.pieces)
    usual = _usual_pitch(page)
    for upper in (True, False) if rows else ():
        row, *rest = rows if upper else rows[::-1]
        first = row[0]
        middle = first.box.middle
        if (middle if upper else page.height - middle) > page.height * _MARGIN:
            continue
        tables = [table.box.middle for table in page.tables]
        if any(table < middle if upper else table > middle for table in tables):
            continue
        step = abs(rest[0][0].box.middle - middle) if rest else 0.0
        parted = step > min(_PARTED * usual, _FAR * first.size)
        found.append(
            _Edge(
                tuple(row),
                upper,
                tuple(piece.text for piece in row),
                round((middle if upper else page.height - middle) / _SAME_PLACE),
                (first.size, first.font, round(middle)),
                parted,
            )
        )
    return found


def _usual_pitch(page: Page) -> float:
    """The usual distance of lines that begin under one another; 0 for none."""
    middles: dict[int, list[float]] = {}
    for piece in page.pieces:
        middles.setdefault(round(piece.box.x0 / _SAME_COLUMN), []).append(piece.box.middle)
    pitches = [
        below - above for column in middles.values() for above, below in pairwise(sorted(column))
    ]
    return median(pitches) if pitches else 0.0


def body_size(pages: Sequence[Page]) -> float:
    """The size in which most characters are printed; 0 for no text."""
    sizes = Counter[float]()
    for page in pages:
        for piece in page.pieces:
            sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without_watermarks(pages: Sequence[Page], body: float) -> list[Page]:
    """The pages without large light type, and without large type in one place of every page."""
    places = Counter((piece.text, _spot(piece)) for page in pages for piece in page.pieces)

    def is_watermark(piece: Piece, page: Page) -> bool:
        if piece.size < _WATERMARK_SIZE * body:
            return False
        everywhere = places[piece.text, _spot(piece)] >= max(3, 0.8 * len(pages))
        inside = page.height * _MARGIN < piece.box.middle < page.height * (1 - _MARGIN)
        return inside and (piece.light or everywhere)

    return [
        replace(page, pieces=tuple(each for each in page.pieces if not is_watermark(each, page)))
        for page in pages
    ]


def _spot(piece: Piece) -> tuple[int, int]:
    return round(piece.box.x0 / _SAME_PLACE), round(piece.box.top / _SAME_PLACE)
