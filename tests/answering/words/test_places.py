from pathlib import Path

import pytest

from assistant.answering.words.places import districts_of, joined_provinces, places_among, places_of
from assistant.text import tokens
from tests.answering.libraries import library_of


def test_provinces_and_cities_are_found_in_order_once() -> None:
    assert places_of("重庆、宜宾和重庆市") == ("重庆", "宜宾")


def test_names_that_are_also_words_need_their_suffix() -> None:
    assert places_of("国家长治久安") == ()
    assert places_of("长治市") == ("长治",)


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("截至3月底河西区完成多少", ("河西区",)),
        ("长宁县和兴文县", ("长宁县", "兴文县")),
        ("社区食堂、开发区、示范区和全县各区县", ()),
        ("行政区域和县级市", ()),
        ("村医县城周转房", ()),
        ("两江新区和浦东新区去年的出口", ("两江新区", "浦东新区")),
        ("国家级新区、城市新区", ()),
        ("用无人机往市一院送药，从县里到市里，有人来市里", ()),
        ("用车往镇上送、把货运到区里", ()),
        ("从江县和来安县", ("从江县", "来安县")),
        ("洪灾县里转移了多少人、灾民区里有几处安置点", ()),
    ],
)
def test_districts_and_counties_are_told_from_other_areas(
    text: str, districts: tuple[str, ...]
) -> None:
    assert districts_of(text) == districts


def test_places_are_found_among_the_tokens_of_a_title() -> None:
    assert places_among(frozenset(tokens("宜宾市2023年统计公报"))) == ("宜宾",)


def test_several_provinces_are_named_in_one_word() -> None:
    assert joined_provinces("川渝已创建产业园23个") == ("四川", "重庆")
    assert joined_provinces("全省已创建产业园23个") == ()


def test_what_is_said_of_two_provinces_is_not_said_of_a_third(tmp_path: Path) -> None:
    text = "# 特色农业带规划获批\n\n川渝已创建国家现代农业产业园23个。\n\n"
    text += "各地要加强协作，做好规划实施的组织保障。" * 12 + "\n\n与贵州的合作另行商定。\n"
    library = library_of(tmp_path, 规划_md=text)
    assert "23个" in library.ask("川渝创建了多少个国家现代农业产业园？").statements[0].text
    refused = library.ask("贵州创建了多少个国家现代农业产业园？")
    assert refused.outcome == "abstained"
    assert "没有说贵州" in refused.reason
