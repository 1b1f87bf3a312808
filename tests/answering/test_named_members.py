"""Lists within a sentence, found by the noun that they stand before, and lists without marks."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

COOPERATION = """# 港产协同要走深走实

□罗海平

港产两地要加强产业政策的协同对接，消除影响要素流动的壁垒，凝聚发展合力。一是强化市场准入、税费支持、用地保障、人才引进等政策协同，推进资质互认。二是推动园区共建。

港务集团目前搭建了专家团队，为发展打下基础。加强与顺达汽车、海川重工等龙头企业开展技术合作，与望海大学围绕人才培养推进产业化实践。

让渔港食堂可持续，关键是算好三本账。算好“客流账”，以渔民为主、兼顾游客。算好“成本账”，集中采购使单餐成本下降1.6元。算好“人情账”，请志愿者参与。

破解这一难题，须在“网、链、品”上下功夫。织密网，推动客货邮融合。做强链，布局产地预冷和移动冷库。打响品，统一公用品牌的包装。

（作者系望海市港务集团总经理）
"""
NOTICE = """# 望海市数据局答读者问

一、谁可以申请

在本市注册的企业都可以申请。

二、支持什么

一是上云补贴。按支出的30%给予补贴。

二是改造奖补。对建成智能工厂的，一次性奖励80万元。

三、接下来做什么

今年，我们将重点做好三件事：

建好算力底座，推动智算中心投入运行；

管好数据资源，上线授权运营平台；

育好数字人才，全年培训5000人次。

咨询电话：0799-6612345。
"""
SPEECH = """# 在全市渔业大会上的讲话

同志们：

下面，我讲两点意见。

一、认清形势，增强信心

全市渔业总产值增长8%，“不敢养、不会养、不愿养”的现象仍较普遍。

二、改进作风，狠抓落实

一要强化担当抓落实。鼓励干部担当。二要优化环境抓落实。压缩审批时间。三要严督实考抓落实。实行月调度。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    documents = {"paper_md": COOPERATION, "notice_md": NOTICE, "speech_md": SPEECH}
    return library_of(tmp_path_factory.mktemp("members"), **documents)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("哪些方面的政策要加强协同？", ("市场准入", "用地保障", "人才引进")),
        ("港务集团跟哪些车企有合作？", ("顺达汽车", "海川重工")),
        ("渔港食堂要算好的三本账是哪三本？", ("客流账", "成本账", "人情账")),
        ("文中说的“网、链、品”分别指什么？", ("客货邮", "预冷", "公用品牌")),
        ("数据局今年要重点做哪三件事？", ("算力底座", "数据资源", "数字人才")),
        ("数据局一共有几项支持，都是啥？", ("上云补贴", "改造奖补")),
        ("讲话第二部分从哪几个方面强调抓落实？", ("强化担当", "优化环境", "严督实考")),
        ("渔业养殖的“三不”现象是什么？", ("不敢养", "不会养", "不愿养")),
    ],
)
def test_all_members_are_given(library: Assistant, question: str, said: tuple[str, ...]) -> None:
    answer = answered(library, question)
    assert all(member in answer for member in said)


def test_an_item_of_an_unmarked_list_is_asked_for_by_its_number(library: Assistant) -> None:
    history = ("渔港食堂要算好的三本账是哪三本？",)
    answer = library.ask("第二本账能省多少钱？", history)
    assert "1.6元" in "".join(statement.text for statement in answer.statements)


def test_a_term_that_nothing_tells_part_by_part_is_not_explained(library: Assistant) -> None:
    assert "四梁八柱" in declined(library, "“四梁八柱”指的是什么？")
