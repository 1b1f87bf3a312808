"""Asking some of the articles only: chosen in the chat, or come to from the library."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_site import ask, chat_site, open_page, opened
from tests.browser.test_chat_access import violations
from tests.web.fakes import FakeAssistant, article

GREEN = "推动绿色发展。一是加快产业绿色低碳转型。二是加快能源绿色低碳转型。"
CARS = "推动汽车产业发展。一是加快充电设施布局建设。二是加快换电模式试点推广。"
INDUSTRY = "怎样加快产业绿色低碳转型？"
CHARGING = "怎样加快充电设施布局建设？"


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant(
        [
            article("a1", "以推动绿色发展助力实现双碳目标", GREEN, author="王德凡"),
            article("a2", "建好充电设施", CARS, author="褚文博", source="汽车/充电.txt"),
            article("a3", "第三篇 <b>题名</b>", "无关的话。"),
        ]
    )


@pytest.fixture
def address(assistant: FakeAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chat_site(assistant, tmp_path_factory.mktemp("data")) as served:
        yield served


@pytest.fixture(params=["desktop", "phone"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with opened(browser, address, request.param) as made:
        yield made


def choose(page: Page, *titles: str) -> None:
    page.locator("#yj-choose").click()
    for title in titles:
        page.get_by_role("checkbox", name=title).check()
    page.get_by_role("button", name=f"只查这 {len(titles)} 篇").click()
    expect(page.locator(".scope-name")).to_contain_text(titles[0])


def test_only_the_chosen_article_is_asked_until_all_are_wanted_again(
    page: Page, assistant: FakeAssistant
) -> None:
    expect(page.locator(".scope")).to_have_text("查全部 3 篇 ▾")
    choose(page, "建好充电设施")
    expect(page.locator("#yj-choose")).to_be_focused()
    expect(page.locator(".welcome .lead")).to_contain_text("只查选定的 1 篇文章")
    ask(page, CHARGING)
    turn = page.locator(".turn").last
    expect(turn.locator(".rewritten")).to_have_text("只查《建好充电设施》")
    expect(turn.locator(".statement").first).to_contain_text("充电设施")
    ask(page, INDUSTRY)
    refused = page.locator(".turn").last
    expect(refused.locator(".abstained h3").first).to_have_text("选定的文章里没有依据，不作回答")
    refused.get_by_role("button", name="在全部文章里再问").click()
    expect(page.locator(".turn.done")).to_have_count(3)
    expect(page.locator(".turn").last.locator(".statement").first).to_contain_text("产业绿色")
    expect(page.locator(".turn").last.locator(".rewritten")).to_have_count(0)
    ask(page, CHARGING)
    page.locator(".scope").get_by_role("button", name="查全部").click()
    expect(page.locator("#yj-choose")).to_be_focused()
    ask(page, INDUSTRY)
    assert assistant.selections == [("a2",), ("a2",), (), ("a2",), ()]


def test_the_choice_is_of_its_conversation_and_stays_with_it(
    page: Page, assistant: FakeAssistant
) -> None:
    choose(page, "建好充电设施", "第三篇")
    expect(page.locator(".scope-name")).to_have_text("只查《建好充电设施》、《第三篇 <b>题名</b>》")
    ask(page, CHARGING)
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    expect(page.locator(".scope-name")).to_contain_text("建好充电设施")
    ask(page, CHARGING)
    page.evaluate("document.querySelector('.side .new').click()")
    expect(page.locator(".scope")).to_have_text("查全部 3 篇 ▾")
    ask(page, CHARGING)
    assert assistant.selections == [("a2", "a3"), ("a2", "a3"), ()]


def test_names_are_found_and_what_was_ticked_stays_ticked(page: Page) -> None:
    page.locator("#yj-choose").click()
    only = page.locator(".dialog .primary")
    expect(only).to_be_disabled()
    page.get_by_role("checkbox", name="第三篇").check()
    page.locator("#yj-pick").fill("褚文博")
    expect(page.locator(".pick")).to_have_count(1)
    page.get_by_role("checkbox", name="建好充电设施").check()
    page.locator("#yj-pick").press("Enter")  # looks, and sends nothing
    expect(only).to_have_text("只查这 2 篇")
    page.locator("#yj-pick").fill("没有这样的")
    expect(page.locator(".dialog .aside")).to_have_text("没有这样的文章。")
    page.locator("#yj-pick").fill("")
    expect(page.get_by_role("checkbox", name="第三篇")).to_be_checked()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".dialog")).to_have_count(0)
    expect(page.locator(".scope")).to_have_text("查全部 3 篇 ▾")


def test_an_article_leads_to_a_talk_about_it_alone(
    page: Page, address: str, assistant: FakeAssistant
) -> None:
    open_page(page, f"{address}/articles/a2")
    page.get_by_role("link", name="只问这篇").click()
    page.wait_for_selector("html[data-ready=yes]")
    expect(page.locator(".scope-name")).to_have_text("只查《建好充电设施》")
    expect(page.locator(".examples button").first).to_be_visible()
    assert page.url == f"{address}/"
    ask(page, CHARGING)
    assert assistant.selections == [("a2",)]


def test_an_article_that_is_gone_is_told_of(
    page: Page, address: str, assistant: FakeAssistant
) -> None:
    choose(page, "建好充电设施", "第三篇")
    assistant.index([each for each in assistant.articles() if each.id != "a3"])
    ask(page, CHARGING)
    expect(page.locator(".turn .failed-box")).to_contain_text("1 篇已不在文库里")
    open_page(page, f"{address}/?only=a3")
    expect(page.locator(".toast")).to_contain_text("1 篇已不在文库里，现在查的是全部文章")
    expect(page.locator(".scope")).to_have_text("查全部 2 篇 ▾")


def test_what_is_copied_says_what_was_looked_at(browser: Browser, address: str) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    with opened(browser, address, permissions=allowed) as page:
        choose(page, "建好充电设施")
        ask(page, CHARGING)
        page.get_by_role("button", name="复制").click()
        expect(page.locator(".toast")).to_contain_text("已复制")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(f"问：{CHARGING}（只查《建好充电设施》）")


def test_a_library_of_one_article_offers_no_choice(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    one = FakeAssistant([article("a1", "建好充电设施", CARS)])
    with (
        chat_site(one, tmp_path_factory.mktemp("data")) as served,
        opened(browser, served) as page,
    ):
        expect(page.locator(".scope")).to_be_hidden()
