"""The library page: what is typed is looked for in titles, outlines and the articles' text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_site import chat_site, open_page, opened
from tests.web.fakes import FakeAssistant, article

FIRST = "推动茶业发展。去年北山茶业增产三成。"
SECOND = "加强水利建设。"


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    articles = [article("a1", "产业简报", FIRST), article("a2", "水利工作", SECOND)]
    with (
        chat_site(FakeAssistant(articles), tmp_path) as address,
        opened(browser, address) as made,
    ):
        open_page(made, f"{address}/library")
        yield made


def look_for(page: Page, words: str) -> None:
    page.get_by_label("在文库里查找").fill(words)


def test_words_of_the_text_are_found_and_lead_to_their_sentence(page: Page) -> None:
    look_for(page, "增产三成")
    status = page.locator(".found-status")
    expect(status).to_contain_text("正文里有“增产三成”的 1 篇")
    expect(page.locator(".found-entry h2 a")).to_have_text("产业简报")
    expect(page.locator(".found-entry mark")).to_have_text("增产三成")
    page.locator(".found-entry li a").click()
    expect(page.locator("mark.here")).to_have_text("去年北山茶业增产三成。")


def test_what_is_nowhere_is_said_to_be_nowhere(page: Page) -> None:
    look_for(page, "火星基地")
    status = page.locator(".found-status")
    expect(status).to_have_text("没有找到“火星基地”：题名、提纲和正文里都没有。")
    expect(page.locator("[data-entry]:visible")).to_have_count(0)
    look_for(page, "")
    expect(page.locator(".found")).to_be_hidden()
    expect(page.locator("[data-entry]:visible")).to_have_count(2)


def test_a_search_without_an_answer_says_so(browser: Browser, tmp_path: Path) -> None:
    with (
        chat_site(FakeAssistant([article("a1", "产业简报", FIRST)]), tmp_path) as address,
        opened(browser, address, allow="Failed to load resource") as page,
    ):
        open_page(page, f"{address}/library")
        page.route("**/library-search?*", lambda route: route.fulfill(status=503, body="{}"))
        look_for(page, "增产")
        expect(page.locator(".found-status")).to_contain_text("没有查成正文")
