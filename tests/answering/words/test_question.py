import pytest

from assistant.answering.words.question import analyse, small_number, topic_of
from assistant.answering.words.years import relative_years, years_of, years_stated
from assistant.text import fold


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("全市现有养老机构多少家？", "number"),
        ("港口岸线有多长？", "number"),
        ("申报要分几步？", "how"),
        ("每年减排多少二氧化碳？", "number"),
        ("江陵市2023年进出口总额", "number"),
        ("粮食产量", "number"),
        ("管护责任人分几种情况确定？", "list"),
        ("刮风停航好几天，岛上老人吃什么？", "open"),
        ("该市排多少位？", "rank"),
        ("条例从什么时候起施行？", "date"),
        ("规划覆盖哪些年份？", "date"),
        ("该市经济总量在全省排第几？", "rank"),
        ("在全国处于什么位置？", "rank"),
        ("在国内能排到什么位置？", "rank"),
        ("会议由谁主持？", "person"),
        ("由哪个部门负责解释？", "organisation"),
        ("在哪里办理？", "place"),
        ("简称叫什么？", "name"),
        ("包括哪些内容？", "list"),
        ("怎样优化营商环境？", "how"),
        ("有哪些具体做法？", "how"),
        ("为什么要设立风险资金池？", "why"),
        ("什么是飞地经济？", "definition"),
        ("飞地经济什么意思？", "definition"),
        ("飞地经济是个什么概念？", "definition"),
        ("会上提出了什么概念？", "open"),
        ("两种补贴有什么区别？", "comparison"),
        ("周末可以办理吗？", "yes_no"),
        ("改革的目标是什么？", "goal"),
        ("应当提高什么标准？", "open"),  # which one, not how much
        ("收费标准是什么？", "number"),
        ("由哪个国家级实验室牵头？", "name"),
        ("在哪个国家举行？", "place"),
        ("水位怎么涨得这么快，站长是怎么解释的？", "why"),
        ("How many parks are there?", "number"),
        ("Why is it needed?", "why"),
    ],
)
def test_kind_is_what_the_question_asks(question: str, kind: str) -> None:
    assert analyse(question).kind == kind


@pytest.mark.parametrize("question", ["后来改名为什么？", "要把这里建成为什么？", "被称为什么？"])
def test_becoming_something_is_no_question_for_a_reason(question: str) -> None:
    assert analyse(question).kind != "why"


def test_topic_keeps_apart_what_the_asking_word_parted() -> None:
    assert topic_of(fold("全市有多少家企业享受补贴？")) == "全市,企业享受补贴"


@pytest.mark.parametrize("asked", ["什么意思", "有什么含义", "是个什么东西", "是指什么"])
def test_the_topic_is_the_thing_whose_meaning_is_asked_for(asked: str) -> None:
    assert topic_of(fold(f"飞地经济{asked}？")) == "飞地经济"


def test_becoming_is_part_of_what_asks() -> None:
    assert topic_of(fold("物流行业怎么变得更环保？")) == "物流行业,环保"


def test_topic_does_not_break_a_city_whose_name_holds_an_adverb() -> None:
    assert "成都" in topic_of(fold("成都的指数排第几？"))


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("提了哪四点？", 4),
        ("哪两条走廊在建设？", 2),
        ("取得进展的五个方面是什么？", 5),
        ("三个产业是哪三个？", 3),
        ("有哪些做法？", None),
    ],
)
def test_count_is_the_number_of_items_asked_for(question: str, count: int | None) -> None:
    assert analyse(question).count == count


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("作者认为两地应当怎样合作？", "两地,合作"),
        ("居民怎么做到节水？", "居民,节水"),
        ("居民怎么做好节水？", "居民,做好节水"),
        ("上半年开了多少场招聘会？", "上半年开,招聘会"),
        ("全市有多少场馆？", "全市,场馆"),
        ("去年用了多少度电？", "去年用,电"),
        ("全市有多少度假区？", "全市,度假区"),
        ("考多少分才算及格？", "考,才算及格"),
        ("全县有多少分公司？", "全县,分公司"),
        ("退款到底哪天到账？", "退款,到账"),
        ("图书馆今后想成为什么样的空间？", "图书馆,想成为,空间"),
        ("想让谁多种一点树？", "想让,种,树"),
        ("要是迟到了怎么办？", "迟到,办"),
        ("要求主要是什么？", "要求"),
        ("水位怎么一下子涨了？", "水位,涨"),
        ("作者呼吁保护什么？", "保护"),
        ("该产业在国内能排到什么位置？", "该产业在国内"),
    ],
)
def test_words_that_only_ask_are_no_part_of_the_topic(question: str, topic: str) -> None:
    assert topic_of(fold(question)) == topic


def test_a_price_is_asked_for_in_money() -> None:
    assert analyse("工程花了多少钱？").unit == "元"


def test_ordinal_and_unit_are_read() -> None:
    assert analyse("第二点里怎么说？").ordinal == 2
    assert analyse("建了多少公里？").unit == "公里"
    assert analyse("建了多少？").unit == ""


def test_years_are_read_in_arabic_and_chinese_digits_once_each() -> None:
    assert years_of(fold("二〇二一年和2021年、２０２５年")) == ("2021", "2025")
    assert years_of("编号20210") == ()
    # The whole part of an amount is no year; what is dated with stops is.
    assert years_of("生产总值1846.2亿元,面积2021.5亩,2024.3.26起") == ("2024",)


@pytest.mark.parametrize(
    ("question", "heads"),
    [
        ("该区的人口有多少？", ("人口", "")),
        ("集群有多少家企业？", ("集群", "企业")),
        ("公司的董事长是谁？", ("董事长", "")),
        ("没有问词", ("", "")),
    ],
)
def test_heads_are_the_words_beside_the_asking_word(question: str, heads: tuple[str, str]) -> None:
    assert analyse(question).heads == heads


@pytest.mark.parametrize(
    ("question", "attribute"),
    [
        ("企业所得税减免多少？", "企业所得税减免"),
        ("2024年底重庆市汽车产量是多少", "重庆市汽车产量"),
        ("四川的省长是谁？", "省长"),
        ("全市高新技术企业研发人员总数是多少", "全市高新技术企业研发人员总数"),
    ],
)
def test_a_refusal_names_the_attribute_in_full(question: str, attribute: str) -> None:
    assert analyse(question).attribute == attribute


@pytest.mark.parametrize(
    ("digits", "value"), [("二", 2), ("十", 10), ("十二", 12), ("7", 7), ("二十", 0), ("甲", 0)]
)
def test_small_numbers(digits: str, value: int) -> None:
    assert small_number(digits) == value


@pytest.mark.parametrize(
    ("question", "kind", "unit"),
    [
        ("这是第几届运动会？", "rank", ""),
        ("全市有几届运动会？", "number", "届"),
        ("每天学习几个小时？", "number", "小时"),
        ("要几个工作日？", "number", "工作日"),
        ("哪些因素影响信用额度？", "list", ""),
        ("信用额度是多少？", "number", ""),
        ("贷款最高额度？", "number", ""),
        ("一瓦能补几毛？", "number", "元"),
        ("一份要多少本钱？", "number", ""),
        ("一共有多少本书？", "number", "本"),
        ("财政拿出多少支出？", "number", ""),
        ("多少名额给了乡镇？", "number", ""),
    ],
)
def test_the_measure_belongs_to_a_number(question: str, kind: str, unit: str) -> None:
    analysed = analyse(question)
    assert (analysed.kind, analysed.unit) == (kind, unit)


def test_an_amount_is_no_year() -> None:
    asked = fold("2023年收入1935亿元、床位1850张、2000多人，建于1998年，2021人口普查")
    assert years_of(asked) == ("2023", "1998", "2021")


@pytest.mark.parametrize(
    ("question", "topic", "count"),
    [
        ("一共有多少家社区食堂？", "社区食堂", None),
        ("材料要交几份？", "材料要交", None),
        ("三条举措是什么？", "举措", 3),
        ("四个协同是什么？", "四个协同", 4),
        ("两条地铁什么时候开通？", "两条地铁,开通", None),
    ],
)
def test_words_of_counting_ask(question: str, topic: str, count: int | None) -> None:
    asked = analyse(question)
    assert (asked.topic, asked.count) == (topic, count)


@pytest.mark.parametrize(
    "asked", ["碳普惠是什么意思？", "碳普惠是啥意思", "碳普惠啥意思", "碳普惠什么意思"]
)
def test_the_words_that_ask_for_a_meaning_are_not_part_of_the_topic(asked: str) -> None:
    assert analyse(asked).topic == "碳普惠"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("四个协同", 4),
        ("下一步推动体系建设的三大抓手？", 3),
        ("处长讲下一步工作讲了三条，帮我概括出来", 3),
        ("分了空间布局等几项，分别是什么？", None),
    ],
)
def test_things_named_with_their_number_are_a_list(text: str, count: int | None) -> None:
    question = analyse(text)
    assert question.listing
    assert question.count == count


def test_a_number_beside_what_is_asked_is_no_list() -> None:
    assert analyse("全市有三个国家级园区").count is None
    assert analyse("一共分了几项？").kind == "number"


@pytest.mark.parametrize(
    "asked", ["停车费一个月多少钱？", "停车费每平米多少钱？", "停车费多少钱？"]
)
def test_what_a_thing_is_paid_for_is_no_part_of_it(asked: str) -> None:
    assert analyse(asked).heads[0] == "停车费"


@pytest.mark.parametrize("frame", ["麻烦问下，", "您好，", "请打听一下，", "你好！"])
def test_a_polite_frame_is_no_part_of_the_topic(frame: str) -> None:
    assert analyse(f"{frame}绿色基金有哪些").topic == "绿色基金"


def test_a_date_before_the_attribute_is_no_part_of_it() -> None:
    assert analyse("全县2021年增速是多少？").heads[0] == "增速"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("去年完成1.12亿吨,今年1.3亿吨", ("2023", "2024")),
        ("去年和今年分别增长", ("2023", "2024")),
        ("比去年增长两成", ()),
        ("与去年相比增长两成", ()),
        ("目前年产值5.2亿元", ()),
        ("当前年度预算", ()),
        ("三年前年产量", ()),
        ("成本年均下降", ()),
        ("证明年龄,说明年限", ()),
        ("过去年均增长", ()),
    ],
)
def test_years_told_by_their_distance(text: str, years: tuple[str, ...]) -> None:
    assert relative_years(text, "2024-10-18") == years
    assert relative_years(text, "") == ()


@pytest.mark.parametrize(
    ("text", "published", "years"),
    [
        ("截至3月底建成480个", "2025-04-22", ("2025",)),
        ("截至12月底建成480个", "2025-01-09", ("2024",)),
        ("截至2024年3月底建成480个", "2025-04-22", ()),
        ("3月底前完成", "2025-04-22", ()),
        ("截至3月底建成480个", "2025", ()),
        ("截至3月底建成480个", "", ()),
    ],
)
def test_as_of_a_month_is_of_the_documents_year_or_the_one_before(
    text: str, published: str, years: tuple[str, ...]
) -> None:
    assert relative_years(text, published) == years


def test_an_aim_that_is_only_compared_with_tells_no_year() -> None:
    assert years_stated("建成480个,与2027年目标相比仍有差距") == ()
    assert years_stated("完成2027年目标的60%") == ()
    assert years_stated("与2024年相比增长") == ("2024",)
    assert years_stated("2027年目标是600个") == ("2027",)
