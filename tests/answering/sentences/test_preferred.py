"""Evidence that says what the question names goes before evidence that is only more like it."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

JOBS = """安平市2023年高校毕业生就业工作情况通报

记者从安平市人力资源和社会保障局获悉，截至2023年12月底，全市2023届高校毕业生初次就业率达到91.3%，比上年提高2.1个百分点。全市共有高校毕业生4.8万人，其中留在本市就业的2.9万人。

市人社局局长高建华介绍，今年上半年安平市举办招聘会126场，提供岗位8.6万个；下半年又组织“就业服务进校园”活动32场。

为什么留下来的人多了？高建华说，一是本地新能源电池产业扩产，三家龙头企业新增岗位1.1万个；二是人才公寓租金只有市场价的一半。

不过，文科专业毕业生就业仍然偏难，就业率为84.6%，低于全市平均水平。
"""
RESERVOIR = """青石水库除险加固工程通过验收

本报讯（记者 孙晓）3月18日，青石水库除险加固工程通过竣工验收。工程总投资2.36亿元，历时两年半。

“大坝原来一到汛期就渗水。晚上睡不踏实。”坝下村村民刘长根说。

施工中采用混凝土防渗墙技术，最大墙深62米。
"""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("news"), 就业_txt=JOBS, 水库_txt=RESERVOIR)


def test_a_thing_itself_goes_before_what_it_is_part_of(tmp_path: Path) -> None:
    text = """明川市2024年旅游统计简报

全市接待游客3862.4万人次，比上年增长12.7%。其中，接待入境游客9.64万人次，增长61.5%。
"""
    answer = library_of(tmp_path, 简报_txt=text).ask("2024年明川市接待入境游客多少万人次？")
    assert "入境游客9.64万人次" in answer.statements[0].text


def test_money_is_answered_with_money_alone(news: Assistant) -> None:
    (statement,) = news.ask("青石水库花了多少钱？").statements
    assert "总投资2.36亿元" in statement.text


def test_a_document_that_asks_itself_why_is_answered_with_its_answer(news: Assistant) -> None:
    (statement,) = news.ask("为什么留在安平的毕业生变多了？").statements
    assert statement.text.startswith("高建华说，一是本地新能源电池产业扩产")


@pytest.mark.parametrize("question", ["为什么水库要加固？", "为什么文科毕业生就业难？"])
def test_another_why_is_not_answered_with_it(news: Assistant, question: str) -> None:
    assert all("高建华说" not in each.text for each in news.ask(question).statements)


@pytest.mark.parametrize(
    ("question", "given", "asked"),
    [
        ("理科毕业生就业率是多少？", "文科", "理科"),
        ("去年上半年办了多少场招聘会？", "今年", "去年"),
    ],
)
def test_what_is_said_of_the_opposite_is_no_answer(
    news: Assistant, question: str, given: str, asked: str
) -> None:
    answer = news.ask(question)
    assert answer.outcome == "abstained"
    assert answer.reason.endswith(f"文中相近的内容说的是“{given}”，不是“{asked}”。")


@pytest.mark.parametrize("question", ["文科毕业生就业率是多少？", "上半年开了多少场招聘会？"])
def test_what_is_said_of_the_thing_itself_is_one(news: Assistant, question: str) -> None:
    assert news.ask(question).outcome == "answered"


@pytest.mark.parametrize("question", ["村民怎么说？", "大坝原来怎么样？"])
def test_a_quotation_stands_with_who_said_it(news: Assistant, question: str) -> None:
    texts = [statement.text for statement in news.ask(question).statements]
    assert texts[0] == "“大坝原来一到汛期就渗水。晚上睡不踏实。”坝下村村民刘长根说。"


FAQ = """# 新能源汽车补贴常见问题

**问：个人购买新能源汽车能领多少补贴？**

答：购车价格10万元以下的补贴3000元，20万元以上的补贴8000元。

**问：补贴什么时候到账？**

答：材料审核通过后20个工作日内，打入申请人社保卡金融账户。

**问：外地户籍可以申请吗？**

答：可以。在本市缴纳社保满6个月的外地户籍人员均可申请。

**问：二手车有补贴吗？**

答：没有。补贴只针对在本市销售企业购买的新车。
"""


@pytest.fixture(scope="module")
def faq(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("faq"), 问答_md=FAQ)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("买车能领多少补贴？", "购车价格10万元以下的补贴3000元"),
        ("补贴多久到账？", "材料审核通过后20个工作日内"),
        ("外地户籍的人能申请吗？", "可以。在本市缴纳社保满6个月"),
        ("二手车能不能领补贴？", "没有。补贴只针对"),
    ],
)
def test_a_printed_question_is_answered_with_its_answer(
    faq: Assistant, question: str, expected: str
) -> None:
    texts = [statement.text for statement in faq.ask(question).statements]
    assert texts[0].startswith(expected)
    assert not any("？" in text for text in texts)


@pytest.mark.parametrize("question", ["外地户籍能申请吗？", "外地户籍的人能申请吗？"])
def test_a_bare_yes_stands_with_what_it_says_yes_to(faq: Assistant, question: str) -> None:
    (statement, *_) = faq.ask(question).statements
    assert statement.text == "可以。在本市缴纳社保满6个月的外地户籍人员均可申请。"


def test_what_a_place_says_in_its_own_document_goes_before_what_is_said_of_more(
    tmp_path: Path,
) -> None:
    province = "岭西省供水方案\n\n到2025年底，供水水质达标率达到86%，村镇自来水普及率目标为92%。\n"
    city = (
        "云泽市2025年工作要点\n\n粮食播种面积稳定在312万亩，粮食总产量126万吨以上；新建高标准农田18万亩，"
        "新建改建农村公路210公里；村镇自来水普及率提高到94%。\n"
    )
    library = library_of(tmp_path, province_txt=province, city_txt=city)
    answer = library.ask("云泽市今年村镇自来水普及率目标是多少")
    assert "94%" in answer.statements[0].text


def test_a_counter_with_its_noun_of_one_character_is_the_counter(tmp_path: Path) -> None:
    station = "青年驿站公告\n\n东桥区的驿站设在“晚晴里”1号楼，外地毕业生可以免费入住。\n"
    park = "产业园见闻\n\n2023年，园区建成人才公寓“晚晴里”，共860套，租金为市场价的七成。\n"
    library = library_of(tmp_path, 驿站_txt=station, 见闻_txt=park)
    assert "860套" in library.ask("人才公寓晚晴里一共有多少套房？").statements[0].text


def test_vehicles_are_counted_by_either_counter(tmp_path: Path) -> None:
    text = "汽车产业行动方案\n\n到2027年，全市新能源汽车年产量突破35万辆。\n"
    answer = library_of(tmp_path, 方案_txt=text).ask("2027年新能源汽车年产量要突破多少台？")
    assert "35万辆" in answer.text
