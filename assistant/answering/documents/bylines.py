"""Statements about one article, made of what is printed about it: title, author, post, date."""

import re

from assistant.answering.drafts import Draft, Source
from assistant.types import Article, Span

LEAST_AUTHORS = 2  # of whom each has a post of his own


def _field(article: Article, name: str) -> Source | None:
    span = article.field_span(name)
    return Source(article, span.start, span.end) if span else None


def title_draft(article: Article) -> Draft | None:
    """《题名》（作者）."""
    source = _field(article, "title")
    author = _field(article, "author")
    if source is None:
        return None
    by = f"（{article.author}）" if author else ""
    sources = (source, author) if author else (source,)
    return Draft(f"《{article.title}》{by}", sources, check="metadata")


def author_draft(article: Article) -> Draft | None:
    """Who wrote an article; None where no author is printed."""
    source, title = _field(article, "author"), _field(article, "title")
    if source is None:
        return None
    name = f"《{article.title}》的作者是{article.author}" if title else f"作者是{article.author}"
    return Draft(name, (source, title) if title else (source,), check="metadata")


def post_draft(article: Article) -> Draft | None:
    """What the byline says of the author, else who the author is."""
    source, author = _field(article, "affiliation"), _field(article, "author")
    if source is None:
        return author_draft(article)
    each = _each_post(article, source)
    if each is not None:
        return Draft(each.quote, (each,), check="metadata")
    text = f"{article.author}：{article.affiliation}" if author else article.affiliation
    return Draft(text, (source, author) if author else (source,), check="metadata")


def _each_post(article: Article, first: Source) -> Source | None:
    """The note that gives each of several authors his own post (甲系某校教授，乙系某局局长)."""
    names = [name for name in re.split(r"[、,，;；\s]+", article.author) if len(name) > 1]
    line = Span(
        article.text.rfind("\n", 0, first.start) + 1,
        (article.text + "\n").find("\n", first.end),
    )
    note = line.of(article.text)
    stated = [
        re.search(rf"{re.escape(name)}(?:系|为|是|任|[:：])[^，；。）)]++", note) for name in names
    ]
    found = [each for each in stated if each]
    if len(found) < LEAST_AUTHORS or len(found) < len(names):
        return None
    start, end = min(each.start() for each in found), max(each.end() for each in found)
    return Source(article, line.start + start, line.start + end)


_PROJECT = re.compile(
    r"(?:本[文项](?:研究)?|本研究|该文)(?:系|为|是|属|受|得到|获得?|由)[^。）)]*(?:项目|课题|基金|成果|资助)[^。）)\n]*|"
    r"(?:基金|课题|资助)(?:项目|来源|名称)?[】\]]?[:：][^。\n]*"
)


def project_draft(article: Article) -> Draft | None:
    """What an article prints of the research that it belongs to; None where it prints none."""
    told, title = _PROJECT.search(article.text), _field(article, "title")
    if told is None:
        return None
    source = Source(article, told.start(), told.end())
    text = f"《{article.title}》：{source.quote}" if title else source.quote
    return Draft(text, (source, title) if title else (source,), check="metadata")


def column_draft(article: Article) -> Draft | None:
    """The column that an article stood in."""
    source = _field(article, "title")
    if source is None:
        return None
    # Column labels are not part of an article's text, so the title is what can be cited.
    printed = _field(article, "column")
    text = f"《{article.title}》刊于“{article.column}”栏目"
    return Draft(text, (source, printed) if printed else (source,), check="metadata")


def published_draft(article: Article) -> Draft | None:
    """The day that an article bears; None where none is printed."""
    source, title = _field(article, "published"), _field(article, "title")
    if source is None:
        return None
    text = f"《{article.title}》：{source.quote}" if title else source.quote
    return Draft(text, (source, title) if title else (source,), check="metadata")


def publication_draft(article: Article) -> Draft | None:
    """The periodical or office that an article says it is from; None where it says nothing."""
    source, title = _field(article, "publication"), _field(article, "title")
    if source is None:
        return None
    verb = "刊于" if source.quote.startswith("《") else "来源是"
    sources = (source, title) if title else (source,)
    return Draft(f"《{article.title}》{verb}{source.quote}", sources, check="metadata")
