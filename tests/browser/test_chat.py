"""The chat page as an official uses it, in a real browser."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from assistant.errors import LanguageModelError
from assistant.feedback import FEEDBACK_FILE, FeedbackStore
from tests.browser.chat_site import ask, chat_site, open_page, opened
from tests.web.fakes import FakeAssistant, article

# 𠮷 lies outside the basic plane: offsets in JavaScript's own units would be off by one after it.
GREEN = (
    "𠮷林经验表明，绿色发展是出路。一是加快产业绿色低碳转型。二是加快能源绿色低碳转型。\n"
    "三是加快交通运输绿色低碳转型。成渝地区2021年经济总量约7.4万亿元。"
)
# Long enough that the reader must scroll to the quoted characters.
FILLER = "这一段说别的事情。" * 300 + "\n"
CHAIN = "提升产业链供应链水平。一是加快产业绿色低碳转型试点。二是培育绿色低碳产业集群。"
TITLE = "以推动绿色发展助力实现双碳目标"
MEASURES = "怎样加快产业绿色低碳转型？"


@pytest.fixture(scope="module")
def assistant() -> FakeAssistant:
    return FakeAssistant(
        [
            article("a1", TITLE, FILLER + GREEN, author="王德凡", column="决策建议"),
            article("a2", "打造产业集群", FILLER + CHAIN, author="樊自甫", column="智库视点"),
        ]
    )


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def address(assistant: FakeAssistant, data_dir: Path) -> Iterator[str]:
    with chat_site(assistant, data_dir) as served:
        yield served


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address) as made:
        yield made


def marked(page: Page) -> str:
    """The characters that the reader beside the chat highlights."""
    page.locator(".panel mark.here").first.wait_for()
    return "".join(page.locator(".panel mark.here").all_text_contents())


def test_examples_come_from_the_librarys_outline_and_ask_at_a_click(page: Page) -> None:
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    first = page.locator(".examples button").first
    question = first.text_content() or ""
    first.click()
    expect(page.locator(".turn h2")).to_have_text(question)
    expect(page.locator(".turn.done")).to_be_visible()


def test_an_answer_across_articles_is_grouped_listed_and_cited(page: Page) -> None:
    ask(page, MEASURES)
    headings = page.locator(".statements h3")
    assert set(headings.all_text_contents()) == {"以推动绿色发展助力实现双碳目标", "打造产业集群"}
    assert page.locator(".statements li").count() >= 3
    marks = page.locator(".turn a.cite")
    assert sorted(marks.all_text_contents()) == ["1", "2", "3", "4"]
    assert page.locator(".panel .card").count() == 4
    card = page.locator(".panel .card").first
    expect(card.locator(".card-meta")).to_have_text(
        re.compile("王德凡 · 决策建议|樊自甫 · 智库视点")
    )


def test_pointing_at_a_mark_shows_the_quote_and_escape_hides_it(page: Page) -> None:
    ask(page, MEASURES)
    mark = page.locator(".turn a.cite").first
    mark.hover()
    quote = page.locator(".panel .card.lit .card-quote").text_content()
    expect(page.locator(".tip .tip-quote")).to_have_text(quote or "")
    page.keyboard.press("Escape")
    expect(page.locator(".tip")).to_be_hidden()


def test_the_sources_beside_follow_the_answer_that_is_pointed_at(page: Page) -> None:
    figure = "成渝地区2021年经济总量约多少？"
    ask(page, figure)
    ask(page, MEASURES)
    expect(page.locator(".panel .card")).to_have_count(4)
    older = page.locator(".turn").first.locator("a.cite")
    older.hover()
    expect(page.locator(".panel .card")).to_have_count(1)
    quote = page.locator(".panel .card.lit .card-quote")
    expect(quote).to_have_text("成渝地区2021年经济总量约7.4万亿元。")
    newer = page.locator(".turn").last.locator("a.cite")
    newer.first.focus()
    expect(page.locator(".panel .card")).to_have_count(4)
    expect(page.locator(".panel .card.lit")).to_have_count(1)
    older.click()
    assert marked(page) == "成渝地区2021年经济总量约7.4万亿元。"
    newer.first.hover()
    assert marked(page) == "成渝地区2021年经济总量约7.4万亿元。"


def test_opening_another_conversation_leaves_the_article_for_its_last_answers_sources(
    page: Page,
) -> None:
    ask(page, MEASURES)
    page.get_by_role("button", name="新会话").first.click()
    ask(page, "成渝地区2021年经济总量约多少？")
    page.locator(".turn a.cite").click()
    marked(page)
    page.locator(".conversations .open").last.click()
    expect(page.locator(".panel .card")).to_have_count(4)
    expect(page.locator("html")).to_have_attribute("data-panel", "")


def test_every_mark_opens_the_article_at_exactly_the_quoted_characters(page: Page) -> None:
    ask(page, MEASURES)
    quotes = page.locator(".panel .card .card-quote").all_text_contents()
    numbers = page.locator(".panel .card .cite").all_text_contents()
    for number, quote in zip(numbers, quotes, strict=True):
        page.locator(f'.turn a.cite[data-number="{number}"]').first.click()
        assert marked(page) == quote
        expect(page.locator(".panel mark.here").first).to_be_in_viewport()
        page.keyboard.press("Escape")


def test_next_and_previous_walk_the_citations_of_the_answer(page: Page) -> None:
    ask(page, MEASURES)
    quotes = page.locator(".panel .card .card-quote").all_text_contents()
    page.locator(".panel .card").first.click()
    assert marked(page) == quotes[0]
    page.get_by_role("button", name="下一处").click()
    expect(page.locator(".panel .count")).to_have_text("第 2 处，共 4 处")
    assert marked(page) == quotes[1]
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".panel .count")).to_have_text("第 1 处，共 4 处")
    assert marked(page) == quotes[0]


def test_the_stable_link_shows_the_same_characters_on_a_page_of_its_own(
    page: Page, address: str
) -> None:
    ask(page, MEASURES)
    quote = page.locator(".panel .card-quote").first.text_content()
    page.locator(".panel .card").first.click()
    link = page.get_by_role("link", name="新页打开").get_attribute("href") or ""
    assert re.fullmatch(r"/articles/a[12]#char=\d+-\d+", link)
    open_page(page, address + link)
    expect(page.locator("mark.here")).to_have_text(quote or "")
    expect(page.locator("mark.here")).to_be_in_viewport()


def test_a_link_made_before_the_text_changed_says_so(page: Page, address: str) -> None:
    open_page(page, f"{address}/articles/a1#char=20-30;text={'0' * 16}")
    expect(page.locator("[data-notice]")).to_contain_text("原文已变更")
    open_page(page, f"{address}/articles/a2#char=99999-100000")
    expect(page.locator("[data-notice]")).to_contain_text("不在这篇文章里")


def test_a_kept_answer_finds_its_quote_again_or_says_that_it_is_gone(page: Page) -> None:
    ask(page, MEASURES)
    page.evaluate("""() => {
        const key = Object.keys(localStorage).find((k) => k.startsWith("youju.conversation."));
        const kept = JSON.parse(localStorage.getItem(key));
        const [moved, gone] = kept.turns[0].answer.citations;
        Object.assign(moved, { text_hash: "0".repeat(16), start: 0, end: 3 });
        Object.assign(gone, { text_hash: "0".repeat(16), quote: "这句话后来删去了。" });
        localStorage.setItem(key, JSON.stringify(kept));
    }""")
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    page.locator(".conversations .open").click()
    quote = page.locator(".panel .card-quote").first.text_content()
    page.locator(".panel .card").first.click()
    assert marked(page) == quote
    expect(page.locator(".panel .notice")).to_contain_text("现在的位置")
    page.get_by_role("button", name="下一处").click()
    expect(page.locator(".panel .notice")).to_contain_text("这句话后来删去了。")
    assert page.locator(".panel mark.here").count() == 0


def test_a_follow_up_shows_how_it_was_understood(page: Page, assistant: FakeAssistant) -> None:
    ask(page, MEASURES)
    ask(page, "那能源呢？")
    expect(page.locator(".rewritten")).to_have_text(
        "按这个意思查找：怎样加快产业绿色低碳转型，那能源呢？"
    )
    assert assistant.calls[-1] == ("那能源呢？", (MEASURES,))


def test_answer_abstention_talk_and_failure_look_different(
    page: Page, assistant: FakeAssistant
) -> None:
    ask(page, "火星移民计划的预算是多少？")
    box = page.locator(".abstained")
    expect(box.locator("h3").first).to_have_text("文中没有依据，不作回答")
    expect(box.locator(".term")).to_have_text("火星移民计划")
    box.locator(".nearest summary").click()
    box.locator(".nearest button").first.click()
    assert len(marked(page)) > 0
    page.keyboard.press("Escape")
    ask(page, "你好")
    expect(page.locator(".talk p")).to_have_text("您好，请问。")
    assistant.failure = LanguageModelError("语言模型没有回答；请检查 llm_base_url。")
    try:
        ask(page, MEASURES)
    finally:
        assistant.failure = None
    failed = page.locator(".failed-box")
    expect(failed).to_contain_text("语言模型没有给出可用的回答，请稍后再试。")
    assert page.locator(".turn.failed .statements, .turn.failed .abstained").count() == 0
    failed.get_by_role("button", name="再问一次").click()
    expect(page.locator(".turn").last.locator(".statements")).to_be_visible()


def test_a_weak_answer_asks_to_look_first_and_a_firm_one_does_not(page: Page) -> None:
    ask(page, "成渝地区2021年经济总量约多少？")
    expect(page.locator(".turn .notice")).to_have_text("依据不够直接，引用前请先看原文。")
    ask(page, MEASURES)
    assert page.locator(".turn").last.locator(".notice").count() == 0


def test_a_suggestion_is_asked_at_a_click(page: Page) -> None:
    ask(page, "火星移民计划的预算是多少？")
    page.locator(".suggestions .suggestion").click()
    expect(page.locator(".turn h2").last).to_have_text("文库里有哪些文章？")


def test_an_address_with_a_question_asks_it_once(
    page: Page, address: str, assistant: FakeAssistant
) -> None:
    calls = len(assistant.calls)
    open_page(page, f"{address}/?q=%E6%80%8E%E6%A0%B7%E5%8A%A0%E5%BF%AB")
    expect(page.locator(".turn h2")).to_have_text("怎样加快")
    page.wait_for_function("document.documentElement.dataset.asking !== 'yes'")
    assert page.url == f"{address}/"
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    expect(page.locator(".turn h2")).to_have_text("怎样加快")
    assert len(assistant.calls) == calls + 1


@pytest.mark.parametrize("send", ["Enter", "click"])
def test_a_question_sent_while_the_page_still_loads_is_asked_when_it_has(
    page: Page, address: str, send: str
) -> None:
    held: list[Route] = []
    page.route("**/thread*.js*", lambda route: held.append(route))
    page.goto(address)
    box = page.locator("#yj-box textarea")
    box.fill(MEASURES)
    if send == "click":
        page.locator("#yj-send").click()
    else:
        box.press("Enter")
    page.wait_for_function("window.youjuWaiting")
    assert page.locator(".turn").count() == 0
    for route in held:
        route.continue_()
    expect(page.locator(".turn h2")).to_have_text(MEASURES)
    expect(page.locator(".turn.done")).to_be_visible()
    expect(box).to_have_value("")
    assert len(held) == 1


def test_conversations_stay_in_the_browser_and_are_renamed_found_and_deleted(page: Page) -> None:
    ask(page, MEASURES)
    page.get_by_role("button", name="新会话").first.click()
    ask(page, "火星移民计划的预算是多少？")
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    names = page.locator(".conversations .name")
    assert names.all_text_contents() == ["火星移民计划的预算是多少？", MEASURES]
    row = page.locator(".conversations li").nth(1)
    row.hover()
    row.get_by_role("button", name="改名").click()
    page.get_by_label("会话名称").fill("双碳材料")
    page.keyboard.press("Enter")
    page.get_by_label("在会话里查找").fill("能源绿色")
    expect(names).to_have_text(["双碳材料"])
    names.first.click()
    expect(page.locator(".turn h2")).to_have_text(MEASURES)
    row = page.locator(".conversations li").first
    row.hover()
    row.get_by_role("button", name="删除").click()
    row.get_by_role("button", name="删除").click()
    expect(page.locator(".conversations .none")).to_have_text("没有找到这样的会话。")
    page.get_by_label("在会话里查找").fill("")
    expect(names).to_have_text(["火星移民计划的预算是多少？"])


def test_another_visitor_sees_none_of_it(page: Page, browser: Browser, address: str) -> None:
    ask(page, MEASURES)
    with opened(browser, address) as other:
        assert other.locator(".conversations .name").count() == 0


def test_a_copied_answer_carries_its_sources(browser: Browser, address: str) -> None:
    with opened(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        ask(page, "成渝地区2021年经济总量约多少？")
        page.get_by_role("button", name="复制", exact=True).click()
        expect(page.locator(".toast")).to_have_text("已复制，连同出处")
        plain = page.evaluate("navigator.clipboard.readText()")
        assert plain == (
            "问：成渝地区2021年经济总量约多少？\n\n成渝地区2021年经济总量约7.4万亿元。①\n\n出处：\n"
            "① 《以推动绿色发展助力实现双碳目标》，王德凡，page（决策建议）："
            "“成渝地区2021年经济总量约7.4万亿元。”"
        )
        kinds = page.evaluate("navigator.clipboard.read().then((items) => items[0].types)")
        assert "text/html" in kinds


def test_word_and_markdown_files_have_footnotes(page: Page) -> None:
    ask(page, MEASURES)
    with page.expect_download() as word:
        page.get_by_role("button", name="Word").click()
    assert word.value.suggested_filename == "怎样加快产业绿色低碳转型？.docx"
    inside = zipfile.ZipFile(io.BytesIO(Path(word.value.path()).read_bytes()))
    notes = inside.read("word/footnotes.xml").decode()
    assert notes.count("《以推动绿色发展助力实现双碳目标》") + notes.count("《打造产业集群》") == 4
    with page.expect_download() as markdown:
        page.get_by_role("button", name="Markdown").click()
    text = Path(markdown.value.path()).read_text(encoding="utf-8")
    assert text.startswith("## 怎样加快产业绿色低碳转型？")
    assert [n for n in range(1, 5) if f"[^{n}]: 《" in text] == [1, 2, 3, 4]
    with page.expect_download() as whole:
        page.get_by_role("button", name="导出本会话").click()
    assert whole.value.suggested_filename.endswith(".docx")


def test_what_a_document_says_is_no_markup_in_the_markdown_file(page: Page) -> None:
    escaped = page.evaluate(
        """async (texts) => {
          const { escapeMarkdown } = await import("/ui/x/official.js");
          return texts.map(escapeMarkdown);
        }""",
        ["[点我](http://evil/) <img>&lt; 快来!", "1. 甲\n- 乙", "- 丙"],
    )
    assert escaped == [
        "\\[点我\\](http\\://evil/) \\<img\\>\\&lt; 快来\\!",
        "1\\. 甲 - 乙",
        "\\- 丙",
    ]


def test_a_verdict_is_kept_and_becomes_a_draft_test_case(page: Page, data_dir: Path) -> None:
    ask(page, MEASURES)
    page.get_by_role("button", name="没用").click()
    expect(page.locator(".dialog input:checked")).to_have_count(0)
    page.get_by_label("没答全").check()
    page.get_by_label("补充一句（可不填）").fill("少了第四条")
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("button", name="没用")).to_have_attribute("aria-pressed", "true")
    said = FeedbackStore(data_dir / FEEDBACK_FILE).entries("useless")[-1].feedback
    assert (said.question, said.reason, said.note) == (MEASURES, "没答全", "少了第四条")
    expect(page.locator(".draft-note")).to_contain_text("下载成一道题")
    with page.expect_download() as draft:
        page.get_by_role("button", name="存为测试题").click()
    value = json.loads(Path(draft.value.path()).read_text(encoding="utf-8"))
    assert (value["question"], value["facts"], value["answerable"]) == (MEASURES, [], True)


def test_a_verdict_is_taken_back_by_pressing_it_again_and_changed_by_the_other(
    page: Page, data_dir: Path
) -> None:
    store = FeedbackStore(data_dir / FEEDBACK_FILE)
    before = len(store.entries())
    ask(page, MEASURES)
    useful = page.get_by_role("button", name="有用")
    useless = page.get_by_role("button", name="没用")
    useful.evaluate("(button) => { button.click(); button.click(); }")  # twice before it is kept
    expect(useful).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".toast")).to_have_text("已记下，谢谢")
    assert [entry.feedback.verdict for entry in store.entries()[before:]] == ["useful"]
    useless.click()
    page.get_by_role("button", name="交上去").click()
    expect(useless).to_have_attribute("aria-pressed", "true")
    expect(useful).to_have_attribute("aria-pressed", "false")
    assert [entry.feedback.verdict for entry in store.entries()[before:]] == ["useless"]
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    expect(useless).to_have_attribute("aria-pressed", "true")
    useless.click()
    expect(page.locator(".toast")).to_have_text("已收回")
    expect(useless).to_have_attribute("aria-pressed", "false")
    assert len(store.entries()) == before


def test_a_reason_that_nobody_chose_is_none(page: Page, data_dir: Path) -> None:
    ask(page, MEASURES)
    page.get_by_role("button", name="没用").click()
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("button", name="没用")).to_have_attribute("aria-pressed", "true")
    assert FeedbackStore(data_dir / FEEDBACK_FILE).entries("useless")[-1].feedback.reason == ""


def test_a_dialog_called_off_keeps_nothing(page: Page, data_dir: Path) -> None:
    before = len(FeedbackStore(data_dir / FEEDBACK_FILE).entries())
    ask(page, MEASURES)
    page.get_by_role("button", name="没用").click()
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_role("button", name="没用")).to_have_attribute("aria-pressed", "false")
    assert len(FeedbackStore(data_dir / FEEDBACK_FILE).entries()) == before


def test_statements_appear_one_by_one_and_can_be_stopped(
    page: Page, assistant: FakeAssistant
) -> None:
    assistant.delay = 1.0
    try:
        page.locator("#yj-box textarea").fill(MEASURES)
        page.keyboard.press("Enter")
        expect(page.locator(".turn.working .waiting")).to_have_text("正在查找原文…")
        expect(page.locator(".turn.streaming .statement")).to_have_count(1)
        expect(page.locator(".turn.streaming .statement")).to_have_count(2)
        shown = page.locator(".turn.streaming .statement").all_text_contents()
        page.get_by_role("button", name="停止").click()
        stopped = page.locator(".turn.stopped")
        expect(stopped.locator(".stopped-line")).to_contain_text("已停止。")
        assert stopped.locator(".statement").all_text_contents() == shown
        page.wait_for_timeout(1500)
        assert page.locator(".turn.done").count() == 0
    finally:
        assistant.delay = 0.0


def test_stopping_is_no_failure_and_leaves_no_earlier_sources_beside_it(
    page: Page, assistant: FakeAssistant
) -> None:
    ask(page, "成渝地区2021年经济总量约多少？")
    expect(page.locator(".panel .card")).to_have_count(1)
    assistant.delay = 1.0
    try:
        page.locator("#yj-box textarea").fill(MEASURES)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="停止").click()
    finally:
        assistant.delay = 0.0
    expect(page.locator(".stopped-line p")).to_have_text("已停止。")
    expect(page.locator(".failed-box")).to_have_count(0)
    expect(page.locator(".panel .card")).to_have_count(0)
    expect(page.locator(".panel-empty")).to_have_text("这一问停下了，没有列出出处。")
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    expect(page.locator(".stopped-line p")).to_have_text("已停止。")
    page.get_by_role("button", name="再问一次").click()
    expect(page.locator(".turn.done")).to_have_count(2)
    expect(page.locator(".panel .card")).to_have_count(4)


def test_a_question_that_failed_and_is_asked_again_shows_its_sources(
    page: Page, assistant: FakeAssistant
) -> None:
    assistant.failure = LanguageModelError("语言模型没有回答。")
    ask(page, MEASURES)
    assistant.failure = None
    expect(page.locator(".panel-empty")).to_have_text("这一问没有答成，没有出处。")
    page.get_by_role("button", name="再问一次").click()
    expect(page.locator(".panel .card")).to_have_count(4)


def test_stopping_before_the_server_has_taken_the_question_stops_it_there_too(
    page: Page, assistant: FakeAssistant
) -> None:
    assistant.delay = 1.0
    cancelled: list[str] = []
    page.on(
        "request",
        lambda r: cancelled.append(r.post_data or "") if r.url.endswith("/cancel") else None,
    )
    held: list[Route] = []
    page.route("**/gradio_api/queue/join*", lambda route: held.append(route), times=1)
    try:
        page.locator("#yj-box textarea").fill(MEASURES)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="停止").click()
        expect(page.locator(".stopped-line")).to_contain_text("已停止。")
        page.wait_for_timeout(300)
        assert cancelled == []
        with page.expect_response("**/gradio_api/cancel") as answered:
            held[0].continue_()
        assert answered.value.status == 200
        assert [bool(json.loads(body)["event_id"]) for body in cancelled] == [True]
    finally:
        assistant.delay = 0.0
    ask(page, MEASURES)
    expect(page.locator(".turn.done")).to_have_count(1)


@pytest.mark.parametrize(
    ("status", "headers", "message"),
    [
        (429, {"Retry-After": "7"}, "现在问的人太多；请等 7 秒再问一次。"),
        (503, {}, "现在问的人太多；请等 5 秒再问一次。"),
        (401, {}, "登录已失效；请刷新页面，重新登录后再问。"),
    ],
)
def test_a_question_that_the_server_refuses_says_what_to_do(
    browser: Browser, address: str, status: int, headers: dict[str, str], message: str
) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=status, headers=headers, body="{}")

    with opened(browser, address, allow="Failed to load resource") as page:
        page.route("**/gradio_api/queue/join*", refuse)
        ask(page, MEASURES)
        expect(page.locator(".failed-box p")).to_have_text(message)
        page.unroute("**/gradio_api/queue/join*")
        page.get_by_role("button", name="再问一次").click()
        expect(page.locator(".turn.done .statements")).to_be_visible()


def test_losing_the_network_is_shown_until_it_is_back(page: Page) -> None:
    page.context.set_offline(True)
    expect(page.locator(".banner")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator(".banner")).to_be_hidden()


def test_light_dark_and_large_type_are_remembered(page: Page) -> None:
    page.get_by_role("button", name="深色").click()
    page.get_by_role("button", name="大字").click()
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("data-type", "large")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"


def test_on_paper_stand_the_answers_with_their_sources_and_nothing_else(page: Page) -> None:
    ask(page, MEASURES)
    page.emulate_media(media="print")
    for hidden in (".side", "#yj-composer", ".turn .tools", ".panel"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".inline-sources li").first).to_be_visible()


def test_a_question_too_long_is_kept_whole_counted_and_not_sent(
    page: Page, assistant: FakeAssistant
) -> None:
    box, limit = page.locator("#yj-box textarea"), page.locator(".limit")
    calls = len(assistant.calls)
    box.fill("问" * 449)
    expect(limit).to_be_hidden()
    box.fill("问" * 450)
    expect(limit).to_have_text("已写 450 字，最多 500 字。")
    box.fill("𠮷" * 620)
    problem = "这一问有 620 字，最多 500 字；请删去 120 字，或者分成几问。"
    expect(limit).to_have_text(problem)
    page.keyboard.press("Enter")
    expect(page.locator("[data-place=thread] [role=status][aria-live=polite]")).to_have_text(
        problem
    )
    # Said once, above the box; nothing lies over what has to be made shorter.
    expect(limit).to_have_text(problem)
    expect(page.locator(".toast")).to_be_hidden()
    expect(box).to_have_value("𠮷" * 620)
    assert (page.locator(".turn").count(), len(assistant.calls)) == (0, calls)
    box.fill("𠮷" * 500)
    page.keyboard.press("Enter")
    expect(page.locator(".turn.done")).to_be_visible()
    expect(box).to_have_value("")
    expect(limit).to_be_hidden()


def test_an_address_with_a_question_too_long_leaves_it_in_the_box(page: Page, address: str) -> None:
    open_page(page, f"{address}/?q={'x' * 600}")
    expect(page.locator("#yj-box textarea")).to_have_value("x" * 600)
    expect(page.locator(".limit")).to_contain_text("请删去 100 字")
    expect(page.locator(".toast")).to_be_hidden()
    assert page.locator(".turn").count() == 0
