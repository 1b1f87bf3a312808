"""Which of a plain text's first lines are its title, and what stands above it."""

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.ingest.author_lines import author_line
from assistant.ingest.credits import ACCOUNT, credit_line, is_stamp
from assistant.ingest.heads import is_subtitle
from assistant.ingest.joining import (
    NEVER_FIRST,
    PAIRS,
    PrintedLine,
    is_item,
    is_record,
    is_table_row,
)
from assistant.ingest.lines import is_short
from assistant.ingest.official import (
    ends_as_document,
    is_registered,
    official_head,
    stands_above_title,
)
from assistant.ingest.titles import begins_with_dash

_DOCUMENT_NUMBER = re.compile(
    r"^[一-鿿]{2,12}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*(?:第)?\s*\d{1,4}\s*号$"
)
_ORDER = re.compile(r"^[一-鿿]{4,30}令$")
_ORDER_NUMBER = re.compile(r"^[（(]?(?:\d{4}年)?第\s*\d{1,4}\s*号[）)]?$")
_NAMED_TITLE = re.compile(r"《([^《》]{4,60})》")
_MOST_ORDER_LINES = 20
_MOST_TITLE_LINES = 6  # kicker, title, second half, over who wrote it
_SHORTEST_HEADLINE_CHARS, _LONGEST_HEADLINE_CHARS = 5, 45
_MOST_BROKEN_LINES, _LONGEST_BROKEN_CHARS = 4, 32
_MOST_FIELD_LINES = 12
_ISSUER = re.compile(r"(?:政府|办公厅|办公室|委员会|局|部|厅|院|会|关于.*)$|^关于")
_LONGEST_TITLE_CHARS = 80  # official titles: 某某办公厅关于印发某某实施方案的通知
_MOST_COMMAS = 2
_LONGEST_SORT_CHARS = 8  # 实施方案, 三年行动计划 on the title's second line
_SHORTEST_BROKEN_CHARS = 10  # of its first line
_SHORTEST_SUBTITLE_CHARS = 6


def titled(
    lines: Sequence[PrintedLine], texts: list[str], stated: str = ""
) -> tuple[str, list[str], list[str]]:
    """The title, the lines that stay above it, and the rest of the text.

    `stated` is the title that a register states of the document.
    """
    end = _lines_of(stated, texts)
    if end:
        return stated, [], texts[end:]
    official = official_head(texts)
    if official is not None:
        return official.title, list(official.above), [*official.beside, *texts[official.end :]]
    rows = sum(1 for _ in takewhile(is_registered, texts))
    if 0 < rows < len(texts):
        title, above, rest = titled(lines[rows:], texts[rows:])
        return title, [*texts[:rows], *above], rest
    ordered = _ordered_title(texts)
    if ordered:
        return texts[ordered], texts[:2], [*texts[2:ordered], *texts[ordered + 1 :]]
    over = _title_over_credits(texts)
    if over is not None:
        return over[0], list(over[1]), texts[over[2] :]
    broken = _broken_title(lines)
    if broken:
        return "".join(_closed_up(text) for text in texts[:broken]), [], texts[broken:]
    start, end = _title_lines(texts)
    if start == end:
        later = _later_title(lines)
        return (texts[later], texts[:later], texts[later + 1 :]) if later else ("", [], texts)
    title = "".join(texts[start:end])
    follows = end + 1 < len(texts) and is_short(texts[end])
    if follows and (_is_second(texts, end) or _ends_title(title, lines[end])):
        title += texts[end]
        end += 1
    return title, [], [*texts[:start], *texts[end:]]


def _closed_up(text: str) -> str:
    """调 研 报 告 as 调研报告; a line of several words as it is."""
    return re.sub(r"\s", "", text) if re.fullmatch(r"\S(?:\s+\S)+", text) else text


def _broken_title(lines: Sequence[PrintedLine]) -> int:
    """How many lines make a title that ends as a document does only in the last; 0 for none.

    某县国民经济和社会发展 / 第十四个五年规划和二〇三五年 / 远景目标纲要
    """
    for place, line in enumerate(lines[:_MOST_BROKEN_LINES]):
        text = _closed_up(line.text)
        long = len(text) > _LONGEST_BROKEN_CHARS or bool(re.search(r"[。，；：:、！？\t|]", text))
        if long or is_item(line.text) or (place and line.after_blank):
            return 0
        if ends_as_document(text):
            whole = sum(len(_closed_up(each.text)) for each in lines[: place + 1])
            return place + 1 if place and whole >= _SHORTEST_BROKEN_CHARS else 0
    return 0


def _later_title(lines: Sequence[PrintedLine]) -> int:
    """Which of the first lines, under fields, is a document's title by its end; 0 for none."""
    for place, line in enumerate(lines[:_MOST_FIELD_LINES]):
        plain = not re.search(r"[。；：:\t|]", line.text) and not is_item(line.text)
        named = len(line.text) >= _SHORTEST_BROKEN_CHARS and ends_as_document(line.text)
        if place and line.after_blank and plain and named:
            return place
    return 0


def _lines_of(title: str, texts: Sequence[str]) -> int:
    """How many of a text's first lines make a title, but for white space; 0 where none do."""
    bare = re.sub(r"\s", "", title)
    said = ""
    for place, text in enumerate(texts[:_MOST_TITLE_LINES] if bare else ()):
        said += re.sub(r"\s", "", text)
        if said == bare:
            return place + 1
    return 0


def _title_over_credits(texts: Sequence[str]) -> tuple[str, tuple[str, ...], int] | None:
    """The title just over who wrote a text or where it is from, what stands over it, and its end.

    Of several lines the last is the title, with its second half (——访市民政局局长); what stands
    over it leads to it. None where a sentence, an item or a field of a record stands there.
    """
    found = (n for n, text in enumerate(texts[: _MOST_TITLE_LINES + 1]) if is_credit(text))
    end = next(found, 0)
    while end > 1 and stands_above_title(texts[end - 1]):
        end -= 1  # 某市统计局 over its day
    lines = texts[:end]
    if not lines or any(map(_is_no_headline, lines)):
        return None
    second = end > 1 and begins_with_dash(lines[-1], doubled=True)
    main = end - 2 if second else end - 1
    if main and not second and len(lines[main]) < _SHORTEST_HEADLINE_CHARS:
        return None
    return "".join(lines[main:]), tuple(lines[:main]), end


def is_credit(text: str) -> bool:
    """Whether a line says who wrote a text, where it is from or when: what stands under a title."""
    found = credit_line(text) or author_line(text)
    return bool(found) or is_stamp(text) or ACCOUNT.match(text) is not None


def _is_no_headline(text: str) -> bool:
    long = len(text) > _LONGEST_HEADLINE_CHARS or bool(re.search("[。；]", text))
    return long or is_item(text) or is_record(text) or text[-1] in "，、：:"


def _ordered_title(texts: Sequence[str]) -> int:
    """Which line is the title of what an order makes law, under the order itself; 0 for none.

    某市人民政府令 / 第46号 / 《某办法》已经……通过，现予公布 / 市长 某某 / 某办法
    """
    if len(texts) < 4 or not _ORDER.match(texts[0]) or not _ORDER_NUMBER.match(texts[1]):
        return 0
    named = _NAMED_TITLE.search("".join(texts[2:5]))
    lines = texts[:_MOST_ORDER_LINES]
    return lines.index(named[1]) if named and named[1] in lines else 0


def _is_second(texts: Sequence[str], place: int) -> bool:
    """Whether a line is a title's second half; one dash, or several such lines, make a list."""
    return (
        len(texts[place]) >= _SHORTEST_SUBTITLE_CHARS
        and begins_with_dash(texts[place], doubled=True)
        and is_subtitle(texts[place])
        and not any(begins_with_dash(text, doubled=True) for text in texts[place + 1 : place + 4])
    )


def _ends_title(title: str, line: PrintedLine) -> bool:
    """Whether the line under a title ends it: 推动设备更新 / 实施方案; 规划 / 和远景目标纲要."""
    text = re.sub(r"\s", "", line.text)  # 调 研 报 告
    if line.after_blank or not ends_as_document(text) or is_item(line.text):
        return False
    if text[0] in "和及与暨":
        return True
    sort = len(text) <= _LONGEST_SORT_CHARS and not ends_as_document(title)
    return sort and len(title) >= _SHORTEST_BROKEN_CHARS


def _title_lines(texts: Sequence[str]) -> tuple[int, int]:
    """The range of the lines that make the title; an empty one where the text has none."""
    start = 1 if texts and _DOCUMENT_NUMBER.match(texts[0]) else 0
    if len(texts) < start + 2 or not _is_title(texts[start], texts[start + 1]):
        return 0, 0
    end = start + 1
    # 重庆市人民政府办公厅 / 关于印发某某的 / 通知: an official title set on several lines.
    if _ISSUER.search(texts[start]) and not ends_as_document(texts[start]):
        for place in range(end, min(len(texts) - 1, start + 4)):
            if not _is_title(texts[place], texts[place + 1]):
                break
            if ends_as_document(texts[place]):
                return start, place + 1
    return start, end


def _is_title(text: str, following: str) -> bool:
    """Whether a text's first line is its title: no sentence, no list item, no field of a record."""
    if len(text) > _LONGEST_TITLE_CHARS or text[-1] in "。，、；：;,:" or "。" in text:
        return False
    if following[0] in NEVER_FIRST or is_item(text) or is_table_row(text):
        return False
    if is_record(text) and is_record(following):
        return False
    if any(text.count(opening) != text.count(closing) for opening, closing in PAIRS):
        return False
    return text.count("，") <= _MOST_COMMAS or ends_as_document(text)
