"""Authors whom a question calls by surname and title."""

import pytest

from assistant.answering.conversation.address import Authors


@pytest.mark.parametrize(
    ("question", "in_full"),
    [
        ("樊教授是哪个党派的？", "樊自甫是哪个党派的？"),
        ("刘书荻处长讲了什么", "刘书荻讲了什么"),
        ("刘文与樊文各讲了啥？", "刘书荻的文章与樊自甫的文章各讲了啥？"),
        ("王老师怎么看", "王老师怎么看"),  # two authors have the surname
        ("褚总量是多少", "褚总量是多少"),
        ("褚总投资多少", "褚总投资多少"),
        ("褚总说了什么", "褚文博说了什么"),
        ("赵局长怎么看", "赵局长怎么看"),  # the documents speak of him
    ],
)
def test_an_author_is_called_in_full_where_it_is_plain_who_is_meant(
    question: str, in_full: str
) -> None:
    authors = Authors(
        ["樊自甫", "刘书荻", "王德凡", "王一", "褚文博", "赵平"], lambda words: words == "赵局长"
    )
    assert authors.in_full(question) == in_full
