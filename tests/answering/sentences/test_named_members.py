"""Lists within a sentence, found by the noun that they stand before, and lists without marks."""

from collections.abc import Callable, Sequence

import pytest

from assistant.answering.outline.lists import explains
from assistant.answering.refusing.modifiers import other_attribute
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.named_members import counted_first, members_first
from assistant.answering.sentences.preferred import amount_first
from assistant.answering.sentences.who import doer_first, partners_first
from assistant.answering.words.question import Question, analyse
from assistant.service import Assistant
from tests.answering.fakes import ranked_texts
from tests.answering.libraries import answered, declined, library_of

COOPERATION = """# 港产协同要走深走实

□罗海平

港产两地要加强产业政策的协同对接，消除影响要素流动的壁垒，凝聚发展合力。一是强化市场准入、税费支持、用地保障、人才引进等政策协同，推进资质互认。二是推动园区共建。

港务集团目前搭建了专家团队，为发展打下基础。加强与顺达汽车、海川重工等龙头企业开展技术合作，与望海大学围绕人才培养推进产业化实践。

让渔港食堂可持续，关键是算好三本账。算好“客流账”，以渔民为主、兼顾游客。算好“成本账”，集中采购使单餐成本下降1.6元。算好“人情账”，请志愿者参与。

改革搭起“四梁八柱”，企业走得更稳。破解这一难题，须在“网、链、品”上下功夫。织密网，推动客货邮融合。做强链，布局产地预冷和移动冷库。打响品，统一公用品牌的包装。

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

今年渔业有两个变化。一是产量增加。全年产量八万吨。二是价格上涨。每斤涨了两元。“不敢养、不会养、不愿养”的现象仍较普遍。

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


LEADING = [
    (
        members_first,
        "哪些方面的政策要加强协同？",
        "加强两地产业政策的协同对接，消除影响要素流动的政策壁垒。",
        "一是强化市场准入、税费支持、用地保障、人才引进等政策协同，推进资质互认。",
    ),
    (
        members_first,
        "今年培育了哪些产业？",
        "今年我市培育产业成效明显，产业增加值增长9%。",
        "形成了海洋装备、生物医药、水产加工等产业。",
    ),
    (
        counted_first,
        "渔村食堂靠哪三招扭亏？",
        "渔村食堂去年还在亏损，如今门口排起了队。",
        "今年起，食堂使出三招：向游客开放；承接工作餐；加工净菜。",
    ),
    (
        partners_first,
        "海洋研究所跟哪些高校有合作？",
        "海洋研究所打下了合作的坚实基础。",
        "与望海大学、东江海事大学等高校围绕人才培养开展合作。",
    ),
    (
        doer_first,
        "望海码头的首条航线由谁运营？",
        "望海码头的首条航线5月8日正式开通。",
        "该航线由港务集团与远洋公司共同运营。",
    ),
    (
        amount_first,
        "望海市财政收入是多少？",
        "全市财政收入同比增长6.8%。",
        "全市财政收入完成186.4亿元。",
    ),
]


@pytest.mark.parametrize(("first", "question", "nearer", "meant"), LEADING)
def test_what_lists_or_gives_what_is_asked_for_leads(
    first: Callable[[Question, Sequence[Ranked]], list[Ranked]],
    question: str,
    nearer: str,
    meant: str,
) -> None:
    ranked = ranked_texts(nearer, "食堂门口停着三辆车。", meant)
    asked = analyse(question)
    assert [item.place[1] for item in first(asked, ranked)] == [200, 0, 100]
    # Where nothing says it, or the nearest does, the order stays.
    assert first(asked, ranked[:2]) == ranked[:2]
    assert first(asked, ranked[::-1])[0].place == ranked[2].place


def test_a_counted_name_is_explained_by_what_says_what_it_is() -> None:
    asked = analyse("“两带”是指哪两条产业带？")
    told, beside = ranked_texts("“两带”即沿江产业带和滨海产业带。", "构建“两带”发展格局。")
    assert explains(asked, told)
    assert not explains(asked, beside)


def test_a_figure_of_what_is_named_after_it_is_another() -> None:
    asked = analyse("平陵县规上工业增加值增长多少？")
    after, itself = ranked_texts(
        "单位规上工业增加值能耗降幅居前的是平陵县，下降4.9%。", "规上工业增加值增长10.2%。"
    )
    assert other_attribute(asked, after.evidence) == "平陵县规上工业增加值"
    assert other_attribute(asked, itself.evidence) == ""


TEA = """# 让一片叶子富一方人

□许知远

松岭县六成茶园在海拔800米以上，成就了松岭高山茶的品质。

去年，松岭干茶均价每斤186元，邻市卖到310元，根子在品牌。松岭茶的短板，集中在三个“散”。一是牌子散。全县有四十个商标。二是茶园散。户均不到三亩。三是渠道散。外销靠茶贩上门。

过去三年，全县做成了两件事。一是建冷链。建成仓库五座。二是开网店。网店卖到了海外。

做强这片叶子，还要再走一程。

其一，握指成拳，统一包装、统一标识。

其二，以合作社为纽带整合茶园，让小农户进入大链条。

其三，用一枚二维码讲清来路，让消费者信得过。

其四，向茶外要效益，发展茶食品和茶研学。
"""


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("tea"), 茶_md=TEA)


def test_the_only_list_with_so_many_items_is_meant(tea: Assistant) -> None:
    answer = answered(tea, "松岭高山茶做品牌，许知远提了哪四条建议？")
    assert all(said in answer for said in ("统一包装", "合作社", "二维码", "茶研学"))


def test_a_list_elsewhere_is_none_of_the_part_that_is_asked_about(tea: Assistant) -> None:
    first = "全县做成了哪两件事？"
    assert "开网店" in answered(tea, first)
    answer = tea.ask("第二件事有哪四条建议？", (first,))
    assert all("茶研学" not in statement.text for statement in answer.statements)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("讲话第一部分讲了哪些变化？", ("产量增加", "价格上涨")),
        ("渔业大会讲话第二部分提了哪几点要求？", ("强化担当", "优化环境", "严督实考")),
    ],
)
def test_a_part_of_a_speech_is_asked_for_by_its_number(
    library: Assistant, question: str, said: tuple[str, ...]
) -> None:
    answer = answered(library, question)
    assert all(item in answer for item in said)
