"""The values that walk through the assistant, in the order in which they flow.

All are frozen: an article is read once, and everything after it points into
`article.text` by character offsets. Offsets are half-open, counted in Python
characters (code points), and always index the text as printed, never a
normalised copy of it.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Outcome = Literal["answered", "abstained"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of one text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """Where a piece of an article's metadata stands printed in its text.

    "publication" is the periodical or the office that it says it is from.
    """

    name: Literal["title", "author", "affiliation", "column", "published", "publication"]
    start: int
    end: int


ITEM_LEVEL = 10  # of the items of a bulleted list; those of a list within it have one more


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that the file's own markup (Markdown, HTML, Word) sets apart.

    A heading, of which level 1 is the highest, or from ITEM_LEVEL on an item of a bulleted list.
    """

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Article:
    """One document: its text as printed, and what is known about it.

    `text` holds the title line, the byline and the affiliation note where the
    document has them, so that answers about the article itself can be cited;
    `body_start:body_end` is the part between, on which the outline is built.
    `published` is an ISO date (YYYY-MM-DD, YYYY-MM or YYYY) or empty.
    `source` is the file's path relative to the folder that was read. `pages`
    are where in `text` the pages of a file that has them begin: (offset, number)
    in order, the number as counted from 1 in the file; `recognised` are the numbers
    of those whose text was recognised in a picture, and may be misread.
    """

    id: str
    title: str
    text: str
    author: str = ""
    affiliation: str = ""
    column: str = ""
    published: str = ""
    source: str = ""
    body_start: int = 0
    body_end: int = -1
    fields: tuple[FieldSpan, ...] = ()
    headings: tuple[Heading, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    recognised: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.body_end < 0:
            object.__setattr__(self, "body_end", len(self.text))

    @property
    def text_hash(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the text: the anchor of a citation."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()[:16]

    def page_at(self, offset: int) -> int | None:
        """The number of the page on which a character stands; None where the file has no pages."""
        if not self.pages:
            return None
        place = bisect_right(self.pages, offset, key=lambda page: page[0])
        return self.pages[max(place - 1, 0)][1]

    def is_recognised(self, offset: int) -> bool:
        """Whether the text there was recognised in a picture of its page."""
        return self.page_at(offset) in self.recognised

    def field_span(self, name: str) -> Span | None:
        """Where the named field stands in the text; None where it is not printed there."""
        for field in self.fields:
            if field.name == name:
                return Span(field.start, field.end)
        return None


@dataclass(frozen=True, slots=True)
class Point:
    """A node of an article's outline; the root covers the body.

    `start:end` is everything the point says, its label and children included.
    `label` is the printed lead (`text[label_start:label_end]`): a heading, the
    lead sentence of a section, 一是…'s first clause. `mark` is the printed
    enumerator alone ("一是", "（二）", "第三", "1.") or "". Children lie inside
    their parent, in order, without overlap.
    """

    article_id: str
    kind: Literal["article", "heading", "section", "item", "sentence", "clause", "field"]
    label: str
    label_start: int
    label_end: int
    start: int
    end: int
    mark: str = ""
    children: tuple["Point", ...] = ()

    def walk(self) -> Iterator["Point"]:
        """This point and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an article that is searched and shown: `article.text[start:end] == text`.

    `path` holds the labels of the points above it, outermost first. `id` is
    `<article_id>:<start>-<end>`.
    """

    id: str
    article_id: str
    path: tuple[str, ...]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. `score` orders hits; the retrievers' own scores stand beside it.

    `dense` is a cosine in [-1, 1], `keyword` a BM25 score; None where that
    retriever did not return the passage. `found_by` names the retrievers.
    """

    passage: Passage
    score: float
    found_by: tuple[str, ...]
    dense: float | None = None
    keyword: float | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact characters a statement rests on: `article.text[start:end] == quote`, always.

    `text_hash` is the article's text hash when the citation was made, so that
    a later reader can tell that the document has changed since.
    """

    number: int
    article_id: str
    start: int
    end: int
    quote: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or list item of an answer; `citations` are numbers of `Answer.citations`.

    `emphasis` are the spans of `text` that answer the question, shown in bold.
    `group` is the heading under which the statement stands ("" for none): the
    article in an answer across articles. `check` names how it was verified:
    "quote" (its own citation's characters), "metadata" (the printed byline,
    or a table's row and heading), "model" (a model's sentence that passed every
    check of citations.py).
    """

    text: str
    citations: tuple[int, ...]
    emphasis: tuple[Span, ...] = ()
    group: str = ""
    check: Literal["quote", "metadata", "model"] = "quote"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question was not answered, in parts that a person can check.

    `missing_terms` occur nowhere in the library; `failed_constraint` is a
    Chinese sentence ("文中只有2021年的数据") or "". `kind`: "no_evidence" and
    "constraint" are abstentions; "small_talk" and "out_of_scope" are polite
    replies to what is no question about documents; "empty_library" says that
    there is nothing to search.
    """

    kind: Literal["no_evidence", "constraint", "small_talk", "out_of_scope", "empty_library"]
    missing_terms: tuple[str, ...] = ()
    failed_constraint: str = ""


# Below this confidence a reader is told to look at the source before quoting; every page has it
# from here.
LOOK_FIRST_BELOW = 0.6


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says to one question.

    `statements` is empty when `outcome` is "abstained" (then `refusal` is
    set); a greeting is "abstained" with `refusal.kind == "small_talk"`.
    `reason` is one Chinese sentence for the reader: what the refusal rests on,
    or which part of the question the documents do not cover ("" for none).
    `hits` are the nearest passages, `confidence` the calibrated probability in
    [0, 1] that the documents answer the question, `suggestions` up to three
    questions that they can answer. `only_nearest` tells of statements that are
    merely nearest in meaning to a question in everyday words, no sure answer.
    """

    question: str
    standalone_question: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    outcome: Outcome
    reason: str
    confidence: float
    suggestions: tuple[str, ...] = ()
    seconds: float = 0.0
    refusal: Refusal | None = None
    only_nearest: bool = False

    @property
    def text(self) -> str:
        """The answer as plain text with [n] markers; the reason alone when abstained."""
        if self.outcome == "abstained":
            return self.reason
        lines: list[str] = []
        group = ""
        for statement in self.statements:
            if statement.group and statement.group != group:
                group = statement.group
                lines.append(group)
            marks = "".join(f"[{number}]" for number in statement.citations)
            lines.append(f"{statement.text}{marks}")
        if self.reason:
            lines.append(self.reason)
        return "\n".join(lines)


class Corpus(Protocol):
    """What answering and evaluation may ask of the library; positions never identify anything."""

    def articles(self) -> Sequence[Article]:
        """All articles, in a fixed order (source, then place in the source)."""

    def margins(self) -> Sequence[Article]:
        """What pages print around their articles, one text a page; none of them is an article."""

    def article(self, article_id: str) -> Article:
        """The article, or margin, of that id; raises ArticleNotFound."""

    def outline(self, article_id: str) -> Point:
        """The root point of the article's outline; raises ArticleNotFound."""

    def passages(self) -> Mapping[str, Passage]:
        """All passages by id."""


class Search(Protocol):
    """Finds passages for a query; the one thing answering knows about retrieval."""

    def __call__(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The best `limit` hits, best first; () when nothing in the library matches."""


class TermStatistics(Protocol):
    """How rare a term of `assistant.text.tokens` is in the library."""

    @property
    def document_count(self) -> int:
        """Number of passages counted."""

    def document_frequency(self, token: str) -> int:
        """In how many passages the token occurs; 0 for a token of no passage."""
