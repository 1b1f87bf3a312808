"""The widget in hasty hands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.conftest import FakeService
from tests.browser.embed_site import embed_page

SLOW = "慢慢降碳要做什么？"


@pytest.fixture
def service() -> FakeService:
    return FakeService(sleep_seconds=1.5)


@pytest.fixture
def widget(browser: Browser, service: FakeService, tmp_path: Path) -> Iterator[Page]:
    with embed_page(browser, service, tmp_path) as page:
        yield page


def test_a_double_click_asks_once_and_stops_nothing(widget: Page, service: FakeService) -> None:
    widget.locator("#question").fill(SLOW)
    widget.locator("#send").dblclick()
    expect(widget.locator(".turn .mark")).to_have_count(2)
    assert [question for question, _ in service.asked] == [SLOW]


def test_a_later_click_stops(widget: Page) -> None:
    widget.locator("#question").fill(SLOW)
    widget.locator("#send").click()
    widget.wait_for_timeout(800)
    widget.locator("#send").click()
    expect(widget.locator("#status")).to_have_text("已停止")


def test_a_question_of_spaces_is_told_and_leaves_an_empty_box(
    widget: Page, service: FakeService
) -> None:
    widget.locator("#question").fill(" 　\n")
    widget.locator("#question").press("Enter")
    expect(widget.locator("#status")).to_have_text("只有空格，没有问题；请写出要问的话。")
    expect(widget.locator("#question")).to_have_value("")
    assert service.asked == []


def test_a_bare_frame_names_its_articles_in_its_address(
    browser: Browser, service: FakeService, tmp_path: Path
) -> None:
    with embed_page(browser, service, tmp_path, "?theme=dark&articles=a1,方案.txt") as page:
        expect(page.locator("#scope")).to_contain_text("这里只查")
        page.locator("#question").fill("降碳")
        page.locator("#send").click()
        expect(page.locator(".turn .mark")).to_have_count(2)
    assert service.selections == [("a1", "方案.txt")]
