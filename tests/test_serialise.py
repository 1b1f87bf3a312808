import re
from dataclasses import replace
from pathlib import Path

from assistant.serialise import answer_to_dict, article_to_dict, outline_to_dict, page_name
from assistant.types import (
    Answer,
    Article,
    Citation,
    Hit,
    Passage,
    Point,
    Refusal,
    Span,
    Statement,
)

ARTICLE = Article(
    id="a",
    title="论绿色",
    text="要坚持绿色发展。",
    author="王某",
    published="2022-11",
    pages=((0, 2),),
)
PASSAGE = Passage("a:0-8", "a", ("论",), 0, 8, ARTICLE.text)
ANSWER = Answer(
    question="那绿色呢？",
    standalone_question="要坚持什么绿色？",
    statements=(Statement("要坚持绿色发展。", (1,), (Span(3, 7),), "《论绿色》"),),
    citations=(Citation(1, "a", 0, 8, "要坚持绿色发展。", ARTICLE.text_hash),),
    hits=(Hit(PASSAGE, 0.5, ("keyword",), keyword=2.0),),
    outcome="answered",
    reason="",
    confidence=0.9,
    suggestions=("为什么？",),
    seconds=0.01,
)
AS_JSON = {
    "question": "那绿色呢？",
    "standalone_question": "要坚持什么绿色？",
    "outcome": "answered",
    "only_nearest": False,
    "confidence": 0.9,
    "reason": "",
    "answer": "《论绿色》\n要坚持绿色发展。[1]",
    "statements": [
        {
            "text": "要坚持绿色发展。",
            "citations": [1],
            "check": "quote",
            "emphasis": [[3, 7]],
            "group": "《论绿色》",
        }
    ],
    "citations": [
        {
            "number": 1,
            "article_id": "a",
            "title": "论绿色",
            "author": "王某",
            "published": "2022-11",
            "start": 0,
            "end": 8,
            "quote": "要坚持绿色发展。",
            "page": 2,
            "recognised": False,
            "text_hash": ARTICLE.text_hash,
        }
    ],
    "hits": [
        {
            "passage_id": "a:0-8",
            "article_id": "a",
            "title": "论绿色",
            "score": 0.5,
            "start": 0,
            "end": 8,
            "text": "要坚持绿色发展。",
            "page": 2,
        }
    ],
    "suggestions": ["为什么？"],
    "seconds": 0.01,
    "refusal": None,
}


def test_an_answer_becomes_the_documented_object() -> None:
    assert answer_to_dict(ANSWER, [ARTICLE]) == AS_JSON


def test_a_cited_article_that_is_gone_has_an_empty_title() -> None:
    shown = answer_to_dict(ANSWER, [])
    assert (shown["citations"][0]["title"], shown["hits"][0]["title"]) == ("", "")


def test_an_article_without_pages_has_no_page() -> None:
    shown = answer_to_dict(ANSWER, [replace(ARTICLE, pages=())])
    assert (shown["citations"][0]["page"], shown["hits"][0]["page"]) == (None, None)


def test_a_page_that_was_recognised_is_told() -> None:
    shown = answer_to_dict(ANSWER, [replace(ARTICLE, recognised=(2,))])
    assert shown["citations"][0]["recognised"] is True
    assert [page_name(None, False), page_name(2, True)] == ["", "第2页扫描件，文字由识别得来"]


def test_a_refusal_is_told_in_its_parts() -> None:
    refusal = Refusal("constraint", ("地铁",), "文中只有2021年的数据")
    refused = Answer("问", "问", (), (), (), "abstained", "无法作答。", 0.1, refusal=refusal)
    shown = answer_to_dict(refused, [])
    assert (shown["answer"], shown["statements"], shown["citations"]) == ("无法作答。", [], [])
    assert shown["refusal"] == {
        "kind": "constraint",
        "missing_terms": ["地铁"],
        "failed_constraint": "文中只有2021年的数据",
    }


def test_every_key_is_documented(repository: Path) -> None:
    documented = set(re.findall(r"`(\w+)`", (repository / "docs" / "json.md").read_text("utf-8")))
    inner = [AS_JSON["statements"][0], AS_JSON["citations"][0], AS_JSON["hits"][0]]  # type: ignore[index]
    keys = {*AS_JSON, *article_to_dict(ARTICLE), *(key for part in inner for key in part)}
    assert keys <= documented


def test_an_outline_can_leave_its_clauses_out() -> None:
    clause = Point("a", "clause", "见效", 4, 6, 4, 6)
    item = Point("a", "item", "转型", 2, 4, 0, 6, "一是", (clause,))
    root = Point("a", "article", "题", 0, 0, 0, 6, "", (item,))
    whole = outline_to_dict(root)
    assert whole["children"][0]["children"] == [
        {"kind": "clause", "mark": "", "label": "见效", "start": 4, "end": 6, "children": []}
    ]
    assert outline_to_dict(root, clauses=False)["children"][0]["children"] == []
