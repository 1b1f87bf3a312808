"""What a single line of a Chinese newspaper page is: byline, note, label, mailbox or text.

Every rule here looks at one line alone; where it stands is judged by
`context.py` and `signing.py`.
"""

import re
from enum import Enum, auto

from assistant.ingest.author_lines import author_line
from assistant.ingest.bylines import affiliation, closing_byline, is_caption
from assistant.ingest.furniture import is_furniture
from assistant.ingest.joining import NEVER_FIRST, PAIRS
from assistant.ingest.labels import is_column, is_genre, note_label
from assistant.ingest.news import is_news_start

MAX_TITLE_CHARS = 42  # a headline of two decks; a paragraph of a page is longer
_MAX_TWO_CLAUSES_CHARS = 25  # a longer line with two commas is a sentence
_MAX_INNER_MARKS = 2
# What journals print of a paper around its text.
_PARTICULAR = re.compile(
    r"[\[【〔]?(?:关\s*键\s*词|中图分类号|文献标识码|文章编号|收稿日期|修回日期|基金项目|项目来源|DOI)\s*[\]】〕:：]"
)


class Kind(Enum):
    """What a line is, as far as it tells by itself."""

    TEXT = auto()  # ends a sentence, or is too long for a title
    SHORT = auto()  # a title, a subhead, a line of verse or of a list
    BYLINE = auto()
    CLOSING_BYLINE = auto()  # （记者 王某某） after the text it belongs to
    AFFILIATION = auto()
    CAPTION = auto()  # 图为…, 王某某 摄: a picture's, standing anywhere in the text
    LABEL = auto()  # the name of a column: 理论前沿
    GENRE = auto()  # the name of a kind of text: 短评
    NOTE_LABEL = auto()  # 编者按
    STRAY = auto()  # a short line at the page's beginning that is no title
    FURNITURE = auto()  # mailbox, editors, page number: nobody's text


def classify(text: str) -> Kind:
    """What a line is by itself; `text` is not empty and has no white space at its ends."""
    # 《某报》2024年3月19日第5版 记者 某某 is more than a dateline.
    signed = author_line(text) is not None
    if is_furniture(text) and not signed:
        return Kind.FURNITURE
    if note_label(text):
        return Kind.NOTE_LABEL
    if affiliation(text) is not None:
        return Kind.AFFILIATION
    if signed:
        return Kind.BYLINE
    if is_caption(text):
        return Kind.CAPTION
    if closing_byline(text) is not None:
        return Kind.CLOSING_BYLINE
    if is_genre(text):
        return Kind.GENRE
    if is_column(text):
        return Kind.LABEL
    return Kind.SHORT if is_short(text) else Kind.TEXT


def is_short(text: str) -> bool:
    """Whether the line could be a title: short, and no sentence ends or breaks off with it."""
    if not 1 < len(text) <= MAX_TITLE_CHARS or text[0] in NEVER_FIRST:
        return False
    if _PARTICULAR.match(text) or is_news_start(text):
        return False
    if text[-1] in "。，、；：,;:（(“‘《【" or "。" in text:
        return False
    if sum(text[:-1].count(mark) for mark in "，：；？！") > _MAX_INNER_MARKS:
        return False
    if text.count("，") > (1 if len(text) > _MAX_TWO_CLAUSES_CHARS else 2):
        return False
    return all(text.count(opening) == text.count(closing) for opening, closing in PAIRS)
