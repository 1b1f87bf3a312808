"""What is only nearest stands in a dashed frame and says so: in the chat and in the widget."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.answering.refusing.everyday import NEAREST_HEADING, NEAREST_NOTE
from tests.browser.chat_site import ask, chat_site, opened
from tests.browser.embed_site import embed_page
from tests.browser.nearest import NearestAssistant, NearestService
from tests.web.fakes import article

CARDS = (
    "消费者自付款之日起七日内未使用预付卡的，有权退款。\n"
    "经营者终止经营、恶意逃避退款的，由市场监督管理部门列入失信名单。"
)
LAY = "老板终止经营、逃避退款的，由谁列入名单？"
PLAIN = "消费者七日内未使用预付卡的，能退款吗？"
LOOK_FIRST = "依据不够直接"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    assistant = NearestAssistant([article("a1", "预付卡管理办法", CARDS)])
    with chat_site(assistant, tmp_path_factory.mktemp("data")) as served:
        yield served


@pytest.fixture
def widget(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    with embed_page(browser, NearestService(), tmp_path) as page:
        yield page


def ask_widget(page: Page, question: str) -> None:
    page.locator("#question").fill(question)
    page.locator("#send").click()
    page.locator("#log[aria-busy='false'] .turn .answer").last.wait_for()


def is_dashed(frame: Locator) -> bool:
    return bool(frame.evaluate("node => getComputedStyle(node).borderTopStyle === 'dashed'"))


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_the_chat_frames_heading_text_and_note(browser: Browser, address: str, width: str) -> None:
    with opened(browser, address, width) as page:
        ask(page, LAY)
        frame = page.locator(".turn .only-nearest")
        assert is_dashed(frame)
        heading, note = frame.locator("h3"), frame.locator(".notice")
        expect(heading).to_have_text(NEAREST_HEADING)
        expect(frame.locator(".statement").first).to_contain_text("列入失信名单")
        expect(note).to_have_text(NEAREST_NOTE)
        # one caution is enough, and it comes after what it speaks of
        expect(page.locator(".turn")).not_to_contain_text(LOOK_FIRST)
        tops = [
            frame.locator(each).first.bounding_box() for each in ("h3", ".statement", ".notice")
        ]
        places = [box["y"] for box in tops if box is not None]
        assert places == sorted(places)
        assert len(places) == 3
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        said = page.locator("[data-place=thread] [role=status]")
        expect(said).to_contain_text(NEAREST_HEADING)


def test_the_chat_frames_nothing_that_is_an_answer(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        ask(page, PLAIN)
        expect(page.locator(".turn.done .statement").first).to_be_visible()
        expect(page.locator(".only-nearest")).to_have_count(0)


def test_the_chat_shows_the_frame_again_after_a_reload(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        ask(page, LAY)
        page.reload()
        expect(page.locator(".turn .only-nearest .notice")).to_have_text(NEAREST_NOTE)


def test_the_widget_frames_heading_text_and_note(widget: Page) -> None:
    ask_widget(widget, "老板要怎么降碳？")
    frame = widget.locator(".turn .only-nearest")
    assert is_dashed(frame)
    expect(frame.locator("h3")).to_have_text(NEAREST_HEADING)
    expect(frame.locator("li").first).to_contain_text("一是调整能源结构。")
    expect(frame.locator(".caution")).to_have_text(NEAREST_NOTE)
    expect(widget.locator(".turn")).not_to_contain_text(LOOK_FIRST)
    expect(widget.locator("#status")).to_have_text(
        f"{NEAREST_HEADING}：一是调整能源结构。二是发展绿色产业。{NEAREST_NOTE}"
    )
    frame.locator(".mark").first.click()
    expect(widget.locator("#reader-text mark")).to_have_text("一是调整能源结构。")


def test_the_widget_frames_nothing_that_is_an_answer(widget: Page) -> None:
    ask_widget(widget, "怎么降碳？")
    expect(widget.locator(".only-nearest")).to_have_count(0)
    expect(widget.locator("#status")).to_have_text("回答：一是调整能源结构。二是发展绿色产业。")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_frame(
    browser: Browser, address: str, scheme: str
) -> None:
    with opened(browser, address, color_scheme=scheme, bypass_csp=True) as page:
        ask(page, LAY)
        found = Axe().run(page).response["violations"]
        assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []
