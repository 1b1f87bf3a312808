"""Short and full names, where the documents themselves give both: 全称（以下简称“简称”）."""

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.drafts import Draft, quote_draft, without_mark
from assistant.answering.words.question import Question
from assistant.text import fold, sentences
from assistant.types import Article, Corpus, Span

_ALIAS = re.compile(
    r"(?P<full>[^,。;:!?()\s]{3,40})\((?:以下|下文|后文)?(?:统一)?(?:简称|下称|统称|又称|"
    r"也称|即)(?:为|"
    r"是)?[:,]?\"?(?P<short>[^\"()]{2,20})\"?\)"
)
_ASKS_NAME = re.compile(
    r"全称|全名|简称|意思|含义|是什么$|是什么\?|什么是|指(?:的)?(?:是)?什么|何谓|何为|叫什么"
)


def in_short(name: str, folded: str) -> str:
    """A folded name, the parts that a folded text shortens (以下简称“西部智联”) put short."""
    for alias in _ALIAS.finditer(folded):
        name = name.replace(alias["full"], alias["short"])
    return name


_TITLE = re.compile(r"《([^》]{4,60})》")
_HINT = re.compile(r"[简統统下又也][称稱]")
_QUOTES = re.compile(r"[\"'《》]")
_QUALIFIER = re.compile(r"(?:的|是|为)?(?:全称|全名|简称|意思|含义)?(?:的|是)?$")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an article gives a thing's two names; `short` and `full` are folded."""

    article: Article
    short: str
    full: str
    span: Span


class Aliases:
    """The short and full names that a library's articles give; read on first use."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def answer(self, question: Question) -> list[Draft]:
        """The sentence that gives the other name of what is asked about; [] where none does."""
        if not _ASKS_NAME.search(question.folded):
            return []
        names = (*question.quoted, *question.topic.split(","))
        wanted = {_QUALIFIER.sub("", _QUOTES.sub("", name)) for name in names}
        for place in self._places:
            if place.short in wanted or (
                "简称" in question.folded
                and any(len(name) > 3 and place.full.endswith(name) for name in wanted)
            ):
                return [_draft(place)]
        if re.search(r"全称|全名|完整名称", question.folded):
            return self._longer_title(wanted)
        return []

    def _longer_title(self, wanted: set[str]) -> list[Draft]:
        """The sentence that names a document by a title which ends in the one asked about."""
        for article in self._corpus.articles():
            for match in _TITLE.finditer(fold(article.text), article.body_start, article.body_end):
                if any(match[1].endswith(n) and match[1] != n for n in wanted if len(n) > 3):
                    return [_draft(_Place(article, match[1], match[1], Span(*match.span())))]
        return []

    @cached_property
    def _places(self) -> tuple[_Place, ...]:
        found: list[_Place] = []
        for article in self._corpus.articles():
            if not _HINT.search(article.text):
                continue
            folded = fold(article.text)
            found.extend(
                _Place(article, match["short"], match["full"], Span(*match.span()))
                for match in _ALIAS.finditer(folded, article.body_start, article.body_end)
            )
        return tuple(found)


def _draft(place: _Place) -> Draft:
    article = place.article
    sentence = next(
        span
        for span in sentences(article.text, article.body_start, article.body_end)
        if span.start <= place.span.start < span.end
    )
    whole = without_mark(article.text, sentence.start, sentence.end)
    return quote_draft(article, whole.start, whole.end, (place.span,))
