"""Points asked for by their number, and things asked for by how many they are."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

ESSAY = """# 协同发展要迈好三步

作者：林若溪（东江大学公共管理学院教授）

做好机制协同，理顺关系。一是设立联席会议，每季度会商一次。二是统一编制规划，避免重复建设。三是共建园区，收益分成。

加强政策协同，凝聚合力。一是资质互认，一地认定两地通行。二是财税支持同标准。

强化要素协同，畅通流动。一是人才共引共育。二是数据共享开放。
"""


@pytest.fixture(scope="module")
def essay(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("ordinals"), 协同_md=ESSAY)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("机制协同的第三点是什么？", "共建园区，收益分成"),
        ("政策协同第二条说了什么？", "财税支持同标准"),
        ("第三个协同是什么？", "人才共引共育"),
    ],
)
def test_the_point_of_that_number_answers(essay: Assistant, question: str, expected: str) -> None:
    answer = essay.ask(question)
    assert expected in answer.statements[0].text


def test_a_number_too_large_is_said_to_be(essay: Assistant) -> None:
    answer = essay.ask("政策协同的第五点是什么？")
    assert answer.outcome == "abstained"
    assert answer.reason.endswith("文中只有2项，没有第5项。")


@pytest.mark.parametrize("question", ["三个协同是什么？", "要做好哪些协同？", "哪三个协同？"])
def test_things_are_found_by_what_they_are_called(essay: Assistant, question: str) -> None:
    labels = [statement.text[:6] for statement in essay.ask(question).statements]
    assert labels == ["做好机制协同", "加强政策协同", "强化要素协同"]


@pytest.mark.parametrize(
    "question",
    [
        "谁是东江大学公共管理学院的教授？",
        "东江大学的作者是谁？",
        "林若溪是教授吗？",
        "谁是林若溪？",
    ],
)
def test_an_author_is_found_by_the_post(essay: Assistant, question: str) -> None:
    (statement,) = essay.ask(question).statements
    assert statement.text == "林若溪：东江大学公共管理学院教授"


def test_two_things_are_asked_about_each(essay: Assistant) -> None:
    answer = essay.ask("政策协同和要素协同各有哪些举措？")
    text = "".join(statement.text for statement in answer.statements)
    assert "资质互认" in text
    assert "人才共引共育" in text


def test_a_refusal_does_not_call_a_printed_name_missing(essay: Assistant) -> None:
    answer = essay.ask("林若溪毕业于哪所大学？")
    assert answer.outcome == "abstained"
    assert "没有出现“林若溪" not in answer.reason


def test_more_of_an_answer_that_was_all_is_not_the_same_again(essay: Assistant) -> None:
    first = essay.ask("联席会议多久会商一次？")
    assert "每季度" in first.statements[0].text  # how often, not how long
    more = essay.ask("还有吗？", ["联席会议多久会商一次？"])
    assert not set(more.statements) & set(first.statements)
    assert more.statements or more.reason == "前面的回答已经列出文中相近的内容，没有更多。"


def test_where_an_answer_comes_from_is_its_article(essay: Assistant) -> None:
    answer = essay.ask("上面说的出自哪篇文章？", ["联席会议多久会商一次？"])
    assert answer.statements[0].text.startswith("《协同发展要迈好三步》")
