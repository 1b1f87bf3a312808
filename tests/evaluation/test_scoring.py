from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from assistant.evaluation.gold import Gold, GoldFinder
from assistant.evaluation.questions import Question
from assistant.evaluation.replies import ReplyHit, reply_from_json
from assistant.evaluation.scoring import Scores, check_facts, failure_scores, score
from tests.evaluation.fakes import FakeDocuments, answer, citation

DOCUMENTS = FakeDocuments()
GROWTH = Question(
    "g",
    "经济总量多少、增长多少？",
    "fact",
    ((("7.4万亿",), ("8.5%", "百分之八点五")),),
    articles=("产业体系",),
)
QUOTE = "双城经济圈2021年经济总量达7.4万亿元，同比增长8.5%。"


def scored(
    question: Question,
    statements: Sequence[tuple[str, Sequence[int]]] = (),
    citations: Sequence[Mapping[str, Any]] = (),
    found: Sequence[ReplyHit] = (),
) -> Scores:
    reply = reply_from_json(answer(question.question, statements, citations))
    gold = GoldFinder(DOCUMENTS).find(question)
    return score(question, reply, gold=gold, found=found, documents=DOCUMENTS)


def test_right_answer_scores_one_everywhere() -> None:
    passage = next(iter(DOCUMENTS.passages("a") or {}))
    hits = [ReplyHit(passage, "a")]
    scores = scored(
        GROWTH, [("总量达7.4万亿元，同比增长8.5%。", [1])], [citation(1, "a", QUOTE)], hits
    )
    assert scores == Scores(
        right=1.0,
        right_outcome=1.0,
        fact_recall=1.0,
        contains_accepted=1.0,
        answer_exactness=1.0,
        statements=1.0,
        token_f1=None,
        emphasis_f1=None,
        citation_precision=1.0,
        citation_recall=1.0,
        articles_cited=1.0,
        quote_exactness=1.0,
        article_hit_1=1.0,
        article_recall_5=1.0,
        article_recall_10=1.0,
        article_mrr_10=1.0,
        article_ndcg_10=1.0,
        passage_hit_1=1.0,
        passage_recall_5=1.0,
        passage_recall_10=1.0,
        passage_mrr_10=1.0,
        passage_ndcg_10=1.0,
        failed=0.0,
    )


def test_half_an_answer_in_many_statements() -> None:
    statements = [
        ("总量达7.4万亿元。", [1]),
        ("别的。", [2]),
        ("没有出处。", []),
        ("又一句。", [2]),
    ]
    citations = [citation(1, "a", QUOTE), citation(2, "b", "双碳目标需要绿色技术。")]
    scores = scored(GROWTH, statements, citations)
    assert scores.fact_recall == 0.5
    assert scores.contains_accepted == scores.right == 0.0
    assert scores.answer_exactness == 0.25
    # One good citation of two, and one statement without any counts against.
    assert scores.citation_precision == pytest.approx(1 / 3)
    assert scores.citation_recall == 1.0


def test_abstaining_from_an_answerable_question_recalls_nothing() -> None:
    scores = scored(GROWTH)
    assert (scores.right_outcome, scores.fact_recall, scores.right) == (0.0, 0.0, 0.0)
    assert (scores.answer_exactness, scores.citation_precision, scores.statements) == (None,) * 3


def test_unanswerable_question_has_an_outcome_and_nothing_else() -> None:
    question = Question("n", "人口？", "none", answerable=False)
    assert scored(question) == Scores(right=1.0, right_outcome=1.0, failed=0.0)
    wrong = scored(question, [("总量达7.4万亿元。", [1])], [citation(1, "a", QUOTE)])
    assert wrong == Scores(right=0.0, right_outcome=0.0, quote_exactness=1.0, failed=0.0)


def test_quote_that_is_not_the_article_is_found_out() -> None:
    moved = citation(1, "a", QUOTE) | {"start": 1}
    assert scored(GROWTH, [("7.4万亿，8.5%", [1])], [moved]).quote_exactness == 0.0


def test_fact_is_not_found_across_a_marker() -> None:
    question = Question("q", "几？", alternatives=((("22",),),))
    assert (
        scored(question, [("共2", [1]), ("2个", [1])], [citation(1, "a", QUOTE)]).fact_recall == 1.0
    )


def test_any_alternative_will_do() -> None:
    question = Question("q", "几？", alternatives=((("汉语",), ("法语",)), (("两种",),)))
    checks = check_facts(question, reply_from_json(answer("几？", [("有两种。", [])])))
    assert [(c.spellings, c.answered) for c in checks] == [(("两种",), True)]


def test_title_that_no_article_carries_counts_as_not_found() -> None:
    question = Question("q", "几？", articles=("没有这篇", "双碳"))
    gold = GoldFinder(DOCUMENTS).find(question)
    assert gold == Gold(articles=("没有这篇", "b"), passages=(), unknown=("没有这篇",))


def test_gold_passages_hold_a_fact_of_the_question() -> None:
    gold = GoldFinder(DOCUMENTS).find(GROWTH)
    assert gold.articles == ("a",)
    assert list(gold.passages) == [next(iter(DOCUMENTS.passages("a") or {}))]


def test_quote_from_a_gold_document_supports() -> None:
    question = Question("q", "要建什么？", gold_passage_ids=("b",))
    given = [("要建设。", [1]), ("达7.4万亿元。", [2])]
    cited = [citation(1, "b", "要建设"), citation(2, "a", QUOTE)]
    scores = scored(question, given, cited)
    assert (scores.citation_precision, scores.citation_recall) == (0.5, 1.0)


def test_quote_must_lie_inside_a_gold_passage_with_offsets() -> None:
    question = Question("q", "要建什么？", gold_passage_ids=("b:0-11",))
    cited = [citation(1, "b", "要建设绿色技术创新中心。")]
    assert scored(question, [("要建设。", [1])], cited).citation_precision == 0.0


def test_heading_of_a_group_belongs_to_the_answer() -> None:
    value = answer("哪几篇？", [("甲", [])])
    value["statements"][0]["group"] = "建设现代化产业体系"
    assert reply_from_json(value).text == "建设现代化产业体系\n甲"


def test_failure_recalls_nothing_and_has_no_other_figure() -> None:
    assert failure_scores(GROWTH) == Scores(
        right=0.0, right_outcome=0.0, fact_recall=0.0, contains_accepted=0.0, failed=1.0
    )


TABLE = """某县项目表
单位：万元
项目 | 业主 | 总投资
水厂扩建 | 水务局 | 18600
公路改造 | 交通局 | 9900
"""


class TableDocuments(FakeDocuments):
    def text(self, article_id: str) -> str | None:
        del article_id
        return TABLE


def table_precision(
    statements: Sequence[tuple[str, Sequence[int]]], quotes: Sequence[str]
) -> float | None:
    cited = [
        citation(1, "a", "双城经济圈") | {"number": n, "start": TABLE.index(quote), "quote": quote}
        for n, quote in enumerate(quotes, 1)
    ]
    cited = [each | {"end": each["start"] + len(each["quote"])} for each in cited]
    asked = Question("t", "水厂扩建总投资多少？", "fact", ((("18600",),),), articles=("产业体系",))
    reply = reply_from_json(answer(asked.question, statements, cited))
    found = GoldFinder(TableDocuments()).find(asked)
    scores = score(asked, reply, gold=found, found=(), documents=TableDocuments())
    return scores.citation_precision


ROW, HEAD, UNIT = "水厂扩建 | 水务局 | 18600", "项目 | 业主 | 总投资", "单位：万元"
OTHER = "公路改造 | 交通局 | 9900"


def test_the_head_and_the_unit_of_a_right_row_support_it() -> None:
    assert table_precision([("总投资：18600万元", [1, 2, 3])], [ROW, HEAD, UNIT]) == 1.0
    # of a wrong row they support nothing, nor where another statement cites them
    assert table_precision([("总投资：9900万元", [1, 2, 3])], [OTHER, HEAD, UNIT]) == 0.0
    apart = [("总投资：18600", [1]), ("公路：9900", [2, 3])]
    assert table_precision(apart, [ROW, OTHER, HEAD]) == pytest.approx(1 / 3)
    assert table_precision([("18600", [1, 2])], [ROW, OTHER]) == 0.5
