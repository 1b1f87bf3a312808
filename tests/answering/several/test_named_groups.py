"""Lists of several things under their names and counted; authors' views side by side."""

from pathlib import Path

import pytest

from assistant.answering.documents.views_compared import SIDE_BY_SIDE
from assistant.service import Assistant
from tests.answering.libraries import library_of

ORCHARD = """# 做强渝东脐橙产业的思考

□何秋菱

脐橙是渝东的招牌，产业要从种好转向卖好。

抓好品质管控，稳住产业根基。品质是脐橙产业的命脉。一是统一苗木标准，推广无病毒苗。二是建立果园档案，由合作社记录用药和采收，县里组织专家每季度到各乡镇的示范果园巡查一次，发现问题当场整改。巡查结果在村里公示，连续两年不合格的果园退出示范名录，腾出的名额由新建果园递补。三是推广绿色防控。四是实行分级采收。

抓好品牌营销，打开外地市场。品牌是脐橙产业的翅膀。一是统一包装标识。二是开设直营门店。三是办好采果节。

（作者单位：渝东农业研究所）
"""
TEA = """# 让高山茶走出深山

□冯知远

高山茶藏在深山，出路在融合。

推动茶旅融合，做美茶园。茶园就是景区。一要修通观光步道。二要建设茶家乐。

推动茶企合作，做大规模。小散弱是短板。一要联合收购鲜叶。二要共建加工车间。

（作者系茶叶协会秘书长）
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Two signed articles."""
    return library_of(tmp_path_factory.mktemp("groups"), orchard_md=ORCHARD, tea_md=TEA)


def groups(library: Assistant, question: str) -> dict[str, int]:
    """How many statements stand under each heading."""
    found: dict[str, int] = {}
    for statement in library.ask(question).statements:
        found[statement.group] = found.get(statement.group, 0) + 1
    return found


@pytest.mark.parametrize(
    "question",
    [
        "品质管控和品牌营销各有几条措施",
        "品质管控和品牌营销分别有哪些措施？",
        "品质管控、品牌营销各有哪些举措",
    ],
)
def test_the_lists_of_two_things_stand_under_their_names(shelf: Assistant, question: str) -> None:
    assert groups(shelf, question) == {"品质管控": 4, "品牌营销": 3}


def test_who_asks_how_many_is_told_beside_the_statements(shelf: Assistant) -> None:
    answer = shelf.ask("品质管控和品牌营销各有几条措施")
    assert answer.reason == "按文中列出的条目数：品质管控4条，品牌营销3条"
    assert shelf.ask("品质管控和品牌营销分别有哪些措施？").reason == ""


def test_a_long_item_among_whole_ones_is_given_by_its_first_sentence(shelf: Assistant) -> None:
    said = [statement.text for statement in shelf.ask("品质管控有哪些措施").statements]
    assert said[0] == "统一苗木标准，推广无病毒苗。"
    assert said[1].startswith("建立果园档案，由合作社记录")
    assert said[1].endswith("当场整改。")


def test_facts_of_two_things_stand_under_no_headings(tmp_path: Path) -> None:
    towns = "# 两镇情况\n\n东塘镇有茶园1.1万亩。\n\n西岭镇有茶园0.8万亩。\n"
    library = library_of(tmp_path, towns_md=towns)
    assert set(groups(library, "东塘镇和西岭镇的茶园各有多少亩？")) == {""}


@pytest.mark.parametrize(
    "question",
    [
        "何秋菱和冯知远的观点有什么不同",
        "何秋菱、冯知远两位作者的主张有哪些异同？",
        "比较一下何秋菱和冯知远的观点",
        "何秋菱与冯知远的文章有什么区别",
    ],
)
def test_views_that_nobody_compares_are_given_author_by_author(
    shelf: Assistant, question: str
) -> None:
    answer = shelf.ask(question)
    assert answer.reason == SIDE_BY_SIDE
    assert [statement.text for statement in answer.statements if "抓好" in statement.text]
    assert list(groups(shelf, question)) == [
        "《做强渝东脐橙产业的思考》（何秋菱）",
        "《让高山茶走出深山》（冯知远）",
    ]


@pytest.mark.parametrize(
    "question", ["何秋菱和冯知远分别有什么观点", "何秋菱和冯知远各提了几条建议"]
)
def test_views_that_are_only_asked_for_are_not_called_a_comparison(
    shelf: Assistant, question: str
) -> None:
    assert len(groups(shelf, question)) == 2
    assert shelf.ask(question).reason == ""


def test_a_post_of_two_authors_is_no_view(shelf: Assistant) -> None:
    assert "渝东农业研究所" in str(shelf.ask("何秋菱和冯知远是什么单位的").statements)
