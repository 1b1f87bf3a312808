"""The evaluation report as an evaluator opens it: from a file, without a network, on any width."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from assistant.evaluation.comparison import compare
from assistant.evaluation.report import write_report
from assistant.evaluation.summary import summarise
from tests.browser.chromium import watch
from tests.evaluation.records import ANSWERS, HEADER, QUESTIONS, records

NEAREST = QUESTIONS[1].question
CHAT = "http://127.0.0.1:7860"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "报告.html"
    worse = {text: value for text, value in ANSWERS.items() if text != QUESTIONS[0].question}
    found = records({q: a | {"only_nearest": q == NEAREST} for q, a in ANSWERS.items()})
    comparison = compare(records(worse), found)
    write_report(path, HEADER, found, summarise(found), comparison=comparison, chat_url=CHAT)
    return path


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(report.as_uri())
    yield opened
    opened.close()


def shown(page: Page) -> list[str]:
    """The ids of the questions that the table shows, from above."""
    found = page.locator("tbody.q:visible td.id")
    return [text.strip() for text in found.all_inner_texts()]


def test_page_runs_its_own_script_only_and_asks_nobody(browser: Browser, report: Path) -> None:
    page = browser.new_page()
    errors = watch(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.goto(report.as_uri())
    page.click("#expand")
    assert errors == []
    assert asked == [report.as_uri()]
    page.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_page_never_scrolls_sideways(browser: Browser, report: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(report.as_uri())
    page.click("#expand")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_questions_are_sorted_by_a_column_and_back(page: Page) -> None:
    assert shown(page) == ["q1", "q2", "q3", "q4"]
    page.click("th[data-sort=confidence] button")
    assert shown(page) == ["q3", "q2", "q1", "q4"]  # what failed has none: last
    page.click("th[data-sort=confidence] button")
    assert shown(page) == ["q1", "q2", "q3", "q4"]
    page.click("th[data-sort=verdict] button")
    assert shown(page)[0] == "q4"


def test_questions_are_filtered_by_result_kind_change_and_words(page: Page) -> None:
    page.select_option("#verdict", "!right")
    assert shown(page) == ["q2", "q4"]
    page.select_option("#kind", "列举")
    assert shown(page) == ["q2"]
    assert page.inner_text("#count") == "1 题"
    page.select_option("#verdict", "")
    page.select_option("#kind", "")
    page.select_option("#change", "better")
    assert shown(page) == ["q1"]
    page.select_option("#change", "")
    page.fill("#find", "绿色技术 建设")
    assert shown(page) == ["q2"]


def test_answers_that_only_show_what_is_nearest_bear_a_badge_and_can_be_picked(page: Page) -> None:
    assert page.locator("tbody.q .chip.nearest:visible").count() == 1
    page.select_option("#nearest", "yes")
    assert shown(page) == ["q2"]
    page.select_option("#nearest", "no")
    assert shown(page) == ["q1", "q3", "q4"]


def test_question_opens_with_its_quote_and_its_link(page: Page) -> None:
    first = page.locator("tbody.q").first
    assert not first.locator(".sheet").is_visible()
    first.locator("button.open").click()
    assert first.locator(".sheet").is_visible()
    assert first.locator("button.open").get_attribute("aria-expanded") == "true"
    assert first.locator(".quote mark").inner_text() == "8.5%"
    link = first.get_by_role("link", name="在对话页打开这个问题").get_attribute("href")
    assert link is not None
    assert link.startswith(f"{CHAT}/?q=")


def test_keyboard_opens_a_question(page: Page) -> None:
    page.locator("button.open").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.locator(".sheet").nth(1).is_visible()


def test_print_shows_every_answer(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(".sheet:visible").count() == 4
    assert not page.locator(".tools").is_visible()


def test_page_is_whole_without_its_script(browser: Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    assert page.locator(".sheet:visible").count() == 4
    assert not page.locator(".tools").is_visible()
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(browser: Browser, report: Path, width: int) -> None:
    # The page's own policy lets no other script in, axe's included.
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(report.as_uri())
    page.click("#expand")
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []
    context.close()
