"""A question of several: each part is answered, and one that stays unsaid is named."""

from pathlib import Path

import pytest

from assistant.service import Assistant
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


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("shelf")
    return library_of(
        folder, canal_txt=CANAL, library_txt=LIBRARY, east_txt=TOWNS, west_txt=OTHER_TOWN
    )


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("东塘灌区干渠衬砌的目标是多少公里，今年5月已完成多少公里？", ("120公里", "74公里")),
        ("东塘灌区续建配套项目总投资多少、由谁承建？", ("3.6亿元", "省水利建设集团")),
        ("2023年东塘县粮食产量是多少，西岭县呢？", ("4.2万吨", "2.7万吨")),
        ("东塘县和西岭县2023年粮食产量各是多少？", ("4.2万吨", "2.7万吨")),
        ("灌区管理站设在哪里？自习室几点关闭？", ("石桥村", "22点")),
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


def test_the_other_town_is_not_answered_with_its_neighbours_figure(shelf: Assistant) -> None:
    answer = shelf.ask("东塘县和北屏县2023年粮食产量各是多少？")
    assert "2.7万吨" not in answer.text


@pytest.mark.parametrize(
    "question", ["校车的票价是多少，几点发车？", "地铁和轮渡的票价分别是多少？"]
)
def test_parts_that_are_all_unsaid_are_not_answered(shelf: Assistant, question: str) -> None:
    assert shelf.ask(question).outcome == "abstained"


def test_a_countys_own_document_answers_for_it(tmp_path: Path) -> None:
    city = "云泽市财政情况\n\n全年一般公共预算收入118.7亿元，增长6.0%。\n"
    county = "临溪县工作报告\n\n过去一年，全县一般公共预算收入9.72亿元，增长5.1%，社会稳定。\n"
    library = library_of(tmp_path, city_txt=city, county_txt=county)
    answer = library.ask("云泽市和临溪县一般公共预算收入各是多少？")
    assert "118.7亿元" in answer.text
    assert "9.72亿元" in answer.text
