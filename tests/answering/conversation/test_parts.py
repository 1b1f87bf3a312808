"""Which questions a question is made of, and which are one."""

import pytest

from assistant.answering.conversation.follow_on import FollowOn, follow_on
from assistant.answering.conversation.parts import (
    asks_how_each_says,
    before_asking,
    parallel_of,
    parts_of,
)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "渠道衬砌的目标是多少公里，目前完成多少？",
            ["渠道衬砌的目标是多少公里", "目前完成多少？"],
        ),
        ("校史馆由谁设计、由谁监理的？", ["校史馆由谁设计", "由谁监理的？"]),
        ("北湖镇种了多少亩，南湖镇呢？", ["北湖镇种了多少亩", "南湖镇呢？"]),
        ("图书借期多长？另外逾期怎么罚？", ["图书借期多长？", "逾期怎么罚？"]),
        ("疫苗接种，打几针，要多少钱？", ["疫苗接种，打几针", "要多少钱？"]),
        ("展厅月租多少和押金多少？", ["展厅月租多少", "押金多少？"]),
        ("水厂占地多少亩以及投资多少亿元", ["水厂占地多少亩", "投资多少亿元"]),
        ("水厂什么时候开工和什么时候完工", ["水厂什么时候开工", "什么时候完工"]),
        ("请问救助站电话多少，另外几点开门？", ["救助站电话多少", "几点开门？"]),
        ("想订牛奶，电话发我一下，另外几点送？", ["想订牛奶，电话发我一下", "几点送？"]),
        (
            "帮我查一下青禾县的数据：去年建了几个食堂，国庆来了多少游客？",
            ["青禾县去年建了几个食堂", "青禾县国庆来了多少游客？"],
        ),
        (
            "整理一下青禾县的情况：青禾县有几个镇，多少人口？",
            ["青禾县有几个镇", "青禾县多少人口？"],
        ),
    ],
)
def test_clauses_that_ask_for_themselves_are_questions_of_their_own(
    question: str, parts: list[str]
) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    ("question", "each"),
    [
        ("甲县和乙县哪个县人口多？各是多少", ("甲县的人口是多少", "乙县的人口是多少")),
        ("甲县和乙县2019年谁的产值高？", ("甲县的2019年产值是多少", "乙县的2019年产值是多少")),
        ("比一下甲县和乙县的三产占比", ("甲县的三产占比是多少", "乙县的三产占比是多少")),
    ],
)
def test_a_comparison_asks_for_the_figure_of_each(question: str, each: tuple[str, ...]) -> None:
    parallel = parallel_of(question)
    assert parallel is not None
    assert parallel.questions == each


@pytest.mark.parametrize(
    "question",
    [
        "为什么要修新闸，而不是加固老闸呢？",
        "为什么渔船要装北斗，货船不装呢？",
        "年满60周岁、有本地户口、没有退休金的，每月领多少？",
        "要是哪个村出了火情，护林员先报给谁？",
        "怎么劝都不肯搬的住户，由谁负责？",
        "比赛是在什么时候、由谁主办的？",
        "操场有哪些开放时段？请逐条列出",
        "馆里有好几个展厅，最大的是哪个？",
        "谁和谁签了约？",
        "由谁和哪些部门负责？",
        "多少名教师和学生参加了什么活动？",
    ],
)
def test_what_is_one_question_is_left_whole(question: str) -> None:
    assert parts_of(question) == [question]


@pytest.mark.parametrize(
    ("question", "questions"),
    [
        (
            "东塘镇和西岭镇2023年粮食产量各是多少？",
            ("东塘镇2023年粮食产量是多少", "西岭镇2023年粮食产量是多少"),
        ),
        ("成人票和学生票的价格分别是多少？", ("成人票的价格是多少", "学生票的价格是多少")),
        ("渔港2024年产值和利润各是多少？", ("渔港2024年产值是多少", "渔港2024年利润是多少")),
        (
            "2023年农村居民人均可支配收入，霁州市和澄湖县各是多少？",
            (
                "2023年农村居民人均可支配收入，霁州市是多少",
                "2023年农村居民人均可支配收入，澄湖县是多少",
            ),
        ),
        ("东塘镇和西岭镇谁的粮食产量更高？", ("东塘镇的粮食产量是多少", "西岭镇的粮食产量是多少")),
        (
            "霁州和宁浦哪个市的助餐点多，各多少？",
            ("霁州的助餐点是多少", "宁浦的助餐点是多少"),
        ),
        ("码头的泊位和冷库分别有多少？", ("码头的泊位有多少", "码头的冷库有多少")),
        ("体育馆总投资和占地面积各是多少", ("体育馆总投资是多少", "体育馆总投资，占地面积是多少")),
        (
            "渔民人均收入2023年和2024年分别是多少元？",
            ("2023年渔民人均收入是多少元", "2024年渔民人均收入是多少元"),
        ),
        (
            "2030年的产业规模目标，造船和冷链分别是多少？",
            ("造船2030年的产业规模目标是多少", "冷链2030年的产业规模目标是多少"),
        ),
        (
            "造船、冷链、旅游三个产业分别设了多大的基金？",
            ("造船设了多大的基金", "冷链设了多大的基金", "旅游设了多大的基金"),
        ),
        (
            "固定资产投资：2023年增速、2024年目标和2024年的实际情况，三个数一起给我",
            (
                "2023年固定资产投资增速是多少",
                "2024年固定资产投资目标是多少",
                "2024年固定资产投资实际是多少",
            ),
        ),
        (
            "请问：2023年和2024年渔业产值分别是多少？",
            ("请问：2023年渔业产值是多少", "请问：2024年渔业产值是多少"),
        ),
        (
            "东港的泊位数量和西港的冷库数量对比一下",
            ("东港的泊位数量是多少", "西港的冷库数量是多少"),
        ),
        (
            "东港三年投入和西港码头改造总投资相比，哪个多？各是多少",
            ("东港三年投入是多少", "西港码头改造总投资是多少"),
        ),
        (
            "听荷家园和杏林小区租金各是多少？",
            ("听荷家园租金是多少", "杏林小区租金是多少"),
        ),
        (
            "2023年桐溪县竹产业产值和桐溪竹产业园产值各是多少？",
            ("2023年桐溪县竹产业产值是多少", "2023年桐溪竹产业园产值是多少"),
        ),
        (
            "东塘镇2022年粮食产量和西岭镇2023年油菜产量，各增长多少，谁更快？",
            ("东塘镇2022年粮食产量增长多少", "西岭镇2023年油菜产量增长多少"),
        ),
        ("煤炭和矿石吞吐量各是多少？", ("煤炭吞吐量是多少", "矿石吞吐量是多少")),
        (
            "河长办公室和林长办公室，分别设在哪里？",
            ("河长办公室设在哪里", "林长办公室设在哪里"),
        ),
    ],
)
def test_each_of_the_things_named_together_is_asked_about(
    question: str, questions: tuple[str, ...]
) -> None:
    parallel = parallel_of(question)
    assert parallel is not None
    assert parallel.questions == questions


@pytest.mark.parametrize(
    "question",
    [
        "《全山集》收文、赋及诗各多少篇？",
        "三种门票分别是多少钱？",
        "饱和度和谐振频率是多少？",
        "东塘镇和西岭镇相距多远？",
        "和去年相比增长多少？",
        "先进制造业和现代服务业的比较",
        "教育和医疗对比一下",
    ],
)
def test_things_that_are_not_asked_about_one_by_one_are_left_together(question: str) -> None:
    assert parallel_of(question) is None


def test_as_many_questions_as_things_are_asked_in_their_order() -> None:
    found = parallel_of("游船、年卡、马拉松，这三样分别有多少条、卖多少钱、多大规模？")
    assert found is not None
    assert found.questions == ("游船有多少条", "年卡卖多少钱", "马拉松多大规模")


def test_levels_share_what_follows_the_last_of_them() -> None:
    found = parallel_of("国家级和省级绿色工厂的奖补资金各是多少？")
    assert found is not None
    assert found.questions == (
        "国家级绿色工厂的奖补资金是多少",
        "省级绿色工厂的奖补资金是多少",
    )


def test_two_things_of_which_both_are_asked_are_not_asked_in_turn() -> None:
    found = parallel_of("洗车、洗浴场所分别要装什么、罚多少？")
    assert found is not None
    assert found.questions == ("洗车要装什么、罚多少", "洗浴场所要装什么、罚多少")


@pytest.mark.parametrize(
    ("clause", "only"),
    [
        ("各说了什么", True),
        ("分别针对什么？", True),
        ("他们的态度", False),
        ("", False),
        ("态度或进展怎么描述的？", True),
        ("各建了多少个泊位？", False),
        ("由谁负责？", False),
    ],
)
def test_who_asks_only_what_each_says(clause: str, only: bool) -> None:
    assert asks_how_each_says(clause) is only


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "安家补助 甲市人才最高多少 乙市人才多少",
            ["安家补助，甲市人才最高多少", "乙市人才多少"],
        ),
        (
            "比较一下：渔港去年卸港多少，今年卸港多少？",
            ["渔港去年卸港多少", "今年卸港多少？"],
        ),
    ],
)
def test_what_leads_several_questions_is_no_question(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    ("part", "earlier", "whole"),
    [
        ("工期多长？", "东塘水库由谁承建", FollowOn("东塘水库，工期多长？", True)),
        ("它有多深？", "东塘水库在哪里？", FollowOn("东塘水库，有多深？", True)),
        ("西岭镇呢？", "东塘镇有几所小学", FollowOn("西岭镇有几所小学", True)),
        (
            "2025年的目标又是多少？",
            "2024年图书馆接待读者多少人次",
            FollowOn("图书馆接待读者，2025年的目标又是多少？", True),
        ),
        (
            "专项债券给它安排了多少",
            "海港铁路总投资多少",
            FollowOn("专项债券给海港铁路安排了多少", True),
        ),
        (
            "专项债券给它安排了多少",
            "海港铁路2024年到2025年总投资多少",
            FollowOn("专项债券给海港铁路安排了多少", True),
        ),
        (
            "专项债券给它安排了多少",
            "海港铁路二〇二五年总投资多少",
            FollowOn("专项债券给海港铁路安排了多少", True),
        ),
        (
            "专项债券给它安排了多少",
            "2024年和2025年海港铁路总投资多少",
            FollowOn("专项债券给海港铁路安排了多少", True),
        ),
        (
            "全年支出合计多少？",
            "2023年木偶剧团的门票收入是多少",
            FollowOn("2023年木偶剧团，全年支出合计多少？", True),
        ),
        (
            "西门还有几个？",
            "东门停车场的车位数量是多少",
            FollowOn("东门停车场的车位数量，西门还有几个？", True),
        ),
        (
            "养老方面打算在那里建什么？",
            "云岭县的商店覆盖率多高？",
            FollowOn("养老方面打算在云岭县建什么？", True),
        ),
        (
            "禾丰县计划建多少？",
            "今年新建多少高标准农田？",
            FollowOn("今年新建高标准农田，禾丰县计划建多少？", True),
        ),
        (
            "职工食堂周末供应早餐的窗口有几个？",
            "游泳馆几点开门？",
            FollowOn("游泳馆，职工食堂周末供应早餐的窗口有几个？", False),
        ),
    ],
)
def test_a_later_part_takes_over_what_it_leaves_unsaid(
    part: str, earlier: str, whole: FollowOn
) -> None:
    assert follow_on(part, earlier) == whole


def test_what_comes_before_the_asking_word_is_taken_without_it() -> None:
    assert (
        before_asking("从泵站出来的人，回来以后要登记多少天？") == "从泵站出来的人，回来以后要登记"
    )
    assert before_asking("泵站的人") == ""
    assert before_asking("今年新建多少高标准农田？") == "今年新建高标准农田"
    assert before_asking("明年要覆盖多少所学校？") == "明年要覆盖学校"
