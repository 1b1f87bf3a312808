"""What a figure's own words leave to others: whose it is, of what time, of what place."""

import time

import pytest

from assistant.ingest.figures import Figure, find_figures
from assistant.types import Article, Heading


def figures_of(text: str, title: str = "", published: str = "") -> tuple[Figure, ...]:
    return find_figures(Article(id="a", title=title, text=text, published=published))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(f.indicator, f.change, f.printed) for f in figures_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "今年幼儿园计划招收2860人、高中计划招收3120人，较上年分别减少115人、增加60人。",
            [("幼儿园计划招收", "较上年减少", "115人"), ("高中计划招收", "较上年增加", "60人")],
        ),
        (
            "茶叶产值2亿元，水果产值3亿元，同比分别增长3.8%、7.4%。",
            [("茶叶产值", "同比增长", "3.8%"), ("水果产值", "同比增长", "7.4%")],
        ),
        (
            "小学、初中在校生分别为3860人、4120人，较上年分别减少215人、90人。",
            [("小学在校生", "较上年减少", "215人"), ("初中在校生", "较上年减少", "90人")],
        ),
        (
            "全年接待游客40万人次，实现旅游收入3亿元，分别增长5%和6%。",
            [("接待游客", "增长", "5%"), ("旅游收入", "增长", "6%")],
        ),
        ("养猪3万头、养羊2万头、养牛1万头，分别增长3%、4%。", []),
    ],
)
def test_values_told_respectively_go_to_what_was_told_before(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [figure for figure in told(text) if figure[1]] == expected


def paid(text: str) -> list[tuple[str, str, str, str, str]]:
    return [(f.indicator, f.whom, f.change, f.printed, f.bound) for f in figures_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "大病保险缴费标准分两档：甲档每人60元，乙档每人95元。",
            [
                ("大病保险缴费标准", "甲档", "每人", "60元", ""),
                ("大病保险缴费标准", "乙档", "每人", "95元", ""),
            ],
        ),
        (
            "护理补贴标准：重度残疾人每人每月80元，困难残疾人每人每月60元。",
            [
                ("护理补贴标准", "重度残疾人", "每人每月", "80元", ""),
                ("护理补贴标准", "困难残疾人", "每人每月", "60元", ""),
            ],
        ),
        (
            "公用经费标准为每生每年不低于720元。",
            [("公用经费标准", "", "每生每年", "不低于720元", "≥")],
        ),
        (
            "低收入家庭按每户350元定额补助；孤儿按每人500元定额补助。",
            [
                ("定额补助", "低收入家庭", "每户", "350元", ""),
                ("定额补助", "孤儿", "每人", "500元", ""),
            ],
        ),
        (
            "对失独老人给予每人600元一次性补助。",
            [("一次性补助", "失独老人", "每人", "600元", "")],
        ),
        ("市财政给予每人每月300元生活补助。", [("生活补助", "", "每人每月", "300元", "")]),
        ("物业费每平方米不超过1.8元。", [("物业费", "", "每平方米", "不超过1.8元", "≤")]),
        ("租金标准：一居室450元。", [("租金标准", "一居室", "", "450元", "")]),
        # what has its own name, or pays nobody, stays as it was
        ("全县财政收入完成28亿元。", [("财政收入", "", "", "28亿元", "")]),
        ("公司营业收入达到80亿元。", [("公司营业收入", "", "", "80亿元", "")]),
        ("新建幼儿园6所。", [("新建幼儿园", "", "", "6所", "")]),
        ("人均住房面积达到38平方米。", [("人均住房面积", "", "", "38平方米", "")]),
        ("逾期的，处2000元以上罚款。", [("罚款", "", "", "2000元以上", "≥")]),
    ],
)
def test_an_amount_says_who_gets_it_and_for_each_what(
    text: str, expected: list[tuple[str, str, str, str, str]]
) -> None:
    assert paid(text) == expected


def test_a_bare_measure_is_of_the_subject_or_of_the_heading() -> None:
    (_, rate) = figures_of("北门水厂迁建工程完成投资3120万元，完成率39%。")
    assert (rate.indicator, rate.under) == ("完成率", "北门水厂迁建工程")
    text = "二、研究北门水厂扩建事宜\n会议指出，仅完成投资3120万元，完成率39%。\n"
    assert [f.under for f in figures_of(text) if f.indicator == "完成率"] == [
        "研究北门水厂扩建事宜"
    ]
    marked = Article(
        id="a", title="", text="北门水厂扩建\n完成率39%。\n", headings=(Heading(0, 6, 2),)
    )
    assert [f.under for f in find_figures(marked)] == ["北门水厂扩建"]
    assert [f.under for f in figures_of("六、法律责任\n处罚款800元。\n")] == [""]
    assert [f.under for f in figures_of("二、水厂建设\n农村自来水普及率91%。\n")] == [""]


def periods(text: str, title: str = "", published: str = "2025-07-22") -> list[str]:
    return [figure.period for figure in figures_of(text, title, published)]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("上半年全县实现地区生产总值186.4亿元，增长6.2%。", "", ["2025年上半年"] * 2),
        ("2024年前三季度，工业投资增长6%。", "", ["2024年前三季度"]),
        ("截至2024年底，公路里程2416公里。", "", ["2024年底"]),
        ("1—6月完成投资3120万元。", "", ["2025年1—6月"]),
        ("去年，旅游总收入287亿元。", "", ["2024"]),
        ("茶叶产量9.8万吨。", "2024年某县统计公报", ["2024"]),
        ("茶叶产量9.8万吨。", "某县上半年农业形势", ["2025年上半年"]),
        ("2023年，粮食产量8万吨。茶叶产量2万吨。", "", ["2023", "2023"]),
        # the half of the year was not over when this was published
        ("下半年公路投资18亿元。", "", ["下半年"]),
        # another time may be meant: nothing is taken from elsewhere
        ("过去五年，公路投资累计18亿元。", "2024年某县统计公报", [""]),
        ("茶叶产量9.8万吨。", "2024年政府工作报告", [""]),
        ("企业去年招工时，2021年建厂投资3亿元。公路投资2亿元。", "", ["2021", ""]),
        ("茶叶产量较上年增加1万吨。", "", [""]),
        ("茶叶产量9.8万吨。", "", [""]),
    ],
)
def test_a_figure_is_of_the_time_that_is_told_around_it(
    text: str, title: str, expected: list[str]
) -> None:
    assert periods(text, title) == expected


def test_the_time_of_a_cell_is_that_of_its_head_and_caption() -> None:
    text = "某县2025年投资表\n单位：万元\n项目 | 计划投资 | 1—6月完成投资\n公路 | 960 | 512\n"
    assert periods(text) == ["2025", "2025年1—6月"]


@pytest.mark.parametrize(
    "text",
    [
        "汽车产量占全国比重6.5%。",
        "粮食产量居全国第3位。",
        "粮食产量占到全国的6.5%。",
        "汽车产业全国占比6.5%。",
        "增速高于全市0.7个百分点，汽车产值占全省的比重为3%。",
        "产品 | 产量（万辆） | 占全国比重（%）\n汽车 | 230 | 6.5\n",
    ],
)
def test_what_a_figure_is_compared_with_is_not_its_place(text: str) -> None:
    assert {figure.region for figure in figures_of(text)} <= {""}


@pytest.mark.parametrize(
    ("text", "place"),
    [("全国粮食产量6.8亿吨。", "全国"), ("全市平均降水量780毫米。", "全市")],
)
def test_the_place_of_a_figure_stays(text: str, place: str) -> None:
    assert [figure.region for figure in figures_of(text)] == [place]


def test_numbers_of_rooms_and_extensions_are_no_figures() -> None:
    people = "姓名 | 办公室 | 分机 | 门牌号\n张三 | 201 | 8023 | 15\n李四 | 305室 | 8024 | 16\n"
    assert figures_of(people) == ()
    assert figures_of("地址：政务中心3号楼201室，电话分机8023。") == ()
    counted = figures_of("学校 | 教室 | 会议室\n一小 | 12 | 2\n二小 | 24 | 3\n")
    assert [figure.value for figure in counted] == [12, 2, 24, 3]


def test_long_sentences_with_many_figures_take_no_time_in_their_square() -> None:
    text = "二、公路工程\n某镇" + "，上半年产值10亿元" * 6000 + "。"
    begun = time.process_time()
    assert figures_of(text, "2024年公报")
    assert time.process_time() - begun < 5
