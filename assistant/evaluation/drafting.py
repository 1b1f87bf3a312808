"""Drafts of questions from a library, made by rule, without a language model.

Every draft carries what a right answer must hold, the article it comes from and
the words it was made of, and is marked 草稿待核: a person reads it before it counts.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from assistant.evaluation.questions import Question
from assistant.labels import (
    as_asked,
    asks,
    begins_midway,
    contents_question,
    is_bare,
    subject_of,
    tells,
)
from assistant.text import sentences
from assistant.types import Article, Corpus, Point

DRAFT_MARK = "草稿待核"
"""Begins the note of every draft."""

SHORTEST_LABEL, LONGEST_LABEL = 4, 28
MOST_ITEMS = 8
"""A list with more items is no question that a person would ask."""

SOURCE_CHARS = 80
"""How much of the sentence a draft was made of stands in its note."""

_EDGES = "。；：，、:;,.!！ 　\n"
_DEED = re.compile(
    "加快|加大|加强|强化|推动|推进|促进|深化|优化|完善|健全|建立|构建|打造|实施|落实|提升|提高|培育|壮大|发展|"
    "建设|做好|坚持|支持|鼓励|引导|创新|开展|拓展|扩大|突出|聚焦|攻克|保障|保护|倡导|形成|统筹|加速|探索|推广"
)
_NUMERALS = "零一二三四五六七八九十"
_ENUMERATION = re.compile(
    r"(?P<items>[^，。；、：“”（）\s]{2,8}(?:、[^，。；、：“”（）\s]{2,8})+)(?:等|这)?"
    r"(?P<count>[二两三四五六七八九十])(?P<measure>个|大|项|类|种|条)(?P<noun>[^，。；、的是在起将为有]{2,10})"
)
_DOCUMENT_SAYS = re.compile(
    r"^《(?P<title>[^》]{4,40})》(?:中|也|还|明确|进一步)*(?P<verb>提出|明确|指出|强调|规定|要求)，?(?P<rest>.{8,60})"
)
_PER_ONE = re.compile("每.{1,2}")  # 每班不少于2人 does not say of what
_UNIT_IN_HEAD = re.compile(r"[（(][^（）()]{1,12}[）)](?= |$)|[%‰]$")
_COUNTED = re.compile("[个家户名位项条座台辆件种所]$")
_ANNOUNCES = re.compile("以下|下列|如下")
# What stands before the first member of an enumeration and is no part of it.
_BEFORE_ITEM = re.compile(
    rf"^(?:(?:协同|共同|联合|积极|大力)?(?:{_DEED.pattern}|共建|发挥|围绕|包括|作为|依托|对|在|以|与|和))++"
)
_BY_YEAR = re.compile(
    r"^(?P<lead>到|截至|至|自|从)?(?P<year>(?:19|20)\d{2})年(?:底|末|初|以来|起)?，"
)


class Figure(Protocol):
    """What drafting reads of a figure of the documents (`assistant.ingest.figures.Figure`)."""

    @property
    def article_id(self) -> str:
        """The article that prints it."""

    @property
    def indicator(self) -> str:
        """What is counted."""

    @property
    def whom(self) -> str:
        """To whom or to which of several it goes; "" where its name says all."""

    @property
    def change(self) -> str:
        """How it is compared ("同比增长"); "" for a plain value."""

    @property
    def printed(self) -> str:
        """The value with its unit, as printed."""

    @property
    def year(self) -> str:
        """The year it is of, or ""."""

    @property
    def region(self) -> str:
        """The place it is of, or ""."""

    @property
    def start(self) -> int:
        """Where the value stands in the article's text."""


def draft_questions(
    corpus: Corpus, figures: Sequence[Figure], *, most: int = 10
) -> tuple[Question, ...]:
    """At most `most` answerable drafts of each sort, taken in turn from every article.

    The same library gives the same drafts, in the same order.
    """
    articles = corpus.articles()
    makers: tuple[Callable[[Article], Iterator[Question]], ...] = (
        lambda a: _from_figures(a, [f for f in figures if f.article_id == a.id]),
        _from_years,
        _from_byline,
        _from_named_documents,
        _from_enumerations,
        lambda a: _from_lists(a, corpus.outline(a.id)),
        lambda a: _from_points(a, corpus.outline(a.id)),
    )
    drafts: list[Question] = []
    asked: set[str] = set()
    for make in makers:
        columns = [list(make(article)) for article in articles]
        taken = 0
        for question in _in_turn(columns):
            if taken < most and question.question not in asked:
                asked.add(question.question)
                drafts.append(question)
                taken += 1
    return tuple(drafts)


def _in_turn(columns: Sequence[Sequence[Question]]) -> Iterator[Question]:
    for row in range(max(map(len, columns), default=0)):
        for column in columns:
            if row < len(column):
                yield column[row]


def note_of(source: str) -> str:
    """The note of a draft made of `source`."""
    words = re.sub(r"\s+", " ", source).strip()
    shown = words if len(words) <= SOURCE_CHARS else f"{words[:SOURCE_CHARS]}…"
    return f"{DRAFT_MARK}；原文：{shown}"


def _draft(
    article: Article, kind: str, question: str, facts: Sequence[Sequence[str]], source: str
) -> Question:
    return Question(
        id="",
        question=question,
        kind=kind,
        alternatives=(tuple(tuple(fact) for fact in facts),),
        articles=(article.title,),
        note=note_of(source),
    )


def _sentence_at(article: Article, offset: int) -> str:
    for span in sentences(article.text):
        if span.start <= offset < span.end:
            return span.of(article.text)
    return ""


def _from_figures(article: Article, figures: Sequence[Figure]) -> Iterator[Question]:
    """经济总量 of 2021 in a place: 2021年成渝地区双城经济圈经济总量是多少？"""
    for figure in figures:
        if _PER_ONE.fullmatch(figure.indicator):
            continue
        # 教育支出 2024年预算数（万元）, the row and the head of a table's cell
        name = _UNIT_IN_HEAD.sub("", figure.indicator).replace(" ", "的")
        if figure.whom and figure.whom not in name:
            name = f"{figure.whom}的{name}"  # of several that are paid alike: 一档的缴费标准
        year = f"{figure.year}年" if figure.year and figure.year not in name else ""
        about = f"{year}{figure.region if figure.region not in name else ''}"
        ranked = figure.printed.startswith("第")
        asks = "第几" if ranked else "多少"
        counted = _COUNTED.search(figure.printed)
        joint = "" if figure.change else "排" if ranked else "有" if counted else "是"
        unit = counted.group() if counted and not ranked else ""
        question = f"{about}{name}{figure.change}{joint}{asks}{unit}？"
        yield _draft(
            article, "fact", question, [[figure.printed]], _sentence_at(article, figure.start)
        )


def _from_years(article: Article) -> Iterator[Question]:
    """到2025年，协同推进…取得进展: 到哪一年，协同推进…取得进展？"""
    for span in sentences(article.text, article.body_start, article.body_end):
        sentence = span.of(article.text)
        for opening in re.finditer(r"(?:^|，)(?=(?:到|截至|至|自|从)?(?:19|20)\d{2}年)", sentence):
            rest = sentence[opening.end() :]
            match = _BY_YEAR.match(rest)
            if match is None:
                continue
            claim = re.split("[，；。]", rest[match.end() :])[0].strip(_EDGES)
            if SHORTEST_LABEL <= len(claim) <= 2 * LONGEST_LABEL:
                question = f"{match['lead'] or ''}哪一年，{claim}？"
                yield _draft(article, "fact", question, [[match["year"]]], sentence)


def _from_byline(article: Article) -> Iterator[Question]:
    if article.author:
        names = [name for name in re.split(r"[、，,\s]+", article.author) if name]
        asks = f"《{article.title}》的作者是谁？"
        yield _draft(article, "meta", asks, [[name] for name in names], article.author)
        if len(names) == 1:
            yield _draft(
                article, "meta", f"{names[0]}写的文章是哪一篇？", [[article.title]], article.title
            )
            if article.affiliation:
                fact = [[article.affiliation]]
                asks = f"{names[0]}在哪里工作，担任什么职务？"
                yield _draft(article, "meta", asks, fact, article.affiliation)


def _from_named_documents(article: Article) -> Iterator[Question]:
    for span in sentences(article.text, article.body_start, article.body_end):
        sentence = span.of(article.text)
        match = _DOCUMENT_SAYS.match(sentence)
        if match:
            claim = re.split("[；。]", match["rest"])[0]
            rest = "，".join(claim.split("，")[:2]).strip(_EDGES)
            question = f"哪份文件{match['verb']}，{rest}？"
            yield _draft(article, "fact", question, [[match["title"]]], sentence)


def _from_enumerations(article: Article) -> Iterator[Question]:
    """汽车、电子信息、装备制造三个万亿级产业: 三个万亿级产业是哪三个？"""
    for span in sentences(article.text, article.body_start, article.body_end):
        sentence = span.of(article.text)
        for match in _ENUMERATION.finditer(sentence):
            first, *others = match["items"].split("、")
            items = [_BEFORE_ITEM.sub("", first) or first, *others]
            count = 2 if match["count"] == "两" else _NUMERALS.index(match["count"])
            if len(items) != count:
                continue
            noun = f"{match['count']}{match['measure']}{match['noun']}"
            question = f"{noun}是哪{match['count']}{match['measure']}？"
            yield _draft(article, "list", question, [[item] for item in items], sentence)


def topic_of(point: Point) -> str:
    """What a point is about: its label without marks; of several clauses the last."""
    label = point.label.strip(_EDGES)
    if point.mark:
        label = label.removeprefix(point.mark.strip()).strip(_EDGES)
    if len(label) > LONGEST_LABEL or "，" in label:
        clauses = [part for part in re.split("[，；：。]", label) if len(part) >= SHORTEST_LABEL]
        label = clauses[-1] if clauses else label
    return subject_of(label.strip(_EDGES))


def _usable(topic: str) -> bool:
    if not SHORTEST_LABEL <= len(topic) <= LONGEST_LABEL or re.search("[？?“”]", topic):
        return False
    return asks(topic) or not (tells(topic) or is_bare(topic))


def _names_parts(point: Point, items: Sequence[Point]) -> bool:
    """Whether the items of a point are parts that a person would name.

    Not the chapters of rules (总则, 附则), nor clauses that announce lists of their own.
    """
    if "，" in point.label and not _DEED.match(topic_of(point)):
        return False  # 全面提速，整体成势: the last clause of what is said
    return not any(is_bare(item.label) or _ANNOUNCES.search(item.label) for item in items)


def _from_lists(article: Article, root: Point) -> Iterator[Question]:
    """A point with numbered items under it: …包括哪几个方面？"""
    for point in root.walk():
        items = [child for child in point.children if child.mark and child.label]
        topic = topic_of(point)
        if not (2 <= len(items) <= MOST_ITEMS and _usable(topic) and _names_parts(point, items)):
            continue
        count = "两" if len(items) == 2 else _NUMERALS[len(items)]
        question = as_asked(topic) if asks(topic) else f"{topic}包括哪{count}个方面？"
        facts = [[topic_of(item)] for item in items]
        yield _draft(article, "list", question, facts, "；".join(item.label for item in items))


def _from_points(article: Article, root: Point) -> Iterator[Question]:
    """One item and what it says: 怎样加快能源绿色低碳转型？ The facts are its first clauses."""
    for point in root.walk():
        topic = topic_of(point)
        if not point.mark or not _usable(topic) or begins_midway(point.label):
            continue
        parts = [child for child in point.children if child.kind in {"sentence", "clause"}]
        facts = [[fact] for child in parts if (fact := _first_clause(article, child))]
        if not 2 <= len(facts) <= MOST_ITEMS:
            continue
        question = f"怎样{topic}？" if _DEED.match(topic) else contents_question(topic)
        question = as_asked(topic) if asks(topic) else question
        yield _draft(article, "list", question, facts, article.text[point.start : point.end])


def _first_clause(article: Article, point: Point) -> str:
    clause = re.split("[，；。：]", article.text[point.start : point.end].strip(_EDGES))[0]
    return clause.strip(_EDGES) if len(clause) >= SHORTEST_LABEL else ""
