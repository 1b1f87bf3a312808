"""A conversation as the browser sends it, checked against the library before it is exported."""

import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.api.problems import ApiError
from assistant.errors import ArticleNotFound
from assistant.serialise import page_name
from assistant.service import find_anchor
from assistant.types import Article, Citation

if TYPE_CHECKING:
    from assistant.service import Assistant

_NOT_SAID = re.compile(r"[\s《》_]")  # in which a file's name may differ from the same title
# Of a file. A body of a few kilobytes may ask for the same long note at every mark.
MAX_NOTES = 1_000
MAX_PARAGRAPHS = 4_000
MAX_CHARS = 500_000
Short = Annotated[str, StringConstraints(max_length=500)]
Long = Annotated[str, StringConstraints(max_length=8_000)]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class SentCitation(_Sent):
    """One citation; `quote` is what the browser kept, used only where the article has gone."""

    number: int = Field(ge=1, le=10_000)
    article_id: Short
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: Long = ""
    text_hash: Short = ""
    title: Short = ""
    author: Short = ""
    column: Short = ""
    published: Short = ""
    source: Short = ""
    page: int | None = Field(default=None, ge=1)
    recognised: bool = False


class SentStatement(_Sent):
    """One statement with the numbers of its citations."""

    text: Long
    citations: list[int] = Field(default_factory=list, max_length=50)
    group: Short = ""

    def marks(self) -> list[int]:
        """The numbers of its citations, each once."""
        return list(dict.fromkeys(self.citations))


class SentTurn(_Sent):
    """One question with its answer; `scope` names the articles it was limited to, "" for all."""

    question: Long
    scope: Short = ""
    outcome: Short = "answered"
    reason: Long = ""
    statements: list[SentStatement] = Field(default_factory=list, max_length=200)
    citations: list[SentCitation] = Field(default_factory=list, max_length=200)

    def cited(self, statement: SentStatement) -> list[SentCitation]:
        """What a statement of it cites; a mark that no citation has is left out."""
        by_number = {citation.number: citation for citation in self.citations}
        return [by_number[number] for number in statement.marks() if number in by_number]


class SentConversation(_Sent):
    """What is to be exported, at most 200 questions."""

    title: Short = ""
    turns: list[SentTurn] = Field(min_length=1, max_length=200)


def check_size(conversation: SentConversation) -> None:
    """Raise ApiError 413 where the file would be too long, with what it has and what it may."""
    statements = [(turn, each) for turn in conversation.turns for each in turn.statements]
    notes = [citation for turn, each in statements for citation in turn.cited(each)]
    _check_most("出处", len(notes), "处", MAX_NOTES)
    _check_most("回答", len(statements), "段", MAX_PARAGRAPHS)
    chars = sum(len(turn.question) + len(turn.reason) for turn in conversation.turns)
    chars += sum(len(each.text) + len(each.group) for _, each in statements)
    _check_most("内容", chars + sum(len(note.quote) for note in notes), "个字", MAX_CHARS)


def _check_most(what: str, count: int, unit: str, most: int) -> None:
    if count > most:
        detail = f"要导出的{what}有 {count} {unit}，最多 {most} {unit}；请分几次导出。"
        raise ApiError(413, "conversation_too_long", detail)


def citation_place(citation: SentCitation, article: Article) -> dict[str, Any]:
    """Where the quote stands in the article now: state "same", "moved" or "gone", start, end."""
    kept = Citation(
        citation.number,
        citation.article_id,
        citation.start,
        citation.end,
        citation.quote,
        citation.text_hash,
    )
    found = find_anchor(article, kept)
    if found is None:
        return {"state": "gone"}
    same = citation.text_hash == article.text_hash
    return {"state": "same" if same else "moved", "start": found.start, "end": found.end}


def _paper(source: str, title: str) -> str:
    """The file's name without folder and ending; "" where it only says the title again."""
    paper = source.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return "" if _NOT_SAID.sub("", paper) == _NOT_SAID.sub("", title) else paper


def note_text(citation: SentCitation, assistant: "Assistant") -> str:
    """《题名》，作者，报刊（栏目），日期，第3页：“引文”, from the library where it still says so.

    The paper is the file's name, and left out where that is the title.

    A quote that the article no longer has is marked as 原文已变更.
    """
    title, author, column = citation.title, citation.author, citation.column
    published, source, changed = citation.published, citation.source, "（原文已变更）"
    page, scanned = citation.page, citation.recognised
    try:
        article = assistant.article(citation.article_id)
    except ArticleNotFound:
        changed = "（已移出文库）"
    else:
        title, author, column = article.title, article.author, article.column
        published, source = article.published, article.source
        found = citation_place(citation, article)
        if found["state"] != "gone":
            changed, page = "", article.page_at(found["start"])
            scanned = article.is_recognised(found["start"])
    paper = _paper(source, title)
    place = f"{paper}（{column}）" if paper and column else paper or column
    printed = page_name(page, scanned)
    parts = [f"《{title}》" if title else "", author, place, published, printed]
    return "，".join(part for part in parts if part) + f"：“{citation.quote}”{changed}"
