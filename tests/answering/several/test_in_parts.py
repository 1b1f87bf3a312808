"""A question of several: each part is answered, and one that stays unsaid is named."""

from pathlib import Path

import pytest

from assistant.answering.composition import Composition
from assistant.answering.conversation.resolved import Resolved
from assistant.answering.drafts import quote_draft
from assistant.answering.several.in_parts import MOST_PARTS, SeveralAnswers
from assistant.answering.words.question import analyse
from assistant.answering.words.terms import Terms
from assistant.service import Assistant
from assistant.types import Article
from tests.answering.libraries import library_of

CANAL = """东塘灌区续建配套项目进展

东塘灌区续建配套项目总投资3.6亿元，由省水利建设集团承建。

目标是到2026年底，干渠衬砌达到120公里。截至今年5月，已完成干渠衬砌74公里。

灌区管理站设在石桥村。巡渠员每月补助800元。
"""
LIBRARY = """市图书馆服务规定

成人读者每次可借图书10册，借期30天。少儿读者每次可借图书6册。

图书逾期不还的，每册每天收取0.1元。

自习室每天8点开放，22点关闭。
"""
TOWNS = """东塘县农业情况

2023年，全县粮食产量达到4.2万吨，茶园面积1.1万亩。
"""
OTHER_TOWN = """西岭县农业情况

2023年，全县粮食产量达到2.7万吨，果园面积0.8万亩。
"""


PLAN = """东塘县2025年民生实事

今年办好三件实事：1.新增老年助餐点12个；2.加装电梯30部；3.更新新能源公交车40台。
"""
BUSES = """24台新能源公交上线

5月15日，县公交公司购置的24台纯电动公交车投入运营，分别配置在2路和5路。
"""


WHOLE = "车队有几辆车，司机有多少人？"


def unsure(resolved: Resolved, as_of: str) -> Composition:
    """A statement of which one is not very sure, to any question."""
    article = Article(id="车队", title="车队", text="车队情况。")
    draft = quote_draft(article, 0, 5)
    return Composition(analyse(resolved.text), Terms(()), (), (), (draft,), 0.3, as_of)


def no_terms(_: str) -> Terms:
    return Terms(())


def no(_: str) -> bool:
    return False


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("shelf")
    return library_of(
        folder,
        canal_txt=CANAL,
        library_txt=LIBRARY,
        east_txt=TOWNS,
        west_txt=OTHER_TOWN,
        plan_txt=PLAN,
        buses_txt=BUSES,
    )


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("东塘灌区干渠衬砌的目标是多少公里，今年5月已完成多少公里？", ("120公里", "74公里")),
        ("东塘灌区续建配套项目总投资多少、由谁承建？", ("3.6亿元", "省水利建设集团")),
        ("2023年东塘县粮食产量是多少，西岭县呢？", ("4.2万吨", "2.7万吨")),
        ("东塘县和西岭县2023年粮食产量各是多少？", ("4.2万吨", "2.7万吨")),
        ("灌区管理站设在哪里？自习室几点关闭？", ("石桥村", "22点")),
        ("东塘灌区衬砌干渠现在有多少公里，以后要达到多少？", ("74公里", "120公里")),
        ("少儿读者每次可借图书多少册？成人读者每次可借多少册？", ("6册", "10册")),
        ("今年要更新多少台新能源公交？5月份已经上线了多少台？", ("40台", "24台")),
    ],
)
def test_every_part_is_answered(shelf: Assistant, question: str, facts: tuple[str, ...]) -> None:
    answer = shelf.ask(question)
    assert answer.outcome == "answered"
    assert all(fact in answer.text for fact in facts), answer.text
    assert answer.reason == ""


def test_a_statement_that_covers_both_parts_stands_once(shelf: Assistant) -> None:
    answer = shelf.ask("东塘灌区续建配套项目总投资多少、由谁承建？")
    assert len(answer.statements) == 1


def test_a_part_that_no_document_covers_is_named(shelf: Assistant) -> None:
    answer = shelf.ask("成人读者每次可借图书多少册，图书馆的馆长是谁？")
    assert "10册" in answer.text
    assert len(answer.statements) == 1
    assert answer.reason == "文中没有说明：图书馆的馆长是谁？"


@pytest.mark.parametrize(
    "part", ["停车证怎么办？", "合唱团下周日排练的曲目是什么？", "为什么收押金？"]
)
def test_what_is_near_to_the_earlier_subject_alone_is_no_answer(
    shelf: Assistant, part: str
) -> None:
    answer = shelf.ask(f"成人读者每次可借图书多少册，{part}")
    assert [statement.text for statement in answer.statements] == [
        "成人读者每次可借图书10册，借期30天。"
    ]
    assert answer.reason == f"文中没有说明：{part}"


def test_a_fact_of_a_question_that_is_refused_as_a_whole_must_be_surer() -> None:
    asked = SeveralAnswers(unsure, no_terms, lambda _: True, no, lambda _: (), no)
    assert asked.answer(WHOLE, "") is not None
    refused = SeveralAnswers(
        unsure,
        no_terms,
        lambda found: found.question.text != WHOLE,
        no,
        lambda _: (),
        no,
    )
    assert refused.answer(WHOLE, "") is None


def test_the_other_town_is_not_answered_with_its_neighbours_figure(shelf: Assistant) -> None:
    answer = shelf.ask("东塘县和北屏县2023年粮食产量各是多少？")
    assert "2.7万吨" not in answer.text


@pytest.mark.parametrize(
    "question", ["校车的票价是多少，几点发车？", "地铁和轮渡的票价分别是多少？"]
)
def test_parts_that_are_all_unsaid_are_not_answered(shelf: Assistant, question: str) -> None:
    assert shelf.ask(question).outcome == "abstained"


def test_an_aspect_of_a_document_that_it_does_not_print_is_named(tmp_path: Path) -> None:
    essay = (
        "# 让老渠活起来\n\n罗昌亮（东塘县水利局总工程师）\n\n"
        "老渠修了三年，灌溉面积恢复到2.3万亩。要健全管护机制，落实管护经费。\n"
    )
    answer = library_of(tmp_path, essay_md=essay).ask("罗昌亮是什么职务，文章是哪天发表的？")
    assert "东塘县水利局总工程师" in answer.text
    assert "文章是哪天发表的" in answer.reason


def test_what_no_article_says_yet_is_not_said_of_each(tmp_path: Path) -> None:
    texts = [
        f"# {title}\n\n□{author}\n\n2024年5月6日\n\n县里设立人才驿站，{said}。\n"
        for title, author, said in (
            ("让老渠活起来", "罗昌亮", "给水利人才安家"),
            ("把茶园种进画里", "许知远", "请茶艺人才授课"),
        )
    ]
    shelf = library_of(tmp_path, canal_md=texts[0], tea_md=texts[1])
    question = "哪几篇文章提到人才，各说了什么？"
    assert shelf.ask(question).outcome == "answered"
    assert shelf.ask(question, as_of="2021-01-01").outcome == "abstained"


def test_of_many_parts_the_last_are_named_as_not_looked_at(shelf: Assistant) -> None:
    asked = ["灌区管理站设在哪个村？", *(f"第{number}座泵站设在哪里？" for number in range(1, 9))]
    answer = shelf.ask("".join(asked))
    assert "石桥村" in answer.text
    assert answer.reason.endswith("一次问得太多，这些没有看，请分开再问：第8座泵站设在哪里")


@pytest.mark.parametrize(
    "part",
    [
        "第{}座泵站设在哪里？",
        "第{}座泵站设在哪里，",
        "谁管第{}座泵站、",
        "第{}座泵站是什么 ",
        "第{}座泵站呢，",
    ],
)
def test_so_many_parts_are_composed_at_most_whatever_their_form(part: str) -> None:
    composed: list[str] = []

    def counted(resolved: Resolved, as_of: str) -> Composition:
        composed.append(resolved.text)
        return unsure(resolved, as_of)

    several = SeveralAnswers(counted, no_terms, lambda _: True, no, lambda _: (), no)
    found = several.answer("车队有几辆车，" + "".join(part.format(n) for n in range(30)), "")
    assert len(composed) <= 5 * MOST_PARTS
    assert found is None or len(found.unasked) == 31 - MOST_PARTS


def test_how_long_at_most_is_said_by_a_limit(tmp_path: Path) -> None:
    text = (
        "澄海市就业政策\n\n灵活就业社保补贴\n"
        "政策内容：对离校1年内未就业的毕业生灵活就业后缴纳社会保险费的，给予社保补贴，补贴期限最长不超过2年。\n"
        "补贴测算：灵活就业社保补贴的具体金额为248.8元/人月。\n"
        "申请渠道：户口所在地街道\n"
    )
    answer = library_of(tmp_path, 政策_txt=text).ask("灵活就业社保补贴一个月多少钱、最多领几年？")
    assert "248.8元" in answer.text
    assert "不超过2年" in answer.text
    assert "没有说明" not in answer.reason
