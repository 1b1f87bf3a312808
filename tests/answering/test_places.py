import pytest

from assistant.answering.places import districts_of, places_among, places_of
from assistant.text import tokens


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
    ],
)
def test_districts_and_counties_are_told_from_other_areas(
    text: str, districts: tuple[str, ...]
) -> None:
    assert districts_of(text) == districts


def test_places_are_found_among_the_tokens_of_a_title() -> None:
    assert places_among(frozenset(tokens("宜宾市2023年统计公报"))) == ("宜宾",)
