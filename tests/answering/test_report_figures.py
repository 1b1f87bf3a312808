"""Figures of reports: parts of a whole, years named once, what was aimed at and what was done."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

REPORT = """# 望海市政府工作报告

——2024年1月9日在望海市第九届人民代表大会第三次会议上

市长  周启帆

各位代表：

一、过去一年工作回顾

2023年，面对台风和市场的双重考验，我们坚持稳中求进，较好完成了全年目标任务。全年实现渔业总产值86.2亿元，增长5.1%；水产品加工产量12.4万吨；渔民人均纯收入31860元，增长6.4%；固定资产投资增长4.8%。受柴油价格上涨影响，远洋捕捞利润下降8.3%。

二、2024年主要预期目标

2024年主要预期目标是：渔业总产值增长6%左右，渔民人均纯收入增长7%，新增深水网箱400只。疏港大桥6月底前建成通车。力争冷链物流园交易额突破30亿元。
"""
BULLETIN = """# 望海市2024年国民经济和社会发展统计公报

望海市统计局

2025年3月6日

一、渔业

2024年全市渔业总产值91.7亿元，按可比价格计算，比上年增长6.4%。其中，海洋捕捞产值38.5亿元，增长1.2%；海水养殖产值41.6亿元，增长11.3%。远洋捕捞利润增长5.7%，主要得益于柴油价格回落。

全体渔民人均纯收入34120元，增长7.1%。其中，城镇渔民40215元，增长6.2%；农村渔民29870元，增长7.9%。

对虾产量2.3万吨，下降4.4%。扇贝产量1.1万吨，增长3.0%。

表1 2024年主要水产加工品产量

| 产品名称 | 单位 | 产量 | 比上年增长（%） |
|---|---|---|---|
| 冷冻鱼片 | 万吨 | 5.62 | 9.1 |
| 紫菜 | 吨 | 8400 | -3.5 |

二、物流

疏港大桥于8月20日建成通车。冷链物流园建成一年多来运行平稳，目前园区入驻企业63家。截至2024年底，望海市已建成起降点126个，力争三年翻一番。疏港大桥2021年破土，历时三年。2022年3月起，周启帆任望海市市长。
"""
PLAN = """# 望海市水产品冷链发展规划

到2027年，冷链物流园入驻企业达到150家以上，冷库容量突破20万吨。渔港码头岸线原则上禁止夜间卸货，目的是减少对居民的打扰。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    documents = {"report_md": REPORT, "bulletin_md": BULLETIN, "plan_md": PLAN}
    return library_of(tmp_path_factory.mktemp("reports"), **documents)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # What goes on from the whole (其中) is read for its part, with the whole before it.
        ("2024年农村渔民人均纯收入是多少？", "全体渔民人均纯收入34120元"),
        ("2024年农村渔民人均纯收入是多少？", "农村渔民29870元"),
        ("2024年城镇渔民人均纯收入增长多少？", "城镇渔民40215元，增长6.2%"),
        ("2024年全体渔民人均纯收入是多少？", "全体渔民人均纯收入34120元"),
        # The year stands once, at the head of the paragraph.
        ("2023年全市渔业总产值是多少？", "渔业总产值86.2亿元"),
        ("2024年全市渔业总产值是多少？", "91.7亿元"),
        ("渔民人均纯收入2023年和2024年分别是多少？", "31860元"),
        ("渔民人均纯收入2023年和2024年分别是多少？", "34120元"),
        # What was aimed at, and what was done.
        ("2024年渔业总产值增长目标是多少，实际完成了多少？", "增长6%左右"),
        ("2024年渔业总产值增长目标是多少，实际完成了多少？", "增长6.4%"),
        ("疏港大桥原定什么时候通车，实际什么时候通的车？", "6月底前"),
        ("疏港大桥原定什么时候通车，实际什么时候通的车？", "8月20日"),
        ("冷链物流园入驻企业有多少家？", "63家"),
        ("到2027年冷链物流园入驻企业要达到多少家？", "150家以上"),
        ("截至2024年底，望海市实际建成多少个起降点？", "126个"),
        ("周启帆什么时候担任望海市市长？", "2022年3月"),
        ("疏港大桥是哪一年开始动工的？", "2021年"),
        # Why a figure fell is not answered by why it rose a year later.
        ("2023年远洋捕捞利润为什么下降？", "受柴油价格上涨影响"),
        ("渔港码头为什么夜间禁止卸货？", "减少对居民的打扰"),
        # Two cells of one row.
        ("2024年紫菜产量是多少吨，增长还是下降？", "产量（吨）：8400，比上年增长（%）：-3.5"),
        ("2024年的政府工作报告是谁作的，什么时候作的？", "周启帆"),
        ("2024年的政府工作报告是谁作的，什么时候作的？", "2024年1月9日"),
    ],
)
def test_the_figure_of_what_is_asked_is_said(library: Assistant, question: str, said: str) -> None:
    assert said in answered(library, question)


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("2024年全体渔民人均纯收入是多少？", "农村渔民"),
        ("2024年全市渔业总产值是多少？", "86.2亿元"),
        ("2023年远洋捕捞利润为什么下降？", "主要得益于"),
        ("冷链物流园入驻企业有多少家？", "150家"),
    ],
)
def test_and_not_the_figure_of_another(library: Assistant, question: str, other: str) -> None:
    assert other not in answered(library, question)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("2024年冷链物流园实际完成交易额多少亿元？", "目标或计划，没有说实际的情况"),
        ("2024年对虾产量为什么下降？", "没有说明原因"),
        ("林海生是哪一年担任局长的？", "没有"),
    ],
)
def test_what_is_only_aimed_at_or_only_told_is_declined(
    library: Assistant, question: str, reason: str
) -> None:
    assert reason in declined(library, question)
