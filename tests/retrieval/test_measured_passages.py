"""The public sets are measured on passages as long as the product's."""

from assistant.types import Article
from benchmarks.retrieval_sets import MAX_CHARS, cut


def test_a_short_document_is_its_own_passage() -> None:
    (passage,) = cut(Article(id="a", title="", text="推进碳达峰。\n控制排放。"))
    assert passage.id == passage.article_id == "a"
    assert passage.text == "推进碳达峰。\n控制排放。"


def test_a_long_document_is_cut_and_nothing_of_it_is_lost() -> None:
    text = "".join(f"第{number}家企业在今年建成了绿色工厂并通过验收。" for number in range(40))
    passages = cut(Article(id="a", title="", text=text))
    assert len(passages) > 1
    assert {passage.article_id for passage in passages} == {"a"}
    assert max(len(passage.text) for passage in passages) <= MAX_CHARS
    assert "".join(passage.text for passage in passages) == text
