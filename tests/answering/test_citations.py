import pytest

from assistant.answering.citations import check, unsupported
from assistant.answering.drafts import Draft, Source, quote_draft
from assistant.types import Article, Span

TEXT = "2021年经济总量约7.4万亿元，同比增长8.5%。《规划纲要》印发。甲公司有职工3000人。"
ARTICLE = Article(id="a", title="纪要", text=TEXT)
WHOLE = Source(ARTICLE, 0, len(TEXT))


def test_a_quote_is_its_sources_characters() -> None:
    draft = quote_draft(ARTICLE, 0, 27, (Span(9, 15),))
    checked = check([draft])
    assert checked.statements[0].text == TEXT[0:27]
    assert checked.statements[0].emphasis == (Span(9, 15),)
    (citation,) = checked.citations
    assert (citation.number, citation.start, citation.end) == (1, 0, 27)
    assert TEXT[citation.start : citation.end] == citation.quote
    assert citation.text_hash == ARTICLE.text_hash


def test_a_quote_that_differs_by_a_character_is_rejected() -> None:
    draft = Draft("2021年经济总量约7.5万亿元", (Source(ARTICLE, 0, 16),))
    assert check([draft]).statements == ()
    assert check([draft]).rejected == (draft,)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("总量为7.4万亿元", ()),
        ("总量为七点四万亿元", ()),
        ("增长百分之八点五", ()),
        ("总量为7.5万亿元", ("7.5万亿元",)),
        ("《规划纲要》已印发", ()),
        ("《实施方案》已印发", ("《实施方案》",)),
        ("由ABC公司承担", ("ABC",)),
        ("职工有3000人", ()),
        ("职工有300人", ("300人",)),
    ],
)
def test_number_guard_finds_what_the_source_does_not_say(
    text: str, missing: tuple[str, ...]
) -> None:
    assert unsupported(Draft(text, (WHOLE,), check="model")) == missing


def test_a_statement_without_a_source_is_never_shown() -> None:
    assert check([Draft("总量为7.4万亿元", (), check="model")]).statements == ()


def test_one_place_has_one_number() -> None:
    drafts = [
        Draft("增长8.5%", (WHOLE,), check="model"),
        Draft("职工3000人", (WHOLE,), check="model"),
    ]
    checked = check(drafts)
    assert [statement.citations for statement in checked.statements] == [(1,), (1,)]
    assert len(checked.citations) == 1


def test_near_duplicates_are_merged_with_both_citations() -> None:
    other = Article(id="b", title="另一篇", text="2021年经济总量约7.4万亿元,同比增长8.5%。")
    checked = check([quote_draft(ARTICLE, 0, 27), quote_draft(other, 0, len(other.text))])
    (statement,) = checked.statements
    assert statement.citations == (1, 2)
    assert [citation.article_id for citation in checked.citations] == ["a", "b"]


def test_the_same_sentence_with_other_figures_is_no_duplicate() -> None:
    other = Article(id="b", title="另一篇", text="2021年经济总量约7.6万亿元，同比增长8.5%。")
    checked = check([quote_draft(ARTICLE, 0, 27), quote_draft(other, 0, len(other.text))])
    assert len(checked.statements) == 2


def test_a_count_of_articles_must_be_the_number_of_articles_cited() -> None:
    other = Article(id="b", title="另一篇", text="另一篇")
    sources = (Source(ARTICLE, 0, 4), Source(other, 0, 3))
    assert unsupported(Draft("共有2篇文章", sources, check="metadata")) == ()
    assert unsupported(Draft("共有3篇文章", sources, check="metadata")) == ("3篇",)
