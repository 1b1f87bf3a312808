"""A draft (what a reader made out) into an Article with exact spans."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Literal

from assistant.errors import DocumentTooLarge
from assistant.ingest.bylines import plain_names
from assistant.ingest.mastheads import Place, printed_date, printed_source
from assistant.ingest.names_with_posts import only_names
from assistant.types import ITEM_LEVEL, Article, FieldSpan, Heading

_EDGE_LINES = 3  # title, byline, date; or note, organisation, date
_LONGEST_SIGNATURE_CHARS = 80
# A heading, title or column stands before every passage under it: without a limit a file would be
# searched and kept in the square of its length.
LONGEST_HEADING_CHARS = 200  # a longer line is a paragraph, whatever its markup says

FieldName = Literal["title", "author", "affiliation", "column", "published", "publication"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article; `level` above 0 makes it a heading of that level.

    Only up to LONGEST_HEADING_CHARS: the level of a longer line is 0.
    `bullet` above 0 makes it an item of a bulleted list, so many lists deep. `apart`: a blank
    line stands before it, so that a table's first row is not taken for one of the table above.
    """

    text: str
    level: int = 0
    bullet: int = 0
    apart: bool = False

    def __post_init__(self) -> None:
        if self.level and len(self.text) > LONGEST_HEADING_CHARS:
            object.__setattr__(self, "level", 0)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found in a document.

    `head` are the lines before the body (title line, byline), `tail` those
    after it (affiliation note). A field is marked in the first line of head,
    tail, then body that contains it; a title that comes from a file name
    stands in no line and gets no span. `margin` are the lines of its page that are in no article,
    told with the page's first.
    """

    title: str
    body: tuple[Line, ...]
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    id: str = ""
    author: str = ""
    affiliation: str = ""
    column: str = ""
    published: str = ""
    margin: tuple[str, ...] = ()


def bounded(lines: Iterable[Line], max_chars: int, name: str) -> Iterator[Line]:
    """The lines; raises DocumentTooLarge naming the file where they grow beyond the limit.

    A cell that is merged over many rows is printed in each, so little data may make much text.
    """
    chars = 0
    for line in lines:
        chars += len(line.text)
        if chars > max_chars:
            raise DocumentTooLarge(f"{name} 读出的文字太多，超过上限；请拆分文件。")
        yield line


def stands_signed(value: str, lines: Sequence[str]) -> bool:
    """Whether a text prints an author or affiliation as a byline or note does.

    That is on a short line at its beginning or end; a mention in a sentence is
    nobody's signature.
    """
    edges = [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]
    return any(value in line for line in edges if len(line) <= _LONGEST_SIGNATURE_CHARS)


def article_id(source: str, title: str) -> str:
    """A short hash of source and title: it survives an edit of the text."""
    return hashlib.sha256(f"{source}\n{title}".encode()).hexdigest()[:12]


def assemble(draft: Draft, source: str) -> Article:
    """The article of a draft; lines are joined by line feeds, two before one that stands apart.

    Of a title or a column that is longer than a heading its beginning is kept.
    """
    draft = replace(
        draft,
        title=draft.title[:LONGEST_HEADING_CHARS].rstrip(),
        column=draft.column[:LONGEST_HEADING_CHARS].rstrip(),
    )
    lines: list[str] = []
    offsets: list[int] = []
    headings: list[Heading] = []
    position = 0
    body_start, body_end = 0, 0
    sections = (
        [Line(text) for text in draft.head],
        list(draft.body),
        [Line(text) for text in draft.tail],
    )
    for number, section in enumerate(sections):
        if number == 1:
            body_start = position
        for line in section:
            if line.apart and lines:
                lines.append("")
                offsets.append(position)
                position += 1
            lines.append(line.text)
            offsets.append(position)
            level = line.level or (ITEM_LEVEL + line.bullet - 1 if line.bullet else 0)
            if level:
                headings.append(Heading(position, position + len(line.text), level))
            position += len(line.text) + 1
        if number == 1:
            body_end = position - 1 if section else body_start
    text = "\n".join(lines)
    body_start, body_end = min(body_start, len(text)), min(body_end, len(text))
    return Article(
        id=draft.id or article_id(source, draft.title),
        title=draft.title,
        text=text,
        author=plain_names(only_names(draft.author)),
        affiliation=draft.affiliation,
        column=draft.column,
        published=draft.published,
        source=source,
        body_start=body_start,
        body_end=body_end,
        fields=_fields(draft, lines, offsets),
        headings=tuple(headings),
    )


def assemble_margin(drafts: Iterable[Draft], source: str) -> Article | None:
    """What a page prints around its articles as a text that can be cited; None for nothing.

    Its title is made of the file's name: a page prints none for itself.
    """
    lines = [line for draft in drafts for line in draft.margin]
    title = f"{PurePosixPath(source).stem}（版面）"
    text = "\n".join(lines)
    return Article(article_id(source, title), title, text, source=source) if lines else None


def _fields(draft: Draft, lines: list[str], offsets: list[int]) -> tuple[FieldSpan, ...]:
    head, tail = len(draft.head), len(draft.tail)
    total = len(lines)
    spans: list[FieldSpan] = []
    values: tuple[tuple[FieldName, str], ...] = (
        ("title", draft.title),
        ("author", draft.author),
        ("affiliation", draft.affiliation),
    )
    taken = -1
    for name, value in values:
        if not value:
            continue
        order = [*range(head), *range(total - tail, total), *range(head, total - tail)]
        # An author's name may occur in the title: the byline comes first.
        order.sort(key=lambda number: number == taken)
        for number in order:
            place = lines[number].find(value)
            if place >= 0:
                start = offsets[number] + place
                spans.append(FieldSpan(name, start, start + len(value)))
                if name == "title":
                    taken = number
                break
    printed: tuple[tuple[FieldName, Place | None], ...] = (
        ("published", printed_date(lines, draft.published)),
        ("publication", printed_source(lines)),
    )
    for name, found in printed:
        if found is not None:
            start = offsets[found.line]
            spans.append(FieldSpan(name, start + found.start, start + found.end))
    return tuple(spans)


def make_unique(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The same articles with ids that occur once.

    Later ones of the same id get a suffix made of their source, then a count,
    so that the id of a file's article does not depend on the files before it
    more than it must.
    """
    seen: set[str] = set()
    result: list[Article] = []
    for article in articles:
        name = article.id
        if name in seen:
            name = f"{article.id}-{article_id(article.source, article.title)[:4]}"
            count = 2
            while name in seen:
                name = f"{article.id}-{count}"
                count += 1
            article = replace(article, id=name)
        seen.add(name)
        result.append(article)
    return tuple(result)
