"""What a meeting dealt with and decided, from its minutes."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

MINUTES = """# 砚溪镇党委第12次会议纪要

2025年5月9日，镇党委书记孟庆余主持召开镇党委第12次会议，何春生、陶静出席。现纪要如下。

## 一、传达全县安全生产会议精神
会议传达学习了全县安全生产会议精神。会议强调，要逐村排查自建房，5月底前建立台账。

## 二、审议《砚溪镇集市管理办法》
会议原则同意镇经发办提交的办法，修改后印发。会议决定，老集市6月底前搬到新址。摊位费由镇财政补贴一半。

## 三、研究小学校车线路
会议听取了镇中心校的汇报。会议同意增设2条校车线路，9月1日起运行。
"""
SPEECH = """# 在全镇防汛工作会议上的讲话

孟庆余

今年雨水偏多。会议之后，各村要马上行动。

一、要摸清底数。排查山塘12口。

二、要备足物资。每村储备沙袋500个。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Minutes and a speech at another meeting."""
    folder = tmp_path_factory.mktemp("meetings")
    return library_of(folder, minutes_md=MINUTES, speech_md=SPEECH)


@pytest.mark.parametrize(
    "question",
    [
        "党委会议有哪些议题",
        "会议研究了什么？",
        "这次会议有几个议题",
        "镇党委第12次会议讨论了哪些事项？",
        "会议的议程是什么",
    ],
)
def test_the_topics_of_a_meeting_are_the_headings_of_its_minutes(
    library: Assistant, question: str
) -> None:
    assert [statement.text for statement in library.ask(question).statements] == [
        "传达全县安全生产会议精神",
        "审议《砚溪镇集市管理办法》",
        "研究小学校车线路",
    ]


def test_what_was_only_passed_on_is_one_of_the_topics(library: Assistant) -> None:
    said = library.ask("会议传达了什么").statements
    assert [statement.text for statement in said] == ["传达全县安全生产会议精神"]


@pytest.mark.parametrize("question", ["会议决定了哪些事", "镇党委会议作出了哪些决定？"])
def test_all_that_a_meeting_decided_is_given_with_what_goes_on_from_it(
    library: Assistant, question: str
) -> None:
    assert [statement.text for statement in library.ask(question).statements] == [
        "会议原则同意镇经发办提交的办法，修改后印发。",
        "会议决定，老集市6月底前搬到新址。摊位费由镇财政补贴一半。",
        "会议同意增设2条校车线路，9月1日起运行。",
    ]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("会议决定什么时候搬集市", "6月底前搬到新址"),
        ("会议研究的校车线路什么时候运行", "9月1日起运行"),
        ("镇党委会议是谁主持的", "孟庆余主持召开"),
    ],
)
def test_who_asks_for_one_thing_of_a_meeting_is_told_that(
    library: Assistant, question: str, said: str
) -> None:
    statements = library.ask(question).statements
    assert said in statements[0].text
    assert len(statements) < 3


def test_another_meeting_by_number_is_not_answered_by_these_minutes(library: Assistant) -> None:
    assert not library.ask("镇党委第11次会议研究了什么？").statements
