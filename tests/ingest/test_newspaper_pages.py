"""Whole pages in many arrangements; the expectations were written by hand, beside each page."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.ingest.joining import printed_lines
from assistant.ingest.pages import read_page
from assistant.ingest.plaintext import read_text
from assistant.ingest.readers import read_documents
from assistant.ingest.wrapping import unwrap
from assistant.types import Article
from tests.ingest.fields import assert_fields_are_printed

PAGES = Path(__file__).parent / "newspaper_pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.txt"))
DOCUMENTS = Path(__file__).parents[2] / "documents"


def articles(name: str) -> tuple[Article, ...]:
    return read_documents(PAGES / f"{name}.txt", max_bytes=1_000_000).articles


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_page_gives_its_articles(name: str) -> None:
    wanted = expected(name)
    found = [
        {
            "title": article.title,
            "author": article.author,
            "affiliation": article.affiliation,
            "column": article.column,
            "published": article.published,
            "paragraphs": len(body(article).split("\n")),
        }
        for article in articles(name)
    ]
    keys = ("title", "author", "affiliation", "column", "paragraphs")
    assert found == [
        {**{key: article[key] for key in keys}, "published": wanted["published"]}
        for article in wanted["articles"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_articles_begin_end_and_join_as_expected(name: str) -> None:
    for article, wanted in zip(articles(name), expected(name)["articles"], strict=True):
        assert body(article).startswith(wanted["begins"])
        assert body(article).endswith(wanted["ends"])
        assert [each for each in wanted["contains"] if each not in article.text] == []
        headings = [article.text[heading.start : heading.end] for heading in article.headings]
        assert headings == wanted.get("headings", [])


@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_in_exactly_one_article(name: str) -> None:
    text = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    assert_nothing_lost(text, articles(name), expected(name)["dropped"])


@pytest.mark.parametrize("name", NAMES)
def test_fields_are_the_characters_printed(name: str) -> None:
    for article in articles(name):
        assert_fields_are_printed(article)
        printed = {field.name for field in article.fields}
        for key in ("author", "affiliation"):
            assert (key in printed) == bool(getattr(article, key))


def body(article: Article) -> str:
    return article.text[article.body_start : article.body_end]


def squeezed(text: str) -> str:
    return "".join(text.split())


def assert_nothing_lost(text: str, found: tuple[Article, ...], dropped: list[str]) -> None:
    """Every line of the page stands in one article and no other, or is one of `dropped`."""
    texts = [squeezed(article.text) for article in found]
    lost, doubled, left_out = [], [], []
    for raw in text.split("\n"):
        line = squeezed(raw)
        if not line:
            continue
        places = sum(line in each for each in texts)
        if places == 0:
            left_out.append(raw.strip())
        elif places > 1 and len(line) > 4:
            doubled.append(raw)
    lost = [line for line in left_out if line not in dropped]
    assert (lost, doubled) == ([], [])
    assert sorted(left_out) == sorted(dropped)
    printed = squeezed(text)
    total = sum(map(len, texts)) + sum(len(squeezed(line)) for line in dropped)
    assert total == len(printed)


def test_default_page_gives_five_articles() -> None:
    found = read_documents(DOCUMENTS, max_bytes=20_000_000).articles
    assert [(each.author, each.title, each.affiliation, each.column) for each in found] == [
        (
            "王德凡",
            "以推动绿色发展助力实现双碳目标",
            "重庆市中国特色社会主义理论体系研究中心、重庆医科大学马克思主义学院",
            "决策建议",
        ),
        ("", "建设现代化产业体系 双城经济圈要抓住这三个“万亿级”", "", "编者按"),
        (
            "刘书荻",
            "高标准高质量推动双城经济圈现代化产业体系建设",
            "市委发展改革委工业处处长",
            "智库视点",
        ),
        (
            "樊自甫",
            "双城经济圈打造三大万亿级产业集群需做好四个协同",
            "民进会员，重庆邮电大学经济管理学院教授，本文为重庆市教委人文社科研究项目",
            "智库视点",
        ),
        (
            "褚文博",
            "以智能网联汽车为牵引加速构建现代化产业体系",
            "西部科学城智能网联汽车创新中心总经理",
            "智库视点",
        ),
    ]
    assert [len(body(each).split("\n")) for each in found] == [5, 1, 4, 5, 5]


def test_default_page_loses_nothing_but_labels_and_the_mailbox() -> None:
    found = read_documents(DOCUMENTS, max_bytes=20_000_000).articles
    text = next(DOCUMENTS.glob("*.txt")).read_text(encoding="utf-8")
    dropped = ["决策建议", "智库视点", "编者按", "思想周刊投稿邮箱：cqrbxixiang@163.com"]
    assert_nothing_lost(text, found, dropped)
    for sentence in (
        "已成为中国大陆第三、全球前十的电子信息集聚地。",
        "四川爱创科技获批国家先进制造业与现代服务业试点单位",
        "构建新一代信息技术、人工智能、生物技术",
        "着眼解决行业关键共性技术问题和攻克产业“卡脖子”技术难题",
        "为智能网联示范区建设提供技术支撑。",
    ):
        assert sum(sentence in each.text for each in found) == 1


def test_every_sentence_of_every_page_ends_where_it_was_printed() -> None:
    """No paragraph of a signed article breaks off: its last character ends a sentence."""
    for article in read_documents(DOCUMENTS, max_bytes=20_000_000).articles:
        for paragraph in body(article).split("\n"):
            assert paragraph[-1] in "。”"


@pytest.mark.parametrize("name", NAMES)
def test_page_module_reports_what_it_dropped(name: str) -> None:
    text = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    page = read_page(unwrap(printed_lines(text)), name)
    dropped = [] if page is None else [squeezed(line) for line in page.dropped]
    assert sorted(dropped) == sorted(squeezed(line) for line in expected(name)["dropped"])


def test_the_same_text_gives_the_same_articles_with_other_blank_lines() -> None:
    text = (PAGES / "title_before.txt").read_text(encoding="utf-8")
    spaced = text.replace("\n\n", "\n\n\n\n")
    assert read_text(spaced, "title_before.txt") == read_text(text, "title_before.txt")


@pytest.mark.parametrize("width", [20, 30, 40])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_default_page_reads_the_same_when_hard_wrapped(width: int, gap: str) -> None:
    text = next(DOCUMENTS.glob("*.txt")).read_text(encoding="utf-8")
    lines = [
        "\n".join(f"　　{line}"[n : n + width] for n in range(0, len(line) + 2, width))
        if len(line) > 60
        else line
        for line in text.split("\n")
        if line.strip()
    ]
    assert read_text(gap.join(lines), "页.txt") == read_text(text, "页.txt")


def test_default_page_reads_the_same_without_blank_lines() -> None:
    text = next(DOCUMENTS.glob("*.txt")).read_text(encoding="utf-8")
    assert read_text(text.replace("\n\n", "\n"), "页.txt") == read_text(text, "页.txt")
