"""A question from the page ends in "done" or "failed", whatever happens."""

from typing import Any

import pytest

from assistant.errors import AssistantError, DamagedIndex, LanguageModelError, QuestionError
from assistant.web.turn import stream_turn
from tests.web.fakes import FakeAssistant, article

TEXT = "一是加快产业绿色低碳转型。二是加快能源绿色低碳转型。"


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant([article("a1", "双碳", TEXT, author="王德凡", column="决策建议")])


def states(assistant: FakeAssistant, **request: Any) -> list[dict[str, Any]]:
    return list(stream_turn(assistant, {"turn": "t1", **request}, max_question_chars=50))


def test_statements_come_before_the_whole_answer(assistant: FakeAssistant) -> None:
    seen = states(assistant, question="怎样加快产业绿色低碳转型？", history=[])
    assert [state["state"] for state in seen] == ["working", "streaming", "streaming", "done"]
    assert [len(state["statements"]) for state in seen[1:3]] == [1, 2]
    assert {state["turn"] for state in seen} == {"t1"}


def test_the_answer_carries_sources_with_exact_offsets(assistant: FakeAssistant) -> None:
    answer = states(assistant, question="怎样加快产业绿色低碳转型？")[-1]["answer"]
    [first, _] = answer["citations"]
    text = assistant.article("a1").text
    assert text[first["start"] : first["end"]] == first["quote"] == "一是加快产业绿色低碳转型。"
    assert first["href"] == f"/articles/a1#char={first['start']}-{first['end']}"
    assert (first["title"], first["author"], first["column"]) == ("双碳", "王德凡", "决策建议")


def test_a_question_is_limited_to_the_chosen_articles(assistant: FakeAssistant) -> None:
    states(assistant, question="怎样转型？", articles=["a1"])
    states(assistant, question="怎样转型？", articles=["a1", 3, None])
    for nothing in ([], None, "a1"):
        states(assistant, question="怎样转型？", articles=nothing)
    assert assistant.selections == [("a1",), ("a1",), (), (), ()]


def test_a_chosen_article_that_is_gone_is_told_of_and_nothing_is_asked(
    assistant: FakeAssistant,
) -> None:
    gone = states(assistant, question="怎样转型？", articles=["a1", "a9"])[-1]
    assert gone["state"] == "failed"
    assert gone["message"].startswith("选定的文章里有 1 篇已不在文库里")
    many = states(assistant, question="怎样转型？", articles=["a1"] * 101)[-1]
    assert "最多只查选定的 100 篇" in many["message"]
    assert assistant.calls == []


def test_an_abstention_is_done_and_shows_what_is_near(assistant: FakeAssistant) -> None:
    answer = states(assistant, question="火星移民预算？")[-1]["answer"]
    assert answer["outcome"] == "abstained"
    assert answer["refusal"]["missing_terms"] == ["火星移民预算"]
    assert [hit["text"] for hit in answer["nearest"]] == [
        "一是加快产业绿色低碳转型。",
        "二是加快能源绿色低碳转型。",
    ]
    assert {hit["text_hash"] for hit in answer["nearest"]} == {assistant.article("a1").text_hash}


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "问题是空的；请写下想问的话。"),
        ("   ", "问题是空的；请写下想问的话。"),
        (None, "问题是空的；请写下想问的话。"),
        (["a"], "问题是空的；请写下想问的话。"),
        ("问" * 51, "问题有 51 字，最多 50 字；请缩短后再问。"),
    ],
)
def test_a_question_that_cannot_be_taken_says_why(
    assistant: FakeAssistant, question: Any, message: str
) -> None:
    assert states(assistant, question=question) == [
        {"turn": "t1", "state": "failed", "message": message}
    ]
    assert assistant.calls == []


def test_history_is_cleaned_and_its_latest_ten_kept(assistant: FakeAssistant) -> None:
    states(assistant, question="问", history=[1, None, " ", *(f" 第{i}问 " for i in range(12))])
    assert assistant.calls == [("问", tuple(f"第{i}问" for i in range(2, 12)))]


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (
            LanguageModelError("http://10.0.0.1 没有回答。"),
            "语言模型没有给出可用的回答，请稍后再试。",
        ),
        (
            DamagedIndex("索引文件 /srv/a/library.sqlite 已损坏。"),
            "资料库暂时不能使用，请联系管理员。",
        ),
        (QuestionError("问题太长。"), "问题太长。"),
    ],
)
def test_a_failure_is_told_to_the_page_as_to_programs(
    assistant: FakeAssistant,
    caplog: pytest.LogCaptureFixture,
    failure: AssistantError,
    message: str,
) -> None:
    assistant.failure = failure
    assert states(assistant, question="问")[-1] == {
        "turn": "t1",
        "state": "failed",
        "message": message,
    }
    # The log names the kind and the place; the text may quote a question.
    assert str(failure) not in caplog.text
    logged = "fakes.py" in caplog.text and type(failure).__name__ in caplog.text
    assert logged == (not isinstance(failure, QuestionError))


def test_an_unforeseen_failure_tells_nothing_of_the_inside(
    assistant: FakeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    assistant.failure = RuntimeError("/secret/path key=123")
    last = states(assistant, question="问")[-1]
    assert last["state"] == "failed"
    assert "secret" not in last["message"]
    assert "编号" in last["message"]
    assert "secret" not in caplog.text
    assert "RuntimeError" in caplog.text
    assert "fakes.py" in caplog.text
