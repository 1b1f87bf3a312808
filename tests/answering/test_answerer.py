"""Answers over the default documents, and over records and notices written for the purpose."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from tests.answering.libraries import library_of

if TYPE_CHECKING:
    from assistant.types import Answer

RECORD = """临江区公共租赁住房申请办事指南

事项名称：公共租赁住房资格申请
办理部门：临江区住房保障中心
办理地点：临江区政务服务大厅二楼B区16号窗口
承诺时限：5个工作日
咨询电话：023-61234567
收费标准：不收费
所需材料：身份证原件及复印件；收入证明；住房情况声明书。
"""

NOTICE = """青川市人民政府关于支持中小企业稳岗扩岗的若干措施

各区县人民政府，市政府各部门：

为支持中小企业稳定岗位、扩大就业，现制定以下措施。

一、加大稳岗返还力度
（一）对不裁员、少裁员的中小企业，按上年度实际缴纳失业保险费的60%予以返还。
（二）返还资金用于职工生活补助、缴纳社会保险费、转岗培训等支出。

二、扩大社保补贴范围
（一）招用毕业年度高校毕业生的小微企业，给予最长1年的社会保险补贴。
（二）对吸纳脱贫人口就业的企业，每人给予2000元一次性补贴。

三、强化金融支持
鼓励银行机构对稳岗企业给予优惠利率贷款，单户额度最高1000万元，期限最长3年。

本措施自2024年7月1日起施行，有效期至2026年12月31日。由市人力资源和社会保障局负责解释。
"""

CIRCULAR = """# 青川市住房公积金管理委员会关于调整住房公积金缴存比例的通知

青公积金〔2024〕12号

各缴存单位：

为减轻企业负担，自2024年7月1日起，单位和职工住房公积金缴存比例由12%调整为8%至12%，单位可自行选择。

新市民租住商品住房的，可按月提取公积金支付租金，每月最高1500元。
"""

PROGRAMME = """# 关于培育高新技术企业的通知

对首次认定的高新技术企业，给予一次性奖励20万元。对新设立的博士后科研工作站给予50万元资助。

## 申报程序

1. 企业登录服务平台在线填报申请材料；
2. 区县科技局在10个工作日内完成初审；
3. 市科技局组织专家评审，并对结果公示5个工作日。

首批申报截止时间为5月31日，第二批为8月15日。
"""

HARBOUR = """江州港吞吐量突破百万标箱

江州海关副关长周敏表示，下一步还将把“船边直提”扩展到冷链货物。

港务集团计划投资15.8亿元建设三期堆场，预计明年年底建成投用。
"""

RULES = """南湖市城市绿化管理办法

第一章 总则

第一条 本办法适用于本市城市规划区内绿化的规划、建设、保护和管理。

第二章 保护和管理

第二条 任何单位和个人不得擅自砍伐城市树木。
第三条 新建居住区绿地率不得低于35%，旧城改造居住区绿地率不得低于25%。
第四条 申请砍伐城市树木，应当提交下列材料：
（一）申请书；
（二）树木权属证明；
（三）现场照片。
第五条 违反本办法第二条规定，擅自砍伐城市树木的，处树木价值3倍以上5倍以下罚款。
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("harbour"), news_txt=HARBOUR)


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("programme"), notice_md=PROGRAMME)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("office"), 指南_txt=RECORD, 措施_txt=NOTICE)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("rules"), 办法_txt=RULES)


Ask = Callable[..., "Answer"]


@pytest.fixture(scope="module")
def ask(assistant_on_documents: Assistant) -> Ask:
    return assistant_on_documents.ask


def every_quote_is_exact(assistant: Assistant, answer: "Answer") -> bool:
    numbers = {citation.number for citation in answer.citations}
    return all(
        assistant.article(c.article_id).text[c.start : c.end] == c.quote for c in answer.citations
    ) and all(s.citations and set(s.citations) <= numbers for s in answer.statements)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("2021年成渝地区双城经济圈经济总量是多少？", ["7.4万亿元"]),
        ("川渝创建了多少个国家现代农业产业园？", ["23个"]),
        ("三个万亿级产业是哪三个？", ["汽车", "电子信息", "装备制造"]),
        ("双碳有哪些措施？", ["转型", "行动", "保障", "生产生活方式"]),
        ("樊自甫提出哪四个协同？", ["机制协同", "政策协同", "要素协同", "创新协同"]),
        ("要素协同包括哪几条措施？", ["市场化改革", "数据库", "人才", "引导基金"]),
        ("为什么要建立要素跨区域协调机制？", ["行政边界"]),
        ("西部智联是指什么？", ["西部科学城智能网联汽车创新中心"]),
        ("谁写了关于智能网联汽车的文章？", ["褚文博"]),
        ("刘书荻的职务是什么？", ["工业处处长"]),
        ("一共有几篇文章？", ["5篇"]),
        ("有哪些作者？", ["王德凡", "刘书荻", "樊自甫", "褚文博"]),
        ("哪些文章提到了西部科学城？", ["樊自甫", "褚文博"]),
    ],
)
def test_what_the_documents_say_is_answered_with_exact_quotes(
    assistant_on_documents: Assistant, question: str, facts: list[str]
) -> None:
    answer = assistant_on_documents.ask(question)
    assert answer.outcome == "answered"
    assert [fact for fact in facts if fact not in answer.text] == []
    assert every_quote_is_exact(assistant_on_documents, answer)


@pytest.mark.parametrize(
    "question",
    [
        "成渝地区双城经济圈2023年经济总量是多少？",
        "重庆有多少所大学？",
        "长安汽车去年卖了多少辆车？",
        "西部智联的注册资本是多少？",
        "上海的数字经济发展指数排第几？",
        "房价会涨吗？",
    ],
)
def test_what_the_documents_do_not_say_is_not_answered(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.outcome == "abstained"
    assert answer.statements == ()
    assert answer.citations == ()
    assert answer.refusal is not None
    assert answer.reason.startswith("资料库中的文章没有说明这个问题")


def test_a_refusal_names_the_year_that_the_documents_give(ask: Ask) -> None:
    answer = ask("成渝双城经济圈2022年的经济总量是多少？")
    assert answer.refusal is not None
    assert answer.refusal.kind == "constraint"
    assert "没有2022年的" in answer.reason


def test_a_refusal_names_the_word_that_is_nowhere(ask: Ask) -> None:
    answer = ask("长安汽车的董事长是谁？")
    assert answer.refusal is not None
    assert "董事长" in answer.refusal.missing_terms


def test_a_count_that_is_asked_for_is_met_by_a_complete_list(ask: Ask) -> None:
    answer = ask("推动绿色发展实现双碳目标，王德凡提了哪四点？")
    assert len(answer.statements) == 4


def test_articles_are_grouped_under_their_titles(ask: Ask) -> None:
    answer = ask("工业互联网在哪几篇文章里出现？")
    assert [statement.group for statement in answer.statements] == [
        "《高标准高质量推动双城经济圈现代化产业体系建设》（刘书荻）",
        "《双城经济圈打造三大万亿级产业集群需做好四个协同》（樊自甫）",
    ]


@pytest.mark.parametrize(
    ("history", "question", "standalone", "fact"),
    [
        (
            ["推动绿色发展实现双碳目标，王德凡提了哪四点？"],
            "第二点里怎么搞科技创新？",
            "“推动绿色发展，加大绿色低碳行动”中，怎么搞科技创新？",
            "绿色低碳科技创新中心",
        ),
        (
            ["西部智联怎样打造产业生态圈？"],
            "作者是做什么的？",
            "《以智能网联汽车为牵引加速构建现代化产业体系》的作者是做什么的？",
            "创新中心总经理",
        ),
        (
            ["樊自甫说的四个协同是什么？"],
            "第三点呢？具体怎么做",
            "“强化要素协同，优化要素资源配置效率”有哪些内容？",
            "产业发展引导基金",
        ),
        (["重庆的数字经济怎么样？"], "全国排第几？", "重庆的数字经济全国排第几？", "第6"),
        (
            ["重庆2021年数字经济发展指数排第几？"],
            "那四川呢？",
            "四川2021年数字经济发展指数排第几？",
            "第10",
        ),
    ],
)
def test_follow_ups_are_made_whole(
    ask: Ask, history: list[str], question: str, standalone: str, fact: str
) -> None:
    answer = ask(question, history)
    assert answer.standalone_question == standalone
    assert fact in answer.text


def test_a_new_topic_is_not_dragged_into_the_old_one(ask: Ask) -> None:
    answer = ask("川渝创建了多少个国家现代农业产业园？", ["西部智联怎样打造产业生态圈？"])
    assert answer.standalone_question == "川渝创建了多少个国家现代农业产业园？"
    assert "23个" in answer.text


def test_a_question_never_changes_the_next(ask: Ask) -> None:
    first = ask("能源消费怎么转型？")
    ask("重庆的人口有多少？")
    again = ask("能源消费怎么转型？")
    assert (first.statements, first.citations) == (again.statements, again.citations)


def test_a_greeting_says_what_can_be_asked_and_cites_nothing(ask: Ask) -> None:
    answer = ask("你好")
    assert answer.outcome == "abstained"
    assert answer.refusal is not None
    assert answer.refusal.kind == "small_talk"
    assert answer.citations == ()
    assert answer.hits == ()


def test_a_question_of_two_is_not_told_the_same_sentence_twice(ask: Ask) -> None:
    texts = [
        each.text
        for each in ask("双城经济圈建设对重庆意味着什么机遇？双城经济圈建设为什么重要？").statements
    ]
    assert "".join(texts).count("重大机遇") == 1
    assert not any(one in other for one in texts for other in texts if one is not other)


def test_a_partly_answerable_question_says_which_part_is_not_covered(ask: Ask) -> None:
    answer = ask("川渝创建了多少个国家现代农业产业园？长安汽车的董事长是谁？")
    assert answer.outcome == "answered"
    assert "23个" in answer.text
    assert answer.reason == "文中没有说明：长安汽车的董事长是谁？"


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("公租房申请在哪里办理？", "二楼B区16号窗口"),
        ("公租房申请承诺多少天办完？", "5个工作日"),
        ("公租房申请的咨询电话是多少？", "61234567"),
        ("申请公租房需要什么材料？", "收入证明"),
        ("稳岗返还的比例是多少？", "60%"),
        ("吸纳脱贫人口就业每人补贴多少？", "2000元"),
        ("由哪个部门负责解释？", "人力资源和社会保障局"),
        ("措施有效期到什么时候？", "2026年12月31日"),
    ],
)
def test_a_field_of_a_record_or_notice_is_answered_with_its_value(
    office: Assistant, question: str, fact: str
) -> None:
    answer = office.ask(question)
    assert answer.outcome == "answered"
    assert fact in answer.text
    assert len(answer.statements) <= 2
    assert every_quote_is_exact(office, answer)


@pytest.mark.parametrize(
    "question", ["公租房办理网址是什么？", "公租房的房租是多少？", "青川市的失业率是多少？"]
)
def test_a_field_that_a_record_lacks_is_not_answered(office: Assistant, question: str) -> None:
    assert office.ask(question).outcome == "abstained"


def test_a_notice_lists_its_parts(office: Assistant) -> None:
    answer = office.ask("支持中小企业稳岗扩岗有哪些措施？")
    assert [s.text for s in answer.statements] == [
        "加大稳岗返还力度",
        "扩大社保补贴范围",
        "强化金融支持",
    ]


def test_as_of_leaves_out_what_was_published_later(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "news.jsonl").write_text(
        '{"id": "old", "title": "旧闻", "text": "全市建成充电桩120座。", '
        '"published": "2022-03-01"}\n'
        '{"id": "new", "title": "新闻", "text": "全市建成充电桩350座。", '
        '"published": "2024-03-01"}\n',
        encoding="utf-8",
    )
    assistant = Assistant.from_settings(Settings(documents_dir=documents, data_dir=tmp_path / "d"))
    for day in ("2023-01-01", "2024/2/1", "2024年2月9日", "20230101", "2024-2", "2023"):
        answer = assistant.ask("全市建成充电桩多少座？", as_of=day)
        assert {citation.article_id for citation in answer.citations} == {"old"}
    through_march = assistant.ask("全市建成充电桩多少座？", as_of="2024-03")
    assert [citation.article_id for citation in through_march.citations] == ["new", "old"]
    both = assistant.ask("全市建成充电桩多少座？")
    assert [citation.article_id for citation in both.citations] == ["new", "old"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Where is the public rental housing applied for?", "政务服务大厅二楼"),
        ("How long is the time limit?", "5个工作日"),
    ],
)
def test_an_english_question_is_asked_in_the_documents_words(
    office: Assistant, question: str, said: str
) -> None:
    answer = office.ask(question)
    assert answer.standalone_question != question
    nearest = [hit.passage.text for hit in answer.hits]
    assert any(said in text for text in nearest)


def test_words_that_the_library_does_not_use_are_no_hindrance(office: Assistant) -> None:
    answer = office.ask("小微企业招应届生给多久补贴？")
    assert "最长1年的社会保险补贴" in "".join(s.text for s in answer.statements)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("申请公租房要交钱吗？", "收费标准：不收费"),
        ("在哪里办公租房？", "办理地点"),
        ("公租房几楼办理？", "办理地点"),
        ("办公租房要多久？", "5个工作日"),
        ("办公租房需要带什么？", "所需材料"),
    ],
)
def test_a_field_is_found_by_what_people_call_it(
    office: Assistant, question: str, said: str
) -> None:
    answer = office.ask(question)
    assert answer.outcome == "answered"
    (statement,) = answer.statements
    assert said in statement.text


def test_the_number_of_an_official_document_is_found(tmp_path: Path) -> None:
    library = library_of(tmp_path, 通知_md=CIRCULAR)
    (statement,) = library.ask("调整公积金缴存比例的通知文号是多少？").statements
    assert statement.text.endswith("》：青公积金〔2024〕12号")
    assert "12%" in library.ask("公积金缴存比例现在是多少？").text


def test_another_standard_is_not_the_standard_asked_for(office: Assistant) -> None:
    assert office.ask("公租房面积标准是多少？").outcome == "abstained"


@pytest.mark.parametrize(
    "question", ["申报程序是什么？", "申报流程有哪些？", "申报要分几步？", "申报要走几道程序？"]
)
def test_steps_are_found_whatever_their_heading_is_called(
    programme: Assistant, question: str
) -> None:
    steps = [statement.text for statement in programme.ask(question).statements]
    assert [step[:4] for step in steps] == ["企业登录", "区县科技", "市科技局"]


def test_a_refusal_names_the_whole_attribute(programme: Assistant) -> None:
    assert "“企业所得税减免”" in programme.ask("企业所得税减免多少？").text


@pytest.mark.parametrize(
    ("question", "named"),
    [("院士工作站资助多少？", "院士工作站"), ("小微企业奖励多少？", "小微企业")],
)
def test_what_is_said_of_another_kind_is_no_answer(
    programme: Assistant, question: str, named: str
) -> None:
    answer = programme.ask(question)
    assert answer.outcome == "abstained"
    assert f"没有提到“{named}”" in answer.text


def test_a_word_that_tells_no_kind_does_not_hinder_an_answer(programme: Assistant) -> None:
    assert "20万元" in programme.ask("所有首次认定的高新技术企业奖励多少？").text
    assert "50万元" in programme.ask("博士后工作站资助多少？").text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("江州海关关长是谁？", "说的是“副关长”，不是“关长”"),
        ("二期堆场投资多少？", "说的是“三期”，不是“二期”"),
    ],
)
def test_the_deputy_and_another_number_are_no_answer(
    harbour: Assistant, question: str, said: str
) -> None:
    answer = harbour.ask(question)
    assert answer.outcome == "abstained"
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [("江州海关副关长是谁？", "周敏"), ("三期堆场投资多少？", "15.8亿元")],
)
def test_the_deputy_and_the_number_asked_for_are(
    harbour: Assistant, question: str, said: str
) -> None:
    assert said in harbour.ask(question).text


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("第二条讲什么？", "第二条 任何单位", "城市树木。"),
        ("第3条是怎么规定的？", "第三条 新建居住区", "25%。"),
        ("城市绿化管理办法第四条的内容是什么？", "第四条 申请砍伐", "（三）现场照片。"),
        ("第一章规定了什么？", "第一章 总则", "保护和管理。"),
    ],
)
def test_a_clause_is_found_by_its_number(
    rules: Assistant, question: str, start: str, end: str
) -> None:
    answer = rules.ask(question)
    (statement,) = answer.statements
    assert statement.text.startswith(start)
    assert statement.text.endswith(end)
    assert every_quote_is_exact(rules, answer)


def test_a_clause_that_is_not_there_is_said_to_be_missing(rules: Assistant) -> None:
    answer = rules.ask("第二十条规定了什么？")
    assert answer.outcome == "abstained"
    assert "文中没有“第二十条”" in answer.text
    assert rules.ask("消防法第二条讲什么？").outcome == "abstained"


def test_a_question_that_mentions_a_clause_is_not_answered_by_it(rules: Assistant) -> None:
    assert "5倍以下罚款" in rules.ask("违反第二条怎么处罚？").statements[0].text


def test_a_sentence_that_announces_a_list_brings_it(rules: Assistant) -> None:
    answer = rules.ask("申请砍树要交什么材料？")
    assert [statement.text for statement in answer.statements] == [
        "第四条 申请砍伐城市树木，应当提交下列材料：",
        "申请书；",
        "树木权属证明；",
        "现场照片。",
    ]
    assert every_quote_is_exact(rules, answer)


def test_words_of_degree_are_no_part_of_the_attribute(rules: Assistant) -> None:
    assert "35%" in rules.ask("新建居住区绿地率最低多少？").text


def test_a_verb_before_the_asking_word_is_no_missing_attribute(rules: Assistant) -> None:
    assert "5倍以下罚款" in rules.ask("擅自砍伐城市树木最高罚多少？").text
    assert "5倍以下罚款" in rules.ask("擅自砍伐城市树木要罚我多少？").text


def test_an_item_of_an_announced_list_is_counted_without_the_announcement(
    rules: Assistant,
) -> None:
    answer = rules.ask("第二项是什么？", ["申请砍伐城市树木要提交哪些材料？"])
    assert [statement.text.rstrip("；") for statement in answer.statements] == ["树木权属证明"]
