"""HTML as plain text: the main text, found by trafilatura, with its headings and tables."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import UnreadableDocument
from assistant.ingest.assembly import Draft, Line
from assistant.ingest.encodings import clean
from assistant.ingest.hypertext import Placed, placed_lines
from assistant.ingest.maintext import FURNITURE, with_what_stands_between
from assistant.ingest.markup import document, with_official_title, with_subtitle
from assistant.ingest.names import is_person
from assistant.ingest.webtables import part_merged_cells

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Less than this share of the page's text is not the main text but a part that was mistaken for it.
_MIN_MAIN_SHARE = 0.5

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""",
    re.IGNORECASE,
)
# What stands for a title where a program saved the page.
NO_TITLE = re.compile(
    r"^(?:新建|Microsoft|Word|无标题|未命名|Untitled|Document|文档|网页|正文|详情)", re.I
)
_OF_SOMETHING_ELSE = re.compile(
    r"sub|site|nav|menu|side|list|column|section|related|more|bar", re.I
)
_PIECES = re.compile(r"\s*[-_|｜—–>》]+\s*|\s+")
_SITE = re.compile(r"(?:网|门户|平台|数字[报版]|人民政府)$")
_MIN_TITLE, _MAX_TITLE, _TITLED_LINES = 6, 80, 12
_LONGEST_STATED = 1000  # characters of one of the head's <meta>
# It begins where a run of marks, or of white space before one, does: a search from within either
# would look at a long run once for each of its characters.
_SITE_NAME = re.compile(r"(?:(?<!\s)\s++|(?<![-_|｜—–\s]))[-_|｜—–]++\s*[^-_|｜—–]{2,30}$")


def declared_encoding(data: bytes) -> str:
    """The encoding that an HTML file names in its first 2,048 bytes; "" for none."""
    match = _DECLARED.search(data[:2048])
    return match.group(1).decode("ascii").lower() if match else ""


def read_webpage(text: str, file_name: str) -> tuple[Draft, ...]:
    """One draft of the page's main text.

    Where trafilatura finds little of it, all text but navigation, header and
    footer is kept. Raises UnreadableDocument naming the file where its tags nest too deep.
    """
    stem = Path(file_name).stem
    tree = _parse(text, file_name)
    if tree is None:
        return (Draft(stem, ()),)
    parted, cut = part_merged_cells(tree, file_name), _cut_long_metas(tree)
    if parted or cut:
        text = _markup(tree)
    whole = _lines(tree, FURNITURE)
    found, fields = _main(text)
    main = [placed.line for placed in found]
    enough = _size(main) >= _size(whole) * _MIN_MAIN_SHARE
    if enough and main:
        lines = with_what_stands_between(tree, found) or main
    else:
        lines = whole or _lines(tree)
    lines = with_subtitle(with_official_title(lines))
    if "author" not in fields:
        fields |= _meta_author(tree)
    fields["title"] = _title(fields.get("title", ""), tree, lines)
    draft = document(_title_first(lines, fields["title"]), fields, stem)
    return (draft,)


def fragment_lines(content: str, file_name: str) -> Iterator[Line]:
    """The lines of a piece of HTML."""
    tree = _parse(content, file_name)
    if tree is not None:
        part_merged_cells(tree, file_name)
        yield from _lines(tree)


def _parse(text: str, file_name: str) -> "HtmlElement | None":
    """None for no text. Raises UnreadableDocument where the parser gave up in the middle."""
    from lxml import etree, html

    # An encoding declared within text is no longer true of it, and lxml refuses it.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        return None
    try:
        parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError):
        return None
    for entry in parser.error_log:
        if "Excessive depth" in entry.message:
            raise UnreadableDocument(
                f"{file_name} 第 {entry.line} 行的标签嵌套超过 255 层，其后的文字读不出；"
                "请用浏览器打开，把正文复制到 txt 后再放入。"
            )
    return tree


def _cut_long_metas(tree: "HtmlElement") -> bool:
    """Keep the beginning of what the head states at length; whether any was as long.

    trafilatura looks for an author's name in the square of the length of what is stated.
    """
    long = [meta for meta in tree.iter("meta") if len(meta.get("content", "")) > _LONGEST_STATED]
    for meta in long:
        meta.set("content", meta.get("content")[:_LONGEST_STATED])
    return bool(long)


def _markup(tree: "HtmlElement") -> str:
    from lxml import html

    return str(html.tostring(tree, encoding="unicode"))


def _main(text: str) -> tuple[list[Placed], dict[str, str]]:
    """The main text's lines and the page's fields; both empty where nothing was found."""
    import copy

    import trafilatura
    from trafilatura.settings import DEFAULT_CONFIG

    config = copy.deepcopy(DEFAULT_CONFIG)
    # A short notice is a whole document; the size limits would flatten it.
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "0"
    config["DEFAULT"]["MIN_OUTPUT_SIZE"] = "0"
    found: Any = trafilatura.bare_extraction(
        text,
        fast=True,
        include_comments=False,
        include_tables=True,
        include_formatting=True,
        with_metadata=True,
        # Only dates that the page states: the extensive search takes any year in the text.
        date_extraction_params={"extensive_search": False, "original_date": True},
        config=config,
    )
    if found is None:
        return [], {}
    fields = {
        name: clean(" ".join(value.split()))
        for name, value in (
            ("title", found.title),
            ("author", found.author),
            ("published", found.date),
        )
        if value
    }
    return [] if found.body is None else placed_lines(found.body), fields


def _lines(tree: Any, left_out: frozenset[str] = frozenset()) -> list[Line]:
    return [placed.line for placed in placed_lines(tree, left_out)]


def _size(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _title(stated: str, tree: "HtmlElement", lines: list[Line]) -> str:
    """The page's title: its first-level heading, else what it states, without the site's name."""
    heading = next((line.text for line in lines if line.level == 1), "")
    if heading:
        return heading
    named = tree.xpath("//meta[translate(@name, 'ARTICLE', 'article')='articletitle']/@content")
    if named and named[0].strip():
        return clean(" ".join(str(named[0]).split()))
    headings = [" ".join(each.text_content().split()) for each in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return clean(headings[0])
    second = [" ".join(each.text_content().split()) for each in tree.iter("h2")]
    if len(second) == 1 and _MIN_TITLE <= len(second[0]) <= _MAX_TITLE:
        return clean(second[0])
    title = clean(" ".join("".join(tree.xpath("//title//text()")).split())) or stated
    printed = _printed_title(title, tree, lines)
    if printed or not NO_TITLE.match(title):
        return printed or _SITE_NAME.sub("", title) or title
    return ""


def _meta_author(tree: "HtmlElement") -> dict[str, str]:
    """The person whom the page's head names as its author; {} for none or an account's name."""
    named = [clean(str(each).strip()) for each in tree.xpath("//meta[@name='author']/@content")]
    return {"author": named[0]} if named and is_person(named[0], certain=False) else {}


def _printed_title(title: str, tree: "HtmlElement", lines: list[Line]) -> str:
    """The page's title as its text prints it: where the page marks it, or a piece of `title`.

    "" for none. A page's <title> may name its site and section too, or these alone.
    """
    marked = (
        clean(" ".join(each.text_content().split()))
        for each in tree.xpath("//*[contains(@class, 'title') or contains(@id, 'title')]")
        if not _OF_SOMETHING_ELSE.search(f"{each.get('class', '')} {each.get('id', '')}")
    )
    known = next((text for text in marked if _MIN_TITLE <= len(text) <= _MAX_TITLE), "")
    if known:
        return known
    text = "".join("".join(line.text.split()) for line in lines[:_TITLED_LINES])
    named = (piece for piece in _PIECES.split(title) if not _SITE.search(piece))
    pieces = sorted(named, key=len, reverse=True)
    said = (
        piece for piece in pieces if len(piece) >= _MIN_TITLE and "".join(piece.split()) in text
    )
    return next(said, "")


def _title_first(lines: list[Line], title: str) -> list[Line]:
    """The lines with a title's line, where it is one of the first, marked as the heading."""
    if any(line.level == 1 for line in lines):
        return lines
    return [
        Line(line.text, 1) if line.text == title and place <= 2 else line
        for place, line in enumerate(lines)
    ]
