"""Lists that ordinals or a count tell, what is only prepared, and insurances not to be mixed up."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

COMMENT = """数据开放要过三道关口

□鲁青崖

去年以来，全省有5个市开展数据开放试点，签订协议23份。试点越是推进，越要把好关口。

第一道关口是安全。原始数据不出域，凡涉及个人信息的，必须先脱敏、再开放。

第二道关口是公平。同一领域的开放对象原则上不少于两家，不得整体交给一家平台公司。

第三道关口是公益。用于公益事业的应当无偿，用于产业发展的可以收费。

守住这三道关口，关键在监督，要由省人大每年听取一次报告。
"""
NOTICE = """关于做好适老化改造补贴申领工作的通知

一、工作目标
今年完成改造6500户，农村家庭占比不低于40%。
二、补贴对象
年满60周岁、五年内未享受过同类补贴的老年人。
三、改造内容
改造项目分为基础类和提升类。基础类7项，由民政部门统一组织：安装扶手、地面防滑处理、高差改造、改坐便器、配置淋浴椅、感应夜灯、防走失手环。提升类由家庭自愿选择，包括护理床、助浴设备等23项。
四、申领材料
申请人身份证、房屋产权证明。
五、办理流程
老年人向社区提交申请，街道5个工作日内核查。
六、监督管理
市民政局按不低于15%的比例抽查。
七、咨询电话
0688-3321970。
"""
TOURISM = """罗启明在旅游大会上的讲话

一、补短板
6月底前开通两条直通车，年内新增停车位5200个，其中老街周边不少于1800个。支持农户用闲置农房办民宿，每张床位补助3000元，全年新增民宿床位4000张。

二、明职责
文旅局：统筹协调各项活动，负责接待来访团队和统计报送。
供电公司：保障泵站供电，对积水小区采取断电避险措施。
街区内餐饮场所的营业时间不得超过22时30分，夜间举办大型活动的应当提前10日报备。
"""
TABLE = """# 老年助餐点建设情况

| 区 | 助餐点（个） | 市级补助资金（万元） |
|---|---|---|
| 望泉区 | 30 | 286 |
| 长宁区 | 18 | 150 |
"""
WHY = """关于调整门诊统筹待遇的通知

各县（市、区）医疗保障局：

为减轻参保职工门诊费用负担，引导小病到基层就诊，现就调整门诊统筹待遇有关事项通知如下。

一、调整待遇标准
起付标准由600元降为400元。

二、扩大支付范围
将符合条件的药店纳入统筹支付。
"""
HEALTH = """安陵市职工基本医疗保险门诊共济政策问答

门诊看病能报多少？三级医院的普通门诊费用，职工医保的报销比例为55%，一级医院为75%。
临时外出没有备案的，报销比例降低15个百分点。
"""
GREEN = """以绿色转型助力实现双碳目标

□廖青山

《两地碳达峰碳中和联合行动方案》提出，到2025年，两地双碳工作取得实质性进展，绿色发展新模式初步形成，为实现碳中和目标奠定坚实基础。到2027年，建成绿色工厂120家。

一是加快交通运输转型。加强物流协作，搭建两地绿色物流产品贸易平台，提高公共交通出行比例。

二是倡导绿色低碳消费方式，推进快递包装绿色转型，促进绿色产品销售。共同推动教育体系绿色低碳发展。

三是鼓励绿色低碳出行，推广多样化公共交通模式，倡导“每周少开一天车”，鼓励使用小排量汽车。

四是在党政联席会议制度下，设立工作专班，建立常态化沟通机制。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("counted")
    return library_of(
        folder,
        评论_txt=COMMENT,
        通知_txt=NOTICE,
        问答_txt=HEALTH,
        文章_txt=GREEN,
        讲话_txt=TOURISM,
        情况_md=TABLE,
        调整_txt=WHY,
    )


@pytest.mark.parametrize(
    ("question", "said", "beside"),
    [
        (
            "数据开放要过哪三道关口？",
            "第一道关口是安全。第二道关口是公平。第三道关口是公益。",
            "监督",
        ),
        ("三道关口是什么？", "第一道关口是安全。第二道关口是公平。第三道关口是公益。", "监督"),
        ("适老化改造基础类7项都有啥？", "安装扶手、地面防滑处理", "工作目标"),
        ("倡导绿色低碳出行有哪些具体做法？", "每周少开一天车", "教育体系"),
        ("廖青山建议工作专班设在哪项制度之下？", "党政联席会议制度", "消费"),
        ("物流方面两地要搭建一个什么平台来着？", "绿色物流产品贸易平台", "消费"),
        ("到哪一年建成绿色工厂120家？", "2027年", "实质性进展"),
        ("今年新增多少个停车位、多少张民宿床位？", "新增民宿床位4000张", "泵站"),
        ("按预案由谁负责保障泵站供电？", "供电公司：保障泵站供电", "直通车"),
        ("街区内的餐饮场所最晚营业到几点？", "22时30分", "直通车"),
        ("望泉区分到多少市级补助资金？", "286", "150"),
        ("为什么要调整门诊统筹待遇？", "为减轻参保职工门诊费用负担", "扩大支付范围"),
        ("职工医保在三级医院的报销比例是多少？", "55%", "15个百分点"),
    ],
)
def test_what_is_asked_is_said_and_nothing_beside_it(
    library: Assistant, question: str, said: str, beside: str
) -> None:
    answer = answered(library, question)
    assert said in answer
    assert beside not in answer


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("两地要在哪一年实现碳中和？", "没有说到何时实现碳中和"),
        ("城乡居民基本医疗保险的门诊报销比例是多少？", "说的是“职工医保”，不是“居民医保”"),
    ],
)
def test_what_is_only_prepared_or_another_insurance_is_declined(
    library: Assistant, question: str, reason: str
) -> None:
    assert reason in declined(library, question)


def test_a_day_is_of_the_office_that_is_asked_about(tmp_path: Path) -> None:
    notice = (
        "关于延长纳税申报期限的通知\n\n纳税申报期限延长至2月28日。\n\n国家税务总局\n2020年2月17日\n"
    )
    city = notice.replace("通知", "通告").replace("国家税务总局", "青岚市税务局")
    library = library_of(tmp_path, 通知_txt=notice, 通告_txt=city.replace("17日", "18日"))
    answer = library.ask("国家税务总局什么时间发布的《关于延长纳税申报期限的通知》？")
    assert "2020年2月17日" in answer.statements[0].text
