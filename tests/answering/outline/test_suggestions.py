"""Questions suggested beside an answer or a refusal read as people ask."""

import pytest

from assistant.answering.outline.suggestions import question_for


@pytest.mark.parametrize(
    ("label", "question"),
    [
        ("加快绿色低碳转型。", "怎样加快绿色低碳转型？"),
        ("完善养老服务体系", "怎样完善养老服务体系？"),
        ("做好机制协同，深化产业分工协作", "怎样深化产业分工协作？"),
        ("保障措施", "保障措施有哪些？"),
        ("支持对象", "支持对象是什么？"),
        ("申报条件", "申报条件是什么？"),
        ("财政金融", "财政金融有哪些内容？"),
        ("为什么要转型？", "为什么要转型？"),
        ("登记费怎么收", "登记费怎么收？"),
        ("哪些人可以申请", "哪些人可以申请？"),
        ("申请要多长时间：", "申请要多长时间？"),
        ("关于养老服务体系建设", "养老服务体系建设有哪些内容？"),
        ("关于加强水源地保护", "怎样加强水源地保护？"),
        ("租金与期限", "租金与期限是什么？"),
        ("研究院建设", "研究院建设有哪些内容？"),
    ],
)
def test_a_label_is_asked_for_as_what_it_names(label: str, question: str) -> None:
    assert question_for(label) == question


@pytest.mark.parametrize(
    "label",
    [
        "——产业转型步伐加快",
        "目前已募集460万元",
        "光有产量还不够",
        "《云泽民生》2024年第5期　本刊记者 方宁",
        "关于表彰先进集体的决定",
        "常见原因有三种",
        "重点工作包括",
        "本办法所称公租房",
        "违反本条例第八条规定的",
        "公安机关负责电动自行车登记和通行管理",
        "产业体系建设全面提速，整体成势",
        "担当转型发展使命，高站位服务区域发展",
        "在县级联席会议制度下，设立工作专班",
        "以“一园多区”模式共建，集中布局研发平台",
        "总则",
        "第四章 附则",
        "租期一般为三年",
        "本办法自2024年7月1日起施行",
        "制定本办法",
        "未享受其他住房保障政策",
        "收回住房",
        "按时报送进度",
        "听取教育工作汇报",
        "综合实力迈上新台阶",
    ],
)
def test_no_question_is_made_of_a_label_that_names_nothing(label: str) -> None:
    assert question_for(label) == ""
