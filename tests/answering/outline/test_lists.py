"""A heading, or a sentence that only announces a list, is no answer by itself."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

GUIDE = """# 清溪市2024年度专精特新企业奖补资金申报指南

## 一、申报条件

申报企业应当同时符合以下条件：

1. 2023年度营业收入不低于2000万元；
2. 研发费用占营业收入比重不低于3%；
3. 纳税信用等级不低于B级。

## 二、时间安排

6月15日前，公布申报方案。7月1日至7月8日，企业网上申报。

## 三、养老津贴

2. 完善高龄津贴制度。80至89周岁老年人每人每月50元，百岁以上老年人每人每月800元。

## 五、监督管理

对弄虚作假的企业，追回全部资金。企业应当按时报送自评报告。

咨询电话：0739-5338812
技术支持：0739-5338890

## 四、清水河水质不达标问题

督察发现，清水河断面2022年有5个月水质为劣五类。主要原因是沿线管网雨污混流。全县投入1.36亿元改造管网42公里。

## 五、资金用途

奖补资金应当用于技术研发，不得用于发放职工福利、偿还债务。奖补资金专款专用。
"""
REPORT = """# 清溪县政府工作报告

现将有关事项报告如下。

## 二、2024年主要目标和重点任务

今年的主要预期目标是：地区生产总值增长6.5%左右，粮食产量稳定在16万吨以上。

今年要抓好的重点任务是壮大县域经济、办好民生实事。
"""
CONDITIONS = [
    "申报企业应当同时符合以下条件：",
    "2023年度营业收入不低于2000万元；",
    "研发费用占营业收入比重不低于3%；",
    "纳税信用等级不低于B级。",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("lists"), 指南_md=GUIDE, 报告_md=REPORT)


def said(library: Assistant, question: str) -> list[str]:
    return [statement.text for statement in library.ask(question).statements]


@pytest.mark.parametrize(
    "question",
    [
        "申报条件是什么？",
        "专精特新企业奖补资金的申报条件有哪些？",
        "申报专精特新企业奖补资金需要满足哪些条件？",
        "需要满足什么条件才能申报？",
        "申报要具备哪些条件？",
    ],
)
def test_under_a_heading_that_announces_a_list_stands_the_list(
    library: Assistant, question: str
) -> None:
    assert said(library, question) == CONDITIONS


def test_a_few_contacts_are_no_list_of_what_a_part_says(library: Assistant) -> None:
    assert said(library, "监督管理有哪些内容？")[:2] == [
        "对弄虚作假的企业，追回全部资金。",
        "企业应当按时报送自评报告。",
    ]


@pytest.mark.parametrize("question", ["资金用途是什么？", "资金用途有哪些？", "资金用途？"])
def test_who_asks_by_a_heading_alone_is_told_what_stands_under_it(
    library: Assistant, question: str
) -> None:
    assert said(library, question) == [
        "奖补资金应当用于技术研发，不得用于发放职工福利、偿还债务。",
        "奖补资金专款专用。",
    ]


@pytest.mark.parametrize("question", ["2024年工作的目标是什么？", "今年的重点任务是什么？"])
def test_a_heading_or_a_lead_in_does_not_stand_before_what_answers(
    library: Assistant, question: str
) -> None:
    texts = said(library, question)
    assert texts
    assert "2024年主要目标和重点任务" not in texts
    assert not texts[0].startswith("现将有关事项")


def test_under_a_heading_of_prose_stands_the_prose(library: Assistant) -> None:
    assert said(library, "申报的时间安排是怎样的？") == [
        "6月15日前，公布申报方案。",
        "7月1日至7月8日，企业网上申报。",
    ]


def test_a_heading_is_no_statement_beside_the_figure_under_it(library: Assistant) -> None:
    texts = said(library, "100岁以上老人的高龄津贴是多少？")
    assert "800元" in texts[0]
    assert "完善高龄津贴制度。" not in texts


def test_who_asks_what_may_not_be_done_is_told_what_is_forbidden(library: Assistant) -> None:
    assert "不得用于发放职工福利" in said(library, "奖补资金不能用在什么地方？")[0]
    assert said(library, "奖补资金不能用在哪些方面？") == [
        "奖补资金应当用于技术研发，不得用于发放职工福利、偿还债务。"
    ]


RULES = """清溪市电动自行车管理条例

第一条 为了加强电动自行车管理，制定本条例。

第二条 本市行政区域内电动自行车的生产、销售、停放及其监督管理活动，适用本条例。

第三条 禁止在公共门厅、疏散通道、楼梯间、安全出口停放电动自行车或者充电。禁止携带其进入电梯轿厢。
"""


@pytest.mark.parametrize(
    "question",
    ["电动自行车不能停放在哪些地方？", "哪些地方不能停放电动自行车？", "电动自行车不许停在哪里？"],
)
def test_a_clause_that_is_no_heading_is_told_from_its_beginning(
    tmp_path_factory: pytest.TempPathFactory, question: str
) -> None:
    library = library_of(tmp_path_factory.mktemp("rules"), 条例_txt=RULES)
    texts = said(library, question)
    assert "公共门厅、疏散通道、楼梯间、安全出口停放" in texts[0]
    assert not any("适用本条例" in text for text in texts)


def test_under_a_heading_that_says_the_matter_stands_the_reason(library: Assistant) -> None:
    assert said(library, "清水河水质为什么不达标？") == ["主要原因是沿线管网雨污混流。"]


SPEECH = """清溪县产业发展谈

我们要坚定信心，持续推动县域产业体系建设。下一阶段，全县将按照规划蓝图，高质量推动产业发展。一是优化产业布局。发挥县城\
的带动作用，做强产业主轴。二是提升供应链。实施产业基础再造工程，促进数字化改造。三是创新协作机制。清理妨碍公平竞争的规定，\
探索利益共享。
"""


@pytest.mark.parametrize(
    "question", ["下一阶段，全县要做哪三件事？", "下一阶段全县将做好哪三件事？"]
)
def test_as_many_items_as_are_asked_for_follow_the_sentence_before_them(
    tmp_path_factory: pytest.TempPathFactory, question: str
) -> None:
    library = library_of(tmp_path_factory.mktemp("speech"), 讲话_txt=SPEECH)
    heads = [text.partition("。")[0] for text in said(library, question)]
    assert heads == ["优化产业布局", "提升供应链", "创新协作机制"]


REVIEW = """清溪县产业体系建设成效

# 产业体系建设全面提速

两年多来，全县抢抓机遇，强化协同发展，实现了许多看得见、摸得着的变化。产业体系建设进入整体成势的新阶段。

一是综合实力迈上新台阶。全县生产总值突破四百亿元，比上年增长一成。

二是先进制造业扎实推进。新建成标准厂房十二万平方米，引进企业三十一家。

三是特色农业加快形成。建成高标准茶园两万亩，注册地理标志商标四件。
"""


def test_as_many_items_as_are_told_are_found_behind_some_sentences(tmp_path: Path) -> None:
    library = library_of(tmp_path, 成效_md=REVIEW)
    heads = ["综合实力迈上新台阶", "先进制造业扎实推进", "特色农业加快形成"]
    found = said(library, "两年多来有许多看得见摸得着的变化，归纳成了三点，是哪三点？")
    assert [text.partition("。")[0] for text in found] == heads


EDITORIAL = """清溪产业观察

作为县域经济的“重头戏”，竹木、茶叶、矿材三个产业起到了“压舱石”的作用。本报围绕这三个产业，与专家学者进行探讨。

全县现有规模以上企业97家，总产值比上年增长一成。
"""


def test_what_only_repeats_the_matter_comes_with_the_sentence_before_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    library = library_of(tmp_path_factory.mktemp("editorial"), 观察_txt=EDITORIAL)
    (text,) = said(library, "本报为什么围绕这三个产业进行探讨？")
    assert text.startswith("作为县域经济的“重头戏”")
    assert text.endswith("与专家学者进行探讨。")


STEPS = """平川市公共文化示范区评审办法

第一条　为规范评审工作，制定本办法。
第二条　评审按照以下程序和步骤实施：
——自愿申报。县级人民政府于每年3月底前提交申报书。
——集中评审。市文化局组织专家打分，并形成评审报告。
——结果公示。评审结果在官网公示7日。
第三条　评审结果纳入年度考核。

第四条　不予受理的情形。有下列情形之一的，不予受理：
1.上年度发生重大责任事故的；
2.申报书弄虚作假的。

第五条　示范区分三类：乡镇的，每个奖补80万元；社区的，奖补30万元；村级的，每个奖补20万元。
"""
TALK = """# 平川市低空经济新闻发布会实录

**时间：** 2024年5月8日

**发布人：** 市发展改革委主任　高远舟；市交通局副局长　柏青山

**主持人：** 市政府新闻办主任　程砚秋

---

**程砚秋：** 各位记者，今天请来两位发布人介绍低空经济有关情况。

**《平川日报》记者：** 企业反映最多的困难是什么？

**高远舟：** 主要是两个。一是空域审批慢，往往要等二十天。二是起降点少，全市只有11处。
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("office"), 办法_txt=STEPS, 实录_md=TALK)


def test_members_after_dashes_are_a_list_from_the_first_to_the_last(office: Assistant) -> None:
    lead, *steps = [text.partition("。")[0] for text in said(office, "评审按哪些程序和步骤走？")]
    assert lead.endswith("评审按照以下程序和步骤实施：")
    assert steps == ["自愿申报", "集中评审", "结果公示"]


def test_what_is_not_granted_is_asked_in_other_words_than_it_is_printed(office: Assistant) -> None:
    found = said(office, "哪些情况申报拿不到受理？")
    assert found[-2:] == ["上年度发生重大责任事故的；", "申报书弄虚作假的。"]


def test_things_that_are_counted_are_answered_by_the_sentence_that_lists_them(
    office: Assistant,
) -> None:
    (statement,) = said(office, "三类示范区的奖补标准分别是多少？")
    assert "示范区分三类：" in statement
    assert statement.endswith("村级的，每个奖补20万元。")


def test_a_field_named_in_full_is_found_in_a_transcript(office: Assistant) -> None:
    (statement,) = said(office, "低空经济发布会的发布人都有谁？")
    assert "高远舟" in statement
    assert "柏青山" in statement


def test_who_speaks_in_a_transcript_is_no_field(office: Assistant) -> None:
    found = said(office, "企业反映最多的困难有哪些？")
    assert not any(text.rstrip("：: ") in ("高远舟", "答") for text in found)
    assert "空域审批慢" in "".join(found)


NOTICE = """# 关于申报普惠托育机构补助资金的通知

各托育机构：

现将补助资金申报工作通知如下，请对照要求按时办理，逾期不予受理，材料不全的一次告知补正。

一、申请人的资格要求

1.依法登记并完成备案；
2.收费标准不高于规定上限；
3.近两年未发生安全责任事故。

二、申报程序

1.网上申报。登录平台填报信息，上传有关材料。
2.区级初审。由区卫生健康局逐家实地核查。
3.资金拨付。公示无异议的，拨付至机构账户。
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("托育机构申报补助得具备哪些条件？", "依法登记并完成备案；"),
        ("托育机构的补助怎么申请，分几步走？", "网上申报。登录平台填报信息，上传有关材料。"),
        ("申报托育机构补助要走哪几步？", "网上申报。登录平台填报信息，上传有关材料。"),
    ],
)
def test_a_part_of_a_notice_is_found_by_what_it_is_for(
    tmp_path_factory: pytest.TempPathFactory, question: str, first: str
) -> None:
    found = said(library_of(tmp_path_factory.mktemp("notice"), 通知_md=NOTICE), question)
    assert found[0] == first
    assert len(found) == 3


CIRCULAR = NOTICE.replace("# 关于申报", "# 关于组织2026年度申报")


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("2026年度托育机构补助的申报程序是什么？", "answered"),
        ("2028年度托育机构补助的申报程序是什么？", "abstained"),
    ],
)
def test_a_heading_is_of_the_year_of_the_titles_above_it(
    tmp_path_factory: pytest.TempPathFactory, question: str, outcome: str
) -> None:
    library = library_of(tmp_path_factory.mktemp("circular"), 通知_md=CIRCULAR)
    assert library.ask(question).outcome == outcome


DUST = """# 棠溪市扬尘污染防治条例

第四条　施工单位应当遵守下列规定：

（一）在出入口公示负责人和举报电话；

（二）工地周围设置硬质围挡；

（三）出入口设置车辆冲洗设施；

（四）裸露土方采用防尘网覆盖，超过三个月的应当绿化。

第五条　违反本条例规定的，处一万元以上十万元以下罚款。
"""
REPLY = """平民函〔2024〕18号

关于第0217号提案的答复函

您提出的《关于推动社区食堂可持续运营的提案》收悉。现答复如下：

一、基本情况

全市有社区食堂58个。您反映的问题符合实际：一是收支难以平衡，二是菜品单一，三是送餐力量薄弱。

二、办理情况

对高龄老人就餐给予补贴，食堂向社会开放。

三、下一步打算

出台管理办法，优化布局。
"""


def test_items_that_each_say_a_part_of_it_are_answered_with_their_list(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    library = library_of(tmp_path_factory.mktemp("dust"), 条例_md=DUST)
    found = said(library, "工地裸露的土方、车辆出入口，施工方必须做到哪几件事？")
    assert [text[:4] for text in found] == ["在出入口", "工地周围", "出入口设", "裸露土方"]


def test_the_parts_of_a_letter_are_no_parts_of_its_first_sentence(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    library = library_of(tmp_path_factory.mktemp("reply"), 答复_txt=REPLY)
    found = said(library, "社区食堂那份提案里反映的问题，答复中归纳成了哪几条？")
    assert "下一步打算" not in found


def test_the_parts_of_a_report_do_not_tell_where_who_made_it_comes_from(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    text = """# 2025年澜川市政府工作报告（节选）

## 澜川市市长　贺敬川

各位代表：

### 一、2024年工作回顾

经济稳中有进，新增就业4.15万人。

### 二、2025年重点工作

建设产业园区，改造老旧小区。
"""
    library = library_of(tmp_path_factory.mktemp("mayor"), 报告_md=text)
    assert "2024年工作回顾" not in said(library, "市长贺敬川是哪里人？")


MEASURES = """# 沙川产业协同发展的思考

推动产业协同，要做好政策协同。一是强化产业准入政策协同，互认企业资质。二是推动开发区政策叠加。三是建立跨区统计制度。

推动产业协同，要坚持创新协同。一是推进产业链和创新链融合。二是共建科技城。三是共建技术转移中心。

推动产业协同，要优化产业布局。做强发展主轴，提升都市圈的要素集聚功能。
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("政策协同有几条措施？帮我归纳一下", "强化产业准入"),
        ("政策协同一共讲了几条？都列出来", "强化产业准入"),
        ("创新协同下面有哪几点？", "推进产业链和创新链融合"),
    ],
)
def test_who_asks_how_many_points_there_are_reads_them(
    tmp_path_factory: pytest.TempPathFactory, question: str, first: str
) -> None:
    found = said(library_of(tmp_path_factory.mktemp("measures"), 思考_md=MEASURES), question)
    assert found[0].startswith(first)
    assert len(found) == 3


MINUTES = """# 清溪市政府第12次常务会议纪要

2024年6月3日，市长主持召开市政府第12次常务会议，研究水源地保护和校车安全工作。

## 一、关于水源地保护

会议听取了市水利局的汇报。会议指出，全市共有水源地14处。

会议决定：（一）2024年整治排污口26个；（二）对库区渔民每户补助8000元；（三）安排资金1900万元。由市水利局牵头，10月底前完成。

## 二、关于校车安全

会议原则同意《校车安全管理办法》。校车每半年检验一次。
"""


def test_a_list_after_other_sentences_of_a_part_is_told_item_by_item(tmp_path: Path) -> None:
    library = library_of(tmp_path, 纪要_md=MINUTES)
    assert said(library, "关于水源地保护有哪些内容？") == [
        "会议听取了市水利局的汇报。",
        "会议指出，全市共有水源地14处。",
        "会议决定：",
        "2024年整治排污口26个；",
        "对库区渔民每户补助8000元；",
        "安排资金1900万元。",
        "由市水利局牵头，10月底前完成。",
    ]
