"""Questions across articles: which of them speak of something, and what each says of it."""

import re
from collections.abc import Sequence

from assistant.answering.documents.mentions import (
    FILES,
    FILES_THAT_SPEAK,
    SPEAK,
    WHO_SPEAKS,
    object_of,
    speaks_of,
)
from assistant.answering.drafts import Draft, quote_draft, without_mark
from assistant.answering.words.question import Question
from assistant.text import fold, sentences
from assistant.types import Article, Corpus, Span

_SEVERAL = re.compile(
    r"(?:[两二三四五六七八九十\d]+|几|各|每|多)(?:篇|位)(?:文章|作者)?|各(?:篇|位|文)|"
    r"哪些(?:文章|作者)|哪几(?:篇|位)|不同(?:文章|作者)|"
    r"文章(?:都|分别)|作者(?:都|分别)|(?:哪|几)(?:一)?篇(?:文章)?(?:提|谈|讲|出现|涉及)|"
    rf"{FILES_THAT_SPEAK}|{WHO_SPEAKS}|谁写(?:了|过)?(?:关于|有关)|有(?:没有)?(?:关于|有关|谈|讲|介绍)[^?]*文章|"
    r"which articles"
)
_SPEAKING = re.compile(rf"{SPEAK}|{WHO_SPEAKS}|谈|讲|说|看法|观点|包含|关于|有关|mention")
_META_WORDS = re.compile(
    rf"{WHO_SPEAKS}|(?:这|那)?个?(?:词|字眼|提法|概念)(?=,|$|谁|都)|"
    r"在?(?:哪些|哪几|哪|这|那|各|每|不同|[两二三四五六七八九十\d几]+)?(?:一)?(?:篇|"
    rf"位|份)?(?:文章|作者|论文|{FILES})(?:们)?(?:里面|里|中|"
    r"当中)?|(?:哪|几|各|每)(?:一)?篇|在(?=,|$)|"
    rf"(?<![成首])都|均|写(?:了|过)?(?=关于|有关)|{SPEAK}|谈|"
    r"分别|各自|怎么说|如何(?:说|看|论述)|怎样(?:说|论述)|"
    r"说了什么|什么看法|有(?:什么|何)(?:看法|观点|论述|不同)|了|过|的?(?:内容|观点|看法|"
    r"说法)|对于?|关于|有关|\barticles?\b|"
    r"\bmention(?:s|ed)?\b"
)
_ALTERNATIVES = re.compile(r"或者?|以及|和|与|及|、|,")

LONGEST_QUOTED_CHARS = 200  # after the sentence that begins to quote
SHORTEST_BODY_CHARS = 4  # of a body's name; shorter ones are people's
MOST_COUNTED = 3  # a sentence that says a thing three times is about it


def is_across(folded: str) -> bool:
    """Whether the question asks for something of several articles."""
    return bool(_SEVERAL.search(folded)) and bool(_SPEAKING.search(folded))


def subjects_of(question: Question) -> tuple[str, ...]:
    """What the articles are asked about: phrases, any of which will do."""
    rest = object_of(question.folded) or _META_WORDS.sub(",", question.topic)
    phrases = [
        re.sub(r"^在|的$|[\"'《》]", "", piece).strip() for piece in _ALTERNATIVES.split(rest)
    ]
    return tuple(dict.fromkeys(phrase for phrase in phrases if len(phrase) > 1))


class AcrossAnswers:
    """Answers that stand under each article that speaks of a thing."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def answer(self, question: Question) -> list[Draft]:
        """One sentence an article, in the library's order; [] where no article speaks of it."""
        subjects = subjects_of(question)
        if not subjects:
            return []
        return self._mentions(subjects, loosely=False) or self._mentions(subjects, loosely=True)

    def _mentions(self, subjects: Sequence[str], *, loosely: bool) -> list[Draft]:
        found = (
            first_mention(each, subjects, loosely=loosely) or _printed_around(each, subjects)
            for each in self._corpus.articles()
        )
        drafts = [draft for draft in found if draft is not None]
        return drafts if any(not _is_around(draft) for draft in drafts) or loosely else []


def heading_of(article: Article) -> str:
    """How an article is named above its statements: 《题名》（作者）."""
    return f"《{article.title}》" + (f"（{article.author}）" if article.author else "")


def _quotation_end(article: Article, span: Span) -> int:
    """Where a sentence ends, with the rest of what it begins to quote."""
    end = span.end
    opened = span.of(article.text).count("“") > span.of(article.text).count("”")
    closed = article.text.find("”", end, min(article.body_end, end + LONGEST_QUOTED_CHARS))
    if not opened or closed < 0 or "“" in article.text[end:closed]:
        return end
    rest = sentences(article.text, closed, article.body_end)
    return rest[0].end if rest else closed + 1


def _printed_around(article: Article, subjects: Sequence[str]) -> Draft | None:
    """The line over or under the text (作者系……研究院教授) that names a body asked about."""
    folded = fold(article.text)
    for begin, finish in ((0, article.body_start), (article.body_end, len(article.text))):
        for subject in subjects:
            place = folded.find(subject, begin, finish)
            if place < 0 or len(subject) < SHORTEST_BODY_CHARS or subject in fold(article.author):
                continue
            start = article.text.rfind("\n", begin, place) + 1 or begin
            line_end = article.text.find("\n", place, finish)
            end = line_end if line_end >= 0 else finish
            marked = (Span(place, place + len(subject)),)
            return quote_draft(article, start, end, marked, heading_of(article))
    return None


def _is_around(draft: Draft) -> bool:
    """Whether a statement rests on a line over or under its article's text."""
    source = draft.sources[0]
    return source.end <= source.article.body_start or source.start >= source.article.body_end


def first_mention(
    article: Article, subjects: Sequence[str], *, loosely: bool, beside: Draft | None = None
) -> Draft | None:
    """The sentence that says most of the subjects, and most often; None for no mention.

    With `beside` another one than that.
    """
    shown = beside.sources if beside else ()
    folded, title = fold(article.text), fold(article.title)
    if not any(speaks_of(subject, folded, title, loosely=loosely) for subject in subjects):
        return None
    best: tuple[tuple[int, int], Span] | None = None
    for span in sentences(article.text, article.body_start, article.body_end):
        if any(place.start < span.end and span.start < place.end for place in shown):
            continue
        text = folded[span.start : span.end]
        said = [each for each in subjects if speaks_of(each, text, title, loosely=loosely)]
        score = len(said), min(MOST_COUNTED, sum(text.count(each) for each in said))
        if said and (best is None or score > best[0]):
            best = score, span
    if best is None:
        return None
    span = without_mark(article.text, best[1].start, _quotation_end(article, best[1]))
    text = folded[span.start : span.end]
    emphasis = tuple(
        Span(span.start + place, span.start + place + len(subject))
        for subject in subjects
        if (place := text.find(subject)) >= 0
    )
    return quote_draft(article, span.start, span.end, emphasis, heading_of(article))
