"""What documents of several places say goes to the place that is asked about, or to none."""

from pathlib import Path

import pytest

from assistant.answering.conversation.differing import put_apart
from assistant.answering.words.countries import countries_of, means_country
from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

GUIYANG = """贵阳出台校车安全管理实施办法

近日，《贵阳市校车安全管理实施办法》出台。一条线路乘车学生超过7名的，可以开行校车。

使用校车的学校应当配备安全管理人员和随车照管人员，定期了解驾驶人身体状况。
"""
SICHUAN = """四川省校车安全管理条例实施办法

第一章　总则

第一条　为了加强和规范校车安全管理，保障学生的人身安全，制定本办法。

第二条　校车管理应当遵循政府主导、社会参与、属地管理的原则。

第二章　校车安全管理职责

第三条　县级以上地方人民政府对本行政区域的校车安全管理负总责，组织有关部门做好工作。

县级以上地方人民政府应当合理布局中小学校，恢复一批村小和教学点。

四川省人民政府办公厅
2015年6月1日
"""
CONFERENCE = """推动高质量发展发布会侧记

发布会6月5日在北京举行，中外媒体记者到场。新加坡《联合早报》记者关注西部陆海新通道建设。

中央广播电视总台记者徐静抢到第一个提问机会，她关注服务西部的考虑。

川宁经开区有三家日企落户，每个项目确定1名联络员。校车为7座以上载客汽车。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("places")
    return library_of(folder, 贵阳_txt=GUIYANG, 四川_txt=SICHUAN, 侧记_txt=CONFERENCE)


def test_what_another_province_decided_is_not_told_of_a_city(library: Assistant) -> None:
    told = answered(library, "贵阳的校车有什么要求？")
    assert "随车照管人员" in told
    assert "县级以上" not in told


def test_what_a_province_decided_holds_in_its_cities(tmp_path: Path) -> None:
    news = "成都校车新闻\n\n成都今年新开行校车30辆，服务学生900名。\n"
    other = SICHUAN.replace("四川", "云南").replace("属地管理", "分级管理")
    library = library_of(tmp_path, 新闻_txt=news, 四川_txt=SICHUAN, 云南_txt=other)
    assert "属地管理" in answered(library, "成都的校车管理应当遵循什么原则？")


@pytest.mark.parametrize(
    "question",
    [
        "贵阳和四川的校车分别有什么要求？",
        "贵阳和四川对校车的要求有什么不一样？",
        "贵阳与四川的校车管理有哪些区别",
    ],
)
def test_each_of_two_places_is_told_under_its_name(library: Assistant, question: str) -> None:
    told = library.ask(question).statements
    assert {each.group for each in told} == {"贵阳", "四川"}
    of_guiyang = "".join(each.text for each in told if each.group == "贵阳")
    assert "县级以上" not in of_guiyang
    assert "属地管理" not in of_guiyang


def test_chapters_and_the_signature_are_no_requirements(library: Assistant) -> None:
    told = [each.text for each in library.ask("四川的校车有什么要求？").statements]
    assert "总则" not in told
    assert not any("四川省人民政府办公厅" in each for each in told)
    duties = library.ask("校车安全管理职责有哪些？").statements
    assert duties
    assert not any("办公厅" in each.text or "2015" in each.text for each in duties)


@pytest.mark.parametrize("country", ["日本", "英国", "法国"])
def test_a_country_that_no_document_names_is_not_answered_for(tmp_path: Path, country: str) -> None:
    text = CONFERENCE.replace("三家日企", "三家企业")
    library = library_of(tmp_path, 侧记_txt=text)
    assert f"没有提到“{country}”" in declined(library, f"{country}记者关注什么？")
    assert "陆海新通道" in answered(library, "新加坡记者关注什么？")


def test_a_country_may_be_called_by_one_character(library: Assistant) -> None:
    assert "没有提到“法国”" in declined(library, "川宁经开区有几家法国企业？")
    assert "没有提到“日本”" not in library.ask("川宁经开区有几家日本企业落户？").reason
    assert countries_of("今日本报讯,英国和印度尼西亚客商") == ("英国", "印度尼西亚")
    assert means_country("德国", "对德出口")
    assert not means_country("德国", "德城区出口")


def test_几个_is_answered_by_any_counter_of_the_thing(library: Assistant) -> None:
    assert "1名联络员" in answered(library, "每个项目要几个联络员？")
    assert "7座" in answered(library, "校车最少几个座位？")
    assert declined(library, "每个项目要几个会计？")


@pytest.mark.parametrize(
    "question",
    [
        "传统能源和新能源有什么区别？",
        "贵阳和四川谁的校车多？",
        "贵阳的校车和公交有什么不同？",
        "贵阳和四川有什么不同？",
    ],
)
def test_only_two_places_with_a_thing_are_set_apart(question: str) -> None:
    assert put_apart(question) == question
