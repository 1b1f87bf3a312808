"""The MCP server over streamable HTTP, spoken to by the real client."""

import json
from collections.abc import Callable
from typing import Any

import anyio
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from mcp.client import Client

from tests.api.conftest import TEXT
from tests.api.serving import serving


def call(app: FastAPI, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    async def talk(url: str) -> list[Any]:
        async with Client(f"{url}/mcp") as client:
            results: list[Any] = [sorted(tool.name for tool in (await client.list_tools()).tools)]
            for name, arguments in calls:
                results.append(await client.call_tool(name, arguments))
            return results

    with serving(app) as url:
        return anyio.run(talk, url)


def test_the_three_tools_answer(make_app: Callable[..., FastAPI]) -> None:
    names, asked, found, read = call(
        make_app(),
        ("ask", {"question": "降碳有哪些措施？"}),
        ("search", {"query": "低碳"}),
        ("read_article", {"article_id": "a1", "start": 11}),
    )
    assert names == ["ask", "read_article", "search"]
    answer = json.loads(asked.content[0].text)
    assert [TEXT[c["start"] : c["end"]] for c in answer["citations"]] == [
        "一是调整能源结构。",
        "二是发展绿色产业。",
    ]
    assert json.loads(found.content[0].text)[0]["text"] == TEXT[11:]
    article = json.loads(read.content[0].text)
    assert (article["text"], article["next_start"]) == (TEXT[11:], None)


def test_a_failure_is_an_error_result_and_an_abstention_is_not(
    make_app: Callable[..., FastAPI],
) -> None:
    _, failed, missing, abstained = call(
        make_app(),
        ("ask", {"question": "故障"}),
        ("read_article", {"article_id": "../../etc/passwd"}),
        ("ask", {"question": "天气"}),
    )
    assert failed.is_error
    assert "10.0.0.1" not in failed.content[0].text
    assert missing.is_error
    assert missing.content[0].text == "资料库里没有这篇文章。"
    assert not abstained.is_error
    assert json.loads(abstained.content[0].text)["outcome"] == "abstained"


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask", {}, "参数有误：question：缺少这一项。"),
        ("ask", {"question": 1}, "参数有误：question：应为文字。"),
        ("ask", {"question": " "}, "问题不能为空。"),
        ("ask", {"question": "降碳", "history": "甲"}, "参数有误：history：应为列表。"),
        ("ask", {"question": "降碳", "history": ["甲"] * 21}, "参数有误：history：太长或太多。"),
        ("ask", {"question": "降碳", "articles": ["甲"] * 101}, "参数有误：articles：太长或太多。"),
        ("search", {"limit": 51}, "参数有误：query：缺少这一项；limit：应不大于 50。"),
        ("search", {"query": "碳", "limit": "多"}, "参数有误：limit：应为整数。"),
        ("read_article", {"article_id": "a1", "start": -1}, "参数有误：start：应不小于 0。"),
        ("delete", {}, "没有这个工具；有 ask、search、read_article。"),
    ],
)
def test_arguments_that_cannot_be_taken_are_told_of_in_chinese(
    make_client: Callable[..., TestClient], tool: str, arguments: dict[str, Any], said: str
) -> None:
    request = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": tool, "arguments": arguments},
    }
    headers = {"Accept": "application/json, text/event-stream"}
    result = make_client().post("/mcp", json=request, headers=headers).json()["result"]
    assert (result["isError"], result["content"][0]["text"]) == (True, said)


def test_building_the_server_leaves_the_process_logging_alone(
    make_app: Callable[..., FastAPI],
) -> None:
    import logging

    before = list(logging.getLogger().handlers)
    call(make_app())
    assert logging.getLogger().handlers == before
