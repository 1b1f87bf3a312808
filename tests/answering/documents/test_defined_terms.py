"""What a document means by a term is answered by the sentence that says so."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

RULES = """川宁市校车安全管理办法

第一条　为了加强校车安全管理，保障乘坐校车学生的人身安全，制定本办法。

第二条　本办法所称校车，是指依法取得使用许可，用于接送学生上下学的7座以上载客汽车。另有专用校车。

第三条　校车管理应当遵循属地管理的原则。校车应当定期检验，校车驾驶人应当每年接受体检。
"""
NEWS = """川宁校车新规出台

近日，校车管理办法出台，对校车运营条件、校车许可审批、校车管理等内容进行明确。校车服务提供者应当建立校车安全制度，配备校车照管人员。

低空经济（以下简称“低空”）是指以低空飞行活动为牵引的综合经济形态。专用校车是指按标准设计的校车。
"""
OTHER = RULES.replace("川宁", "柳泉").replace("7座以上载客汽车", "9座以上客车")
DEFINITION = "第二条　本办法所称校车，是指依法取得使用许可，用于接送学生上下学的7座以上载客汽车。"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("terms"), 办法_txt=RULES, 新闻_txt=NEWS)


def said(library: Assistant, question: str) -> list[str]:
    return [statement.text for statement in library.ask(question).statements]


@pytest.mark.parametrize(
    "question",
    [
        "什么是校车？",
        "校车是指什么？",
        "校车的定义是什么",
        "办法里说的校车是什么意思",
        "校车怎么界定？",
    ],
)
def test_the_sentence_that_defines_the_term_answers(library: Assistant, question: str) -> None:
    assert said(library, question) == [DEFINITION]


def test_a_longer_term_is_another_one(library: Assistant) -> None:
    assert said(library, "什么是专用校车？") == ["专用校车是指按标准设计的校车。"]
    assert said(library, "低空经济是什么？")[0].startswith("低空经济（以下简称“低空”）是指")


def test_each_of_several_documents_has_its_own(tmp_path: Path) -> None:
    both = library_of(tmp_path, 甲_txt=RULES, 乙_txt=OTHER)
    found = both.ask("什么是校车？").statements
    assert {each.group for each in found} == {"川宁市校车安全管理办法", "柳泉市校车安全管理办法"}
    assert {"7座" in each.text for each in found} == {True, False}


def test_what_is_asked_of_the_term_is_no_definition(library: Assistant) -> None:
    assert "属地管理" in said(library, "校车管理的原则是什么？")[0]
    assert "体检" in said(library, "校车驾驶人有什么要求？")[0]
