"""What is said in a conversation: a question that stands alone, one on an article, a command."""

from pathlib import Path

import pytest

from assistant.answering.conversation.commands import (
    NO_DETAIL,
    NO_MORE,
    NOTHING_TO_SHORTEN,
    OTHER_FORM,
    asks_for_less,
    asks_for_more,
    asks_for_other_form,
)
from assistant.service import Assistant
from tests.answering.libraries import library_of

TEA = """# 让茶山变金山

**作者：梁文舟（云岭县农业局）**

茶产业是云岭县的支柱产业，带动1.2万户茶农增收。

## 一、建设标准茶园

改造低产茶园2万亩，推广有机肥，统一采摘标准。

## 二、培育龙头企业

云岭茶业集团与西南农业大学开展合作，建设茶叶研究院。

## 三、打响公用品牌

每年举办春茶节，统一使用“云岭春”商标。

"""
STREET = """# 让老街留住人

**作者：孙若兰（云岭县住建局）**

老街改造要留住老住户。鼓楼街改造投入3600万元，惠及820户居民。
去年全县改造老旧街区6条，居民满意率98.6%，商户增加143家。
"""

RENTS = """# 公租房租金表

| 小区 | 户型 | 套数 | 月租金（元） |
| --- | --- | --- | --- |
| 桂花苑 | 两室一厅 | 60 | 450 |
| 柳岸新村 | 一室一厅 | 30 | 320 |
"""

NOTICE = """关于做好2025年度农机购置补贴申报工作的通知

各乡镇：

一、补贴标准
甲类农机每台补贴3000元，乙类农机每台补贴1200元。

二、申报时间
申报期为2025年3月1日至2025年5月31日，逾期不再受理。
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("paper"), paper_md=TEA + STREET)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("office"), rents_md=RENTS, notice_txt=NOTICE)


def test_a_question_that_names_a_row_of_its_own_stands_as_typed(office: Assistant) -> None:
    answer = office.ask("柳岸新村有多少套？", ["桂花苑两室一厅月租多少？"])
    assert answer.standalone_question == "柳岸新村有多少套？"
    assert "套数：30" in answer.statements[0].text


def test_what_is_counted_in_another_unit_keeps_no_measure(office: Assistant) -> None:
    answer = office.ask("一共多少套？", ["桂花苑两室一厅月租多少？"])
    assert answer.standalone_question == "桂花苑两室一厅一共多少套？"


def test_a_deadline_is_asked_of_the_matter_of_the_document(office: Assistant) -> None:
    answer = office.ask("什么时候截止？", ["甲类乙类有什么区别？"])
    assert answer.standalone_question == "2025年度农机购置补贴申报什么时候截止？"
    assert "2025年5月31日" in answer.statements[0].text


@pytest.mark.parametrize(
    "question", ["跟比亚迪合作了吗？", "有没有提到比亚迪？", "提到比亚迪了吗？"]
)
def test_whom_no_document_names_is_refused_in_a_conversation_too(
    paper: Assistant, question: str
) -> None:
    answer = paper.ask(question, ["云岭茶业集团和哪些单位合作？"])
    assert answer.outcome == "abstained"
    assert answer.standalone_question == question
    assert "文中没有提到“比亚迪”" in answer.reason


def test_a_subject_is_taken_over_without_its_preposition(paper: Assistant) -> None:
    answer = paper.ask("跟西南农业大学合作了吗？", ["云岭茶业集团和哪些单位合作？"])
    assert "和跟" not in answer.standalone_question
    assert "西南农业大学" in answer.statements[0].text


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("谁写的？", "《让茶山变金山》是谁写的？"),
        ("这是谁写的", "《让茶山变金山》是谁写的？"),
        ("由谁撰写的？", "《让茶山变金山》是谁撰写的？"),
    ],
)
def test_who_wrote_is_asked_of_the_article_just_cited(
    paper: Assistant, question: str, standalone: str
) -> None:
    answer = paper.ask(question, ["怎样让茶山变金山？"])
    assert answer.standalone_question == standalone
    assert answer.statements[0].text == "《让茶山变金山》的作者是梁文舟"


def test_a_day_that_is_not_printed_is_said_to_be_missing(paper: Assistant) -> None:
    answer = paper.ask("什么时候写的？", ["怎样让茶山变金山？"])
    assert answer.outcome == "abstained"
    assert answer.reason.endswith("文中没有印出这篇文章的日期。")


@pytest.mark.parametrize(
    "question", ["谁写的老街那篇文章？", "是谁写的老街那篇", "第二篇文章的作者是谁？"]
)
def test_the_author_of_the_article_that_the_words_name(paper: Assistant, question: str) -> None:
    answer = paper.ask(question)
    assert [each.text for each in answer.statements] == ["《让老街留住人》的作者是孙若兰"]


def test_the_nth_article_of_several_documents_is_no_one_article(tmp_path: Path) -> None:
    library = library_of(tmp_path, tea_md=TEA, street_md=STREET)
    assert "《" not in library.ask("第二篇文章的作者是谁？").standalone_question


def test_what_the_last_topic_was_is_asked_on(paper: Assistant) -> None:
    answer = paper.ask("刚才那个项目惠及多少户？", ["鼓楼街改造投入多少？"])
    assert answer.standalone_question.startswith("鼓楼街改造")
    assert "820户" in answer.statements[0].text


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (
            ["怎样让茶山变金山？", "第一点"],
            "那第三点呢",
            "“打响公用品牌”有哪些内容？",
        ),
        (["怎样让茶山变金山？"], "那第二点呢，再详细点", "“培育龙头企业”有哪些内容？"),
    ],
)
def test_an_item_is_asked_for_in_a_whole_sentence(
    paper: Assistant, history: list[str], question: str, standalone: str
) -> None:
    assert paper.ask(question, history).standalone_question == standalone


def test_a_list_has_no_more_than_its_items(paper: Assistant) -> None:
    earlier = "怎样让茶山变金山？"
    assert len(paper.ask(earlier).statements) == 3
    assert paper.ask("还有呢？", [earlier]).reason == NO_MORE
    assert paper.ask("再详细点", [earlier]).reason == NO_DETAIL
    assert paper.ask("还有呢？", [earlier, "还有呢？"]).reason == NO_MORE


def test_more_of_what_was_refused_is_refused_as_that(paper: Assistant) -> None:
    assert paper.ask("还有呢？", ["火星上有几座机场？"]).reason != NO_MORE


def test_the_last_answer_is_given_in_its_shortest_form(paper: Assistant) -> None:
    earlier = "怎样让茶山变金山？"
    answer = paper.ask("太长了，短一点", [earlier])
    assert answer.outcome == "answered"
    assert answer.standalone_question == earlier
    assert [each.text for each in answer.statements] == [
        "建设标准茶园",
        "培育龙头企业",
        "打响公用品牌",
    ]
    cited = {number for each in answer.statements for number in each.citations}
    assert cited == {each.number for each in answer.citations}
    assert paper.ask("总结一下").reason == NOTHING_TO_SHORTEN


def test_a_bidding_that_cannot_be_done_is_declined_and_leaves_the_topic(paper: Assistant) -> None:
    earlier = "怎样让茶山变金山？"
    assert paper.ask("用表格列出来", [earlier]).reason == OTHER_FORM
    answer = paper.ask("第二点呢", [earlier, "用表格列出来"])
    assert answer.standalone_question == "“培育龙头企业”有哪些内容？"


@pytest.mark.parametrize(
    "text",
    [
        "总结一下",
        "太长了短一点",
        "短一点",
        "概括一下要点",
        "简单说说",
        "能不能简短一点",
        "用一句话概括",
    ],
)
def test_a_shorter_answer_is_bidden(text: str) -> None:
    assert asks_for_less(text)


@pytest.mark.parametrize(
    "text",
    [
        "总结一下茶产业的做法",
        "简单程序有哪些步骤",
        "较短的线路有多长",
        "概括了哪几点",
        "太长的隧道怎么通风",
    ],
)
def test_a_question_bids_nothing_shorter(text: str) -> None:
    assert not asks_for_less(text)


@pytest.mark.parametrize(
    "text", ["用表格列出来", "做成表格", "列个表", "换个说法", "说人话", "通俗一点"]
)
def test_another_form_is_bidden(text: str) -> None:
    assert asks_for_other_form(text)


@pytest.mark.parametrize(
    "text", ["用表格列出各乡镇的人口", "表格里有多少行", "通俗文学有哪些", "换一种肥料行不行"]
)
def test_a_question_bids_no_other_form(text: str) -> None:
    assert not asks_for_other_form(text)


def test_more_is_not_a_question_of_its_own() -> None:
    assert asks_for_more("还有吗？")
    assert asks_for_more("再详细点")
    assert not asks_for_more("还有哪些单位参加")


def test_another_measure_takes_the_place_of_the_measure(office: Assistant) -> None:
    answer = office.ask("套数是多少？", ["桂花苑两室一厅月租多少？"])
    assert "月租" not in answer.standalone_question


def test_he_who_wrote_is_the_author_of_the_article_just_cited(paper: Assistant) -> None:
    answer = paper.ask("他还写了什么文章？", ["怎样让茶山变金山？"])
    assert answer.standalone_question == "梁文舟还写了什么文章？"


def test_a_partner_of_a_short_name_is_unknown_too(paper: Assistant) -> None:
    answer = paper.ask("跟华为合作了吗？", ["云岭茶业集团和哪些单位合作？"])
    assert answer.outcome == "abstained"
    assert answer.reason.endswith("文中没有提到“华为”。")
