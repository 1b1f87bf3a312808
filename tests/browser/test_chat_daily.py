"""The chat in daily use: copying by mouse, "back" on a phone, large type, a service that stops."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.types import Answer
from tests.browser.chat_site import ask, chat_site, opened
from tests.web.fakes import FakeAssistant, article

FIGURES = "2021年教育支出增长6。二是教育支出增长6个百分点。"
QUESTION = "教育支出增长多少？"
LOST = "与服务的连接断了，恢复后可以继续。"


class TwiceCited(FakeAssistant):
    """Every sentence of an answer rests on its first two citations."""

    def _answer(self, question: str, history: tuple[str, ...]) -> Answer:
        found = super()._answer(question, history)
        said = tuple(replace(each, citations=(1, 2)) for each in found.statements)
        return replace(found, statements=said)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    assistant = TwiceCited([article("a1", "决算报告", FIGURES, source="2021/决算报告.docx")])
    with chat_site(assistant, tmp_path_factory.mktemp("data")) as served:
        yield served


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address) as made:
        yield made


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address, "phone", has_touch=True) as made:
        yield made


def select(page: Page, start: str, end: str) -> None:
    """Select from the start of what the one selector finds to the end of the other's."""
    page.evaluate(
        """([start, end]) => {
            const text = (selector) => {
                const walker = document.createTreeWalker(
                    document.querySelector(selector), NodeFilter.SHOW_TEXT);
                const nodes = [];
                while (walker.nextNode()) nodes.push(walker.currentNode);
                return nodes;
            };
            const [first, last] = [text(start)[0], text(end).pop()];
            getSelection().setBaseAndExtent(first, 0, last, last.data.length);
        }""",
        [start, end],
    )


def copied(page: Page) -> str:
    page.keyboard.press("ControlOrMeta+c")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_words_copied_with_the_mouse_keep_their_marks_apart(browser: Browser, address: str) -> None:
    clipboard = ["clipboard-read", "clipboard-write"]
    with opened(browser, address, permissions=clipboard) as page:
        ask(page, QUESTION)
        select(page, ".statements", ".statements")
        first, second = copied(page).split()
        assert (first, second) == (
            "2021年教育支出增长6。①②",
            "二是教育支出增长6个百分点。①②",
        )
        # The page is as it was, what is selected too; an end inside a mark takes it whole.
        assert page.locator(".turn a.cite").all_text_contents() == ["1", "2", "1", "2"]
        assert page.evaluate("getSelection().focusNode.data") == "2"
        select(page, ".statement strong", ".statement a.cite")
        assert copied(page) == "2021年教育支出增长6。①"
        select(page, ".statement strong", ".statement strong")
        assert copied(page) == "2021"


def test_a_source_names_the_file_only_where_it_is_not_the_title(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        ask(page, QUESTION)
        page.get_by_role("button", name="复制", exact=True).click()
        expect(page.locator(".toast")).to_have_text("已复制，连同出处")
        *_, first, second = str(page.evaluate("navigator.clipboard.readText()")).split("\n")
        assert first == "① 《决算报告》：“2021年教育支出增长6。”"
        assert second == "② 《决算报告》：“二是教育支出增长6个百分点。”"


def test_back_closes_the_source_on_a_phone_and_then_leaves(phone: Page, address: str) -> None:
    phone.goto("about:blank")
    phone.goto(address)
    phone.wait_for_selector("html[data-ready=yes]")
    ask(phone, QUESTION)
    mark = phone.locator(".turn a.cite").first
    for leave in ("back", "button", "back"):
        mark.tap()
        phone.locator(".panel mark.here").first.wait_for()
        if leave == "back":
            phone.go_back()
        else:
            phone.get_by_role("button", name="返回").tap()
        expect(phone.locator(".panel")).to_be_hidden()
        expect(phone.locator(".turn.done")).to_be_visible()
        expect(mark).to_be_focused()
        phone.wait_for_function("history.state !== 'youju-over'")
    phone.go_back()
    assert phone.url == "about:blank"


def test_back_closes_the_drawer_of_conversations(phone: Page) -> None:
    phone.get_by_role("button", name="会话", exact=True).tap()
    expect(phone.locator(".side")).to_be_visible()
    phone.go_back()
    expect(phone.locator(".side")).to_be_hidden()
    expect(phone.get_by_role("button", name="会话", exact=True)).to_be_focused()


def test_a_reload_with_the_source_open_leaves_no_empty_step_behind(
    phone: Page, address: str
) -> None:
    phone.goto("about:blank")
    phone.goto(address)
    phone.wait_for_selector("html[data-ready=yes]")
    ask(phone, QUESTION)
    phone.locator(".turn a.cite").first.tap()
    phone.locator(".panel mark.here").first.wait_for()
    phone.reload()
    phone.wait_for_selector("html[data-ready=yes]")
    phone.wait_for_function("history.state !== 'youju-over'")
    expect(phone.locator(".panel")).to_be_hidden()
    phone.go_back()
    assert phone.url == "about:blank"


def test_beside_the_answers_the_source_takes_no_step_of_the_history(page: Page) -> None:
    ask(page, QUESTION)
    before = page.evaluate("history.length")
    page.locator(".turn a.cite").first.click()
    page.locator(".panel mark.here").first.wait_for()
    assert page.evaluate("history.length") == before


def test_large_type_leaves_the_box_whole_and_the_answers_wide(page: Page) -> None:
    def cut_off() -> float:
        found = page.locator("#yj-box textarea").evaluate("b => b.scrollHeight - b.clientHeight")
        return float(found)

    ask(page, QUESTION)
    page.locator("#yj-box textarea").fill("教育支出增长多少？" * 12)
    page.wait_for_timeout(200)
    assert cut_off() <= 1
    width = page.locator("#yj-main").evaluate("e => e.clientWidth")
    for _ in ("on", "off"):
        page.get_by_role("button", name="大字").click()
        page.wait_for_timeout(200)
        assert cut_off() <= 1
        assert page.locator("#yj-main").evaluate("e => e.clientWidth") >= width
        sizes = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert sizes[0] <= sizes[1]


def test_a_toast_does_not_cover_what_is_being_typed(page: Page) -> None:
    ask(page, QUESTION)
    page.locator("#yj-box textarea").fill("教育支出增长多少？" * 40)
    page.get_by_role("button", name="Markdown").wait_for()
    page.get_by_role("button", name="有用").click()
    toast = page.locator(".toast")
    expect(toast).to_have_text("已记下，谢谢")
    box = toast.bounding_box()
    below = page.locator("#yj-composer").bounding_box()
    assert box is not None
    assert below is not None
    assert box["y"] + box["height"] <= below["y"]


def test_a_service_that_stops_is_told_on_top_until_it_is_back(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, allow="ERR_FAILED") as page:
        expect(page.locator(".banner")).to_be_hidden()
        page.route("**/*", lambda route: route.abort())
        ask(page, QUESTION)
        expect(page.locator(".failed-box")).to_contain_text("与服务的连接断了")
        expect(page.get_by_role("alert").filter(has_text=LOST)).to_be_visible()
        page.unroute("**/*")
        expect(page.locator(".banner")).to_be_hidden(timeout=8_000)


@pytest.mark.parametrize("gone", ["no answer", "a proxy's answer"])
def test_a_service_that_stops_is_told_to_those_who_only_read(
    browser: Browser, address: str, gone: str
) -> None:
    with opened(browser, address, allow="Failed to load resource") as page:
        page.clock.install()
        page.goto(address)
        page.wait_for_selector("html[data-ready=yes]")
        health = "**/api/v1/health"
        page.route(
            health, lambda r: r.abort() if gone == "no answer" else r.fulfill(status=502, body="")
        )
        page.clock.fast_forward(31_000)
        expect(page.get_by_role("alert").filter(has_text=LOST)).to_be_visible()
        page.unroute(health)
        page.clock.fast_forward(4_000)
        expect(page.locator(".banner")).to_be_hidden()


def test_the_quote_on_hover_covers_no_other_mark_and_no_button(page: Page) -> None:
    ask(page, QUESTION)
    marks = page.locator(".turn a.cite")
    for place in range(marks.count()):
        marks.nth(place).hover()
        expect(page.locator(".tip")).to_be_visible()
        covered = page.evaluate("""() => {
            const tip = document.getElementById("yj-tip").getBoundingClientRect();
            const all = [...document.querySelectorAll(".turn a.cite, .turn .tools button")];
            return all.filter((one) => {
                const box = one.getBoundingClientRect();
                return box.right > tip.left && box.left < tip.right
                    && box.bottom > tip.top && box.top < tip.bottom;
            }).map((one) => one.textContent);
        }""")
        assert covered == []


def test_a_finger_opens_the_source_and_no_quote_lies_over_the_page_after(phone: Page) -> None:
    ask(phone, QUESTION)
    phone.locator(".turn a.cite").first.tap()
    phone.locator(".panel mark.here").first.wait_for()
    expect(phone.locator(".tip")).to_be_hidden()
    phone.get_by_role("button", name="返回").tap()
    expect(phone.locator(".panel")).to_be_hidden()
    phone.wait_for_timeout(300)
    expect(phone.locator(".tip")).to_be_hidden()
    phone.get_by_role("button", name="复制", exact=True).tap()
    expect(phone.locator(".toast")).to_be_visible()


def test_the_quote_does_not_come_back_under_a_mouse_that_rests(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, "phone") as page:
        ask(page, QUESTION)
        page.locator(".turn a.cite").first.click()
        page.locator(".panel mark.here").first.wait_for()
        page.keyboard.press("Escape")
        expect(page.locator(".panel")).to_be_hidden()
        page.wait_for_timeout(700)
        expect(page.locator(".tip")).to_be_hidden()
        page.locator(".turn a.cite").nth(1).hover()
        expect(page.locator(".tip")).to_be_visible()


def test_a_long_question_is_cut_to_a_few_lines_until_it_is_unfolded(phone: Page) -> None:
    ask(phone, "教育支出增长多少？" * 30)
    question = phone.locator(".question")
    folded = question.evaluate("(q) => q.clientHeight / parseFloat(getComputedStyle(q).lineHeight)")
    assert round(folded) == 4
    toggle = phone.get_by_role("button", name="展开问题")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.tap()
    assert question.evaluate("(q) => q.scrollHeight - q.clientHeight") <= 1
    phone.get_by_role("button", name="收起问题").tap()
    expect(toggle).to_be_visible()
    ask(phone, QUESTION)
    expect(phone.locator(".turn").last.locator(".whole")).to_be_hidden()
