"""Running heads and feet, page numbers and watermarks: what a page prints around the text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.ingest.furniture import is_furniture
from assistant.ingest.pdf.printed import Page, Piece

_MARGIN = 0.13  # of the page's height, above and below
_MASTHEAD_MARGIN = 0.16
_MOST_ROWS = 3  # of a running head or foot
_FEWEST_PAGES = 2
_FEWEST_SHARE = 0.4  # of the pages; a head may stand on every other page
_SAME_PLACE = 6.0  # points
_WATERMARK_SIZE = 1.6  # times the text's
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
        edges = [edge for page in kept for edge in _edges(page, body)]
        counts = Counter((edge.key, edge.upper, edge.place) for edge in edges)
        styles = Counter((edge.style, edge.upper) for edge in edges)
        gone: dict[int, set[int]] = {}
        for edge in edges:
            around = sum(counts[edge.key, edge.upper, edge.place + step] for step in (-1, 0, 1))
            enough = max(_FEWEST_PAGES, _FEWEST_SHARE * len(kept))
            # The head of the left page may be the journal's, of the right the article's.
            set_apart = edge.apart and styles[edge.style, edge.upper] >= enough
            repeated = around >= enough or set_apart
            if repeated or edge.alone:
                gone.setdefault(edge.page, set()).update(edge.pieces)
                if not edge.browser:
                    dropped[edge.text] = None
        if not gone:
            break
        kept = [
            replace(
                page,
                pieces=tuple(
                    piece
                    for n, piece in enumerate(page.pieces)
                    if n not in gone.get(page.number, set())
                ),
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


class _Edge:
    """A row in a page's margin; `key` is its text with any number for a number."""

    def __init__(self, page: Page, pieces: Sequence[int], upper: bool) -> None:
        texts = [page.pieces[n].text for n in pieces]
        self.page, self.pieces, self.upper = page.number, pieces, upper
        text = " ".join(texts)
        self.key = _DIGITS.sub("#", text)
        middle = page.pieces[pieces[0]].box.middle
        self.place = round((middle if upper else page.height - middle) / _SAME_PLACE)
        self.browser = any(_ADDRESS.match(each) or _PRINTED_AT.match(each) for each in texts)
        running = is_furniture("　　".join(texts))
        self.text = text
        self.apart = False
        numbers = all(map(_NUMBER.match, texts))
        # Two pages on one sheet have two heads.
        doubled = len(texts) > 1 and min(Counter(texts).values()) > 1
        imprint = not upper and _IMPRINT.match(text) is not None
        self.alone = bool(
            _NUMBER.match(text) or numbers or doubled or imprint or self.browser or running
        )
        first = page.pieces[pieces[0]]
        self.style = (first.size, first.font, round(middle))


def _edges(page: Page, body: float) -> list[_Edge]:
    """The uppermost and the lowest row of a page, where they stand in its margins."""
    if not page.pieces:
        return []
    found = []
    order = sorted(range(len(page.pieces)), key=lambda n: page.pieces[n].box.middle)
    for upper, first in ((True, order[0]), (False, order[-1])):
        middle = page.pieces[first].box.middle
        limit = page.height * _MARGIN
        if (middle if upper else page.height - middle) > limit:
            continue
        row = [n for n in order if page.pieces[n].box.beside(page.pieces[first].box)]
        inner = min if upper else max
        edge = inner((table.box.middle for table in page.tables), default=None)
        if edge is not None and (edge < middle if upper else edge > middle):
            continue
        edge_row = _Edge(page, sorted(row, key=lambda n: page.pieces[n].box.x0), upper)
        rest = [page.pieces[n].box for n in order if n not in row]
        box = page.pieces[first].box
        gap = min(
            (each.top - box.bottom if upper else box.top - each.bottom for each in rest), default=0
        )
        size = page.pieces[first].size
        short = len(edge_row.text) <= _LONGEST_HEAD_CHARS and not NOTE_MARK.match(edge_row.text)
        edge_row.apart = short and gap > size and size <= _SMALLER * body
        found.append(edge_row)
    return found


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
