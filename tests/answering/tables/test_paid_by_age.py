"""What is paid at an age, where no allowance is named."""

from typing import TYPE_CHECKING

import pytest

from tests.answering.libraries import declined, library_of

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.service import Assistant

AGED = """# 梅川县长者津贴发放办法

长者津贴按年龄分档发放，标准见下表。

| 年龄 | 城镇标准（元/月） | 农村标准（元/月） |
|---|---|---|
| 70至79周岁 | 50 | 40 |
| 80至89周岁 | 100 | 90 |
| 90周岁以上 | 200 | 180 |

注：以上标准自2031年7月1日起提高10%。
"""
CARE = """# 梅川县护理补贴通知

护理补贴按年龄发放：60周岁至79周岁的每人每月210元，80周岁至89周岁的每人每月320元，90周岁以上的每人每月530元。

申请人应当提交身份证和评估报告。
"""
TICKETS = """# 梅川县景区门票优惠办法

| 年龄 | 门票（元） | 优惠 |
|---|---|---|
| 60至69周岁 | 20 | 半价 |
| 70周岁以上 | 10 | 优待 |
"""
SEVENTIES = "70至79周岁，城镇标准（元/月）：50，农村标准（元/月）：40"
EIGHTIES = "80至89周岁，城镇标准（元/月）：100，农村标准（元/月）：90"
NINETIES = "90周岁以上，城镇标准（元/月）：200，农村标准（元/月）：180"
NOTE = "以上标准自2031年7月1日起提高10%。"


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> "Assistant":
    return library_of(tmp_path_factory.mktemp("one"), 津贴_md=AGED, 门票_md=TICKETS)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> "Assistant":
    folder = tmp_path_factory.mktemp("several")
    return library_of(folder, 津贴_md=AGED, 护理_md=CARE, 门票_md=TICKETS)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("我今年76岁能领多少？", SEVENTIES),
        (
            "我妈92岁了，一个月能拿多少钱？",
            NINETIES,
        ),
        ("老人85岁有什么补贴？", EIGHTIES),
        (
            "今年七十六岁，政府给多少钱？",
            SEVENTIES,
        ),
        (
            "我今年76岁能领多少长者津贴？",
            SEVENTIES,
        ),
    ],
)
def test_the_one_scale_answers_with_its_notes(one: "Assistant", question: str, row: str) -> None:
    assert [each.text for each in one.ask(question).statements] == [row, NOTE]


def test_of_several_scales_each_answers_under_its_title(several: "Assistant") -> None:
    told = {each.text: each.group for each in several.ask("我奶奶85岁能领多少？").statements}
    assert told == {
        EIGHTIES: "梅川县长者津贴发放办法",
        NOTE: "梅川县长者津贴发放办法",
        "80周岁至89周岁的每人每月320元": "梅川县护理补贴通知",
    }


def test_an_age_of_no_scale_is_declined(one: "Assistant") -> None:
    assert declined(one, "我今年55岁能领多少？").endswith("没有55岁这一档。")


@pytest.mark.parametrize(
    "question", ["我76岁体检要多少钱？", "我今年76岁能坐公交吗？", "我今年76岁"]
)
def test_another_thing_is_not_answered_by_what_is_paid(one: "Assistant", question: str) -> None:
    assert not any("标准" in each.text for each in one.ask(question).statements)


def test_no_scale_no_answer(tmp_path: "Path") -> None:
    library = library_of(tmp_path, 门票_md=TICKETS)
    assert not any("岁" in each.text for each in library.ask("我今年76岁能领多少？").statements)


@pytest.mark.parametrize("pays", ["每年缴纳", "自付", "支付押金"])
def test_what_one_has_to_pay_is_not_what_one_is_paid(tmp_path: "Path", pays: str) -> None:
    text = f"60周岁至79周岁的每人{pays}200元，80周岁以上的每人{pays}100元。"
    library = library_of(tmp_path, 办法_md=f"# 梅川县老年体检办法\n\n{text}\n")
    declined(library, "我今年65岁能领多少？")
