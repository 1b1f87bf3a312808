"""A small library whose answers are decided by hand, and a client of an app around it."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.api import create_app
from assistant.errors import ArticleNotFound, LanguageModelError, QuestionError
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Article,
    Citation,
    Hit,
    Passage,
    Point,
    Refusal,
    Statement,
)

TEXT = "降碳要做三件事\n甲某\n一是调整能源结构。二是发展绿色产业。三是倡导低碳生活。"
ARTICLE = Article(
    id="a1",
    title="降碳要做三件事",
    text=TEXT,
    author="甲某",
    published="2022-06-01",
    source="page.txt",
    body_start=11,
)
BASE_URL = "http://127.0.0.1:7860"


@dataclass(frozen=True)
class Info:
    version: str = "0"
    generation: int = 1
    articles: int = 1
    passages: int = 1
    encoder: str = "fake"
    fingerprint: str = "f"
    checksum: str = "c"


UNKNOWN = "没有的.txt"  # a file that the library has not


@dataclass
class FakeService:
    """Answers 降碳 from its one article, abstains from 天气, fails on 故障, sleeps on 慢."""

    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    selections: list[tuple[str, ...]] = field(default_factory=list)
    sleep_seconds: float = 0.0

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Answer:
        del as_of
        self.asked.append((question, tuple(history)))
        self.selections.append(tuple(articles))
        if UNKNOWN in articles:
            raise QuestionError(f"要查的文章里有“{UNKNOWN}”，文库里没有。")
        if "故障" in question:
            raise LanguageModelError("http://10.0.0.1/secret 不通")
        if "崩溃" in question:
            raise RuntimeError("internal detail")
        if "慢" in question:
            time.sleep(self.sleep_seconds)
        passage = Passage("a1:11-38", "a1", ("降碳",), 11, len(TEXT), TEXT[11:])
        hits = (Hit(passage, 0.5, ("keyword",)),)
        if "天气" in question:
            refusal = Refusal("no_evidence", ("天气",))
            reason = "文中没有提到天气。"
            return Answer(
                question, question, (), (), hits, "abstained", reason, 0.1, (), 0.0, refusal
            )
        citations, statements = [], []
        for number, sentence in enumerate(("一是调整能源结构。", "二是发展绿色产业。"), 1):
            start = TEXT.index(sentence)
            end = start + len(sentence)
            citations.append(Citation(number, "a1", start, end, sentence, ARTICLE.text_hash))
            statements.append(Statement(sentence, (number,)))
        return Answer(
            question, question, tuple(statements), tuple(citations), hits, "answered", "", 0.9
        )

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Iterator[Statement | Answer]:
        answer = self.ask(question, history, as_of=as_of, articles=articles)
        yield from answer.statements
        yield answer

    def search(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        return self.ask("降碳").hits[:limit] if "碳" in query else ()

    def articles(self) -> tuple[Article, ...]:
        return (ARTICLE,)

    def selected(self, names: Sequence[str]) -> tuple[Article, ...]:
        if UNKNOWN in names:
            raise QuestionError(f"要查的文章里有“{UNKNOWN}”，文库里没有。")
        return (ARTICLE,)

    def article(self, article_id: str) -> Article:
        if article_id != "a1":
            raise ArticleNotFound(article_id)
        return ARTICLE

    def outline(self, article_id: str) -> Point:
        self.article(article_id)
        return Point("a1", "article", "降碳要做三件事", 0, 7, 11, len(TEXT))

    def info(self) -> Any:
        return Info()


@pytest.fixture
def service() -> FakeService:
    return FakeService()


@pytest.fixture
def make_app(
    service: FakeService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., FastAPI]:
    """An app without the chat page; keyword arguments are settings."""
    monkeypatch.setattr("assistant.api.app.find_web", lambda: None)

    def make(**overrides: Any) -> FastAPI:
        given: dict[str, Any] = {
            "data_dir": tmp_path / "data",
            "users_file": tmp_path / "users.json",
            "keys_file": tmp_path / "keys.json",
            "questions_per_minute": 0,
        }
        return create_app(service, Settings(**(given | overrides)))

    return make


@pytest.fixture
def make_client(make_app: Callable[..., FastAPI]) -> Iterator[Callable[..., TestClient]]:
    """A client of such an app, its lifespan entered."""
    opened: list[TestClient] = []

    def make(**overrides: Any) -> TestClient:
        client = TestClient(
            make_app(**overrides),
            base_url=BASE_URL,
            raise_server_exceptions=False,
            follow_redirects=False,
        )
        client.__enter__()
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make_client: Callable[..., TestClient]) -> TestClient:
    return make_client()
