"""Questions on a county's own papers: what is printed is answered, what is only near is not."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

NOTICE = """霁川县水务局文件

霁水发〔{before}〕19号

关于做好{year}年度城乡居民用水保险参保缴费工作的通知

各镇人民政府、街道办事处，县级有关部门：

为做好{year}年度城乡居民用水保险工作，现将有关事项通知如下。

一、缴费标准
{year}年度城乡居民用水保险个人缴费标准分两档：一档每人{first}元，二档每人{second}元。财政补贴标准为每人每年不低于{grant}元。

二、缴费时间
集中缴费期为{before}年10月8日至{before}年12月20日。逾期未缴费的，可在{year}年2月25日前补缴，自缴费之日起满30日后享受待遇。

三、工作要求
按时报送进度。每周四下午4时前将参保进度表报县水务局用水科，联系人：柳云，电话：0771-661 2345。

霁川县水务局
{before}年9月12日
"""
NEWS = """# 霁川县上半年GDP同比增长5.1%

2025-07-22

7月21日，记者从县统计局获悉，上半年全县实现地区生产总值96.2亿元，同比增长5.1%。

“上半年旅游投资增长9.5%，是拉动增长的主要因素。”县统计局局长樊月说。

全县社会消费品零售总额62.7亿元，增长4.4%。居民人均可支配收入17450元，增长5.6%，其中城镇居民23110元，农村居民11380元。
"""
BUDGET = """# 2024年霁川县财政决算报告

2024年，全县一般公共预算收入完成21.6亿元，增长3.9%，其中税收收入12.2亿元，增长2.1%，非税收入9.4亿元。
全县一般公共预算支出61.3亿元，增长1.7%。民生支出45.6亿元，占比74%。
政府性基金收入7.8亿元，下降19.6%，主要是土地出让收入减少。
"""
MINUTES = """# 霁川县人民政府第31次常务会议纪要

会议听取了县教委关于秋季学期招生的汇报。今年小学计划招生2860人、初中计划招生3120人，较上年分别减少145人、增加60人。
"""
STAFF = "姓名,科室,职务,办公室\n柳云,用水科,科长,301\n樊小满,供水科,副科长,305\n"
FLATS = """# 霁川县专家公寓管理办法

第一条 本办法所称专家公寓，是指县政府筹集、面向引进专家出租的住房。

第二条 申请专家公寓应当同时具备下列条件：
（一）与本县用人单位签订两年以上劳动合同；
（二）具有硕士以上学位。

第三条 县人力社保局负责资格认定，县住房城乡建委负责房源筹集和日常管理。

附表 专家公寓房源

| 小区 | 户型 | 面积（平方米） | 套数 | 月租金（元） |
|---|---|---|---|---|
| 云锦苑 | 一室一厅 | 45 | 50 | 430 |
| 云锦苑 | 两室一厅 | 68 | 35 | 660 |
"""
SLOGANS = """# 加快建设现代产业体系

园区以“一港多翼”“候鸟经济”等模式打造一批示范园区，争取更多的项目支持。

汽车产业已形成“2+8+600”优势集群，链条完整。霁川智造与长安汽车、春溪大学围绕智能网联汽车开展合作，孵化了甲车联、乙智车等多家项目公司。

所有库区均属“白鹭保护地”（当地人叫鹭乡），是指禁止捕捞的水域。申请“白鹭卡”的老人，吃食堂可享九折优惠。

全县推行“河长日”，即每月15日由各级河长上河巡查的制度。
"""


def notice(year: int, **figures: int) -> str:
    return NOTICE.format(year=year, before=year - 1, **figures)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(
        tmp_path_factory.mktemp("county"),
        notice_txt=notice(2025, first=380, second=755, grant=650),
        news_md=NEWS,
        budget_md=BUDGET,
        minutes_md=MINUTES,
        staff_csv=STAFF,
        flats_md=FLATS,
        slogans_md=SLOGANS,
    )


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(
        tmp_path_factory.mktemp("years"),
        notice_txt=notice(2025, first=380, second=755, grant=650),
        older_txt=notice(2024, first=350, second=715, grant=610),
        news_md=NEWS,
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # The head of the notice names the county, whose title does not.
        ("霁川县用水保险一档交多少钱", "380元"),
        ("霁川用水保险一档2025年交多少钱？", "380元"),
        # What is compared with last year is said of this one.
        ("小学招生比去年少多少", "145人"),
        ("今年初中招生跟去年比多了多少", "60人"),
        ("用水科科长是谁", "柳云"),
        ("供水科副科长是谁", "樊小满"),
        ("税收收入增长多少", "2.1%"),
        ("居民人均可支配收入增长多少", "5.6%"),
        ("农村居民人均可支配收入是多少", "11380元"),
        ("专家公寓一共多少套", "套数：50"),
        ("专家公寓租金便宜吗", "月租金（元）：430"),
        ("什么是河长日", "每月15日"),
        ("河长日是什么意思", "每月15日"),
        ("白鹭保护地的含义是什么", "禁止捕捞"),
        # Asked for less, not for a price.
        ("老人申请白鹭卡吃食堂能便宜吗", "九折"),
        ("上半年GDP增长多少", "5.1%"),
        ("专家公寓归哪个部门管", "县住房城乡建委负责"),
        ("用水保险什么时候开始缴费", "10月8日"),
    ],
)
def test_what_is_printed_is_answered(county: Assistant, question: str, said: str) -> None:
    assert said in answered(county, question)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("供水科科长是谁", "副科长"),
        ("农村居民人均可支配收入增长多少", "农村居民人均可支配收入"),
        ("非税收入增长多少", "非税收入"),
        ("今年用水保险比去年涨了多少", "相比"),
        ("2025年度财政补贴标准比2024年高多少", "相比"),
        ("小麦汽车在霁川有工厂吗", "小麦汽车"),
        ("小麦有没有在霁川建生产线", "小麦"),
        ("霁川智造有多少员工", "员工"),
        ("候鸟经济是什么意思", "候鸟经济"),
        ("什么是候鸟经济", "候鸟经济"),
        ("2+8+600是什么意思", "2+8+600"),
        ("一港多翼指什么", "一港多翼"),
        ("用水保险归哪个部门管", "部门"),
    ],
)
def test_what_is_only_near_is_declined(county: Assistant, question: str, why: str) -> None:
    assert why in declined(county, question)


def test_the_gross_product_is_asked_for_by_its_short_name(county: Assistant) -> None:
    first, *more = county.ask("上半年GDP多少").statements
    assert "地区生产总值96.2亿元" in first.text
    assert not more


def test_a_cause_needs_no_sentence_before_it(county: Assistant) -> None:
    (only,) = county.ask("政府性基金为什么下降").statements
    assert only.text.startswith("政府性基金收入7.8亿元")


@pytest.mark.parametrize(
    "question", ["用水保险什么时候截止", "用水保险缴费截止日期", "用水保险几号截止"]
)
def test_the_end_of_the_period_comes_before_what_is_late_and_what_recurs(
    county: Assistant, question: str
) -> None:
    first, *more = county.ask(question).statements
    assert first.text.startswith("集中缴费期为2024年10月8日至2024年12月20日")
    assert not any("每周四" in each.text for each in more)


def test_what_recurs_is_answered_where_it_is_asked(county: Assistant) -> None:
    assert "每周四下午4时前" in answered(county, "每周几点前报参保进度表")


@pytest.mark.parametrize(
    ("question", "newer", "older"),
    [
        ("用水保险一档交多少钱", "380元", "350元"),
        ("用水保险什么时候截止", "2024年12月20日", "2023年12月20日"),
        ("2025年度财政补贴标准比2024年度高多少", "650元", "610元"),
    ],
)
def test_each_years_notice_is_named_the_newest_first(
    years: Assistant, question: str, newer: str, older: str
) -> None:
    answer = years.ask(question)
    assert [newer in answer.statements[0].text, older in answer.statements[1].text] == [True] * 2
    groups = [each.group for each in answer.statements]
    assert [("2025年度" in groups[0]), ("2024年度" in groups[1])] == [True] * 2
    assert "由新到旧" in answer.reason


def test_the_year_asked_about_is_answered_alone(years: Assistant) -> None:
    said = answered(years, "2024年度财政补贴多少")
    assert "610元" in said
    assert "650元" not in said
