import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.anchors import MIN_LOOSE_CHARS, find_anchor
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


@given(
    st.text("ab中 \n\u3000\x1c", max_size=60),
    st.text("ab中 \n", min_size=1, max_size=14),
    st.integers(0, 60),
)
def test_a_quote_is_found_where_a_pattern_with_loose_white_space_finds_it(
    text: str, quote: str, start: int
) -> None:
    bare = "".join(quote.split())
    expected = [match.span() for match in re.finditer(re.escape(quote), text)] if bare else []
    if not expected and len(bare) >= MIN_LOOSE_CHARS:
        loose = r"\s*".join(map(re.escape, bare))
        expected = [match.span() for match in re.finditer(loose, text)]
    found = find_anchor(changed(text), Citation(1, "a", start, start + len(quote), quote, ""))
    nearest = min(expected, key=lambda span: (abs(span[0] - start), span[0]), default=None)
    assert found == (Span(*nearest) if nearest else None)


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_long_run_of_one_character_takes_no_time(gap: str) -> None:
    article = changed("某市发展报告\n\n本市经济平稳运行。" + f"中{gap}" * 100_000)
    citation = Citation(1, "a", 0, 0, "中" * 8000 + "x", "0" * 16)
    started = time.process_time()
    assert find_anchor(article, citation) is None
    assert time.process_time() - started < 1.2  # a pattern with `\s*` takes 30 s
