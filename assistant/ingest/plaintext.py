"""Plain text files: a newspaper page, or one document whose every line is kept."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from assistant.ingest.assembly import Draft, Line
from assistant.ingest.author_lines import author_line, numbered_names
from assistant.ingest.bylines import Signature, close_up, office_signature
from assistant.ingest.credits import credit_line, is_stamp
from assistant.ingest.dates import date_of_lines, date_of_name, iso_date
from assistant.ingest.furniture import is_furniture
from assistant.ingest.heads import Head, head_under, is_subtitle, speaker_under
from assistant.ingest.joining import (
    NEVER_FIRST,
    PAIRS,
    PrintedLine,
    glue,
    is_item,
    is_record,
    is_table_row,
    joins,
    printed_lines,
)
from assistant.ingest.lines import is_short
from assistant.ingest.mastheads import names_issue
from assistant.ingest.names import is_bare_name, is_person
from assistant.ingest.official import (
    ends_as_document,
    is_registered,
    official_head,
    stands_above_title,
)
from assistant.ingest.pages import read_page
from assistant.ingest.surroundings import Surroundings, is_of_an_account, without_surroundings
from assistant.ingest.titles import begins_with_dash
from assistant.ingest.wrapping import unwrap

_DOCUMENT_NUMBER = re.compile(
    r"^[一-鿿]{2,12}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*(?:第)?\s*\d{1,4}\s*号$"
)
_ORDER = re.compile(r"^[一-鿿]{4,30}令$")
_ORDER_NUMBER = re.compile(r"^[（(]?(?:\d{4}年)?第\s*\d{1,4}\s*号[）)]?$")
_NAMED_TITLE = re.compile(r"《([^《》]{4,60})》")
_MOST_ORDER_LINES = 20
_MOST_TITLE_LINES = 6  # kicker, title, second half, over who wrote it
_SHORTEST_HEADLINE_CHARS, _LONGEST_HEADLINE_CHARS = 5, 45
# 原创 梁闻舟 江上书房 2024-03-22 07:30 湖南; 云屏发布 2024年04月30日 18:00
_ACCOUNT = re.compile(
    r"^(?P<lead>原创[\s　]+)?(?P<name>\S{2,16})(?:[\s　]+\S{2,16})?[\s　]+"
    r"\d{4}(?:-|年)\d{1,2}(?:-|月)\d{1,2}日?[\s　]+\d{1,2}:\d{2}(?:[\s　]+[一-鿿]{2,4})?$"
)
_NAME_AT_END = re.compile(
    r"[。！？”…][（(](?:本报)?(?:记者|作者)?[\s　]*(?P<name>[一-鿿]{2,4})[）)]$"
)
_CLOSING_LINES = 3
_MOST_BROKEN_LINES, _LONGEST_BROKEN_CHARS = 4, 32
_MOST_FIELD_LINES = 12
# 【企业家谈】 over the title
_COLUMN = re.compile(r"^【[一-鿿·]{2,10}】$")
_ISSUER = re.compile(r"(?:政府|办公厅|办公室|委员会|局|部|厅|院|会|关于.*)$|^关于")
MAX_PAGE_LINES = 5000  # a newspaper's page has some hundred; a longer file is one document
_LONGEST_TITLE_CHARS = 80  # official titles: 某某办公厅关于印发某某实施方案的通知
_MOST_COMMAS = 2
_LONGEST_SORT_CHARS = 8  # 实施方案, 三年行动计划 on the title's second line
_SHORTEST_BROKEN_CHARS = 10  # of its first line
_LONGEST_HEADING_CHARS = 45
_SHORTEST_SUBTITLE_CHARS = 6
_PART = re.compile("^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}[章节部编篇])")


def read_text(text: str, file_name: str) -> tuple[Draft, ...]:
    """The articles of a text file: several only where it is plainly a newspaper page."""
    stem = Path(file_name).stem
    lines = unwrap(printed_lines(text))
    around = without_surroundings(lines)
    if len(lines) <= MAX_PAGE_LINES and not is_of_an_account(around):
        # What a page prints at its top dates it.
        top = [line for line in lines[: len(around.above)] if is_furniture(line.text)]
        page = read_page([*top, *around.lines], stem)
        if page is not None:
            return _dated(page.drafts, around.above)
    return (one_document(around, stem),)


def _dated(drafts: tuple[Draft, ...], above: Sequence[str]) -> tuple[Draft, ...]:
    """A page's articles, the only one dated by its own lines where the page's top is not."""
    if len(drafts) != 1 or drafts[0].published:
        return drafts
    (draft,) = drafts
    lines = [*draft.head, *(line.text for line in draft.body), *draft.tail]
    return (replace(draft, published=date_of_lines(lines) or date_of_lines(above)),)


def one_document(around: Surroundings, stem: str) -> Draft:
    """The whole text as one document; its first line is the title where it looks like one."""
    lines = around.lines
    texts = [line.text for line in lines]
    column = texts[0] if texts and _COLUMN.match(texts[0]) else ""
    start = int(bool(column))
    title, above, rest = _titled(lines[start:], texts[start:], around.title)
    above = [*around.above, *texts[:start], *above]
    head: list[str] = []
    if title and rest and names_issue(rest[0]):
        head.append(rest.pop(0))  # 《某报》理论版 2023年11月14日, above who wrote it
    under, count = _under_title(rest, bool(head)) if title else (Head(), 0)
    head.extend(under.lines)
    rest = rest[count:]
    author, affiliation = under.author, under.affiliation
    speaker = speaker_under(rest) if title and not author else None
    if speaker is not None:
        place, said = speaker
        author, affiliation = said.author, affiliation or said.affiliation
        rest[place] = said.line
    body = _joined(rest)
    author = author or next(filter(None, map(_signed_at_end, reversed(body[-_CLOSING_LINES:]))), "")
    return Draft(
        title=title or stem,
        body=tuple(Line(paragraph) for paragraph in body),
        head=(*above, *([title] if title else []), *head),
        tail=around.below,
        author=author,
        affiliation=affiliation,
        column=column.strip("【】 "),
        published=next(filter(None, map(iso_date, head)), "")
        or date_of_lines(body)
        or date_of_lines(rest)
        or date_of_lines(above)
        or date_of_name(stem),
    )


def _titled(
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
        title, above, rest = _titled(lines[rows:], texts[rows:])
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
    found = (n for n, text in enumerate(texts[: _MOST_TITLE_LINES + 1]) if _is_credit(text))
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


def _is_credit(text: str) -> bool:
    found = credit_line(text) or author_line(text) or numbered_names(text)
    return bool(found) or is_stamp(text) or _ACCOUNT.match(text) is not None


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


def _under_title(texts: Sequence[str], issued: bool) -> tuple[Head, int]:
    """Who signs under a title and where the text is from, and how many lines say so.

    `issued`: a line that names the paper and its day stands between.
    """

    def recognise(place: int, found: Sequence[Signature]) -> Signature | None:
        text = texts[place]
        signature = author_line(text) or office_signature(text) or credit_line(text)
        account = _ACCOUNT.match(text)
        if signature is None and account is not None:
            known = bool(account["lead"]) and is_person(account["name"], certain=True)
            return Signature(text, account["name"] if known else "")
        names = close_up(text)
        credited = place + 1 < len(texts) and _is_credit(texts[place + 1])
        alone = (issued or credited) and not found and is_bare_name(names)
        if signature is None and alone:
            return Signature(names, names)
        if signature is None and (numbered := numbered_names(text)):
            return numbered
        return signature

    return head_under(texts, recognise)


def _signed_at_end(paragraph: str) -> str:
    """The name in brackets that ends a text: ……走得长远。（苗听雨）; "" for none."""
    match = _NAME_AT_END.search(paragraph)
    name = re.sub(r"\s", "", match["name"]) if match else ""
    return name if name and is_bare_name(name) else ""


def _joined(lines: Sequence[str]) -> list[str]:
    paragraphs: list[str] = []
    for line in lines:
        if paragraphs and not _is_heading(paragraphs[-1]) and joins(paragraphs[-1], line):
            paragraphs[-1] = glue(paragraphs[-1], line)
        else:
            paragraphs.append(line)
    return paragraphs


def _is_heading(text: str) -> bool:
    """Whether a line is a numbered heading, whole in itself: no sentence goes on under it."""
    broken_off = text[-1] in "，、：；" or any(mark in text for mark in "。；")
    return len(text) <= _LONGEST_HEADING_CHARS and bool(_PART.match(text)) and not broken_off


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
