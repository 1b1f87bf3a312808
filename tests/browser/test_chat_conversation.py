"""Conversations outlive what happens to their page: other tabs, reloads, deleting."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_site import ask, chat_site, open_page, opened
from tests.web.fakes import FakeAssistant, article

BODY = "推动绿色发展。一是加快产业绿色低碳转型。二是加快能源绿色低碳转型。三是加快交通运输转型。"
INDUSTRY = "怎样加快产业绿色低碳转型？"
ENERGY = "怎样加快能源绿色低碳转型？"
TRAFFIC = "怎样加快交通运输转型？"


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant([article("a1", "以推动绿色发展助力实现双碳目标", BODY)])


@pytest.fixture
def address(assistant: FakeAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chat_site(assistant, tmp_path_factory.mktemp("data")) as served:
        yield served


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address) as made:
        yield made


def second_tab(page: Page, address: str) -> Page:
    """Another tab of the same reader, on the conversation that the first one holds."""
    other = page.context.new_page()
    open_page(other, address)
    other.locator(".conversations .open").first.click()
    expect(other.locator(".turn h2")).to_have_count(page.locator(".turn").count())
    return other


def begin(page: Page, question: str) -> None:
    """Send a question without waiting for its answer."""
    page.locator("#yj-box textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".turn h2").last).to_have_text(question)


def kept_questions(page: Page) -> list[str]:
    """The questions of the only conversation that the browser keeps."""
    found: list[str] = page.evaluate("""() => {
        const keys = Object.keys(localStorage).filter((k) => k.startsWith("youju.conversation."));
        const turns = keys.flatMap((k) => JSON.parse(localStorage.getItem(k)).turns);
        return turns.map((t) => t.question);
    }""")
    return found


def test_two_tabs_on_one_conversation_lose_no_question(page: Page, address: str) -> None:
    ask(page, INDUSTRY)
    other = second_tab(page, address)
    ask(other, ENERGY)
    ask(page, TRAFFIC)
    assert kept_questions(page) == [INDUSTRY, ENERGY, TRAFFIC]
    for tab in (page, other):
        expect(tab.locator(".turn.done h2")).to_have_text([INDUSTRY, ENERGY, TRAFFIC])


def test_two_tabs_answered_at_the_same_time_keep_both_answers(
    page: Page, address: str, assistant: FakeAssistant
) -> None:
    ask(page, INDUSTRY)
    other = second_tab(page, address)
    assistant.delay = 0.4
    begin(page, ENERGY)
    begin(other, TRAFFIC)
    for tab in (page, other):
        expect(tab.locator(".turn.done h2")).to_have_text([INDUSTRY, ENERGY, TRAFFIC])
    assert kept_questions(page) == [INDUSTRY, ENERGY, TRAFFIC]


def test_a_conversation_deleted_in_one_tab_leaves_the_other(page: Page, address: str) -> None:
    ask(page, INDUSTRY)
    other = second_tab(page, address)
    row = other.locator(".conversations li").first
    row.hover()
    row.get_by_role("button", name="删除").click()
    row.get_by_role("button", name="删除").click()
    expect(page.locator(".welcome")).to_be_visible()
    ask(page, ENERGY)
    assert kept_questions(page) == [ENERGY]


def reload(page: Page) -> None:
    """As Gradio does by itself after a lost connection."""
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")


def test_a_reload_keeps_the_draft_and_the_open_conversation(page: Page) -> None:
    ask(page, INDUSTRY)
    page.get_by_role("button", name="新会话").first.click()
    ask(page, ENERGY)
    page.locator(".conversations .open").last.click()
    ask(page, TRAFFIC)
    page.locator("#yj-box textarea").fill("写了一半的话，\n还有一行")
    reload(page)
    expect(page.locator(".turn h2")).to_have_text([INDUSTRY, TRAFFIC])
    expect(page.locator(".turn h2").last).to_be_in_viewport()
    expect(page.locator("#yj-box textarea")).to_have_value("写了一半的话，\n还有一行")
    page.keyboard.press("Enter")
    expect(page.locator(".turn h2").last).to_have_text("写了一半的话，\n还有一行")
    page.wait_for_function("document.documentElement.dataset.asking !== 'yes'")
    reload(page)
    expect(page.locator("#yj-box textarea")).to_have_value("")


def test_a_question_that_a_reload_interrupts_can_be_asked_again(
    page: Page, assistant: FakeAssistant
) -> None:
    assistant.delay = 1.0
    begin(page, INDUSTRY)
    reload(page)
    expect(page.locator(".failed-box p")).to_contain_text("这一问没有等到回答")
    assistant.delay = 0.0
    page.get_by_role("button", name="再问一次").click()
    expect(page.locator(".turn.done h2")).to_have_text([INDUSTRY])


def test_a_reload_shows_what_a_new_index_holds(page: Page, assistant: FakeAssistant) -> None:
    expect(page.locator(".welcome .lead")).to_contain_text("现在能查 1 篇文章")
    one = article("a1", "甲", "加快转型。甲句子在此。乙句子在此。")
    two = article("a2", "乙", "做好协同。甲句子在此。乙句子在此。")
    assistant.index([one, two])
    reload(page)
    expect(page.locator(".welcome .lead")).to_contain_text("现在能查 2 篇文章")
    expect(page.locator(".examples button")).to_have_text(["怎样加快转型？", "怎样做好协同？"])


def test_a_link_with_a_question_begins_a_conversation_of_its_own(page: Page, address: str) -> None:
    ask(page, INDUSTRY)
    open_page(page, f"{address}/?q={ENERGY}")
    expect(page.locator(".turn.done h2")).to_have_text([ENERGY])


def test_deleting_the_conversation_that_is_being_answered_stops_the_answer(
    page: Page, assistant: FakeAssistant
) -> None:
    assistant.delay = 1.0
    begin(page, INDUSTRY)
    row = page.locator(".conversations li").first
    row.hover()
    row.get_by_role("button", name="删除").click()
    row.get_by_role("button", name="删除").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator("#yj-stop")).to_be_hidden()
    assert kept_questions(page) == []
    assistant.delay = 0.0
    ask(page, ENERGY)
    expect(page.locator(".turn.done h2")).to_have_text([ENERGY])
    assert kept_questions(page) == [ENERGY]


def test_during_an_answer_it_is_said_what_comes_before_a_new_conversation(
    page: Page, assistant: FakeAssistant
) -> None:
    ask(page, ENERGY)
    page.get_by_role("button", name="新会话").first.click()
    assistant.delay = 1.0
    begin(page, INDUSTRY)
    wait = "正在回答上一问；等它答完，或者按“停止”，再"
    page.get_by_role("button", name="新会话").first.click()
    expect(page.locator(".toast")).to_have_text(f"{wait}开新会话。")
    page.locator(".conversations .open").last.click()
    expect(page.locator(".toast")).to_have_text(f"{wait}看别的会话。")
    page.locator("#yj-box textarea").fill(TRAFFIC)
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_have_text(f"{wait}问。")
    expect(page.locator("#yj-box textarea")).to_have_value(TRAFFIC)
    expect(page.locator(".turn.done h2")).to_have_text([INDUSTRY])
