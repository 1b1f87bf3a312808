from assistant.answering.places import places_of


def test_provinces_and_cities_are_found_in_order_once() -> None:
    assert places_of("重庆、宜宾和重庆市") == ("重庆", "宜宾")


def test_names_that_are_also_words_need_their_suffix() -> None:
    assert places_of("国家长治久安") == ()
    assert places_of("长治市") == ("长治",)
