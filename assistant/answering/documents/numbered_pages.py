"""Pages of slides and of PDF files asked for by their numbers: 第3页说了什么."""

import re
from collections.abc import Iterable

from assistant.answering.drafts import Draft, quote_draft
from assistant.answering.words.question import Question
from assistant.quantities import parse_number
from assistant.text import fold, sentences, tokens
from assistant.types import Article, Span

_SLIDES = (".pptx", ".pptm")
_PAGE_LEVEL = 2  # of the heading that each page has, but a first one that is the title's
_ASKED = re.compile(
    r"第\s*(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:页|张)(?:幻灯片|ppt|片子)?", re.I
)
# What may stand beside the page in a question that is on the whole of it.
_ASKING = re.compile(
    r"说了?|讲了?|写了?|提到了?|介绍了?|(?:主要)?内容|什么|啥|哪些|怎么|有|是|的|里面?|上面?|关于|请问|总结|概括|"
    r"一下|幻灯片|ppt|课件|材料|文件|这个|这份|[?？,。《》\s]",
    re.IGNORECASE,
)
_NAMED_SHARE = 0.6  # of the words beside the page's number
_LONGEST_PAGE = 30  # statements


def page_drafts(question: Question, articles: Iterable[Article]) -> tuple[list[Draft], str] | None:
    """What a page says line by line, or that there is no such page; None where none is asked for.

    Of several shows that one is meant whose title or file the question names; else the first.
    """
    asked = _ASKED.search(question.folded)
    number = parse_number(asked["number"]) if asked else None
    if asked is None or number is None:
        return None
    shows = [each for each in articles if each.pages or each.source.lower().endswith(_SLIDES)]
    rest = _ASKING.sub("", question.folded.replace(asked.group(), ""))
    if rest:
        shares = {each.id: _share(rest, each) for each in shows}
        best = max(shares.values(), default=0.0)
        shows = [each for each in shows if shares[each.id] == best >= _NAMED_SHARE]
    pages = [(show, page) for show in shows if (page := _page(show, int(number))) is not None]
    if pages:
        show, page = pages[0]
        spans = sentences(show.text, page.start, page.end)[:_LONGEST_PAGE]
        return [quote_draft(show, span.start, span.end) for span in spans], ""
    return ([], f"文中没有第{number}页。") if shows else None


def _share(words: str, article: Article) -> float:
    """The share of some words that an article's title or file has."""
    said = frozenset(tokens(words))
    known = frozenset(tokens(fold(f"{article.title},{article.source}")))
    return len(said & known) / len(said) if said else 0.0


def _page(article: Article, number: int) -> Span | None:
    """The lines of a page below its heading, or the heading where nothing stands below it."""
    if article.pages:
        return _printed_page(article, number)
    title = article.field_span("title")
    titled = title is not None and title.end <= article.body_start
    pages = [Span(0, article.body_start)] if titled else []
    pages += [Span(each.start, each.end) for each in article.headings if each.level == _PAGE_LEVEL]
    if not 0 < number <= len(pages):
        return None
    heading = pages[number - 1]
    end = pages[number].start if number < len(pages) else article.body_end
    below = article.text[heading.end : end].strip()
    return Span(heading.end if below else heading.start, end)


def _printed_page(article: Article, number: int) -> Span | None:
    """What stands on a page of a file that has pages."""
    starts = [start for start, page in article.pages if page == number]
    if not starts:
        return None
    ends = (start for start, page in article.pages if page > number)
    # The sentence that the page goes on with is told whole.
    before = (article.text.rfind(mark, 0, starts[0]) + 1 for mark in "。！？；\n")
    return Span(max(before), next(ends, len(article.text)))
