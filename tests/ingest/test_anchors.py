import pytest

from assistant.ingest.anchors import find_anchor
from assistant.types import Article, Citation, Span

OLD = Article(id="a", title="题", text="前言。加快产业绿色低碳转型，打造集群。加快产业。结语。")


def cite(quote: str, article: Article = OLD) -> Citation:
    start = article.text.index(quote)
    return Citation(1, article.id, start, start + len(quote), quote, article.text_hash)


def changed(text: str) -> Article:
    return Article(id="a", title="题", text=text)


def test_an_unchanged_article_gives_the_citation_its_own_place() -> None:
    assert find_anchor(OLD, cite("加快产业绿色低碳转型")) == Span(3, 13)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增一段导语。前言。加快产业绿色低碳转型，打造集群。", Span(10, 20)),
        ("前言。加快产业绿\n色低碳 转型，打造集群。", Span(3, 15)),
        ("前言。加快产业低碳转型，打造集群。", None),
        ("", None),
    ],
    ids=["moved", "rewrapped", "reworded", "emptied"],
)
def test_a_quote_is_found_again_or_is_gone(text: str, expected: Span | None) -> None:
    assert find_anchor(changed(text), cite("加快产业绿色低碳转型")) == expected


def test_of_several_occurrences_the_nearest_to_the_old_place_is_taken() -> None:
    citation = Citation(1, "a", 20, 24, "加快产业", OLD.text_hash)
    text = "加快产业。" + "中" * 15 + "加快产业。" + "中" * 30 + "加快产业。"
    assert find_anchor(changed(text), citation) == Span(20, 24)


def test_a_short_quote_is_not_pieced_together_across_gaps() -> None:
    citation = Citation(1, "a", 0, 3, "8.5", OLD.text_hash)
    assert find_anchor(changed("第8 .5条"), citation) is None


def test_a_citation_with_wrong_offsets_is_found_by_its_quote() -> None:
    citation = Citation(1, "a", 0, 10, "加快产业绿色低碳转型", OLD.text_hash)
    assert find_anchor(OLD, citation) == Span(3, 13)
