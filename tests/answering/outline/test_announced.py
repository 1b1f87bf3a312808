"""Lists that stand in paragraphs or clauses, and follow-ups on what an answer listed."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

COMMENT = """小特产要长成大产业

□周若言

云坪的刺梨、茶叶远近有名，去年产值12亿元。
小特产要长成大产业，可走三条路径。
路径一：延链。鼓励企业把初加工车间建到村口，力争2027年加工转化率提高到70%。
路径二：聚链。由六个县共建刺梨产业联盟，已吸纳企业136家。
路径三：融链。推动茶园变公园，支持每个县办一处研学基地。
以上三条路径要一起走，不能等，也不能靠。

（作者系云坪农业经济学会会长）
"""
RULES = """柳川市停放充电管理办法

第一条 为了加强停放充电管理，制定本办法。
第二条 街道办事处应当将集中停放充电场所建设纳入计划，场所建设经费由财政承担。
第三条 集中停放充电场所应当符合下列要求：
（一）与住宅外墙间距不小于六米；
（二）安装视频监控；
（三）张贴收费标准。
第四条 禁止实施下列行为：
（一）在楼梯间停放；
（二）飞线充电。
"""
PLAN = """柳川与云坪产业协同工作方案

推动两地产业发展，要做好三个协同。
一、加强政策协同。一是统一准入标准；二是互认企业资质。
二、加强要素协同。一是共建数据库；二是共设引导基金；三是共引人才。
三、加强创新协同。一是共建实验室；二是联合攻关。
展望2025年，两地产业链初步形成。展望2035年，两地产业集群全面形成。
2024年镜湖区地区生产总值846.2亿元，增长7.8%；云坪县295.6亿元，增长5.2%；石塘县371.8亿元，增长6.0%，三个县区的地区生产总值合计占全市的六成，经济运行总体平稳、稳中向好，高质量发展取得新的进展和成效。
护理待遇分三种方式。机构护理每天支付60元；上门护理每小时支付50元；亲属照护每天支付25元。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    documents = {"comment_txt": COMMENT, "rules_txt": RULES, "plan_txt": PLAN}
    return library_of(tmp_path_factory.mktemp("following"), **documents)


def test_paragraphs_that_begin_by_a_name_are_the_list_announced_before_them(
    library: Assistant,
) -> None:
    said = answered(library, "小特产长成大产业的三条路径分别是什么？")
    assert all(name in said for name in ("延链", "聚链", "融链"))
    assert "以上三条路径" not in said


def test_the_list_of_a_lead_goes_before_another_clause_that_is_near(library: Assistant) -> None:
    said = answered(library, "集中停放充电场所应当符合哪些要求？")
    assert "六米" in said
    assert "视频监控" in said


def test_a_clause_is_found_by_its_number_with_what_it_says(library: Assistant) -> None:
    assert "飞线充电" in answered(library, "管理办法第四条禁止哪些行为？")
    said = answered(library, "停放充电管理办法第三条第二项是什么？")
    assert "视频监控" in said
    assert "收费标准" not in said
    assert "飞线充电" in answered(library, "第四条禁止哪些行为？")
    assert "第九条" in declined(library, "停放充电管理办法第九条的内容是什么？")


def test_a_bare_count_is_given_with_what_it_counts(library: Assistant) -> None:
    assert "50元" in answered(library, "护理待遇有几种方式？")


def test_the_figure_of_each_is_not_cut_off(library: Assistant) -> None:
    said = answered(library, "2024年各县区的地区生产总值分别是多少？")
    assert all(figure in said for figure in ("846.2亿元", "295.6亿元", "371.8亿元"))
    assert "5.2%" in answered(library, "2024年云坪县地区生产总值是多少？")


@pytest.mark.parametrize(
    ("history", "question", "said"),
    [
        (("产业协同要做好哪三个协同？", "第一个怎么做？"), "第二个协同具体要做什么？", "数据库"),
        (("展望2025年，两地产业会怎样？",), "再往后十年呢？", "全面形成"),
        (("2024年镜湖区地区生产总值是多少？",), "云坪县又是多少？", "295.6亿元"),
    ],
)
def test_follow_ups(library: Assistant, history: tuple[str, ...], question: str, said: str) -> None:
    answer = library.ask(question, history)
    assert said in "".join(statement.text for statement in answer.statements)
