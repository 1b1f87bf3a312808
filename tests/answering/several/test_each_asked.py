"""Whom a question asks, and of what, wherever in it they stand."""

import pytest

from assistant.answering.documents.article_names import ArticleNames, Signatures
from assistant.answering.several.each_asked import EachQuestion, each_question
from assistant.types import Article

ARTICLES = (
    Article(
        id="forest",
        title="林下经济怎样富民",
        text="林下经济让群众增收。",
        author="程一凡",
        affiliation="云江大学农学院教授",
    ),
    Article(
        id="fishery",
        title="近海渔业如何转型",
        text="近海渔业资源衰退。",
        author="贺小川",
        affiliation="望海市渔业局局长",
    ),
    Article(id="plan", title="望海市冷链物流发展行动计划（2025—2027年）", text="建设冷库。"),
    Article(id="rules", title="云江省渔港管理办法", text="渔港应当保持畅通。"),
)
NAMES = ArticleNames(ARTICLES)
SIGNATURES = Signatures(ARTICLES)


def put(question: str) -> EachQuestion:
    asked = each_question(question, SIGNATURES, NAMES)
    assert asked is not None
    return asked


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("冷链的成本怎么分摊？程一凡、贺小川都有论述，请对比", "冷链的成本怎么分摊"),
        ("冷链怎么建？请把程一凡和贺小川两篇文章的说法放在一起给我", "冷链怎么建"),
        ("程一凡、贺小川怎么看市场壁垒？两人说法比一比", "市场壁垒"),
        ("关于冷链物流，程一凡和贺小川两位的文章分别提出了什么？", "冷链物流"),
        ("我们处要写一段关于冷链物流的综述，麻烦把程一凡、贺小川各自说的内容列一下", "冷链物流"),
        ("几位作者都谈到冷链物流，请汇总一下程一凡和贺小川各自的提法", "冷链物流"),
        ("毗邻地区怎么合作，程一凡与贺小川的说法对照一下", "毗邻地区怎么合作"),
        ("程一凡 贺小川 冷链物流", "冷链物流"),
        ("冷链物流 程一凡 贺小川 分别有什么主张", "冷链物流"),
        ("比较一下程一凡和贺小川在冷链物流上的提法", "冷链物流"),
        ("关于冷链物流，云江大学农学院教授和望海市渔业局局长分别提出了什么？", "冷链物流"),
        ("冷链物流，讲林下经济那篇和讲近海渔业那篇分别怎么说？", "冷链物流"),
        ("林下经济和近海渔业两篇文章，各怎么讲冷链物流？", "冷链物流"),
        ("程一凡和贺小川都提到哪三大产业？", "哪三大产业"),
        ("对比一下程一凡和贺小川在冷链方面的主张与做法", "冷链"),
        ("比一比程一凡、贺小川在冷链上的观点和看法", "冷链"),
        ("对照看看程一凡与贺小川在冷链领域的表述、提法", "冷链"),
        ("程一凡和贺小川在冷链方面的观点对比", "冷链"),
        ("把程一凡和贺小川在冷链问题上的态度做个比较", "冷链"),
        ("程一凡与贺小川在冷链方面主张的异同", "冷链"),
        ("程一凡和贺小川在冷链方面的主张和做法分别是什么？", "冷链"),
        ("请做个对比：程一凡和贺小川在冷链方面的措施", "冷链方面的措施"),
        ("程一凡、贺小川的文章分别引用了哪些规划？", "哪些规划"),
        ("程一凡和贺小川都谈人才，分别怎么讲？", "人才"),
        ("冷链补贴这件事，程一凡和贺小川各是怎么提的？", "冷链补贴"),
        ("程一凡、贺小川各提到什么示范港？每人说一个就行", "什么示范港"),
        ("程一凡、贺小川各提到哪些冷库？每人只举两例即可", "哪些冷库"),
    ],
)
def test_the_subject_is_what_is_left_without_those_who_are_asked(question: str, text: str) -> None:
    asked = put(question)
    assert asked.text == text
    assert {article.id for article in asked.articles} == {"forest", "fishery"}


def test_all_authors_are_asked_where_none_is_named() -> None:
    asked = put("各位作者对人才有什么看法")
    assert asked.text == "人才"
    assert asked.articles == ()


@pytest.mark.parametrize(
    ("question", "text", "looked_for"),
    [
        ("冷链设施方面（冷库、冷藏车）各篇文章都提到了哪些内容？", "冷链设施", ("冷库", "冷藏车")),
        (
            "各篇文章在冷链设施（冷库、冷藏车等）上都提到了什么情况？",
            "冷链设施",
            ("冷库", "冷藏车"),
        ),
        (
            "冷链设施（如冷库、冷藏车）这方面，几篇文章都有哪些表述？",
            "冷链设施",
            ("冷库", "冷藏车"),
        ),
        ("对比一下程一凡和贺小川在人才（引进、培养）方面的做法", "人才", ("引进", "培养")),
        ("关于冷链设施各篇文章都说了什么？", "冷链设施", ()),
    ],
)
def test_what_stands_in_brackets_is_what_is_looked_for(
    question: str, text: str, looked_for: tuple[str, ...]
) -> None:
    asked = put(question)
    assert (asked.text, asked.looked_for) == (text, looked_for)


def test_each_may_be_asked_about_another_thing() -> None:
    asked = put("程一凡讲修路、贺小川讲冷库，分别怎么说？")
    assert asked.own == {"forest": "修路", "fishery": "冷库"}


def test_documents_are_called_by_short_forms_of_their_titles() -> None:
    asked = put("冷链行动计划和渔港管理办法，有效期分别是怎么规定的？")
    assert {article.id for article in asked.articles} == {"plan", "rules"}


@pytest.mark.parametrize(
    "question",
    [
        "程一凡说冷链怎么建？",
        "程一凡和贺小川是同事吗？",
        "渔港和冷库分别在哪里？",
        "行动计划是哪年的？",
        "程一凡提到哪三大产业？",
        "山区和海上分别怎么做？",
        "三位院士分别是谁？",
        "程一凡是贺小川的老师吗？",
    ],
)
def test_other_questions_are_put_to_none(question: str) -> None:
    assert each_question(question, SIGNATURES, NAMES) is None
