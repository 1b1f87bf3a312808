import pytest

from assistant.answering.words import spans
from assistant.answering.words.question import analyse
from assistant.text import fold


def found(question: str, text: str) -> list[str]:
    folded = fold(text)
    return [folded[s.start : s.end] for s in spans.spans_for(analyse(question), folded)]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("集群规模多大？", "集群规模达到1.6万亿元。", ["1.6万亿元"]),
        ("建了多少个？", "已建成二十三个园区。", ["二十三个"]),
        ("产量目标是多少？", "打造万亿级产业集群。", []),
        ("产值要达到多少？", "打造万亿级产业集群。", ["万亿级"]),
        ("建设几个集群？", "建设3个千亿级集群。", ["3个"]),
        ("要多少钱？", "推进一体化，两地协同。", []),
        ("增长多少？", "2021年增长8.5%。", ["8.5%"]),
        ("成立多久了？", "成立半年多来，发展很快。", ["半年多"]),
        ("何时施行？", "自2024年7月1日起施行。", ["2024年7月1日"]),
        ("排第几？", "分列全国第6、第10。", ["第6", "第10"]),
        ("几号通车？", "试运行后，5日正式通车。", ["5日"]),
        ("休采期是几月几号？", "每年六月一日至八月三十一日休采。", ["六月一日", "八月三十一日"]),
        ("哪年通车？", "每年年底评比，周末施工，2026年通车。", ["2026年"]),
        ("几月通车？", "1998年立项，2023年5月通车，8月提速。", ["2023年5月", "8月"]),
        ("什么时候改建？", "前身是闲置了四年的仓库，康熙六年所建。", ["康熙六年"]),
        ("几号通车？", "自受理之日起5日内答复。", []),
        ("文件名称是什么？", "印发《规划纲要》。", ["《规划纲要》"]),
    ],
)
def test_spans_of_the_kind_asked_for(question: str, text: str, expected: list[str]) -> None:
    assert found(question, text) == expected


def test_what_the_question_already_says_is_no_answer() -> None:
    assert found("2021年增长了8.5%的指标是多少？", "增长8.5%") == []


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("多少天办完？", "承诺时限：5个工作日", True),
        ("有多少家企业？", "企业1000余家", True),
        ("有多少家企业？", "形成“1+10+1000”集群", False),
        ("医保能报几成？", "报销比例70%", True),
        ("吃一顿要几毛钱？", "每份0.5元", True),
        ("有多少家企业？", "建成三个园区", False),
        ("有多少家企业？", "围绕三个产业，与企业代表探讨", False),
        ("有多少家企业？", "规上企业达到120个", True),
        ("有多少公里？", "全长3000米", False),
        ("安排了多少亿元？", "每个食堂不超过20万元", False),
        ("安排了多少亿元？", "共安排6400万元", True),
        ("有多少？", "全长3000米", False),
        ("招到了多少人？", "提供了120间人才公寓", False),
        ("共有多少国参赛？", "来自64个国家的选手", True),
    ],
)
def test_the_unit_asked_for_or_an_equal_one_is_met(question: str, text: str, met: bool) -> None:
    assert spans.has_unit(analyse(question), fold(text)) is met


def test_items_of_an_enumeration_are_counted() -> None:
    assert spans.items_of_enumeration(fold("汽车、电子信息、装备制造三个产业")) == 3
    assert spans.items_of_enumeration(fold("没有并列")) == 0


@pytest.mark.parametrize(
    ("text", "count", "named"),
    [
        ("汽车、电子信息、装备制造三个万亿级产业起到了作用", 3, True),
        ("三大产业包括汽车、电子信息、装备制造", 3, True),
        ("围绕这三个产业,与相关部门、专家学者、企业代表等探讨", 3, False),
        ("重庆、成都两个城市", 2, True),
        ("重庆、成都两个城市", 3, False),
    ],
)
def test_an_enumeration_is_tied_to_its_number(text: str, count: int, named: bool) -> None:
    assert spans.names_as_many(text, count) is named


def test_the_figures_of_a_scheme_are_no_amounts() -> None:
    assert spans.typed_spans("number", "形成“1+10+1000”优势集群，构建“3+n”体系") == ()
    (span,) = spans.typed_spans("number", "服务100+家企业")
    assert span.of("服务100+家企业").startswith("100")


def test_a_group_named_by_its_size_is_no_amount() -> None:
    assert spans.typed_spans("number", "设立三大产业引导基金") == ()
