"""The article beside the chat, when it comes late or has been read again meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from assistant.types import Answer, Span
from tests.browser.chat_site import ask, chat_site, open_page, opened
from tests.web.fakes import FakeAssistant, article

BODY = "推动绿色发展。一是加快产业绿色低碳转型。二是加快能源绿色低碳转型。"
LONGER = "这一句是后来加在前面的。" + BODY
OTHER = "提升产业链水平。一是加快产业绿色低碳转型试点。"
INDUSTRY = "怎样加快产业绿色低碳转型？"
MARS = "火星移民计划的预算是多少？"


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant([article("a1", "双碳目标", BODY), article("a2", "产业集群", OTHER)])


@pytest.fixture
def page(browser: Browser, assistant: FakeAssistant, tmp_path: Path) -> Iterator[Page]:
    with chat_site(assistant, tmp_path) as address, opened(browser, address) as made:
        yield made


class Held:
    """The requests for articles, each kept until it is let go."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._routes: list[Route] = []
        page.route("**/article-data?*", lambda route: self._routes.append(route))

    def wait(self, count: int) -> None:
        """Until so many have been made."""
        for _ in range(100):
            if len(self._routes) == count:
                return
            self._page.wait_for_timeout(50)
        pytest.fail(f"{len(self._routes)} requests for articles, not {count}")

    def let_go(self, place: int) -> None:
        """Answer one, and give the page time to draw it."""
        route = self._routes[place]
        with self._page.expect_response(route.request.url):
            route.continue_()
        self._page.wait_for_timeout(200)


def cards_of(page: Page, title: str) -> list[str]:
    """The numbers of the citations of an article, as the panel lists them."""
    return page.locator(".panel .card", has_text=title).locator(".cite").all_text_contents()


def cite(page: Page, number: str, turn: int = -1) -> None:
    """Click the mark of a citation in an answer, the last one where none is named."""
    page.locator(".turn").nth(turn).locator(f'a.cite[data-number="{number}"]').first.click()


def marked(page: Page) -> str:
    """The characters highlighted in the panel."""
    page.locator(".panel mark.here").first.wait_for()
    return "".join(page.locator(".panel mark.here").all_text_contents())


def test_after_a_new_index_the_marked_characters_are_the_quote(
    page: Page, assistant: FakeAssistant
) -> None:
    ask(page, INDUSTRY)
    quote = "一是加快产业绿色低碳转型。"
    card = page.locator(".panel .card", has_text=quote)
    card.click()
    assert marked(page) == quote
    page.keyboard.press("Escape")
    assistant.index([article("a1", "双碳目标", LONGER), article("a2", "产业集群", OTHER)])
    ask(page, INDUSTRY)
    card.click()
    assert marked(page) == quote
    expect(page.locator(".panel [data-article]")).to_contain_text("这一句是后来加在前面的。")
    expect(page.locator(".panel .notice")).to_be_hidden()


def test_an_older_answer_finds_its_quote_in_the_text_read_again(
    page: Page, assistant: FakeAssistant
) -> None:
    ask(page, INDUSTRY)
    number = cards_of(page, "双碳目标")[0]
    cite(page, number)
    quote = marked(page)
    page.keyboard.press("Escape")
    assistant.index([article("a1", "双碳目标", LONGER), article("a2", "产业集群", OTHER)])
    cite(page, number)
    assert marked(page) == quote
    ask(page, INDUSTRY)
    cite(page, number)
    expect(page.locator(".panel [data-article]")).to_contain_text("这一句是后来加在前面的。")
    cite(page, number, turn=0)
    expect(page.locator(".panel .notice")).to_contain_text("现在的位置")
    assert marked(page) == quote


def test_after_a_new_index_the_nearest_passage_is_marked_in_the_new_text(
    page: Page, assistant: FakeAssistant
) -> None:
    for body in (BODY, LONGER):
        assistant.index([article("a1", "双碳目标", body)])
        ask(page, MARS)
        nearest = page.locator(".turn").last.locator(".nearest")
        nearest.locator("summary").click()
        nearest.locator("button").last.click()
        kept = assistant.search(MARS)[2].passage.text
        assert marked(page) == kept
        page.keyboard.press("Escape")


def test_the_article_of_an_earlier_click_does_not_replace_the_later_one(page: Page) -> None:
    ask(page, INDUSTRY)
    first, later = cards_of(page, "双碳目标")[0], cards_of(page, "产业集群")[0]
    held = Held(page)
    cite(page, first)
    held.wait(1)
    cite(page, later)
    held.wait(2)
    held.let_go(1)
    held.let_go(0)
    expect(page.locator(".panel [data-article]")).to_have_attribute("data-article", "a2")
    expect(page.locator(".panel .panel-from b")).to_have_text("产业集群")
    assert marked(page) in OTHER


def test_a_panel_closed_before_its_article_came_stays_closed(page: Page) -> None:
    ask(page, INDUSTRY)
    held = Held(page)
    cite(page, "1")
    held.wait(1)
    page.keyboard.press("Escape")
    held.let_go(0)
    expect(page.locator("html")).to_have_attribute("data-panel", "")
    assert page.locator(".panel [data-article]").count() == 0
    assert page.locator(".panel .card").count() > 0


TABLE = "推动河道治理。\n项目 | 单位 | 时限\n河道清淤 | 水务局 | 六月底\n水厂改造 | 住建局 | 年底"


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_rows_are_drawn_as_a_table_and_the_page_is_told(
    browser: Browser, tmp_path: Path, width: str
) -> None:
    found = article("a1", "分工表", TABLE, source="分工表.pdf")
    found = replace(found, pages=((0, 1), (found.text.index("项目"), 2)), recognised=(2,))
    row = "河道清淤 | 水务局 | 六月底"
    with (
        chat_site(FakeAssistant([found]), tmp_path) as address,
        opened(browser, address, width) as page,
    ):
        ask(page, "河道清淤由哪个单位负责？")
        page.locator("a.cite").first.click()
        assert marked(page) == row
        panel = page.locator(".panel")
        expect(panel.locator(".card-meta")).to_have_text("第 2 页（扫描识别）")
        expect(panel.locator(".notice")).to_contain_text("引用前请核对原件")
        expect(panel.locator(".rows")).to_have_attribute("data-page", "第 2 页")
        expect(panel.get_by_role("row")).to_have_count(3)
        tops = [
            panel.get_by_role("cell", name=name).bounding_box()["y"]  # type: ignore[index]
            for name in ("河道清淤", "水务局", "六月底")
        ]
        assert max(tops) - min(tops) < 2
        open_page(
            page, address + page.locator(".panel a[href^='/articles/']").get_attribute("href")
        )  # type: ignore[operator]
        expect(page.get_by_role("row")).to_have_count(3)
        expect(page.locator(".notice").first).to_contain_text("第 2 页是扫描件")
        assert "".join(page.locator("mark.here").all_text_contents()) == row
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


WIDE = (
    "安排重点工程。\n单位：万元\n"
    "序号 | 工程名称 | 责任单位 | 开工年月 | 总概算 | 2031年安排资金 | 完成比例\n"
    "1 | 北山至南河供水管道改造工程 | 水务局 | 2029年3月 | 1284500 | 96000 | 53.3%\n"
    "2 | 老城区图书馆 | 文化和旅游局 | 2030年11月 | 68300 | 30000 | 71.5%"
)


class Cell(FakeAssistant):
    """Answers with the row, and stresses one cell of it."""

    def _answer(self, question: str, history: tuple[str, ...]) -> Answer:
        found = super()._answer(question, history)
        said = tuple(
            replace(each, text="完成比例：71.5%", emphasis=(Span(5, 10),))
            for each in found.statements[:1]
        )
        return replace(found, statements=said)


def split_cells(page: Page) -> list[str]:
    """The cells with figures that do not stand on one line."""
    found: list[str] = page.locator(".rows .cell").evaluate_all(
        """(cells) => cells.filter((cell) => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            const tops = Array.from(range.getClientRects(), (box) => Math.round(box.top));
            const apart = Math.max(...tops) - Math.min(...tops) > 8;
            return /^[\\d.%]+$/.test(cell.textContent) && apart;
        }).map((cell) => cell.textContent)"""
    )
    return found


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_no_figure_of_a_table_is_split_and_the_cell_asked_for_is_seen(
    browser: Browser, tmp_path: Path, width: str
) -> None:
    found = article("a1", "工程进度表", WIDE)
    with (
        chat_site(Cell([found]), tmp_path) as address,
        opened(browser, address, width) as page,
    ):
        ask(page, "老城区图书馆完成比例是多少？")
        page.locator("a.cite").first.click()
        assert marked(page).startswith("2 | 老城区图书馆")
        link = page.locator(".panel a[href^='/articles/']").get_attribute("href")
        rows = page.locator(".panel .rows")
        assert split_cells(page) == []
        cell = page.locator(".panel mark.here", has_text="71.5%").bounding_box()
        box = rows.bounding_box()
        assert cell
        assert box
        assert cell["x"] >= box["x"]
        assert cell["x"] + cell["width"] <= box["x"] + box["width"]
        assert box["x"] + box["width"] <= page.evaluate("innerWidth")
        # What scrolls can be scrolled with the keyboard.
        expect(rows).to_have_attribute("tabindex", "0")
        open_page(page, address + str(link))
        page.locator("mark.here").first.wait_for()
        assert split_cells(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
