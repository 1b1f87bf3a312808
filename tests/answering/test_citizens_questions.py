"""What citizens ask a notice: whether, how long, who is in charge, how much in all."""

import pytest

from assistant.answering.words.colloquial import in_written_words
from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

LIVESTOCK = """霁川县畜禽屠宰补贴管理办法

第一条　为规范畜禽屠宰补贴，制定本办法。

第三条　申请补贴应当同时具备下列条件：
（一）在本县注册登记；
（二）连续经营满一年；
（三）近三年未发生食品安全事故。

第五条　补贴资格不得转让、出借；连续两年不经营的，收回补贴资格。

第六条　农业农村部门负责畜禽屠宰的监督检查和补贴审核。财政部门负责补贴资金的筹集。

第七条　冷库故障报修后，一般故障应当在12小时内排除；复杂故障应当在48小时内排除。

第八条　补贴方案由县农业农村部门会同财政部门编制。

第九条　单个企业设备投资额不低于80万元，补贴最高不超过20万元。

第十条　对虚报数量、套取补贴的企业，追回补贴资金，列入失信名单。

本办法自2025年7月1日起施行，有效期三年。
"""

NEWS = """苍梧县防汛工作总结

苍梧县水利局　2025年10月8日

六月强降雨期间，青坪镇堤防超警戒水位0.8米，全镇提前转移群众1740人，没有人员伤亡。

沙溪镇常有大雾，一年里有近55天不能捕鱼。

全县合作社的平均投资回收期为3.4年，理事长们希望是两年。

船舶修造业以沙溪镇为主，2030年产值达到36亿元。

全县累计发放渔民安居补助超过3000万元。

渔具制造业以青坪镇为主，2030年产值达到88亿元，本地配套率提高到七成。
"""

GRADES = """苍梧县困难群众医疗救助问答

问：分几档救助？

答：分三档救助，每年调整一次。

| 档次 | 年救助限额（元） |
|---|---|
| A档 | 9000 |
| B档 | 6000 |
| C档 | 3000 |

问：在哪里办理？

答：救助对象到乡镇便民服务中心每月办理一次，无需交钱。
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("county")
    return library_of(folder, 补贴办法_txt=LIVESTOCK, 防汛总结_txt=NEWS, 救助问答_md=GRADES)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("补贴资格能转让吗？", "不得转让、出借"),
        ("补贴资格可不可以出借？", "不得转让、出借"),
        ("冷库复杂故障几天修好？", "48小时内"),
        ("修好冷库复杂故障要几天？", "48小时内"),
        ("渔民安居补助一共发了多少钱？", "超过3000万元"),
        ("畜禽屠宰的监督检查归哪个部门负责？", "农业农村部门负责"),
        ("补贴方案由哪几个部门编制？", "会同财政部门编制"),
        ("虚报数量套取补贴的企业怎么处罚？", "追回补贴资金"),
        ("六月强降雨时青坪镇撤出来多少人？", "1740人"),
        ("沙溪镇那边一年有多少天不能捕鱼？", "55天"),
        ("合作社投资平均多久能收回？", "3.4年"),
        ("船舶修造业2030年产值做到多少？", "36亿元"),
    ],
)
def test_what_is_said_in_a_documents_own_words_is_answered(
    county: Assistant, question: str, expected: str
) -> None:
    assert expected in answered(county, question)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("畜禽屠宰补贴一共发了多少钱？", "只给出限额"),
        ("畜禽屠宰补贴申请几天能批下来？", "没有以“天”计"),
        ("医疗救助E档一年多少钱？", "只有A档、B档、C档"),
        ("水产养殖碳价做到多少？", "碳价"),
    ],
)
def test_what_is_only_near_is_declined(county: Assistant, question: str, reason: str) -> None:
    assert reason in declined(county, question)


@pytest.mark.parametrize("question", ["2030年产值做到多少？", "2030年产值是多少？"])
def test_a_year_is_no_subject_of_a_follow_up(county: Assistant, question: str) -> None:
    answer = county.ask(question, ["船舶修造业放在哪个镇？"])
    assert "36亿元" in answer.statements[0].text


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("沙溪镇那边一年有几天不能捕鱼", "沙溪镇一年有几天不能捕鱼"),
        ("银行这边要带什么材料", "银行要带什么材料"),
        ("能不能放到那边去落", "能不能放到那边去落"),
        ("这边谈来的项目放哪里", "这边谈来的项目放哪里"),
        ("马路那边是什么", "马路那边是什么"),
    ],
)
def test_yonder_says_nothing_beside_a_name(spoken: str, written: str) -> None:
    assert in_written_words(spoken) == written
