"""What a document prints above and under its text is answered as it is printed, all at once."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

PLAN = """平川市山洪灾害防治三年行动方案
（2024—2026年）

　　平川市水务局　平川市应急管理局
　　平水〔2024〕11号　　2024年3月6日印发

　　全市现有山洪灾害危险区231处。为提高防御能力，制定本方案。

一、工作目标
　　到2026年底，危险区监测覆盖率达到98%。

二、重点任务
　　水务局负责发布预警名单。

附件：1.危险区名录
　　　2.预警名单（样表）
"""
REPORT = """# 2024年平川市检察院工作报告（摘要）

——2024年1月20日在平川市第六届人民代表大会第三次会议上

平川市人民检察院检察长　雷望舒

各位代表：

去年共办理公益诉讼案件312件。
"""
COMMITTEE = """# 关于全市养老服务工作情况的报告

——2024年8月28日在平川市第六届人民代表大会常务委员会第十九次会议上

平川市民政局局长　祁守拙

主任、各位委员：

受市人民政府委托，现将养老服务工作情况报告如下。全市有养老机构46家。
"""
ESSAY = """让小河小沟活起来

□ 穆青崖

　　一条河能不能活，要看两岸的人肯不肯管。去年以来，平川市有23条小河重新有了水。

　　（作者系平川学院副教授，本文系平川市社科规划课题“小流域治理”的阶段性成果）
"""
BULLETIN = """# 平川市2023年水资源简报

平川市水文局　2024年4月2日

全市水资源总量18.6亿立方米。

（撰稿：监测科　苗雨田；审核：顾长河）
"""
FEATURE = """老戏台前锣鼓响
——青禾村修缮古戏台见闻

本报记者　沈括海　通讯员　黎小满
《平川日报》2024年6月8日第5版

　　傍晚六点，青禾村的老戏台亮起了灯。村里八十多岁的老人都搬来了板凳，等着看第一出戏。
　　戏台建于清末，去年村里筹了46万元，请来七位木匠师傅，用了五个月把它修好。
"""
VISIT = """# 一张处方走到县里——石笕镇见闻

记者 陶思远

2024年6月9日 第6版

石笕镇卫生院的候诊区坐了十几个人，处方由县医院的药师在网上审过。
"""
NOTICE = (
    "关于印发平川市校园饮水卫生工作指南的通知\n"
    "关于印发平川市校园饮水卫生工作指南的通知 平教发〔2023〕9号 各区县教育局： "
    "现将《平川市校园饮水卫生工作指南》印发给你们，请遵照执行。 "
    "平川市教育局 2023年9月4日 平川市校园饮水卫生工作指南 "
    "一、水质检测。每学期至少检测2次。 二、管理责任。学校应当指定专人管理饮水机。"
)


REGISTERED = """文章属性
∙【制定机关】平川市财政局
∙【字 号】平财〔2018〕3号
∙【时效性】失效
正文
平川市财政局关于印发充电设施补贴资金管理办法的通知
平财〔2018〕3号
各区县财政局：
现将《充电设施补贴资金管理办法》印发给你们，请遵照执行。
2018年6月1日
"""
POSTED = (
    "<html><head><title>孩子午饭怎么吃？</title></head><body><div>"
    '<h1 id="activity-name">食堂翻新，孩子午饭怎么吃？</h1>'
    '<div class="meta"><span>原创</span> <span>校办公室</span> <a href="#">平川二中</a> '
    "<em>2025年4月27日 18:32</em> <em>江西</em></div>"
    '<div id="js_content"><p>各位家长，“五一”假期后食堂将封闭翻新，'
    "配餐由家长投票选定的公司供应。</p>"
    "<p>配餐每份15元，家长仍按原标准交13元，差额由学校历年结余补贴，困难学生手续不变。</p></div>"
    "</div></body></html>"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(
        tmp_path_factory.mktemp("imprints"),
        方案_txt=PLAN,
        报告_md=REPORT,
        简报_md=BULLETIN,
        养老_md=COMMITTEE,
        处方_md=VISIT,
        小河_txt=ESSAY,
        见闻_txt=FEATURE,
        指南_txt=NOTICE,
        补贴_txt=REGISTERED,
        食堂_html=POSTED,
    )


def _printed(library: Assistant, question: str) -> list[str]:
    statements = library.ask(question).statements
    return [statement.text.partition("》：")[2] or statement.text for statement in statements]


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        (
            "山洪灾害防治三年行动方案是哪几个部门印发的？",
            ["平川市水务局　平川市应急管理局"],
        ),
        (
            "山洪灾害防治行动方案是哪天印发的，文号是多少？",
            ["2024年3月6日", "平水〔2024〕11号"],
        ),
        ("校园饮水卫生工作指南是哪个单位印发的？", ["平川市教育局"]),
        ("充电设施补贴资金管理办法现在还有效吗？", ["∙【时效性】失效"]),
        ("推进充电设施补贴资金管理那个通知是什么时候发的？", ["2018年6月1日"]),
        ("老戏台前锣鼓响那篇报道是哪天登的报？", ["2024年6月8日"]),
        ("二中公众号那篇讲食堂翻新的文章是哪天发的？", ["2025年4月27日"]),
        (
            "校园饮水卫生工作指南的文号是什么、什么时候印发的？",
            ["平教发〔2023〕9号", "2023年9月4日"],
        ),
        ("那份校园饮水卫生工作指南的落款日期是哪一天？", ["2023年9月4日"]),
        (
            "这份检察院工作报告是谁作的，在哪一天的人代会上？",
            [
                "雷望舒：平川市人民检察院检察长",
                "——2024年1月20日在平川市第六届人民代表大会第三次会议上",
            ],
        ),
        (
            "养老服务工作情况的报告是谁在什么时候作的？",
            ["平川市民政局局长　祁守拙", "2024年8月28日"],
        ),
        (
            "养老服务工作情况报告是谁在什么会上作的？",
            [
                "平川市民政局局长　祁守拙",
                "——2024年8月28日在平川市第六届人民代表大会常务委员会第十九次会议上",
            ],
        ),
        (
            "《让小河小沟活起来》属于什么课题？",
            ["本文系平川市社科规划课题“小流域治理”的阶段性成果"],
        ),
        (
            "写论文要注明课题来源，讲小河小沟的那篇属于什么项目？",
            ["本文系平川市社科规划课题“小流域治理”的阶段性成果"],
        ),
        ("石笕镇那篇见闻是哪天登的，在第几版？", ["2024年6月9日 第6版"]),
        ("简报由哪个部门发布，发布日期是几号？", ["平川市水文局", "2024年4月2日"]),
        ("水资源简报是谁审核的？", ["（撰稿：监测科　苗雨田；审核：顾长河）"]),
        ("水资源简报由哪个部门、什么时候发布？", ["平川市水文局", "2024年4月2日"]),
        (
            "写老戏台的那篇报道记者是谁，登在第几版？",
            [
                "本报记者 沈括海 通讯员 黎小满",
                "《老戏台前锣鼓响——青禾村修缮古戏台见闻》刊于《平川日报》2024年6月8日第5版",
            ],
        ),
    ],
)
def test_what_is_printed_is_answered_for_each_thing_asked(
    library: Assistant, question: str, printed: list[str]
) -> None:
    assert _printed(library, question) == printed


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # Who publishes a list in the plan is no question for who issued the plan.
        ("预警名单由哪个部门发布？", "水务局负责发布预警名单"),
        ("去年办理公益诉讼案件多少件？", "312件"),
        ("校园饮水每学期至少检测几次？", "2次"),
    ],
)
def test_what_the_text_says_is_not_asked_of_its_imprint(
    library: Assistant, question: str, said: str
) -> None:
    (statement, *_) = library.ask(question).statements
    assert said in statement.text
    assert statement.check == "quote"


def test_what_is_not_printed_is_not_made_up(library: Assistant) -> None:
    answer = library.ask("水资源简报的文号是什么？")
    assert answer.outcome == "abstained"


def test_headings_are_no_answer_to_which_offices(tmp_path_factory: pytest.TempPathFactory) -> None:
    unsigned = PLAN.replace("　　平川市水务局　平川市应急管理局\n", "")
    library = library_of(tmp_path_factory.mktemp("unsigned"), 方案_txt=unsigned)
    answer = library.ask("山洪灾害防治行动方案是哪几个部门印发的？")
    texts = [statement.text for statement in answer.statements]
    assert not {"工作目标", "重点任务"} & set(texts)


@pytest.mark.parametrize(
    "question", ["平川市山洪灾害防治三年行动方案有哪些附件？", "山洪灾害防治行动方案的附件有几个？"]
)
def test_attachments_are_told_from_the_first_to_the_last(library: Assistant, question: str) -> None:
    (statement,) = library.ask(question).statements
    assert statement.text.partition("：")[2].split() == [
        "附件：1.危险区名录",
        "2.预警名单（样表）",
    ]


SIGNED = """平川市民政局 平川市财政局关于做好2025年养老床位补贴申领工作的通知

平民发〔2025〕18号

各县（市、区）民政局、财政局：

　　每张床位每年补贴1200元，5月31日前申报。

平川市民政局　平川市财政局
2025年3月14日
"""


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    page = "<html><head><title>2024年平川市水质公报</title>"
    page += '<meta name="PubDate" content="2025-05-30"></head><body><h1>2024年平川市水质公报</h1>'
    page += "<p>2024年，全市水质优良的断面占87.5%，比上年提高2.1个百分点。</p>"
    page += "<p>平川市生态环境局</p><p>2025年5月28日</p></body></html>"
    folder = tmp_path_factory.mktemp("signed")
    return library_of(folder, 通知_txt=SIGNED, 公报_html=page)


@pytest.mark.parametrize(
    "question",
    [
        "养老床位补贴的通知是哪两个单位发的，落款是哪天？",
        "养老床位补贴申领的通知落款日期是什么时候？",
        "平川市养老床位补贴什么时候发的通知？",
        "养老床位补贴申领工作的通知是哪天印的？",
        "什么时候发的养老床位补贴申领通知？",
        "养老床位补贴通知的落款时间",
    ],
)
def test_the_day_under_a_notice_is_asked_for_in_many_words(
    signed: Assistant, question: str
) -> None:
    texts = [statement.text for statement in signed.ask(question).statements]
    assert texts[-1].endswith("：2025年3月14日")
    assert len(texts) == (2 if "哪两个单位" in question else 1)


def test_the_day_printed_under_a_page_is_told_and_not_when_it_went_online(
    signed: Assistant,
) -> None:
    (statement,) = signed.ask("平川市水质公报落款是哪天？").statements
    assert statement.text == "《2024年平川市水质公报》：2025年5月28日"


RENTAL = """红溪区公共租赁住房管理办法

各镇人民政府、街道办事处：
现将修订后的《红溪区公共租赁住房管理办法》印发给你们，请认真贯彻执行。
2020年12月18日

第一条 为做好公共租赁住房管理，制定本办法。
第二条 本办法所称新就业人员，是指毕业不满5年的从业人员。
"""
COOPERATIVE = """平川合作社带动乡亲增收
12-09 07:27:18 来源:平川新闻

近日，市农业农村委公布了两起农民合作社发展典型案例。果园里常见忙碌的身影。
"""


def test_a_title_is_known_by_the_word_that_people_say(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    library = library_of(tmp_path_factory.mktemp("rental"), 办法_txt=RENTAL)
    for question in ("红溪区公租房管理办法印发日期", "红溪区公租房管理办法什么时候印发的？"):
        (statement,) = library.ask(question).statements
        assert "2020年12月18日" in statement.text


@pytest.mark.parametrize(
    "question",
    [
        "《平川合作社带动乡亲增收》这篇文章是从哪里转来的",
        "《平川合作社带动乡亲增收》转自哪个网站？",
        "《平川合作社带动乡亲增收》是哪家媒体的报道？",
    ],
)
def test_where_a_text_comes_from_is_asked_in_many_ways(
    tmp_path_factory: pytest.TempPathFactory, question: str
) -> None:
    library = library_of(tmp_path_factory.mktemp("cooperative"), 合作社_txt=COOPERATIVE)
    (statement,) = library.ask(question).statements
    assert "平川新闻" in statement.text


def test_a_policy_asked_of_without_its_name_is_the_one_just_cited(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    notice = (
        "关于延续实施稳岗返还政策的通知\n\n大型企业按照50%返还失业保险费。\n"
        "本通知实施期限截至2025年12月31日。\n"
    )
    other = "就业见习补贴政策\n\n就业见习补贴政策执行到2023年6月30日，到期后不再受理。\n"
    folder = tmp_path_factory.mktemp("policies")
    library = library_of(folder, 返还_txt=notice, 见习_txt=other)
    answer = library.ask("政策什么时候到期？", ["大型企业按多少返还失业保险费？"])
    assert "2025年12月31日" in answer.statements[0].text


def test_which_offices_put_it_out(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = (
        "《平川市青年安居办法》政策问答\n\n平川市人力资源和社会保障局 平川市住房和城乡建设局\n"
        "2024年11月8日\n\n问：谁能申请？\n答：在平川就业的青年。由两部门联合审核。\n"
    )
    library = library_of(tmp_path_factory.mktemp("put_out"), 问答_txt=text)
    answer = library.ask("青年安居政策问答是哪两个部门出的？")
    assert "平川市住房和城乡建设局" in answer.text
