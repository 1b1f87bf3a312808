"""The OpenAI-compatible face, spoken to by OpenAI's own client."""

from collections.abc import Callable, Iterator

import openai
import pytest
from fastapi import FastAPI

from assistant.api.openai_compat import MODEL
from tests.api.conftest import FakeService
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
