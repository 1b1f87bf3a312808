"""Markdown as plain text with its headings.

Emphasis, links and inline markup leave their words; pictures leave their
description, HTML its text; code stays as it stands. A list keeps one item a
line, numbered items with their numbers; a table one row a line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UnreadableDocument
from assistant.ingest.anthology import articles_of
from assistant.ingest.assembly import Draft, Line
from assistant.ingest.dates import is_day_alone, iso_date, stated_date
from assistant.ingest.joining import PrintedLine, ends_sentence, glue, is_item, is_record
from assistant.ingest.lines import is_short
from assistant.ingest.markup import document
from assistant.ingest.pages import read_page

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"^([A-Za-z_\-]+|[一-鿿]{1,6})\s*[:：]\s*(.*)$")
_FRONT_MEMBER = re.compile(r"^\s+-\s+(?P<value>\S.*)$")  # of a list under its key
_FIELDS = {
    "title": ("title", "标题", "题名"),
    "author": ("author", "authors", "作者"),
    "affiliation": ("affiliation", "单位", "作者单位"),
    "column": ("column", "category", "栏目", "专栏"),
    "published": ("date", "published", "发布日期", "日期", "发布时间"),
}
_CELL_SEPARATOR = " | "
# A line that a fixed width broke is at least this long, as a share of its paragraph's longest.
WRAPPED_SHARE = 0.8
# Lists and quotes within one another, two for a list's item; the parser drops what is deeper.
MAX_NESTING = 100
# Brackets open at a time in one paragraph; where there are more they are no links, and looking for
# each one's end would take a hundred times as long as reading.
_MOST_OPEN_BRACKETS = 20


def read_markdown(text: str, file_name: str) -> tuple[Draft, ...]:
    """One draft, or one for each signed article of the file.

    A document's title is the front matter's, else the first level-1 heading, else the name.
    Raises UnreadableDocument naming the file where its lists or tags nest too deep.
    """
    stem = Path(file_name).stem
    fields, content = front_matter(text)
    lines = [line for line in markdown_lines(content, file_name) if line.text]
    if not {"title", "author"} & set(fields):
        several = _several(lines, fields, stem)
        if several:
            return several
    return (document(lines, fields, stem),)


def _several(lines: Sequence[Line], fields: dict[str, str], stem: str) -> tuple[Draft, ...]:
    """The articles of a page saved as Markdown, with headings or without; none for a document."""
    if not any(line.level for line in lines):
        printed = [PrintedLine(line.text, after_blank=True, bullet=line.bullet) for line in lines]
        page = read_page(printed, stem)
        return tuple(
            replace(
                draft,
                margin=() if page is None or number else page.dropped,
                column=draft.column or fields.get("column", ""),
                published=stated_date(fields.get("published", "")) or draft.published,
            )
            for number, draft in enumerate(page.drafts if page else ())
        )
    parts = articles_of(lines)
    days = (iso_date(line) for part in parts for line in part.above)
    day = next(filter(None, days), "")
    drafts: list[Draft] = []
    for part in parts:
        column = part.column or fields.get("column", "")
        draft = document(list(part.lines), {**fields, "column": column}, stem, among_signed=True)
        # What is set above an article stays in front of it.
        head = (*part.above, *draft.head)
        drafts.append(replace(draft, head=head, published=draft.published or day))
    return tuple(drafts)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Fields of the block between --- lines at the top, and the text after it.

    Only plain `key: value` lines are read; lists in brackets become names
    parted by 、. Text without such a block is returned whole.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    stated: dict[str, str] = {}
    key = ""
    for raw in match.group(1).split("\n"):
        line = _FRONT_LINE.match(raw.strip())
        member = _FRONT_MEMBER.match(raw)
        if member and key:
            stated[key] = "、".join(filter(None, (stated[key], member["value"].strip("\"'[] "))))
        key = "" if not member else key
        if line:
            key = line.group(1).lower() if not line.group(2).strip() else ""
            value = line.group(2).strip().strip("\"'")
            if value.startswith("[") and value.endswith("]"):
                parts = (part.strip().strip("\"'") for part in value[1:-1].split(","))
                value = "、".join(part for part in parts if part)
            stated[line.group(1).lower()] = value
    if not stated:
        return {}, text  # a rule between --- lines, not a block of fields
    fields: dict[str, str] = {}
    for name, keys in _FIELDS.items():
        value = next((stated[key] for key in keys if stated.get(key)), "")
        if value:
            fields[name] = value
    return fields, text[match.end() :]


def markdown_lines(text: str, file_name: str) -> Iterator[Line]:
    """The lines of a Markdown text: paragraphs, headings, items, rows, lines of code."""
    tokens = _tokens(text, file_name)
    numbers: list[int | None] = []  # of the lists that are open; None for a bullet list
    mark = ""  # a list item's number, until its first line is written …
    bullet = 0  # … or in how many lists one without a number stands
    row: list[str] | None = None
    level = 0
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            ordered = token.type.startswith("ordered")
            numbers.append(int(token.attrs.get("start", 1)) if ordered else None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            number = numbers[-1]
            mark = "" if number is None else f"{number}{token.markup or '.'} "
            bullet = len(numbers) if number is None else 0
            numbers[-1] = None if number is None else number + 1
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield Line(table_row(row or []))
            row = None
        elif token.type == "inline":
            parts = _inline(token.children or [])
            if row is not None:
                row.append(" ".join(parts))
                continue
            for part in parts:
                yield Line(mark + part, level, bullet)
                mark, bullet = "", 0
        elif token.type in ("fence", "code_block"):
            yield from (Line(line.strip()) for line in token.content.split("\n"))
        elif token.type == "html_block":
            yield from (Line(line) for line in html_text(token.content, file_name))


def _tokens(text: str, file_name: str) -> list["Token"]:
    parser, linkless = _parser(), _parser().disable(["link", "image"])

    def parse_inline(state: "StateCore") -> None:
        for token in state.tokens:
            if token.type == "inline":
                reader = linkless if _is_tangled(token.content) else parser
                token.children = token.children or []
                reader.inline.parse(token.content, reader, state.env, token.children)

    parser.core.ruler.at("inline", parse_inline)
    tokens = parser.parse(text)
    for token in tokens:
        if (
            token.type in ("list_item_open", "blockquote_open")
            and token.level + 1 >= MAX_NESTING
            and token.map is not None
        ):
            raise UnreadableDocument(
                f"{file_name} 第 {token.map[0] + 1} 行的列表或引用嵌套超过 {MAX_NESTING // 2} 层，"
                "读不全；请减少层次后再放入。"
            )
    return tokens


def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    return parser.enable(["table", "strikethrough"])


def _is_tangled(paragraph: str) -> bool:
    """Whether so many brackets of a paragraph are open at a time that they are no links."""
    if paragraph.count("[") <= _MOST_OPEN_BRACKETS:
        return False
    opened = 0
    for bracket in re.findall(r"[\[\]]", paragraph):
        opened = opened + 1 if bracket == "[" else max(opened - 1, 0)
        if opened > _MOST_OPEN_BRACKETS:
            return True
    return False


def table_row(cells: Sequence[str]) -> str:
    """A row as one line: 名称：值 for two cells, cells parted by bars for more."""
    cells = [" ".join(cell.split()) for cell in cells]
    filled = [cell for cell in cells if cell]
    if len(cells) == 2 and len(filled) == 2 and cells[0][-1] not in "：:":
        return f"{cells[0]}：{cells[1]}"
    if len(filled) <= 1:
        return "".join(filled)
    return _CELL_SEPARATOR.join(cells).strip()


def _inline(tokens: Sequence["Token"]) -> list[str]:
    """The words of a paragraph: one string, more where a line of the source stands for itself."""
    parts: list[str] = []
    for typed in _typed_lines(tokens):
        widest = max(map(len, typed), default=0)
        before = ""
        for line in typed:
            if before and _goes_on(before, line, widest):
                parts[-1] = glue(parts[-1], line)
            else:
                parts.append(line)
            before = line
    return parts


def _typed_lines(tokens: Sequence["Token"]) -> list[list[str]]:
    """The lines of a paragraph as they were typed, parted where it has hard breaks."""
    typed = [[""]]
    for token in tokens:
        if token.type == "hardbreak":
            typed.append([""])
        elif token.type == "softbreak":
            typed[-1].append("")
        else:
            typed[-1][-1] += _words(token)
    return [[line.strip() for line in lines if line.strip()] for lines in typed]


def _goes_on(before: str, line: str, widest: int) -> bool:
    """Whether a line goes on with the one before, which a fixed width broke.

    Markdown takes any two lines for one paragraph; who types 一、延长营业时间 or
    办理地点：二楼 on a line of its own means a line of its own.
    """
    if (
        is_day_alone(line)
        or is_item(line)
        or is_record(line)
        or is_record(before)
        or before[-1] in "：:"
    ):
        return False
    ended = ends_sentence(before) or (is_item(before) and is_short(before))
    return not ended or len(before) > WRAPPED_SHARE * widest


def _words(token: "Token") -> str:
    if token.type in ("text", "code_inline"):
        return token.content
    if token.type == "image":
        return "".join(_words(child) for child in token.children or [])
    if token.type == "html_inline" and re.match(r"<br\b", token.content, re.IGNORECASE):
        return " "
    return ""


def html_text(content: str, file_name: str) -> list[str]:
    """The lines of text in a piece of HTML, without tags, scripts and comments."""
    from assistant.ingest.webpage import fragment_lines

    return [line.text for line in fragment_lines(content, file_name)]
