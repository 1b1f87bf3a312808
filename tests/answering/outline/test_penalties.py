"""A fine is that of the clause that forbids the act, and of no other clause."""

from pathlib import Path

import pytest

from assistant.answering.outline.named_acts import is_named
from assistant.answering.outline.penalties import (
    Place,
    asks_punishment,
    places_broken,
    punishes,
)
from assistant.answering.words.terms import Term, Terms
from assistant.service import Assistant
from assistant.text import tokens
from tests.answering.libraries import library_of

TEXT = """霁川市公园管理办法

第一条　为了加强公园管理，制定本办法。

第二条　市园林部门是公园的主管部门，负责组织实施本办法。

第五条　公园应当每天开放，免费公园不得收取门票。

第八条　游人不得在公园内有下列行为：
（一）在树木上钉钉子、拉绳索；
（二）攀折花木、采摘果实；
（三）在草坪上搭帐篷、生火烧烤；
（四）在湖中垂钓、游泳。

第九条　犬只进入公园应当系绳，不得进入儿童游乐区。

第十五条　违反本办法第八条第一项、第二项规定的，责令改正，处50元以上200元以下罚款；\
违反第三项规定的，责令改正，对个人处300元以上800元以下罚款；违反第四项规定的，给予警告。

第十六条　违反本办法第九条规定的，由公安机关责令改正；拒不改正的，处100元以上500元以下罚款。

第十七条　本办法自2026年3月1日起施行。
"""


@pytest.fixture(scope="module")
def park(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("park"), 霁川市公园管理办法_txt=TEXT)


@pytest.mark.parametrize(
    ("question", "fine", "other"),
    [
        ("在公园草坪上生火烧烤罚多少钱？", "对个人处300元以上800元以下罚款", "50元"),
        ("在公园的湖中垂钓怎么处罚？", "违反第四项规定的，给予警告", "800元"),
        ("攀折花木会被罚款吗？", "处50元以上200元以下罚款", "800元"),
        ("犬只进入儿童游乐区罚多少？", "处100元以上500元以下罚款", "800元"),
        ("犬只进入儿童游乐区最多罚多少？", "处100元以上500元以下罚款", "800元"),
        ("在草坪上生火烧烤被查到罚多少？", "对个人处300元以上800元以下罚款", "50元"),
        ("违反第八条第三项罚多少？", "对个人处300元以上800元以下罚款", "50元"),
    ],
)
def test_an_act_is_fined_as_its_own_clause_is(
    park: Assistant, question: str, fine: str, other: str
) -> None:
    said = "".join(statement.text for statement in park.ask(question).statements)
    assert fine in said
    assert other not in said


@pytest.mark.parametrize("question", ["在草坪上踢球罚多少钱？", "在湖中划船怎么处罚？"])
def test_an_act_that_no_clause_names_is_not_fined_as_its_neighbour(
    park: Assistant, question: str
) -> None:
    assert park.ask(question).outcome == "abstained"


@pytest.mark.parametrize(
    "question",
    ["免费公园收门票罚多少钱？", "公园没有每天开放罚多少？", "园林部门不负责怎么处罚？"],
)
def test_an_act_without_a_fine_is_not_given_that_of_another(park: Assistant, question: str) -> None:
    assert park.ask(question).outcome == "abstained"


def test_a_clause_without_a_fine_is_said_to_have_none(park: Assistant) -> None:
    answer = park.ask("违反第五条怎么处罚？")
    assert "没有说违反第五条怎样处罚" in answer.reason


@pytest.mark.parametrize(
    ("question", "act"),
    [
        ("闯红灯罚多少钱？", "闯红灯"),
        ("超速行驶怎么处罚？", "超速行驶"),
        ("在公园跳广场舞罚多少钱？", "广场舞"),
        ("非法集资会怎么处罚？", "非法集资"),
        ("高空抛物会受到什么处罚？", "高空抛物"),
    ],
)
def test_an_act_that_no_text_names_is_said_not_to_be_named(
    park: Assistant, question: str, act: str
) -> None:
    answer = park.ask(question)
    assert answer.outcome == "abstained"
    assert act in answer.reason


def test_the_fine_of_another_item_of_the_clause_is_not_given() -> None:
    words, said = ("公园", "储存", "易燃易爆", "物品"), ("公园", "绿化", "砍伐")
    terms = Terms(tuple(Term(token, 1.0, True) for word in words for token in tokens(word)))
    assert not is_named(words, terms, said, titles=("公园",))
    assert is_named(words, terms, (*said, "储存"), titles=("公园",))


def test_a_fine_for_the_breach_of_a_clause_in_a_text_without_clauses_is_read(
    tmp_path: Path,
) -> None:
    report = library_of(
        tmp_path,
        霁川市检查情况_txt="霁川市检查情况\n\n对违反该办法第十条规定的商户，责令改正并处二百元罚款。\n",
    )
    assert report.ask("商户占道经营罚多少？").outcome in ("answered", "abstained")


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        ("乱扔垃圾罚多少", True),
        ("不按时关灯会被罚款吗", True),
        ("擅自砍树要受什么处罚", True),
        ("骗补贴被查实怎么处理", True),
        ("去年一共罚了多少家企业", False),
        ("被处罚过的企业能不能申报", False),
        ("偷倒渣土被抓了怎么处理", True),
        ("要交多少钱罚款", True),
        ("餐厨垃圾怎么处理", False),
        ("发现水管漏水怎么处理", False),
        ("被狗咬了怎么处理", False),
        ("抓好生产要怎么处理好几个关系", False),
        ("去年有多少人被罚", False),
        ("全年开出多少罚单", False),
        ("罚款交到哪里", False),
    ],
)
def test_who_asks_for_a_punishment(question: str, is_asked: bool) -> None:
    assert asks_punishment(question) is is_asked


def test_who_is_let_off_is_told_so_where_a_punishment_is_asked_for() -> None:
    assert punishes("对早期项目投资失败的,实行尽职免责")
    assert not punishes("对早期项目给予投资")


def test_items_are_of_the_clause_before_them() -> None:
    broken = places_broken("违反本办法第八条第一项、第二项规定的,责令改正")
    assert broken == (Place(8, 0, 1, "第八条"), Place(8, 0, 2, "第八条"))
    assert not places_broken("违反《水法》第十条规定的")
