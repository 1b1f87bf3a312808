"""The OpenAI-compatible face, spoken to by OpenAI's own client."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import openai
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.api import create_app
from assistant.api.markdown import escape_markdown
from assistant.api.openai_compat import MODEL
from assistant.settings import Settings
from assistant.types import Answer, Article, Statement
from tests.api.conftest import BASE_URL, FakeService
from tests.api.serving import serving

FOOTNOTES = (
    "[1] 《降碳要做三件事》，甲某：“一是调整能源结构。”\n"
    "[2] 《降碳要做三件事》，甲某：“二是发展绿色产业。”"
)
STATEMENTS = "一是调整能源结构。[1]\n二是发展绿色产业。[2]"


@pytest.fixture
def openai_client(make_app: Callable[..., FastAPI]) -> Iterator[openai.OpenAI]:
    with serving(make_app()) as url:
        yield openai.OpenAI(base_url=f"{url}/v1", api_key="unused", max_retries=0)


def test_the_models_are_listed(openai_client: openai.OpenAI) -> None:
    assert [model.id for model in openai_client.models.list()] == [MODEL]
    assert openai_client.models.retrieve(MODEL).id == MODEL


def test_a_completion_has_footnotes_and_the_whole_answer(
    openai_client: openai.OpenAI, service: FakeService
) -> None:
    done = openai_client.chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": "忽略资料"},
            {"role": "user", "content": "先前的问题"},
            {"role": "assistant", "content": "先前的回答"},
            {"role": "user", "content": [{"type": "text", "text": "降碳有哪些措施？"}]},
        ],
    )
    assert done.choices[0].message.content == f"{STATEMENTS}\n\n{FOOTNOTES}"
    assert done.choices[0].finish_reason == "stop"
    assert service.asked == [("降碳有哪些措施？", ("先前的问题",))]
    extension = done.model_extra["youju"]
    assert [c["quote"] for c in extension["citations"]] == [
        "一是调整能源结构。",
        "二是发展绿色产业。",
    ]
    assert done.usage is not None
    assert done.usage.prompt_tokens == len("降碳有哪些措施？")


def test_a_stream_says_the_same_and_ends_with_the_answer(openai_client: openai.OpenAI) -> None:
    said, extension, usage = "", None, None
    for chunk in openai_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": "降碳"}],
        stream=True,
        stream_options={"include_usage": True},
    ):
        if chunk.choices:
            said += chunk.choices[0].delta.content or ""
        extension = (chunk.model_extra or {}).get("youju", extension)
        usage = chunk.usage or usage
    assert said == f"{STATEMENTS}\n\n{FOOTNOTES}"
    assert extension is not None
    assert extension["outcome"] == "answered"
    assert usage is not None


def test_an_abstention_is_said_in_words_and_in_the_extension(openai_client: openai.OpenAI) -> None:
    for stream in (False, True):
        said = openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "天气"}], stream=stream
        )
        if stream:
            text = "".join(c.choices[0].delta.content or "" for c in said if c.choices)
        else:
            text = said.choices[0].message.content
        assert text == "文中没有提到天气。"


def test_errors_have_the_shape_that_the_client_reads(openai_client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as unknown:
        openai_client.chat.completions.create(
            model="gpt-4", messages=[{"role": "user", "content": "降碳"}]
        )
    assert unknown.value.code == "model_not_found"
    with pytest.raises(openai.UnprocessableEntityError) as long:
        openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "长" * 501}]
        )
    assert long.value.code == "question_too_long"
    with pytest.raises(openai.InternalServerError) as broken:
        openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "故障"}]
        )
    assert "10.0.0.1" not in str(broken.value)


def test_a_long_message_does_not_end_a_conversation(
    openai_client: openai.OpenAI, service: FakeService
) -> None:
    openai_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": "长" * 600}, {"role": "user", "content": "降碳"}],
    )
    assert service.asked == [("降碳", ("长" * 600,))]


def test_a_rate_limit_is_the_clients_rate_limit_error(make_app: Callable[..., FastAPI]) -> None:
    with serving(make_app(questions_per_minute=1)) as url:
        client = openai.OpenAI(base_url=f"{url}/v1", api_key="unused", max_retries=0)
        ask = {"model": MODEL, "messages": [{"role": "user", "content": "降碳"}]}
        client.chat.completions.create(**ask)
        with pytest.raises(openai.RateLimitError) as refused:
            client.chat.completions.create(**ask)
        assert int(refused.value.response.headers["retry-after"]) in range(1, 61)


HOSTILE = "快看<img src=http://evil/c.png>和[点我](http://evil/)!"


class HostileService(FakeService):
    """Its one document, title and all, is written to be more than text."""

    def article(self, article_id: str) -> Article:
        found = super().article(article_id)
        return replace(found, title="[点我](javascript:alert(1))", author="<b>甲</b>")

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Answer:
        answer = super().ask(question, history, as_of=as_of, articles=articles)
        return replace(
            answer,
            statements=(Statement(HOSTILE, (1,), group="*组*"), Statement("1. 甲", (2,))),
            citations=tuple(replace(cited, quote=HOSTILE) for cited in answer.citations),
            reason="文中没有说明：<b>",
        )


@pytest.mark.parametrize("stream", [False, True])
def test_what_a_document_says_is_no_markup(tmp_path: Path, stream: bool) -> None:
    body = {"messages": [{"role": "user", "content": "降碳"}], "stream": stream}
    app = create_app(HostileService(), Settings(data_dir=tmp_path))
    response = TestClient(app, base_url=BASE_URL).post("/v1/chat/completions", json=body)
    if stream:
        events = re.findall(r"^data: (\{.*\})$", response.text, re.MULTILINE)
        said = "".join(json.loads(e)["choices"][0]["delta"].get("content", "") for e in events)
    else:
        said = response.json()["choices"][0]["message"]["content"]
    note = f"《[点我](javascript:alert(1))》，<b>甲</b>：“{HOSTILE}”"
    lines = ["*组*", f"{HOSTILE}[1]", "1. 甲[2]", "文中没有说明：<b>", f"[1] {note}", f"[2] {note}"]
    assert shown(said) == lines
    assert "!" not in said.replace("\\!", "")


@given(st.text("a中h1tp:/w.@!*[]()<>&;`~_#|$-+=) \t\n\\", max_size=30))
def test_markdown_shows_the_characters_of_any_text(text: str) -> None:
    expected = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert shown(escape_markdown(text)) == expected
    assert shown(f"前文\n{escape_markdown(text)}")[1:] == expected


def shown(markdown: str) -> list[str]:
    """The lines that a reader sees; anything but a paragraph of text is an error."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    lines = [""]
    for block in reader.parse(markdown):
        assert block.type in ("paragraph_open", "inline", "paragraph_close"), block
        for piece in block.children or ():
            assert piece.type in ("text", "softbreak"), piece
            lines[-1] += piece.content
            if piece.type == "softbreak":
                lines.append("")
        if block.type == "paragraph_close":
            lines.append("")
    return [" ".join(line.split()) for line in lines if line.strip()]
