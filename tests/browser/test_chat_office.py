"""The chat as an official uses it all day: by keyboard, in haste, over a network that breaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_site import ask, chat_site, opened
from tests.browser.relay import relayed
from tests.web.fakes import FakeAssistant, article

BODY = "一是加快产业绿色低碳转型。二是加快能源绿色低碳转型。三是加快交通运输绿色低碳转型。"
QUESTION = "怎样加快绿色低碳转型？"
ONLY_SPACES = "只有空格，没有问题；请写出要问的话。"


@pytest.fixture(scope="module")
def assistant() -> FakeAssistant:
    return FakeAssistant([article("a1", "双碳", BODY)])


@pytest.fixture(scope="module")
def address(assistant: FakeAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chat_site(assistant, tmp_path_factory.mktemp("data")) as served:
        yield served


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address) as made:
        yield made


def test_a_line_that_breaks_under_an_answer_is_told_at_once_and_the_question_asked_again(
    browser: Browser, tmp_path: Path
) -> None:
    slow = FakeAssistant([article("a1", "双碳", BODY)], delay=1.5)
    with (
        chat_site(slow, tmp_path) as served,
        relayed(served) as relay,
        opened(browser, relay.address, allow="") as page,  # the browser tells of every lost request
    ):
        page.locator("#yj-box textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator(".turn.streaming .statement").first.wait_for()
        relay.cut()
        expect(page.locator(".turn.failed")).to_contain_text("连接断了", timeout=5_000)
        expect(page.locator("#yj-send")).to_be_visible()
        slow.delay = 0
        with page.expect_navigation():  # Gradio loads the page again once it finds the service
            relay.mend()
        page.wait_for_selector("html[data-ready=yes]")
        page.get_by_role("button", name="再问一次").click()
        expect(page.locator(".turn.done .statement")).to_have_count(3)


def test_a_question_of_spaces_is_told_and_leaves_an_empty_box(
    page: Page, assistant: FakeAssistant
) -> None:
    box, calls = page.locator("#yj-box textarea"), len(assistant.calls)
    box.fill("  　\n ")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_have_text(ONLY_SPACES)
    expect(box).to_have_value("")
    box.fill("")
    page.keyboard.press("Enter")
    assert (page.locator(".turn").count(), len(assistant.calls)) == (0, calls)


def test_the_same_question_sent_twice_in_haste_is_asked_once(
    page: Page, assistant: FakeAssistant
) -> None:
    calls = len(assistant.calls)
    page.locator("#yj-box textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".turn.done")).to_have_count(1)
    page.locator("#yj-box textarea").fill(QUESTION)
    page.get_by_role("button", name="提问").dblclick()
    expect(page.locator(".turn.done")).to_have_count(2)
    assert len(assistant.calls) == calls + 2


def test_while_a_question_waits_no_other_answers_sources_stand_beside_it(
    page: Page, assistant: FakeAssistant
) -> None:
    ask(page, QUESTION)
    expect(page.locator(".panel .card")).to_have_count(3)
    assistant.delay = 1.0
    page.locator("#yj-box textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".turn").nth(1).wait_for()
    expect(page.locator(".panel .card")).to_have_count(0)
    expect(page.locator(".panel-empty")).to_have_text("回答里的每句话都有出处，会列在这里。")
    expect(page.locator(".turn.done")).to_have_count(2)
    expect(page.locator(".panel .card")).to_have_count(3)
    assistant.delay = 0


def test_whoever_reads_an_article_reads_on_while_another_question_waits(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".turn a.cite").first.click()
    page.locator(".panel mark.here").first.wait_for()
    ask(page, QUESTION)
    expect(page.locator(".panel mark.here").first).to_be_visible()


@pytest.mark.parametrize(("key", "name"), [("Escape", QUESTION), ("Enter", "低碳")])
def test_a_name_given_by_keyboard_leaves_the_focus_on_its_conversation(
    page: Page, key: str, name: str
) -> None:
    ask(page, QUESTION)
    row = page.locator(".conversations li").first
    row.locator(".open").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("低碳")
    page.keyboard.press(key)
    expect(row.locator(".name")).to_have_text(name)
    expect(row.locator(".open")).to_be_focused()


def test_escape_in_the_name_does_not_close_the_drawer(browser: Browser, address: str) -> None:
    with opened(browser, address, "phone") as page:
        ask(page, QUESTION)
        page.get_by_role("button", name="会话", exact=True).click()
        row = page.locator(".conversations li").first
        row.locator(".open").focus()
        row.get_by_role("button", name="改名").click()
        page.keyboard.press("Escape")
        expect(page.locator("html")).to_have_attribute("data-side", "open")
        page.keyboard.press("Escape")
        expect(page.locator("html")).to_have_attribute("data-side", "")


def test_deleting_is_asked_aloud_and_taken_back_by_escape_or_by_leaving(page: Page) -> None:
    ask(page, QUESTION)
    row = page.locator(".conversations li").first
    row.locator(".open").focus()
    for leave in ("Escape", "Shift+Tab"):
        row.get_by_role("button", name="删除").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=f"确定删除：{QUESTION}")).to_be_focused()
        page.keyboard.press(leave)
        expect(row.get_by_role("button", name=f"删除：{QUESTION}", exact=True)).to_have_text("删除")
    expect(page.locator(".turn.done")).to_be_visible()
