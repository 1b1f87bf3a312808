"""The articles by name, as the chat offers them for choosing."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api import create_app
from assistant.settings import Settings
from assistant.web.article_list import MOST_LISTED, list_articles
from tests.web.fakes import FakeAssistant, article

PLAN = article("a1", "充电设施建设方案", "加快设施建设。二是多建。三是建好。", author="李维")
RULES = article("a2", "入学办法", "到校登记。", source="教育/办法.docx")
LIBRARY = FakeAssistant([PLAN, RULES])


def titles(words: str) -> list[str]:
    told = list_articles(LIBRARY, words)  # type: ignore[arg-type]
    assert told["total"] == len(told["articles"])
    return [each["title"] for each in told["articles"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["充电设施建设方案", "入学办法"]),
        ("方案", ["充电设施建设方案"]),
        ("李维 充电", ["充电设施建设方案"]),
        ("办法.DOCX", ["入学办法"]),
        ("到校", []),
        (".*", []),
    ],
)
def test_articles_are_found_by_what_they_are_called(words: str, found: list[str]) -> None:
    assert titles(words) == found


def test_of_many_the_first_are_listed_and_all_are_counted() -> None:
    many = FakeAssistant([article(f"a{n}", f"第{n}号", "正文。") for n in range(MOST_LISTED + 5)])
    told = list_articles(many, "号")  # type: ignore[arg-type]
    assert (told["total"], len(told["articles"])) == (MOST_LISTED + 5, MOST_LISTED)


def test_those_of_given_ids_come_with_questions_of_their_own() -> None:
    told = list_articles(LIBRARY, "", ["a1", "gone"])  # type: ignore[arg-type]
    assert [each["id"] for each in told["articles"]] == ["a1"]
    assert told["examples"] == ["怎样加快设施建设？"]
    assert list_articles(LIBRARY)["examples"] == []  # type: ignore[arg-type]


def test_the_address_gives_them_and_pages_lead_to_them(tmp_path: Path) -> None:
    client = TestClient(create_app(LIBRARY, Settings(data_dir=tmp_path)))
    client.headers["Host"] = "127.0.0.1"
    told = client.get("/article-list", params={"id": ["a2", "a1"]}).json()
    assert [each["id"] for each in told["articles"]] == ["a1", "a2"]
    assert client.get("/article-list", params={"q": "字" * 501}).status_code == 422
    assert client.get("/article-list", params={"id": ["a"] * 101}).status_code == 422
    for page in ("/library", "/articles/a1"):
        assert 'href="/?only=a1"' in client.get(page).text


def test_the_only_article_is_not_offered_alone(tmp_path: Path) -> None:
    client = TestClient(create_app(FakeAssistant([PLAN]), Settings(data_dir=tmp_path)))
    client.headers["Host"] = "127.0.0.1"
    for page in ("/library", "/articles/a1"):
        assert "?only=" not in client.get(page).text
