"""What an article says in sum, for who asks for its gist and for no particular thing in it."""

import re
from collections.abc import Sequence

from assistant.answering.documents.article_names import (
    SORTS,
    ArticleNames,
    authors_of,
    title_words,
    without_description,
)
from assistant.answering.drafts import Draft, quote_draft, without_mark
from assistant.answering.outline.nodes import Node
from assistant.answering.outline.point_drafts import list_drafts
from assistant.answering.outline.points import Points
from assistant.answering.words.list_nouns import without_list_nouns
from assistant.answering.words.question import Question, topic_of
from assistant.text import fold, sentences, tokens
from assistant.types import Article, Corpus, Span

_ASKS = re.compile(
    r"讲|谈|说|写|论述|阐述|介绍|内容|观点|看法|主张|建议|意见|措施|举措|对策|要点|重点|"
    r"概括|概述|总结|归纳|梳理|提炼|大意|主旨|思想|摘要|提出|认为"
)
_SORT = rf"(?:{SORTS}|措施|文件|材料)"
# What a question for the gist is made of, beside the article's name.
_META = re.compile(
    rf"(?:这|那|该|此|本)[份个项部]?{_SORT}|"
    r"[本全该此]文|一?文章?|这?一?篇|论文|作者|全文|文中|主要|核心|中心|基本|总体|整体|大致|大概|简要|简单|"
    r"讲述?|谈|说|写|论述|阐述|介绍|概括|概述|总结|归纳|梳理|提炼|大意|主旨|思想|摘要|意思|"
    r"看法|认为|指出|提(?![高升供倡速])|强调|围绕|告诉|关于|有关|对于|工作|方面|我们?|帮|给|用|几句话|一句话|[对就的了到是在里中些那这该此呢吗吧,\"《》]"
)
_THIS = re.compile(
    rf"文章|[本全该此]文|这篇|(?:这|该|此|本)[份个项部]?{_SORT}|{_SORT}(?:的)?(?:主要|核心)?内容"
)
# Words that ask for nothing but a gist, so that part of a title is enough to name the article.
_GIST = re.compile(
    r"(?:主要|核心|基本|大致|总体)(?:的)?(?:内容|观点|精神|意思)|(?:讲|说|写|谈)了?(?:些)?(?:什么|啥|哪些)|"
    r"(?:概括|概述|总结|归纳)(?![成为]了?哪)|大意|主旨|要点"
)
MIN_NAME_CHARS = 4
NAME_SHARE = 0.75  # of its bigrams; those that join two words of the title may be others
# Kinds that ask for one thing about an article, not for what it says.
_OTHER_KINDS = frozenset(
    {"number", "date", "rank", "person", "organisation", "place", "name", "yes_no", "comparison"}
)
# An introductory sentence is shown when it says this share of the title's bigrams.
LEAD_SHARE = 0.4
# Without an outline, the beginning: news is written with its gist in front.
LEAD_SENTENCES = 3
MOST_PARTS = 12


class GistAnswers:
    """Answers by the headings of an article's parts, or by its first sentences."""

    def __init__(self, corpus: Corpus, points: Points, names: ArticleNames) -> None:
        self._corpus = corpus
        self._names = names
        self._points = points

    def answer(self, question: Question) -> tuple[list[Draft], str]:
        """The statements and a note on what was left out; ([], "") for any other question."""
        article = self._meant(question)
        if article is None:
            return [], ""
        root = self._points.nodes(article.id)[0]
        if not root.items:
            # So many things are told, if at all, somewhere in the text.
            return ([] if question.count is not None else _first_sentences(article)), ""
        counted = _part_of_so_many(self._points.nodes(article.id), question)
        if counted is not None:
            return list_drafts(counted), ""
        parts = list_drafts(root)
        note = ""
        if question.count is not None and len(parts) != question.count:
            note = f"文章分为{len(parts)}个部分，不是{question.count}个。"
        if len(parts) > MOST_PARTS:
            note = f"文章分为{len(parts)}个部分，这里只列前{MOST_PARTS}个。"
        return [*_lead(article, root.items[0].start), *parts[:MOST_PARTS]], note

    def _meant(self, question: Question) -> Article | None:
        """The one article whose gist is asked for."""
        if question.kind in _OTHER_KINDS or not _ASKS.search(question.folded):
            return None
        articles = tuple(self._corpus.articles())
        named = self._names.named(question.folded)
        if not named and len(articles) == 1 and _THIS.search(question.folded):
            named = articles
        if named:
            rest = _rest(question.folded, named[0])
            return named[0] if len(named) == 1 and _is_named_by(rest, named[0]) else None
        name = _META.sub("", without_list_nouns(question.topic))
        if len(name) < MIN_NAME_CHARS or not _GIST.search(question.folded):
            return None
        meant = [article for article in articles if _is_named_by(name, article)]
        return meant[0] if len(meant) == 1 else None


def _part_of_so_many(nodes: Sequence[Node], question: Question) -> Node | None:
    """The one part with as many points as are asked for, whose heading has what is asked.

    （三）对策：四个方面协同发力, for 提了哪四个方面的对策 of an article in three parts.
    """
    root = nodes[0]
    if question.count is None or len(root.items) == question.count:
        return None
    asked = [word for word in _ASKS.findall(question.folded) if len(word) > 1]
    found = [
        node
        for node in nodes[1:]
        if node.point in root.items
        and len(node.items) == question.count
        and any(word in fold(node.point.label) for word in asked)
    ]
    return found[0] if len(found) == 1 else None


def _rest(folded: str, article: Article) -> str:
    """What the question says beside the article's name and that its gist is asked for."""
    column = fold(article.column) if not article.author else ""  # 编者按说了什么
    for name in (fold(article.title), column, *authors_of(article)):
        folded = folded.replace(name, ",") if name else folded
    topic = topic_of(without_description(folded))
    return _META.sub("", without_list_nouns(topic))


def _is_named_by(words: str, article: Article) -> bool:
    """Whether words are of an article's title and of nothing else."""
    said, title = frozenset(tokens(words)), title_words(article)
    if len(said & title) < NAME_SHARE * len(said):
        return False
    # Else a part of the article is meant, of which its text speaks.
    return not (said - title) & frozenset(tokens(fold(article.text)))


def _lead(article: Article, end: int) -> list[Draft]:
    """The introductory sentence that says most of the title; [] where none says enough."""
    title = title_words(article)
    best: tuple[float, Span] | None = None
    for span in sentences(article.text, article.body_start, end):
        share = len(title & frozenset(tokens(fold(span.of(article.text))))) / max(1, len(title))
        if share >= LEAD_SHARE and (best is None or share > best[0]):
            best = share, span
    return _quoted(article, [best[1]]) if best else []


def _first_sentences(article: Article) -> list[Draft]:
    spans = list(sentences(article.text, article.body_start, article.body_end))
    return _quoted(article, spans[:LEAD_SENTENCES])


def _quoted(article: Article, spans: Sequence[Span]) -> list[Draft]:
    bare = [without_mark(article.text, span.start, span.end) for span in spans]
    return [quote_draft(article, span.start, span.end) for span in bare if span.end > span.start]
