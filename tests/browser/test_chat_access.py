"""The chat and its pages for everybody: keyboard, screen reader, contrast, phone, large type."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_site import ask, chat_site, open_page, opened
from tests.web.fakes import FakeAssistant, article

BODY = (
    "推动绿色发展，加快绿色低碳转型。一是加快产业绿色低碳转型。二是加快能源绿色低碳转型。\n"
    "成渝地区2021年经济总量约7.4万亿元，同比增长8.5%。"
)
QUESTION = "怎样加快产业绿色低碳转型？"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
PAGES = ("/", "/library", "/figures", "/articles/a1#char=10-30", "/articles/none")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    one = article("a1", "以推动绿色发展助力实现双碳目标", BODY, author="王德凡", column="决策建议")
    with chat_site(FakeAssistant([one]), tmp_path_factory.mktemp("data")) as served:
        yield served


def violations(page: Page) -> list[str]:
    """What axe-core finds serious or critical, each with the elements concerned."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{item['id']}: {[node['html'][:120] for node in item['nodes'][:3]]}"
        for item in found
        if item["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_axe_finds_nothing_serious_on_any_page(
    browser: Browser, address: str, width: str, scheme: str
) -> None:
    with opened(browser, address, width, allow="404", color_scheme=scheme) as page:
        for path in PAGES:
            open_page(page, address + path)
            assert (path, violations(page)) == (path, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_axe_finds_nothing_serious_in_any_state_of_the_chat(
    browser: Browser, address: str, width: str, scheme: str
) -> None:
    with opened(browser, address, width, color_scheme=scheme) as page:
        ask(page, QUESTION)
        page.locator(".turn a.cite").first.focus()
        assert violations(page) == []
        ask(page, "火星移民计划的预算是多少？")
        page.locator(".nearest summary").click()
        ask(page, "x" * 500)
        assert violations(page) == []
        page.locator(".turn a.cite").first.click()
        page.locator(".panel mark.here").wait_for()
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.get_by_role("button", name="没用").first.click()
        assert violations(page) == []


def test_the_whole_way_goes_by_keyboard(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        # The box has the focus at once; the question is typed and sent without a mouse.
        page.keyboard.type(QUESTION)
        page.keyboard.press("Enter")
        expect(page.locator(".turn.done")).to_be_visible()
        expect(page.locator("#yj-box textarea")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        for _ in range(12):
            if page.evaluate("document.activeElement.matches('a.cite')"):
                break
            page.keyboard.press("Shift+Tab")
        mark = page.evaluate("document.activeElement.textContent")
        expect(page.locator(".tip")).to_be_visible()
        page.keyboard.press("Enter")
        page.locator(".panel mark.here").first.wait_for()
        expect(page.locator(".panel")).to_be_focused()
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.textContent") == mark


def test_a_line_break_is_typed_with_shift_and_composing_does_not_send(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        box = page.locator("#yj-box textarea")
        box.type("第一行")
        page.keyboard.press("Shift+Enter")
        box.type("第二行")
        assert box.input_value() == "第一行\n第二行"
        # An input method ends its composition with Enter; the browser marks that key.
        box.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True})
        page.wait_for_timeout(300)
        assert page.locator(".turn").count() == 0


def test_the_answer_is_spoken_once_it_is_whole(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        ask(page, QUESTION)
        said = page.locator("[data-place=thread] [role=status][aria-live=polite]")
        expect(said).to_contain_text("一是加快产业绿色低碳转型。")
        expect(said).to_contain_text("出处 3 处")


def test_on_a_phone_the_reader_is_a_dialog_that_keeps_the_focus(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, "phone", has_touch=True) as page:
        ask(page, QUESTION)
        page.locator(".turn a.cite").first.tap()
        panel = page.locator(".panel")
        dialog = page.get_by_role("dialog", name="出处与原文")
        expect(dialog).to_have_attribute("aria-modal", "true")
        page.locator(".panel mark.here").first.wait_for()
        for _ in range(12):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('.panel') !== null")
        page.get_by_role("button", name="返回").click()
        expect(panel).to_be_hidden()
        assert page.locator("[aria-modal]").count() == 0


def test_on_a_phone_the_conversations_come_out_of_a_drawer(browser: Browser, address: str) -> None:
    with opened(browser, address, "phone") as page:
        ask(page, QUESTION)
        page.get_by_role("button", name="会话", exact=True).click()
        expect(page.locator(".conversations .name")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".side")).to_be_hidden()
        expect(page.get_by_role("button", name="会话", exact=True)).to_be_focused()


def test_the_drawer_of_conversations_takes_the_focus_and_keeps_it(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, "tablet", reduced_motion="no-preference") as page:
        ask(page, QUESTION)
        page.get_by_role("button", name="会话", exact=True).click()
        drawer = page.get_by_role("dialog", name="会话与页面")
        expect(drawer).to_have_attribute("aria-modal", "true")
        expect(drawer.get_by_role("button", name="新会话")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        for _ in range(20):
            assert page.evaluate("document.activeElement.closest('.side') !== null")
            page.keyboard.press("Tab")
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(drawer).to_have_count(0)


def test_what_is_drawn_anew_leaves_the_focus_where_it_was(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.locator("#yj-box textarea").fill(QUESTION)
        page.get_by_role("button", name="提问").click()
        expect(page.locator(".turn.done")).to_be_visible()
        expect(page.locator(".question")).to_be_focused()
        useful = page.get_by_role("button", name="有用")
        useful.click()
        expect(useful).to_have_attribute("aria-pressed", "true")
        expect(useful).to_be_focused()
        useless = page.get_by_role("button", name="没用")
        useless.click()
        page.get_by_role("button", name="交上去").click()
        expect(useless).to_have_attribute("aria-pressed", "true")
        expect(useless).to_be_focused()
        row = page.locator(".conversations li").first
        row.locator(".open").focus()
        row.get_by_role("button", name="删除").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(page.locator(".welcome")).to_be_visible()
        expect(page.locator("#yj-search")).to_be_focused()
        page.locator(".examples button").first.click()
        expect(page.locator(".turn.done")).to_be_visible()
        expect(page.locator(".question")).to_be_focused()


def test_stopping_leaves_the_focus_on_the_button_that_asks(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    slow = FakeAssistant([article("a1", "双碳", BODY)], delay=1.0)
    with (
        chat_site(slow, tmp_path_factory.mktemp("data")) as address,
        opened(browser, address) as page,
    ):
        page.locator("#yj-box textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator(".turn.streaming").wait_for()
        page.get_by_role("button", name="停止").click()
        expect(page.get_by_role("button", name="提问")).to_be_focused()


def test_showing_earlier_questions_moves_the_focus_to_the_first(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        ask(page, QUESTION)
        page.evaluate("""() => {
            const key = Object.keys(localStorage).find((k) => k.startsWith("youju.conversation."));
            const kept = JSON.parse(localStorage.getItem(key));
            const [turn] = kept.turns;
            kept.turns = Array.from({ length: 32 }, (_, i) => (
                { ...turn, id: `t${i}`, at: i, question: `第${i + 1}问` }));
            localStorage.setItem(key, JSON.stringify(kept));
        }""")
        page.reload()
        page.wait_for_selector("html[data-ready=yes]")
        page.get_by_role("button", name="显示更早的 2 问").click()
        expect(page.locator(".question").first).to_have_text("第1问")
        expect(page.locator(".question").first).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/library", "/figures", "/articles/a1"])
def test_large_type_on_a_phone_needs_no_scrolling_sideways(
    browser: Browser, address: str, path: str
) -> None:
    with opened(browser, address, "phone") as page:
        page.evaluate("localStorage.setItem('youju.appearance', JSON.stringify({large: true}))")
        open_page(page, address + path)
        if path == "/":
            ask(page, QUESTION)
        sizes = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert sizes[0] <= sizes[1]


def contrast(text: str, behind: str) -> float:
    """The WCAG contrast of two CSS colours of the form rgb(r, g, b)."""

    def luminance(colour: str) -> float:
        channels = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted((luminance(text), luminance(behind)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_figures_search_shows_all_of_its_placeholder_in_a_readable_colour(
    browser: Browser, address: str, scheme: str
) -> None:
    with opened(browser, address, color_scheme=scheme) as page:
        open_page(page, f"{address}/figures")
        room, needed, text, behind = page.evaluate("""() => {
            const input = document.querySelector("input[type=search]");
            const style = getComputedStyle(input);
            const pen = document.createElement("canvas").getContext("2d");
            pen.font = style.font;
            const cross = 20; // what clears the box stands at its end
            return [
                input.clientWidth - parseFloat(style.paddingLeft) * 2 - cross,
                pen.measureText(input.placeholder).width,
                getComputedStyle(input, "::placeholder").color,
                style.backgroundColor,
            ];
        }""")
        assert needed <= room
        assert contrast(text, behind) >= 4.5


def test_a_figure_without_a_measure_leaves_its_cell_bare(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        open_page(page, f"{address}/figures")
        bare = page.locator("td[data-name=口径]:empty").first
        expect(bare).to_have_css("border-left-style", "none")
        expect(bare).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_every_link_of_the_map_is_24_pixels_high(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        open_page(page, f"{address}/library")
        page.get_by_role("button", name="看成脑图").click()
        heights = page.locator(".tree .ask").evaluate_all(
            "(links) => links.map((link) => link.getBoundingClientRect().height)"
        )
        assert heights
        assert min(heights) >= 24


def test_pages_can_be_read_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/articles/a1")
    expect(page.locator("h1.title")).to_have_text("以推动绿色发展助力实现双碳目标")
    page.goto(f"{address}/library")
    expect(page.locator(".tree a.label").first).to_be_visible()
    context.close()


def test_figures_are_filtered_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/figures")
    expect(page.locator("tbody tr:visible td[data-name=数值]")).to_have_text(
        ["约7.4万亿元", "8.5%"]
    )
    expect(page.locator("[data-count]")).to_have_text("共 2 个数据")
    page.get_by_label("查找").fill("经济总量")
    page.get_by_label("单位").select_option("%")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("tbody tr:visible td[data-name=数值]")).to_have_text(["8.5%"])
    expect(page.locator("[data-count]")).to_have_text("2 个数据中的 1 个")
    link = page.get_by_role("link", name="下载 Excel")
    address_of_file = link.get_attribute("href")
    assert address_of_file == "/figures.xlsx?q=%E7%BB%8F%E6%B5%8E%E6%80%BB%E9%87%8F&unit=%25"
    context.close()


def test_the_page_of_a_filter_goes_on_filtering_with_scripts(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        open_page(page, f"{address}/figures?unit=%25")
        values = page.locator("tbody tr:visible td[data-name=数值]")
        expect(values).to_have_text(["8.5%"])
        expect(page.get_by_role("button", name="筛选")).to_be_hidden()
        page.get_by_label("单位").select_option("")
        expect(values).to_have_text(["约7.4万亿元", "8.5%"])
