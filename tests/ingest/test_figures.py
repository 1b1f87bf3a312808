import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.figures import Figure, find_figures
from assistant.types import Article


def figures_of(text: str) -> tuple[Figure, ...]:
    return find_figures(Article(id="a", title="", text=text))


def rows(text: str) -> list[tuple[str, str, str, str, str]]:
    return [(f.indicator, f.change, f.printed, f.year, f.region) for f in figures_of(text)]


def test_values_of_one_sentence_share_the_indicator_and_the_year() -> None:
    assert rows("2021年全市经济总量约2.8万亿元，比2019年净增0.4万亿元，同比增长8.3%。") == [
        ("经济总量", "", "约2.8万亿元", "2021", "全市"),
        ("经济总量", "比2019年净增", "0.4万亿元", "2021", "全市"),
        ("经济总量", "同比增长", "8.3%", "2021", "全市"),
    ]


def test_values_told_respectively_go_to_their_own_places() -> None:
    assert rows("湖北、湖南2020年创新能力指数分列全国第7、第12。") == [
        ("创新能力指数", "分列全国", "第7", "2020", "湖北"),
        ("创新能力指数", "分列全国", "第12", "2020", "湖南"),
    ]


def test_each_item_of_an_enumeration_is_its_own_indicator() -> None:
    assert rows("浙江已建成国家级开发区21个、省级重点实验室150家。") == [
        ("国家级开发区", "", "21个", "", "浙江"),
        ("省级重点实验室", "", "150家", "", "浙江"),
    ]


def test_what_is_counted_may_stand_after_the_number() -> None:
    assert rows("全省选派了17名干部，走访3200户居民。") == [
        ("干部", "", "17名", "", "全省"),
        ("居民", "", "3200户", "", "全省"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "到2025年，成立半年多来，2月9日8点开始。",
        "三大产业、三个万亿级产业集群和“一带一路”建设。",
        "《规划（2022-2030年）》和“1+10+1000”优势集群。",
        "把人民群众生命安全放在第一位，第一产业稳中向好。",
        "",
    ],
    ids=["times", "words", "names", "ordinals", "empty"],
)
def test_what_is_no_figure_is_left_out(text: str) -> None:
    assert rows(text) == []


def test_value_unit_and_offsets_are_those_of_the_print() -> None:
    text = "导语。2021年，全国粮食产量达6.8亿吨。"
    (figure,) = figures_of(text)
    assert (figure.value, figure.unit) == (680_000_000, "吨")
    assert text[figure.start : figure.end] == figure.printed == "6.8亿吨"
    assert figure.label.of(text) == figure.indicator == "粮食产量"
    assert figure.sentence.of(text) == "2021年，全国粮食产量达6.8亿吨。"


def told(text: str) -> list[tuple[str, str, str, str]]:
    return [(f.indicator, f.change, f.printed, f.bound) for f in figures_of(text)]


@pytest.mark.parametrize(
    ("text", "name", "printed", "bound"),
    [
        ("家庭人均月收入不高于4100元；", "家庭人均月收入", "不高于4100元", "≤"),
        ("人均住房建筑面积低于18平方米。", "人均住房建筑面积", "低于18平方米", "<"),
        ("储备沙袋不少于30万条。", "储备沙袋", "不少于30万条", "≥"),
        ("首付款比例不得低于20%。", "首付款比例", "不得低于20%", "≥"),
        ("绿化覆盖率稳定在45%以上。", "绿化覆盖率", "45%以上", "≥"),
        ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率", "5.5%以内", "≤"),
        ("货物吞吐量突破2亿吨。", "货物吞吐量", "突破2亿吨", ">"),
        ("全年降水量780毫米左右。", "降水量", "780毫米左右", "≈"),
        ("实行双人值守，其中至少3名党员。", "党员", "至少3名", "≥"),
    ],
)
def test_a_bound_is_kept_with_its_value(text: str, name: str, printed: str, bound: str) -> None:
    assert told(text) == [(name, "", printed, bound)]


def test_a_bound_in_a_name_is_no_value() -> None:
    assert told("新开工项目52个，计划投资310亿元，其中20亿元以上项目4个。") == [
        ("新开工项目", "", "52个", ""),
        ("计划投资", "", "310亿元", ""),
        ("20亿元以上项目", "", "4个", ""),
    ]
    assert told("建成220千伏变电站3座。") == [("220千伏变电站", "", "3座", "")]


def test_both_ends_of_a_fine_are_named_by_what_follows_them() -> None:
    assert told("逾期不改的，由市城乡建设局处五千元以上二万元以下的罚款。") == [
        ("罚款", "", "五千元以上", "≥"),
        ("罚款", "", "二万元以下", "≤"),
    ]
    assert {f.region for f in figures_of("由市住房和城乡建设局处200元以上500元以下罚款。")} == {""}


def test_a_unit_says_of_what_it_is_one() -> None:
    (value, change) = figures_of("二氧化硫年均浓度为9微克/立方米，同比下降10%。")
    assert (value.indicator, value.printed, value.unit) == (
        "二氧化硫年均浓度",
        "9微克/立方米",
        "微克/立方米",
    )
    assert (change.indicator, change.change) == ("二氧化硫年均浓度", "同比下降")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "会议决定：（一）新建幼儿园6所；（二）市财政安排资金900万元。",
            ["新建幼儿园", "市财政安排资金"],
        ),
        ("第七条 公租房租金按照市场租金的60%确定。", ["公租房租金"]),
        ("二是淘汰老旧柴油货车1200辆。", ["淘汰老旧柴油货车"]),
        ("公司明年的目标是营业收入达到80亿元。", ["营业收入"]),
        ("茶叶、水果产量分别为2万吨和3万吨。", ["茶叶产量", "水果产量"]),
        ("供水管网漏损率由13.6%降到10.9%。", ["供水管网漏损率", "供水管网漏损率"]),
        ("新增托育点20个，总数达到86个。", ["新增托育点", "托育点"]),
        ("场地租金20万元的，按核定额的25%补助。", ["场地租金"]),
        ("储能、材料、医药三大产业产值分别达到8亿元、6亿元和4亿元。", []),
        ("届时班线由现有15条增加到20条。", ["班线", "班线"]),
        ("累计接待2314人次。", []),
        ("每月至少上门探访1次。", []),
        ("履约率连续五年达到100%。", ["履约率"]),
        ("每年举办不少于5场展览会。", ["展览会"]),
        (
            "城镇零售额7亿元，增长5%；乡村1亿元，增长7%。",
            ["城镇零售额", "城镇零售额", "乡村", "乡村"],
        ),
        ("每生产1公斤绿氢耗电50千瓦时。", ["每生产1公斤绿氢耗电"]),
        ("围绕三大产业链发布岗位300个。", []),
        ("对75周岁以上老人每月发放津贴。", []),
        ("全市14个国控、省控断面达标。", []),
        ("至少有80%。", []),
        ("设立2000万元的低空安全保障资金。", ["低空安全保障资金"]),
        ("前来咨询的不足5人的窗口撤并。", []),
    ],
)
def test_a_name_is_a_noun_phrase_or_the_figure_is_left_out(text: str, expected: list[str]) -> None:
    assert [figure.indicator for figure in figures_of(text)] == expected


def test_a_share_says_of_what_it_is_one() -> None:
    assert told("外来务工人员9.2万人，约占常住人口的两成，高于全省平均水平3个百分点。") == [
        ("外来务工人员", "", "9.2万人", ""),
        ("外来务工人员", "约占常住人口的", "两成", "≈"),
        ("外来务工人员", "高于全省平均水平", "3个百分点", ""),
    ]


BUDGET = """海宁市2025年部门预算表
单位：万元
科目 | 2024年执行数 | 2025年预算数 | 增长%
教育支出 | 31,250 | 33120 | 6
合计 | 89903 | 94570 | -5.2
"""


def test_cells_of_a_table_have_their_row_head_unit_and_year() -> None:
    found = figures_of(BUDGET)
    assert [(f.indicator, f.value, f.unit, f.year) for f in found[:3]] == [
        ("教育支出 2024年执行数（万元）", 312_500_000, "元", "2024"),
        ("教育支出 2025年预算数（万元）", 331_200_000, "元", "2025"),
        ("教育支出 增长%", 6, "%", "2025"),
    ]
    assert [f.printed for f in found] == ["31,250", "33120", "6", "89903", "94570", "-5.2"]
    assert found[-1].value == -5.2
    assert all(BUDGET[f.start : f.end] == f.printed for f in found)
    assert found[0].sentence.of(BUDGET) == "教育支出 | 31,250 | 33120 | 6"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "区名 | 小区（个） | 联系电话\n河西区 | 26 | 88120000\n滨湖区 | 18 | 88130000",
            [("河西区 小区（个）", 26, "个", "河西区"), ("滨湖区 小区（个）", 18, "个", "滨湖区")],
        ),
        (
            "产品 | 单位 | 产量\n水泥 | 万吨 | 8.5\n发电量 | 亿千瓦时 | 9.7",
            [
                ("水泥 产量（万吨）", 85_000, "吨", ""),
                ("发电量 产量（亿千瓦时）", 970_000_000, "千瓦时", ""),
            ],
        ),
        (
            "指标 | 2023年 | 2024年\n森林覆盖率（%） | 51 | 52.5\n粮食（万吨） | 6 | ≥7",
            [
                ("森林覆盖率（%）", 51, "%", ""),
                ("森林覆盖率（%）", 52.5, "%", ""),
                ("粮食（万吨）", 60_000, "吨", ""),
                ("粮食（万吨）", 70_000, "吨", ""),
            ],
        ),
        (
            "项目：金额（亿元）\n债务余额：186.4\n债务限额：201.7",
            [
                ("债务余额 金额（亿元）", 1.864e10, "元", ""),
                ("债务限额 金额（亿元）", 2.017e10, "元", ""),
            ],
        ),
        (
            "类别 | 标准 | 期限\n博士 | 每月3000元 | 5年\n硕士 | 每月2000元 | 3年",
            [("博士 标准", 3000, "元", ""), ("硕士 标准", 2000, "元", "")],
        ),
        (
            "月租金中位数：1850元\n人均面积：14.5平方米\n合租的受访者：54.7%",
            [
                ("月租金中位数", 1850, "元", ""),
                ("人均面积", 14.5, "平方米", ""),
                ("合租的受访者", 54.7, "%", ""),
            ],
        ),
        ("序号 | 任务 | 时限\n1 | 立牌 | 9月底\n2 | 建档 | 2024年6月", []),
    ],
    ids=[
        "places",
        "unit column",
        "years as heads",
        "pairs",
        "units in cells",
        "fields",
        "no figures",
    ],
)
def test_tables_of_each_form_are_read(
    table: str, expected: list[tuple[str, float, str, str]]
) -> None:
    found = figures_of(table)
    assert [(f.indicator, f.value, f.unit, f.region) for f in found] == expected


WORDS = (
    "2021年 重庆、四川 经济总量 约 7.4万亿元 ，比2019年 净增 8.5% 、 。 分别为 第6 个 23 “ ” 《 》"
    " \n 增长 百分之五 三个"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=300, deadline=None)
def test_every_figure_lies_in_its_sentence(text: str) -> None:
    for figure in figures_of(text):
        assert text[figure.start : figure.end] == figure.printed
        assert figure.sentence.start <= figure.start < figure.end <= figure.sentence.end
        assert figure.label.of(text).strip() == figure.indicator
        assert figure.year in text
        assert figure.region in text


@pytest.mark.parametrize("tail", ["《" * 100_000, "百分之" * 30_000, "，产值10亿元" * 12_000])
def test_a_sentence_longer_than_any_takes_no_time_in_its_square(tail: str) -> None:
    text = f"某镇产值10亿元{tail}。"
    begun = time.process_time()
    found = find_figures(Article(id="a", title="发展报告", text=text))
    assert time.process_time() - begun < 5
    assert found[0].printed == "10亿元"
