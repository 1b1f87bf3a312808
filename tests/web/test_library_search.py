"""Words found in the text of the articles, for the library page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api import create_app
from assistant.settings import Settings
from assistant.web.library_search import MOST_OF_ARTICLE, find_words, search_library
from tests.web.fakes import FakeAssistant, article

BODY = (
    "去年北山茶业增产。全县有茶园三万亩。北山茶业与南河茶业合作。\n"
    "企业 | 产量\n北山茶业 | 1200\nABC茶庄 | 30"
)
TEA = article("a1", "产业简报", BODY)


def texts(words: str) -> list[str]:
    return [each.sentence.of(TEA.text) for each in find_words(TEA, words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("北山茶业", ["去年北山茶业增产。", "北山茶业与南河茶业合作。", "北山茶业 | 1200"]),
        ("北山 南河", ["北山茶业与南河茶业合作。"]),
        ("南河 北山", ["北山茶业与南河茶业合作。"]),
        ("abc", ["ABC茶庄 | 30"]),
        ("(.*", []),
        ("  ", []),
    ],
)
def test_the_sentences_that_hold_all_words_are_found(words: str, found: list[str]) -> None:
    assert texts(words) == found


def test_each_place_of_the_words_is_told() -> None:
    (found,) = find_words(TEA, "茶业 合作")
    assert [hit.of(TEA.text) for hit in found.hits] == ["茶业", "茶业", "合作"]


def test_what_is_shown_links_to_the_sentence_and_marks_the_words() -> None:
    told = search_library(FakeAssistant([TEA]), "三万亩")  # type: ignore[arg-type]
    start = TEA.text.index("全县有茶园")
    assert told == {
        "articles": 1,
        "entries": [
            {
                "title": "产业简报",
                "href": "/articles/a1",
                "count": 1,
                "found": [
                    {
                        "href": f"/articles/a1#char={start}-{start + 9}",
                        "parts": [["全县有茶园", False], ["三万亩", True], ["。", False]],
                    }
                ],
            }
        ],
    }


def test_a_long_sentence_is_cut_around_the_words_and_many_are_counted() -> None:
    long = article("a2", "长文", "前" * 200 + "茶园" + "后" * 200 + "。" + "有茶园。" * 9)
    told = search_library(FakeAssistant([long]), "茶园")  # type: ignore[arg-type]
    (entry,) = told["entries"]
    assert (entry["count"], len(entry["found"])) == (10, MOST_OF_ARTICLE)
    assert entry["found"][0]["parts"] == [
        ["…", False],
        ["前" * 60, False],
        ["茶园", True],
        ["后" * 60 + "…", False],
    ]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(FakeAssistant([TEA]), Settings(data_dir=tmp_path))  # type: ignore[arg-type]
    with TestClient(app, base_url="http://127.0.0.1:7860") as made:
        yield made


def test_nothing_found_is_an_empty_answer(client: TestClient) -> None:
    assert client.get("/library-search?q=火星").json() == {"articles": 0, "entries": []}
    assert client.get("/library-search?q=" + "x" * 501).status_code == 422
