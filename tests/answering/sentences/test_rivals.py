"""Articles that give different figures for one thing, and not for two, are shown side by side."""

from pathlib import Path

import pytest

from assistant.answering.sentences.rivals import DISAGREE
from tests.answering.libraries import library_of

BEDS = "安平市养老服务情况\n\n全市共有养老机构{}家，从业人员{}人。\n"
CITY = "安平市2023年统计公报\n\n年末规模以上工业企业{}家，资质等级以上建筑企业{}家。\n"


@pytest.mark.parametrize(
    ("one", "other", "question"),
    [
        (BEDS.format(126, 2140), BEDS.format(131, 2200), "安平市共有多少家养老机构？"),
        (
            CITY.format(1286, 97),
            "安平市2023年工作报告\n\n年末规模以上工业企业1301家，资质等级以上建筑企业102家。\n",
            "安平市2023年末规模以上工业企业有多少家？",
        ),
    ],
)
def test_different_figures_for_one_thing_are_shown_side_by_side(
    tmp_path: Path, one: str, other: str, question: str
) -> None:
    answer = library_of(tmp_path, 一_txt=one, 二_txt=other).ask(question)
    assert answer.reason == DISAGREE
    assert len(answer.statements) == 2


@pytest.mark.parametrize(
    ("one", "other", "question", "said"),
    [
        # Another place, named in the other document's head.
        (
            CITY.format(1286, 97),
            "政府工作报告\n\n——2024年1月18日在临溪县第十八届人民代表大会第四次会议上\n\n"
            "年末规模以上工业企业总数达到97家。\n",
            "安平市2023年规模以上工业企业有多少家？",
            "1286家",
        ),
        # Another year, in the title.
        (
            CITY.format(1286, 97),
            CITY.format(1190, 90).replace("2023", "2022"),
            "安平市2023年末规模以上工业企业有多少家？",
            "1286家",
        ),
        # Part of a year.
        (
            "安平市2023年统计公报\n\n居民人均可支配收入32764元，增长6.1%。\n",
            "2023年上半年安平市经济运行简讯\n\n居民人均可支配收入17240元，增长5.9%。\n",
            "安平市2023年居民人均可支配收入是多少？",
            "32764元",
        ),
        # Another attribute.
        (
            "安平市经济情况\n\n全市地区生产总值2318亿元。\n",
            "安平市居民生活情况\n\n全市人均地区生产总值61830元。\n",
            "安平市地区生产总值是多少？",
            "2318亿元",
        ),
    ],
)
def test_figures_of_another_place_period_or_attribute_are_no_conflict(
    tmp_path: Path, one: str, other: str, question: str, said: str
) -> None:
    answer = library_of(tmp_path, 一_txt=one, 二_txt=other).ask(question)
    assert answer.reason == ""
    assert said in answer.statements[0].text


def test_who_asks_for_two_periods_is_told_of_no_conflict(tmp_path: Path) -> None:
    one = "安平市统计公报\n\n全年进出口总额186.9亿元，下降2.4%。\n"
    other = "安平市经济简讯\n\n进出口总额101.7亿元，增长9.6%。\n"
    library = library_of(tmp_path, 一_txt=one, 二_txt=other)
    assert DISAGREE not in library.ask("全年和上半年安平市进出口总额分别是多少？").reason


def test_what_is_said_of_the_place_asked_about_stands_alone(tmp_path: Path) -> None:
    report = "政府工作报告\n\n2024年1月在临溪县人民代表大会上\n\n全县规模以上工业企业达到97家。\n"
    library = library_of(tmp_path, 一_txt=CITY.format(1286, 97), 二_txt=report)
    (statement,) = library.ask("临溪县规模以上工业企业有多少家？").statements
    assert "97家" in statement.text
