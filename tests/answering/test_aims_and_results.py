"""Whether an aim was met: the aim and what came of it, each of its own year and of the whole."""

from pathlib import Path

import pytest

from assistant.answering.conversation.aims_met import aim_and_result
from assistant.answering.conversation.parts import parts_of
from assistant.service import Assistant
from tests.answering.libraries import answered, library_of

REPORT = """松浦市政府工作报告

2025年1月9日

松浦市市长　何一鸣

各位代表：

现在，我代表市人民政府，向大会报告工作。

一、过去一年工作回顾

过去一年，全市上下迎难而上。

——民生事业持续改善。城镇新增就业8260人，零就业家庭动态清零。建成村级文化站15家，开展送戏下乡120场。

二、2025年工作安排

全市经济社会发展主要预期目标是：地区生产总值增长6.5%左右，固定资产投资增长7%，城镇新增就业8000人以上，粮食总产量稳定在31万吨以上。
"""
BULLETIN = """松浦市2025年国民经济和社会发展统计公报

松浦市统计局　2026年3月15日

初步核算，2025年全市地区生产总值526.3亿元，按不变价格计算，比上年增长6.2%。人均地区生产总值68210元，增长6.6%。

全年粮食总产量31.8万吨，增长1.1%。城镇新增就业8430人。年末共有村级文化站34家，群众文化活动中心6个。
"""
PLAN = """松浦市公共文化服务行动计划

到2027年底，村级文化站达到60家，文化活动室覆盖率由2024年的61%提高到80%。

到今年4月底，全市文化活动室覆盖率达到64%，离目标还差16个百分点。
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("city")
    return library_of(folder, 报告_txt=REPORT, 公报_txt=BULLETIN, 计划_txt=PLAN)


@pytest.mark.parametrize(
    ("question", "aim", "result"),
    [
        ("粮食产量目标完成了吗？", "粮食产量的目标是多少", "粮食产量实际是多少"),
        (
            "固定资产投资增长目标是否完成",
            "固定资产投资的增长目标是多少",
            "固定资产投资实际增长多少",
        ),
        (
            "村级文化站的数量目标达成情况如何",
            "村级文化站的数量的目标是多少",
            "村级文化站的数量实际是多少",
        ),
    ],
)
def test_the_aim_and_the_result_are_both_asked(question: str, aim: str, result: str) -> None:
    assert aim_and_result(question) == (aim, result)
    assert parts_of(question) == [aim, result]


@pytest.mark.parametrize(
    "question",
    [
        "双碳目标实现了吗？",
        "粮食产量目标是多少？",
        "目标完成了吗？",
        "粮食产量目标完成",
        "怎样完成粮食产量目标？",
    ],
)
def test_other_questions_on_aims_are_one(question: str) -> None:
    assert aim_and_result(question) is None


@pytest.mark.parametrize(
    ("question", "aim", "result"),
    [
        ("城镇新增就业2025年的目标完成了吗？", "8000人以上", "城镇新增就业8430人"),
        ("粮食产量目标完成没有？", "31万吨以上", "31.8万吨"),
        ("地区生产总值增长目标完成了吗？", "增长6.5%左右", "526.3亿元"),
    ],
)
def test_aim_and_result_are_told(city: Assistant, question: str, aim: str, result: str) -> None:
    said = answered(city, question)
    assert aim in said
    assert result in said
    assert "8260人" not in said  # of the year before


def test_a_part_headed_the_past_year_tells_of_the_year_before_its_date(city: Assistant) -> None:
    assert "8430" in answered(city, "2025年城镇新增就业多少人？")
    assert "8260" in answered(city, "2024年城镇新增就业多少人？")


def test_a_figure_is_of_the_year_named_last_before_it(city: Assistant) -> None:
    assert "15家" in answered(city, "村级文化站2024年建成多少家？")


def test_an_aim_that_is_only_named_for_what_is_missing_of_it_is_not_the_aim(tmp_path: Path) -> None:
    said = answered(library_of(tmp_path, 计划_txt=PLAN), "文化活动室覆盖率的目标是多少？")
    assert "提高到80%" in said


def test_what_grows_is_the_whole_unless_per_head_is_asked(city: Assistant) -> None:
    (statement, *_) = city.ask("地区生产总值增长多少？").statements
    assert statement.text.endswith("比上年增长6.2%。")
    (statement, *_) = city.ask("人均地区生产总值增长多少？").statements
    assert statement.text.startswith("人均地区生产总值")


def test_what_was_produced_is_asked_for_as_the_output(tmp_path: Path) -> None:
    text = (
        "松浦市2024年统计公报\n\n全年新能源汽车产量14.2万辆，增长38.6%；集成电路产量27.5亿块。\n"
        "\n到2027年，全市新能源汽车年产量突破35万辆。\n"
    )
    said = answered(library_of(tmp_path, 公报_txt=text), "新能源汽车2024年实际产了多少辆？")
    assert "14.2万辆" in said


def test_a_result_is_set_beside_the_aim_of_another_year(city: Assistant) -> None:
    question = "村级文化站2025年末有多少家，跟2027年的目标比一比"
    assert parts_of(question) == ["村级文化站2025年末有多少家", "村级文化站2027年的目标是多少"]
    said = answered(city, question)
    assert "34家" in said
    assert "60家" in said
